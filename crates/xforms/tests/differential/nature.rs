//! What a form says of its nodes that the comparison must know: their types, and which of them hold chance.

use crate::compare::without_positions;
use crate::record::Element;
use std::collections::HashMap;

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Character for character.
    Text,
    /// Number for number: `8` and `8.0` are one `xsd:decimal`.
    Numbers,
    /// Not at all: it holds `uuid()` or `random()`, of which each engine draws its own.
    Chance,
}

/// The natures of a form's nodes by path without positions; text where nothing else is known. And its repeats.
#[derive(Default)]
pub struct Natures {
    natures: HashMap<String, Nature>,
    repeats: Vec<String>,
    /// Whether the number of some repeat is computed, so that large numbers are better not answered.
    pub counts: bool,
}

impl Natures {
    pub fn of(form: &str) -> Self {
        let mut natures = Self::default();
        natures.collect(&Element::read(form));
        natures
    }

    /// The path of a repeat that our engine calls `person[2].pet`: `/data/person[2]/pet`.
    pub fn repeat(&self, name: &str) -> String {
        let names: Vec<&str> = name.split('.').collect();
        let plain = |name: &str| name.split('[').next().unwrap_or_default().to_owned();
        let mut path = String::new();
        for name in &names {
            let ends = format!("/{}", plain(name));
            let here = without_positions(&path);
            let inside =
                |repeat: &&String| repeat.starts_with(&format!("{here}/")) && repeat.ends_with(&ends);
            let found = self.repeats.iter().filter(inside).min_by_key(|repeat| repeat.len());
            let found = found.unwrap_or_else(|| panic!("no repeat {name} among {:?}", self.repeats));
            path.push_str(&found[here.len()..]);
            path.push_str(&name[plain(name).len()..]);
        }
        path
    }

    pub fn nature(&self, path: &str) -> Nature {
        let meta_id = ["/meta/instanceID", "/meta/deprecatedID"].iter().any(|end| path.ends_with(end));
        if meta_id { Nature::Chance } else { self.natures.get(path).copied().unwrap_or(Nature::Text) }
    }
}

impl Natures {
    fn collect(&mut self, element: &Element) {
        let attribute = |name: &str| {
            let found = element.attributes.iter().find(|(other, _)| other == name);
            found.map_or("", |(_, value)| value.as_str())
        };
        let (path, computed) = match element.name.as_str() {
            "bind" => (attribute("nodeset"), attribute("calculate")),
            "setvalue" => (attribute("ref"), attribute("value")),
            _ => ("", ""),
        };
        let chance = ["uuid(", "random("].iter().any(|function| computed.contains(function));
        let numbers = ["decimal", "geopoint", "geotrace", "geoshape"].contains(&attribute("type"));
        if chance || attribute("preload") == "uid" {
            self.natures.insert(without_prefixes(path), Nature::Chance);
        } else if numbers {
            self.natures.entry(without_prefixes(path)).or_insert(Nature::Numbers);
        }
        if element.name == "repeat" {
            self.repeats.push(without_prefixes(attribute("nodeset")));
            self.counts |= !attribute("count").is_empty();
        }
        for child in &element.children {
            self.collect(child);
        }
    }
}

fn without_prefixes(path: &str) -> String {
    let local = |step: &str| step.rsplit_once(':').map_or(step, |(_, local)| local).to_owned();
    path.trim().split('/').map(local).collect::<Vec<_>>().join("/")
}

/// Whether two values are the same for their nature.
pub fn same(nature: Nature, one: &str, other: &str) -> bool {
    let numbers = |text: &str| -> Option<Vec<f64>> {
        text.split([' ', ';']).filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect()
    };
    match nature {
        Nature::Text => one == other,
        Nature::Numbers => one == other || numbers(one).is_some_and(|some| numbers(other) == Some(some)),
        Nature::Chance => true,
    }
}

#[test]
fn numbers_are_one_however_they_are_written_and_texts_are_not() {
    assert!(same(Nature::Numbers, "12.5 -8 0 0", "12.50 -8.0 0.0 0.0"));
    assert!(!same(Nature::Numbers, "12.5 -8", "12.5 -8 0"));
    assert!(!same(Nature::Text, "8", "8.0"));
}

#[test]
fn a_repeat_inside_another_is_found_by_its_name() {
    let form =
        r#"<f><repeat nodeset="/data/house/person"/><repeat nodeset="/data/house/person/pets/pet"/></f>"#;
    let natures = Natures::of(form);
    assert_eq!(natures.repeat("person"), "/data/house/person");
    assert_eq!(natures.repeat("person[2].pet"), "/data/house/person[2]/pets/pet");
}
