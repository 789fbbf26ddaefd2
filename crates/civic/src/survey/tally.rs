//! Counting answers by group in one pass over the columns.

use super::column::{Column, MISSING, codes_in};
use super::estimate::{Estimate, Sums};
use super::{Design, SurveyError};

/// Cells that one tally may hold over all units: 64 MB of counts and weights.
const MOST_CELLS: usize = 4_000_000;

/// Answers to one question by group and unit. Every percentage, interval and public figure of the question comes from it.
#[derive(Debug, Clone)]
pub struct Tally<'d> {
    design: &'d Design,
    groups: usize,
    codes: usize,
    /// Per unit, group (the last: not known) and code (the last: whoever answered): records, and their weights.
    counts: Vec<u32>,
    weights: Vec<f64>,
    /// Per unit and group: squares of the weights of whoever answered.
    squares: Vec<f64>,
}

/// Whom a figure is about.
#[derive(Debug, Clone, Copy, Default)]
pub struct Domain<'a> {
    /// One group; all of them together without.
    pub group: Option<usize>,
    /// Of each unit, whether it counts: the units of a place. All of them without.
    pub units: Option<&'a [bool]>,
}

impl<'d> Tally<'d> {
    /// Counts the answers to a question of `codes` choices. `groups`: the group of each record with their number, or
    /// [`MISSING`] for a record that counts in no group but in all together. A record of weight 0 is left out.
    ///
    /// # Errors
    /// [`SurveyError::Lengths`] when the columns cover different records, [`SurveyError::UnknownCode`],
    /// [`SurveyError::BadWeight`], [`SurveyError::TooWide`].
    pub fn count(
        answers: &Column,
        codes: usize,
        groups: Option<(&[u16], usize)>,
        weights: &[f64],
        design: &'d Design,
    ) -> Result<Self, SurveyError> {
        let records = design.records();
        let group_count = groups.map_or(0, |(_, count)| count);
        if [answers.len(), weights.len(), groups.map_or(records, |(of, _)| of.len())] != [records; 3] {
            return Err(SurveyError::Lengths);
        }
        let (row, block) = (codes + 1, (group_count + 1) * (codes + 1));
        if design.units().saturating_mul(block) > MOST_CELLS {
            return Err(SurveyError::TooWide);
        }
        let mut tally = Self {
            design,
            groups: group_count,
            codes,
            counts: vec![0; design.units() * block],
            weights: vec![0.0; design.units() * block],
            squares: vec![0.0; design.units() * (group_count + 1)],
        };
        for (record, unit) in design.unit().iter().enumerate() {
            let weight = weights[record];
            if !weight.is_finite() || weight < 0.0 {
                return Err(SurveyError::BadWeight(record));
            }
            let group = match groups.map_or(MISSING, |(of, _)| of[record]) {
                MISSING => group_count,
                group if usize::from(group) < group_count => usize::from(group),
                group => return Err(SurveyError::UnknownCode(group)),
            };
            let at = usize::from(*unit) * block + group * row;
            let answered = match answers {
                Column::One(column) => match column[record] {
                    MISSING => false,
                    code if usize::from(code) < codes => {
                        tally.add(at + usize::from(code), weight);
                        true
                    }
                    code => return Err(SurveyError::UnknownCode(code)),
                },
                Column::Many(column) => {
                    for code in codes_in(column[record]) {
                        if usize::from(code) >= codes {
                            return Err(SurveyError::UnknownCode(code));
                        }
                        tally.add(at + usize::from(code), weight);
                    }
                    column[record] != 0
                }
            };
            if answered {
                tally.add(at + codes, weight);
                tally.squares[usize::from(*unit) * (group_count + 1) + group] += weight * weight;
            }
        }
        Ok(tally)
    }

    fn add(&mut self, cell: usize, weight: f64) {
        // What weighs nothing is not there.
        self.counts[cell] += u32::from(weight > 0.0);
        self.weights[cell] += weight;
    }

    /// Choices of the question.
    pub fn codes(&self) -> usize {
        self.codes
    }

    /// Groups it is counted by.
    pub fn groups(&self) -> usize {
        self.groups
    }

    /// The sample behind it.
    pub fn design(&self) -> &'d Design {
        self.design
    }

    /// Records of one unit with a code, or with any answer; in a group, or in all together.
    pub fn records(&self, unit: usize, group: Option<usize>, code: Option<usize>) -> u32 {
        self.cells(unit, group, code).map(|cell| self.counts[cell]).sum()
    }

    /// Records in no known group of one unit with a code, or with any answer.
    pub fn records_elsewhere(&self, unit: usize, code: Option<usize>) -> u32 {
        self.records(unit, Some(self.groups), code)
    }

    /// The share of a code among whoever answered, with its interval. `None` when nobody did.
    pub fn share(&self, of: Domain<'_>, code: usize) -> Option<Estimate> {
        let sums =
            (0..self.design.units()).map(|unit| self.sums(unit, of, &[code], None)).collect::<Vec<_>>();
        Estimate::of(self.design, &sums)
    }

    /// How much larger the share of one code is than that of another code of the same question, with its variance: the two
    /// come from the same people, so their errors go together. `None` when nobody answered.
    pub(super) fn lead(&self, of: Domain<'_>, code: usize, other: usize) -> Option<(f64, f64)> {
        let sums: Vec<Sums> =
            (0..self.design.units()).map(|unit| self.sums(unit, of, &[code], Some(other))).collect();
        super::estimate::linearised(self.design, &sums)
    }

    fn sums(&self, unit: usize, of: Domain<'_>, plus: &[usize], minus: Option<usize>) -> Sums {
        if of.units.is_some_and(|units| !units.get(unit).copied().unwrap_or(false)) {
            return Sums::default();
        }
        let weight = |code| -> f64 { self.cells(unit, of.group, code).map(|cell| self.weights[cell]).sum() };
        let said: f64 = plus.iter().map(|code| weight(Some(*code))).sum();
        let against = minus.map_or(0.0, |code| weight(Some(code)));
        let groups = self.group_range(of.group);
        Sums {
            said: said - against,
            base: weight(None),
            records: self.records(unit, of.group, None),
            squares: groups.map(|group| self.squares[unit * (self.groups + 1) + group]).sum(),
        }
    }

    fn group_range(&self, group: Option<usize>) -> std::ops::Range<usize> {
        group.map_or(0..self.groups + 1, |group| group.min(self.groups)..group.min(self.groups) + 1)
    }

    fn cells(&self, unit: usize, group: Option<usize>, code: Option<usize>) -> impl Iterator<Item = usize> {
        let (row, block) = (self.codes + 1, (self.groups + 1) * (self.codes + 1));
        let code = code.map_or(self.codes, |code| code.min(self.codes));
        self.group_range(group).map(move |group| unit * block + group * row + code)
    }
}
