//! Quarters, years and running totals.

use kernel::{Date, Month};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quarter {
    /// Calendar year.
    pub year: i32,
    /// 1 to 4.
    pub quarter: u8,
}

impl Quarter {
    /// The quarter a day falls in.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), quarter: (u8::from(day.month()) - 1) / 3 + 1 }
    }

    /// The quarter after this one.
    pub fn next(self) -> Self {
        if self.quarter >= 4 {
            Self { year: self.year + 1, quarter: 1 }
        } else {
            Self { year: self.year, quarter: self.quarter + 1 }
        }
    }

    /// The last day of the quarter; the last day of the calendar for a quarter outside it.
    pub fn last_day(self) -> Date {
        let (month, day) = match self.quarter {
            1 => (Month::March, 31),
            2 => (Month::June, 30),
            3 => (Month::September, 30),
            _ => (Month::December, 31),
        };
        Date::from_calendar_date(self.year, month, day).unwrap_or(Date::MAX)
    }
}

impl fmt::Display for Quarter {
    /// `2026-Q3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Q{}", self.year, self.quarter)
    }
}

/// A span of time with figures of its own. Ordered by its end, a shorter span before a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// One quarter.
    Quarter(Quarter),
    /// One calendar year, from the opening in the year the platform opened.
    Year(i32),
    /// The running total from the opening to the end of this quarter. Each release adds one, and the old ones stay.
    Through(Quarter),
}

impl Period {
    /// The last quarter in the period.
    pub fn last_quarter(self) -> Quarter {
        match self {
            Self::Quarter(quarter) | Self::Through(quarter) => quarter,
            Self::Year(year) => Quarter { year, quarter: 4 },
        }
    }

    fn breadth(self) -> u8 {
        match self {
            Self::Quarter(_) => 0,
            Self::Year(_) => 1,
            Self::Through(_) => 2,
        }
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.last_quarter(), self.breadth()).cmp(&(other.last_quarter(), other.breadth()))
    }
}

impl fmt::Display for Period {
    /// `2026-Q3`, `2026`, `..2026-Q3`: ASCII, fit for a file or an address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quarter(quarter) => quarter.fmt(f),
            Self::Year(year) => year.fmt(f),
            Self::Through(quarter) => write!(f, "..{quarter}"),
        }
    }
}
