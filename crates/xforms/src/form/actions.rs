//! What happens by itself: values set when a record is begun, an instance of a repeat added or an answer changed.

use super::binds::Formula;
use super::read::Reading;
use super::references::Resolver;
use crate::error::{FormError, FormErrorKind};
use crate::instance::DefId;
use crate::xml::{Document, XmlId};
use crate::xpath::Expr;

/// One action.
#[derive(Debug)]
pub(crate) struct Action {
    pub line: u32,
    pub host: Host,
    pub events: Vec<Event>,
    /// The node it sets, from the node of its host.
    pub target: Expr,
    /// Definition of that node.
    pub def: DefId,
    pub act: Act,
}

/// Where an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Host {
    Form,
    Repeat(usize),
    Control(usize),
}

/// When an action happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    FirstLoad,
    NewRepeat,
    ValueChanged,
    /// Each time the form is opened.
    Load,
}

/// What an action does.
#[derive(Debug)]
pub(crate) enum Act {
    Compute(Formula),
    Write(String),
    Locate,
    /// Sound recorded while the form is filled, at the quality the form asks for.
    Record(Option<String>),
}

/// Whether an element is an action.
pub(super) fn is_action(document: &Document, element: XmlId) -> bool {
    matches!(document.local_name(element), "setvalue" | "setgeopoint" | "recordaudio")
}

impl Reading<'_> {
    /// Reads an action whose paths start from `base`.
    pub(super) fn action(
        &mut self,
        element: XmlId,
        host: Host,
        base: DefId,
        resolver: &mut Resolver<'_>,
    ) -> Result<Action, FormError> {
        let document = self.document;
        let line = document.line(element);
        let missing = |what| FormErrorKind::Missing(what).at(line);
        let mut events = Vec::new();
        let written =
            document.attribute(element, "event").ok_or_else(|| missing("the event of this action"))?;
        for name in written.split_whitespace() {
            events.push(match name {
                "odk-instance-first-load" | "xforms-ready" => Event::FirstLoad,
                "odk-instance-load" => Event::Load,
                "odk-new-repeat" => Event::NewRepeat,
                "xforms-value-changed" => Event::ValueChanged,
                other => return Err(FormErrorKind::Unsupported(format!("the event {other}")).at(line)),
            });
        }
        if events.contains(&Event::NewRepeat) && host == Host::Form {
            return Err(FormErrorKind::Unsupported("odk-new-repeat outside a repeat".to_owned()).at(line));
        }
        let reference = document.attribute(element, "ref").or(document.attribute(element, "nodeset"));
        let reference = reference.ok_or_else(|| missing("the ref of this action"))?;
        let def = self.nodes(reference, base, line, resolver)?.first().copied();
        let def = def.filter(|def| resolver.model.is_leaf(*def) && !resolver.model.repeats(*def));
        let def =
            def.ok_or_else(|| FormErrorKind::NoSuchNode { path: reference.trim().to_owned() }.at(line))?;
        let act = match document.local_name(element) {
            "setgeopoint" => Act::Locate,
            "recordaudio" => Act::Record(document.attribute(element, "quality").map(str::to_owned)),
            _ => match self.formula(element, "value")? {
                Some(formula) => Act::Compute(formula),
                None => Act::Write(document.own_text(element).trim().to_owned()),
            },
        };
        Ok(Action { line, host, events, target: self.expression(reference, line)?, def, act })
    }
}
