//! The sheet `survey`, row by row.

mod questions;
mod sections;

use super::entities::{Declared, Use};
use super::select::Select;
use super::types::{self, Type};
use super::{lists, marks};
use crate::form::{Action, FIRST_LOAD, Form, Item, Lists, NEW_REPEAT, Role};
use crate::lexer::is_dynamic;
use crate::names::{is_xml_name, nearest};
use crate::problem::{Fault, Problems};
use crate::refs::{Reference, references};
use crate::sheet::{Columns, Row, Sheet};
use crate::tables;
use crate::value::Map;
use crate::workbook::Workbook;
use sections::of_role;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The sheet while it is read.
pub struct Survey<'a> {
    pub book: &'a Workbook,
    pub form: &'a mut Form,
    /// Lists of the sheet `external_choices`.
    pub external: Option<Lists>,
    /// Lists of which several can be chosen.
    pub without_spaces: HashSet<String>,
    sheet: &'a Sheet<'a>,
    problems: &'a mut Problems,
    entities: &'a [Declared],
    stack: Vec<Open>,
    table: Table,
    found: Found,
    questions: HashSet<String>,
    repeats: HashSet<String>,
    instances: HashSet<String>,
    /// Properties that are filled, with their lists.
    saved: HashSet<(String, String)>,
    triggers: Vec<(usize, String)>,
    places: Vec<(usize, String)>,
}

/// What the sheet holds.
#[derive(Default)]
pub struct Found {
    pub items: Vec<Item>,
    /// Items that stand with what a record says of itself.
    pub meta: Vec<Item>,
    /// How often each name was given.
    pub names: HashMap<String, usize>,
    /// Where entities are spoken of.
    pub entity_uses: Vec<Use>,
}

/// A section that has begun.
#[derive(Default)]
struct Open {
    section: Item,
    name: Rc<str>,
    names: HashSet<String>,
}

/// A group shown as a table, whose selects share one list.
enum Table {
    No,
    Begun,
    Of(String),
}

/// Reads the sheet.
pub fn read<'a>(
    book: &'a Workbook,
    sheet: &'a Sheet<'a>,
    form: &'a mut Form,
    entities: &'a [Declared],
    problems: &'a mut Problems,
) -> Found {
    let columns: &Columns = &tables::LISTS;
    let external = book.sheet("external_choices").filter(|grid| !grid.rows.is_empty()).map(|grid| {
        let sheet = Sheet::read(grid, columns, &form.settings.language, problems);
        (lists::grouped(&sheet), lists::as_file(grid))
    });
    let (external, file) = external.unzip();
    let mut survey = Survey {
        book,
        form,
        external,
        without_spaces: HashSet::new(),
        sheet,
        problems,
        entities,
        stack: vec![Open::default()],
        table: Table::No,
        found: Found::default(),
        questions: HashSet::new(),
        repeats: HashSet::new(),
        instances: HashSet::new(),
        saved: HashSet::new(),
        triggers: Vec::new(),
        places: Vec::new(),
    };
    for row in sheet.rows() {
        let number = row.number;
        if survey.problems.is_full() {
            break;
        }
        if let Err((path, fault)) = survey.row(row) {
            survey.problem(number, path, fault);
        }
    }
    survey.finish(file)
}

/// A fault and the column it stands in.
type Refusal = (&'static [&'static str], Fault);

const TYPE: &[&str] = &["type"];
const NAME: &[&str] = &["name"];
const PARAMETERS: &[&str] = &["parameters"];

impl Survey<'_> {
    fn problem(&mut self, row: usize, path: &[&str], fault: Fault) {
        self.problems.add(self.sheet.problem(row, path, fault));
    }

    fn row(&mut self, Row { number, mut map }: Row) -> Result<(), Refusal> {
        if map.take_text("disabled").as_deref().and_then(tables::truth) == Some(true) || map.is_empty() {
            return Ok(());
        }
        let Some(kind) = map.text("type").map(types::usual).map(str::to_owned) else {
            // A row that says neither what it asks nor how it is called is a remark.
            let remark = map.get("name").is_none() && map.get("label").is_none();
            return if remark { Ok(()) } else { Err((TYPE, Fault::NoType {})) };
        };
        map.set_text("type", kind.clone());
        let trigger = self.trigger(number, map.take_text("trigger"))?;
        let parameters = map.take_text("parameters").unwrap_or_default();
        let parameters = marks::parse(&parameters).map_err(|fault| (PARAMETERS, fault))?;
        let setting = tables::SETTINGS.other.iter().find(|(name, _)| *name == kind);
        if let Some((_, path)) = setting {
            self.setting(path[0], map.take_text("name").unwrap_or_default());
            return Ok(());
        }
        let parsed = types::parse(&kind);
        if let Type::End(role) = parsed {
            self.saved_to(number, &mut map, "", true)?;
            return self.end(role);
        }
        let intent = map.take_text("intent");
        let mut item = Item { trigger, parameters, ..Item::of_row(number, map) };
        self.defaulted(&mut item);
        if kind == "audit" {
            return self.audit(item);
        }
        if kind == "calculate" && item.bind.text("calculate").is_none() && !item.dynamic {
            return Err((&["bind", "calculate"], Fault::NoCalculation {}));
        }
        self.named(&mut item)?;
        let opens = matches!(parsed, Type::Begin(..));
        let mut bind = Map::default();
        std::mem::swap(&mut bind, &mut item.bind);
        let mut holder: Map = [("bind".to_owned(), crate::value::Value::Map(bind))].into_iter().collect();
        let used = self.saved_to(number, &mut holder, &item.name, opens);
        item.bind = holder.take_map("bind");
        used?;
        match parsed {
            Type::Begin(role, list) => {
                if let Some(intent) = intent {
                    item.control.set_text("intent", intent);
                }
                self.begin(item, role, list)
            }
            Type::Select { kind, from_file, strict, list, or_other } => {
                self.select(item, &Select { kind, from_file, strict, list, or_other })
            }
            Type::Osm(list) => self.osm(item, list),
            _ => self.question(item),
        }
    }

    /// Some old forms keep settings among the questions.
    fn setting(&mut self, name: &str, value: String) {
        let settings = &mut self.form.settings;
        match name {
            "title" => settings.title = value,
            "id_string" => settings.id = value,
            name => settings.map.set_text(name, value),
        }
    }

    fn trigger(&mut self, row: usize, text: Option<String>) -> Result<Vec<String>, Refusal> {
        let Some(text) = text else { return Ok(Vec::new()) };
        let wrong = |found: &str| (&["trigger"][..], Fault::BadReference { found: found.to_owned() });
        let mut names = Vec::new();
        for part in text.split(',') {
            let found = references(part).map_err(|found| wrong(&found))?;
            match found[..] {
                [] => {}
                [reference] => names.push(reference.name.to_owned()),
                _ => return Err(wrong(part.trim())),
            }
        }
        if !text.contains("${") {
            return Err(wrong(&text));
        }
        self.triggers.extend(names.iter().map(|name| (row, name.clone())));
        Ok(names)
    }

    /// A default that is calculated is set when the form opens, and in each repeat that is added.
    fn defaulted(&self, item: &mut Item) {
        item.dynamic = item.default.as_deref().is_some_and(|default| is_dynamic(default, &item.kind));
        if item.dynamic {
            let set = |event| Action { name: "setvalue", event, value: None, attribute: None };
            item.actions.push(set(FIRST_LOAD));
            if self.stack.iter().any(|open| open.section.role == Role::Repeat) {
                item.actions.push(set(NEW_REPEAT));
            }
        }
    }

    fn named(&mut self, item: &mut Item) -> Result<(), Refusal> {
        if item.name.is_empty() {
            if item.kind != "note" {
                return Err((NAME, Fault::NoName {}));
            }
            item.name = format!("generated_note_name_{}", item.row);
        }
        let name = item.name.clone();
        if !is_xml_name(&name) {
            return Err((NAME, Fault::BadName { name }));
        }
        *self.found.names.entry(name.clone()).or_default() += 1;
        if name == "meta" {
            self.problem(item.row, NAME, Fault::ReservedName { name });
        } else if let Some(open) = self.stack.last_mut()
            && !open.names.insert(name.clone())
        {
            self.problem(item.row, NAME, Fault::DuplicateName { name });
        }
        Ok(())
    }

    fn saved_to(&mut self, row: usize, map: &mut Map, name: &str, section: bool) -> Result<(), Refusal> {
        let path = self.stack.iter().skip(1).filter(|_| !self.entities.is_empty());
        let path: Vec<_> = path.map(|open| (open.name.clone(), open.section.role)).collect();
        let mut bind = map.take_map("bind");
        let used = super::entities::used(self.entities, &path, row, &mut bind, name, section);
        map.set("bind", crate::value::Value::Map(bind));
        match used {
            Ok(uses) => {
                for new in uses {
                    let saved = new.property.clone();
                    if let Some(name) = saved
                        && !self.saved.insert((new.list.clone(), name.clone()))
                    {
                        self.problem(row, &["bind", "entities:saveto"], Fault::PropertyTwice { name });
                    }
                    self.found.entity_uses.push(new);
                }
                Ok(())
            }
            Err(fault) => Err((&["bind", "entities:saveto"], fault)),
        }
    }

    fn push(&mut self, mut item: Item) {
        // The labels of a table's head would be missed otherwise.
        if item.label.is_none() && item.control.text("appearance") == Some("label") {
            item.label = Some(crate::value::Value::Text(" ".to_owned()));
        }
        if let Some(open) = self.stack.last_mut() {
            open.section.children.push(item);
        }
    }

    fn finish(mut self, file: Option<String>) -> Found {
        let open: Vec<(usize, &str, String)> = self
            .stack
            .iter()
            .skip(1)
            .map(|open| &open.section)
            .map(|section| (section.row, of_role(section.role), section.name.clone()))
            .collect();
        for (row, kind, name) in open {
            self.problem(row, TYPE, Fault::Unclosed { kind: kind.to_owned(), name });
        }
        for (row, name) in std::mem::take(&mut self.triggers) {
            if !self.questions.contains(&name) && !self.problems.is_full() {
                let near = nearest(&name, self.questions.iter().map(String::as_str)).unwrap_or_default();
                self.problem(row, &["trigger"], Fault::UnknownReference { name, near });
            }
        }
        for (row, place) in std::mem::take(&mut self.places) {
            let repeat = Reference::at_start(&place).filter(|reference| reference.length == place.len());
            let known = self.instances.contains(&place)
                || self.form.lists.get(&place).is_some()
                || self.entities.iter().any(|entity| entity.list == place)
                || repeat.is_some_and(|repeat| self.repeats.contains(repeat.name));
            if !known {
                self.problem(row, PARAMETERS, Fault::UnknownList { list: place, near: String::new() });
            }
        }
        let outside = |item: &Item| item.kind == "select one external";
        self.form.itemsets = file.filter(|_| self.stack.iter().any(|open| any(&open.section, &outside)));
        self.found.items = self.stack.swap_remove(0).section.children;
        self.found
    }
}

fn any(item: &Item, passes: &dyn Fn(&Item) -> bool) -> bool {
    passes(item) || item.children.iter().any(|child| any(child, passes))
}
