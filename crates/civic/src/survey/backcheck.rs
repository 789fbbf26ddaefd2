//! Back-checks: some people are asked a few of the questions again by somebody else.

use super::Estimate;
use super::column::MISSING;

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
