//! Times of day asked without JavaScript and without relying on a phone's own clock face, which many lack.

use super::form::Ask;
use crate::texts::Tr;
use maud::{Markup, html};

/// Hour and minutes as typed, kept as text so that a faulty answer is shown again as it was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Hour, 0–23.
    pub hour: String,
    /// Minutes, 0–59; none typed stands for the full hour.
    pub minute: String,
}

impl Typed {
    /// The parts of field `name` among posted pairs: `name-h`, `name-min`.
    pub fn read<'a>(name: &str, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut typed = Self::default();
        for (key, value) in pairs {
            match key.strip_prefix(name) {
                Some("-h") => typed.hour = value.trim().to_owned(),
                Some("-min") => typed.minute = value.trim().to_owned(),
                _ => {}
            }
        }
        typed
    }

    /// The parts of a stored time, `09:30:00.000+00:00`.
    pub fn of(stored: &str) -> Self {
        let mut parts = stored.split(':');
        let mut part = || parts.next().unwrap_or_default().to_owned();
        Self { hour: part(), minute: part() }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.hour.is_empty() && self.minute.is_empty()
    }

    /// The time as `09:30`, when the parts make one.
    pub fn time(&self) -> Option<String> {
        let number = |text: &str, most: u8| text.parse::<u8>().ok().filter(|number| *number <= most);
        let hour = number(&self.hour, 23)?;
        let minute = if self.minute.is_empty() { 0 } else { number(&self.minute, 59)? };
        Some(format!("{hour:02}:{minute:02}"))
    }
}

/// Asks for a time of day.
pub fn hour(tr: &Tr, ask: &Ask<'_>, typed: &Typed) -> Markup {
    ask.group(html! { div class="short" { (inputs(tr, ask.name, ask.name, typed)) } })
}

/// Hour and minutes of field `name`; the first input bears `id`.
pub(super) fn inputs(tr: &Tr, name: &str, id: &str, typed: &Typed) -> Markup {
    let part = |id: &str, end: &str, label: &str, value: &str| {
        html! {
            div {
                label for=(id) { (label) }
                input id=(id) name={ (name) (end) } class="d" inputmode="numeric" maxlength="2" autocomplete="off"
                    value=(value);
            }
        }
    };
    html! {
        (part(id, "-h", &tr.t("time-hour"), &typed.hour))
        (part(&format!("{name}-min"), "-min", &tr.t("time-minute"), &typed.minute))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_from_its_two_parts_and_only_if_it_exists() {
        let time = |hour: &str, minute: &str| {
            let pairs = [("when-h", hour), ("when-min", minute), ("whenever-h", "9")];
            Typed::read("when", pairs.into_iter()).time()
        };
        assert_eq!(time("9", "5").as_deref(), Some("09:05"));
        assert_eq!(time("23", "").as_deref(), Some("23:00"));
        for (hour, minute) in [("24", "0"), ("", "5"), ("9", "60"), ("9", "x"), ("-1", "0")] {
            assert_eq!(time(hour, minute), None, "{hour}:{minute}");
        }
        assert_eq!(Typed::of("09:30:00.000+00:00").time().as_deref(), Some("09:30"));
    }
}
