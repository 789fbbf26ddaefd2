//! The machine's own clock and chance: the only place in the house where either is asked.

use kernel::{Clock, Entropy, EntropyError, Timestamp};
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
    fn fill(&self, into: &mut [u8]) -> Result<(), EntropyError> {
        getrandom::fill(into).map_err(|error| EntropyError(error.to_string()))
    }
}
