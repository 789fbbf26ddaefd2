//! Workbooks that are broken, or made to break who reads them: each is refused, in bounded time.

mod common;

use common::{data, raw_workbook, rows, tree, workbook, zipped};
use std::time::{Duration, Instant};
use xlsform::{Limits, Problem, convert};

fn problems(bytes: &[u8]) -> Vec<Problem> {
    convert(bytes, "form", &Limits::default()).map(|_| ()).expect_err("accepted")
}

fn keys(bytes: &[u8]) -> Vec<&'static str> {
    problems(bytes).iter().map(|problem| problem.fault.key()).collect()
}

/// Where a problem stands: sheet, row, column, and what it is.
fn places(bytes: &[u8]) -> Vec<String> {
    let place = |problem: &Problem| {
        let (sheet, column) = (problem.sheet.as_deref(), problem.column.as_deref());
        let row = problem.row.map(|row| row.to_string()).unwrap_or_default();
        format!("{} {row} {} {}", sheet.unwrap_or("-"), column.unwrap_or("-"), problem.fault.key())
    };
    problems(bytes).iter().map(place).collect()
}

const SOON: Duration = Duration::from_secs(20);

/// A sheet whose rows are a million copies of one.
fn a_million_rows() -> String {
    (1..=1_000_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"str\"><v>text</v></c></row>"))
        .collect()
}

#[test]
fn a_zip_that_unfolds_into_gigabytes_is_refused_before_it_does() {
    let start = Instant::now();
    let bomb = zipped(&[("xl/workbook.xml".to_owned(), " ".repeat(300 << 20))]);
    assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
    assert_eq!(keys(&bomb), ["too-large"]);
    assert!(start.elapsed() < SOON);
}

#[test]
fn a_million_rows_are_refused_with_the_limit() {
    let start = Instant::now();
    let many = raw_workbook(&[("survey", a_million_rows())]);
    assert_eq!(places(&many), ["survey - - too-many-rows"]);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn a_cell_at_the_far_corner_costs_nothing() {
    let start = Instant::now();
    let far = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>type</v></c><c r=\"B1\" t=\"str\"><v>name</v></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>far</v></c></row>";
    assert!(convert(&raw_workbook(&[("survey", far.to_owned())]), "f", &Limits::default()).is_ok());
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[test]
fn one_long_text_in_many_cells_is_counted_each_time() {
    let text = "x".repeat(30_000);
    let mut lines = vec![vec![Some("type".to_owned()), Some("name".to_owned()), Some("label".to_owned())]];
    let cell = |word: &str| Some(word.to_owned());
    lines.extend((0..6_000).map(|at| vec![cell("text"), Some(format!("q{at}")), cell(&text)]));
    assert_eq!(keys(&workbook(&[("survey", lines)])), ["too-large"]);
}

#[test]
fn what_is_no_workbook_is_refused_whatever_its_name() {
    assert_eq!(keys(b"type,name,label\ntext,a,A\n"), ["not-a-workbook"]);
    assert_eq!(keys(&zipped(&[("word/document.xml".to_owned(), "<a/>".to_owned())])), ["not-a-workbook"]);
    assert_eq!(keys(b""), ["not-a-workbook"]);
    assert_eq!(keys(b"PK\x03\x04 and nothing more"), ["damaged"]);
}

#[test]
fn a_damaged_workbook_is_refused_wherever_it_was_cut_or_changed() {
    for name in ["simple.xlsx", "widgets.xls", "xml_escaping.xls"] {
        let whole = std::fs::read(data("workbooks").join(name)).unwrap();
        for part in 1..40 {
            let cut = whole.len() * part / 40;
            let start = Instant::now();
            let _ = convert(&whole[..cut], "f", &Limits::default());
            let mut changed = whole.clone();
            for byte in changed.iter_mut().skip(cut).take(7) {
                *byte = !*byte;
            }
            let _ = convert(&changed, "f", &Limits::default());
            assert!(start.elapsed() < SOON, "{name} at {cut}");
        }
    }
}

#[test]
fn formulas_are_read_as_the_values_they_had() {
    let survey = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>type</v></c><c r=\"B1\" t=\"str\"><v>name</v></c>\
        <c r=\"C1\" t=\"str\"><v>label</v></c></row>\
        <row r=\"2\"><c r=\"A2\" t=\"str\"><f>LOWER(\"TEXT\")</f><v>text</v></c>\
        <c r=\"B2\" t=\"str\"><f>\"a\"&amp;1</f><v>a1</v></c><c r=\"C2\"><f>1+1</f><v>2</v></c></row>";
    let form = convert(&raw_workbook(&[("survey", survey.to_owned())]), "f", &Limits::default()).unwrap();
    let form = tree(&form.xml);
    assert_eq!(form.find("bind").unwrap().attribute("nodeset"), "/data/a1");
    assert_eq!(form.find("label").unwrap().text, "2");
}

#[test]
fn duplicate_columns_are_named() {
    let bytes = workbook(&[("survey", rows(&["type | name | label | label", "text | a | A | B"]))]);
    assert_eq!(places(&bytes), ["survey 1 label duplicate-column"]);
    let bytes = workbook(&[(
        "survey",
        rows(&["type | name | relevant | relevance | label", "text | a | 1 | 1 | A"]),
    )]);
    assert_eq!(places(&bytes), ["survey 1 relevance same-column"]);
}

#[test]
fn every_mistake_of_a_form_is_told_at_once_where_it_stands() {
    let survey = rows(&[
        "type | name | label | relevant",
        "txet | a | A",
        "text | | B",
        "text | mon nom | C",
        "text | d | D | ${nobody} = 1",
        "select_one villages | e | E",
        "text | d | D again",
        "begin_group | g | G",
        "text | h | H | ${ d }",
        "end_repeat",
    ]);
    let choices =
        rows(&["list_name | name | label", "village | v1 | V1", "village | v1 | V2", "village | | V3"]);
    assert_eq!(
        places(&workbook(&[("survey", survey), ("choices", choices)])),
        [
            "choices 3 name duplicate-choice",
            "choices 4 name choice-without-name",
            "survey 2 type unknown-type",
            "survey 3 name no-name",
            "survey 4 name bad-name",
            "survey 6 type unknown-list",
            "survey 7 name duplicate-name",
            "survey 10 type unmatched-end",
            "survey 8 type unclosed",
            "survey 5 relevant unknown-reference",
            "survey 9 relevant bad-reference",
        ]
    );
}

#[test]
fn groups_without_end_and_names_without_end_are_bounded() {
    let start = Instant::now();
    let mut lines = rows(&["type | name | label"]);
    let cell = |text: String| Some(text);
    lines.extend(
        (0..5_000).map(|at| vec![cell("begin_group".into()), cell(format!("g{at}")), cell("G".into())]),
    );
    assert!(keys(&workbook(&[("survey", lines)])).contains(&"too-deep"));
    let long = |at: usize| format!("{}{at}", "n".repeat(30_000));
    let mut lines = rows(&["type | name | label"]);
    lines.extend((0..50).map(|at| vec![cell("begin_group".into()), cell(long(at)), cell("G".into())]));
    lines.extend((0..5_000).map(|at| vec![cell("text".into()), cell(format!("q{at}")), cell("Q".into())]));
    lines.extend((0..50).map(|_| vec![cell("end_group".into())]));
    assert_eq!(keys(&workbook(&[("survey", lines)])), ["too-large"]);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn thousands_of_references_and_languages_are_bounded() {
    let start = Instant::now();
    let cell = |text: &str| Some(text.to_owned());
    let mut lines = vec![vec![cell("type"), cell("name"), cell("label"), cell("relevant")]];
    let many = format!("instance('x')/root/item[{}] = ''", "${q} or ".repeat(3_000));
    lines.push(vec![cell("text"), cell("q"), cell("Q")]);
    lines.extend((0..500).map(|at| vec![cell("text"), Some(format!("q{at}")), cell("Q"), cell(&many)]));
    let _ = convert(&workbook(&[("survey", lines)]), "f", &Limits::default());
    let mut head = vec![cell("type"), cell("name")];
    head.extend((0..1_900).map(|at| Some(format!("label::l{at}"))));
    let mut lines = vec![head];
    for at in 0..1_900 {
        let mut row = vec![None; 1_902];
        (row[0], row[1], row[2 + at]) = (cell("text"), Some(format!("q{at}")), cell("Q"));
        lines.push(row);
    }
    let _ = convert(&workbook(&[("survey", lines)]), "f", &Limits::default());
    assert!(start.elapsed() < SOON * 2, "{:?}", start.elapsed());
}
