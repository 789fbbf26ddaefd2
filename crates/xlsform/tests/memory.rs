//! How much memory hostile workbooks take: a process of its own, so that the kernel's figures are those of one conversion.

mod common;

use common::{Old, letters, old_workbook, raw_workbook, workbook, zipped};
use xlsform::{Limits, convert};

/// What a conversion may take beside its input, in KiB.
const MOST: u64 = 384 << 10;

/// A line of `/proc/self/status` in KiB.
fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Takes the memory in use, converts, and gives what the peak was above it.
fn growth(bytes: &[u8]) -> u64 {
    // Lets the peak begin again at the memory in use now (proc(5), `clear_refs`).
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = status("VmRSS");
    let _ = convert(bytes, "form", &Limits::default());
    status("VmHWM").saturating_sub(before)
}

fn cells(kind: &str, many: usize, text: &str) -> String {
    (2..many + 2)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"str\"><v>{kind}</v></c><c r=\"B{row}\" t=\"str\"><v>q{row}</v></c><c r=\"C{row}\" t=\"str\"><v>{text}</v></c></row>"))
        .collect()
}

fn survey(rows: &str) -> String {
    let head = ["type", "name", "label"].iter().zip("ABC".chars());
    let head: String = head.map(|(text, at)| format!("<c r=\"{at}1\" t=\"str\"><v>{text}</v></c>")).collect();
    format!("<row r=\"1\">{head}</row>{rows}")
}

#[test]
fn no_workbook_takes_more_memory_than_a_small_machine_has() {
    let mut hostile: Vec<(&str, Vec<u8>)> = Vec::new();
    hostile.push(("zip bomb", zipped(&[("xl/workbook.xml".to_owned(), " ".repeat(200 << 20))])));
    // As many tiny shared texts as fit.
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let shared = format!("<sst xmlns=\"{main}\">{}</sst>", "<si><t/></si>".repeat(4_600_000));
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    hostile.push(("shared texts", zipped(&[
        ("xl/sharedStrings.xml".to_owned(), shared),
        ("xl/worksheets/sheet1.xml".to_owned(), format!("<worksheet xmlns=\"{main}\"><sheetData/></worksheet>")),
        ("xl/workbook.xml".to_owned(), format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"survey\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>")),
    ])));
    hostile.push(("a million rows", raw_workbook(&[("survey", survey(&cells("text", 600_000, "A")))])));
    hostile.push(("99,000 questions", raw_workbook(&[("survey", survey(&cells("text", 99_000, "A")))])));
    hostile.push(("99,000 groups", raw_workbook(&[("survey", survey(&cells("begin group", 99_000, "A")))])));
    let wide = |columns: usize| {
        (0..columns)
            .map(|at| format!("<c r=\"{}1\" t=\"str\"><v>h{at}</v></c>", letters(at)))
            .collect::<String>()
    };
    hostile.push((
        "a million columns",
        raw_workbook(&[("survey", format!("<row r=\"1\">{}</row>", wide(1_000_000)))]),
    ));
    let some = |text: &str| Some(text.to_owned());
    let mut filled = vec![(0..900).map(|at| Some(format!("label::l{at}"))).collect::<Vec<_>>()];
    filled[0][0] = some("type");
    filled[0][1] = some("name");
    filled.extend((0..900).map(|row| {
        let mut cells = vec![some("x"); 900];
        cells[0] = some("text");
        cells[1] = Some(format!("q{row}"));
        cells
    }));
    hostile.push(("a full sheet", workbook(&[("survey", filled)])));
    let old: Vec<Old> = [Old::Text(0, 0, "type"), Old::Text(23_000, 255, "far")].into();
    hostile.push(("a wide old sheet", old_workbook(&[("survey", &old)])));
    for (name, bytes) in hostile {
        let grown = growth(&bytes);
        eprintln!("{name}: {} MiB", grown >> 10);
        assert!(grown < MOST, "{name}: {grown} KiB");
    }
}
