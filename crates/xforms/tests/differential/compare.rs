//! Finds where two engines differ.

use crate::look::{Facts, Look};
use crate::nature::{Natures, same};
use crate::record::Element;

/// What the engines differ about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    /// A value or an attribute of the record.
    Value,
    /// Whether a node, or how many of a repeat, stand in the record.
    Presence,
    Relevant,
    Required,
    Readonly,
    /// A label, a hint or a message.
    Words,
    Choices,
    /// Whether an answer is against `required` or `constraint`.
    Violation,
    /// A step that only one of the engines can do.
    Step,
}

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub about: About,
    /// Path of the node without positions.
    pub path: String,
    /// The same with positions, where it has any.
    pub node: String,
    pub ours: String,
    pub theirs: String,
}

impl Difference {
    pub fn new(about: About, node: &str, ours: impl Into<String>, theirs: impl Into<String>) -> Self {
        let path = without_positions(node);
        Self { about, path, node: node.to_owned(), ours: ours.into(), theirs: theirs.into() }
    }
}

/// `/data/people[2]/age` is `/data/people/age` for all people.
pub fn without_positions(node: &str) -> String {
    node.split('/').map(|step| step.split('[').next().unwrap_or_default()).collect::<Vec<_>>().join("/")
}

/// All differences between two looks at the same moment.
pub fn differences(natures: &Natures, ours: &Look, theirs: &Look) -> Vec<Difference> {
    let mut found = Vec::new();
    let (our_record, their_record) = (Element::read(&ours.instance), Element::read(&theirs.instance));
    records(natures, &format!("/{}", our_record.name), &our_record, &their_record, &mut found);
    for (node, facts) in &ours.nodes {
        match theirs.nodes.get(node) {
            Some(other) => questions(node, facts, other, &mut found),
            // Of a question that is not asked the peer may know nothing, in a repeat that has no instance.
            None if !facts.relevant => {}
            None => found.push(Difference::new(About::Presence, node, "asked", "not there")),
        }
    }
    found
}

fn records(natures: &Natures, path: &str, ours: &Element, theirs: &Element, found: &mut Vec<Difference>) {
    let same_attribute = |(one, other): (&(String, String), &(String, String))| {
        one.0 == other.0
            && same(natures.nature(&format!("{}/@{}", without_positions(path), one.0)), &one.1, &other.1)
    };
    if ours.attributes.len() != theirs.attributes.len()
        || !ours.attributes.iter().zip(&theirs.attributes).all(same_attribute)
    {
        found.push(Difference::new(About::Value, path, opening(ours), opening(theirs)));
    }
    let names =
        |element: &Element| element.children.iter().map(|child| child.name.clone()).collect::<Vec<_>>();
    if names(ours) != names(theirs) {
        found.push(Difference::new(About::Presence, path, names(ours).join(" "), names(theirs).join(" ")));
        return;
    }
    if ours.children.is_empty() && !same(natures.nature(&without_positions(path)), &ours.text, &theirs.text) {
        found.push(Difference::new(About::Value, path, &*ours.text, &*theirs.text));
    }
    for (at, (child, other)) in ours.children.iter().zip(&theirs.children).enumerate() {
        let nth = ours.children[..=at].iter().filter(|before| before.name == child.name).count();
        let many = ours.children.iter().filter(|sibling| sibling.name == child.name).count() > 1;
        let position = if many { format!("[{nth}]") } else { String::new() };
        records(natures, &format!("{path}/{}{position}", child.name), child, other, found);
    }
}

fn opening(element: &Element) -> String {
    let attributes = element.attributes.iter().map(|(name, value)| format!(" {name}={value:?}"));
    format!("<{}{}>", element.name, attributes.collect::<String>())
}

fn questions(node: &str, ours: &Facts, theirs: &Facts, found: &mut Vec<Difference>) {
    let mut flag = |about, ours: bool, theirs: bool| {
        if ours != theirs {
            found.push(Difference::new(about, node, ours.to_string(), theirs.to_string()));
        }
    };
    flag(About::Relevant, ours.relevant, theirs.relevant);
    if !ours.relevant || !theirs.relevant {
        return;
    }
    flag(About::Required, ours.required, theirs.required);
    flag(About::Readonly, ours.readonly, theirs.readonly);
    let condition = |facts: &Facts| facts.violates.as_ref().map(|(condition, _)| condition.clone());
    if condition(ours) != condition(theirs) {
        let said = |facts: &Facts| condition(facts).unwrap_or_else(|| "nothing".to_owned());
        found.push(Difference::new(About::Violation, node, said(ours), said(theirs)));
    }
    let message = |facts: &Facts| facts.violates.clone().unwrap_or_default().1;
    for (ours, theirs) in
        [(&ours.label, &theirs.label), (&ours.hint, &theirs.hint), (&message(ours), &message(theirs))]
    {
        if !reads_the_same(ours, theirs) {
            found.push(Difference::new(About::Words, node, &**ours, &**theirs));
        }
    }
    if let (Some(our_choices), Some(their_choices)) = (&ours.choices, &theirs.choices) {
        let same = our_choices.len() == their_choices.len()
            && our_choices.iter().zip(their_choices).all(|((value, label), (other, its_label))| {
                value == other && reads_the_same(label, its_label)
            });
        if !same {
            found.push(Difference::new(About::Choices, node, listed(our_choices), listed(their_choices)));
        }
    }
}

/// Two departures of labels are let pass. The peer runs all forms of a text together, the long one first, so that ours
/// is how theirs begins. And of a text that one language lacks it shows nothing, we that of the default language: «in
/// general, all text ids must be replicated across all languages», the specification says, and no more.
fn reads_the_same(ours: &str, theirs: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (ours, theirs) = (plain(ours), plain(theirs));
    theirs == ours || theirs.is_empty() || (!ours.is_empty() && theirs.starts_with(&ours))
}

fn listed(choices: &[(String, String)]) -> String {
    choices.iter().map(|(value, label)| format!("{value}={label}")).collect::<Vec<_>>().join(" | ")
}
