//! Back-checks: some people are asked a few of the questions again by somebody else.

use super::Estimate;
use super::column::MISSING;
use std::collections::BTreeMap;

/// The share of equal answers below which a person's interviews are looked at, once so many were asked again that chance does not
/// explain it.
pub const EXPECTED: f64 = 0.8;

/// Which interviews are asked again: of each its person, and a number drawn evenly from all that `u64` has. About `percent` in a
/// hundred, and of each person at least one, so that nobody's work goes unseen. An interview that comes later takes no other
/// out, but for the one by which somebody has at least one.
pub fn draw<P: Ord>(interviews: &[(P, u64)], percent: u32) -> Vec<bool> {
    let below = u128::from(u64::MAX) * u128::from(percent.min(100)) / 100;
    let mut first: BTreeMap<&P, (u64, usize)> = BTreeMap::new();
    for (at, (person, chance)) in interviews.iter().enumerate() {
        let least = first.entry(person).or_insert((*chance, at));
        *least = (*least).min((*chance, at));
    }
    let mut drawn: Vec<bool> = interviews.iter().map(|(_, chance)| u128::from(*chance) < below).collect();
    if percent > 0 {
        first.into_values().for_each(|(_, at)| drawn[at] = true);
    }
    drawn
}

/// The share of equal answers over several questions; `None` when nothing was answered twice. Answers of one person are alike, so the
/// interval is somewhat too narrow: a sign to look at, no verdict.
pub fn together(questions: impl IntoIterator<Item = Agreement>) -> Option<Estimate> {
    let (mut same, mut of) = (0, 0);
    for question in questions {
        same += (question.same.share * f64::from(question.same.base)).round() as u32;
        of += question.same.base;
    }
    Estimate::of_count(same, of)
}

/// Whether somebody should look: all of the interval lies below [`EXPECTED`].
pub fn is_low(same: &Estimate) -> bool {
    same.high < EXPECTED
}

/// How well two rounds of asking the same people agree on one question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// The share of pairs with the same answer, with its interval.
    pub same: Estimate,
    /// Cohen's kappa (1960): 1 when all agree, 0 when no more than chance would make agree. `None` where everybody gave one and
    /// the same answer both times, when chance alone explains everything.
    pub kappa: Option<f64>,
}

/// Agreement over pairs of first and second answers; pairs with an answer missing do not count. `None` without pairs.
pub fn agreement(first: &[u16], second: &[u16]) -> Option<Agreement> {
    let pairs: Vec<(u16, u16)> = first
        .iter()
        .copied()
        .zip(second.iter().copied())
        .filter(|(a, b)| *a != MISSING && *b != MISSING)
        .collect();
    let same = pairs.iter().filter(|(a, b)| a == b).count() as u32;
    let estimate = Estimate::of_count(same, pairs.len() as u32)?;
    let mut codes: Vec<u16> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    codes.sort_unstable();
    codes.dedup();
    let n = pairs.len() as f64;
    let by_chance: f64 = codes
        .iter()
        .map(|code| {
            let of = |pick: fn(&(u16, u16)) -> u16| {
                pairs.iter().filter(|pair| pick(pair) == *code).count() as f64 / n
            };
            of(|pair| pair.0) * of(|pair| pair.1)
        })
        .sum();
    let kappa = (by_chance < 1.0).then(|| (estimate.share - by_chance) / (1.0 - by_chance));
    Some(Agreement { same: estimate, kappa })
}
