//! Records of forms as files: CSV with one file a table, JSON with repeats as lists, GeoJSON (RFC 7946), a workbook with a sheet a
//! table. Written row by row, whoever asks.

mod book;
mod csv;
mod geo;
mod json;
mod row;
mod xlsx;

pub use book::{Book, Heads, List, Question};
pub use csv::Csv;
pub use geo::Geo;
pub use json::{Answers, Json, record};
pub use xlsx::Xlsx;

use serde_json::Value;
use std::io;
use xforms::{Row, Tables};

/// What is known of a record beside its answers: names of columns with their values.
pub type About<'a> = [(&'static str, Value)];

/// What records are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One table in CSV.
    Csv,
    /// A workbook, every table in it.
    Xlsx,
    /// A list with repeats inside.
    Json,
    /// One table as features.
    Geojson,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Xlsx, Self::Json, Self::Geojson];

    /// Its name in addresses, which is also how its files end.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Geojson => "geojson",
        }
    }

    /// The format of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::Geojson => "application/geo+json",
        }
    }

    /// Whether its files say questions and choices in words.
    pub fn has_words(self) -> bool {
        self == Self::Xlsx
    }

    /// Whether one file holds one table, so that all of them take several.
    pub fn is_one_table(self) -> bool {
        self == Self::Csv
    }
}

/// What a file of records is made from.
pub struct Sheets<'a> {
    /// The tables of the form.
    pub tables: &'a Tables,
    /// The table that is wanted alone; without one, that of the records, or all where one file holds several.
    pub table: Option<usize>,
    /// Names of what is known of a record.
    pub about: &'a [&'static str],
    /// Questions in words, where the format has them.
    pub book: Book,
}

/// A file of records while it is written.
pub enum Writer<W: io::Write> {
    /// In CSV.
    Csv(Box<Csv<W>>),
    /// As a workbook.
    Xlsx(Box<Xlsx<W>>),
    /// In JSON.
    Json(Json<W>),
    /// As GeoJSON.
    Geojson(Geo<W>),
}

impl<W: io::Write> Writer<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn begin(format: Format, out: W, sheets: Sheets<'_>) -> io::Result<Self> {
        let Sheets { tables, table, about, book } = sheets;
        let one = table.unwrap_or_default();
        Ok(match format {
            Format::Csv => Self::Csv(Box::new(Csv::new(out, tables, one, about)?)),
            Format::Json => Self::Json(Json::new(out)),
            Format::Geojson => Self::Geojson(Geo::new(out, one)?),
            Format::Xlsx => {
                let wanted = table.map_or_else(|| (0..tables.all().len()).collect(), |table| vec![table]);
                Self::Xlsx(Box::new(Xlsx::new(out, tables, wanted, about, book)?))
            }
        })
    }

    /// How often all records are to be given, each time with [`Self::next_pass`] after them.
    pub fn passes(&self) -> usize {
        match self {
            Self::Xlsx(xlsx) => xlsx.passes(),
            _ => 1,
        }
    }

    /// All records were given once.
    ///
    /// # Errors
    /// What the file is written to refuses.
    pub fn next_pass(&mut self, tables: &Tables) -> io::Result<()> {
        match self {
            Self::Xlsx(xlsx) => xlsx.next_pass(tables),
            _ => Ok(()),
        }
    }

    /// Takes a row of a record.
    ///
    /// # Errors
    /// As [`Self::next_pass`].
    pub fn row(
        &mut self,
        tables: &Tables,
        instance: &str,
        about: &About<'_>,
        row: &Row<'_>,
    ) -> io::Result<()> {
        match self {
            Self::Csv(csv) => csv.row(tables, instance, about, row),
            Self::Xlsx(xlsx) => xlsx.row(tables, instance, about, row),
            Self::Json(json) => json.row(tables, instance, about, row),
            Self::Geojson(geo) => geo.row(tables, instance, about, row),
        }
    }

    /// Takes a record of which nothing but what is known beside its answers can be read.
    ///
    /// # Errors
    /// As [`Self::next_pass`].
    pub fn closed(&mut self, instance: &str, about: &About<'_>) -> io::Result<()> {
        match self {
            Self::Csv(csv) => csv.closed(instance, about),
            Self::Xlsx(xlsx) => xlsx.closed(instance, about),
            Self::Json(json) => json.closed(instance, about),
            Self::Geojson(geo) => geo.closed(instance, about),
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// As [`Self::next_pass`].
    pub fn finish(self) -> io::Result<W> {
        match self {
            Self::Csv(csv) => csv.finish(),
            Self::Xlsx(xlsx) => xlsx.finish(),
            Self::Json(json) => json.finish(),
            Self::Geojson(geo) => geo.finish(),
        }
    }
}
