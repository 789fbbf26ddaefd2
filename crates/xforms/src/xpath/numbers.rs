//! Numbers and texts, each read as the other.

use crate::calendar;

/// A number as XPath 1.0 §4.2 writes it: whole numbers without a point, never an exponent.
pub(crate) fn number_text(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
    } else if number == 0.0 {
        // Also minus zero.
        "0".to_owned()
    } else {
        number.to_string()
    }
}

/// A text read as a number. As in JavaRosa a date counts as its day since 1970-01-01 and a date with a time as
/// a decimal one, so that `. <= today()` and `today() - date('2026-01-01')` work; anything else is NaN.
pub(crate) fn text_number(text: &str, offset_minutes: i32) -> f64 {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.chars().all(|character| character.is_ascii_digit() || character == '.');
    if plain && digits.chars().any(|character| character.is_ascii_digit()) {
        return text.parse().unwrap_or(f64::NAN);
    }
    calendar::days(text, offset_minutes).unwrap_or(f64::NAN)
}
