//! Surveys: from the answers of many people to a percentage that somebody may rely on.
//!
//! [`Column`]s hold the answers of a round, a code a record, and travel as segments. [`Tally::count`] goes over them once;
//! everything that is said of a question comes out of the tally: an [`Estimate`] with its interval, a [`Change`] between two
//! rounds, a [`Ranking`], and the [`Sheet`] that may be public, which the publication gate cuts. [`Weights`] make the sample
//! look like the people it stands for. [`quality`] and [`backcheck`] judge interviews and drop none.
//! Method, formulas, sources and limits in plain words: `docs/surveys.md`.
//!
//! ```
//! use civic::survey::{Column, Design, Domain, Tally, Weights};
//!
//! // Six people of two villages; two choices; the fourth did not answer.
//! let answers = Column::One(vec![0, 1, 0, civic::survey::MISSING, 1, 1]);
//! let design = Design::new(vec![0, 0, 0, 1, 1, 1], vec![0, 0])?;
//! let weights = Weights::even(6);
//! let tally = Tally::count(&answers, 2, None, weights.of(), &design)?;
//! let share = tally.share(Domain::default(), 0).ok_or("nobody answered")?;
//! assert_eq!((share.share, share.base), (0.4, 5));
//! assert!(share.is_frail());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod backcheck;
mod codebook;
mod column;
mod compare;
mod design;
mod estimate;
mod frame;
mod population;
mod published;
pub mod quality;
mod quantile;
mod rank;
mod reading;
pub mod sample;
mod segment;
mod sheet;
mod study;
mod supervision;
mod tally;
#[cfg(test)]
mod tests;
mod weight;

pub use codebook::{Codebook, Codes, REFUSED, UNKNOWN};
pub use column::{Column, MISSING};
pub use compare::Change;
pub use design::Design;
pub use estimate::Estimate;
pub use frame::{Frame, Gathering};
pub use population::{Population, PopulationError, Sex};
pub use published::{Answered, Line, Ordered, Published, Told};
pub use rank::{Place, Ranking};
pub use reading::{Fraction, Reading, Voice};
pub use segment::SegmentError;
pub use sheet::{Breakdown, Cell, Sheet};
pub use study::{Figures, Ranked, Study};
pub use supervision::{QuotaProgress, backchecked, plan};
pub use tally::{Domain, Tally};
pub use weight::{Margin, Weights};

/// Why nothing can be worked out.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SurveyError {
    /// Columns, weights or groups cover different numbers of records.
    #[error("the columns cover different records")]
    Lengths,
    /// A column of one answer a record and one of several cannot be joined.
    #[error("a column of one answer and one of several cannot be joined")]
    MixedColumns,
    /// A record names a unit that the design does not have.
    #[error("no unit {0} in the design")]
    UnknownUnit(u16),
    /// A code or group beyond the number announced.
    #[error("a code or group {0} beyond those announced")]
    UnknownCode(u16),
    /// A weight that is negative or no number.
    #[error("record {0} has a weight that is negative or no number")]
    BadWeight(usize),
    /// Nothing was asked under this name.
    #[error("no question {0:?} in this round")]
    UnknownQuestion(String),
    /// Records gathered under another codebook cannot be put beside these.
    #[error("the choices of {0:?} are not those of the records before")]
    OtherCodes(String),
    /// Too many units times groups times codes.
    #[error("too many units, groups and choices at once")]
    TooWide,
    /// People are expected in a cell of a margin and the sample has none there: it must be put together with another.
    #[error("nobody in the sample stands for cell {0} of the population")]
    EmptyCell(usize),
    /// The sample has people in a cell of a margin where the population has none.
    #[error("the population has nobody in cell {0}, the sample does")]
    NobodyThere(usize),
    /// The margins contradict each other on this sample.
    #[error("the weights do not settle: the margins contradict each other on this sample")]
    NotSettling,
    /// Stored bytes are no results of this version.
    #[error("stored results are not readable: {0}")]
    Unreadable(String),
    /// The publication gate refused.
    #[error(transparent)]
    Gate(#[from] crate::publication::PublicationError),
}
