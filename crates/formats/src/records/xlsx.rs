//! Records as a workbook: a sheet for each table with codes and labels side by side, and the questions as its codebook.

use super::About;
use super::book::{Book, Question};
use super::row::{cell, columns_of, first_cells, first_columns, push_cells};
use crate::csv_safe::Cell;
use crate::workbook::{Cut, Workbook};
use std::io;
use xforms::{Field, Row, Tables};

/// A workbook of records. A sheet is written from its first row to its last, so that all records are given once for each table.
pub struct Xlsx<W: io::Write> {
    out: Workbook<W>,
    book: Book,
    about: Vec<&'static str>,
    /// Tables that are written, and which of them is.
    wanted: Vec<usize>,
    at: usize,
    labelled: Vec<Vec<Option<usize>>>,
}

impl<W: io::Write> Xlsx<W> {
    /// Begins the workbook of these tables.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn new(
        out: W,
        tables: &Tables,
        wanted: Vec<usize>,
        about: &[&'static str],
        book: Book,
    ) -> io::Result<Self> {
        let (out, labelled) = (Workbook::new(out), book.labelled(tables));
        let mut xlsx = Self { out, book, about: about.to_vec(), wanted, at: 0, labelled };
        xlsx.begin(tables)?;
        Ok(xlsx)
    }

    /// How often all records are to be given.
    pub fn passes(&self) -> usize {
        self.wanted.len()
    }

    /// Goes on with the next table.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn next_pass(&mut self, tables: &Tables) -> io::Result<()> {
        self.at += 1;
        self.begin(tables)
    }

    fn begin(&mut self, tables: &Tables) -> io::Result<()> {
        let Some(table) = self.wanted.get(self.at).copied() else { return Ok(()) };
        let shape = &tables.all()[table];
        let mut columns = first_columns(shape, &self.about);
        for (field, question) in shape.fields.iter().zip(&self.labelled[table]) {
            let mut own = columns_of(field);
            if question.is_some() {
                own.insert(1, format!("{}-label", field.name));
            }
            columns.extend(own);
        }
        let name = if shape.name.is_empty() { &self.book.heads.records } else { &shape.name };
        self.out.sheet(name, &columns)
    }

    /// Writes a row, when it is one of the table that is written.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn row(
        &mut self,
        tables: &Tables,
        instance: &str,
        about: &About<'_>,
        row: &Row<'_>,
    ) -> io::Result<()> {
        if self.wanted.get(self.at) != Some(&row.table) {
            return Ok(());
        }
        let mut cells = first_cells(instance, about, row);
        let fields = tables.all()[row.table].fields.iter().zip(row.values);
        for ((field, value), question) in fields.zip(&self.labelled[row.table]) {
            let question = question.and_then(|at| self.book.questions.get(at));
            push_labelled(field, value.as_deref(), question, &mut cells);
        }
        self.out.row(&cells)
    }

    /// Writes a record of which nothing but what is known beside its answers can be read.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn closed(&mut self, instance: &str, about: &About<'_>) -> io::Result<()> {
        if self.wanted.get(self.at) != Some(&0) {
            return Ok(());
        }
        let mut cells: Vec<Cell<'_>> = vec![instance.into()];
        cells.extend(about.iter().map(|(_, value)| cell(value)));
        self.out.row(&cells)
    }

    /// Writes the questions, and what did not fit, and ends the workbook.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn finish(mut self) -> io::Result<W> {
        let heads = &self.book.heads;
        self.out.sheet(&heads.questions, &self.book.columns())?;
        for row in self.book.rows() {
            self.out.row(&row)?;
        }
        let (cuts, more) = self.out.cuts();
        let (cuts, more): (Vec<Cut>, u64) = (cuts.to_vec(), more);
        if !cuts.is_empty() {
            let columns = [&heads.sheet, &heads.column, &heads.row].map(String::clone);
            self.out.sheet(&heads.cuts, &columns)?;
            for cut in &cuts {
                let row = cut.row.map(i64::from).into();
                self.out.row(&[cut.sheet.as_str().into(), cut.column.as_str().into(), row])?;
            }
            if more > 0 {
                self.out.row(&[format!("+ {more}").into()])?;
            }
        }
        self.out.finish()
    }
}

/// The label stands behind the code, and before the columns of single choices.
fn push_labelled<'v>(
    field: &Field,
    value: Option<&'v str>,
    question: Option<&Question>,
    cells: &mut Vec<Cell<'v>>,
) {
    let at = cells.len() + 1;
    push_cells(field, value, cells);
    if let Some(question) = question {
        let label = value.filter(|value| !value.trim().is_empty()).map(|value| question.labels(value));
        cells.insert(at.min(cells.len()), label.into());
    }
}
