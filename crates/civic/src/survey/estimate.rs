//! A share of the people, and how far it may be off.

use super::Design;
use super::quantile::{Z95, t95};

/// A share with the interval that holds the true one in 95 of 100 samples drawn the same way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The share, 0 to 1.
    pub share: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// People who answered, each counted once.
    pub base: u32,
    /// How many people drawn by lot, each weighing the same, would have told as much.
    pub effective: f64,
}

/// What one unit adds up to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    /// Weights of whoever said it; less the weights of whoever said another thing, for a lead.
    pub said: f64,
    /// Weights of whoever answered.
    pub base: f64,
    pub records: u32,
    /// Squares of their weights.
    pub squares: f64,
}

impl Estimate {
    /// From what the units add up to. The variance is that of a ratio, linearised, with units drawn with replacement within
    /// strata (Woodruff 1971; Särndal, Swensson, Wretman 1992, 5.5). The interval is Wilson's (1927) with the effective number of people
    /// in place of the number, corrected for the few units as Korn and Graubard (1998) do: of the intervals that Franco,
    /// Little, Louis and Slud (2019) compare it keeps its promise for shares near 0 and 1 too.
    pub(super) fn of(design: &Design, sums: &[Sums]) -> Option<Self> {
        let (share, variance) = linearised(design, sums)?;
        let share = share.clamp(0.0, 1.0);
        let records: u32 = sums.iter().map(|unit| unit.records).sum();
        let base: f64 = sums.iter().map(|unit| unit.base).sum();
        let squares: f64 = sums.iter().map(|unit| unit.squares).sum();
        let spread = share * (1.0 - share);
        // Kish (1965, 11.7): what unequal weights alone cost.
        let by_weights = base * base / squares;
        // Nobody or everybody says it: nothing shows how units differ. Units that do not differ at all are told by the limit below.
        let measured = if spread > 0.0 { spread / variance } else { by_weights };
        let shrink = (Z95 / t95(freedom(design, sums))).powi(2);
        // A sample is never said to tell more than as many people drawn by lot.
        let effective = (measured * shrink).min(f64::from(records));
        let (low, high) = wilson(share, effective, Z95);
        Some(Self { share, low, high, base: records, effective })
    }

    /// From a count, every record weighing the same and drawn by lot.
    pub fn of_count(said: u32, base: u32) -> Option<Self> {
        let share = f64::from(said.min(base)) / f64::from(base);
        let (low, high) = wilson(share, base.into(), Z95);
        (base > 0).then_some(Self { share, low, high, base, effective: base.into() })
    }

    /// Too uncertain to be told without a warning: fewer than 30 people's worth, or an interval of 30 points and more
    /// (Parker and others 2017, the presentation standards of the NCHS).
    pub fn is_frail(&self) -> bool {
        self.effective < 30.0 || self.high - self.low >= 0.30
    }
}

/// Wilson's score interval (1927) of a share of `n` people.
pub(super) fn wilson(share: f64, n: f64, z: f64) -> (f64, f64) {
    let grown = 1.0 + z * z / n;
    let middle = (share + z * z / (2.0 * n)) / grown;
    let half = z / grown * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    // The ends of 0 and 1 are exact; arithmetic leaves a last digit.
    let low = if share <= 0.0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if share >= 1.0 { 1.0 } else { (middle + half).min(1.0) };
    (low, high)
}

/// The ratio of said to base and its linearised variance.
pub(super) fn linearised(design: &Design, sums: &[Sums]) -> Option<(f64, f64)> {
    let base: f64 = sums.iter().map(|unit| unit.base).sum();
    if base <= 0.0 {
        return None;
    }
    let ratio = sums.iter().map(|unit| unit.said).sum::<f64>() / base;
    let residual = |unit: &Sums| (unit.said - ratio * unit.base) / base;
    let strata = usize::from(design.stratum().iter().max().copied().unwrap_or(0)) + 1;
    // Per stratum: units, sum and squares of what they differ by.
    let mut of = vec![(0.0_f64, 0.0_f64, 0.0_f64); strata];
    for (unit, sum) in sums.iter().enumerate().filter(|(unit, _)| design.is_present(*unit)) {
        let stratum = &mut of[usize::from(design.stratum()[unit])];
        let z = residual(sum);
        *stratum = (stratum.0 + 1.0, stratum.1 + z, stratum.2 + z * z);
    }
    let variance = |(units, sum, squares): &(f64, f64, f64)| match *units {
        0.0 => 0.0,
        // A stratum with one unit cannot show how units differ in it: it is held against all others, whose mean is 0.
        1.0 => *squares,
        units => (units / (units - 1.0) * (squares - sum * sum / units)).max(0.0),
    };
    Some((ratio, of.iter().map(variance).sum()))
}

/// Units less strata, of those with anybody in the domain: how much is known of the variance itself.
fn freedom(design: &Design, sums: &[Sums]) -> usize {
    let mut strata: Vec<u16> = Vec::new();
    let mut units = 0;
    for (unit, _) in sums.iter().enumerate().filter(|(_, sum)| sum.records > 0) {
        units += 1;
        strata.push(design.stratum()[unit]);
    }
    strata.sort_unstable();
    strata.dedup();
    units - strata.len()
}
