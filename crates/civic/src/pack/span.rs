//! Lengths of time as a pack writes them: "3 working days", "60 days", "6 months", "3 years".

use crate::calendar::Calendar;
use kernel::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use time::Duration;

/// A number of working days of the country's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkingDays(pub u32);

impl WorkingDays {
    /// The last day on which the promise is kept when its clock is set going on `date`:
    /// the first day counted is the next working day ([`Calendar::add_working_days`]).
    pub fn after(self, date: Date, calendar: &Calendar) -> Date {
        calendar.add_working_days(date, self.0)
    }
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Span {
    /// Working days of the country's calendar.
    Working(WorkingDays),
    /// Calendar days.
    Days(u32),
    /// Calendar months; the 31st falls back to the last day of a shorter month.
    Months(u32),
    /// Calendar years; 29 February falls back to the 28th.
    Years(u32),
}

/// The text is no length of time: a number, then `working days`, `days`, `months` or `years`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a length of time")]
pub struct SpanError;

impl Span {
    /// The day that lies this long after `date`, at most the last day the calendar of [`Date`] knows.
    pub fn after(self, date: Date, calendar: &Calendar) -> Date {
        match self {
            Self::Working(days) => days.after(date, calendar),
            Self::Days(days) => date.checked_add(Duration::days(days.into())).unwrap_or(Date::MAX),
            Self::Months(months) => months_after(date, months),
            Self::Years(years) => months_after(date, years.saturating_mul(12)),
        }
    }

    /// A rough length in days that compares spans of different units: a working week has five days, a month 31,
    /// a year twelve months.
    pub fn rough_days(self) -> u64 {
        match self {
            Self::Working(days) => u64::from(days.0) * 7 / 5 + 2,
            Self::Days(days) => days.into(),
            Self::Months(months) => u64::from(months) * 31,
            Self::Years(years) => u64::from(years) * 12 * 31,
        }
    }
}

fn months_after(date: Date, months: u32) -> Date {
    let counted = i64::from(date.year()) * 12 + i64::from(u8::from(date.month())) - 1 + i64::from(months);
    let year = i32::try_from(counted.div_euclid(12)).unwrap_or(i32::MAX);
    let month =
        u8::try_from(counted.rem_euclid(12) + 1).ok().and_then(|month| time::Month::try_from(month).ok());
    month
        .and_then(|month| Date::from_calendar_date(year, month, date.day().min(month.length(year))).ok())
        .unwrap_or(Date::MAX)
}

impl FromStr for Span {
    type Err = SpanError;

    fn from_str(text: &str) -> Result<Self, SpanError> {
        let (number, unit) = text.split_once(' ').ok_or(SpanError)?;
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(SpanError);
        }
        let number: u32 = number.parse().map_err(|_| SpanError)?;
        match unit {
            "working day" | "working days" => Ok(Self::Working(WorkingDays(number))),
            "day" | "days" => Ok(Self::Days(number)),
            "month" | "months" => Ok(Self::Months(number)),
            "year" | "years" => Ok(Self::Years(number)),
            _ => Err(SpanError),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match self {
            Self::Working(days) => (days.0, "working day"),
            Self::Days(days) => (*days, "day"),
            Self::Months(months) => (*months, "month"),
            Self::Years(years) => (*years, "year"),
        };
        write!(f, "{number} {unit}{}", if number == 1 { "" } else { "s" })
    }
}
