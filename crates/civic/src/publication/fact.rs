//! Public facts: the little of a case that may be counted.

use super::Quarter;
use kernel::Date;
use serde::{Deserialize, Serialize};

/// What a fact counts. Each is counted in the quarter when *it* happened, never in the quarter of the case's arrival, so
/// that a past quarter has nothing left to wait for. Hence within a quarter no measure is a part of another: of the cases
/// closed in a spring, many were received in the winter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// A report reached the house.
    Received,
    /// A case was handed to a public body (once per referral).
    Referred,
    /// A body answered a referral.
    Answered,
    /// A case was closed.
    Closed,
}

impl Measure {
    /// All measures, in the order of a case's life.
    pub const ALL: [Self; 4] = [Self::Received, Self::Referred, Self::Answered, Self::Closed];
}

/// One thing that happened to one case, stripped of all but place, service and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicFact<'a> {
    /// Code of the finest place known: a commune, a cercle, a region, or nothing at all. It counts in that place and
    /// everything above it, and nowhere below.
    pub place: Option<&'a str>,
    /// Code of the service concerned; a report may not know it, and then counts only in "all services".
    pub service: Option<&'a str>,
    /// The day this thing happened (for a report: the day it reached the house).
    pub day: Date,
    /// What happened.
    pub measure: Measure,
}

/// One line of a public body's answer record. All are counted in the quarter when they happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeMeasure {
    /// A referral was handed over.
    Received,
    /// It was acknowledged by its date.
    AcknowledgedInTime,
    /// It was answered, early or late.
    Answered,
    /// It was answered by its date.
    AnsweredInTime,
    /// Its date passed without an answer (counted on the first day late, and not taken back by a late answer).
    Overdue,
}

impl OfficeMeasure {
    /// All lines of the record.
    pub const ALL: [Self; 5] =
        [Self::Received, Self::AcknowledgedInTime, Self::Answered, Self::AnsweredInTime, Self::Overdue];
}

/// One thing that happened between a referral and a public body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeFact<'a> {
    /// Code of the body, as in the directory given to the ledger.
    pub office: &'a str,
    /// The day it happened.
    pub day: Date,
    /// What happened.
    pub measure: OfficeMeasure,
}

/// Why a ledger, a count or a release is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublicationError {
    /// A threshold below 2 or a rounding base below 1.
    #[error("a publication rule needs a threshold of at least 2 and a rounding base of at least 1")]
    UnsoundRule,
    /// The place tree has no root, two roots, a code twice, an unknown parent or a parent that is not one level up or more.
    #[error("the place tree is broken at {0:?}")]
    BrokenPlaces(String),
    /// A fact names a place that is not in the tree.
    #[error("no place {0:?} in the place tree")]
    UnknownPlace(String),
    /// A fact names a service that the pack does not list.
    #[error("no service {0:?} in the list of services")]
    UnknownService(String),
    /// A fact names a public body that is not in the directory.
    #[error("no public body {0:?} in the list of offices")]
    UnknownOffice(String),
    /// A fact is dated before the opening of the series.
    #[error("a fact of {0} is older than the opening of the series")]
    BeforeOpening(Date),
    /// The earlier release was made under another rule or opening quarter: that is another series.
    #[error("the earlier release belongs to another series (another rule, or another opening than {0})")]
    OtherSeries(Quarter),
    /// A place published earlier has moved under another parent or is gone, so frozen totals would no longer be its sums.
    #[error("place {0:?} was published earlier and has moved or is gone; start a new series")]
    PlaceMoved(String),
    /// The date asked for lies before the earlier release.
    #[error("a release as of {asked} cannot follow one as of {earlier}")]
    Backwards {
        /// The date asked for.
        asked: Date,
        /// The date of the earlier release.
        earlier: Date,
    },
    /// Stored bytes are not a release that this gate could have written.
    #[error("stored release is not readable: {0}")]
    Unreadable(String),
}
