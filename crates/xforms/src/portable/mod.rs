//! A form as a browser takes it to fill it without a server: all that this engine found out about it, as JSON. The expressions
//! are those that were parsed here, so that nothing is read twice and nothing is understood in two ways;
//! `assets/field/engine.js` computes them as [`Filling`](crate::Filling) does.

mod controls;
mod expressions;
mod pattern;
mod rows;
mod words;

use crate::form::{Act, Action, Bind, Event, Form, Graph, Group, Host, Instance, Item, Part, Repeat};
use crate::instance::DefId;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

/// A form for the browser's engine.
#[derive(Debug, Clone, PartialEq)]
pub struct Portable(Value);

/// Something a form asks for that the browser's engine does not do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// Records are to be encrypted for a key of the form.
    #[error("its records are to be encrypted for a key of the form")]
    Encrypted,
    /// Sound is to be recorded while the form is filled.
    #[error("sound is to be recorded for {0} while it is filled")]
    Recording(String),
    /// A pattern of `regex()` that is put together while the form is filled.
    #[error("it puts a pattern of regex() together while it is filled")]
    MadePattern,
    /// A pattern of `regex()` that browsers write in another way, or that would take too much room there.
    #[error("the pattern «{0}» of regex() has no like in a browser")]
    Pattern(String),
    /// A digest other than SHA-256.
    #[error("it asks for a digest() other than SHA-256")]
    Digest,
}

impl Reason {
    /// A stable name for the reason.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Encrypted => "encrypted",
            Self::Recording(_) => "recording",
            Self::MadePattern => "made-pattern",
            Self::Pattern(_) => "pattern",
            Self::Digest => "digest",
        }
    }
}

impl Portable {
    /// The shape of the JSON. The browser's engine reads this one and no other: whoever lets browsers keep forms puts it into
    /// what they are kept under, so that a form of another shape is fetched again.
    pub const SHAPE: u32 = 2;

    /// The form for the browser's engine.
    ///
    /// # Errors
    /// All that the form asks for and that engine does not do, each once.
    pub fn of(form: &Form) -> Result<Self, Vec<Reason>> {
        let mut export =
            Export { form, reasons: Vec::new(), patterns: Vec::new(), known_patterns: HashMap::new() };
        if form.submission.public_key.is_some() {
            export.reasons.push(Reason::Encrypted);
        }
        export.reasons.extend(form.recordings().into_iter().map(|(path, _)| Reason::Recording(path)));
        let mut value = export.form();
        // Expressions name them by number: one may stand in thousands of them.
        value["patterns"] = json!(export.patterns);
        let mut reasons = export.reasons;
        reasons.sort();
        reasons.dedup();
        if reasons.is_empty() { Ok(Self(value)) } else { Err(reasons) }
    }

    /// The JSON, the same for the same form.
    pub fn to_json(&self) -> String {
        self.0.to_string()
    }
}

/// A form on its way out, with what was found that cannot go.
struct Export<'f> {
    form: &'f Form,
    reasons: Vec<Reason>,
    /// Patterns of `regex()` as browsers write them, and their places by what the form has.
    patterns: Vec<String>,
    known_patterns: HashMap<String, usize>,
}

impl Export<'_> {
    fn form(&mut self) -> Value {
        let form = self.form;
        let binds: BTreeMap<DefId, &Bind> = form.binds.iter().map(|(def, bind)| (*def, bind)).collect();
        let binds: serde_json::Map<String, Value> =
            binds.into_iter().map(|(def, bind)| (def.0.to_string(), self.bind(bind))).collect();
        json!({
            "shape": Portable::SHAPE,
            "id": form.id,
            "title": form.title,
            "version": form.version,
            "namespace": form.namespace,
            "style": form.style,
            "textLimit": form.text_limit,
            "instanceLimit": form.instance_limit,
            "languages": form.texts.languages.iter().map(|language| &language.name).collect::<Vec<_>>(),
            "language": form.texts.default_language(),
            "defs": form.model.portable(),
            "blank": form.blank.portable(),
            "instances": form.instances.iter().map(instance).collect::<Vec<_>>(),
            "texts": self.texts(),
            "binds": binds,
            "preset": form.preset.iter().map(|def| def.0).collect::<Vec<_>>(),
            "controls": form.controls.iter().map(|control| self.control(control)).collect::<Vec<_>>(),
            "groups": form.groups.iter().map(|group| self.group(group)).collect::<Vec<_>>(),
            "repeats": form.repeats.iter().map(|repeat| self.repeat(repeat)).collect::<Vec<_>>(),
            "pages": form.pages.iter().map(|page| json!({
                "name": page.name, "group": page.group, "questions": page.questions, "scope": page.scope,
            })).collect::<Vec<_>>(),
            "items": form.items.iter().map(item).collect::<Vec<_>>(),
            "actions": form.actions.iter().map(|action| self.action(action)).collect::<Vec<_>>(),
            "graph": graph(&form.graph),
        })
    }

    fn bind(&mut self, bind: &Bind) -> Value {
        lean(json!({
            "type": bind.data_type.name(),
            "required": self.formula(bind.required.as_ref()),
            "relevant": self.formula(bind.relevant.as_ref()),
            "constraint": self.formula(bind.constraint.as_ref()),
            "calculate": self.formula(bind.calculate.as_ref()),
            "readonly": self.formula(bind.readonly.as_ref()),
            "requiredMessage": self.label(bind.required_message.as_ref()),
            "constraintMessage": self.label(bind.constraint_message.as_ref()),
            "preload": bind.preload.as_ref().map(|(kind, parameter)| [kind, parameter]),
        }))
    }

    fn group(&mut self, group: &Group) -> Value {
        json!({
            "def": group.def.map(|def| def.0),
            "label": self.label(group.label.as_ref()),
            "scope": group.scope,
        })
    }

    fn repeat(&mut self, repeat: &Repeat) -> Value {
        lean(json!({
            "def": repeat.def.0,
            "name": repeat.name,
            "label": self.label(repeat.label.as_ref()),
            "count": self.formula(repeat.count.as_ref()),
            "fixed": self.formula(repeat.fixed.as_ref()),
            "scope": repeat.scope,
            "around": repeat.around.iter().map(|def| def.0).collect::<Vec<_>>(),
            "end": repeat.end,
            "summary": repeat.summary,
        }))
    }

    fn action(&mut self, action: &Action) -> Value {
        let events = action.events.iter().map(|event| match event {
            Event::FirstLoad => "first",
            Event::NewRepeat => "new",
            Event::ValueChanged => "changed",
            Event::Load => "load",
        });
        let host = match action.host {
            Host::Form => json!({}),
            Host::Repeat(repeat) => json!({ "repeat": repeat }),
            Host::Control(control) => json!({ "control": control }),
        };
        let act = match &action.act {
            Act::Compute(formula) => json!({ "compute": self.expr(&formula.expr) }),
            Act::Write(text) => json!({ "write": text }),
            Act::Locate => json!("locate"),
            Act::Record(_) => Value::Null,
        };
        let target = self.expr(&action.target);
        json!({ "events": events.collect::<Vec<_>>(), "host": host, "target": target, "act": act })
    }
}

fn instance(instance: &Instance) -> Value {
    match instance {
        Instance::Inside(rows) => rows.portable(),
        Instance::File(src) => json!({ "src": src }),
        Instance::LastSaved => json!({ "src": crate::form::LAST_SAVED }),
    }
}

fn item(item: &Item) -> Value {
    match item {
        Item::Page(page) => json!({ "page": page }),
        Item::Repeat(repeat) => json!({ "repeat": repeat }),
        Item::Nothing => Value::Null,
    }
}

fn graph(graph: &Graph) -> Value {
    let part = |part| match part {
        Part::Relevant => "relevant",
        Part::Calculate => "calculate",
        Part::Count => "count",
    };
    let readers = |readers: &[(usize, DefId)]| {
        readers.iter().map(|(place, anchor)| (*place, anchor.0)).collect::<Vec<_>>()
    };
    // By name, for a hash map has no order of its own.
    let by_def = |all: &HashMap<DefId, Vec<(usize, DefId)>>| -> BTreeMap<String, Vec<(usize, u32)>> {
        all.iter().map(|(def, all)| (def.0.to_string(), readers(all))).collect()
    };
    let inside: BTreeMap<String, &Vec<usize>> =
        graph.inside.iter().map(|(def, places)| (def.0.to_string(), places)).collect();
    json!({
        "cells": graph.cells.iter().map(|cell| (cell.def.0, part(cell.part))).collect::<Vec<_>>(),
        "dependents": graph.dependents.iter().map(|all| readers(all)).collect::<Vec<_>>(),
        "readers": by_def(&graph.readers),
        "counted": by_def(&graph.counted),
        "inside": inside,
    })
}

/// Members that are there even when they say nothing, for they are read of every object.
const ALWAYS: [&str; 3] = ["appearance", "around", "scope"];

/// An object without the members that say nothing.
fn lean(mut value: Value) -> Value {
    if let Value::Object(members) = &mut value {
        members.retain(|name, member| {
            ALWAYS.contains(&name.as_str()) || !(member.is_null() || *member == json!([]))
        });
    }
    value
}
