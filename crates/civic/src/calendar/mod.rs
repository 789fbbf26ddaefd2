//! Working days and public holidays: the clocks of a case.
//!
//! **When a clock starts.** The day of the event is never counted. Day 1 is the next working day, and a promise of n working days
//! is kept until the end of day n. A report that comes in on a Saturday and one that comes in on the Sunday after it are
//! therefore due on the same day.

mod easter;
mod read;
#[cfg(test)]
mod tests;

pub use read::CalendarError;

use kernel::{Date, Month, Weekday};
use std::collections::BTreeMap;
use time::Duration;

/// The working days of a country. Holidays are data (`data/holidays/<country>.toml`), read by [`Calendar::read`].
#[derive(Debug, Clone)]
pub struct Calendar {
    country: String,
    weekend: Vec<Weekday>,
    yearly: Vec<Yearly>,
    easter: Vec<FromEaster>,
    dated: BTreeMap<Date, Holiday>,
}

/// A day on which public offices are closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// Name of the feast, the same every year: `tabaski`.
    pub name: String,
    /// Whether its day is certain. A computed day of a feast that the government announces is not.
    pub confirmed: bool,
}

#[derive(Debug, Clone)]
struct Yearly {
    month: Month,
    day: u8,
    holiday: Holiday,
}

#[derive(Debug, Clone)]
struct FromEaster {
    days_after: i16,
    holiday: Holiday,
}

impl Calendar {
    /// ISO 3166-1 code of the country, in lower case.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// The first and last year for which movable feasts are known; outside them deadlines may be a few days too early.
    pub fn dated_years(&self) -> Option<(i32, i32)> {
        let (first, last) = (self.dated.first_key_value()?, self.dated.last_key_value()?);
        Some((first.0.year(), last.0.year()))
    }

    /// The holiday of a day, weekend or not.
    pub fn holiday(&self, date: Date) -> Option<&Holiday> {
        let yearly =
            || self.yearly.iter().find(|feast| feast.month == date.month() && feast.day == date.day());
        let from_easter = || {
            let easter = easter::sunday(date.year())?;
            self.easter
                .iter()
                .find(|feast| easter.checked_add(Duration::days(feast.days_after.into())) == Some(date))
        };
        self.dated
            .get(&date)
            .or_else(|| yearly().map(|feast| &feast.holiday))
            .or_else(|| from_easter().map(|feast| &feast.holiday))
    }

    /// Whether public offices are open on a day.
    pub fn is_working(&self, date: Date) -> bool {
        !self.weekend.contains(&date.weekday()) && self.holiday(date).is_none()
    }

    /// The `days`-th working day after `date`, which itself is not counted: the last day of a promise of that many working
    /// days. 0 gives `date` back. At most the last day that [`Date`] knows.
    ///
    /// From Friday 2027-09-17, three working days end on Thursday 23: Monday, Tuesday, not the 22nd (Independence Day), Thursday.
    pub fn add_working_days(&self, date: Date, days: u32) -> Date {
        let mut day = date;
        let mut left = days;
        while left > 0 {
            let Some(next) = day.next_day() else { return Date::MAX };
            day = next;
            left -= u32::from(self.is_working(day));
        }
        day
    }

    /// Working days after `from` up to and including `to`; negative when `to` is earlier.
    ///
    /// With today and a due day: the working days left, or how many it is late.
    pub fn working_days_between(&self, from: Date, to: Date) -> i64 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let days = std::iter::successors(from.next_day(), |day| day.next_day()).take_while(|day| *day <= to);
        days.map(|day| i64::from(self.is_working(day))).sum()
    }
}
