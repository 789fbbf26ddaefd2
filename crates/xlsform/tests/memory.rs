//! How much memory hostile workbooks take: each in a process of its own, so that the kernel's figure is that of one
//! conversion.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set its ground has failed")]

mod common;

use common::{Old, letters, old_workbook, raw_workbook, sharing_workbook, workbook, zipped};
use std::path::Path;
use std::process::Command;
use xlsform::{Limits, convert};

/// What a process that converts may take, its input included, in KiB.
const MOST: u64 = 384 << 10;

/// A line of `/proc/self/status` in KiB.
fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// The variable that tells a second process which file to convert.
const FILE: &str = "XLSFORM_HOSTILE_FILE";

/// What a process of its own had at its peak when it converted these bytes, in KiB, and what came of them.
fn peak(bytes: &[u8]) -> (u64, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(format!("hostile-{}", std::process::id()));
    std::fs::write(&file, bytes).unwrap();
    let ended = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "converts_what_it_is_told_to", "--nocapture"])
        .env(FILE, &file)
        .output()
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success(), "{said}");
    let told = said.lines().find_map(|line| line.split_once("PEAK ")).unwrap().1;
    let (peak, outcome) = told.split_once(' ').unwrap();
    (peak.parse().unwrap(), outcome.to_owned())
}

#[test]
fn converts_what_it_is_told_to() {
    let Some(file) = std::env::var_os(FILE) else { return };
    let outcome = convert(&std::fs::read(file).unwrap(), "form", &Limits::default());
    let told = outcome.map(|form| form.xml.len()).map_err(|problems| problems[0].fault.key());
    println!("PEAK {} {told:?}", status("VmHWM"));
}

/// Rows of a type, a name of their own, and a label.
fn questions(kind: &str, many: usize) -> String {
    let cell =
        |column: char, row: usize, text: &str| format!("<c r=\"{column}{row}\" t=\"str\"><v>{text}</v></c>");
    let line = |row: usize| {
        let cells =
            [('A', kind), ('B', &format!("q{row}")), ('C', "A")].map(|(at, text)| cell(at, row, text));
        format!("<row r=\"{row}\">{}</row>", cells.concat())
    };
    (2..many + 2).map(line).collect()
}

/// Rows under the usual headers.
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
    let texts = "<si><t/></si>".repeat(4_600_000);
    hostile.push(("shared texts", sharing_workbook(&[("survey", survey(""))], &texts)));
    // One long text in each of many cells.
    let shared = |row: usize| format!("<row r=\"{row}\"><c r=\"C{row}\" t=\"s\"><v>0</v></c></row>");
    let rows = survey(&(2..90_000).map(shared).collect::<String>());
    let texts = format!("<si><t>{}</t></si>", "x".repeat(32_000));
    hostile.push(("a shared text", sharing_workbook(&[("survey", rows)], &texts)));
    hostile.push(("a million rows", raw_workbook(&[("survey", survey(&questions("text", 400_000)))])));
    hostile.push(("99,000 questions", raw_workbook(&[("survey", survey(&questions("text", 99_000)))])));
    hostile.push(("99,000 groups", raw_workbook(&[("survey", survey(&questions("begin group", 99_000)))])));
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
        let (peak, outcome) = peak(&bytes);
        println!("{name}: {} MiB, {outcome}", peak >> 10);
        assert!(peak < MOST, "{name}: {peak} KiB");
    }
}
