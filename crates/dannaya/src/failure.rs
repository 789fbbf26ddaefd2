//! Why a command did not do what was asked: a sentence of `cli.ftl` with its values.

use site::texts::{Tr, Value};
use store::StoreError;

/// A sentence that says why, and what to do; printed to standard error with exit code 1.
#[derive(Debug)]
pub struct Failure {
    /// Key in `texts/<lang>/cli.ftl`.
    pub key: &'static str,
    /// Named values of the sentence.
    pub values: Vec<(&'static str, String)>,
    /// Lines that follow, already said: one a problem.
    pub lines: Vec<String>,
}

/// The result of a command.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A sentence without values.
    pub fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new(), lines: Vec::new() }
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// A file or folder that could not be read or written.
    pub fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::new("cli-failure-file").with("path", path.display()).with("detail", error)
    }

    /// The sentence.
    pub fn sentence(&self, tr: &Tr) -> String {
        let values: Vec<(&str, Value<'_>)> =
            self.values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        tr.ta(self.key, &values)
    }

    /// Something that only a defect of the program explains.
    pub fn internal(detail: impl ToString) -> Self {
        Self::new("cli-failure-internal").with("detail", detail)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::LogHeld => Self::new("cli-failure-log-held"),
            other => Self::new("cli-failure-store").with("detail", other),
        }
    }
}

impl From<acts::Error> for Failure {
    fn from(error: acts::Error) -> Self {
        match error {
            acts::Error::Store(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

impl From<vault::Error> for Failure {
    fn from(error: vault::Error) -> Self {
        Self::internal(error)
    }
}

impl From<kernel::EntropyError> for Failure {
    fn from(error: kernel::EntropyError) -> Self {
        Self::internal(error)
    }
}
