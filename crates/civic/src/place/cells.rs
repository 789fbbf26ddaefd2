//! Cells of a table by the name of their column, checked as they are taken.

use super::fault::{Fault, PlacesError, Problem, Range, Source};
use csv::{ByteRecord, ReaderBuilder, StringRecord};
use kernel::{Date, Month};

/// Longest name or code, in characters.
const LONGEST_NAME: usize = 200;
/// Longest list of other names, in characters.
const LONGEST_LIST: usize = 2000;

/// The faults found so far.
#[derive(Default)]
pub(super) struct Problems {
    found: Vec<Problem>,
    /// Whether a line was passed over: then a place that seems missing may stand on it.
    pub passed_over: bool,
}

impl Problems {
    pub fn add(&mut self, source_table: Source, line: u64, fault: Fault) {
        self.found.push(Problem { source_table, line, fault });
    }

    pub fn is_full(&self) -> bool {
        self.found.len() >= PlacesError::SHOWN
    }

    /// Ends the reading here if anything is wrong.
    pub fn none_or_error(&mut self) -> Result<(), PlacesError> {
        if self.found.is_empty() {
            return Ok(());
        }
        let mut problems = std::mem::take(&mut self.found);
        problems.sort_by_key(|problem| (problem.source_table, problem.line));
        problems.truncate(PlacesError::SHOWN);
        Err(PlacesError { problems })
    }
}

/// Goes through a table line by line; what cannot be read becomes a problem and is passed over.
pub(super) fn each_line(
    table: &[u8],
    source: Source,
    needed: &[&'static [&'static str]],
    problems: &mut Problems,
    mut take: impl FnMut(&Cells<'_>, &mut Faults),
) {
    let mut reader = ReaderBuilder::new().from_reader(table);
    let Ok(columns) = reader.headers().cloned() else {
        return problems.add(source, 1, Fault::NotUtf8);
    };
    for names in needed {
        if !names.iter().any(|name| columns.iter().any(|column| column.trim() == *name)) {
            problems.add(source, 1, Fault::MissingColumn(names[0]));
        }
    }
    if problems.is_full() || !problems.found.is_empty() {
        return;
    }
    let mut bytes = ByteRecord::new();
    while !problems.is_full() {
        match reader.read_byte_record(&mut bytes) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problems.add(source, line, not_csv(&error, &columns));
                problems.passed_over = true;
                continue;
            }
        }
        let line = bytes.position().map_or(0, csv::Position::line);
        match StringRecord::from_byte_record(std::mem::take(&mut bytes)) {
            Ok(record) => {
                let mut faults = Faults::default();
                take(&Cells { columns: &columns, record: &record, line }, &mut faults);
                bytes = record.into_byte_record();
                faults.0.into_iter().for_each(|fault| problems.add(source, line, fault));
                problems.passed_over |= faults.1;
            }
            Err(_) => {
                problems.add(source, line, Fault::NotUtf8);
                problems.passed_over = true;
            }
        }
    }
}

/// Reading from memory, a record fails in one way only: by its number of cells.
fn not_csv(error: &csv::Error, columns: &StringRecord) -> Fault {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Fault::NotCsv { expected: *expected_len, found: *len }
        }
        _ => Fault::NotCsv { expected: columns.len() as u64, found: 0 },
    }
}

/// What is wrong with one line, and whether it was passed over for it.
#[derive(Default)]
pub(super) struct Faults(Vec<Fault>, bool);

impl Faults {
    /// What was read, or a stand-in for it: the table is refused anyway, and the rest of the line still has to be read.
    pub fn or<T>(&mut self, read: Result<T, Fault>, instead: T) -> T {
        read.unwrap_or_else(|fault| {
            self.0.push(fault);
            instead
        })
    }

    /// What was read; without it the line has to be passed over.
    pub fn needed<T>(&mut self, read: Result<T, Fault>) -> Option<T> {
        read.map_err(|fault| {
            self.0.push(fault);
            self.1 = true;
        })
        .ok()
    }
}

/// One line of a table.
pub(super) struct Cells<'a> {
    columns: &'a StringRecord,
    record: &'a StringRecord,
    /// Counted from 1, the line of the column names.
    pub line: u64,
}

impl Cells<'_> {
    /// The cell of `column` without surrounding spaces; empty if there is no such column.
    pub fn get(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|name| name.trim() == column);
        at.and_then(|at| self.record.get(at)).unwrap_or_default().trim()
    }

    /// A name or code, possibly empty.
    pub fn text(&self, column: &'static str) -> Result<&str, Fault> {
        self.text_up_to(column, LONGEST_NAME)
    }

    /// A name or code that must be there.
    pub fn needed(&self, column: &'static str) -> Result<&str, Fault> {
        match self.text(column)? {
            "" => Err(Fault::Empty(column)),
            text => Ok(text),
        }
    }

    /// Several names parted by `|`, possibly none.
    pub fn list(&self, column: &'static str) -> Result<&str, Fault> {
        self.text_up_to(column, LONGEST_LIST)
    }

    fn text_up_to(&self, column: &'static str, longest: usize) -> Result<&str, Fault> {
        let text = self.get(column);
        if text.chars().count() > longest || text.chars().any(char::is_control) {
            return Err(Fault::BadText { column, longest });
        }
        Ok(text)
    }

    /// A whole number of people, if given.
    pub fn count(&self, column: &'static str) -> Result<Option<u32>, Fault> {
        let value = self.get(column);
        if value.is_empty() {
            return Ok(None);
        }
        let count = value.parse::<u32>().ok().filter(|count| *count < u32::MAX);
        count.map(Some).ok_or_else(|| bad_number(column, value, Range::People))
    }

    /// Degrees in units of 1e-5, if given; `most` is the largest number of degrees either side of 0.
    pub fn degrees(&self, column: &'static str, most: f64) -> Result<Option<i32>, Fault> {
        let value = self.get(column);
        if value.is_empty() {
            return Ok(None);
        }
        match value.parse::<f64>() {
            Ok(degrees) if degrees.abs() <= most => Ok(Some((degrees * 1e5).round() as i32)),
            _ if most > 90.0 => Err(bad_number(column, value, Range::Longitude)),
            _ => Err(bad_number(column, value, Range::Latitude)),
        }
    }

    /// A day written `2021-12-20`, if given.
    pub fn day(&self, column: &'static str) -> Result<Option<Date>, Fault> {
        let value = self.get(column);
        if value.is_empty() {
            return Ok(None);
        }
        day(value).map(Some).ok_or_else(|| Fault::BadDate { column, value: value.to_owned() })
    }
}

fn bad_number(column: &'static str, value: &str, range: Range) -> Fault {
    Fault::BadNumber { column, value: value.chars().take(40).collect(), range }
}

fn day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = Month::try_from(parts.next()?.parse::<u8>().ok()?).ok()?;
    let day = parts.next()?.parse().ok()?;
    parts.next().is_none().then(|| Date::from_calendar_date(year, month, day).ok()).flatten()
}
