//! One round of a survey, worked out as its pack says: weights, tables, indicators, rankings.

use super::column::{Column, MISSING};
use super::{
    Breakdown, Codes, Design, Domain, Frame, Margin as Known, Population, Ranking, Sex, Sheet, SurveyError,
    Tally, Weights,
};
use crate::pack::{BY_PLACE, Base, Group, Indicator, Margin, RankedQuestion, SurveyPack, TableRule};
use crate::publication::{FinestPeriod, FinestPlace, PlaceTree, PublicationRule};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A round, ready to be asked.
#[derive(Debug)]
pub struct Study<'a> {
    pack: &'a SurveyPack,
    frame: &'a Frame,
    design: Design,
    /// Of each unit, its place.
    unit_places: Vec<Option<String>>,
    /// The places of the units and those above.
    places: PlaceTree,
    weights: Weights,
    groups: BTreeMap<String, Grouped>,
    left_out: usize,
}

/// The records of a round by one group.
#[derive(Debug)]
struct Grouped {
    of: Vec<u16>,
    names: Vec<String>,
}

/// What may be public of one question, by one breakdown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// The group it is broken down by, or [`BY_PLACE`].
    pub by: String,
    /// The figures.
    pub sheet: Sheet,
}

/// The answers of one row of a sheet, the most given first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranked {
    /// The row: a group, a place, everybody.
    pub of: String,
    /// The answer, and the best and worst rank it could have among all the people.
    pub order: Vec<(String, usize, usize)>,
}

/// The choice of whoever has nothing to name: it belongs to the base and has no rank.
const NONE: &str = "none";

/// Women and men among the choices of a group.
const SEXES: [(&str, Sex); 2] = [("female", Sex::Female), ("male", Sex::Male)];

impl<'a> Study<'a> {
    /// Draws up design and weights. `places`: the country down to the level of units. `left_out`: records that a supervisor has set
    /// aside; so are those without consent.
    ///
    /// # Errors
    /// [`SurveyError`] for a question that the round lacks, or weights that do not settle.
    pub fn new(
        pack: &'a SurveyPack,
        frame: &'a Frame,
        places: &PlaceTree,
        population: &Population,
        left_out: &dyn Fn(usize) -> bool,
    ) -> Result<Self, SurveyError> {
        let mut study = Self {
            pack,
            frame,
            design: Design::new(Vec::new(), Vec::new())?,
            unit_places: Vec::new(),
            places: places.clone(),
            weights: Weights::even(0),
            groups: BTreeMap::new(),
            left_out: (0..frame.records()).filter(|record| left_out(*record)).count(),
        };
        let strata = study.draw(places)?;
        for group in &pack.groups {
            study.groups.insert(group.id.clone(), study.grouped(group)?);
        }
        let agreed = match &pack.sample.consent {
            None => vec![true; frame.records()],
            Some(consent) => {
                let codes = frame.codebook().codes(consent).map_or(Vec::new(), |codes| codes.these(["yes"]));
                match frame.column(consent)?.any_of(&codes, &[]) {
                    Column::One(said) => said.iter().map(|said| *said == 1).collect(),
                    Column::Many(_) => Vec::new(),
                }
            }
        };
        let weights = Weights::without(frame.records(), |record| {
            left_out(record) || !agreed.get(record).unwrap_or(&false)
        });
        study.weights = study.weigh(weights, places, population, &strata)?;
        Ok(study)
    }

    /// The survey.
    pub fn pack(&self) -> &'a SurveyPack {
        self.pack
    }

    /// The answers.
    pub fn frame(&self) -> &'a Frame {
        self.frame
    }

    /// Of each record its group, and the names of the groups.
    pub fn group(&self, id: &str) -> Option<(&[u16], &[String])> {
        self.groups.get(id).map(|group| (&group.of[..], &group.names[..]))
    }

    /// The weights of the records.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Of each record, its unit.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// Interviews that count: with consent, and not set aside.
    pub fn interviews(&self) -> usize {
        self.weights.of().iter().filter(|weight| **weight > 0.0).count()
    }

    /// Records that a supervisor has set aside.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Interviews held in each place drawn, by its code.
    pub fn held(&self) -> BTreeMap<&str, u32> {
        let mut held = BTreeMap::new();
        for (unit, weight) in self.design.unit().iter().zip(self.weights.of()) {
            if let Some(Some(place)) = self.unit_places.get(usize::from(*unit))
                && *weight > 0.0
            {
                *held.entry(place.as_str()).or_default() += 1;
            }
        }
        held
    }

    /// A question as it was answered.
    ///
    /// # Errors
    /// [`SurveyError`] for a question or a group that the round lacks.
    pub fn table(&self, rule: &TableRule) -> Result<Vec<Figures>, SurveyError> {
        let (column, codes) = self.asked(&rule.question, rule.base)?;
        self.sheets(&column, &codes, &rule.by)
    }

    /// An indicator; its rows have the answers `yes` and `no`.
    ///
    /// # Errors
    /// As [`Study::table`].
    pub fn indicator(&self, indicator: &Indicator) -> Result<Vec<Figures>, SurveyError> {
        let column = self.frame.column(&indicator.question)?;
        let codes = self.frame.codebook().codes(&indicator.question);
        let codes = codes.ok_or_else(|| SurveyError::UnknownQuestion(indicator.question.clone()))?;
        let without = match indicator.base {
            Base::Said => codes.silent(),
            Base::Asked => Vec::new(),
        };
        let yes = codes.these(indicator.codes.iter().map(String::as_str));
        let answer = column.any_of(&yes, &without).recoded(|said| 1 - said);
        let codes = Codes { many: false, values: vec!["yes".to_owned(), "no".to_owned()] };
        self.sheets(&answer, &codes, &indicator.by)
    }

    /// Answers in order, in each row those that may be public.
    ///
    /// # Errors
    /// As [`Study::table`].
    pub fn ranking(&self, ranking: &RankedQuestion) -> Result<Vec<(Figures, Vec<Ranked>)>, SurveyError> {
        let columns: Vec<&Column> =
            ranking.questions.iter().map(|question| self.frame.column(question)).collect::<Result<_, _>>()?;
        let first = ranking.questions.first().map_or("", String::as_str);
        let (_, codes) = self.asked(first, Base::Said)?;
        let all = self.frame.codebook().codes(first);
        let kept = all.map_or(Vec::new(), |all| all.these(codes.values.iter().map(String::as_str)));
        let united = Column::united(&columns)?.only(&kept);
        let codes = Codes { many: true, ..codes };
        let mut results = Vec::new();
        for by in self.breakdowns(&ranking.by) {
            let tally = self.tally(&united, &codes, by)?;
            let sheet = self.cut(&tally, &codes, by)?;
            let ranked = sheet.rows().map(|of| self.ranked(&tally, &sheet, by, of)).collect();
            results.push((Figures { by: by.to_owned(), sheet }, ranked));
        }
        Ok(results)
    }

    fn ranked(&self, tally: &Tally<'_>, sheet: &Sheet, by: &str, of: &str) -> Ranked {
        let shown: Vec<usize> = (0..tally.codes())
            .filter(|code| sheet.codes()[*code] != NONE && sheet.cell(of, &sheet.codes()[*code]).is_some())
            .collect();
        let inside = |place: &Option<String>| {
            place.as_deref().is_some_and(|place| self.places.upwards(place).any(|above| above == of))
        };
        let units: Option<Vec<bool>> =
            (by == BY_PLACE && of != sheet.whole()).then(|| self.unit_places.iter().map(inside).collect());
        let group = self.groups.get(by).and_then(|group| group.names.iter().position(|name| name == of));
        let ranking = Ranking::of(tally, Domain { group, units: units.as_deref() }, &shown);
        let named = |place: &super::Place| (sheet.codes()[place.code].clone(), place.best, place.worst);
        Ranked { of: of.to_owned(), order: ranking.places.iter().map(named).collect() }
    }

    /// The column of a question without what says nothing, where that is out of the base, and its choices.
    fn asked(&self, question: &str, base: Base) -> Result<(Column, Codes), SurveyError> {
        let unknown = || SurveyError::UnknownQuestion(question.to_owned());
        let codes = self.frame.codebook().codes(question).ok_or_else(unknown)?;
        let silent = match base {
            Base::Said => codes.silent(),
            Base::Asked => Vec::new(),
        };
        let kept: Vec<u16> = (0..codes.values.len() as u16).filter(|code| !silent.contains(code)).collect();
        let values = kept.iter().map(|code| codes.values[usize::from(*code)].clone()).collect();
        Ok((self.frame.column(question)?.only(&kept), Codes { many: codes.many, values }))
    }

    fn sheets(&self, column: &Column, codes: &Codes, by: &[String]) -> Result<Vec<Figures>, SurveyError> {
        let sheet = |by: &str| {
            let tally = self.tally(column, codes, by)?;
            Ok(Figures { by: by.to_owned(), sheet: self.cut(&tally, codes, by)? })
        };
        self.breakdowns(by).map(sheet).collect()
    }

    /// What a question is broken down by; everybody together where the pack names nothing.
    fn breakdowns<'b>(&self, by: &'b [String]) -> impl Iterator<Item = &'b str> {
        by.iter().map(String::as_str).chain(by.is_empty().then_some(""))
    }

    fn tally(&self, column: &Column, codes: &Codes, by: &str) -> Result<Tally<'_>, SurveyError> {
        let groups = self.groups.get(by).map(|group| (&group.of[..], group.names.len()));
        Tally::count(column, codes.values.len(), groups, self.weights.of(), &self.design)
    }

    fn cut(&self, tally: &Tally<'_>, codes: &Codes, by: &str) -> Result<Sheet, SurveyError> {
        let publish = &self.pack.publish;
        let rule = PublicationRule {
            threshold: publish.threshold,
            round: publish.round,
            delay_days: 0,
            finest_place: FinestPlace::of(publish.place.depth()),
            finest_place_by_service: FinestPlace::of(publish.place.depth()),
            finest_period: FinestPeriod::Year,
        };
        let breakdown = match self.groups.get(by) {
            Some(group) => Breakdown::Groups(&group.names),
            None if by == BY_PLACE => Breakdown::Places(&self.places, &self.unit_places),
            None => Breakdown::Groups(&[]),
        };
        Sheet::cut(tally, codes, breakdown, &rule)
    }

    /// Units and strata from the places of the records; gives the place of each stratum. Where the place is not known, one more
    /// unit in a stratum of its own.
    fn draw(&mut self, places: &PlaceTree) -> Result<Vec<String>, SurveyError> {
        let sample = &self.pack.sample;
        let Column::One(column) = self.frame.column(&sample.place)? else {
            return Err(SurveyError::UnknownQuestion(sample.place.clone()));
        };
        let codes = self.frame.codebook().codes(&sample.place);
        let codes = codes.map_or(&[][..], |codes| &codes.values);
        let unit_of: Vec<Option<&str>> =
            codes.iter().map(|code| places.no_finer(code, sample.unit.depth())).collect();
        let units: Vec<&str> =
            unit_of.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
        let stratum = |unit: &&str| places.no_finer(unit, sample.strata.depth()).unwrap_or_default();
        let strata: Vec<&str> = units.iter().map(stratum).collect::<BTreeSet<_>>().into_iter().collect();
        let at = |list: &[&str], wanted: &str| list.binary_search(&wanted).unwrap_or(list.len()) as u16;
        let of_code: Vec<u16> =
            unit_of.iter().map(|unit| unit.map_or(units.len() as u16, |unit| at(&units, unit))).collect();
        let of_record =
            column.iter().map(|code| of_code.get(usize::from(*code)).copied().unwrap_or(units.len() as u16));
        let of_unit = units.iter().map(|unit| at(&strata, stratum(unit))).chain([strata.len() as u16]);
        self.design = Design::new(of_record.collect(), of_unit.collect())?;
        self.unit_places = units.iter().map(|unit| Some((*unit).to_owned())).chain([None]).collect();
        if !units.is_empty() {
            self.places = places.only(units.iter().copied())?;
        }
        Ok(strata.into_iter().map(str::to_owned).collect())
    }

    fn grouped(&self, group: &Group) -> Result<Grouped, SurveyError> {
        let column = self.frame.column(&group.question)?;
        let (column, names) = match (group.bands.is_empty(), group.choices.is_empty()) {
            (true, true) => {
                let (column, codes) = self.asked(&group.question, Base::Said)?;
                (column, codes.values)
            }
            (true, false) => {
                let unknown = || SurveyError::UnknownQuestion(group.question.clone());
                let codes = self.frame.codebook().codes(&group.question).ok_or_else(unknown)?;
                let rows = codes.these(group.choices.iter().map(String::as_str));
                (column.only(&rows), group.choices.clone())
            }
            (false, _) => {
                (column.banded(&group.bands), (0..group.bands.len()).map(|band| group.band(band)).collect())
            }
        };
        match column {
            Column::One(of) => Ok(Grouped { of, names }),
            Column::Many(_) => Err(SurveyError::MixedColumns),
        }
    }

    fn weigh(
        &self,
        weights: Weights,
        places: &PlaceTree,
        population: &Population,
        strata: &[String],
    ) -> Result<Weights, SurveyError> {
        let Some(rule) = &self.pack.weights else { return Ok(weights) };
        let mut weights = weights;
        if let Some(household) = &rule.household
            && let Column::One(adults) = self.frame.column(household)?
        {
            // Who did not say how many they are stands for one.
            let factors: Vec<f64> = adults
                .iter()
                .map(|adults| if *adults == MISSING { 1.0 } else { f64::from((*adults).max(1)) })
                .collect();
            weights = weights.times(&factors)?;
        }
        let (sexes, ages) = (self.groups.get(&rule.sex), self.groups.get(&rule.age));
        let bands = self.pack.group(&rule.age).map_or(&[][..], |group| &group.bands);
        let least = bands.first().copied().unwrap_or(0);
        let sex_of = |record: usize| {
            let group = sexes?;
            let name = group.names.get(usize::from(*group.of.get(record)?))?;
            SEXES.iter().position(|(known, _)| known == name)
        };
        let mut margins = Vec::new();
        for margin in &rule.margins {
            let (rows, row_of): (usize, Box<dyn Fn(usize) -> Option<usize>>) = match margin {
                Margin::PlaceSex => {
                    let stratum = |record: usize| {
                        let unit = *self.design.unit().get(record)?;
                        let stratum = *self.design.stratum().get(usize::from(unit))?;
                        Some(usize::from(stratum)).filter(|stratum| *stratum < strata.len())
                    };
                    (strata.len(), Box::new(stratum))
                }
                Margin::SexAge => (
                    bands.len(),
                    Box::new(|record: usize| {
                        ages.and_then(|group| group.of.get(record))
                            .copied()
                            .map(usize::from)
                            .filter(|band| *band < bands.len())
                    }),
                ),
            };
            let mut people = vec![0.0; rows * SEXES.len()];
            match margin {
                Margin::PlaceSex => {
                    for code in population.places() {
                        let above = places.no_finer(code, self.pack.sample.strata.depth());
                        let stratum = above.and_then(|above| strata.iter().position(|known| known == above));
                        for (at, (_, sex)) in SEXES.iter().enumerate() {
                            if let Some(stratum) = stratum {
                                people[stratum * SEXES.len() + at] +=
                                    population.people_from(code, *sex, least);
                            }
                        }
                    }
                }
                Margin::SexAge => {
                    for (band, from) in bands.iter().enumerate() {
                        let until = bands.get(band + 1).copied().unwrap_or(u16::MAX);
                        for (at, (_, sex)) in SEXES.iter().enumerate() {
                            people[band * SEXES.len() + at] = population.aged(*sex, *from, until) as f64;
                        }
                    }
                }
            }
            let cell = |record: usize| Some(row_of(record)? * SEXES.len() + sex_of(record)?);
            let cells = (0..self.frame.records())
                .map(|record| cell(record).map_or(MISSING, |cell| cell as u16))
                .collect();
            // Ages are held against each other among women and among men: censuses of different years count the sexes differently.
            let blocks = match margin {
                Margin::PlaceSex => Vec::new(),
                Margin::SexAge => (0..people.len()).map(|cell| (cell % SEXES.len()) as u16).collect(),
            };
            let (cells, people) = filled(cells, people, weights.of());
            margins.push((cells, people, blocks));
        }
        let known: Vec<Known<'_>> =
            margins.iter().map(|(cell, people, blocks)| Known { cell, people, blocks }).collect();
        Ok(weights.raked(&known)?.trimmed(rule.most.into()))
    }
}

/// A margin that the sample can be made to fit: where nobody of one sex was asked in a row, its two cells are one; a row of which
/// nobody was asked is not in the sample, and one without people in the population cannot be fitted.
fn filled(mut cells: Vec<u16>, mut people: Vec<f64>, weights: &[f64]) -> (Vec<u16>, Vec<f64>) {
    let mut asked = vec![false; people.len()];
    for (cell, _) in cells.iter().zip(weights).filter(|(cell, weight)| **cell != MISSING && **weight > 0.0) {
        asked[usize::from(*cell)] = true;
    }
    let mut now: Vec<u16> = (0..people.len() as u16).collect();
    for row in (0..people.len()).step_by(SEXES.len()) {
        match (asked[row], asked[row + 1]) {
            (true, true) => {}
            (false, false) => people[row..row + 2].fill(0.0),
            (first, _) => {
                let (stays, goes) = if first { (row, row + 1) } else { (row + 1, row) };
                people[stays] += std::mem::take(&mut people[goes]);
                now[goes] = stays as u16;
            }
        }
        for cell in row..row + 2 {
            if people[usize::from(now[cell])] <= 0.0 {
                now[cell] = MISSING;
            }
        }
    }
    cells.iter_mut().filter(|cell| **cell != MISSING).for_each(|cell| *cell = now[usize::from(*cell)]);
    (cells, people)
}
