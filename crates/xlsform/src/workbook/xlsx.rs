//! `.xlsx` and `.xlsm`: a zip of XML files.

use super::grid::{Builder, Spent};
use super::{Limits, Workbook, damaged, text, too_large, wanted};
use crate::problem::{Fault, Problem};
use calamine::{Reader, Xlsx};
use std::io::{Cursor, Read};

/// Files in the zip. A workbook with pictures on each sheet has some dozens.
const ENTRIES: usize = 2_000;

/// Reads the sheets of a form.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Box<Problem>> {
    within_bounds(bytes, limits)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refused)?;
    let names = book.sheet_names();
    let mut spent = Spent::default();
    let mut sheets = Vec::new();
    for (key, name) in wanted(&names) {
        let mut builder = Builder::new(&name, limits, &mut spent);
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A chart or macro sheet that happens to bear the name.
            Err(calamine::XlsxError::WorksheetNotFound(_)) => continue,
            Err(error) => return Err(damaged(error)),
        };
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            let text = text::of_cell(cell.get_value());
            if !builder.add(row as usize, column as usize, &text)? {
                break;
            }
        }
        sheets.push((key, builder.finish()?));
    }
    Ok(Workbook { names, sheets })
}

fn refused(error: calamine::XlsxError) -> Box<Problem> {
    match error {
        calamine::XlsxError::Password => Problem::of_file(Fault::Locked {}),
        // A zip, but not of a workbook: a document, a spreadsheet of another office suite.
        calamine::XlsxError::FileNotFound(_) => Problem::of_file(Fault::NotAWorkbook {}),
        other => damaged(other),
    }
}

/// Unpacks everything once and counts: what the zip says of its sizes need not be true.
fn within_bounds(bytes: &[u8], limits: &Limits) -> Result<(), Box<Problem>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > ENTRIES {
        return Err(too_large(limits.unpacked));
    }
    let mut left = limits.unpacked;
    for at in 0..archive.len() {
        let file = match archive.by_index(at) {
            Ok(file) => file,
            Err(zip::result::ZipError::UnsupportedArchive(_)) => {
                return Err(Problem::of_file(Fault::Locked {}));
            }
            Err(error) => return Err(damaged(error)),
        };
        if file.encrypted() {
            return Err(Problem::of_file(Fault::Locked {}));
        }
        let taken = std::io::copy(&mut file.take(left + 1), &mut std::io::sink()).map_err(damaged)?;
        if taken > left {
            return Err(too_large(limits.unpacked));
        }
        left -= taken;
    }
    Ok(())
}
