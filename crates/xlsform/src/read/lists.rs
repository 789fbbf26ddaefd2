//! The sheets `choices` and `external_choices`.

use crate::form::{Choice, Lists};
use crate::names::is_xml_name;
use crate::problem::{Fault, Problems};
use crate::sheet::{Row, Sheet};
use crate::value::Value;
use crate::workbook::Grid;
use std::collections::HashSet;

/// Reads the lists, in the order in which they first appear. Rows without a list are notes.
pub fn read(sheet: &Sheet<'_>, twice_allowed: bool, problems: &mut Problems) -> Lists {
    let lists = grouped(sheet);
    for list in lists.iter() {
        let mut seen = HashSet::new();
        for choice in &list.choices {
            if choice.name.is_empty() {
                problems.add(sheet.problem(choice.row, &["name"], Fault::ChoiceWithoutName {}));
            } else if !twice_allowed && !seen.insert(choice.name.as_str()) {
                let fault = Fault::DuplicateChoice { name: choice.name.clone(), list: list.name.clone() };
                problems.add(sheet.problem(choice.row, &["name"], fault));
            }
        }
    }
    lists
}

/// The lists of a sheet, unchecked.
pub fn grouped(sheet: &Sheet<'_>) -> Lists {
    let mut lists = Lists::default();
    for Row { number, mut map } in sheet.rows() {
        let Some(name) = map.take_text("list name") else { continue };
        let mut choice = Choice { row: number, ..Choice::default() };
        choice.name = map.take_text("name").unwrap_or_default();
        choice.label = map.take("label");
        choice.media = map.take_map("media");
        // A column whose header can be no element is a note of the author.
        let named =
            |(name, value): (&str, &Value)| is_xml_name(name).then(|| (name.to_owned(), value.clone()));
        choice.others = map.iter().filter_map(named).collect();
        lists.entry(name).choices.push(choice);
    }
    lists
}

/// The sheet `external_choices` as the file that phones search.
pub fn as_file(grid: &Grid) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |texts: Vec<&str>| texts.into_iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n";
    let mut out = line(grid.headers.iter().map(String::as_str).collect());
    for row in &grid.rows {
        let mut texts = vec![""; grid.headers.len()];
        for (at, text) in &row.cells {
            if let Some(place) = texts.get_mut(*at) {
                *place = text;
            }
        }
        out.push_str(&line(texts));
    }
    out
}
