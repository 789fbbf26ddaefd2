//! Secondary instances: rows a form carries inside it or reads from a file.

mod build;
mod csv;
mod geojson;
mod json;
mod lookup;
#[cfg(test)]
mod tests;

pub(crate) use build::Building;

use crate::error::FormError;
use crate::xml::Document;
use lookup::Lookups;

/// The rows of a secondary instance, in the shape expressions see: a root, rows inside it, columns inside each row.
///
/// Immutable and shareable: a server reads a file once, and every filling looks into the same rows. A predicate
/// that compares a column with a text is answered by an index, made on first use.
pub struct Rows {
    names: Vec<Box<str>>,
    nodes: Vec<Row>,
    text: String,
    lookups: Lookups,
}

impl std::fmt::Debug for Rows {
    /// Shows how many rows there are and never what is in them: a list may be one of people.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Rows").field("rows", &self.len()).finish_non_exhaustive()
    }
}

/// A node. Places in arrays rather than pointers: a hundred thousand rows of five columns take some 25 MB.
#[derive(Debug, Clone, Copy)]
struct Row {
    name: u32,
    begin: u32,
    end: u32,
    parent: u32,
    first_child: u32,
    next: u32,
}

const NONE: u32 = u32::MAX;

/// Index of a node in its [`Rows`]; 0 stands above the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RowId(pub u32);

/// Why a file of rows could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RowsError {
    /// More bytes, nodes or columns than accepted.
    #[error("more than {limit} {what}")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// Largest number accepted.
        limit: usize,
    },
    /// Not text in UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// A CSV file without a header, or with a quote that is not closed.
    #[error("line {line}: not CSV: {what}")]
    NotCsv {
        /// 1-based line.
        line: u32,
        /// What is wrong.
        what: &'static str,
    },
    /// Not JSON, or not a GeoJSON feature collection.
    #[error("not GeoJSON: {0}")]
    NotGeoJson(&'static str),
    /// Not the XML of an instance.
    #[error(transparent)]
    Xml(#[from] FormError),
    /// The end of the file's name says none of the kinds that can be read.
    #[error("neither .csv, .geojson nor .xml")]
    UnknownKind,
}

impl Rows {
    /// Reads a file by the end of its name: `.csv`, `.geojson` or `.xml`, as the last part of `src`.
    ///
    /// # Errors
    /// [`RowsError`] when it cannot be read or passes a limit.
    pub fn from_file(src: &str, bytes: &[u8]) -> Result<Self, RowsError> {
        let name = src.to_ascii_lowercase();
        if name.ends_with(".csv") {
            Self::from_csv(bytes)
        } else if name.ends_with(".geojson") || name.ends_with(".json") {
            Self::from_geojson(bytes)
        } else if name.ends_with(".xml") {
            Self::from_xml(bytes)
        } else {
            Err(RowsError::UnknownKind)
        }
    }

    /// Reads the XML of an instance, its outermost element being the root.
    ///
    /// # Errors
    /// [`RowsError::Xml`] with the line, [`RowsError::NotUtf8`].
    pub fn from_xml(bytes: &[u8]) -> Result<Self, RowsError> {
        let text = std::str::from_utf8(bytes).map_err(|_| RowsError::NotUtf8)?;
        let document = Document::parse(text)?;
        Ok(Self::read(&document, document.root()))
    }

    /// Number of rows: elements inside the root.
    pub fn len(&self) -> usize {
        self.children(RowId(0)).map(|root| self.children(root).count()).sum()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Of the first row whose column `key` holds `value`, the text of another column. Rows are the elements that are called as
    /// the first of them.
    pub fn find(&self, key: &str, value: &str, column: &str) -> Option<&str> {
        let root = self.children(RowId(0)).next()?;
        let name = self.name(self.children(root).next()?);
        let holds = |row: &RowId| self.column(*row, key) == Some(value);
        let row = match self.lookup(root, name, key, value) {
            Some(rows) => rows.into_iter().find(holds),
            None => self.children(root).filter(|row| self.name(*row) == name).find(holds),
        };
        self.column(row?, column)
    }

    pub(crate) fn column(&self, row: RowId, name: &str) -> Option<&str> {
        self.children(row).find(|column| self.name(*column) == name).map(|column| self.value(column))
    }

    pub(crate) fn name(&self, id: RowId) -> &str {
        &self.names[self.nodes[id.0 as usize].name as usize]
    }

    pub(crate) fn value(&self, id: RowId) -> &str {
        let node = &self.nodes[id.0 as usize];
        &self.text[node.begin as usize..node.end as usize]
    }

    pub(crate) fn parent(&self, id: RowId) -> Option<RowId> {
        Some(self.nodes[id.0 as usize].parent).filter(|parent| *parent != NONE).map(RowId)
    }

    pub(crate) fn children(&self, id: RowId) -> impl Iterator<Item = RowId> + '_ {
        let some = |at: u32| Some(at).filter(|at| *at != NONE).map(RowId);
        std::iter::successors(some(self.nodes[id.0 as usize].first_child), move |at| {
            some(self.nodes[at.0 as usize].next)
        })
    }
}
