//! A table of records in CSV.

use super::About;
use super::row::{cell, columns_of, first_cells, first_columns, push_cells};
use crate::csv_safe::{self, Cell};
use std::io;
use xforms::{Row, Tables};

/// A table in CSV. The records' own begins with what is known of them, a repeat's with the keys of its row and of the row
/// around it; both are joined by `key`.
pub struct Csv<W: io::Write> {
    out: csv_safe::Writer<W>,
    table: usize,
    columns: usize,
}

impl<W: io::Write> Csv<W> {
    /// Begins the file of one table.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn new(out: W, tables: &Tables, table: usize, about: &[&'static str]) -> io::Result<Self> {
        let shape = &tables.all()[table];
        let mut columns = first_columns(shape, about);
        columns.extend(shape.fields.iter().flat_map(columns_of));
        let names: Vec<&str> = columns.iter().map(String::as_str).collect();
        Ok(Self { out: csv_safe::Writer::new(out, &names)?, table, columns: columns.len() })
    }

    /// Writes a row, when it is one of this table.
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
        if row.table != self.table {
            return Ok(());
        }
        let shape = &tables.all()[self.table];
        let mut cells = first_cells(instance, about, row);
        for (field, value) in shape.fields.iter().zip(row.values) {
            push_cells(field, value.as_deref(), &mut cells);
        }
        self.out.row(&cells)
    }

    /// Writes a record of which nothing but what is known beside its answers can be read.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn closed(&mut self, instance: &str, about: &About<'_>) -> io::Result<()> {
        if self.table != 0 {
            return Ok(());
        }
        let mut cells: Vec<Cell<'_>> = vec![instance.into()];
        cells.extend(about.iter().map(|(_, value)| cell(value)));
        cells.resize(self.columns, Cell::Empty);
        self.out.row(&cells)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn finish(self) -> io::Result<W> {
        self.out.finish()
    }
}
