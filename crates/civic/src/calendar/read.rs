//! From the text of a holiday file to a [`Calendar`].

use super::{Calendar, FromEaster, Holiday, Yearly};
use kernel::{Date, Month, Weekday};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// What is wrong with a holiday file. Lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// Not TOML, a key that holiday files do not have, or a value of the wrong type.
    #[error("line {line}: {detail}")]
    Toml {
        /// Line.
        line: u32,
        /// The parser's own remark.
        detail: String,
    },
    /// A day that no year has, such as 31 April or 29 February of an ordinary year.
    #[error("line {line}: no such day")]
    NoSuchDay {
        /// Line.
        line: u32,
    },
    /// The same day stands twice.
    #[error("line {line}: this day is already a holiday")]
    Twice {
        /// Line.
        line: u32,
    },
    /// Every day of the week is a weekend.
    #[error("line {line}: no day of the week is left for work")]
    NoWorkingDay {
        /// Line.
        line: u32,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    country: String,
    weekend: Spanned<Vec<DayName>>,
    #[serde(default)]
    yearly: Vec<YearlyLine>,
    #[serde(default)]
    easter: Vec<EasterLine>,
    #[serde(default)]
    dated: Vec<DatedLine>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum DayName {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearlyLine {
    name: String,
    month: u8,
    day: Spanned<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EasterLine {
    name: String,
    days_after: i16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DatedLine {
    name: String,
    date: Spanned<toml::value::Datetime>,
    confirmed: bool,
}

impl Calendar {
    /// Reads a holiday file such as `data/holidays/ml.toml`: `country`, `weekend`, and any number of `[[yearly]]` (name, month,
    /// day), `[[easter]]` (name, days after Easter Sunday) and `[[dated]]` (name, date, confirmed).
    ///
    /// # Errors
    /// [`CalendarError`], with the line.
    pub fn read(text: &str) -> Result<Self, CalendarError> {
        let line = |span: std::ops::Range<usize>| {
            let before = text.bytes().take(span.start).filter(|byte| *byte == b'\n').count();
            u32::try_from(before + 1).unwrap_or(u32::MAX)
        };
        let file: File = toml::from_str(text).map_err(|error| CalendarError::Toml {
            line: line(error.span().unwrap_or_default()),
            detail: error.message().to_owned(),
        })?;
        let weekend: Vec<Weekday> = file.weekend.get_ref().iter().map(|day| day.weekday()).collect();
        if (0..7).all(|day| weekend.contains(&Weekday::Monday.nth_next(day))) {
            return Err(CalendarError::NoWorkingDay { line: line(file.weekend.span()) });
        }
        let mut yearly = Vec::new();
        for feast in file.yearly {
            let day = *feast.day.get_ref();
            // In a leap year, so that 29 February may be a holiday.
            let month = Month::try_from(feast.month)
                .ok()
                .filter(|month| (1..=month.length(2024)).contains(&day))
                .ok_or(CalendarError::NoSuchDay { line: line(feast.day.span()) })?;
            yearly.push(Yearly { month, day, holiday: Holiday { name: feast.name, confirmed: true } });
        }
        let easter = file
            .easter
            .into_iter()
            .map(|feast| FromEaster {
                days_after: feast.days_after,
                holiday: Holiday { name: feast.name, confirmed: true },
            })
            .collect();
        let mut dated = BTreeMap::new();
        for feast in file.dated {
            let at = line(feast.date.span());
            let date = day_of(*feast.date.get_ref()).ok_or(CalendarError::NoSuchDay { line: at })?;
            let holiday = Holiday { name: feast.name, confirmed: feast.confirmed };
            if dated.insert(date, holiday).is_some() {
                return Err(CalendarError::Twice { line: at });
            }
        }
        Ok(Self { country: file.country, weekend, yearly, easter, dated })
    }
}

fn day_of(written: toml::value::Datetime) -> Option<Date> {
    let date = written.date.filter(|_| written.time.is_none())?;
    let month = Month::try_from(date.month).ok()?;
    Date::from_calendar_date(i32::from(date.year), month, date.day).ok()
}

impl DayName {
    fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Monday,
            Self::Tuesday => Weekday::Tuesday,
            Self::Wednesday => Weekday::Wednesday,
            Self::Thursday => Weekday::Thursday,
            Self::Friday => Weekday::Friday,
            Self::Saturday => Weekday::Saturday,
            Self::Sunday => Weekday::Sunday,
        }
    }
}
