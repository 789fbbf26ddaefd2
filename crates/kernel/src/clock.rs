//! The clock of the house: UTC instants in milliseconds.

use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicI64, Ordering};
use time::{Date, OffsetDateTime};

/// Milliseconds since 1970-01-01T00:00:00Z. Mali keeps UTC all year, so its day is the UTC day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Midnight at the start of `date`.
    pub fn start_of(date: Date) -> Self {
        Self(date.midnight().assume_utc().unix_timestamp() * 1000)
    }

    /// The day this instant falls on. Instants outside the calendar's range fall on its first or last day.
    pub fn date(self) -> Date {
        match OffsetDateTime::from_unix_timestamp(self.0.div_euclid(1000)) {
            Ok(at) => at.date(),
            Err(_) if self.0 < 0 => Date::MIN,
            Err(_) => Date::MAX,
        }
    }

    /// Hour and minute of the day, 0–23 and 0–59.
    pub fn hour_minute(self) -> (u8, u8) {
        let minutes = self.0.div_euclid(60_000).rem_euclid(1440);
        ((minutes / 60) as u8, (minutes % 60) as u8)
    }

    /// This instant moved by whole seconds (negative: earlier).
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// RFC 3339 in UTC to the second, for machines: `2027-03-03T09:30:00Z`.
    pub fn rfc3339(self) -> String {
        let date = self.date();
        let second = self.0.div_euclid(1000).rem_euclid(60);
        let (hour, minute) = self.hour_minute();
        format!("{date}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

/// Tells the time. The binary passes down the machine's clock; tests pass one they can move.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that shows `at`.
    pub fn at(at: Timestamp) -> Self {
        Self(AtomicI64::new(at.0))
    }

    /// Moves the clock to `at`.
    pub fn set(&self, at: Timestamp) {
        self.0.store(at.0, Ordering::SeqCst);
    }

    /// Moves the clock on by whole seconds.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}
