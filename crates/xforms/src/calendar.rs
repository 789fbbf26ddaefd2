//! Dates and times of the Gregorian calendar, in the ISO 8601 forms ODK XForms uses.
//!
//! Day counts follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".

pub(crate) const DAY_MILLIS: i64 = 86_400_000;

/// An instant and the offset of the place where it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub unix_millis: i64,
    /// Minutes east of UTC; 0 in Mali.
    pub offset_minutes: i32,
}

/// A day of the calendar, years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A time of day, to the millisecond, with its offset if it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Time {
    millis: u32,
    offset_minutes: Option<i32>,
}

impl Date {
    /// The day, or `None` when the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        let exists = (1..=9999).contains(&year) && (1..=last).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Year, month 1–12, day 1–31.
    pub fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// Reads `YYYY-MM-DD`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year = digits(parts.next()?, 4, 4)?;
        let month = digits(parts.next()?, 1, 2)?;
        let day = digits(parts.next()?, 1, 2)?;
        Self::new(year as u16, month as u8, day as u8)
    }

    /// Days since 1970-01-01.
    pub(crate) fn days(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The day that many days after 1970-01-01, within years 1 to 9999.
    pub(crate) fn from_days(days: i64) -> Option<Self> {
        if !(-719_162..=2_932_896).contains(&days) {
            return None;
        }
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(year as u16, month as u8, day as u8)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Time {
    /// Reads `HH:MM[:SS[.fff]]` with `Z`, `±HH:MM`, `±HH` or nothing after it.
    pub fn parse(text: &str) -> Option<Self> {
        let zone = text.find(['Z', '+', '-']).unwrap_or(text.len());
        let (clock, zone) = text.split_at(zone);
        let mut parts = clock.splitn(3, ':');
        let hour = digits(parts.next()?, 1, 2).filter(|hour| *hour < 24)?;
        let minute = digits(parts.next()?, 2, 2).filter(|minute| *minute < 60)?;
        let (second, milli) = match parts.next() {
            None => (0, 0),
            Some(seconds) => {
                let (second, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
                let fraction_digits = digits(fraction, 1, 9)?;
                let scale = 10_u32.pow(9 - fraction.len() as u32);
                (digits(second, 2, 2).filter(|second| *second < 60)?, fraction_digits * scale / 1_000_000)
            }
        };
        let millis = ((hour * 60 + minute) * 60 + second) * 1000 + milli;
        Some(Self { millis, offset_minutes: offset(zone)? })
    }

    /// The fraction of the day that has passed, on the clocks of a place `here` minutes east of UTC.
    pub fn of_day(self, here: i32) -> f64 {
        let shift = i64::from(here - self.offset_minutes.unwrap_or(here)) * 60_000;
        (i64::from(self.millis) + shift).rem_euclid(DAY_MILLIS) as f64 / DAY_MILLIS as f64
    }

    /// `HH:MM:SS.fff±HH:MM`, with `here` for a time that came without offset.
    pub fn text(self, here: i32) -> String {
        let (hour, minute) = (self.millis / 3_600_000, self.millis / 60_000 % 60);
        let (second, milli) = (self.millis / 1000 % 60, self.millis % 1000);
        let offset = self.offset_minutes.unwrap_or(here);
        let sign = if offset < 0 { '-' } else { '+' };
        let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
        format!("{hour:02}:{minute:02}:{second:02}.{milli:03}{sign}{hours:02}:{minutes:02}")
    }
}

/// A number of plain digits, `least` to `most` (at most 9) of them.
fn digits(text: &str, least: usize, most: usize) -> Option<u32> {
    let fits = (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// The offset after a time: outer `None` when it is none of the forms, inner when it is absent.
fn offset(zone: &str) -> Option<Option<i32>> {
    let (sign, rest) = match zone.chars().next() {
        None => return Some(None),
        Some('Z') => return (zone.len() == 1).then_some(Some(0)),
        Some('+') => (1, &zone[1..]),
        _ => (-1, &zone[1..]),
    };
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "00"));
    let hours = digits(hours, 2, 2).filter(|hours| *hours <= 14)? as i32;
    let minutes = digits(minutes, 2, 2).filter(|minutes| *minutes < 60)? as i32;
    Some(Some(sign * (hours * 60 + minutes)))
}

/// Reads `YYYY-MM-DDTHH:MM…`; a space may stand for the `T`.
pub(crate) fn parse_date_time(text: &str) -> Option<(Date, Time)> {
    let (date, time) = text.split_once(['T', ' '])?;
    Some((Date::parse(date)?, Time::parse(time)?))
}

/// A date, or the date of a date and time.
pub(crate) fn parse_day(text: &str) -> Option<(Date, Option<Time>)> {
    match parse_date_time(text) {
        Some((date, time)) => Some((date, Some(time))),
        None => Some((Date::parse(text)?, None)),
    }
}

/// A date or a date and time as days since 1970-01-01 in the civil time of a place `here` minutes east of UTC.
pub(crate) fn days(text: &str, here: i32) -> Option<f64> {
    let (date, time) = parse_day(text.trim())?;
    let Some(time) = time else { return Some(date.days() as f64) };
    let shift = i64::from(here - time.offset_minutes.unwrap_or(here)) * 60_000;
    Some(date.days() as f64 + (i64::from(time.millis) + shift) as f64 / DAY_MILLIS as f64)
}

/// Days since 1970-01-01 in civil time `here`, written as a date and time. Empty outside years 1 to 9999.
pub(crate) fn date_time_text(days: f64, here: i32) -> String {
    let millis = (days * DAY_MILLIS as f64).round();
    if !millis.is_finite() || millis.abs() > 1e15 {
        return String::new();
    }
    let millis = millis as i64;
    let Some(date) = Date::from_days(millis.div_euclid(DAY_MILLIS)) else { return String::new() };
    let time = Time { millis: millis.rem_euclid(DAY_MILLIS) as u32, offset_minutes: Some(here) };
    format!("{date}T{}", time.text(here))
}

/// The whole day of a number of days, written as a date. Empty outside years 1 to 9999.
pub(crate) fn date_text(days: f64) -> String {
    // The cast saturates and takes NaN to 0, so NaN is told apart first.
    let date = if days.is_nan() { None } else { Date::from_days(days.floor() as i64) };
    date.map_or_else(String::new, |date| date.to_string())
}

impl Moment {
    /// Days since 1970-01-01 in the civil time of the place.
    pub(crate) fn days(self) -> f64 {
        (self.unix_millis.saturating_add(i64::from(self.offset_minutes) * 60_000)) as f64 / DAY_MILLIS as f64
    }
}

/// A date written after a pattern of `%` letters (ODK `format-date`). `name` gives the short names of months (`b`,
/// from 1) and days of the week (`a`, 1 for Monday); without one the number is written.
pub(crate) fn format(days: f64, pattern: &str, name: &dyn Fn(char, u8) -> Option<String>) -> String {
    let millis = (days * DAY_MILLIS as f64).round();
    if !millis.is_finite() || millis.abs() > 1e15 {
        return String::new();
    }
    let millis = millis as i64;
    let Some(date) = Date::from_days(millis.div_euclid(DAY_MILLIS)) else { return String::new() };
    let of_day = millis.rem_euclid(DAY_MILLIS);
    let (hour, minute) = (of_day / 3_600_000, of_day / 60_000 % 60);
    let mut out = String::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        if character != '%' {
            out.push(character);
            continue;
        }
        match characters.next() {
            Some('Y') => out.push_str(&format!("{:04}", date.year)),
            Some('y') => out.push_str(&format!("{:02}", date.year % 100)),
            Some('m') => out.push_str(&format!("{:02}", date.month)),
            Some('n') => out.push_str(&date.month.to_string()),
            Some('b') => out.push_str(&name('b', date.month).unwrap_or_else(|| date.month.to_string())),
            Some('a') => {
                // 1970-01-01 was a Thursday.
                let day = (date.days() + 3).rem_euclid(7) as u8 + 1;
                out.push_str(&name('a', day).unwrap_or_else(|| day.to_string()));
            }
            Some('d') => out.push_str(&format!("{:02}", date.day)),
            Some('e') => out.push_str(&date.day.to_string()),
            Some('H') => out.push_str(&format!("{hour:02}")),
            Some('h') => out.push_str(&hour.to_string()),
            Some('M') => out.push_str(&format!("{minute:02}")),
            Some('S') => out.push_str(&format!("{:02}", of_day / 1000 % 60)),
            Some('3') => out.push_str(&format!("{:03}", of_day % 1000)),
            Some(other) => out.extend(['%', other]),
            None => out.push('%'),
        }
    }
    out
}
