//! Reads XLSForm workbooks and converts them to ODK XForms: bytes in, values out, no I/O.
//!
//! A workbook is read within bounds, since a small file can unfold into gigabytes. Every problem names sheet, row and
//! column, so that a person can mend it where it stands. The rules of the conversion are those of pyxform 4.5.0
//! (<https://github.com/XLSForm/pyxform>, BSD-2-Clause, see `LICENSE-pyxform`); `tests/corpus.rs` holds this crate to its
//! outcomes.
//!
//! ```
//! use xlsform::{Fault, Limits, convert};
//!
//! let problems = convert(b"not a workbook", "form", &Limits::default()).unwrap_err();
//! assert_eq!(problems[0].fault, Fault::NotAWorkbook {});
//! ```

mod form;
mod lexer;
mod names;
mod problem;
mod read;
mod refs;
mod sheet;
mod tables;
mod tree;
mod value;
mod workbook;
mod write;

pub use problem::{Fault, Problem};
pub use workbook::Limits;

use problem::Problems;

/// A converted form.
#[derive(Debug, Clone)]
pub struct Converted {
    /// The XForm.
    pub xml: String,
    /// The file `itemsets.csv` that `select_one_external` searches on the phone.
    pub itemsets: Option<String>,
    /// Lines of the XML from which on it comes from another row of the sheet `survey`, with that row; 0 where it comes
    /// from none. Empty when somebody else converted.
    pub rows: Vec<(usize, usize)>,
}

impl Converted {
    /// The row of the sheet `survey` that a line of the XML comes from, both counted from 1.
    #[must_use]
    pub fn row_of(&self, line: usize) -> Option<usize> {
        let next = self.rows.partition_point(|(from, _)| *from <= line);
        let (_, row) = next.checked_sub(1).and_then(|at| self.rows.get(at))?;
        (*row > 0).then_some(*row)
    }
}

/// Converts the bytes of an `.xlsx`, `.xlsm` or `.xls` file, whatever it is called. `name` is the identifier of the form
/// when its settings give none: usually the name of the file without its extension.
///
/// # Errors
/// Every problem found, up to a hundred; at least one.
pub fn convert(bytes: &[u8], name: &str, limits: &Limits) -> Result<Converted, Vec<Problem>> {
    let book = workbook::Workbook::read(bytes, limits).map_err(|problem| vec![*problem])?;
    let mut problems = Problems::default();
    let mut form = read::form(&book, name, &mut problems);
    if !problems.is_empty() {
        return problems.none_or(Converted { xml: String::new(), itemsets: None, rows: Vec::new() });
    }
    let tree = tree::Tree::of(&mut form);
    let (xml, rows) = write::document(&form, &tree, &mut problems);
    if xml.len() > tree::WRITTEN && problems.is_empty() {
        let limit = (tree::WRITTEN >> 20).to_string();
        problems.add(*Problem::of_file(Fault::FormTooLarge { limit }));
    }
    problems.none_or(Converted { xml, itemsets: form.itemsets, rows })
}

/// Whether the bytes are those of a workbook rather than of XML: a zip or a compound file.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}
