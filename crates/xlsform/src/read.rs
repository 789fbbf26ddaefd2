//! The sheets as a form, with every problem found on the way.

mod entities;
mod kinds;
mod lists;
mod loops;
mod marks;
mod range;
mod select;
mod survey;
mod types;

use crate::form::{Form, Item, Lists, Settings};
use crate::names::{is_xml_name, nearest};
use crate::problem::{Fault, Problem, Problems};
use crate::refs::references;
use crate::sheet::Sheet;
use crate::tables;
use crate::value::{Map, Value};
use crate::workbook::Workbook;
use std::collections::{HashMap, HashSet};

/// Reads a form. `name` is its identifier when the settings give none.
pub fn form(book: &Workbook, name: &str, problems: &mut Problems) -> Form {
    let Some(grid) = book.sheet("survey").filter(|grid| !grid.headers.is_empty()) else {
        problems.add(*Problem::of_file(Fault::NoSurvey { near: book.near("survey") }));
        return Form::default();
    };
    let settings_grid = book.sheet("settings").cloned().map(|mut grid| {
        if grid.headers.iter().any(|header| header == "form_id")
            && let Some(at) = grid.headers.iter().position(|header| header == "id_string")
        {
            // An old name beside the new one: the new one counts.
            grid.headers[at] = "id_string_before".to_owned();
        }
        grid
    });
    let settings_sheet =
        settings_grid.as_ref().map(|grid| Sheet::read(grid, &tables::SETTINGS, "default", problems));
    let settings = settings(settings_sheet.as_ref(), name, problems);
    let language = settings.language.clone();
    let choices_sheet =
        book.sheet("choices").map(|grid| Sheet::read(grid, &tables::CHOICES, &language, problems));
    let lists = match &choices_sheet {
        Some(sheet) => lists::read(sheet, settings.yes("allow_choice_duplicates"), problems),
        None => Lists::default(),
    };
    let entity_sheet =
        book.sheet("entities").map(|grid| Sheet::read(grid, &tables::ENTITIES, "default", problems));
    let entities = entity_sheet.as_ref().map(|sheet| entities::declared(sheet, problems)).unwrap_or_default();
    let clean = settings.text("clean_text_values").and_then(tables::truth).unwrap_or(true);
    let sheet = Sheet::read(grid, &tables::SURVEY, &language, problems).single_spaced(clean);

    let mut form = Form { settings, lists, ..Form::default() };
    let survey = survey::read(book, &sheet, &mut form, &entities, problems);
    form.items = survey.items;
    if form.settings.text("flat").is_some_and(|flat| !flat.is_empty()) {
        loops::flatten(&mut form.items, problems);
    }
    let mut meta = survey.meta;
    meta.extend(own_meta(&form.settings, problems));
    if !entities.is_empty() {
        let placed = entities::place(entities, survey.entity_uses, &mut form.items, problems);
        form.entities = Some(placed);
    }
    if !meta.is_empty() {
        match form.items.iter_mut().find(|item| item.name == "meta" && item.bodyless) {
            Some(group) => group.children.extend(meta),
            None => form.items.push(Item::meta(meta)),
        }
    }
    let mut names = survey.names;
    if !form.settings.yes("omit_instanceID") {
        *names.entry("instanceID".to_owned()).or_default() += 1;
    }
    for sheet in [settings_sheet.as_ref(), entity_sheet.as_ref(), Some(&sheet), choices_sheet.as_ref()] {
        check_references(sheet, &names, problems);
    }
    if problems.is_empty() {
        check_siblings(&form.items, &sheet, problems);
    }
    if let Some(choices) = &choices_sheet {
        loops::check_choices(&form.items, &form.lists, choices, problems);
    }
    loops::expand(&mut form.items, &form.lists, problems);
    form
}

fn settings(sheet: Option<&Sheet<'_>>, name: &str, problems: &mut Problems) -> Settings {
    let row = sheet.and_then(|sheet| sheet.rows().next());
    let (number, map) = row.map_or((2, Map::default()), |row| (row.number, row.map));
    let text = |key: &str| map.text(key).map(str::to_owned);
    let id = text("id_string").unwrap_or_else(|| name.to_owned());
    let settings = Settings {
        name: text("name").unwrap_or_else(|| "data".to_owned()),
        title: text("title").unwrap_or_else(|| id.clone()),
        language: text("default_language").unwrap_or_else(|| "default".to_owned()),
        id,
        map,
    };
    if let Some(sheet) = sheet.filter(|_| !is_xml_name(&settings.name)) {
        let fault = Fault::BadName { name: settings.name.clone() };
        problems.add(sheet.problem(number, &["name"], fault));
    }
    if let Some(sheet) = sheet
        && settings.yes("omit_instanceID")
        && settings.text("public_key").is_some()
    {
        problems.add(sheet.problem(number, &["omit_instanceID"], Fault::EncryptedWithoutId {}));
    }
    settings
}

/// What a record says of itself.
fn own_meta(settings: &Settings, _problems: &mut Problems) -> Vec<Item> {
    let mut meta = Vec::new();
    if !settings.yes("omit_instanceID") {
        let preload = settings.text("instance_id").unwrap_or("uid");
        meta.push(Item::calculate("instanceID", &[("readonly", "true()"), ("jr:preload", preload)]));
    }
    if let Some(name) = settings.text("instance_name") {
        meta.push(Item::calculate("instanceName", &[("calculate", name)]));
    }
    meta
}

/// Columns whose references are checked elsewhere, or are none.
const UNCHECKED: [&str; 3] = ["type", "name", "trigger"];
/// Columns of the choices in which a reference is one.
const SPOKEN: [&str; 2] = ["label", "media"];

/// Every `${…}` of a sheet names one question.
fn check_references(sheet: Option<&Sheet<'_>>, names: &HashMap<String, usize>, problems: &mut Problems) {
    let Some(sheet) = sheet else { return };
    let kind = sheet.name.to_lowercase();
    for (row, header, path, text) in sheet.cells() {
        let first = path.first().map(String::as_str).unwrap_or_default();
        let checked = match kind.as_str() {
            "choices" => SPOKEN.contains(&first),
            "entities" => !["dataset", "list name", "repeat"].contains(&first),
            "settings" => true,
            _ => !UNCHECKED.contains(&first),
        };
        if !checked || !text.contains("${") || problems.is_full() {
            continue;
        }
        let mut problem = |fault| {
            problems.add(Problem {
                sheet: Some(sheet.name.to_owned()),
                row: Some(row),
                column: Some(header.to_owned()),
                fault,
            });
        };
        let found = match references(text) {
            Ok(found) => found,
            Err(found) => {
                problem(Fault::BadReference { found });
                continue;
            }
        };
        for reference in found {
            let name = reference.name.to_owned();
            match names.get(reference.name) {
                Some(1) => {}
                Some(_) => problem(Fault::AmbiguousReference { name }),
                None => {
                    let near = nearest(&name, names.keys().map(String::as_str)).unwrap_or_default();
                    problem(Fault::UnknownReference { name, near });
                }
            }
        }
    }
}

/// Names that the form gives itself, such as `x_count`, can be names that were given already.
fn check_siblings(items: &[Item], sheet: &Sheet<'_>, problems: &mut Problems) {
    let mut seen = HashSet::new();
    for item in items {
        if !seen.insert(item.name.as_str()) {
            let fault = Fault::DuplicateName { name: item.name.clone() };
            problems.add(sheet.problem(item.row, &["name"], fault));
        }
        check_siblings(&item.children, sheet, problems);
    }
}

/// A label, or a label for every language of a map.
fn in_all_languages(text: &str, languages: &HashSet<String>) -> Value {
    if languages.is_empty() {
        return Value::Text(text.to_owned());
    }
    let mut sorted: Vec<&String> = languages.iter().collect();
    sorted.sort();
    Value::Map(sorted.into_iter().map(|language| (language.clone(), Value::Text(text.to_owned()))).collect())
}
