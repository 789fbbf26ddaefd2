//! What can go wrong between the house and its database, sorted by what the caller must do.

/// Why something was not stored or not read.
///
/// Carries no value of any row: texts are the engine's own messages without its detail line, so that
/// they may be logged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A unique constraint refused the row. The name is the same on both engines:
    /// `{table}_{columns}_key`, or `{table}_pkey` for the primary key.
    #[error("already there: {0}")]
    Conflict(String),
    /// The row is not (or no longer) as the caller saw it: somebody else was first. Nothing was changed.
    #[error("somebody else changed this first")]
    Stale,
    /// Too much is waiting, or another process holds the database. Nothing was stored; try again later.
    #[error("too much is waiting to be stored")]
    Busy,
    /// The database cannot be reached now. Nothing was stored; try again later.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// Disk or database failed in a way after which no promise can be kept; the writer stops. Whether this unit was stored
    /// is unknown: a COMMIT may have failed on its way back.
    #[error("the database failed: {0}")]
    Broken(String),
    /// The writer has stopped after a failure and takes nothing any more. Whether this unit was stored is
    /// unknown unless its row can be read.
    #[error("the store has stopped: {0}")]
    Stopped(String),
    /// The database does not keep what it acknowledges, or leaves traces on disk.
    #[error("the database runs with {name} = {found}; it must be {wanted}")]
    Setting {
        /// The engine's name of the setting.
        name: &'static str,
        /// What the database said.
        found: String,
        /// What would be accepted.
        wanted: &'static str,
    },
    /// Another program reads the file and keeps the log of an earlier process from being emptied. Nothing may be appended to
    /// that log: the disk may not have all of it.
    #[error("another program is reading the database and holds the log of an earlier run")]
    LogHeld,
    /// The schema could not be brought up to date.
    #[error("the schema could not be brought up to date: {0}")]
    Migration(String),
    /// A stored value is none this program knows.
    #[error("a stored value cannot be read: {0}")]
    Value(String),
    /// The engine refused a statement for another reason: a foreign key, a check, a mistake of ours.
    #[error("the database refused: {message} ({code})")]
    Refused {
        /// SQLite's extended result code or PostgreSQL's SQLSTATE.
        code: String,
        /// The engine's message.
        message: String,
    },
}

impl StoreError {
    /// Whether the whole transaction is gone, and not only the unit that met the error.
    pub(crate) fn loses_the_group(&self) -> bool {
        matches!(self, Self::Broken(_) | Self::Unavailable(_) | Self::Stopped(_))
    }
}

/// For an update that must meet its row: none met means somebody else changed it first.
///
/// # Errors
/// [`StoreError::Stale`] unless exactly one row was changed.
pub(crate) fn exactly_one(rows: u64) -> Result<(), StoreError> {
    if rows == 1 { Ok(()) } else { Err(StoreError::Stale) }
}
