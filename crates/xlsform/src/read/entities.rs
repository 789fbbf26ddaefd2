//! The sheet `entities`: what becomes of a record in lists of people, places or cases.

use crate::form::{Action, FIRST_LOAD, Item, NEW_REPEAT, Role};
use crate::names::is_xml_name;
use crate::problem::{Fault, Problems};
use crate::refs::references;
use crate::sheet::{Row, Sheet};

mod place;

use std::rc::Rc;

pub use place::place;

/// A row of the sheet.
#[derive(Debug)]
pub struct Declared {
    pub row: usize,
    /// The list of entities.
    pub list: String,
    /// Names of the questions it reads.
    reads: Vec<String>,
    item: Item,
}

/// The groups and repeats around something, by name, the outermost first.
pub type Within = Vec<(Rc<str>, Role)>;

/// A question that an entity is made from.
#[derive(Debug)]
pub struct Use {
    pub list: String,
    pub within: Within,
    pub row: usize,
    /// The property that the answer becomes; none where the sheet of entities reads the answer.
    pub property: Option<String>,
}

const KNOWN: [&str; 6] = ["dataset", "entity_id", "create_if", "update_if", "repeat", "label"];

/// Lists that one form may fill. Each costs a look at every question.
const LISTS: usize = 100;

/// Reads the sheet.
pub fn declared(sheet: &Sheet<'_>, problems: &mut Problems) -> Vec<Declared> {
    for path in sheet.paths() {
        if let Some(first) = path.first().filter(|first| !KNOWN.contains(&first.as_str())) {
            let known = "list_name, entity_id, create_if, update_if, label".to_owned();
            problems.add(sheet.problem(1, &[first], Fault::UnknownColumn { known }));
        }
    }
    let mut found: Vec<Declared> = Vec::new();
    for row in sheet.rows() {
        let number = row.number;
        if found.len() == LISTS {
            let limit = LISTS.to_string();
            problems.add(sheet.problem(number, &["dataset"], Fault::TooManyEntities { limit }));
            break;
        }
        match one(row) {
            Ok(entity) if found.iter().any(|known| known.list == entity.list) => {
                problems.add(sheet.problem(number, &["dataset"], Fault::EntityTwice { name: entity.list }));
            }
            Ok(entity) => found.push(entity),
            Err((column, fault)) => problems.add(sheet.problem(number, &[column], fault)),
        }
    }
    found
}

fn one(Row { number, mut map }: Row) -> Result<Declared, (&'static str, Fault)> {
    let mut text = |name: &str| map.take_text(name);
    let list = text("dataset").unwrap_or_default();
    if list.starts_with("__") || list.contains('.') || !is_xml_name(&list) {
        return Err(("dataset", Fault::EntityList { name: list }));
    }
    let (id, create, update, label) =
        (text("entity_id"), text("create_if"), text("update_if"), text("label"));
    match (&id, &create, &update, &label) {
        (None, _, Some(_), _) => return Err(("update_if", Fault::EntityId {})),
        (Some(_), Some(_), None, _) => return Err(("create_if", Fault::EntityUpdateIf {})),
        (None, _, _, None) => return Err(("label", Fault::EntityLabel {})),
        _ => {}
    }
    let mut reads = Vec::new();
    for text in [&id, &create, &update, &label].into_iter().flatten() {
        for reference in references(text).unwrap_or_default() {
            if !reads.iter().any(|name| name == reference.name) {
                reads.push(reference.name.to_owned());
            }
        }
    }
    let mut item = Item { role: Role::Entity, name: "entity".to_owned(), row: number, ..Item::default() };
    item.children.push(attribute("dataset", &list));
    if id.is_none() || create.is_some() {
        item.children.push(calculated(attribute("create", "1"), create.as_deref()));
    }
    let mut own = attribute("id", "");
    own.bind.set_text("readonly", "true()");
    own.bind.set_text("type", "string");
    match &id {
        None => own.actions.push(set_id(FIRST_LOAD)),
        Some(id) => {
            item.children.push(calculated(attribute("update", "1"), update.as_deref()));
            own.bind.set_text("calculate", id.as_str());
            for (name, column) in
                [("baseVersion", "__version"), ("trunkVersion", "__trunkVersion"), ("branchId", "__branchId")]
            {
                let read = format!("instance('{list}')/root/item[name={id}]/{column}");
                item.children.push(calculated(attribute(name, ""), Some(&read)));
            }
        }
    }
    item.children.push(own);
    if let Some(label) = &label {
        let node = Item { role: Role::Label, name: "label".to_owned(), ..Item::default() };
        item.children.push(calculated(node, Some(label)));
    }
    Ok(Declared { row: number, list, reads, item })
}

fn attribute(name: &str, value: &str) -> Item {
    let default = (!value.is_empty()).then(|| value.to_owned());
    Item { role: Role::Attribute, name: name.to_owned(), default, ..Item::default() }
}

fn calculated(mut item: Item, expression: Option<&str>) -> Item {
    if let Some(expression) = expression {
        item.bind.set_text("calculate", expression);
        item.bind.set_text("readonly", "true()");
        item.bind.set_text("type", "string");
    }
    item
}

fn set_id(event: &'static str) -> Action {
    Action { name: "setvalue", event, value: Some("uuid()".to_owned()), attribute: None }
}

/// What a question does for entities. The column `save_to` keeps the property alone.
///
/// # Errors
/// A property that cannot be one, or a list that the sheet of entities does not have.
pub fn used(
    declared: &[Declared],
    within: &[(Rc<str>, Role)],
    row: usize,
    bind: &mut crate::value::Map,
    name: &str,
    section: bool,
) -> Result<Vec<Use>, Fault> {
    let mut uses = Vec::new();
    let entry = |list: &str, property| Use { list: list.to_owned(), within: within.to_vec(), row, property };
    if let Some(saved) = bind.text("entities:saveto").map(str::to_owned) {
        let Some(first) = declared.first() else { return Err(Fault::NoEntities {}) };
        let lists = || declared.iter().map(|entity| entity.list.as_str()).collect::<Vec<_>>().join(", ");
        let (list, property) = match saved.split_once('#') {
            Some((list, property)) => (list, property),
            None if declared.len() > 1 => return Err(Fault::PropertyList { known: lists() }),
            None => (first.list.as_str(), saved.as_str()),
        };
        if !declared.iter().any(|entity| entity.list == list) {
            return Err(Fault::UnknownList { list: list.to_owned(), near: lists() });
        }
        if section {
            return Err(Fault::PropertyOfGroup {});
        }
        let reserved = ["name", "label"].contains(&property.to_lowercase().as_str());
        if reserved || property.starts_with("__") || !is_xml_name(property) {
            return Err(Fault::Property { name: property.to_owned() });
        }
        uses.push(entry(list, Some(property.to_owned())));
        let property = property.to_owned();
        bind.set_text("entities:saveto", property);
    }
    let readers = declared.iter().filter(|entity| entity.reads.iter().any(|read| read == name));
    uses.extend(readers.map(|entity| entry(&entity.list, None)));
    Ok(uses)
}

/// The item of an entity, at its place: in a repeat, every repetition has an identifier of its own.
fn item(declared: Declared, in_repeat: bool) -> Item {
    let mut item = declared.item;
    for child in item.children.iter_mut().filter(|child| in_repeat && !child.actions.is_empty()) {
        child.actions.push(set_id(NEW_REPEAT));
    }
    item
}
