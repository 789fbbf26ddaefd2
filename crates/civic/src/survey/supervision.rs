//! A round while it is under way: the plan, the quotas, the signs, the back-checks.

use super::backcheck::{Agreement, agreement};
use super::column::{Column, MISSING};
use super::quality::{Interview, Sign};
use super::sample::{allocate, points_off};
use super::{Frame, Population, Sex, Study, SurveyError};
use crate::pack::{Quota, Round, SurveyPack};
use crate::publication::PlaceTree;
use std::collections::{BTreeMap, BTreeSet};

/// The interviews wanted in each place drawn, by its code: those of the round shared out by adults, with the pack's least in each.
/// `places`: the country down to the level of units.
pub fn plan(
    pack: &SurveyPack,
    round: &Round,
    places: &PlaceTree,
    population: &Population,
) -> BTreeMap<String, u32> {
    let held_in = |code: &str| {
        pack.sample.places.is_empty()
            || places.upwards(code).any(|above| pack.sample.places.iter().any(|place| place == above))
    };
    let least = pack
        .weights
        .as_ref()
        .and_then(|weights| pack.group(&weights.age)?.bands.first().copied())
        .unwrap_or(0);
    let mut people: BTreeMap<&str, f64> = BTreeMap::new();
    for code in population.places().filter(|code| held_in(code)) {
        if let Some(unit) = places.no_finer(code, pack.sample.unit.depth()) {
            let adults: f64 =
                [Sex::Female, Sex::Male].iter().map(|sex| population.people_from(code, *sex, least)).sum();
            *people.entry(unit).or_default() += adults;
        }
    }
    let sizes: Vec<u64> = people.values().map(|adults| adults.round() as u64).collect();
    let wanted = allocate(&sizes, round.interviews, pack.sample.least);
    people.into_keys().map(str::to_owned).zip(wanted).collect()
}

/// How far a quota is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotaProgress<'p> {
    /// The quota.
    pub quota: &'p Quota,
    /// Interviews in the group's choice.
    pub held: u32,
    /// Interviews whose group is known.
    pub of: u32,
    /// Points above or below the share aimed at.
    pub points_off: i32,
}

impl<'a> Study<'a> {
    /// The quotas of the pack.
    pub fn quotas(&self) -> Vec<QuotaProgress<'a>> {
        let progress = |quota: &'a Quota| {
            let (of, names) = self.group(&quota.group)?;
            // A band is named by its place.
            let named = names.iter().position(|name| *name == quota.choice);
            let choice = named.or_else(|| quota.choice.parse().ok())?;
            let counted = |is: &dyn Fn(u16) -> bool| {
                let records = of.iter().zip(self.weights().of());
                records.filter(|(group, weight)| **weight > 0.0 && is(**group)).count() as u32
            };
            let held = counted(&|group| usize::from(group) == choice);
            let known = counted(&|group| group != MISSING);
            Some(QuotaProgress { quota, held, of: known, points_off: points_off(held, known, quota.percent) })
        };
        self.pack().quotas.iter().filter_map(progress).collect()
    }

    /// The signs of each interview. `interviews`: times and positions in the order of the records; `offset_minutes`: the country east
    /// of UTC. Answers are compared within a place.
    ///
    /// # Errors
    /// [`SurveyError::Lengths`]; [`SurveyError::UnknownQuestion`].
    pub fn signs(
        &self,
        interviews: &[Interview],
        offset_minutes: i32,
    ) -> Result<Vec<Vec<Sign>>, SurveyError> {
        let (frame, quality) = (self.frame(), &self.pack().quality);
        if interviews.len() != frame.records() {
            return Err(SurveyError::Lengths);
        }
        let mut signs: Vec<Vec<Sign>> =
            interviews.iter().map(|interview| quality.thresholds.look(interview, offset_minutes)).collect();
        let battery = single(frame, &quality.battery)?;
        // What identifies the place and the person is alike by design.
        let plain = |name: &&String| {
            **name != self.pack().sample.place && Some(*name) != self.pack().sample.consent.as_ref()
        };
        let compared: Vec<String> = self.pack().questions.iter().filter(plain).cloned().collect();
        let compared: Vec<&[u16]> = single(frame, &compared)?;
        let row = |columns: &[&[u16]], record: usize| -> Vec<u16> {
            columns.iter().map(|column| column[record]).collect()
        };
        let mut by_unit: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
        for (record, unit) in self.design().unit().iter().enumerate() {
            signs[record].extend(quality.thresholds.straight_line(&row(&battery, record)));
            by_unit.entry(*unit).or_default().push(record);
        }
        for records in by_unit.into_values() {
            let rows: Vec<Vec<u16>> = records.iter().map(|record| row(&compared, *record)).collect();
            let rows: Vec<&[u16]> = rows.iter().map(Vec::as_slice).collect();
            for (record, sign) in records.iter().zip(quality.thresholds.duplicates(&rows)) {
                signs[*record].extend(sign.map(|sign| match sign {
                    Sign::Alike(other, percent) => Sign::Alike(records[other], percent),
                    sign => sign,
                }));
            }
        }
        Ok(signs)
    }
}

/// Agreement on each question that is asked again. The two frames hold the same people in the same order.
///
/// # Errors
/// [`SurveyError::Lengths`]; [`SurveyError::UnknownQuestion`].
pub fn backchecked<'p>(
    pack: &'p SurveyPack,
    first: &Frame,
    second: &Frame,
) -> Result<Vec<(&'p str, Option<Agreement>)>, SurveyError> {
    if first.records() != second.records() {
        return Err(SurveyError::Lengths);
    }
    let questions = pack.backchecks.as_ref().map_or(&[][..], |checks| &checks.questions);
    let agreed = |question: &'p String| {
        let found = match (first.column(question)?, second.column(question)?) {
            (Column::One(one), Column::One(other)) => agreement(one, other),
            (Column::Many(one), Column::Many(other)) => {
                // The same set is the same answer: each different set is a code.
                let sets: Vec<u64> =
                    one.iter().chain(other).copied().collect::<BTreeSet<_>>().into_iter().collect();
                let code = |set: &u64| match (*set, sets.binary_search(set)) {
                    (1.., Ok(at)) => at as u16,
                    _ => MISSING,
                };
                let codes = |all: &[u64]| all.iter().map(code).collect::<Vec<u16>>();
                agreement(&codes(one), &codes(other))
            }
            _ => return Err(SurveyError::MixedColumns),
        };
        Ok((question.as_str(), found))
    };
    questions.iter().map(agreed).collect()
}

/// The columns with one answer among these.
fn single<'f>(frame: &'f Frame, questions: &[String]) -> Result<Vec<&'f [u16]>, SurveyError> {
    let mut columns = Vec::new();
    for question in questions {
        if let Column::One(codes) = frame.column(question)? {
            columns.push(codes.as_slice());
        }
    }
    Ok(columns)
}
