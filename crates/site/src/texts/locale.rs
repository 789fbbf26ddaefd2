//! Numbers and dates as a language writes them (CLDR 48: `fr`, `en-GB`).

use super::Tr;
use super::typography::NARROW;
use fluent_bundle::FluentValue;
use kernel::{Date, Lang, Timestamp};

/// A number met inside a message.
pub(super) fn in_message(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(decimal(lang, number.value)),
        _ => None,
    }
}

/// Thousands are grouped from 1 000 upwards. Bambara pages mix with French ones until they are reviewed, and CLDR's
/// Bambara comma for thousands would be read there as a decimal sign, so Bambara writes numbers as French does.
fn grouped(lang: Lang, n: u64) -> String {
    let mark = if lang == Lang::En { ',' } else { NARROW };
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + 6);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

fn whole(lang: Lang, n: i64) -> String {
    let sign = if n < 0 { "\u{2212}" } else { "" };
    format!("{sign}{}", grouped(lang, n.unsigned_abs()))
}

/// At most one decimal, none when it is zero: pages never show more precision than people use.
fn decimal(lang: Lang, n: f64) -> String {
    let tenths = (n * 10.0).round() as i64;
    let mark = if lang == Lang::En { '.' } else { ',' };
    let head = whole(lang, tenths / 10);
    let sign = if tenths < 0 && tenths / 10 == 0 { "\u{2212}" } else { "" };
    match tenths.unsigned_abs() % 10 {
        0 => head,
        tenth => format!("{sign}{head}{mark}{tenth}"),
    }
}

impl Tr {
    /// A whole number: `1 240` in French, `1,240` in English.
    pub fn number(&self, n: i64) -> String {
        whole(self.lang, n)
    }

    /// A share of a whole: `38 %` in French, `38%` in English. `share` is between 0 and 1.
    pub fn percent(&self, share: f64) -> String {
        self.ta("percent", &[("n", (share * 100.0).round().into())])
    }

    /// A day: `3 mars 2027`, `1er mars 2027`, `3 March 2027`.
    pub fn date(&self, date: Date) -> String {
        self.ta(
            "date",
            &[
                ("day", date.day().into()),
                ("month", self.month_name(date.month() as u8).into()),
                ("year", date.year().to_string().into()),
            ],
        )
    }

    /// An instant, to the minute: `3 mars 2027 à 9 h 05`, `3 March 2027, 09:05`.
    pub fn moment(&self, at: Timestamp) -> String {
        let (hour, minute) = at.hour_minute();
        self.ta(
            "moment",
            &[
                ("date", self.date(at.date()).into()),
                ("hour", hour.into()),
                ("hour2", format!("{hour:02}").into()),
                ("minute", format!("{minute:02}").into()),
            ],
        )
    }

    /// A month: `mars 2027`, `March 2027`. `month` is 1–12.
    pub fn month(&self, year: i32, month: u8) -> String {
        self.ta("month-year", &[("month", self.month_name(month).into()), ("year", year.to_string().into())])
    }

    /// A quarter: `2e trimestre 2027`, `2nd quarter of 2027`. `quarter` is 1–4.
    pub fn quarter(&self, year: i32, quarter: u8) -> String {
        self.ta("quarter-year", &[("quarter", quarter.into()), ("year", year.to_string().into())])
    }

    /// The name of month 1–12; outside, the number.
    pub fn month_name(&self, month: u8) -> String {
        match month {
            1..=12 => self.t(&format!("month-{month}")),
            _ => month.to_string(),
        }
    }

    /// How far a deadline is, in days: `reste 3 j`, `aujourd’hui`, `en retard de 2 j`.
    pub fn days_left(&self, days: i64) -> String {
        match days {
            0 => self.t("due-today"),
            1.. => self.ta("due-in", &[("days", days.into())]),
            _ => self.ta("due-late", &[("days", (-days).into())]),
        }
    }
}
