//! What of a tally may be public: percentages whose counts the publication gate lets through.
//!
//! The gate judges the unweighted counts of people, because it is people who might be recognised: groups or places × answers, with
//! its threshold and its secondary suppression, as for cases ([`crate::publication`]). A percentage is given only where the gate
//! shows the count behind it and the group it is of. A question with several answers is judged answer by answer, as yes and no.

use super::{Change, Codes, Domain, Estimate, SurveyError, Tally};
use crate::publication::{
    FinestPeriod, FinestPlace, Ledger, Measure, Period, PlaceTree, PublicFact, PublicationRule, Release,
    Shown,
};
use kernel::Date;
use serde::{Deserialize, Serialize};

/// The gate knows time, a round has none of its own: each is judged as one year, for its people are not those of another round.
const YEAR: i32 = 2000;

/// What a question is broken down by.
#[derive(Debug, Clone, Copy)]
pub enum Breakdown<'a> {
    /// The groups of the tally, by their names.
    Groups(&'a [String]),
    /// Places. Of each unit of the tally, its place in the tree; none where it is not known.
    Places(&'a PlaceTree, &'a [Option<String>]),
}

/// The public table of one question in one round. Only the gate makes one; pages, exports and comparisons read figures from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    codes: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    of: String,
    base: Option<u64>,
    cells: Vec<Option<Cell>>,
}

/// One public figure. Everything is rounded before it leaves: shares to a tenth of a percent, people downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    share: u16,
    low: u16,
    high: u16,
    effective: u32,
    base: u64,
}

impl Cell {
    fn new(estimate: &Estimate, base: u64) -> Self {
        let tenths = |share: f64| (share * 1000.0).round() as u16;
        Self {
            share: tenths(estimate.share),
            low: tenths(estimate.low),
            high: tenths(estimate.high),
            effective: estimate.effective as u32,
            base,
        }
    }

    /// The figure again, as far as it is public: what comparisons are worked out from, so that everybody can repeat them.
    pub fn estimate(&self) -> Estimate {
        let share = |tenths: u16| f64::from(tenths) / 1000.0;
        Estimate {
            share: share(self.share),
            low: share(self.low),
            high: share(self.high),
            base: u32::try_from(self.base).unwrap_or(u32::MAX),
            effective: self.effective.max(1).into(),
        }
    }
}

impl Sheet {
    /// Cuts what may be shown out of a tally. `codes`: its choices. `rule`: threshold and rounding of the pack, and the finest
    /// place. The first row is everybody together, under the name `""` or that of the country.
    ///
    /// # Errors
    /// [`SurveyError::Lengths`] when names and tally do not fit, [`SurveyError::Gate`].
    pub fn cut(
        tally: &Tally<'_>,
        codes: &Codes,
        by: Breakdown<'_>,
        rule: &PublicationRule,
    ) -> Result<Self, SurveyError> {
        let names = match by {
            Breakdown::Groups(names) => names.len() == tally.groups(),
            Breakdown::Places(_, of_unit) => of_unit.len() == tally.design().units(),
        };
        if !names || codes.values.len() != tally.codes() {
            return Err(SurveyError::Lengths);
        }
        let gates = match codes.many {
            false => vec![Gate::pass(tally, by, rule, None)?],
            true => (0..tally.codes())
                .map(|code| Gate::pass(tally, by, rule, Some(code)))
                .collect::<Result<_, _>>()?,
        };
        let Some(first) = gates.first() else { return Err(SurveyError::Lengths) };
        let mut rows = Vec::new();
        for of in first.rows() {
            let shown = gates.iter().map(|gate| gate.base(&of)).min().flatten();
            let units = first.units(by, &of);
            let group = first.group(by, &of);
            let domain = Domain { group, units: units.as_deref() };
            // The whole is everybody, those in no row among them: one number in all tables.
            let everybody = || (0..tally.design().units()).map(|unit| tally.records(unit, None, None)).sum();
            let base = match by {
                Breakdown::Groups(_) if group.is_none() => {
                    shown.map(|_| u64::from(rule.rounded(everybody())))
                }
                _ => shown,
            };
            let cell = |code: usize| {
                let gate = if codes.many { &gates[code] } else { first };
                let base = base.filter(|_| gate.shows(&of, if codes.many { 0 } else { code }))?;
                Some(Cell::new(&tally.share(domain, code)?, base))
            };
            let name = match (by, group) {
                (Breakdown::Groups(names), Some(group)) => names[group].clone(),
                (Breakdown::Groups(_), None) => String::new(),
                (Breakdown::Places(..), _) => of.clone(),
            };
            rows.push(Row { of: name, base, cells: (0..tally.codes()).map(cell).collect() });
        }
        Ok(Self { codes: codes.values.clone(), rows })
    }

    /// The choices of the question.
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// Names of the rows: everybody first, then groups or places.
    pub fn rows(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|row| row.of.as_str())
    }

    /// The row of everybody.
    pub fn whole(&self) -> &str {
        self.rows.first().map_or("", |row| row.of.as_str())
    }

    /// People who answered in a row, rounded; `None` where they are too few or withheld.
    pub fn base(&self, of: &str) -> Option<u64> {
        self.row(of)?.base
    }

    /// A figure; `None` where it is not shown: too few people, or withheld to protect others, with one symbol for both.
    pub fn cell(&self, of: &str, code: &str) -> Option<Cell> {
        let code = self.codes.iter().position(|known| known == code)?;
        *self.row(of)?.cells.get(code)?
    }

    /// How a figure moved from an earlier round to this one, where both are shown.
    pub fn change(&self, earlier: &Self, of: &str, code: &str) -> Option<Change> {
        let (then, now) = (earlier.cell(of, code)?, self.cell(of, code)?);
        Some(Change::between(&then.estimate(), &now.estimate()))
    }

    fn row(&self, of: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.of == of)
    }
}

/// One pass through the gate: of all answers, or of one answer against the others.
struct Gate(Release);

impl Gate {
    fn pass(
        tally: &Tally<'_>,
        by: Breakdown<'_>,
        rule: &PublicationRule,
        only: Option<usize>,
    ) -> Result<Self, SurveyError> {
        let choices = if only.is_some() { 2 } else { tally.codes() };
        let services: Vec<String> = (0..choices).map(|code| code.to_string()).collect();
        let day = Date::from_ordinal_date(YEAR, 1).unwrap_or(Date::MIN);
        let places = tree(tally, by)?;
        let rule = rule_of(rule, by);
        let mut ledger = Ledger::new(rule, day, places, services.iter().map(String::as_str), [])?;
        for unit in 0..tally.design().units() {
            let groups: Vec<(Option<String>, Option<usize>)> = match by {
                Breakdown::Groups([]) => vec![(None, None)],
                // Whoever is in no row does not take part: held against the whole, those few would cost a row its figures.
                Breakdown::Groups(names) => {
                    (0..names.len()).map(|group| (Some(group.to_string()), Some(group))).collect()
                }
                Breakdown::Places(_, of_unit) => vec![(of_unit[unit].clone(), None)],
            };
            for (place, group) in groups {
                let records = |code: Option<usize>| tally.records(unit, group, code);
                for (code, service) in services.iter().enumerate() {
                    let people = match (only, code) {
                        (None, code) => records(Some(code)),
                        (Some(answer), 0) => records(Some(answer)),
                        (Some(answer), _) => records(None).saturating_sub(records(Some(answer))),
                    };
                    let fact = PublicFact {
                        place: place.as_deref(),
                        service: Some(service),
                        day,
                        measure: Measure::Received,
                    };
                    ledger.count_many(&fact, people)?;
                }
            }
        }
        let over = Date::from_ordinal_date(YEAR + 1, 1).unwrap_or(Date::MAX);
        Ok(Self(ledger.release(over, None)?.release))
    }

    fn rows(&self) -> Vec<String> {
        self.0.places().map(|(code, _)| code.to_owned()).collect()
    }

    fn base(&self, of: &str) -> Option<u64> {
        self.shown(of, None).count()
    }

    fn shows(&self, of: &str, code: usize) -> bool {
        self.base(of).is_some() && self.shown(of, Some(&code.to_string())) != Shown::Fewer
    }

    fn shown(&self, of: &str, code: Option<&str>) -> Shown {
        self.0.cell(of, code, Period::Year(YEAR), Measure::Received)
    }

    /// The group a row stands for; none for everybody.
    fn group(&self, by: Breakdown<'_>, of: &str) -> Option<usize> {
        match by {
            Breakdown::Groups(_) => of.parse().ok(),
            Breakdown::Places(..) => None,
        }
    }

    /// Which units lie in a place; none where all do.
    fn units(&self, by: Breakdown<'_>, of: &str) -> Option<Vec<bool>> {
        let Breakdown::Places(tree, of_unit) = by else { return None };
        if of == self.0.country() {
            return None;
        }
        let inside = |place: &Option<String>| {
            place.as_deref().is_some_and(|place| tree.upwards(place).any(|code| code == of))
        };
        Some(of_unit.iter().map(inside).collect())
    }
}

fn tree(tally: &Tally<'_>, by: Breakdown<'_>) -> Result<PlaceTree, SurveyError> {
    match by {
        Breakdown::Places(tree, _) => Ok(tree.clone()),
        Breakdown::Groups(_) => {
            let names: Vec<String> = (0..tally.groups()).map(|group| group.to_string()).collect();
            let groups = names.iter().map(|name| (name.as_str(), 1, Some("all")));
            Ok(PlaceTree::new(std::iter::once(("all", 0, None)).chain(groups))?)
        }
    }
}

fn rule_of(rule: &PublicationRule, by: Breakdown<'_>) -> PublicationRule {
    let finest = match by {
        Breakdown::Groups(_) => FinestPlace::Region,
        Breakdown::Places(..) => rule.finest_place,
    };
    PublicationRule {
        delay_days: 0,
        finest_place: finest,
        finest_place_by_service: finest,
        finest_period: FinestPeriod::Year,
        ..rule.clone()
    }
}
