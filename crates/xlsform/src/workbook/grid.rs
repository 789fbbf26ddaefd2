//! One sheet: headers in its first row, and rows of texts under them.

use super::Limits;
use crate::problem::{Fault, Problem};

/// Empty columns after which nothing more is looked for.
const EMPTY_COLUMNS: usize = 20;
/// Columns of one sheet. A form in sixty languages stays below.
const COLUMNS: usize = 1_000;
/// Empty rows after which nothing more is looked for.
const EMPTY_ROWS: usize = 60;

/// A sheet.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// Its name as written.
    pub name: String,
    /// Headers, from left to right.
    pub headers: Vec<String>,
    /// Headers that stand twice.
    pub twice: Vec<String>,
    /// Rows with at least one text under a header.
    pub rows: Vec<RawRow>,
}

/// A row as it stands.
#[derive(Debug, Clone)]
pub struct RawRow {
    /// Number of the row, from 1.
    pub number: usize,
    /// Texts, each with the index of its header.
    pub cells: Vec<(usize, String)>,
}

/// Takes cells in the order of the sheet, and stops where the form ends.
pub struct Builder<'a> {
    grid: Grid,
    limits: &'a Limits,
    spent: &'a mut Spent,
    first: Vec<(usize, String)>,
    /// Index of the header over each column.
    columns: Option<Vec<Option<usize>>>,
    last: usize,
}

/// What all sheets took together.
#[derive(Debug, Default)]
pub struct Spent {
    cells: usize,
    bytes: u64,
}

impl<'a> Builder<'a> {
    pub fn new(name: &str, limits: &'a Limits, spent: &'a mut Spent) -> Self {
        let grid = Grid { name: name.to_owned(), ..Grid::default() };
        Self { grid, limits, spent, first: Vec::new(), columns: None, last: 1 }
    }

    /// Adds a cell by row and column from 0. False when nothing after it counts.
    pub fn add(&mut self, row: usize, column: usize, text: &str) -> Result<bool, Box<Problem>> {
        let text = clean(text);
        if text.is_empty() {
            return Ok(true);
        }
        if row == 0 {
            self.spend(&text)?;
            self.first.push((column, text));
            return Ok(true);
        }
        if self.columns.is_none() {
            self.close_headers()?;
        }
        let Some(header) = self.columns.as_ref().and_then(|columns| columns.get(column).copied().flatten())
        else {
            return Ok(self.columns.as_ref().is_some_and(|columns| !columns.is_empty()));
        };
        let number = row + 1;
        if number > self.last + EMPTY_ROWS + 1 {
            return Ok(false);
        }
        if number > self.limits.rows {
            let limit = self.limits.rows.to_string();
            return Err(Problem::of_sheet(&self.grid.name, Fault::TooManyRows { limit }));
        }
        self.spend(&text)?;
        match self.grid.rows.last_mut() {
            Some(last) if last.number == number => last.cells.push((header, text)),
            Some(last) if last.number > number => {}
            _ => self.grid.rows.push(RawRow { number, cells: vec![(header, text)] }),
        }
        self.last = self.last.max(number);
        Ok(true)
    }

    /// The sheet, when all cells have been added.
    pub fn finish(mut self) -> Result<Grid, Box<Problem>> {
        if self.columns.is_none() {
            self.close_headers()?;
        }
        for row in &mut self.grid.rows {
            row.cells.sort_by_key(|(header, _)| *header);
        }
        Ok(self.grid)
    }

    fn spend(&mut self, text: &str) -> Result<(), Box<Problem>> {
        self.spent.cells += 1;
        self.spent.bytes += text.len() as u64;
        if self.spent.cells > self.limits.cells {
            let limit = self.limits.cells.to_string();
            return Err(Problem::of_sheet(&self.grid.name, Fault::TooManyCells { limit }));
        }
        if self.spent.bytes > self.limits.texts {
            let limit = (self.limits.texts >> 20).to_string();
            return Err(Problem::of_sheet(&self.grid.name, Fault::TooMuchText { limit }));
        }
        Ok(())
    }

    fn close_headers(&mut self) -> Result<(), Box<Problem>> {
        let mut columns = Vec::new();
        let mut next = 0;
        self.first.sort_by_key(|(column, _)| *column);
        for (column, text) in std::mem::take(&mut self.first) {
            if column > next + EMPTY_COLUMNS {
                break;
            }
            if column >= COLUMNS {
                let limit = COLUMNS.to_string();
                return Err(Problem::of_sheet(&self.grid.name, Fault::TooManyColumns { limit }));
            }
            next = column + 1;
            let text = single_spaced(&text);
            columns.resize(column, None);
            if self.grid.headers.contains(&text) {
                self.grid.twice.push(text);
                columns.push(None);
                continue;
            }
            columns.push(Some(self.grid.headers.len()));
            self.grid.headers.push(text);
        }
        self.columns = Some(columns);
        Ok(())
    }
}

/// A text without blanks around it, hard blanks and what XML cannot hold.
fn clean(text: &str) -> String {
    let text = text.trim();
    let allowed = |sign: &char| matches!(sign, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(allowed).map(|sign| if sign == '\u{a0}' { ' ' } else { sign }).collect()
}

/// A text in which several blanks are one.
pub fn single_spaced(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign != ' ' || !found.ends_with(' ') {
            found.push(sign);
        }
    }
    found
}
