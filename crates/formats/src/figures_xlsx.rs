//! Tables of figures as a workbook (XLSX, ECMA-376), for people who work in a spreadsheet. The same tables give the same bytes.

use crate::csv_safe::{Cell, is_number};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// Widest column, in characters; longer words are cut by the spreadsheet on the screen, not in the file.
const WIDEST: usize = 60;
/// Characters of the longest name of a sheet that spreadsheets open.
const NAME: usize = 31;

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet<'a> {
    /// Its name on the tab; what spreadsheets refuse in it is left out.
    pub name: String,
    /// Headings of its columns.
    pub columns: Vec<String>,
    /// Its rows; a cell beyond the columns stands without a heading.
    pub rows: Vec<Vec<Cell<'a>>>,
}

/// Why no workbook came of it.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// The sheets as a workbook. Words are stored as words, so that none can start a formula. `made`: year, month and day that
/// stand in the properties of the file.
///
/// # Errors
/// [`WorkbookError`] for more rows or columns than a spreadsheet holds, words longer than a cell holds, or a day that is none.
pub fn written(title: &str, made: (u16, u8, u8), sheets: &[Sheet<'_>]) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(made.0, made.1, made.2)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&day));
    let head = Format::new().set_bold();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(tab(&sheet.name))?;
        let mut widths: Vec<usize> = Vec::new();
        for (column, heading) in (0..).zip(&sheet.columns) {
            page.write_string_with_format(0, column, heading, &head)?;
            widen(&mut widths, column, heading.chars().count());
        }
        for (row, cells) in (1..).zip(&sheet.rows) {
            for (column, cell) in (0..).zip(cells) {
                let width = put(page, row, column, cell)?;
                widen(&mut widths, column, width);
            }
        }
        for (column, width) in (0..).zip(widths) {
            page.set_column_width(column, (width + 2).min(WIDEST) as f64)?;
        }
        page.set_freeze_panes(1, 0)?;
    }
    Ok(book.save_to_buffer()?)
}

/// Writes a cell and gives how many characters it shows.
fn put(page: &mut Worksheet, row: u32, column: u16, cell: &Cell<'_>) -> Result<usize, XlsxError> {
    let mut number = |number: f64| page.write_number(row, column, number).map(|_| number.to_string().len());
    match cell {
        Cell::Empty => Ok(0),
        Cell::Whole(whole) => number(*whole as f64),
        Cell::Decimal(decimal) if decimal.is_finite() => number(*decimal),
        Cell::Decimal(_) => Ok(0),
        Cell::Digits(digits) if is_number(digits) => match digits.parse() {
            Ok(parsed) => number(parsed),
            Err(_) => Ok(0),
        },
        Cell::Digits(words) | Cell::Text(words) => {
            page.write_string(row, column, words.as_ref()).map(|_| words.chars().count())
        }
    }
}

fn widen(widths: &mut Vec<usize>, column: u16, width: usize) {
    let column = usize::from(column);
    if widths.len() <= column {
        widths.resize(column + 1, 0);
    }
    widths[column] = widths[column].max(width);
}

fn tab(name: &str) -> String {
    let kept = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    name.chars().filter(kept).take(NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::{Sheet, tab, written};
    use crate::csv_safe::Cell;

    #[test]
    fn the_same_tables_give_the_same_bytes() {
        let rows = vec![vec!["=1+1".into(), Cell::Whole(5), Cell::Decimal(f64::NAN)], vec![Cell::Empty]];
        let sheet = Sheet { name: "Chiffres".to_owned(), columns: vec!["Lieu".to_owned()], rows };
        let book = || written("Enquête", (2027, 2, 28), std::slice::from_ref(&sheet)).unwrap();
        let first = book();
        assert!(first.starts_with(b"PK"));
        assert_eq!(first, book());
        assert!(written("", (2027, 13, 28), &[]).is_err());
    }

    #[test]
    fn a_name_that_spreadsheets_refuse_is_mended() {
        assert_eq!(tab("a/b: [c]*?'"), "ab c");
        assert_eq!(tab(&"é".repeat(40)).chars().count(), 31);
    }
}
