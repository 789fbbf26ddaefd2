//! Workbooks of spreadsheets (ECMA-376, transitional), written as a stream: each row is compressed and gone when the next one comes,
//! so that a workbook of any length takes the same memory, and nothing of it lies in a temporary file.
//!
//! No cell can start a formula: words are written as words, in the format *text*, which stays when somebody edits the cell.

mod cells;
mod parts;

use crate::csv_safe::Cell;
use cells::Line;
use std::collections::BTreeSet;
use std::io::{self, Write};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

/// Rows of a sheet, its head among them.
pub const ROWS: u32 = 1_048_576;
/// Columns of a sheet.
pub const COLUMNS: usize = 16_384;
/// Characters of a cell, counted as UTF-16 does.
pub const CHARACTERS: usize = 32_767;
/// Characters of the name of a sheet.
const NAME: usize = 31;
/// Bytes of a sheet before compression: an entry of the archive ends at 4 GiB.
const BYTES: u64 = 3 << 30;
/// Cuts that are named; the others are counted.
const CUTS: usize = 1_000;

/// Something that a spreadsheet cannot hold whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The sheet.
    pub sheet: String,
    /// The name of the column.
    pub column: String,
    /// The row, counted as a spreadsheet does; `None` when the column itself is left out.
    pub row: Option<u32>,
}

/// A workbook that is being written. A sheet that is full goes on in another of the same name with a number.
pub struct Workbook<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    names: Vec<String>,
    taken: BTreeSet<String>,
    open: Option<Open>,
    rows: u32,
    cuts: Vec<Cut>,
    more_cuts: u64,
}

/// The sheet that rows go to.
struct Open {
    wanted: String,
    part: u32,
    columns: Vec<String>,
    rows: u32,
    bytes: u64,
}

impl<W: Write> Workbook<W> {
    /// Begins a workbook.
    pub fn new(out: W) -> Self {
        Self::of(out, ROWS)
    }

    fn of(out: W, rows: u32) -> Self {
        Self {
            zip: ZipWriter::new_stream(out),
            names: Vec::new(),
            taken: BTreeSet::new(),
            open: None,
            rows,
            cuts: Vec::new(),
            more_cuts: 0,
        }
    }

    /// Begins a sheet; the one before is ended. Its name is made one that spreadsheets take. Columns beyond [`COLUMNS`] are left out.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn sheet(&mut self, name: &str, columns: &[String]) -> io::Result<()> {
        self.end_sheet()?;
        let kept = columns.get(..COLUMNS).unwrap_or(columns).to_vec();
        for column in columns.iter().skip(COLUMNS) {
            self.note(Cut { sheet: name.to_owned(), column: column.clone(), row: None });
        }
        self.begin(Open { wanted: name.to_owned(), part: 1, columns: kept, rows: 0, bytes: 0 })
    }

    fn begin(&mut self, mut open: Open) -> io::Result<()> {
        let name = self.free_name(&open.wanted, open.part);
        self.names.push(name);
        self.part(&format!("xl/worksheets/sheet{}.xml", self.names.len()))?;
        self.zip.write_all(parts::sheet_begins(open.columns.len()).as_bytes())?;
        let mut line = Line::begin(1);
        for (at, column) in open.columns.iter().enumerate() {
            line.head(at, column);
        }
        self.zip.write_all(line.end().as_bytes())?;
        open.rows = 1;
        self.open = Some(open);
        Ok(())
    }

    /// Writes a row of the sheet.
    ///
    /// # Errors
    /// What `out` refuses; a row before the first sheet.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let Some(mut open) = self.open.take() else { return Err(io::Error::other("a row without a sheet")) };
        if open.rows >= self.rows || open.bytes >= BYTES {
            self.zip.write_all(parts::SHEET_ENDS.as_bytes())?;
            self.begin(Open { part: open.part + 1, bytes: 0, ..open })?;
            return self.row(cells);
        }
        open.rows += 1;
        let mut line = Line::begin(open.rows);
        for (at, cell) in cells.iter().enumerate().take(COLUMNS) {
            if line.cell(at, cell) {
                continue;
            }
            let sheet = self.names.last().cloned().unwrap_or_default();
            let column = open.columns.get(at).cloned().unwrap_or_default();
            self.note(Cut { sheet, column, row: Some(open.rows) });
        }
        let line = line.end();
        open.bytes += line.len() as u64;
        self.open = Some(open);
        self.zip.write_all(line.as_bytes())
    }

    /// What could not be written whole, and how much more of it there is than is named.
    pub fn cuts(&self) -> (&[Cut], u64) {
        (&self.cuts, self.more_cuts)
    }

    fn note(&mut self, cut: Cut) {
        if self.cuts.len() < CUTS {
            self.cuts.push(cut);
        } else {
            self.more_cuts += 1;
        }
    }

    /// Ends the workbook.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn finish(mut self) -> io::Result<W> {
        self.end_sheet()?;
        for (name, text) in parts::frame(&self.names) {
            self.part(name)?;
            self.zip.write_all(text.as_bytes())?;
        }
        let mut out = self.zip.finish()?.into_inner();
        out.flush()?;
        Ok(out)
    }

    fn end_sheet(&mut self) -> io::Result<()> {
        match self.open.take() {
            Some(_) => self.zip.write_all(parts::SHEET_ENDS.as_bytes()),
            None => Ok(()),
        }
    }

    fn part(&mut self, name: &str) -> io::Result<()> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        Ok(self.zip.start_file(name, options)?)
    }

    /// A name that no sheet has: at most 31 characters, none of `: \ / ? * [ ]`, no apostrophe at its ends.
    fn free_name(&mut self, wanted: &str, part: u32) -> String {
        let plain = |c: char| if c.is_control() || ":\\/?*[]".contains(c) { '-' } else { c };
        let plain: String = wanted.chars().map(plain).collect();
        let plain = plain.trim().trim_matches('\'');
        let mut number = part;
        loop {
            let end = if number == 1 { String::new() } else { format!(" ({number})") };
            let name = cells::fitting(plain, NAME - end.len()).trim_end().to_owned() + &end;
            // A spreadsheet takes names that differ in case alone for one, and keeps one name for itself.
            let known = name.to_lowercase();
            if !name.is_empty() && known != "history" && self.taken.insert(known) {
                return name;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests;
