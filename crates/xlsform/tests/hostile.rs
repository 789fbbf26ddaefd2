//! Workbooks that are broken, or made to break who reads them: each is refused, in bounded time.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    reason = "a test that cannot set its ground has failed"
)]

mod common;

use common::{
    Old, data, letters, old_begin, old_end, old_record, old_text, old_workbook, raw_old_workbook,
    raw_workbook, rows, tree, workbook, zipped,
};
use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};
use xforms::Form;
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
        let row = problem.row.map_or_else(|| "-".to_owned(), |row| row.to_string());
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
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn one_long_text_in_many_cells_is_counted_each_time() {
    let text = "x".repeat(30_000);
    let mut lines = vec![vec![Some("type".to_owned()), Some("name".to_owned()), Some("label".to_owned())]];
    let cell = |word: &str| Some(word.to_owned());
    lines.extend((0..600).map(|at| vec![cell("text"), Some(format!("q{at}")), cell(&text)]));
    assert_eq!(keys(&workbook(&[("survey", lines)])), ["too-much-text"]);
}

#[test]
fn a_million_columns_are_refused_with_the_limit() {
    let start = Instant::now();
    let cell = |at: usize| format!("<c r=\"{}1\" t=\"str\"><v>h{at}</v></c>", letters(at));
    let wide = |columns: usize| format!("<row r=\"1\">{}</row>", (0..columns).map(cell).collect::<String>());
    // A sheet of today has 16,384 columns at most; beyond, the file is not one that a spreadsheet program wrote.
    assert_eq!(places(&raw_workbook(&[("survey", wide(16_384))])), ["survey - - too-many-columns"]);
    assert!(
        ["damaged", "too-many-columns", "too-many-cells"]
            .contains(&keys(&raw_workbook(&[("survey", wide(1_000_000))]))[0])
    );
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn an_old_workbook_is_measured_before_it_is_laid_out() {
    let head = ["type", "name", "label"];
    let small: Vec<Old> = (0..3)
        .map(|at| Old::Text(0, at, head[usize::from(at)]))
        .chain((0..3).map(|at| Old::Text(1, at, ["text", "a", "A"][usize::from(at)])))
        .collect();
    let form = convert(&old_workbook(&[("survey", &small)]), "f", &Limits::default()).unwrap();
    assert_eq!(tree(&form.xml).find("bind").unwrap().attribute("nodeset"), "/data/a");
    // The margins of old forms are wide: a thousand rows and all 256 columns are still read.
    let wide: Vec<Old> = small.iter().cloned().chain([Old::Text(1_000, 255, "note")]).collect();
    assert!(convert(&old_workbook(&[("survey", &wide)]), "f", &Limits::default()).is_ok());
    let start = Instant::now();
    let far: Vec<Old> = small.iter().cloned().chain([Old::Text(65_535, 255, "far")]).collect();
    assert_eq!(keys(&old_workbook(&[("survey", &far)])), ["too-many-cells"]);
    let declared: Vec<Old> =
        [Old::Dimensions(60_000, 200)].into_iter().chain(small.iter().cloned()).collect();
    assert_eq!(keys(&old_workbook(&[("survey", &declared)])), ["too-many-cells"]);
    let many: Vec<Old> = small.iter().cloned().chain([Old::Text(6_000, 255, "far")]).collect();
    let sheets: Vec<(&str, &[Old])> = ["survey", "a", "b", "c", "d"].map(|name| (name, &many[..])).to_vec();
    assert_eq!(keys(&old_workbook(&sheets)), ["too-many-cells"], "sheets count together");
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn an_old_workbook_that_sends_its_reader_into_the_middle_of_a_record_is_refused() {
    let rows = [["type", "name", "label"], ["text", "a", "A"]];
    let cells: Vec<Old> = (0..2_u16)
        .flat_map(|row| (0..3_u16).map(move |at| Old::Text(row, at, rows[usize::from(row)][usize::from(at)])))
        .collect();
    let book = old_workbook(&[("survey", &cells), ("other", &cells)]);
    // The record that names a sheet begins with the place of its own.
    let named: Vec<usize> = (0..book.len() - 16)
        .filter(|at| book[*at..].starts_with(&[0x85, 0]) && book[at + 12..].starts_with(b"survey"))
        .collect();
    let [survey] = named[..] else { panic!("{named:?}") };
    assert!(convert(&book, "f", &Limits::default()).is_ok());
    let at = survey + 4;
    let begins = u32::from_le_bytes([book[at], book[at + 1], book[at + 2], book[at + 3]]);
    for wrong in [begins + 20, begins + 3, begins - 4, u32::MAX] {
        let mut sent = book.clone();
        sent[at..at + 4].copy_from_slice(&wrong.to_le_bytes());
        assert_eq!(keys(&sent), ["damaged"], "{wrong} instead of {begins}");
    }
}

/// Found by the fuzzer: a rectangle whose first column lies beyond all others was measured as one without columns, and the library
/// made room for ten petabytes, which ended the process.
#[test]
fn an_old_workbook_whose_first_column_lies_beyond_the_last_is_refused() {
    let found = std::fs::read(data("found/columns-from-beyond.xls")).unwrap();
    assert_eq!(keys(&found).len(), 1);
}

/// Records of a sheet between its beginning and its end.
fn old_sheet(records: &[Vec<u8>]) -> Vec<u8> {
    [old_begin(0x0010), records.concat(), old_end()].concat()
}

#[test]
fn every_record_of_an_old_workbook_that_the_library_makes_room_for_is_measured() {
    let place = |row: u16, column: u16| [row, column, 0].map(u16::to_le_bytes).concat();
    let number = |row, column| old_record(0x0203, &[place(row, column), vec![0; 8]].concat());
    let string = |letters: u16| old_record(0x0207, &[&letters.to_le_bytes()[..], &[0, b'a']].concat());
    let formula = |row, column| {
        old_record(0x0006, &[place(row, column), vec![0; 6], vec![0xff; 2], vec![0; 8]].concat())
    };
    let numbers = |row: u16, last: u16| {
        let cells = vec![0; 6 * (usize::from(last) + 1)];
        let place = [row.to_le_bytes(), 0_u16.to_le_bytes()].concat();
        old_record(0x00bd, &[place, cells, last.to_le_bytes().to_vec()].concat())
    };
    let inner = [old_begin(0x0020), old_end()].concat();
    let spans: [(&str, &[Vec<u8>]); 5] = [
        ("a text without a formula", &[number(65_535, 255), string(1)]),
        ("the text of a formula", &[number(0, 0), formula(65_535, 255), string(1)]),
        ("numbers side by side", &[number(0, 0), numbers(65_535, 255)]),
        ("what follows a chart", &[number(0, 0), inner.clone(), number(65_535, 255)]),
        ("two corners", &[number(65_535, 0), number(0, 255)]),
    ];
    for (name, records) in spans {
        let book = raw_old_workbook(&[], &[("survey", old_sheet(records))]);
        assert_eq!(keys(&book), ["too-many-cells"], "{name}");
    }
    let shared = |texts: &[u8]| old_record(0x00fc, &[&[0; 8], texts].concat());
    let long = [&8_000_u16.to_le_bytes()[..], &[0], &[b'a'; 8_000]].concat();
    let again = |which: u32, times: usize| {
        (0..times)
            .map(|_| old_record(0x00fd, &[place(0, 0), which.to_le_bytes().to_vec()].concat()))
            .collect()
    };
    let repeated: Vec<Vec<u8>> = again(0, 2_000);
    let second: Vec<Vec<u8>> = again(1, 2_000);
    let label = |_| old_record(0x0204, &[place(0, 0), vec![0xff, 0xff, 0, b'a']].concat());
    type Records = Vec<Vec<u8>>;
    let copies: [(&str, Vec<u8>, Records); 5] = [
        ("a shared text", shared(&long), repeated.clone()),
        ("shared texts in a sheet", shared(&long), [vec![shared(&[0; 3])], repeated].concat()),
        (
            "one after an empty part",
            [shared(&[]), old_record(0x003c, &[]), old_record(0x003c, &long)].concat(),
            second,
        ),
        ("texts that say they are long", Vec::new(), (0..2_000).map(label).collect()),
        ("texts of formulas that say they are", Vec::new(), (0..2_000).map(|_| string(u16::MAX)).collect()),
    ];
    for (name, head, records) in copies {
        assert_eq!(
            keys(&raw_old_workbook(&head, &[("survey", old_sheet(&records))])),
            ["too-large"],
            "{name}"
        );
    }
}

#[test]
fn an_old_workbook_whose_sheets_do_not_end_or_stand_inside_one_another_is_refused() {
    let cells = [old_text(0, 0, "type"), old_text(0, 1, "name")];
    let open = [old_begin(0x0010), cells.concat()].concat();
    assert_eq!(keys(&raw_old_workbook(&[], &[("survey", open.clone())])), ["damaged"]);
    let inner = [("survey", open), ("choices", [old_sheet(&cells), old_end()].concat())];
    assert_eq!(keys(&raw_old_workbook(&[], &inner)), ["damaged"]);
    // The zeros that fill a short stream up would complete the rectangle.
    let rectangle = old_record(0x0200, &[&[0; 4][..], &[0xff; 4], &[0; 2], &[0xff, 0], &[0; 2]].concat());
    let cut = [old_begin(0x0010), rectangle[..rectangle.len() - 2].to_vec()].concat();
    assert_eq!(keys(&raw_old_workbook(&[], &[("survey", cut)])), ["damaged"]);
}

/// The library takes the first stream of the name, wherever it stands.
#[test]
fn an_old_workbook_beside_another_is_the_one_that_is_read() {
    let cells = |last: &'static str| {
        [Old::Text(0, 0, "type"), Old::Text(0, 1, "name"), Old::Text(1, 0, "start"), Old::Text(1, 1, last)]
    };
    let stream = |book: Vec<u8>| {
        let mut bytes = Vec::new();
        let mut file = cfb::CompoundFile::open(Cursor::new(book)).unwrap();
        file.open_stream("/Workbook").unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let mut both = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    both.create_storage("/A").unwrap();
    for (path, name) in [("/A/Workbook", "other"), ("/Workbook", "right")] {
        let bytes = stream(old_workbook(&[("survey", &cells(name))]));
        both.create_stream(path).unwrap().write_all(&bytes).unwrap();
    }
    let made = convert(&both.into_inner().into_inner(), "f", &Limits::default()).unwrap();
    assert!(made.xml.contains("right") && !made.xml.contains("other"), "{}", made.xml);
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
    assert_eq!(keys(&workbook(&[("survey", lines)])), ["form-too-large"]);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

/// Lines of a survey with its usual headers.
fn survey(lines: impl IntoIterator<Item = [String; 4]>) -> Vec<Vec<Option<String>>> {
    let head = ["type", "name", "label", "calculation"].map(str::to_owned);
    let cell = |text: String| Some(text).filter(|text| !text.is_empty());
    std::iter::once(head).chain(lines).map(|line| line.map(cell).to_vec()).collect()
}

fn choices(many: usize) -> Vec<Vec<Option<String>>> {
    let line = |at: usize| vec![Some("l".to_owned()), Some(format!("c{at}")), Some(format!("C{at}"))];
    let head = ["list_name", "name", "label"].map(|text| Some(text.to_owned())).to_vec();
    std::iter::once(head).chain((0..many).map(line)).collect()
}

fn line(kind: &str, name: &str, label: &str) -> [String; 4] {
    [kind.to_owned(), name.to_owned(), label.to_owned(), String::new()]
}

#[test]
fn a_choice_that_a_loop_makes_a_group_of_needs_the_name_of_a_group() {
    let survey = rows(&[
        "type | name | label",
        "begin loop over l | around | Around",
        "begin loop over l | within | Within",
        "text | q | Q",
        "end loop",
        "end loop",
        "select_one m | other | Other",
    ]);
    let allowed = rows(&["allow_choice_duplicates", "yes"]);
    let told = |choices: &[&str]| {
        let sheets = [("survey", survey.clone()), ("choices", rows(choices)), ("settings", allowed.clone())];
        match convert(&workbook(&sheets), "form", &Limits::default()) {
            Ok(made) => {
                Form::parse(&made.xml).unwrap();
                Vec::new()
            }
            Err(_) => places(&workbook(&sheets)),
        }
    };
    let head = "list_name | name | label";
    let braced = [head, "l | seau | Seau", "l | seau}plein | Seau plein", "m | a}b | A", "m | a}b | A"];
    assert_eq!(told(&braced), ["choices 3 name bad-name"]);
    assert_eq!(
        told(&[head, "l | seau | Seau", "m | a | A", "l | seau | Le même"]),
        ["choices 4 name duplicate-name"]
    );
    assert_eq!(told(&[head, "l | seau | Seau", "l | none | Aucun", "m | 1 2 | A"]), [""; 0]);
}

#[test]
fn a_small_workbook_that_says_a_huge_form_is_refused_with_the_limit() {
    let start = Instant::now();
    let refused = |sheets: &[(&str, Vec<Vec<Option<String>>>)]| {
        assert_eq!(keys(&workbook(sheets)), ["form-too-large"], "{:?}", &sheets[0].1[1]);
    };
    // Loops in loops, and one loop around a long text.
    let begin = |at: usize| line("begin loop over l", &format!("l{at}"), "L");
    let loops =
        (0..8).map(begin).chain([line("text", "q", "Q")]).chain((0..8).map(|_| line("end loop", "", "")));
    refused(&[("survey", survey(loops)), ("choices", choices(100))]);
    let long = [begin(0), line("text", "q", &"x".repeat(30_000)), line("end loop", "", "")];
    refused(&[("survey", survey(long)), ("choices", choices(5_000))]);
    // A list written out at each question that searches it.
    let search = (0..2_000).map(|at| line("select_one l", &format!("q{at}"), "Q"));
    let mut searching = survey(search);
    for (at, row) in searching.iter_mut().enumerate() {
        row[3] = Some(if at == 0 { "appearance" } else { "search('f')" }.to_owned());
    }
    refused(&[("survey", searching), ("choices", choices(2_000))]);
    // A long calculation set off by each of many questions.
    let mut triggered = survey((0..1_000).map(|at| line("text", &format!("q{at}"), "Q")));
    let all: Vec<String> = (0..1_000).map(|at| format!("${{q{at}}}")).collect();
    triggered[0].push(Some("trigger".to_owned()));
    let cell = |text: &str| Some(text.to_owned());
    triggered.push(vec![
        cell("calculate"),
        cell("c"),
        None,
        Some("1 + ".repeat(7_000) + "1"),
        Some(all.join(",")),
    ]);
    refused(&[("survey", triggered)]);
    // Every text in every language.
    let mut head = vec![cell("type"), cell("name")];
    head.extend((0..900).map(|at| Some(format!("label::l{at}"))));
    let texts = (0..900).map(|at| {
        let mut row = vec![None; 902];
        (row[0], row[1], row[2 + at]) = (cell("text"), Some(format!("q{at}")), cell("Q"));
        row
    });
    refused(&[("survey", std::iter::once(head).chain(texts).collect())]);
    // Conditions of flat groups, handed down.
    let mut flat: Vec<_> = (0..50).map(|at| line("begin group", &format!("g{at}"), "G")).collect();
    flat.extend((0..500).map(|at| line("text", &format!("q{at}"), "Q")));
    flat.extend((0..50).map(|_| line("end group", "", "")));
    let mut flat = survey(flat);
    flat[0][3] = cell("relevant");
    for row in &mut flat[1..=50] {
        row[3] = Some("1 = 1 or ".repeat(3_000) + "true()");
    }
    refused(&[("survey", flat), ("settings", rows(&["flat", "yes"]))]);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn work_that_grows_with_the_square_of_a_sheet_is_bounded() {
    let start = Instant::now();
    let cell = |text: &str| Some(text.to_owned());
    let deep = format!("label{}", "::x".repeat(300_000));
    let bytes = workbook(&[(
        "survey",
        vec![
            vec![cell("type"), cell("name"), cell("label"), Some(deep)],
            vec![cell("text"), cell("a"), cell("A"), cell("A")],
        ],
    )]);
    let _ = convert(&bytes, "f", &Limits::default());
    let osm = survey((0..5_000).map(|at| line("osm l", &format!("q{at}"), "Q")));
    let _ = convert(&workbook(&[("survey", osm), ("osm", choices(5_000))]), "f", &Limits::default());
    let others = survey((0..5_000).map(|at| line("select_one l or_other", &format!("q{at}"), "Q")));
    assert!(
        convert(&workbook(&[("survey", others), ("choices", choices(20_000))]), "f", &Limits::default())
            .is_ok()
    );
    let mut wrong = survey((0..20_000).map(|at| line("text", &format!("question_of_many_{at}"), "Q")));
    wrong.extend(
        (0..200)
            .map(|at| vec![cell("text"), Some(format!("w{at}")), cell("Q"), cell("${question_of_mani_1}")]),
    );
    assert_eq!(problems(&workbook(&[("survey", wrong)])).len(), 100);
    let lists = (0..3_000).map(|at| vec![Some(format!("e{at}")), cell("a")]);
    let entities = std::iter::once(vec![cell("list_name"), cell("label")]).chain(lists).collect();
    let plain = survey([line("text", "a", "A")]);
    assert_eq!(keys(&workbook(&[("survey", plain), ("entities", entities)]))[0], "too-many-entities");
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn a_select_without_its_list_is_told_what_is_missing() {
    for kind in ["select_one", "select_multiple", "rank"] {
        let bytes = workbook(&[("survey", rows(&["type | name | label", &format!("{kind} | a | A")]))]);
        assert_eq!(places(&bytes), ["survey 2 type no-list"], "{kind}");
    }
}

#[test]
fn thousands_of_references_are_bounded() {
    let start = Instant::now();
    let cell = |text: &str| Some(text.to_owned());
    let mut lines = vec![vec![cell("type"), cell("name"), cell("label"), cell("relevant")]];
    let many = format!("instance('x')/root/item[{}] = ''", "${q} or ".repeat(3_000));
    lines.push(vec![cell("text"), cell("q"), cell("Q")]);
    lines.extend((0..500).map(|at| vec![cell("text"), Some(format!("q{at}")), cell("Q"), cell(&many)]));
    let _ = convert(&workbook(&[("survey", lines)]), "f", &Limits::default());
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}
