//! The items of a form in the order of the form, and the paths between them.

use crate::form::{Form, Item, Role};
use crate::problem::Fault;
use crate::refs::{Piece, Reference, pieces};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// An item in its place.
#[derive(Debug)]
pub struct Node {
    /// The item, its children taken out.
    pub item: Item,
    /// The item around it.
    pub parent: Option<usize>,
    /// The items right under it.
    pub children: Vec<usize>,
    /// Its path from the root.
    pub path: String,
}

/// All items, each before what it holds.
#[derive(Debug, Default)]
pub struct Tree {
    pub nodes: Vec<Node>,
    names: HashMap<String, Option<usize>>,
    missed: RefCell<Vec<(usize, Fault)>>,
    written: Cell<usize>,
}

/// Most bytes that a form may have: what the engine reads. A workbook of some kilobytes can say a form of gigabytes, with
/// long names in deep groups, loops in loops, or many languages, so that what is written is counted while it is.
pub const WRITTEN: usize = 10 << 20;
/// Bytes that an element takes beside its texts, at least.
pub const ELEMENT: usize = 40;

/// How a reference is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Inside a predicate, where a relative path would start elsewhere.
    pub current: bool,
    /// From outside the repeat that both are in, so that a predicate can follow.
    pub parent: bool,
}

impl Tree {
    /// Puts the items of a form in order.
    pub fn of(form: &mut Form) -> Self {
        let root = Item {
            role: Role::Form,
            name: form.settings.name.clone(),
            children: std::mem::take(&mut form.items),
            ..Item::default()
        };
        let mut tree = Self::default();
        tree.add(root, None);
        for at in 0..tree.nodes.len() {
            let item = &tree.nodes[at].item;
            if item.role == Role::Question || item.is_section() {
                let name = item.name.clone();
                tree.names.entry(name).and_modify(|found| *found = None).or_insert(Some(at));
            }
        }
        tree
    }

    fn add(&mut self, mut item: Item, parent: Option<usize>) -> usize {
        let children = std::mem::take(&mut item.children);
        let above = parent.map_or("", |parent| self.nodes[parent].path.as_str());
        let path = match item.role {
            _ if !self.spend(ELEMENT + above.len() + item.name.len()) => String::new(),
            _ if item.flat => above.to_owned(),
            Role::Attribute => format!("{above}/@{}", item.name),
            _ => format!("{above}/{}", item.name),
        };
        let at = self.nodes.len();
        self.nodes.push(Node { item, parent, children: Vec::new(), path });
        for child in children {
            let child = self.add(child, Some(at));
            self.nodes[at].children.push(child);
        }
        at
    }

    /// The item at a place.
    pub fn item(&self, at: usize) -> &Item {
        &self.nodes[at].item
    }

    /// Every place of an item that passes.
    pub fn all(&self, passes: impl Fn(&Item) -> bool) -> impl Iterator<Item = usize> {
        (0..self.nodes.len()).filter(move |at| passes(self.item(*at)))
    }

    /// The items around an item, the nearest first.
    pub fn above(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[at].parent, |at| self.nodes[*at].parent)
    }

    /// The nearest repeat around an item.
    pub fn repeat_of(&self, at: usize) -> Option<usize> {
        self.above(at).find(|at| self.item(*at).role == Role::Repeat)
    }

    /// The only item of a name.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied().flatten()
    }

    /// Counts what is written; false once it is too much.
    pub fn spend(&self, bytes: usize) -> bool {
        let before = self.written.get();
        let written = before.saturating_add(bytes);
        self.written.set(written);
        if written > WRITTEN && before <= WRITTEN {
            let limit = (WRITTEN >> 20).to_string();
            self.missed.borrow_mut().push((0, Fault::FormTooLarge { limit }));
        }
        written <= WRITTEN
    }

    /// References that led nowhere while the form was written: row, and what is wrong.
    pub fn missed(&self) -> Vec<(usize, Fault)> {
        self.missed.take()
    }

    /// A text with paths in place of references.
    pub fn expanded(&self, text: &str, context: Option<usize>, style: Style) -> String {
        if !self.spend(text.len()) {
            return String::new();
        }
        if !text.contains("${") {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let around = Around::of(text);
        for piece in pieces(text) {
            match piece {
                Piece::Plain(plain) => out.push_str(plain),
                Piece::Reference(reference, start) => {
                    out.push_str(&self.path_to(reference, start, &around, context, style));
                }
            }
        }
        out
    }

    /// The path that stands for a reference, a blank on both sides.
    pub fn path_to(
        &self,
        reference: Reference<'_>,
        start: usize,
        around: &Around<'_>,
        context: Option<usize>,
        style: Style,
    ) -> String {
        if !self.spend(0) {
            return String::new();
        }
        let Some(target) = self.named(reference.name) else {
            let name = reference.name.to_owned();
            let fault = match self.names.get(reference.name) {
                Some(_) => Fault::AmbiguousReference { name },
                None => Fault::UnknownReference { name, near: String::new() },
            };
            self.missed.borrow_mut().push((context.map_or(0, |at| self.item(at).row), fault));
            return String::new();
        };
        let path = self.path_of(target, reference, start, around, context, style);
        if self.spend(path.len() + around.calls.len()) { path } else { String::new() }
    }

    fn path_of(
        &self,
        target: usize,
        reference: Reference<'_>,
        start: usize,
        around: &Around<'_>,
        context: Option<usize>,
        style: Style,
    ) -> String {
        let end = start + reference.length;
        if let Some(context) = context
            && !reference.last_saved
            && around.is_relative(reference.name, start, end)
            && let Some((steps, path)) = self.relative(context, target, style.parent)
        {
            let path = if path.ends_with(reference.name) { path } else { format!("/{}", reference.name) };
            let current = style.current || around.in_predicate(start, end);
            let first = if current { " current()/" } else { " " };
            return format!("{first}{}{path} ", vec![".."; steps].join("/"));
        }
        let instance = if reference.last_saved { "instance('__last-saved')" } else { "" };
        format!(" {instance}{} ", self.nodes[target].path)
    }

    /// Steps up from one item and the path down to another, when a repeat holds both.
    fn relative(&self, source: usize, target: usize, to_parent: bool) -> Option<(usize, String)> {
        let is_repeat = |at: &usize| self.item(*at).role == Role::Repeat;
        let shared = self.shared(source, target, &is_repeat)?;
        if to_parent {
            let (source_repeat, target_repeat) = (self.repeat_of(source), self.repeat_of(target));
            let outermost = self.repeat_of(shared).is_none();
            if target_repeat == Some(shared) && (outermost || source_repeat != Some(shared)) {
                let steps = self.above(source).position(|at| at == shared)? + 2;
                return Some((steps, self.path_below(target, self.nodes[shared].parent)));
            }
        }
        let is_section = |at: &usize| matches!(self.item(*at).role, Role::Group | Role::Repeat | Role::Loop);
        let nearest = self.shared(source, target, &is_section)?;
        let steps = self.above(source).position(|at| at == nearest)? + 1;
        Some((steps, self.path_below(target, Some(nearest))))
    }

    fn shared(&self, source: usize, target: usize, passes: &dyn Fn(&usize) -> bool) -> Option<usize> {
        self.above(source).filter(passes).find(|at| self.above(target).any(|other| other == *at))
    }

    /// The path of an item from under another.
    fn path_below(&self, at: usize, top: Option<usize>) -> String {
        let inner = self.above(at).take_while(|above| Some(*above) != top);
        let mut names: Vec<&str> = std::iter::once(at)
            .chain(inner)
            .filter(|at| !self.item(*at).flat)
            .map(|at| self.item(at).name.as_str())
            .collect();
        names.reverse();
        format!("/{}", names.join("/"))
    }
}

/// What stands around the references of a text.
pub struct Around<'a> {
    text: &'a str,
    /// Each `[…]`, where the text reads an instance.
    predicates: Vec<(usize, usize)>,
    /// Each `indexed-repeat(…)` up to its first closing bracket; none when the text has no such word at all.
    calls: Vec<(usize, usize)>,
    indexed: bool,
}

impl<'a> Around<'a> {
    /// Looks over a text.
    pub fn of(text: &'a str) -> Self {
        let predicates = if text.contains("instance(") { spans(text, "[", ']') } else { Vec::new() };
        let indexed = text.contains("indexed-repeat(");
        Self { text, predicates, calls: spans(text, "indexed-repeat(", ')'), indexed }
    }

    /// Whether a reference is to be relative: not where `indexed-repeat()` names the repeat and the question.
    fn is_relative(&self, name: &str, start: usize, end: usize) -> bool {
        if !self.indexed {
            return true;
        }
        let mut calls = self.calls.iter();
        while let Some((from, to)) = calls.next() {
            if end > *to {
                if calls.next().is_none() {
                    return true;
                }
                continue;
            }
            if end < *from || start > *to {
                return true;
            }
            let arguments = self.text[*from..*to].trim_start_matches("indexed-repeat(").trim_end_matches(')');
            let wanted = format!("${{{name}}}");
            let at =
                arguments.split(',').enumerate().filter(|(_, argument)| argument.contains(&wanted)).last();
            return at.is_some_and(|(at, _)| ![0, 1, 3, 5].contains(&at));
        }
        false
    }

    fn in_predicate(&self, start: usize, end: usize) -> bool {
        let next = self.predicates.partition_point(|(open, _)| *open <= start);
        let before = next.checked_sub(1).and_then(|at| self.predicates.get(at));
        before.is_some_and(|(_, close)| end <= *close)
    }
}

/// Each part of a text from `open` to the next `close`, with something between.
fn spans(text: &str, open: &str, close: char) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(open) {
        let start = at + start;
        let Some(length) = text[start..].find(close) else { break };
        at = start + length + close.len_utf8();
        if length > open.len() {
            found.push((start, at));
        }
    }
    found
}
