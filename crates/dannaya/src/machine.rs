//! The machine's own clock, chance and disk: the only place in the house where the first two are asked.

use acts::room::Disk;
use kernel::{Clock, Entropy, EntropyError, Timestamp};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// The clock of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsClock;

impl Clock for OsClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The randomness of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for chance")]
    fn fill(&self, into: &mut [u8]) -> Result<(), EntropyError> {
        getrandom::fill(into).map_err(|error| EntropyError(error.to_string()))
    }
}

/// The disk that holds the data directory; none when the database stands elsewhere, where nobody here sees the room.
#[derive(Debug, Clone, Default)]
pub struct OsDisk(pub Option<PathBuf>);

impl Disk for OsDisk {
    fn free(&self) -> Option<u64> {
        free(self.0.as_ref()?).ok()
    }
}

/// Free bytes of the disk that holds `path`.
///
/// # Errors
/// When the file system does not say.
pub fn free(path: &Path) -> std::io::Result<u64> {
    let disk = rustix::fs::statvfs(path)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}
