//! The spaces of a sheet, and what is typed into them: numbers of choices, days as people write them.

use kernel::Lang;
use std::collections::{BTreeMap, BTreeSet};
use xforms::{Asked, Entry, Form, Kind};

/// Answers as they are stored, by the name of their space; none is empty.
pub type Answers = BTreeMap<String, String>;

/// A space for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Space {
    /// Name of the question with the positions of the copies it stands in: `person[2].age`.
    pub name: String,
    /// Number of the question on paper.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// Which copy of what is filled in several times it stands in, with the words of that; only for the first space of one.
    pub copy: Option<(String, usize)>,
    /// How it is typed.
    pub typing: Typing,
    /// Choices by their numbers from 1 on: what is stored, and the words.
    pub choices: Vec<(String, String)>,
}

/// How an answer is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// The number of a choice.
    One,
    /// Numbers of choices.
    Many,
    /// Numbers of all choices, the first place first.
    Ranks,
    /// 1 for yes.
    Agreed,
    /// A number.
    Number,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
    /// A time of day.
    Time,
    /// A day and a time.
    Moment,
    /// Latitude and longitude.
    Point,
    /// As it is written.
    Words,
}

impl Space {
    /// All spaces of a form with so many copies of what is filled in several times, [`INNER_COPIES`] at the most inside
    /// another. What takes a file has none.
    pub fn all(form: &Form, lang: Lang, copies: usize) -> Vec<Self> {
        let within = |repeat: &str| if repeat.contains('[') { copies.min(INNER_COPIES) } else { copies };
        let mut setting = Setting { spaces: Vec::new(), copies: &within };
        setting.add(&form.outline(Some(lang.tag())), "");
        setting.spaces
    }

    /// As [`Space::all`], with as many copies as these names tell of, and no more than [`MOST_COPIES`].
    pub fn all_named<'n>(form: &Form, lang: Lang, names: impl Iterator<Item = &'n String>) -> Vec<Self> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for name in names {
            for (repeat, count) in repeats(name) {
                let most = counts.entry(repeat).or_default();
                *most = count.min(MOST_COPIES).max(*most);
            }
        }
        let copies = |repeat: &str| counts.get(repeat).copied().unwrap_or_default();
        let mut setting = Setting { spaces: Vec::new(), copies: &copies };
        setting.add(&form.outline(Some(lang.tag())), "");
        setting.spaces
    }

    /// The repeats around it with the position in each, from the outermost on.
    pub fn repeats(&self) -> Vec<(String, usize)> {
        repeats(&self.name)
    }

    /// What is stored for what was typed; `None` when no choice has that number.
    pub fn stored(&self, typed: &str) -> Option<String> {
        let typed = typed.trim();
        match self.typing {
            Typing::One if !self.choices.is_empty() => self.choice(typed).map(str::to_owned),
            Typing::Many | Typing::Ranks if !self.choices.is_empty() => {
                let parts: Vec<&str> =
                    typed.split([' ', ',', ';', '.']).filter(|part| !part.is_empty()).collect();
                let mut values: Vec<&str> =
                    parts.iter().map(|part| self.choice(part)).collect::<Option<_>>()?;
                if self.typing == Typing::Many {
                    // In the order of the form: in which order they were ticked is on no paper.
                    let place = |value: &&str| self.choices.iter().position(|(stored, _)| stored == value);
                    values.sort_by_key(place);
                    values.dedup();
                }
                Some(values.join(" "))
            }
            Typing::Agreed => match typed {
                "1" => Some("OK".to_owned()),
                "2" => Some(String::new()),
                _ => None,
            },
            Typing::Number => {
                let number = typed.replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', ".");
                Some(number.parse::<i64>().map_or(number, |whole| whole.to_string()))
            }
            Typing::Day => Some(day(typed).unwrap_or_else(|| typed.to_owned())),
            // A month is kept as its first day, a year as that of January.
            Typing::Month => Some(padded("01", typed, 6).unwrap_or_else(|| typed.to_owned())),
            Typing::Year => Some(padded("0101", typed, 4).unwrap_or_else(|| typed.to_owned())),
            Typing::Time => Some(time(typed).unwrap_or_else(|| typed.to_owned())),
            Typing::Moment => {
                let both = typed.split_once(' ').and_then(|(date, at)| Some((day(date)?, time(at.trim())?)));
                Some(both.map_or_else(|| typed.to_owned(), |(date, at)| format!("{date}T{at}")))
            }
            Typing::Point => Some(typed.replace(',', ".")),
            _ => Some(typed.to_owned()),
        }
    }

    fn choice(&self, number: &str) -> Option<&str> {
        let at = number.parse::<usize>().ok()?.checked_sub(1)?;
        self.choices.get(at).map(|(value, _)| value.as_str())
    }

    /// A stored answer in words, choices with their numbers.
    pub fn words(&self, stored: &str) -> String {
        if self.choices.is_empty() {
            return stored.to_owned();
        }
        let parts = match self.typing {
            Typing::One => vec![stored],
            _ => stored.split_whitespace().collect(),
        };
        let word = |part: &&str| match self.choices.iter().position(|(value, _)| value == part) {
            Some(at) => format!("{} – {}", at + 1, self.choices[at].1),
            None => (*part).to_owned(),
        };
        parts.iter().map(word).collect::<Vec<_>>().join(", ")
    }
}

/// Copies of what is filled in several times that are typed in at the most.
pub const MOST_COPIES: usize = 50;

/// Copies of what is filled in several times inside another such.
pub const INNER_COPIES: usize = 2;

/// The repeats in a name with the position in each: `person` with 2 and `person[2].child` with 1.
fn repeats(name: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (at, _) in name.match_indices('[') {
        let position = name[at + 1..].split(']').next().and_then(|position| position.parse().ok());
        found.extend(position.map(|position: usize| (name[..at].to_owned(), position)));
    }
    found
}

struct Setting<'c> {
    spaces: Vec<Space>,
    /// How many copies a repeat has, by its name with the positions around it.
    copies: &'c dyn Fn(&str) -> usize,
}

impl Setting<'_> {
    fn add(&mut self, entries: &[Entry<'_>], inside: &str) {
        for entry in entries {
            match entry {
                Entry::Note { .. } => {}
                Entry::Section { entries, .. } => self.add(entries, inside),
                Entry::Repeat { name, text, count, entries, .. } => {
                    let repeat = format!("{inside}{name}");
                    let copies = (self.copies)(&repeat).max(count.unwrap_or_default()).min(MOST_COPIES);
                    for copy in 1..=copies {
                        let first = self.spaces.len();
                        self.add(entries, &format!("{repeat}[{copy}]."));
                        if let Some(space) = self.spaces.get_mut(first) {
                            space.copy = Some((text.clone(), copy));
                        }
                    }
                }
                Entry::Question(asked) => self.spaces.extend(space(asked, inside)),
            }
        }
    }
}

fn space(asked: &Asked<'_>, inside: &str) -> Option<Space> {
    let own = asked.name.rsplit("[].").next().unwrap_or(&asked.name);
    let typing = match asked.kind {
        Kind::Upload { .. } => return None,
        Kind::SelectOne => Typing::One,
        Kind::SelectMany => Typing::Many,
        Kind::Rank => Typing::Ranks,
        Kind::Acknowledge => Typing::Agreed,
        Kind::Integer | Kind::Decimal | Kind::Range { .. } => Typing::Number,
        Kind::Date if asked.appearances.iter().any(|word| word == "year") => Typing::Year,
        Kind::Date if asked.appearances.iter().any(|word| word == "month-year") => Typing::Month,
        Kind::Date => Typing::Day,
        Kind::Time => Typing::Time,
        Kind::DateTime => Typing::Moment,
        Kind::GeoPoint => Typing::Point,
        _ => Typing::Words,
    };
    let mut seen = BTreeSet::new();
    let choices = asked.choices.iter().filter(|offer| seen.insert(offer.value.as_str()));
    Some(Space {
        name: format!("{inside}{own}"),
        number: asked.number,
        text: asked.text.clone(),
        copy: None,
        typing,
        choices: choices.map(|offer| (offer.value.clone(), offer.text.clone())).collect(),
    })
}

/// `3/2/2027`, `3.2.2027` or `03022027` as a day is stored.
fn day(typed: &str) -> Option<String> {
    let digits = typed.len() == 8 && typed.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = match digits {
        true => vec![&typed[..2], &typed[2..4], &typed[4..]],
        false => typed.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect(),
    };
    let [day, month, year] = parts.as_slice() else { return None };
    let (day, month, year): (u8, u8, u16) = (day.parse().ok()?, month.parse().ok()?, year.parse().ok()?);
    xforms::Date::new(year, month, day).map(|date| date.to_string())
}

/// `022027`, `2/2027` or `2027` as a day is stored, with the digits that stand before.
fn padded(before: &str, typed: &str, digits: usize) -> Option<String> {
    match typed.len() == digits && typed.bytes().all(|byte| byte.is_ascii_digit()) {
        true => day(&format!("{before}{typed}")),
        false => day(&format!("{before}/{typed}")),
    }
}

/// `9:30`, `9h30` or `0930` as a time is stored.
fn time(typed: &str) -> Option<String> {
    let digits = typed.len() == 4 && typed.bytes().all(|byte| byte.is_ascii_digit());
    let (hour, minute) = match digits {
        true => typed.split_at(2),
        false => typed.split_once([':', 'h', '.'])?,
    };
    let (hour, minute): (u8, u8) = (hour.trim().parse().ok()?, minute.trim().parse().ok()?);
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::{Space, Typing, repeats};

    fn space(typing: Typing, choices: &[&str]) -> Space {
        let choices = choices.iter().map(|value| ((*value).to_owned(), value.to_uppercase())).collect();
        let (name, text) = ("q".to_owned(), String::new());
        Space { name, number: 1, text, copy: None, typing, choices }
    }

    #[test]
    fn what_is_typed_fast_is_stored_as_the_form_stores_it() {
        let said = |typing, typed: &str| space(typing, &[]).stored(typed);
        for typed in ["03022027", "3/2/2027", "3.2.2027", "03-02-2027"] {
            assert_eq!(said(Typing::Day, typed).as_deref(), Some("2027-02-03"));
        }
        assert_eq!(said(Typing::Day, "31022027").as_deref(), Some("31022027"), "the form refuses it");
        for typed in ["022027", "2/2027", "02-2027"] {
            assert_eq!(said(Typing::Month, typed).as_deref(), Some("2027-02-01"));
        }
        assert_eq!(said(Typing::Year, "2027").as_deref(), Some("2027-01-01"));
        assert_eq!(said(Typing::Month, "2027").as_deref(), Some("2027"), "the form refuses it");
        for typed in ["0930", "9:30", "9h30"] {
            assert_eq!(said(Typing::Time, typed).as_deref(), Some("09:30"));
        }
        assert_eq!(said(Typing::Moment, "03022027 0930").as_deref(), Some("2027-02-03T09:30"));
        assert_eq!(said(Typing::Number, "007").as_deref(), Some("7"));
        assert_eq!(said(Typing::Number, "1 250,5").as_deref(), Some("1250.5"));
        assert_eq!(said(Typing::Agreed, "1").as_deref(), Some("OK"));
        assert_eq!((said(Typing::Agreed, "2").as_deref(), said(Typing::Agreed, "3")), (Some(""), None));
    }

    #[test]
    fn choices_go_by_their_numbers() {
        let one = space(Typing::One, &["yes", "no"]);
        assert_eq!((one.stored("2").as_deref(), one.stored("3"), one.stored("0")), (Some("no"), None, None));
        assert_eq!(one.words("no"), "2 – NO");
        let many = space(Typing::Many, &["a", "b", "c"]);
        assert_eq!(many.stored("3 1,1").as_deref(), Some("a c"));
        assert_eq!(many.stored("4"), None);
        assert_eq!(space(Typing::Ranks, &["a", "b", "c"]).stored("3 1 2").as_deref(), Some("c a b"));
    }

    #[test]
    fn a_name_tells_of_its_copies() {
        let inner = [("person".to_owned(), 2), ("person[2].child".to_owned(), 1)];
        assert_eq!(repeats("person[2].child[1].age"), inner);
        assert!(repeats("age").is_empty());
    }
}
