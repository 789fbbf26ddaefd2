use super::*;
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

fn read(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

fn heads(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a_workbook_is_read_back_as_it_was_written_and_no_cell_is_a_formula() {
    let mut book = Workbook::new(Vec::new());
    book.sheet("Fiches", &heads(&["nom", "=âge", "rang"])).unwrap();
    let hostile = "=cmd|' /C calc'!A0\n<b>&amp;\u{7}_x0041_";
    book.row(&[Cell::Text(hostile.into()), Cell::Digits("007".into()), Cell::Digits("-8.50".into())])
        .unwrap();
    book.row(&[Cell::Empty, Cell::Whole(i64::MAX), Cell::Decimal(f64::NAN)]).unwrap();
    book.row(&[Cell::Digits("=1+1".into()), Cell::Whole(3), Cell::Decimal(0.5)]).unwrap();
    book.sheet("Vide", &heads(&["seul"])).unwrap();
    assert_eq!(book.cuts(), (&[][..], 0));
    let mut read = read(book.finish().unwrap());
    assert_eq!(read.sheet_names(), ["Fiches", "Vide"]);
    let sheet = read.worksheet_range("Fiches").unwrap();
    let rows: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
    assert_eq!(rows[0], [text("nom"), text("=âge"), text("rang")]);
    assert_eq!(rows[1], [text(hostile), text("007"), Data::Float(-8.5)]);
    assert_eq!(rows[2], [Data::Empty, text("9223372036854775807"), Data::Empty]);
    assert_eq!(rows[3], [text("=1+1"), Data::Float(3.0), Data::Float(0.5)]);
    assert!(read.worksheet_formula("Fiches").unwrap().is_empty());
    assert_eq!(read.worksheet_range("Vide").unwrap().height(), 1);
}

#[test]
fn a_full_sheet_goes_on_in_another_and_what_is_cut_is_told() {
    let mut book = Workbook::of(Vec::new(), 3);
    book.sheet("Fiches", &heads(&["nom"])).unwrap();
    let long = "é".repeat(CHARACTERS + 1);
    for said in ["un", "deux", "trois", &long] {
        book.row(&[said.into()]).unwrap();
    }
    let cut = Cut { sheet: "Fiches (2)".to_owned(), column: "nom".to_owned(), row: Some(3) };
    assert_eq!(book.cuts(), (&[cut][..], 0));
    let wide: Vec<String> = (0..COLUMNS + 2).map(|at| format!("c{at}")).collect();
    book.sheet("Large", &wide).unwrap();
    book.row(&vec![Cell::Whole(1); COLUMNS + 2]).unwrap();
    assert_eq!(book.cuts().0.len(), 3);
    assert_eq!(book.cuts().0[2].column, format!("c{}", COLUMNS + 1));
    let mut read = read(book.finish().unwrap());
    assert_eq!(read.sheet_names(), ["Fiches", "Fiches (2)", "Large"]);
    let rest = read.worksheet_range("Fiches (2)").unwrap();
    assert_eq!(rest.get_value((1, 0)), Some(&text("trois")));
    let Some(Data::String(kept)) = rest.get_value((2, 0)) else { panic!("no text") };
    assert!(kept.chars().count() == CHARACTERS && kept.ends_with("é…"));
    assert_eq!(read.worksheet_range("Large").unwrap().width(), COLUMNS);
}

#[test]
fn names_of_sheets_are_ones_that_spreadsheets_take() {
    let mut book = Workbook::new(Vec::new());
    let long = "ménage/personne[1]:*?\\ avec un nom qui ne finit pas";
    for name in [long, long, "FICHES", "fiches", "", "History", "'x'"] {
        book.sheet(name, &heads(&["nom"])).unwrap();
    }
    let read = read(book.finish().unwrap());
    let names = read.sheet_names();
    assert_eq!(names[0], "ménage-personne-1----- avec un");
    assert_eq!(names[1], "ménage-personne-1----- avec (2)");
    assert_eq!(names[2..], ["FICHES", "fiches (2)", " (2)", "History (2)", "x"]);
    assert!(names.iter().all(|name| name.chars().count() <= 31));
}

#[test]
fn rows_leave_while_others_come() {
    let mut book = Workbook::new(Counted::default());
    book.sheet("Fiches", &heads(&["nom"])).unwrap();
    for number in 0..200_000_i64 {
        book.row(&[Cell::Whole(number * 7_919 % 1_000_003), format!("mot {number}").into()]).unwrap();
    }
    let out = book.finish().unwrap();
    assert!(out.writes > 10 && out.bytes > 500_000 && out.largest < 100_000, "{out:?}");
}

#[derive(Debug, Default)]
struct Counted {
    writes: usize,
    bytes: usize,
    largest: usize,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes += 1;
        self.bytes += bytes.len();
        self.largest = self.largest.max(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
