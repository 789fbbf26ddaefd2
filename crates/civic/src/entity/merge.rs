//! What an entity is, and what it is after a change: property by property the last one stands, and what two people changed
//! without knowing of each other is marked for somebody to look at.

use super::{Change, Course};
use kernel::Uuid;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The name under which the label stands among properties that conflict; no property can have it.
pub const LABEL: &str = "label";

/// What a version of an entity says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// Its label.
    pub label: String,
    /// Its properties that any record gave.
    pub properties: BTreeMap<String, String>,
}

/// A change that was made without knowing of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conflict {
    /// Both changed different things.
    Soft,
    /// Both changed the same thing, and not alike: the later one stands.
    Hard,
}

impl Conflict {
    /// As it is stored, and as text keys name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Soft => "soft",
            Self::Hard => "hard",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Soft, Self::Hard].into_iter().find(|conflict| conflict.as_str() == name)
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An entity after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// What it says now.
    pub contents: Contents,
    /// Whether the change knew of everything before it.
    pub conflict: Option<Conflict>,
    /// The properties that both changed, `label` for the label.
    pub conflicting: Vec<String>,
}

/// A new entity. One that had waited too long may have no label: its id stands for it.
pub fn created(change: &Change) -> Contents {
    let label = change.label.clone().unwrap_or_else(|| name_of(change.id));
    Contents { label, properties: change.properties.clone() }
}

fn name_of(id: Uuid) -> String {
    id.to_string()
}

/// Lays a change over what stands. `base` is what the change was made upon.
pub fn merge(now: &Contents, base: &Contents, current: i64, change: &Change, course: Course) -> Merged {
    let received = change
        .properties
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .chain(change.label.as_deref().map(|label| (LABEL, label)));
    let differs = |name: &str, value: &str| now.said(name).is_some_and(|now| now != value);
    let (conflicting, soft): (Vec<String>, bool) = match course {
        Course::Update { base: seen, .. } if seen != current => {
            let changed = |name: &str| now.said(name) != base.said(name);
            let both = received.filter(|(name, value)| changed(name) && differs(name, value));
            (both.map(|(name, _)| name.to_owned()).collect(), true)
        }
        Course::Late { .. } => (
            received.filter(|(name, value)| differs(name, value)).map(|(name, _)| name.to_owned()).collect(),
            true,
        ),
        Course::Update { interrupted, .. } => (Vec::new(), interrupted),
        Course::Nothing | Course::Create | Course::Hold => (Vec::new(), false),
    };
    let conflict = match (conflicting.is_empty(), soft) {
        (false, _) => Some(Conflict::Hard),
        (true, true) => Some(Conflict::Soft),
        (true, false) => None,
    };
    let mut contents = now.clone();
    contents.properties.extend(change.properties.clone());
    if let Some(label) = &change.label {
        contents.label.clone_from(label);
    }
    Merged { contents, conflict, conflicting }
}

impl Contents {
    /// What it says of a property, or as `label` of itself.
    pub fn said(&self, name: &str) -> Option<&str> {
        if name == LABEL { Some(&self.label) } else { self.properties.get(name).map(String::as_str) }
    }
}
