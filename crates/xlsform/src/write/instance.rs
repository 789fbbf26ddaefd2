//! The primary instance: an empty record.

use super::{Element, Writer};
use crate::form::Role;
use crate::value::{Map, Value};

impl Writer<'_> {
    /// The record with its attributes.
    pub fn record(&self) -> Element {
        let settings = &self.form.settings;
        let mut record = self.section(0, false);
        for (name, value) in settings.map.map("attribute").into_iter().flat_map(Map::iter) {
            if let Some(value) = value.text() {
                record.set(name, value);
            }
        }
        record.set("id", &settings.id);
        for (setting, name) in [
            ("instance_xmlns", "xmlns"),
            ("version", "version"),
            ("prefix", "odk:prefix"),
            ("delimiter", "odk:delimiter"),
        ] {
            if let Some(value) = settings.text(setting) {
                record.set(name, value);
            }
        }
        record
    }

    /// A section with what it holds. Outside a repeat, a repeat stands twice: as a template, and once empty.
    fn section(&self, at: usize, within: bool) -> Element {
        let mut node = self.bare(at);
        for child in self.tree.nodes[at].children.iter().copied() {
            let item = self.tree.item(child);
            match item.role {
                Role::File => {}
                Role::Attribute => {
                    let value = item.default.clone().unwrap_or_default();
                    node.set(&item.name, value);
                }
                _ if item.flat => node.extend(self.flattened(child)),
                Role::Repeat if !within => {
                    node.push(self.template(child));
                    node.push(self.section(child, true));
                }
                _ => node.push(self.any(child, within)),
            }
        }
        node
    }

    fn any(&self, at: usize, within: bool) -> Element {
        match self.tree.item(at).role {
            Role::Question => self.question(at),
            Role::Label => Element::new(&self.tree.item(at).name),
            _ => self.section(at, within),
        }
    }

    fn template(&self, at: usize) -> Element {
        let mut node = Element::new(&self.tree.item(at).name).with("jr:template", "");
        for child in self.tree.nodes[at].children.iter().copied() {
            match self.tree.item(child).role {
                Role::File => {}
                Role::Repeat => node.push(self.template(child)),
                _ => node.push(self.any(child, false)),
            }
        }
        node
    }

    /// What a section without a node of its own holds.
    fn flattened(&self, at: usize) -> Vec<Element> {
        let mut found = Vec::new();
        for child in self.tree.nodes[at].children.iter().copied() {
            match self.tree.item(child).role {
                Role::File => {}
                _ if self.tree.item(child).flat => found.extend(self.flattened(child)),
                _ => found.push(self.any(child, false)),
            }
        }
        found
    }

    fn question(&self, at: usize) -> Element {
        let item = self.tree.item(at);
        let node = self.bare(at);
        match item.default.as_deref() {
            Some(default) if !item.dynamic => node.text(default),
            _ => node,
        }
    }

    fn bare(&self, at: usize) -> Element {
        let item = self.tree.item(at);
        let mut node = Element::new(&item.name);
        for (name, value) in item.instance.iter() {
            if let Value::Text(value) = value {
                node.set(name, self.expression(value, at));
            }
        }
        node
    }
}
