//! Results in plain words: which sentence says a figure, and with which numbers. The words are in `texts/<lang>/survey.ftl`.

use super::sheet::Cell;
use super::{Change, Estimate};
use crate::pack::Reach;

/// A sentence and its numbers, named as the text names them. What the share is of (`$what`, "to trust the police") is the pack's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Key of the text.
    pub key: &'static str,
    /// Numbers.
    pub numbers: Vec<(&'static str, i64)>,
}

/// Who speaks of the people in the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// People who were asked, in a survey drawn to stand for the others.
    Sample,
    /// Only those who were asked: observations, or answers collected without a plan, which stand for nobody else.
    Asked,
}

impl From<Reach> for Voice {
    fn from(reach: Reach) -> Self {
        match reach {
            Reach::Population => Self::Sample,
            Reach::Asked => Self::Asked,
        }
    }
}

/// A share as people say it: so many out of a few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// So many.
    pub n: u8,
    /// Out of these.
    pub of: u8,
}

impl Fraction {
    /// The nearest of the tenths, the quarters and the thirds; tenths where two are as near.
    pub fn nearest(share: f64) -> Self {
        let tenths = (0..=10).map(|n| Self { n, of: 10 });
        let others = [(1, 4), (3, 4), (1, 3), (2, 3)].map(|(n, of)| Self { n, of });
        let all = tenths.chain(others);
        let far = |fraction: &Self| (fraction.value() - share).abs();
        // The first of the nearest, and a hair's breadth is no difference.
        all.min_by(|one, other| {
            if (far(one) - far(other)).abs() < 1e-9 {
                std::cmp::Ordering::Equal
            } else {
                far(one).total_cmp(&far(other))
            }
        })
        .unwrap_or(Self { n: 0, of: 10 })
    }

    fn value(self) -> f64 {
        f64::from(self.n) / f64::from(self.of)
    }
}

impl Reading {
    /// One figure. `None`: it is not shown.
    pub fn of(cell: Option<&Cell>, voice: Voice) -> Self {
        let Some(cell) = cell else { return Self { key: "survey-reading-hidden", numbers: Vec::new() } };
        let estimate = cell.estimate();
        let fraction = Fraction::nearest(estimate.share);
        let percent = percent(estimate.share);
        let key = match (voice, estimate.is_frail(), estimate.share) {
            (Voice::Sample, true, _) => "survey-reading-frail",
            (Voice::Asked, true, _) => "survey-reading-asked-frail",
            (Voice::Sample, _, share) if share < 0.05 => "survey-reading-few",
            (Voice::Sample, _, share) if share > 0.95 => "survey-reading-most",
            (Voice::Sample, ..) => "survey-reading-part",
            (Voice::Asked, ..) => "survey-reading-asked",
        };
        let about = i64::from((fraction.value() - estimate.share).abs() >= 0.005);
        let (low, high) = around(&estimate);
        Self {
            key,
            numbers: vec![
                ("n", fraction.n.into()),
                ("of", fraction.of.into()),
                ("about", about),
                ("percent", percent),
                ("low", low),
                ("high", high),
                ("base", estimate.base.into()),
            ],
        }
    }

    /// A change between two rounds. Says "more", "fewer" or that nothing can be said, never a movement that may be chance.
    pub fn of_change(earlier: &Cell, later: &Cell, change: &Change) -> Self {
        let key = match (change.is_significant(), change.difference > 0.0) {
            (false, _) => "survey-change-unclear",
            (true, true) => "survey-change-more",
            (true, false) => "survey-change-fewer",
        };
        let points = |share: f64| (share * 100.0).round() as i64;
        Self {
            key,
            numbers: vec![
                ("from", percent(earlier.estimate().share)),
                ("to", percent(later.estimate().share)),
                ("points", points(change.difference.abs())),
                ("low", points(change.low)),
                ("high", points(change.high)),
            ],
        }
    }
}

fn percent(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

/// The interval in whole percents, outwards, so that rounding never makes a figure look surer than it is.
fn around(estimate: &Estimate) -> (i64, i64) {
    // A tenth that was rounded up may sit a hair above a whole percent.
    ((estimate.low * 100.0 + 1e-9).floor() as i64, (estimate.high * 100.0 - 1e-9).ceil() as i64)
}
