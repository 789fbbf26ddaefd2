//! Numbers and lengths of time in a pack.toml, held within sane bounds.

use super::problem::{Mend, ProblemKind};
use super::span::{Span, WorkingDays};
use super::table::{At, Table};
use std::ops::RangeInclusive;
use toml::Spanned;
use toml::de::DeValue;

impl<'t> Table<'_, 't> {
    /// A whole number within bounds, which must be there.
    pub fn number(&self, key: &str, bounds: RangeInclusive<u32>) -> Option<u32> {
        let example = bounds.start().to_string();
        let Some(value) = self.value(key) else {
            self.missing(key, &example);
            return None;
        };
        self.parse_number(key, value, &bounds, &example)
    }

    /// A list of whole numbers within bounds, strictly rising. Empty when the key is not there.
    pub fn rising_numbers(&self, key: &str, bounds: RangeInclusive<u32>) -> Vec<u32> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            return self.wrong_type(key, value, "[20, 30, 45]").unwrap_or_default();
        };
        let numbers: Vec<u32> =
            list.iter().filter_map(|entry| self.parse_number(key, entry, &bounds, "20")).collect();
        if !numbers.is_sorted_by(|one, next| one < next) {
            self.source.report(
                self.line_of(key),
                ProblemKind::NotRising { key: key.to_owned() },
                Mend::PutInOrder {},
            );
        }
        numbers
    }

    fn parse_number(
        &self,
        key: &str,
        value: &Spanned<DeValue<'t>>,
        bounds: &RangeInclusive<u32>,
        example: &str,
    ) -> Option<u32> {
        let DeValue::Integer(written) = value.get_ref() else {
            return self.wrong_type(key, value, example);
        };
        let number = u32::from_str_radix(written.as_str(), written.radix()).ok();
        let sane = number.filter(|number| bounds.contains(number));
        if sane.is_none() {
            self.source.report(
                self.source.line_of(value.span().start),
                ProblemKind::OutOfRange { key: key.to_owned(), value: written.to_string() },
                Mend::StayWithin { least: bounds.start().to_string(), most: bounds.end().to_string() },
            );
        }
        sane
    }

    /// A number of working days from 1 to 250 (a year of work), when the key is there.
    pub fn working_days(&self, key: &str) -> Option<WorkingDays> {
        let example = "3 working days";
        let at = self.text(key, example)?;
        match at.value.parse() {
            Ok(Span::Working(days)) if (1..=250).contains(&days.0) => Some(days),
            Ok(Span::Working(_)) => self.out_of_range(key, &at, "1 working day", "250 working days"),
            _ => self.bad_span(key, &at, example),
        }
    }

    /// A length of time in calendar units, which must be there; `least` and `most` bound it.
    pub fn calendar_span(&self, key: &str, example: &str, least: Span, most: Span) -> Option<Span> {
        let at = self.required_text(key, example)?;
        match at.value.parse::<Span>() {
            Ok(Span::Working(_)) | Err(_) => self.bad_span(key, &at, example),
            Ok(span) if (least.rough_days()..=most.rough_days()).contains(&span.rough_days()) => Some(span),
            Ok(_) => self.out_of_range(key, &at, &least.to_string(), &most.to_string()),
        }
    }

    fn bad_span<T>(&self, key: &str, at: &At<String>, example: &str) -> Option<T> {
        self.source.report(
            at.line,
            ProblemKind::BadSpan { key: key.to_owned(), value: at.value.clone() },
            Mend::WriteLike { example: example.to_owned() },
        );
        None
    }

    fn out_of_range<T>(&self, key: &str, at: &At<String>, least: &str, most: &str) -> Option<T> {
        self.source.report(
            at.line,
            ProblemKind::OutOfRange { key: key.to_owned(), value: at.value.clone() },
            Mend::StayWithin { least: least.to_owned(), most: most.to_owned() },
        );
        None
    }
}
