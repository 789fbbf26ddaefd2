//! The body: what people see and touch.

use super::itext::is_translated;
use super::{Element, Writer};
use crate::form::{Item, Role};
use crate::problem::{Fault, Problems};
use crate::tables;
use crate::tree::{ELEMENT, Style};
use crate::value::Value;

/// Media that a text can have.
const MEDIA: [&str; 4] = ["image", "big-image", "audio", "video"];

impl Writer<'_> {
    /// Puts what a section holds into an element.
    pub fn body(&self, at: usize, into: &mut Element, problems: &mut Problems) {
        for child in self.tree.nodes[at].children.iter().copied() {
            let element = match self.tree.item(child).role {
                Role::Question => self.control(child, problems),
                Role::Repeat => Some(self.repeat(child, problems)),
                Role::Group | Role::Loop => self.group(child, problems),
                _ => None,
            };
            into.extend(element);
        }
    }

    fn group(&self, at: usize, problems: &mut Problems) -> Option<Element> {
        let item = self.tree.item(at);
        if item.bodyless {
            return None;
        }
        let mut group = Element::new("group").of_row(item.row);
        if !item.flat {
            group.set("ref", self.path(at));
        }
        self.attributes(at, &mut group);
        if let Some(appearance) = item.control.text("appearance") {
            group.set("appearance", appearance);
        }
        if item.label.is_some() {
            group.push(self.label(at));
        }
        self.body(at, &mut group, problems);
        Some(group)
    }

    fn repeat(&self, at: usize, problems: &mut Problems) -> Element {
        let row = self.tree.item(at).row;
        let mut repeat = Element::new("repeat").with("nodeset", self.path(at));
        self.attributes(at, &mut repeat);
        self.body(at, &mut repeat, problems);
        for inner in self.in_repeats.get(&at).into_iter().flatten() {
            repeat.extend(self.actions(*inner, true));
        }
        Element::new("group").of_row(row).with("ref", self.path(at)).around(self.label(at)).around(repeat)
    }

    /// The control of a question; none for what nobody sees.
    fn control(&self, at: usize, problems: &mut Problems) -> Option<Element> {
        let item = self.tree.item(at);
        let kind = tables::kind(&item.kind)?;
        let calculated = item.bind.get("calculate").is_some() || !item.trigger.is_empty();
        let silent = item.label.is_none() && item.hint.is_none() && kind.hint.is_none();
        if item.kind == "calculate" || (calculated && silent) {
            for target in self.follows(&item.name).filter(|target| target.kind != "background-geopoint") {
                let fault = Fault::InvisibleTrigger { name: item.name.clone() };
                let problem = crate::problem::Problem {
                    sheet: Some("survey".to_owned()),
                    row: (target.row > 0).then_some(target.row),
                    column: Some("trigger".to_owned()),
                    fault,
                };
                problems.add(problem);
            }
            return None;
        }
        let name = kind.control.filter(|name| *name != "action")?;
        let mut control = Element::new(name).of_row(item.row).with("ref", self.path(at));
        if let Some(medium) = kind.medium {
            control.set("mediatype", medium);
        }
        self.attributes(at, &mut control);
        self.label_and_hint(at, kind.hint, &mut control, problems);
        self.options(at, &mut control);
        let tags = item.tags.as_deref().and_then(|list| self.form.osm.as_ref()?.get(list));
        for tag in tags.into_iter().flat_map(|list| &list.choices) {
            if !self.tree.spend(2 * ELEMENT + tag.name.len()) {
                break;
            }
            let mut label = Element::new("label");
            if let Some(text) = tag.label.as_ref().and_then(Value::text) {
                self.say(&mut label, text, Some(at));
            }
            control.push(Element::new("tag").with("key", &tag.name).around(label));
        }
        for changed in [false, true] {
            for target in self.follows(&item.name) {
                let position = target.kind == "background-geopoint";
                if position == changed {
                    control.push(self.on_change(at, target, position));
                }
            }
        }
        Some(control)
    }

    /// What follows when this question changes.
    fn follows(&self, name: &str) -> impl Iterator<Item = &Item> {
        self.triggered.get(name).into_iter().flatten().map(|at| self.tree.item(*at))
    }

    fn on_change(&self, at: usize, target: &Item, position: bool) -> Element {
        self.tree.spend(2 * ELEMENT);
        let element = Element::new(if position { "odk:setgeopoint" } else { "setvalue" });
        let path = self.tree.named(&target.name).map(|at| self.path(at)).unwrap_or_default();
        let mut element = element.with("ref", path).with("event", "xforms-value-changed");
        if let Some(value) = target.bind.text("calculate").filter(|_| !position) {
            element.set("value", self.expression(value, at));
        }
        element
    }

    fn attributes(&self, at: usize, element: &mut Element) {
        for (name, value) in self.tree.item(at).control.iter() {
            if let Value::Text(text) = value {
                element.set(name, self.expression(text, at));
            }
        }
    }

    fn label(&self, at: usize) -> Element {
        let item = self.tree.item(at);
        let mut label = Element::new("label");
        if is_translated(item) {
            return label.with("ref", format!("jr:itext('{}:label')", self.path(at)));
        }
        if let Some(text) = item.label.as_ref().and_then(Value::text) {
            self.say(&mut label, text, Some(at));
        }
        label
    }

    fn label_and_hint(&self, at: usize, usual: Option<&str>, into: &mut Element, problems: &mut Problems) {
        let item = self.tree.item(at);
        let hinted = item.hint.is_some() || usual.is_some();
        if item.label.is_none() && item.media.is_empty() && !hinted {
            problems.add(self.problem(at, "label", Fault::NoLabel { name: item.name.clone() }));
        }
        if item.media.get("big-image").is_some() && item.media.get("image").is_none() {
            problems.add(self.problem(at, "big-image", Fault::BigImageAlone { name: item.name.clone() }));
        }
        for (medium, _) in item.media.iter().filter(|(medium, _)| !MEDIA.contains(medium)) {
            problems.add(self.problem(at, medium, Fault::UnknownMedium { medium: medium.to_owned() }));
        }
        into.push(self.label(at));
        if !hinted && item.guidance.is_none() {
            return;
        }
        let mut hint = Element::new("hint");
        if item.guidance.is_some() || matches!(item.hint, Some(Value::Map(_))) {
            hint.set("ref", format!("jr:itext('{}:hint')", self.path(at)));
        } else if let Some(text) = item.hint.as_ref().and_then(Value::text).or(usual) {
            self.say(&mut hint, text, Some(at));
        }
        into.push(hint);
    }

    /// A text with paths in place of references, in the place of a control.
    pub fn styled(&self, text: &str, at: usize, style: Style) -> String {
        self.tree.expanded(text, Some(at), style)
    }
}
