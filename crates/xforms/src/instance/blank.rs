//! Reads the primary instance of a form: its definitions, and the nodes of a blank form.

use super::answers::{Answers, NodeId};
use super::model::{DefId, Model};
use crate::error::{FormError, FormErrorKind};
use crate::limits;
use crate::xml::{Document, XmlId, local};
use std::collections::HashSet;

impl Model {
    /// Reads the definitions below `root`. `repeated` holds the paths of the nodes that repeat, of which the form may
    /// write several instances and a template.
    pub fn read(document: &Document, root: XmlId, repeated: &HashSet<String>) -> Result<Self, FormError> {
        let mut model = Self::default();
        model.add("", None, "", false);
        let last_names: HashSet<&str> = repeated.iter().filter_map(|path| path.rsplit('/').next()).collect();
        let mut with_template = HashSet::new();
        // (element, parent, whether inside meta, how its values count); depth is bounded by the XML reader.
        let mut waiting = vec![(root, DefId::DOCUMENT, false, Weight::First)];
        while let Some((element, parent, in_meta, weight)) = waiting.pop() {
            let written = document.name(element);
            let name = local(written);
            let in_meta = in_meta || name == "meta";
            let line = document.line(element);
            if written.contains(':') && !in_meta {
                return Err(FormErrorKind::Unsupported(format!("the prefixed element <{written}>")).at(line));
            }
            let here = || {
                format!(
                    "{}/{name}",
                    if parent == DefId::DOCUMENT { String::new() } else { model.path(parent) }
                )
            };
            let repeats = last_names.contains(name) && repeated.contains(&here());
            let template = document
                .attributes(element)
                .iter()
                .any(|attribute| local(&attribute.name) == "template" && attribute.name.contains(':'));
            let known = if repeats || weight != Weight::First { model.child(parent, name) } else { None };
            let inner: Vec<XmlId> = document.elements(element).collect();
            let value = if inner.is_empty() { document.own_text(element) } else { String::new() };
            let (def, weight) = match known {
                Some(def) => (
                    def,
                    if template {
                        Weight::Template
                    } else if weight == Weight::First {
                        Weight::Later
                    } else {
                        weight
                    },
                ),
                None => (model.add(name, Some(parent), &value, repeats), weight),
            };
            if repeats && model.repeats_around(def).len() > limits::REPEAT_DEPTH {
                return Err(FormErrorKind::Unsupported(format!(
                    "more than {} repeats inside one another",
                    limits::REPEAT_DEPTH
                ))
                .at(line));
            }
            if template {
                with_template.insert(def);
            }
            if known.is_some() && weight == Weight::Template {
                model.defs[def.index()].value = value.into();
            }
            model.defs[def.index()].prefixed |= written.contains(':');
            for attribute in document
                .attributes(element)
                .iter()
                .filter(|attribute| !attribute.name.contains(':') && &*attribute.name != "xmlns")
            {
                let name = format!("@{}", attribute.name);
                match model.child(def, &name) {
                    None => _ = model.add(&name, Some(def), &attribute.value, false),
                    Some(known) if weight == Weight::Template => {
                        model.defs[known.index()].value = attribute.value.clone()
                    }
                    Some(_) => {}
                }
            }
            waiting.extend(inner.into_iter().rev().map(|child| (child, def, in_meta, weight)));
        }
        model.forget_defaults(&with_template);
        Ok(model)
    }

    /// Takes the default answers from repeats without a template: what their first instance is written with is its own
    /// (ODK XForms, "Default Values in Repeats").
    fn forget_defaults(&mut self, with_template: &HashSet<DefId>) {
        for id in self.ids().collect::<Vec<_>>() {
            let attribute = self.def(id).name.starts_with('@');
            let around = if self.repeats(id) { Some(id) } else { self.def(id).within };
            if !attribute && around.is_some_and(|repeat| !with_template.contains(&repeat)) {
                self.defs[id.index()].value = Box::default();
            }
        }
    }
}

/// How the values of an element count as defaults of its definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// The first of its kind: they do.
    First,
    /// Inside a later instance of a repeat: they do not.
    Later,
    /// Inside a template: they do, whatever was read before.
    Template,
}

impl Answers {
    /// The nodes of a blank form: those written in it, templates left out.
    pub fn read(model: &mut Model, document: &Document, root: XmlId) -> Self {
        let mut answers = Self::empty();
        let mut waiting = vec![(root, NodeId::DOCUMENT)];
        while let Some((element, parent)) = waiting.pop() {
            let Some(def) = answers.next_def(model, document, element, parent) else { continue };
            if model.repeats(def) && is_template(document, element) {
                model.set_fresh(document, element, def);
                continue;
            }
            let node = answers.bare(model, def, parent);
            answers.put(parent, model.def(def).slot, node);
            let inner: Vec<XmlId> = document.elements(element).collect();
            if inner.is_empty() {
                answers.set_value(node, document.own_text(element));
            }
            for attribute in document.attributes(element) {
                if let Some(def) = model.child(def, &format!("@{}", attribute.name)) {
                    let inner = answers.bare(model, def, node);
                    answers.set_value(inner, attribute.value.to_string());
                    answers.put(node, model.def(def).slot, inner);
                }
            }
            waiting.extend(inner.into_iter().rev().map(|child| (child, node)));
        }
        answers.complete(model);
        answers
    }

    /// The definition of an element: the first of its name that repeats or has no node yet.
    fn next_def(&self, model: &Model, document: &Document, element: XmlId, parent: NodeId) -> Option<DefId> {
        let mut found = None;
        model.each_named(self.def(parent), document.local_name(element), &mut |def| {
            let open = model.repeats(def) || self.of(parent, model.def(def).slot).is_empty();
            found = found.or(Some(def).filter(|_| open));
        });
        found
    }

    /// Adds what an instance of a repeat leaves out and others of it have.
    fn complete(&mut self, model: &Model) {
        let mut waiting = vec![NodeId::ROOT];
        while let Some(node) = waiting.pop() {
            for (slot, child) in model.def(self.def(node)).children.iter().enumerate() {
                if !model.repeats(*child) && self.of(node, slot).is_empty() {
                    let grown = self.grow(model, *child, node);
                    self.put(node, slot, grown);
                }
            }
            waiting.extend(self.children(node).collect::<Vec<_>>());
        }
    }
}

fn is_template(document: &Document, element: XmlId) -> bool {
    let attributes = document.attributes(element).iter();
    attributes
        .into_iter()
        .any(|attribute| attribute.name.contains(':') && local(&attribute.name) == "template")
}

impl Model {
    /// Notes how many instances of the repeats inside a template each new instance starts with.
    fn set_fresh(&mut self, document: &Document, template: XmlId, def: DefId) {
        let mut waiting = vec![(template, def)];
        while let Some((element, def)) = waiting.pop() {
            for inner in document.elements(element) {
                let Some(child) = self.child(def, document.local_name(inner)) else { continue };
                if self.repeats(child) && !is_template(document, inner) {
                    self.defs[child.index()].fresh += 1;
                }
                waiting.push((inner, child));
            }
        }
    }
}
