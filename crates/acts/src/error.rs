//! Why an act was not done.

use civic::case::Refusal;
use store::StoreError;

/// The result of an act.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an act was not done. Nothing was stored, except where [`StoreError::Broken`] or [`StoreError::Stopped`] says that
/// this is unknown.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or the person may not know of it: both look the same.
    #[error("not found")]
    NotFound,
    /// The person is not signed in, or no longer.
    #[error("not signed in")]
    SignedOut,
    /// What was typed as a one-time code is none: it has not eight digits.
    #[error("not a one-time code")]
    MistypedCode,
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Answers do not fit the form: field and Fluent key of the sentence, or the form's own message.
    #[error("{} answers do not fit the form", .0.len())]
    Answers(Vec<FieldError>),
    /// No handler holds a key to which the report could be sealed.
    #[error("nobody could open the report")]
    Unattended,
    /// The same idempotency key came with other contents.
    #[error("the idempotency key was used for other contents")]
    KeyReused,
    /// The disk is nearly full, or the files of unfinished reports have filled what is set aside for them.
    #[error("no room on the disk")]
    NoRoom,
    /// The holder of the receipt has joined as many files as are taken.
    #[error("too many files")]
    TooManyFiles,
    /// Too much at once; try again after some seconds.
    #[error("too much at once")]
    Busy,
    /// Several wrong log-ins with this name: the next one is let in after some seconds.
    #[error("too many tries, the next in {seconds} s")]
    TooManyTries {
        /// Seconds to wait.
        seconds: u32,
    },
    /// The store.
    #[error(transparent)]
    Store(StoreError),
    /// The vault.
    #[error("the vault refused: {0}")]
    Vault(vault::Error),
    /// A defect of data that should not be possible; the cause is for the log.
    #[error("internal: {0}")]
    Internal(String),
}

/// One answer that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field.
    pub field: String,
    /// Fluent key of the sentence.
    pub key: String,
    /// The form's own message in the language of the reporter, when it has one.
    pub message: Option<String>,
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy | StoreError::Unavailable(_) => Self::Busy,
            StoreError::Stale => Self::Refused(Refusal::Changed),
            other => Self::Store(other),
        }
    }
}

impl From<vault::Error> for Error {
    fn from(error: vault::Error) -> Self {
        match error {
            vault::Error::Busy => Self::Busy,
            other => Self::Vault(other),
        }
    }
}

impl From<kernel::EntropyError> for Error {
    fn from(error: kernel::EntropyError) -> Self {
        Self::Internal(error.to_string())
    }
}
