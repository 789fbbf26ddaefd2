//! Tries to log in: a flood of them neither keeps the people of the desk out nor guesses fast.
//!
//! A name that belongs to nobody waits in a line of its own, so that it takes no place from one that does. A name with
//! several wrong tries behind it waits before the next one, whether it belongs to somebody or not, and never for good.

use crate::house::away;
use crate::turns::Turns;
use crate::{Error, House, Result};
use kernel::{Timestamp, Uuid};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use vault::{Passphrase, SecretKey, sha256};

/// Wrong tries that cost nothing: people mistype.
const FREE: u32 = 5;
/// Milliseconds of the first wait; each further wrong try doubles it.
const FIRST_WAIT: i64 = 15_000;
/// The longest wait of a name: whoever knows it can make its owner wait, so not long.
const LONGEST_WAIT: i64 = 60_000;
/// The longest wait after wrong codes. Only who knows the passphrase gets so far, and a code is three guesses in a million.
const LONGEST_CODE_WAIT: i64 = 15 * 60_000;
/// Wrong tries are forgotten after so many milliseconds without another.
const FORGOTTEN: i64 = 24 * 3_600_000;
/// Names of nobody that are remembered; beyond it all of them are forgotten.
const STRANGERS: usize = 10_000;
/// Names of nobody that wait for their turn, the one at work among them.
const STRANGERS_WAITING: usize = 4;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Name {
    /// A member's passphrase.
    Member(Uuid),
    /// A member's second factor, once the passphrase was right.
    Code(Uuid),
    /// Hash of a name that is nobody's.
    Nobody([u8; 32]),
}

impl Name {
    pub fn nobody(login: &str) -> Self {
        Self::Nobody(sha256(login.as_bytes()))
    }

    fn longest_wait(self) -> i64 {
        if matches!(self, Self::Code(_)) { LONGEST_CODE_WAIT } else { LONGEST_WAIT }
    }
}

#[derive(Debug, Clone, Copy)]
struct Count {
    wrong: u32,
    last: i64,
}

impl Count {
    fn next_at(self, longest: i64) -> i64 {
        match self.wrong.checked_sub(FREE) {
            None => self.last,
            Some(more) => self.last + (FIRST_WAIT << more.min(10)).min(longest),
        }
    }
}

/// The tries of this process, in memory: a restart forgives them.
pub struct Tries {
    counts: Mutex<BTreeMap<Name, Count>>,
    strangers: Turns,
    /// Milliseconds that the last derivation took.
    took: AtomicU64,
}

impl Default for Tries {
    fn default() -> Self {
        Self {
            counts: Mutex::default(),
            strangers: Turns::new(1, STRANGERS_WAITING),
            took: AtomicU64::new(0),
        }
    }
}

impl Tries {
    /// Counts a try before it is made, so that many at once do not get past the count; [`Tries::forgive`] takes it back.
    ///
    /// # Errors
    /// [`Error::TooManyTries`]; the try is not counted then, so that asking does not make the wait longer.
    pub(crate) fn begin(&self, name: Name, now: Timestamp) -> Result<()> {
        let mut counts = self.counts();
        let counted = counts.get(&name).copied().filter(|count| now.0 - count.last < FORGOTTEN);
        let count = counted.unwrap_or(Count { wrong: 0, last: now.0 });
        let wait = count.next_at(name.longest_wait()) - now.0;
        if wait > 0 {
            let seconds = u32::try_from(wait.unsigned_abs().div_ceil(1000)).unwrap_or(u32::MAX);
            return Err(Error::TooManyTries { seconds });
        }
        if counts.len() >= STRANGERS && !counts.contains_key(&name) {
            counts.retain(|name, _| !matches!(name, Name::Nobody(_)));
        }
        counts.insert(name, Count { wrong: count.wrong.saturating_add(1), last: now.0 });
        Ok(())
    }

    /// The try was right, or not made after all.
    pub(crate) fn forgive(&self, name: Name, all: bool) {
        let mut counts = self.counts();
        match counts.get_mut(&name) {
            Some(count) if !all => count.wrong = count.wrong.saturating_sub(1),
            _ => _ = counts.remove(&name),
        }
    }

    fn counts(&self) -> MutexGuard<'_, BTreeMap<Name, Count>> {
        // Nothing inside can leave a count half changed.
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Unwraps a member's key; `None` when the passphrase is wrong.
///
/// # Errors
/// [`Error::Busy`] when too many members log in at once.
pub(crate) async fn unwrap(
    house: &Arc<House>,
    passphrase: Passphrase,
    wrapped: Option<Vec<u8>>,
) -> Result<Option<SecretKey>> {
    let unwrapping = Arc::clone(house);
    away(move || {
        let begun = unwrapping.clock.now().0;
        let opened = match unwrapping.keys.passphrases.unwrap_secret(&passphrase, wrapped.as_deref()) {
            Err(vault::Error::Busy) => return Err(Error::Busy),
            other => other.ok(),
        };
        let took = (unwrapping.clock.now().0 - begun).unsigned_abs();
        unwrapping.tries.took.store(took, Ordering::Relaxed);
        Ok(opened)
    })
    .await
}

/// Takes as long over a name that is nobody's as over a member's: by the same work while there is room in the strangers'
/// line, else by waiting as long.
pub(crate) async fn pretend(house: &Arc<House>, passphrase: Passphrase) -> Result<()> {
    match house.tries.strangers.turn().await {
        Ok(_turn) => _ = unwrap(house, passphrase, None).await?,
        Err(_) => {
            let took = house.tries.took.load(Ordering::Relaxed).min(5_000);
            tokio::time::sleep(Duration::from_millis(took)).await;
        }
    }
    Ok(())
}
