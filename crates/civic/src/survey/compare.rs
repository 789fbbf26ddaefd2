//! Two rounds beside each other.

use super::Estimate;
use super::estimate::wilson;
use super::quantile::{Z95, two_sided};

/// How a share moved from one round to another. The two are different people, drawn apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The later share less the earlier, −1 to 1.
    pub difference: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The chance of a difference this large or larger, had nothing changed.
    pub p: f64,
}

impl Change {
    /// The interval is built from those of the two shares: method 10 of Newcombe (1998, *Interval estimation for the difference
    /// between independent proportions*), with effective numbers of people. `p` is read off the same interval: it is 1 less
    /// the confidence at which its end touches 0, so that the two never contradict each other.
    pub fn between(earlier: &Estimate, later: &Estimate) -> Self {
        let difference = later.share - earlier.share;
        let (low, high) = ends(earlier, later, Z95);
        Self { difference, low, high, p: chance(earlier, later, difference) }
    }

    /// The house's rule: a change is told as one when the 95 % interval of the difference does not hold 0.
    pub fn is_significant(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

fn ends(earlier: &Estimate, later: &Estimate, z: f64) -> (f64, f64) {
    let (l1, u1) = wilson(earlier.share, earlier.effective, z);
    let (l2, u2) = wilson(later.share, later.effective, z);
    let (p1, p2) = (earlier.share, later.share);
    let difference = p2 - p1;
    (difference - (p2 - l2).hypot(u1 - p1), difference + (u2 - p2).hypot(p1 - l1))
}

/// Halving the stretch in which the nearer end of the interval crosses 0.
fn chance(earlier: &Estimate, later: &Estimate, difference: f64) -> f64 {
    let holds_zero = |z: f64| {
        let (low, high) = ends(earlier, later, z);
        low <= 0.0 && high >= 0.0
    };
    let (mut below, mut above) = (0.0, 8.0);
    if difference == 0.0 || !holds_zero(above) {
        return if difference == 0.0 { 1.0 } else { two_sided(above) };
    }
    for _ in 0..60 {
        let middle = (below + above) / 2.0;
        if holds_zero(middle) { above = middle } else { below = middle }
    }
    two_sided(above)
}
