//! Days and months asked without JavaScript and without relying on a phone's own date picker, which many lack.

use super::form::Ask;
use super::time;
use crate::texts::Tr;
use kernel::{Date, Month};
use maud::{Markup, html};

/// Day, month and year as typed, kept as text so that a faulty answer is shown again as it was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Day of the month.
    pub day: String,
    /// Month, 1–12.
    pub month: String,
    /// Year, four digits.
    pub year: String,
}

impl Typed {
    /// The parts of field `name` among posted pairs: `name-d`, `name-m`, `name-y`.
    pub fn read<'a>(name: &str, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut typed = Self::default();
        for (key, value) in pairs {
            match key.strip_prefix(name) {
                Some("-d") => typed.day = value.trim().to_owned(),
                Some("-m") => typed.month = value.trim().to_owned(),
                Some("-y") => typed.year = value.trim().to_owned(),
                _ => {}
            }
        }
        typed
    }

    /// The parts of a known day.
    pub fn of(date: Date) -> Self {
        Self {
            day: date.day().to_string(),
            month: (date.month() as u8).to_string(),
            year: date.year().to_string(),
        }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.day.is_empty() && self.month.is_empty() && self.year.is_empty()
    }

    /// The day, when the parts make one.
    pub fn date(&self) -> Option<Date> {
        let (year, month) = self.year_month()?;
        Date::from_calendar_date(year, Month::try_from(month).ok()?, self.day.parse().ok()?).ok()
    }

    /// The month as `(year, 1–12)`, when the parts make one. A year has four digits.
    pub fn year_month(&self) -> Option<(i32, u8)> {
        let year = (self.year.len() == 4).then(|| self.year.parse().ok()).flatten()?;
        let month = self.month.parse().ok().filter(|month| (1..=12).contains(month))?;
        Some((year, month))
    }
}

/// Asks for a day.
pub fn day(tr: &Tr, ask: &Ask<'_>, typed: &Typed) -> Markup {
    ask.group(html! { div class="short" { (inputs(tr, ask, typed)) } })
}

/// Asks for a day and a time of it.
pub fn moment(tr: &Tr, ask: &Ask<'_>, typed: &Typed, hour: &time::Typed) -> Markup {
    ask.group(html! {
        div class="short" { (inputs(tr, ask, typed)) }
        div class="short" { (time::inputs(tr, ask.name, &format!("{}-h", ask.name), hour)) }
    })
}

fn inputs(tr: &Tr, ask: &Ask<'_>, typed: &Typed) -> Markup {
    html! {
        div {
            label for=(ask.name) { (tr.t("date-day")) }
            input id=(ask.name) name={ (ask.name) "-d" } class="d" inputmode="numeric" maxlength="2"
                autocomplete="off" value=(typed.day);
        }
        (month_and_year(tr, ask, typed, &format!("{}-m", ask.name)))
    }
}

/// Asks for a month and a year.
pub fn month(tr: &Tr, ask: &Ask<'_>, typed: &Typed) -> Markup {
    ask.group(html! { div class="short" { (month_and_year(tr, ask, typed, ask.name)) } })
}

fn month_and_year(tr: &Tr, ask: &Ask<'_>, typed: &Typed, month_id: &str) -> Markup {
    html! {
        div {
            label for=(month_id) { (tr.t("date-month")) }
            select id=(month_id) name={ (ask.name) "-m" } {
                option value="" { "–" }
                @for month in 1..=12u8 {
                    option value=(month) selected[typed.month == month.to_string()] { (tr.month_name(month)) }
                }
            }
        }
        div {
            label for={ (ask.name) "-y" } { (tr.t("date-year")) }
            input id={ (ask.name) "-y" } name={ (ask.name) "-y" } class="y" inputmode="numeric" maxlength="4"
                autocomplete="off" value=(typed.year);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(day: &str, month: &str, year: &str) -> Typed {
        let pairs = [("when-d", day), ("when-m", month), ("when-y", year), ("whenever-d", "9")];
        Typed::read("when", pairs.into_iter())
    }

    #[test]
    fn a_day_is_read_from_its_three_parts_and_only_if_it_exists() {
        assert_eq!(typed("29", "2", "2028").date().map(|d| d.to_string()), Some("2028-02-29".into()));
        for wrong in [
            typed("29", "2", "2027"),
            typed("", "2", "2027"),
            typed("1", "13", "2027"),
            typed("1", "1", "27"),
        ] {
            assert_eq!(wrong.date(), None, "{wrong:?}");
        }
        assert_eq!(typed("", "3", "2027").year_month(), Some((2027, 3)));
        assert!(typed(" ", "", "").is_empty());
    }
}
