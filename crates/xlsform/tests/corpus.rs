//! Forms that people made, and the small forms of pyxform's own tests: the outcome is that of pyxform 4.5.0.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set its ground has failed")]

mod common;

use common::{data, nodes_and_binds, tree, workbook};
use std::collections::BTreeSet;
use std::path::Path;
use xlsform::{Converted, Limits, Problem, convert};

fn converted(path: &Path) -> Result<Converted, Vec<Problem>> {
    let name = path.file_stem().unwrap().to_str().unwrap();
    convert(&std::fs::read(path).unwrap(), name, &Limits::default())
}

fn workbooks() -> Vec<std::path::PathBuf> {
    let mut found: Vec<_> =
        std::fs::read_dir(data("workbooks")).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    assert!(found.len() > 80, "the corpus is incomplete: {}", found.len());
    found
}

fn reference(path: &Path, extension: &str) -> Option<String> {
    let name = path.file_name().unwrap().to_str().unwrap();
    std::fs::read_to_string(data("converted").join(format!("{name}.{extension}"))).ok()
}

/// pyxform judges this file by its name; its bytes are those of an `.xls`, which pyxform-http reads.
const MISNAMED: &str = "ifrc-distribution-site-assessment-v1.xlsx";

#[test]
fn each_workbook_becomes_the_form_that_pyxform_makes_of_it() {
    let mut differing = Vec::new();
    for path in workbooks() {
        let Some(wanted) = reference(&path, "xml") else { continue };
        let found = match converted(&path) {
            Ok(found) => tree(&found.xml).difference(&tree(&wanted), ""),
            Err(problems) => Some(format!("refused: {problems:?}")),
        };
        differing.extend(found.map(|found| format!("{}: {found}", path.display())));
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn each_workbook_that_pyxform_refuses_is_refused_with_sheet_and_row() {
    let mut refused = 0;
    for path in workbooks().into_iter().filter(|path| !path.ends_with(MISNAMED)) {
        let Some(reason) = reference(&path, "err") else { continue };
        let problems = converted(&path).expect_err(&format!("{}: {reason}", path.display()));
        for problem in problems {
            let placed = problem.sheet.is_some() && problem.row.is_some();
            assert!(placed || problem.fault.key() == "no-survey", "{}: {problem}", path.display());
        }
        refused += 1;
    }
    assert!(refused >= 7, "only {refused} workbooks were to be refused");
}

#[test]
fn an_old_workbook_under_a_new_name_is_read_by_what_it_is() {
    let found = converted(&data("workbooks").join(MISNAMED)).unwrap();
    let (nodes, binds) = nodes_and_binds(&found.xml);
    assert!(nodes.len() > 100 && binds.len() > 90, "{} nodes, {} binds", nodes.len(), binds.len());
}

#[test]
fn lists_that_phones_search_are_written_row_by_row() {
    let path = data("workbooks/external_choice_form_v1.xlsx");
    let found = converted(&path).unwrap().itemsets.unwrap();
    let wanted = reference(&path, "itemsets.csv").unwrap();
    // pyxform leaves empty cells out, which moves the later ones to other columns.
    let filled = |text: &str| text.replace(",\"\"", "").replace("\"\",", "");
    assert_eq!(filled(&found), filled(&wanted));
    let columns = found.lines().next().unwrap().split(',').count();
    assert!(found.lines().all(|line| line.split(',').count() == columns));
}

/// Small forms whose outcome differs, and why.
const EXCEPTIONS: [(&str, &str); 1] = [(
    "test_sheet_columns.py::TestSurveyColumns::test_media_column__is_ignored",
    "a text under the header `media` says no medium: the question has no label, which is refused",
)];

#[test]
fn each_small_form_has_the_nodes_and_binds_or_the_refused_row_of_pyxform() {
    let lines = std::fs::read_to_string(data("rules.jsonl")).unwrap();
    let (mut equal, mut refused, mut differing) = (0, 0, Vec::new());
    for line in lines.lines() {
        let form: serde_json::Value = serde_json::from_str(line).unwrap();
        let test = form["test"].as_str().unwrap();
        let sheets: Vec<(&str, Vec<Vec<Option<String>>>)> = form["sheets"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, rows)| (name.as_str(), serde_json::from_value(rows.clone()).unwrap()))
            .collect();
        let outcome = convert(&workbook(&sheets), "form", &Limits::default());
        let wanted = &form["pyxform"];
        let texts = |key: &str| -> Vec<String> { serde_json::from_value(wanted[key].clone()).unwrap() };
        let difference = match outcome {
            Ok(found) if wanted["refused"].is_null() => {
                equal += 1;
                let (nodes, binds) = nodes_and_binds(&found.xml);
                let same =
                    nodes == texts("nodes") && binds == texts("binds").into_iter().collect::<BTreeSet<_>>();
                (!same).then(|| format!("{nodes:?} {binds:?}"))
            }
            Ok(_) => Some(format!("accepted, though {}", wanted["refused"])),
            Err(problems) if wanted["refused"].is_null() => Some(format!("refused: {problems:?}")),
            Err(problems) => {
                refused += 1;
                // pyxform counts the first row of the settings as row 1.
                let row = wanted["row"].as_u64().filter(|_| problems[0].sheet.as_deref() != Some("settings"));
                let told = |row: u64| problems.iter().any(|problem| problem.row == Some(row as usize));
                row.filter(|row| !told(*row)).map(|row| format!("row {row}: {problems:?}"))
            }
        };
        let excepted = EXCEPTIONS.iter().any(|(known, _)| *known == test);
        differing.extend(
            difference.filter(|_| !excepted).map(|found| format!("{test}: {found} {}", form["sheets"])),
        );
    }
    assert!(differing.is_empty(), "{} differ:\n{}", differing.len(), differing.join("\n"));
    assert!(equal > 870 && refused > 350, "{equal} converted, {refused} refused");
}

#[test]
fn every_converted_form_is_read_by_the_engine_but_those_that_are_known() {
    let mut refused = Vec::new();
    let mut read = 0;
    for path in workbooks() {
        let Ok(found) = converted(&path) else { continue };
        match xforms::Form::parse(&found.xml) {
            Ok(_) => read += 1,
            Err(error) => {
                let row = found.row_of(error.line as usize).unwrap_or_default();
                let name = path.file_name().unwrap().to_str().unwrap();
                refused.push(format!("{name} row {row}: {}", error.kind.message().0));
            }
        }
    }
    assert_eq!(refused, REFUSED.map(|(refused, _)| refused));
    assert!(read > 75, "{read} are read");
}

/// Workbooks whose form the engine refuses: the row of the survey (0 for another sheet), what it says, and why that stays.
const REFUSED: [(&str, &str); 5] = [
    ("bad_calc.xlsx row 2: expression", "its calculation is a sentence; Validate refuses it too"),
    (
        "case_insensitivity.xls row 0: no-such-node",
        "the label of its entity is a bare word, which is a node and no text",
    ),
    ("case_insensitivity.xlsx row 0: no-such-node", "as before"),
    (
        "xl_date_ambiguous.xlsx row 5: expression",
        "its filter names a header, label::English; Validate refuses it too",
    ),
    (
        "xl_date_ambiguous_v1.xlsx row 0: no-such-node",
        "the name of its records is a bare word, which is a node and no text",
    ),
];
