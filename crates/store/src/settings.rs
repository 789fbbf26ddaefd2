//! Where the data lives.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// Where the data lives and how long to wait for it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// File or server.
    pub place: Place,
    /// How long a locked file or a full pool is waited for before [`crate::StoreError::Busy`] or
    /// [`crate::StoreError::Unavailable`].
    pub patience: Duration,
}

/// File or server.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// A SQLite file; made when missing, in a folder that exists.
    File(PathBuf),
    /// A PostgreSQL database, `postgres://user:password@host/name`.
    Postgres(String),
}

impl Settings {
    /// A SQLite file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self { place: Place::File(path.into()), patience: Duration::from_secs(5) }
    }

    /// What `--database` accepts: a `postgres://` or `postgresql://` URL, else the path of a SQLite file.
    pub fn database(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self { place: Place::Postgres(text.to_owned()), patience: Duration::from_secs(5) }
        } else {
            Self::file(text)
        }
    }
}

impl fmt::Debug for Place {
    /// Without the URL, which carries a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Postgres(_) => f.write_str("Postgres"),
        }
    }
}
