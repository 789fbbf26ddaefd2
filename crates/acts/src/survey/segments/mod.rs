//! The answers of a survey's records as columns, so that a round is worked out without opening the records: each run of
//! [`RUN`] records is read once, and what it says is kept as a sealed segment a question (docs/surveys.md, Segments).
//!
//! Segments are made from the records and say nothing that those do not: they may be thrown away at any time.

mod making;
mod reading;
mod taking;

pub use making::{Kept, keep_up};
pub(super) use taking::take;

/// Records of a run, unless the house is told otherwise. The records after the last whole run are opened whenever a round is worked out, so a run is short enough
/// for that to take a moment, and long enough for a million records to be a few hundred runs.
pub const RUN: u32 = 4096;

/// Under which the day on which each record was begun stands among the questions; no question has an empty name.
const DAY: &str = "";

/// Records looked up in one go.
const PAGE: i64 = 256;
