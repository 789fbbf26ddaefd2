//! Answers: their types, and the written forms each is accepted in and stored in.

use super::Filling;
use crate::calendar::{self, Date, Time};
use crate::error::AnswerError;
use crate::form::{Control, Kind};
use crate::instance::NodeId;
use crate::limits;
use crate::xpath::Evaluator;
use std::fmt;

/// An answer by its type. Its `Display` is the form in which ODK XForms stores it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Answer {
    /// Free text.
    Text(String),
    /// A whole number of at most 18 digits.
    Integer(i64),
    /// A decimal number.
    Decimal(f64),
    /// A day.
    Date(Date),
    /// A day and a time, `2027-03-03T09:30:00.000+00:00`.
    DateTime(String),
    /// A time of day, `09:30:00.000+00:00`.
    Time(String),
    /// The value of one choice.
    Choice(String),
    /// The values of several choices, none of which holds a space.
    Choices(Vec<String>),
    /// A place on Earth.
    GeoPoint(GeoPoint),
    /// A line of two points or more.
    GeoTrace(Vec<GeoPoint>),
    /// The border of an area, the first point coming again at the end.
    GeoShape(Vec<GeoPoint>),
    /// The name of a file kept by the caller.
    File(String),
    /// «I have read this».
    Acknowledged,
}

/// A place on Earth (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GeoPoint {
    /// Degrees north, −90 to 90.
    pub latitude: f64,
    /// Degrees east, −180 to 180.
    pub longitude: f64,
    /// Metres above sea level; 0 when unknown.
    pub altitude: f64,
    /// Radius in metres within which the point lies; 0 when unknown.
    pub accuracy: f64,
}

impl fmt::Display for Answer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text)
            | Self::DateTime(text)
            | Self::Time(text)
            | Self::Choice(text)
            | Self::File(text) => out.write_str(text),
            Self::Integer(number) => write!(out, "{number}"),
            Self::Decimal(number) => write!(out, "{number}"),
            Self::Date(date) => write!(out, "{date}"),
            Self::Choices(values) => out.write_str(&values.join(" ")),
            Self::GeoPoint(point) => write!(out, "{point}"),
            Self::GeoTrace(points) | Self::GeoShape(points) => {
                let points: Vec<String> = points.iter().map(GeoPoint::to_string).collect();
                out.write_str(&points.join("; "))
            }
            Self::Acknowledged => out.write_str("OK"),
        }
    }
}

impl fmt::Display for GeoPoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { latitude, longitude, altitude, accuracy } = self;
        write!(out, "{latitude} {longitude} {altitude} {accuracy}")
    }
}

impl Answer {
    /// A stored value by the type of its question; `None` when there is none, or it is of another type, as a
    /// restored draft may hold.
    pub(crate) fn read(kind: &Kind, stored: &str) -> Option<Self> {
        if stored.is_empty() {
            return None;
        }
        Some(match kind {
            Kind::Text | Kind::Barcode => Self::Text(stored.to_owned()),
            Kind::Integer | Kind::Range { integer: true, .. } => Self::Integer(stored.parse().ok()?),
            Kind::Decimal | Kind::Range { .. } => {
                Self::Decimal(stored.parse().ok().filter(|number: &f64| number.is_finite())?)
            }
            Kind::Date => Self::Date(Date::parse(stored)?),
            Kind::DateTime => Self::DateTime(stored.to_owned()),
            Kind::Time => Self::Time(stored.to_owned()),
            Kind::SelectOne => Self::Choice(stored.to_owned()),
            Kind::SelectMany | Kind::Rank => {
                Self::Choices(stored.split_whitespace().map(str::to_owned).collect())
            }
            Kind::GeoPoint => Self::GeoPoint(geo_point(stored)?),
            Kind::GeoTrace => Self::GeoTrace(geo_points(stored)?),
            Kind::GeoShape => Self::GeoShape(geo_points(stored)?),
            Kind::Upload { .. } => Self::File(stored.to_owned()),
            Kind::Acknowledge => Self::Acknowledged,
        })
    }
}

impl Filling<'_> {
    /// An answer as it is stored; empty stays empty.
    pub(super) fn canonical(
        &self,
        control: &Control,
        node: NodeId,
        text: &str,
    ) -> Result<String, AnswerError> {
        // Four bytes hold any character; nothing longer is looked at further.
        if text.len() > self.form.text_limit.saturating_mul(4).max(limits::FILE_NAME_BYTES) {
            return Err(AnswerError::TooLong { limit: self.form.text_limit });
        }
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Ok(String::new());
        }
        let here = self.context.now().offset_minutes;
        match &control.kind {
            Kind::Text | Kind::Barcode => self.plain_text(trimmed),
            Kind::Integer => integer_text(trimmed).ok_or(AnswerError::NotAnInteger),
            Kind::Decimal => decimal(trimmed).ok_or(AnswerError::NotANumber),
            Kind::Date => Date::parse(trimmed).map(|date| date.to_string()).ok_or(AnswerError::NotADate),
            Kind::Time => Time::parse(trimmed).map(|time| time.text(here)).ok_or(AnswerError::NotATime),
            Kind::DateTime => {
                let (date, time) = calendar::parse_date_time(trimmed).ok_or(AnswerError::NotADateTime)?;
                Ok(format!("{date}T{}", time.text(here)))
            }
            Kind::SelectOne => self.chosen(control, node, vec![trimmed]),
            Kind::SelectMany => self.chosen(control, node, trimmed.split_whitespace().collect()),
            Kind::Rank => self.ranked(control, node, trimmed.split_whitespace().collect()),
            Kind::Range { start, end, step, integer } => {
                let written = if *integer {
                    integer_text(trimmed).ok_or(AnswerError::NotAnInteger)?
                } else {
                    decimal(trimmed).ok_or(AnswerError::NotANumber)?
                };
                if in_range(&written, start, end, step) { Ok(written) } else { Err(AnswerError::OutOfRange) }
            }
            Kind::GeoPoint => {
                let point = geo_point(trimmed).ok_or(AnswerError::NotAGeoPoint)?;
                Ok(Answer::GeoPoint(point).to_string())
            }
            Kind::GeoTrace => {
                let points = geo_points(trimmed).filter(|points| points.len() >= 2);
                Ok(Answer::GeoTrace(points.ok_or(AnswerError::NotALine)?).to_string())
            }
            Kind::GeoShape => {
                let points = geo_points(trimmed).and_then(closed).ok_or(AnswerError::NotALine)?;
                Ok(Answer::GeoShape(points).to_string())
            }
            Kind::Upload { .. } => {
                if is_file_name(trimmed) {
                    Ok(trimmed.to_owned())
                } else {
                    Err(AnswerError::NotAFileName)
                }
            }
            Kind::Acknowledge if trimmed == "OK" => Ok(trimmed.to_owned()),
            Kind::Acknowledge => Err(AnswerError::NotAnAcknowledgement),
        }
    }

    /// A text with the line ends of XML, and a space for what XML cannot hold: a stray control character pasted
    /// from elsewhere must not cost somebody their words.
    fn plain_text(&self, text: &str) -> Result<String, AnswerError> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let fit = |character: char| match character {
            '\n' | '\t' => character,
            character if character < ' ' || matches!(character, '\u{FFFE}' | '\u{FFFF}') => ' ',
            character => character,
        };
        let text: String = text.chars().map(fit).collect();
        let text = text.trim();
        if text.chars().count() > self.form.text_limit {
            return Err(AnswerError::TooLong { limit: self.form.text_limit });
        }
        Ok(text.to_owned())
    }

    /// Values that are all offered now, each once.
    fn chosen(&self, control: &Control, node: NodeId, mut values: Vec<&str>) -> Result<String, AnswerError> {
        let mut seen = std::collections::HashSet::new();
        values.retain(|value| seen.insert(*value));
        let scene = self.scene();
        match scene.not_offered(&Evaluator::new(&scene), control, node, &values)? {
            Some(value) => Err(AnswerError::NotAChoice { value }),
            None => Ok(values.join(" ")),
        }
    }

    /// All values that are offered now, in the order given.
    fn ranked(&self, control: &Control, node: NodeId, values: Vec<&str>) -> Result<String, AnswerError> {
        let ranked = self.chosen(control, node, values)?;
        let scene = self.scene();
        if scene.external(&control.choices).is_none() {
            let offered = scene.choices(&Evaluator::new(&scene), control, node, true)?;
            let held: std::collections::HashSet<&str> = ranked.split(' ').collect();
            if offered.iter().any(|choice| !held.contains(choice.value.as_str())) {
                return Err(AnswerError::NotAFullRanking);
            }
        }
        Ok(ranked)
    }
}

/// Digits with the spaces people put between thousands taken out, and the sign.
fn ungrouped(text: &str) -> Option<(bool, String)> {
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    // 0x202F and 0xA0 are the spaces French typesetting uses.
    let digits: String = digits.chars().filter(|c| !matches!(c, ' ' | '\u{A0}' | '\u{202F}')).collect();
    let plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    (plain && digits.len() <= 40).then_some((negative, digits))
}

fn integer_text(text: &str) -> Option<String> {
    let (negative, digits) = ungrouped(text)?;
    let significant = digits.trim_start_matches('0');
    if digits.is_empty() || significant.len() > 18 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    Some(if negative { -number } else { number }.to_string())
}

/// A decimal with a point or a comma, kept digit for digit: `12,50` is stored `12.50`.
fn decimal(text: &str) -> Option<String> {
    let (negative, digits) = ungrouped(text)?;
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((&digits, ""));
    if fraction.contains(['.', ',']) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        significant => significant,
    };
    let sign = if negative { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}"))
}

fn geo_point(text: &str) -> Option<GeoPoint> {
    let numbers: Vec<f64> =
        text.split_whitespace().map(|part| decimal(part)?.parse().ok()).collect::<Option<_>>()?;
    let (latitude, longitude) = (*numbers.first()?, *numbers.get(1)?);
    let altitude = numbers.get(2).copied().unwrap_or(0.0);
    let accuracy = numbers.get(3).copied().unwrap_or(0.0);
    let on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0 && accuracy >= 0.0;
    (on_earth && numbers.len() <= 4).then_some(GeoPoint { latitude, longitude, altitude, accuracy })
}

/// Points between semicolons.
fn geo_points(text: &str) -> Option<Vec<GeoPoint>> {
    let written = text.split(';').map(str::trim).filter(|point| !point.is_empty());
    let points: Vec<GeoPoint> = written.take(limits::POINTS + 1).map(geo_point).collect::<Option<_>>()?;
    (!points.is_empty() && points.len() <= limits::POINTS).then_some(points)
}

/// A border that comes back to where it began, of at least three corners.
fn closed(mut points: Vec<GeoPoint>) -> Option<Vec<GeoPoint>> {
    let first = *points.first()?;
    let same = |last: &GeoPoint| last.latitude == first.latitude && last.longitude == first.longitude;
    if !points.last().is_some_and(same) {
        points.push(first);
    }
    (points.len() >= 4).then_some(points)
}

/// Whether a number lies between the bounds of a range, a whole number of steps from its start.
fn in_range(written: &str, start: &str, end: &str, step: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
    let (value, start, end, step) = (number(written), number(start), number(end), number(step).abs());
    let steps = (value - start).abs() / step;
    // A step as 0.1 is no sum of halves, so the last digits of a double are left aside.
    (start.min(end)..=start.max(end)).contains(&value) && (steps - steps.round()).abs() < 1e-6
}

/// A bare name that no file system takes for a path.
fn is_file_name(name: &str) -> bool {
    name.len() <= limits::FILE_NAME_BYTES
        && !matches!(name, "." | "..")
        && !name.chars().any(|character| matches!(character, '/' | '\\' | ':') || character.is_control())
}
