//! A form as a tree of items, between the sheets and the XML.

use crate::names::nearest;
use crate::problem::Fault;
use crate::value::{Map, Value};
use std::collections::HashMap;

/// Settings of the form.
#[derive(Debug, Default)]
pub struct Settings {
    /// What the sheet says, by name.
    pub map: Map,
    /// Name of the root node.
    pub name: String,
    /// Identifier of the form.
    pub id: String,
    /// Title of the form.
    pub title: String,
    /// Language of texts that name none.
    pub language: String,
}

impl Settings {
    /// A setting.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.map.text(name)
    }

    /// Whether a setting says yes.
    pub fn yes(&self, name: &str) -> bool {
        self.text(name).and_then(crate::tables::truth).unwrap_or_default()
    }
}

/// A list of choices.
#[derive(Debug)]
pub struct List {
    pub name: String,
    pub choices: Vec<Choice>,
}

impl List {
    /// Whether its texts differ by language, have media, or refer to answers.
    pub fn is_translated(&self) -> bool {
        self.choices.iter().any(|choice| {
            !choice.media.is_empty()
                || match &choice.label {
                    Some(Value::Map(_)) => true,
                    Some(Value::Text(text)) => crate::refs::has_reference(text),
                    None => false,
                }
        })
    }
}

/// All lists of a form, in the order in which they first appear.
#[derive(Debug, Default)]
pub struct Lists {
    all: Vec<List>,
    index: HashMap<String, usize>,
}

impl Lists {
    /// The list of a name.
    pub fn get(&self, name: &str) -> Option<&List> {
        self.all.get(*self.index.get(name)?)
    }

    /// The list of a name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut List> {
        self.all.get_mut(*self.index.get(name)?)
    }

    /// The list of a name, made if there is none.
    pub fn entry(&mut self, name: String) -> &mut List {
        let next = self.all.len();
        let at = *self.index.entry(name).or_insert_with_key(|name| {
            self.all.push(List { name: name.clone(), choices: Vec::new() });
            next
        });
        &mut self.all[at]
    }

    /// Every list.
    pub fn iter(&self) -> std::slice::Iter<'_, List> {
        self.all.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The fault of naming a list that does not exist.
    pub fn unknown(&self, list: &str) -> Fault {
        let near = nearest(list, self.iter().map(|list| list.name.as_str()));
        Fault::UnknownList { list: list.to_owned(), near: near.unwrap_or_default() }
    }
}

/// A choice.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    pub row: usize,
    pub name: String,
    pub label: Option<Value>,
    pub media: Map,
    /// Other columns, for filters.
    pub others: Vec<(String, Value)>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// The form itself.
    Form,
    Group,
    Repeat,
    /// A group that is written once for each choice of a list.
    Loop,
    #[default]
    Question,
    /// A file of data beside the form.
    File,
    /// What becomes of the record in a list of entities.
    Entity,
    /// A text of an entity.
    Label,
    /// A fact of an entity.
    Attribute,
}

/// When something is done without being asked.
#[derive(Debug, Clone)]
pub struct Action {
    /// `setvalue`, `odk:setgeopoint`, `odk:recordaudio`.
    pub name: &'static str,
    /// `odk-instance-first-load`, `odk-new-repeat`, …
    pub event: &'static str,
    /// The value set, unless it is the default of the question.
    pub value: Option<String>,
    /// Another attribute.
    pub attribute: Option<(&'static str, String)>,
}

pub const FIRST_LOAD: &str = "odk-instance-first-load";
pub const NEW_REPEAT: &str = "odk-new-repeat";

/// A question, group or repeat.
#[derive(Debug, Clone, Default)]
pub struct Item {
    pub role: Role,
    pub row: usize,
    /// Question type, in its usual name.
    pub kind: String,
    pub name: String,
    pub label: Option<Value>,
    pub hint: Option<Value>,
    pub guidance: Option<Value>,
    pub media: Map,
    pub bind: Map,
    pub control: Map,
    pub instance: Map,
    pub default: Option<String>,
    pub dynamic: bool,
    pub choice_filter: Option<String>,
    pub parameters: Vec<(String, String)>,
    pub trigger: Vec<String>,
    pub list: Option<String>,
    pub query: Option<String>,
    pub actions: Vec<Action>,
    /// The list of the sheet `osm` whose tags are asked for.
    pub tags: Option<String>,
    /// Without a node of its own in the record.
    pub flat: bool,
    /// Without an element in the body.
    pub bodyless: bool,
    pub children: Vec<Item>,
}

impl Item {
    /// An item from what a row says.
    pub fn of_row(row: usize, mut map: Map) -> Self {
        Self {
            row,
            kind: map.take_text("type").unwrap_or_default(),
            name: map.take_text("name").unwrap_or_default(),
            label: map.take("label"),
            hint: map.take("hint"),
            guidance: map.take("guidance_hint"),
            media: map.take_map("media"),
            bind: map.take_map("bind"),
            control: map.take_map("control"),
            instance: map.take_map("instance"),
            default: map.take_text("default"),
            choice_filter: map.take_text("choice_filter"),
            ..Self::default()
        }
    }

    /// A value that is calculated and that nobody sees.
    pub fn calculate(name: &str, bind: &[(&str, &str)]) -> Self {
        let bind = bind.iter().map(|(name, value)| ((*name).to_owned(), Value::Text((*value).to_owned())));
        Self { kind: "calculate".to_owned(), name: name.to_owned(), bind: bind.collect(), ..Self::default() }
    }

    /// The group of what every record says of itself.
    pub fn meta(children: Vec<Item>) -> Self {
        Self { role: Role::Group, name: "meta".to_owned(), bodyless: true, children, ..Self::default() }
    }

    /// A parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether it holds other items.
    pub fn is_section(&self) -> bool {
        matches!(self.role, Role::Form | Role::Group | Role::Repeat | Role::Loop | Role::Entity)
    }
}

/// A whole form.
#[derive(Debug, Default)]
pub struct Form {
    pub settings: Settings,
    pub lists: Lists,
    pub items: Vec<Item>,
    /// Lists of the sheet `osm`.
    pub osm: Option<Lists>,
    /// `2024.1.0` or `2025.1.0`, when the form keeps entities.
    pub entities: Option<&'static str>,
    /// The sheet `external_choices` as a file.
    pub itemsets: Option<String>,
}
