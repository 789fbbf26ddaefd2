//! How a question is asked: decided once from its kind, its appearance and the length of its list, then shown and read back
//! by that.

use crate::ui::form::Entry;
use acts::intake::PLACES;
use xforms::{Choices, Kind, Question};

/// Choices that are shown all at once. A longer list is looked through by words.
const LONGEST_LIST: usize = 24;
/// Choices of a list that folds together (`minimal`) at the most.
const LONGEST_MENU: usize = 200;
/// A list that its form wants to be looked through is shown whole up to this length.
const SHORT_LIST: usize = 8;
/// Steps of a range that are shown as so many answers: 0 to 10.
const LONGEST_SCALE: usize = 11;
/// Steps of a range in a list that folds together.
const LONGEST_PICKER: usize = LONGEST_MENU;
/// Lines of a long text unless the form says how many.
const ROWS: u32 = 8;

/// How the choices of a list stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Below one another.
    Below,
    /// Beside one another, as many as there is room for.
    Beside,
    /// On one line from one end to the other.
    Likert,
}

/// How a question is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Only shown: a note, a computed answer, the head of a table of choices.
    Told,
    /// A place of the house.
    Place,
    /// One of a list.
    One(Look),
    /// Any number of a list.
    Many(Look),
    /// One of a list that folds together.
    Menu,
    /// One of a list that is looked through by words, or several.
    Found {
        /// Whether several may be chosen.
        several: bool,
    },
    /// All of a list, each with its place.
    Ranked,
    /// One of these numbers.
    Scale(Vec<String>),
    /// One of these numbers, in a list that folds together.
    Picker(Vec<String>),
    /// A number that the form bounds.
    Bounded,
    /// A day.
    Day,
    /// A month of a year, kept as its first day.
    Month,
    /// A year, kept as its first day.
    Year,
    /// A time of day.
    Hour,
    /// A day and a time.
    Moment,
    /// One line of text.
    Line(Entry),
    /// A text of so many lines.
    Lines(u32),
    /// A file.
    File,
    /// «I have read this».
    Read,
    /// A spot on Earth.
    Point,
    /// A line or an area.
    Points,
}

/// Whether a question asks for a place of the house.
pub fn is_place(question: &Question<'_>) -> bool {
    *question.kind == Kind::SelectOne
        && matches!(&question.choices, Choices::External { src, .. } if src == PLACES)
}

impl Way {
    /// How this question is asked now.
    pub fn of(question: &Question<'_>) -> Self {
        let looks = |token: &str| question.appearances.iter().any(|other| other == token);
        let begins = |token: &str| question.appearances.iter().any(|other| other.starts_with(token));
        if question.readonly || (looks("label") && question.choices != Choices::None) {
            return Self::Told;
        }
        let look = match () {
            () if looks("likert") => Look::Likert,
            () if begins("columns") || begins("horizontal") || begins("compact") => Look::Beside,
            () => Look::Below,
        };
        match question.kind {
            Kind::SelectOne if is_place(question) => Self::Place,
            Kind::SelectOne | Kind::SelectMany => {
                let offered = match &question.choices {
                    Choices::Offered(choices) => choices.len(),
                    _ => 0,
                };
                let several = *question.kind == Kind::SelectMany;
                let searched = looks("autocomplete") || begins("search");
                match several {
                    _ if searched && offered > SHORT_LIST => Self::Found { several },
                    false if looks("minimal") && offered <= LONGEST_MENU => Self::Menu,
                    _ if offered > LONGEST_LIST => Self::Found { several },
                    false => Self::One(look),
                    true => Self::Many(look),
                }
            }
            Kind::Rank => Self::Ranked,
            Kind::Range { start, end, step, .. } => match numbers(start, end, step) {
                Some(all) if all.len() <= LONGEST_SCALE && !looks("picker") => Self::Scale(all),
                Some(all) if looks("picker") => Self::Picker(all),
                _ => Self::Bounded,
            },
            Kind::Date if looks("month-year") => Self::Month,
            Kind::Date if looks("year") => Self::Year,
            Kind::Date => Self::Day,
            Kind::Time => Self::Hour,
            Kind::DateTime => Self::Moment,
            Kind::Text => {
                let rows = question.settings.iter().find(|(name, _)| name == "rows");
                match rows.and_then(|(_, rows)| rows.parse().ok()) {
                    Some(rows) => Self::Lines(u32::clamp(rows, 2, 20)),
                    None if looks("multiline") => Self::Lines(ROWS),
                    None if looks("numbers") => Self::Line(Entry::Phone),
                    None if looks("masked") => Self::Line(Entry::Masked),
                    None => Self::Line(Entry::Words),
                }
            }
            Kind::Integer => Self::Line(Entry::Number),
            Kind::Decimal => Self::Line(Entry::Decimal),
            Kind::Upload { .. } => Self::File,
            Kind::Acknowledge => Self::Read,
            Kind::GeoPoint => Self::Point,
            Kind::GeoTrace | Kind::GeoShape => Self::Points,
            _ => Self::Line(Entry::Words),
        }
    }

    /// Whether the styles of every form are enough for it.
    pub fn is_plain(&self) -> bool {
        !matches!(
            self,
            Self::One(Look::Beside | Look::Likert)
                | Self::Many(Look::Beside | Look::Likert)
                | Self::Ranked
                | Self::Scale(_)
                | Self::Point
                | Self::Points
        )
    }
}

/// The numbers of a range from its start to its end, written as the form writes its bounds; `None` when they are too many to
/// be listed.
fn numbers(start: &str, end: &str, step: &str) -> Option<Vec<String>> {
    let digits =
        [start, end, step].map(|text| text.split_once('.').map_or(0, |(_, fraction)| fraction.len()));
    let digits = digits.into_iter().max().filter(|digits| *digits <= 6)?;
    // Whole steps, since a sum of 0.1 is none of the numbers that a person would write.
    let whole = |text: &str| {
        let number = text.parse::<f64>().ok()? * 10_f64.powi(digits as i32);
        (number.abs() < 1e15).then(|| number.round() as i64)
    };
    let (start, end, step) = (whole(start)?, whole(end)?, whole(step)?.abs());
    if step == 0 || (end - start).abs() / step >= LONGEST_PICKER as i64 {
        return None;
    }
    let steps = (end - start).abs() / step;
    let by = if end < start { -step } else { step };
    let write = |number: i64| format!("{:.digits$}", number as f64 / 10_f64.powi(digits as i32));
    Some((0..=steps).map(|at| write(start + at * by)).collect())
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn a_range_lists_its_numbers_as_a_person_writes_them() {
        let listed = |start, end, step| numbers(start, end, step).unwrap_or_default().join(" ");
        assert_eq!(listed("0", "5", "1"), "0 1 2 3 4 5");
        assert_eq!(listed("0.1", "0.5", "0.1"), "0.1 0.2 0.3 0.4 0.5");
        assert_eq!(listed("10", "0", "5"), "10 5 0", "downwards");
        assert_eq!(listed("-1", "1", "0.5"), "-1.0 -0.5 0.0 0.5 1.0");
        assert_eq!(listed("1", "10", "4"), "1 5 9", "the end need not be reached");
        assert_eq!(numbers("0", "200000", "1"), None);
        assert_eq!(numbers("0", "1e300", "1"), None);
    }
}
