//! The body: groups, repeats, and in which order their questions are asked.

use super::actions::{Action, Host, is_action};
use super::binds::{Binds, Formula};
use super::pages::FormPage;
use super::read::Reading;
use super::references::Resolver;
use super::{Control, Label};
use crate::error::{FormError, FormErrorKind};
use crate::instance::DefId;
use crate::xml::XmlId;
use std::collections::HashSet;

/// A group with a label, or a field-list.
#[derive(Debug)]
pub(crate) struct Group {
    pub def: Option<DefId>,
    pub line: u32,
    pub label: Option<Label>,
    /// The repeat whose instances it stands in.
    pub scope: Option<usize>,
}

/// A repeat.
#[derive(Debug)]
pub(crate) struct Repeat {
    pub def: DefId,
    pub line: u32,
    /// Unique among the repeats of the same scope.
    pub name: String,
    /// The label of the group around it that has the same node.
    pub label: Option<Label>,
    pub count: Option<Formula>,
    /// Whether a person may not add or remove instances.
    pub fixed: Option<Formula>,
    pub appearances: Vec<String>,
    /// The repeat around it.
    pub scope: Option<usize>,
    /// The nodes of the groups around it, whose relevance it shares.
    pub around: Vec<DefId>,
    /// Its place in the order of the body, and the one after all that is inside it, both counted from different
    /// ends of a half-open range: `items[order..end]` is what each instance holds.
    pub order: u32,
    pub end: usize,
    /// The first group with a label inside it, which sums an instance up.
    pub summary: Option<usize>,
}

/// What comes in the order of the body.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Item {
    Page(usize),
    Repeat(usize),
    /// A page that turned out to have no question.
    Nothing,
}

/// What a body holds.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub controls: Vec<Control>,
    pub groups: Vec<Group>,
    pub repeats: Vec<Repeat>,
    pub pages: Vec<FormPage>,
    pub actions: Vec<Action>,
    /// At their order less one.
    pub items: Vec<Item>,
}

/// Where in the body the reader is.
#[derive(Debug, Clone)]
pub(super) struct Around {
    pub base: DefId,
    pub nodes: Vec<DefId>,
    /// The repeat this is in.
    pub scope: Option<usize>,
    /// The innermost group with a label, or the field-list this is in.
    pub group: Option<usize>,
    /// Page of the field-list this is in.
    pub page: Option<usize>,
    /// The group directly around: its element, node, label and whether it is a field-list.
    pub outer: Option<(DefId, Option<usize>, bool)>,
}

impl Reading<'_> {
    /// Reads the body in document order with a stack of its own.
    pub fn body(
        &mut self,
        body: XmlId,
        binds: &Binds,
        resolver: &mut Resolver<'_>,
    ) -> Result<Body, FormError> {
        let document = self.document;
        let mut read = Body::default();
        let base = DefId::ROOT;
        let outside = Around { base, nodes: Vec::new(), scope: None, group: None, page: None, outer: None };
        let mut waiting: Vec<(XmlId, Around)> = Vec::new();
        let push = |waiting: &mut Vec<(XmlId, Around)>, inside: XmlId, around: &Around| {
            let first = waiting.len();
            waiting.extend(document.elements(inside).map(|child| (child, around.clone())));
            waiting[first..].reverse();
        };
        push(&mut waiting, body, &outside);
        while let Some((element, around)) = waiting.pop() {
            match document.local_name(element) {
                "group" => {
                    let inside = self.group(element, around, &mut read, resolver)?;
                    push(&mut waiting, element, &inside);
                }
                "repeat" => {
                    let inside = self.repeat(element, around, &mut read, resolver)?;
                    push(&mut waiting, element, &inside);
                }
                "input" | "select" | "select1" | "upload" | "trigger" | "range" | "rank" | "secret" => {
                    let control = self.control(element, &around, binds, resolver)?;
                    let question = read.controls.len();
                    for action in document.elements(element).filter(|child| is_action(document, *child)) {
                        let action = self.action(action, Host::Control(question), control.def, resolver)?;
                        read.actions.push(action);
                    }
                    match around.page {
                        Some(page) => read.pages[page].questions.push(question),
                        None => read.add_page(&around, question),
                    }
                    read.controls.push(control);
                }
                "setvalue" | "setgeopoint" | "recordaudio" => {
                    let host = around.scope.map_or(Host::Form, Host::Repeat);
                    let base = around.scope.map_or(around.base, |scope| read.repeats[scope].def);
                    let action = self.action(element, host, base, resolver)?;
                    read.actions.push(action);
                }
                "label" | "hint" | "help" => {}
                other => {
                    return Err(FormErrorKind::Unsupported(format!("<{other}>")).at(document.line(element)));
                }
            }
        }
        read.name(resolver.model);
        read.end_repeats();
        Ok(read)
    }

    fn group(
        &mut self,
        element: XmlId,
        mut around: Around,
        read: &mut Body,
        resolver: &mut Resolver<'_>,
    ) -> Result<Around, FormError> {
        let document = self.document;
        let line = document.line(element);
        let def = match document.attribute(element, "ref").or(document.attribute(element, "nodeset")) {
            Some(reference) => self.nodes(reference, around.base, line, resolver)?.first().copied(),
            None => None,
        };
        if let Some(def) = def {
            around.base = def;
            around.nodes.push(def);
        }
        let label = self.label(element, "label")?;
        let field_list = has_appearance(document.attribute(element, "appearance"), "field-list");
        let labelled = label.is_some();
        let group = read.groups.len();
        read.groups.push(Group { def, line, label, scope: around.scope });
        if labelled && let Some(scope) = around.scope {
            read.repeats[scope].summary.get_or_insert(group);
        }
        around.outer = def.map(|def| (def, Some(group).filter(|_| labelled), field_list));
        if around.page.is_some() {
            return Ok(around);
        }
        if labelled || field_list {
            around.group = Some(group);
        }
        // A group around a repeat says how each instance is shown, and is no page itself.
        if field_list && !document.elements(element).any(|child| document.local_name(child) == "repeat") {
            let name = def.map(|def| resolver.model.name(def).to_owned()).unwrap_or_default();
            around.page = Some(read.field_list(&around, name));
        }
        Ok(around)
    }

    fn repeat(
        &mut self,
        element: XmlId,
        around: Around,
        read: &mut Body,
        resolver: &mut Resolver<'_>,
    ) -> Result<Around, FormError> {
        let document = self.document;
        let line = document.line(element);
        let nodeset = document.attribute(element, "nodeset").or(document.attribute(element, "ref"));
        let nodeset = nodeset.ok_or_else(|| FormErrorKind::Missing("the nodeset of this repeat").at(line))?;
        let def = self.nodes(nodeset, around.base, line, resolver)?.first().copied();
        let Some(def) = def.filter(|def| resolver.model.repeats(*def)) else {
            return Err(FormErrorKind::NoSuchNode { path: nodeset.to_owned() }.at(line));
        };
        if read.repeats.iter().any(|other| other.def == def) {
            let what = format!("a second repeat over {}", resolver.model.path(def));
            return Err(FormErrorKind::Unsupported(what).at(line));
        }
        let enclosing = around.scope.map(|scope| read.repeats[scope].def);
        if resolver.model.def(def).within != enclosing {
            let what =
                format!("the repeat over {} outside the repeat around its node", resolver.model.path(def));
            return Err(FormErrorKind::Unsupported(what).at(line));
        }
        let own = around.outer.filter(|(outer, ..)| *outer == def);
        let label = own.and_then(|(_, group, _)| group).and_then(|group| read.groups[group].label.take());
        if let (Some((_, Some(group), _)), Some(scope)) = (own, around.scope)
            && read.repeats[scope].summary == Some(group)
        {
            read.repeats[scope].summary = None;
        }
        let written = document.attribute(element, "appearance");
        let field_list =
            has_appearance(written, "field-list") || own.is_some_and(|(.., field_list)| field_list);
        let scope = read.repeats.len();
        read.items.push(Item::Repeat(scope));
        read.repeats.push(Repeat {
            def,
            line,
            name: String::new(),
            label,
            count: self.formula(element, "count")?,
            fixed: self.formula(element, "noAddRemove")?,
            appearances: appearances(written),
            scope: around.scope,
            around: around.nodes.iter().copied().filter(|node| *node != def).collect(),
            order: read.items.len() as u32,
            end: 0,
            summary: None,
        });
        let group = around.group.filter(|group| read.groups[*group].label.is_some());
        let mut nodes = around.nodes;
        nodes.push(def);
        let mut inside = Around { base: def, nodes, scope: Some(scope), group, page: None, outer: None };
        if field_list {
            let name = resolver.model.name(def).to_owned();
            inside.page = Some(read.field_list(&inside, name));
        }
        Ok(inside)
    }

    /// The paths of all nodes that repeat, read before the primary instance, of which they say how it is meant.
    pub(super) fn repeated(document: &crate::xml::Document, body: XmlId, root: &str) -> HashSet<String> {
        let mut paths = HashSet::new();
        let mut waiting: Vec<(XmlId, String)> =
            document.elements(body).map(|child| (child, format!("/{root}"))).collect();
        while let Some((element, mut base)) = waiting.pop() {
            let repeat = document.local_name(element) == "repeat";
            if !repeat && document.local_name(element) != "group" {
                continue;
            }
            let reference = document.attribute(element, "nodeset").or(document.attribute(element, "ref"));
            if let Some(reference) = reference {
                base = joined(&base, reference.trim());
                if repeat {
                    paths.insert(base.clone());
                }
            }
            waiting.extend(document.elements(element).map(|child| (child, base.clone())));
        }
        paths
    }
}

/// A path of plain names below another, prefixes left out.
fn joined(base: &str, path: &str) -> String {
    let mut names: Vec<&str> =
        if path.starts_with('/') { Vec::new() } else { base.split('/').skip(1).collect() };
    for name in path.split('/').map(str::trim).filter(|name| !name.is_empty() && *name != "current()") {
        match name {
            "." => {}
            ".." => _ = names.pop(),
            other => names.push(crate::xml::local(other)),
        }
    }
    format!("/{}", names.join("/"))
}

pub(super) fn appearances(written: Option<&str>) -> Vec<String> {
    written.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

fn has_appearance(written: Option<&str>, wanted: &str) -> bool {
    written.unwrap_or_default().split_whitespace().any(|appearance| appearance == wanted)
}
