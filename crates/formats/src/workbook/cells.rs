//! Rows and cells as a sheet holds them.

use super::CHARACTERS;
use super::parts::{HEAD, TEXT};
use crate::csv_safe::{Cell, is_number};
use std::fmt::Write;

/// Digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;

/// A row while it is put together.
pub(super) struct Line {
    xml: String,
    row: u32,
}

impl Line {
    pub fn begin(row: u32) -> Self {
        Self { xml: format!("<row r=\"{row}\">"), row }
    }

    pub fn head(&mut self, at: usize, name: &str) {
        self.text(at, name, HEAD);
    }

    /// Adds a cell; false when it holds more than a spreadsheet can.
    pub fn cell(&mut self, at: usize, cell: &Cell<'_>) -> bool {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => return self.text(at, text, TEXT),
            Cell::Digits(digits) if keeps(digits) => self.number(at, digits),
            Cell::Digits(text) => return self.text(at, text, TEXT),
            Cell::Whole(number) => {
                let digits = number.to_string();
                match keeps(&digits) {
                    true => self.number(at, &digits),
                    false => return self.text(at, &digits, TEXT),
                }
            }
            Cell::Decimal(number) if number.is_finite() => self.number(at, &number.to_string()),
            Cell::Decimal(_) => {}
        }
        true
    }

    pub fn end(mut self) -> String {
        self.xml.push_str("</row>");
        self.xml
    }

    fn number(&mut self, at: usize, digits: &str) {
        // Writing to a String cannot fail.
        let _ = write!(self.xml, "<c r=\"{}{}\"><v>{digits}</v></c>", letters(at), self.row);
    }

    fn text(&mut self, at: usize, text: &str, style: u32) -> bool {
        if text.is_empty() {
            return true;
        }
        let (row, column) = (self.row, letters(at));
        let _ = write!(self.xml, "<c r=\"{column}{row}\" s=\"{style}\" t=\"inlineStr\"><is>");
        self.xml.push_str("<t xml:space=\"preserve\">");
        let kept = fitting(text, CHARACTERS);
        let whole = kept.len() == text.len();
        if whole {
            escape(kept, &mut self.xml);
        } else {
            escape(fitting(text, CHARACTERS - 1), &mut self.xml);
            self.xml.push('…');
        }
        self.xml.push_str("</t></is></c>");
        whole
    }
}

/// `A` of 0, `Z` of 25, `AA` of 26.
fn letters(mut at: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (at % 26) as u8);
        match at / 26 {
            0 => break,
            above => at = above - 1,
        }
    }
    letters.iter().rev().map(|letter| *letter as char).collect()
}

/// As much of a text as has at most so many characters in UTF-16.
pub(super) fn fitting(text: &str, most: usize) -> &str {
    let mut length = 0;
    let end = text.char_indices().find(|(_, c)| {
        length += c.len_utf16();
        length > most
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// Whether a spreadsheet keeps all that the digits say: `007` is no number, nor is one of seventeen digits.
fn keeps(digits: &str) -> bool {
    let bare = digits.strip_prefix('-').unwrap_or(digits);
    let whole = bare.split('.').next().unwrap_or_default();
    let leads = whole.len() > 1 && whole.starts_with('0');
    is_number(digits) && !leads && bare.bytes().filter(u8::is_ascii_digit).count() <= DIGITS
}

/// Text in XML. What XML cannot hold is written as spreadsheets write it, `_x0007_`, and what looks so is marked as text
/// (ECMA-376 part 1, 22.9.2.19).
pub(super) fn escape(text: &str, xml: &mut String) {
    for (at, c) in text.char_indices() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '_' if looks_escaped(&text[at..]) => xml.push_str("_x005F_"),
            '\t' | '\n' => xml.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(xml, "_x{:04X}_", u32::from(c));
            }
            _ => xml.push(c),
        }
    }
}

fn looks_escaped(text: &str) -> bool {
    let digits = text.get(2..6).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    text.starts_with("_x") && digits && text.as_bytes().get(6) == Some(&b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        for (at, wanted) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(at), wanted);
        }
    }

    #[test]
    fn only_digits_that_a_spreadsheet_keeps_are_numbers() {
        for kept in ["0", "-8.0", "12.6500", "0.5", "123456789012345"] {
            assert!(keeps(kept), "{kept}");
        }
        for text in ["007", "-007", "1234567890123456", "=1", "1e5", "", "-", "+33", "١"] {
            assert!(!keeps(text), "{text}");
        }
    }

    #[test]
    fn nothing_in_a_text_is_lost_or_taken_for_something_else() {
        let mut xml = String::new();
        escape("a<&>\"\u{7}\r\n\t_x0041_ _x_ \u{fffe}é", &mut xml);
        assert_eq!(xml, "a&lt;&amp;&gt;&quot;_x0007__x000D_\n\t_x005F_x0041_ _x_ _xFFFE_é");
        assert_eq!(fitting("ab𝄞c", 3), "ab", "a character is not cut in two");
        assert_eq!(fitting("ab𝄞c", 4), "ab𝄞");
    }
}
