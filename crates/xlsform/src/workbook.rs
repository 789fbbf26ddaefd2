//! The sheets of a workbook as texts, read within bounds: a small file can unfold into gigabytes.

mod grid;
mod text;
mod xls;
mod xlsx;

pub use grid::{Grid, RawRow, single_spaced};

use crate::problem::{Fault, Problem};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How much a workbook may hold. A census form with all villages of Mali stays far below.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file as it came.
    pub file: u64,
    /// Bytes of the file unpacked.
    pub unpacked: u64,
    /// Bytes of all texts together.
    pub texts: u64,
    /// Rows of one sheet.
    pub rows: usize,
    /// Filled cells of all sheets.
    pub cells: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: 16 << 20, unpacked: 64 << 20, texts: 16 << 20, rows: 100_000, cells: 1_000_000 }
    }
}

/// The sheets that an XLSForm may have.
pub const SHEETS: [&str; 6] = ["survey", "choices", "settings", "external_choices", "osm", "entities"];

/// The sheets of a workbook that are of an XLSForm, and the names of all.
#[derive(Debug, Default)]
pub struct Workbook {
    /// Names of all sheets as written.
    pub names: Vec<String>,
    /// Each known sheet under its name in small letters.
    pub sheets: Vec<(String, Grid)>,
}

impl Workbook {
    /// Reads a workbook, whatever its name says it is.
    ///
    /// # Errors
    /// Not a workbook, locked, damaged, or beyond the limits.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, Box<Problem>> {
        if bytes.len() as u64 > limits.file {
            return Err(too_large(limits.file));
        }
        // The library panics on some damaged files; such a file is refused like any other damaged one.
        let read = catch_unwind(AssertUnwindSafe(|| {
            if bytes.starts_with(b"PK\x03\x04") {
                xlsx::read(bytes, limits)
            } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
                xls::read(bytes, limits)
            } else {
                Err(Problem::of_file(Fault::NotAWorkbook {}))
            }
        }));
        read.unwrap_or_else(|_| Err(damaged("unreadable")))
    }

    /// The sheet of this name.
    pub fn sheet(&self, name: &str) -> Option<&Grid> {
        self.sheets.iter().find(|(key, _)| key == name).map(|(_, grid)| grid)
    }

    /// A sheet whose name is probably a slip for `wanted`.
    pub fn near(&self, wanted: &str) -> String {
        let others = self.names.iter().map(String::as_str);
        let others = others.filter(|name| !SHEETS.contains(name) && !name.starts_with('_'));
        crate::names::nearest(wanted, others).unwrap_or_default()
    }
}

/// The sheets worth reading: those of an XLSForm, or the only one.
fn wanted(names: &[String]) -> Vec<(String, String)> {
    let known = |name: &&String| SHEETS.contains(&name.to_lowercase().as_str());
    let found: Vec<(String, String)> =
        names.iter().filter(known).map(|name| (name.to_lowercase(), name.clone())).collect();
    match (&found[..], names) {
        ([], [only]) => vec![("survey".to_owned(), only.clone())],
        _ => found,
    }
}

fn damaged(detail: impl ToString) -> Box<Problem> {
    Problem::of_file(Fault::Damaged { detail: detail.to_string() })
}

fn too_large(limit: u64) -> Box<Problem> {
    Problem::of_file(Fault::TooLarge { limit: (limit >> 20).to_string() })
}
