//! The model: texts, instances, binds and what is done without being asked.

use super::itext::{MESSAGES, is_message_translated};
use super::{Element, Writer};
use crate::form::{Action, Item, List, NEW_REPEAT, Role};
use crate::problem::{Fault, Problems};
use crate::refs::has_last_saved;
use crate::tables;
use crate::tree::ELEMENT;
use crate::value::Value;
use std::collections::{HashMap, HashSet};

/// Expressions in which data outside the form can be asked for.
const ASKING: [&str; 5] = ["calculate", "constraint", "readonly", "required", "relevant"];

impl Writer<'_> {
    /// The element `model`.
    pub fn model(&self, problems: &mut Problems) -> Element {
        let mut model = Element::new("model").with("odk:xforms-version", "1.0.0");
        if let Some(version) = self.form.entities {
            model.set("entities:entities-version", version);
        }
        model.extend(self.submission());
        model.extend(self.itext());
        model.push(Element::new("instance").of_row(0).around(self.record()));
        model.extend(self.instances(problems));
        for at in 0..self.tree.nodes.len() {
            model.extend(self.bind(at));
            model.extend(self.actions(at, false));
        }
        model
    }

    fn submission(&self) -> Option<Element> {
        let settings = &self.form.settings;
        let mut submission = Element::new("submission");
        let mut any = false;
        for (setting, name) in [
            ("submission_url", "action"),
            ("public_key", "base64RsaPublicKey"),
            ("auto_send", "orx:auto-send"),
            ("auto_delete", "orx:auto-delete"),
        ] {
            if let Some(value) = settings.text(setting) {
                submission.set(name, value);
                any = true;
            }
        }
        if settings.text("submission_url").is_some() {
            submission.set("method", "post");
        }
        if settings.yes("client_editable") {
            submission.set("odk:client-editable", "true");
            any = true;
        }
        any.then_some(submission)
    }

    /// Lists of choices, and files beside the form.
    fn instances(&self, problems: &mut Problems) -> Vec<Element> {
        let mut sources = Sources::default();
        for at in 0..self.tree.nodes.len() {
            let item = self.tree.item(at);
            if item.role == Role::File {
                let folder = if item.kind == "csv-external" { "file-csv" } else { "file" };
                let extension = item.kind.trim_end_matches("-external");
                let source = format!("jr://{folder}/{}.{extension}", item.name);
                sources.fits &= sources.files.insert(item.name.clone());
                sources.add(&item.name, source);
            } else {
                for name in self.pulled(at) {
                    sources.add(&name, format!("jr://file-csv/{name}.csv"));
                }
                if let Some((name, source)) = item.list.as_deref().and_then(file_of_list) {
                    sources.add(&name, source);
                }
            }
            if !std::mem::replace(&mut sources.fits, true) {
                let name = item.list.as_ref().unwrap_or(&item.name).clone();
                problems.add(self.problem(at, "type", Fault::InstanceTwice { name }));
            }
        }
        if self.tree.all(reads_last_saved).next().is_some() {
            sources.add("__last-saved", "jr://instance/last-saved".to_owned());
        }
        for list in self.form.lists.iter().filter(|list| !self.searched.contains(list.name.as_str())) {
            if sources.seen.contains_key(&list.name) {
                sources.fits = false;
                continue;
            }
            sources.found.push(self.choices(list, self.translated.contains(list.name.as_str())));
        }
        if !sources.fits {
            let twice =
                self.form.lists.iter().map(|list| &list.name).find(|name| sources.seen.contains_key(*name));
            let name = twice.cloned().unwrap_or_else(|| "__last-saved".to_owned());
            let user = self.tree.all(|item| item.list.is_some() || item.name == name);
            let at = user.into_iter().find(|at| self.names_source(*at, &name)).unwrap_or_default();
            problems.add(self.problem(at, "type", Fault::InstanceTwice { name }));
        }
        sources.found
    }

    fn names_source(&self, at: usize, name: &str) -> bool {
        let item = self.tree.item(at);
        let file = item.list.as_deref().and_then(file_of_list);
        file.is_some_and(|(file, _)| file == name) || (item.role == Role::File && item.name == name)
    }

    fn choices(&self, list: &List, translated: bool) -> Element {
        let mut root = Element::new("root");
        let named = |name: &str, text: &str| {
            let fits = self.tree.spend(ELEMENT + name.len() + text.len());
            fits.then(|| Element::new(name).text(text))
        };
        for (at, choice) in list.choices.iter().enumerate() {
            let mut item = Element::new("item");
            if translated {
                item.extend(named("itextId", &format!("{}-{at}", list.name)));
            }
            item.extend(named("name", &choice.name));
            if let Some(label) = choice.label.as_ref().and_then(Value::text).filter(|_| !translated) {
                item.extend(named("label", label));
            }
            for (name, value) in &choice.others {
                item.extend(value.text().and_then(|text| named(name, text)));
            }
            root.push(item);
        }
        Element::new("instance").with("id", &list.name).around(root)
    }

    /// Files that `pulldata()` reads.
    fn pulled(&self, at: usize) -> Vec<String> {
        let item = self.tree.item(at);
        let asked = ASKING.iter().map(|name| item.bind.text(name));
        let asked = asked.chain([item.choice_filter.as_deref(), item.default.as_deref()]).flatten();
        asked.filter(|text| text.contains("pulldata(")).flat_map(pulled_files).collect()
    }

    /// The bind of an item. A group without conditions has none.
    fn bind(&self, at: usize) -> Option<Element> {
        let item = self.tree.item(at);
        if item.flat || item.role == Role::File {
            return None;
        }
        let mut bind = Element::new("bind").of_row(item.row).with("nodeset", self.path(at));
        let kind =
            (item.role == Role::Question).then(|| tables::kind(&item.kind)).flatten().unwrap_or_default();
        let usual = kind.bind.map(|bind| ("type", bind)).into_iter().chain(kind.attributes.iter().copied());
        let mut any = false;
        for (name, value) in usual {
            bind.set(name, value);
            any = true;
        }
        for (name, value) in item.bind.iter() {
            any = true;
            if name == "calculate" && !item.trigger.is_empty() {
                continue;
            }
            let said = MESSAGES.contains(&name) && is_message_translated(name, value);
            let value = match value {
                _ if said => format!("jr:itext('{}:{name}')", self.path(at)),
                Value::Text(text) if ASKING.contains(&name) => {
                    self.expression(tables::as_expression(text), at)
                }
                Value::Text(text) => self.expression(text, at),
                Value::Map(_) => continue,
            };
            bind.set(name, value);
        }
        any.then_some(bind)
    }

    /// What is done to an item when the form is opened, or when its repeat is added.
    pub fn actions(&self, at: usize, in_repeat: bool) -> Vec<Element> {
        let item = self.tree.item(at);
        let now = |action: &&Action| (action.event == NEW_REPEAT) == in_repeat;
        let written = |action: &Action| {
            let mut element = Element::new(action.name)
                .of_row(item.row)
                .with("ref", self.path(at))
                .with("event", action.event);
            let value = match item.default.as_deref().filter(|_| action.value.is_none()) {
                Some(default) if item.dynamic => Some(self.expression(default, at)),
                Some(default) => Some(default.to_owned()),
                None => action.value.clone(),
            };
            if let Some(value) = value.filter(|_| action.name == "setvalue") {
                element.set("value", value);
            }
            if let Some((name, value)) = &action.attribute {
                element.set(name, value);
            }
            element
        };
        item.actions.iter().filter(now).map(written).collect()
    }
}

/// Data that expressions can ask for, by name.
struct Sources {
    seen: HashMap<String, String>,
    files: HashSet<String>,
    found: Vec<Element>,
    /// No name stands for two things.
    fits: bool,
}

impl Default for Sources {
    fn default() -> Self {
        Self { seen: HashMap::new(), files: HashSet::new(), found: Vec::new(), fits: true }
    }
}

impl Sources {
    fn add(&mut self, name: &str, source: String) {
        if let Some(known) = self.seen.get(name) {
            self.fits &= *known == source;
            return;
        }
        self.found.push(Element::new("instance").with("id", name).with("src", &source));
        self.seen.insert(name.to_owned(), source);
    }
}

/// Whether an item asks for the record saved before.
fn reads_last_saved(item: &Item) -> bool {
    let expressions = [item.default.as_deref(), item.choice_filter.as_deref()];
    let asked = ASKING.iter().map(|name| item.bind.text(name));
    item.role == Role::Question && expressions.into_iter().chain(asked).flatten().any(has_last_saved)
}

/// A file of choices: its name without and with its place.
pub fn file_of_list(list: &str) -> Option<(String, String)> {
    let (name, extension) = list.rsplit_once('.')?;
    let folder = match extension {
        "csv" => "file-csv",
        "xml" | "geojson" => "file",
        _ => return None,
    };
    Some((name.to_owned(), format!("jr://{folder}/{list}")))
}

/// First arguments of `pulldata(…, …)`.
fn pulled_files(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in text.split("pulldata").skip(1) {
        let inside = rest.trim_start().strip_prefix('(');
        if let Some((name, _)) = inside.and_then(|inside| inside.split_once(',')) {
            found.push(name.replace(['\'', '"'], "").trim().to_owned());
        }
    }
    found
}
