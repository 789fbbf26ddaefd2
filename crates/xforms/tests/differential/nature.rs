//! What a form says of its nodes that the comparison must know: their types, and which of them hold chance.

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

/// The natures of a form's nodes by path without positions; text where nothing else is known.
pub struct Natures(HashMap<String, Nature>);

impl Natures {
    pub fn of(form: &str) -> Self {
        let mut natures = HashMap::new();
        collect(&Element::read(form), &mut natures);
        Self(natures)
    }

    pub fn nature(&self, path: &str) -> Nature {
        let meta_id = ["/meta/instanceID", "/meta/deprecatedID"].iter().any(|end| path.ends_with(end));
        if meta_id { Nature::Chance } else { self.0.get(path).copied().unwrap_or(Nature::Text) }
    }
}

fn collect(element: &Element, natures: &mut HashMap<String, Nature>) {
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
        natures.insert(without_prefixes(path), Nature::Chance);
    } else if numbers {
        natures.entry(without_prefixes(path)).or_insert(Nature::Numbers);
    }
    for child in &element.children {
        collect(child, natures);
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
