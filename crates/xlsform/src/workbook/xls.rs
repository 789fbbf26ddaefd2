//! `.xls`: records in a compound file. The library lays every sheet out as a full rectangle and copies a shared text
//! into each cell, so both are measured before it is let near the file.

use super::grid::{Builder, Spent};
use super::{Limits, Workbook, damaged, text, too_large, wanted};
use crate::problem::{Fault, Problem};
use calamine::{Reader, Xls, XlsError};
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;
const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const SHARED_STRINGS: u16 = 0x00fc;
const CONTINUE: u16 = 0x003c;
const LABEL_SST: u16 = 0x00fd;
const FILE_PASS: u16 = 0x002f;
const FORMULA: u16 = 0x0006;
/// The text that the formula before it gave.
const STRING: u16 = 0x0207;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00d6;
/// Numbers side by side: the first column at the beginning, the last at the end.
const NUMBERS: u16 = 0x00bd;
/// Records of cells that start with row and column, besides those: number, truth or error, RK.
const CELLS: [u16; 8] = [FORMULA, 0x0203, LABEL, 0x0205, 0x027e, NUMBERS, RICH_LABEL, LABEL_SST];

/// Number of the last column, from 0.
const LAST_COLUMN: u64 = 0xff;

/// Bytes from which on a stream of a compound file lies in plain sectors.
const PLAIN: usize = 4096;

/// Most bytes of a letter: the library may take each byte of two for a letter of three.
const LETTER: u64 = 6;

/// Old forms have wide margins, and an empty cell takes little: so many cells of a rectangle for each that may be filled.
const MARGINS: u64 = 6;

/// Reads the sheets of a form.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Box<Problem>> {
    let (name, mut records) = stream(bytes, limits)?;
    // A stream that is shorter lies in sectors of its own kind. What follows its last record is measured too: it may complete one
    // that is cut off.
    records.resize(records.len().max(PLAIN), 0);
    within_bounds(&records, limits)?;
    // The library looks for the stream in its own way and may find another of that name. So it gets a file that holds what was
    // measured and nothing else.
    let measured = packed(name, &records).map_err(damaged)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(measured)).map_err(|error| match error {
        XlsError::Password => Problem::of_file(Fault::Locked {}),
        other => damaged(other),
    })?;
    let names = book.sheet_names();
    let mut spent = Spent::default();
    let mut sheets = Vec::new();
    for (key, name) in wanted(&names) {
        let range = book.worksheet_range(&name).map_err(damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut builder = Builder::new(&name, limits, &mut spent);
        for (row, column, cell) in range.used_cells() {
            let text = text::of_old_cell(cell);
            if !builder.add(top as usize + row, left as usize + column, &text)? {
                break;
            }
        }
        sheets.push((key, builder.finish()?));
    }
    Ok(Workbook { names, sheets })
}

/// The records of the workbook, and the name of their stream.
fn stream(bytes: &[u8], limits: &Limits) -> Result<(&'static str, Vec<u8>), Box<Problem>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    if file.exists("/EncryptedPackage") {
        return Err(Problem::of_file(Fault::Locked {}));
    }
    let Some(path) = ["/Workbook", "/Book"].into_iter().find(|path| file.is_stream(path)) else {
        return Err(Problem::of_file(Fault::NotAWorkbook {}));
    };
    let stream = file.open_stream(path).map_err(damaged)?;
    let mut records = Vec::new();
    stream.take(limits.file + 1).read_to_end(&mut records).map_err(damaged)?;
    if records.len() as u64 > limits.file { Err(too_large(limits.file)) } else { Ok((path, records)) }
}

/// A compound file with one stream, of the version that the library reads plainly.
fn packed(name: &str, records: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    let mut stream = file.create_stream(name)?;
    stream.write_all(records)?;
    stream.flush()?;
    drop(stream);
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// What one sheet spans.
#[derive(Default)]
struct Span {
    rows: Option<(u64, u64)>,
    columns: Option<(u64, u64)>,
    /// Cells that the sheet says it has: room is made for them.
    declared: u64,
    /// Row and column of the last formula, the first cell before there is one: where its text is put.
    formula: (u64, u64),
}

impl Span {
    /// Takes in a record of the sheet.
    fn take(&mut self, kind: u16, data: &[u8]) -> Result<(), Box<Problem>> {
        if kind == DIMENSIONS {
            self.declared = self.declared.max(declared(data)?);
        }
        if kind == STRING {
            self.add(self.formula.0, self.formula.1);
        }
        if CELLS.contains(&kind)
            && let (Some(row), Some(column)) = (number(data, 0), number(data, 2))
        {
            self.add(row, column);
            if kind == FORMULA {
                self.formula = (row, column);
            }
            if kind == NUMBERS
                && let Some(last) = data.len().checked_sub(2).and_then(|at| number(data, at))
            {
                self.add(row, last);
            }
        }
        Ok(())
    }

    fn add(&mut self, row: u64, column: u64) {
        let wider = |span: Option<(u64, u64)>, at: u64| {
            Some(span.map_or((at, at), |(from, to): (u64, u64)| (from.min(at), to.max(at))))
        };
        self.rows = wider(self.rows, row);
        self.columns = wider(self.columns, column);
    }

    fn area(&self) -> u64 {
        let length = |span: Option<(u64, u64)>| span.map_or(0, |(from, to)| to - from + 1);
        length(self.rows).saturating_mul(length(self.columns)).max(self.declared)
    }
}

/// Measures what the library reads: records of the workbook up to the first end of anything, then those of each sheet that is named
/// there, from where it is said to begin to its end, without what stands inside of it with a beginning and an end of its own.
fn within_bounds(records: &[u8], limits: &Limits) -> Result<(), Box<Problem>> {
    let mut lengths: Vec<u64> = Vec::new();
    let mut copied = 0_u64;
    let mut area = 0_u64;
    let mut span = Span::default();
    let mut rest = records;
    // Where a sheet is said to begin, and where one does: the library reads from wherever it is sent, and what it meets in the
    // middle of a record, or of a sheet, was not measured.
    let (mut said, mut begun) = (Vec::new(), BTreeSet::new());
    let (mut depth, mut head) = (0_usize, true);
    while let Some((kind, data, after)) = record(rest) {
        let at = (records.len() - rest.len()) as u64;
        rest = after;
        match kind {
            BOF => {
                if depth == 0 && !head {
                    begun.insert(at);
                }
                depth += 1;
            }
            EOF => {
                head = false;
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    area = area.saturating_add(std::mem::take(&mut span).area());
                }
            }
            FILE_PASS => return Err(Problem::of_file(Fault::Locked {})),
            BOUND_SHEET if head => {
                said.extend(number(data, 0).zip(number(data, 2)).map(|(low, high)| low | high << 16))
            }
            SHARED_STRINGS if head => {
                let mut parts = vec![data];
                while let Some((CONTINUE, data, after)) = record(rest) {
                    parts.push(data);
                    rest = after;
                }
                lengths = shared_lengths(&parts);
            }
            _ if depth == 1 => {
                span.take(kind, data)?;
                copied = copied.saturating_add(letters(kind, data, &lengths));
            }
            _ => {}
        }
    }
    // Each of them once, and each to its end.
    if depth > 0 || !said.iter().all(|at| begun.remove(at)) {
        return Err(damaged("sheets"));
    }
    if copied > limits.unpacked {
        return Err(too_large(limits.unpacked));
    }
    if area > limits.cells as u64 * MARGINS {
        return Err(Problem::of_file(Fault::TooManyCells { limit: limits.cells.to_string() }));
    }
    Ok(())
}

/// Bytes for which the library makes room when it meets the text of a cell: whatever length is written, or that of a shared one.
fn letters(kind: u16, data: &[u8], lengths: &[u64]) -> u64 {
    let said = match kind {
        LABEL | RICH_LABEL => number(data, 6),
        STRING => number(data, 0),
        LABEL_SST => number(data, 6).zip(number(data, 8)).and_then(|(low, high)| {
            lengths.get(usize::try_from(low | high << 16).unwrap_or(usize::MAX)).copied()
        }),
        _ => None,
    };
    said.unwrap_or_default()
}

/// The rectangle that a sheet says it fills.
fn declared(data: &[u8]) -> Result<u64, Box<Problem>> {
    let wide = |at: usize| Some(number(data, at)? | number(data, at + 2)? << 16);
    // A first column beyond the last of a sheet is taken for the first of all, as the library does.
    let beyond = |(from, to): (u64, u64)| if from > LAST_COLUMN { (0, to) } else { (from, to) };
    let (rows, columns) = if data.len() >= 14 {
        (wide(0).zip(wide(4)), number(data, 8).zip(number(data, 10)))
    } else {
        (number(data, 0).zip(number(data, 2)), number(data, 4).zip(number(data, 6)))
    };
    let length = |span: Option<(u64, u64)>| match span {
        Some((from, to)) if from <= to => Ok(to - from),
        _ => Err(damaged("dimensions")),
    };
    Ok(length(rows)?.saturating_mul(length(columns.map(beyond))?))
}

/// A record: its kind, its data, and what follows.
fn record(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let kind = u16::try_from(number(bytes, 0)?).ok()?;
    let length = usize::try_from(number(bytes, 2)?).ok()?;
    let data = bytes.get(4..4 + length)?;
    Some((kind, data, &bytes[4 + length..]))
}

fn number(bytes: &[u8], at: usize) -> Option<u64> {
    let pair = bytes.get(at..at + 2)?;
    Some(u64::from(u16::from_le_bytes([pair[0], pair[1]])))
}

/// Most bytes that each shared text can take. A text may go on in the next part, which then starts with a flag that says
/// whether letters take one byte or two.
fn shared_lengths(parts: &[&[u8]]) -> Vec<u64> {
    let mut lengths = Vec::new();
    let mut reader = Parts { parts, at: 8 };
    while let Some(length) = reader.text() {
        lengths.push(length * LETTER);
    }
    lengths
}

struct Parts<'a> {
    parts: &'a [&'a [u8]],
    at: usize,
}

impl Parts<'_> {
    /// Steps over one text and gives the number of its letters.
    fn text(&mut self) -> Option<u64> {
        if self.parts.first()?.len() <= self.at {
            self.next_part()?;
        }
        let part = *self.parts.first()?;
        // The library takes an empty part for an empty text.
        if part.is_empty() {
            return Some(0);
        }
        let letters = number(part, self.at)?;
        let mut flags = *part.get(self.at + 2)?;
        self.at += 3;
        let mut extra = 0;
        if flags & 0x08 != 0 {
            extra += 4 * number(part, self.at)?;
            self.at += 2;
        }
        if flags & 0x04 != 0 {
            extra += number(part, self.at)? | number(part, self.at + 2)? << 16;
            self.at += 4;
        }
        let mut left = letters;
        loop {
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let here = (self.parts.first()?.len().saturating_sub(self.at) as u64 / width).min(left);
            self.at += usize::try_from(here * width).ok()?;
            left -= here;
            if left == 0 {
                break;
            }
            self.next_part()?;
            flags = *self.parts.first()?.first()?;
            self.at = 1;
        }
        self.skip(extra)?;
        Some(letters)
    }

    fn skip(&mut self, mut bytes: u64) -> Option<()> {
        loop {
            let here = (self.parts.first()?.len().saturating_sub(self.at) as u64).min(bytes);
            self.at += usize::try_from(here).ok()?;
            bytes -= here;
            if bytes == 0 {
                return Some(());
            }
            self.next_part()?;
        }
    }

    fn next_part(&mut self) -> Option<()> {
        self.parts = self.parts.get(1..)?;
        self.at = 0;
        Some(())
    }
}
