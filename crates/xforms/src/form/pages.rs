//! Pages, and the names by which pages, questions and instances of repeats are found again.

use super::body::{Around, Body, Item};
use crate::instance::{DefId, Model};
use crate::limits::REPEAT_DEPTH;
use std::collections::HashMap;

/// Place of a page in its form, with the positions of the instances of repeats it stands in. Ordered as a person
/// comes by: an instance's pages before those of the next, and the page of the repeat itself after all of them.
///
/// The same for every filling of the same form as long as no instance before it is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub(crate) [u32; 2 * REPEAT_DEPTH + 1]);

/// Position that stands for the page of the repeat itself.
pub(crate) const LIST: u32 = u32::MAX;

impl PageId {
    pub(crate) const START: Self = Self([0; 2 * REPEAT_DEPTH + 1]);

    /// Inside an instance of a repeat: at `depth`, the order of the repeat and a 1-based position.
    pub(crate) fn inside(mut self, depth: usize, order: u32, position: u32) -> Self {
        self.0[2 * depth] = order;
        self.0[2 * depth + 1] = position;
        self
    }

    /// The page of that order, inside `depth` repeats.
    pub(crate) fn page(mut self, depth: usize, order: u32) -> Self {
        self.0[2 * depth] = order;
        self
    }
}

/// What is shown at once: one question, a group with the appearance `field-list`, or the instances of a repeat.
#[derive(Debug)]
pub struct FormPage {
    pub(crate) id: PageId,
    pub(crate) name: String,
    pub(crate) group: Option<usize>,
    pub(crate) questions: Vec<usize>,
    /// The repeat whose instances it stands in.
    pub(crate) scope: Option<usize>,
    pub(crate) order: u32,
}

impl FormPage {
    /// Its place in the form; inside repeats that in the first instance of each.
    pub fn id(&self) -> PageId {
        self.id
    }

    /// Name of its group, or of its only question; unique among the pages of the form that stand in no repeat, or
    /// in the same, and fit for a URL.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Body {
    pub(super) fn add_page(&mut self, around: &Around, question: usize) {
        let page = self.field_list(around, String::new());
        self.pages[page].questions.push(question);
    }

    /// A page without questions so far.
    pub(super) fn field_list(&mut self, around: &Around, name: String) -> usize {
        let page = self.pages.len();
        self.items.push(Item::Page(page));
        let order = self.items.len() as u32;
        let (group, scope) = (around.group, around.scope);
        self.pages.push(FormPage { id: PageId::START, name, group, questions: Vec::new(), scope, order });
        page
    }

    /// Names questions and repeats by their node, or by their path below what is around where two share a name;
    /// names pages by their group or first question, numbered where that is not enough.
    pub(super) fn name(&mut self, model: &Model) {
        let questions: Vec<(Option<usize>, DefId)> =
            self.controls.iter().map(|control| (control.scope, control.def)).collect();
        let names = self.names(model, &questions);
        self.controls.iter_mut().zip(names).for_each(|(control, name)| control.name = name);
        let repeats: Vec<(Option<usize>, DefId)> =
            self.repeats.iter().map(|repeat| (repeat.scope, repeat.def)).collect();
        let names = self.names(model, &repeats);
        self.repeats.iter_mut().zip(names).for_each(|(repeat, name)| repeat.name = name.replace('/', "."));

        let mut taken: HashMap<(Option<usize>, String), usize> = HashMap::new();
        for repeat in &self.repeats {
            taken.insert((repeat.scope, repeat.name.clone()), 1);
        }
        for page in &mut self.pages {
            if page.name.is_empty()
                && let Some(first) = page.questions.first()
            {
                page.name = self.controls[*first].name.replace('/', ".");
            }
            if page.questions.is_empty() {
                continue;
            }
            let times = taken.entry((page.scope, page.name.clone())).or_default();
            *times += 1;
            if *times > 1 {
                page.name = format!("{}.{times}", page.name);
            }
        }
        self.leave_empty_pages();
        for page in 0..self.pages.len() {
            let (scope, order) = (self.pages[page].scope, self.pages[page].order);
            let (id, depth) = self.first_instance(scope);
            self.pages[page].id = id.page(depth, order);
        }
    }

    /// Notes where each repeat ends.
    pub(super) fn end_repeats(&mut self) {
        for repeat in 0..self.repeats.len() {
            let inside = |item: &Item| match item {
                Item::Page(page) => self.is_inside(self.pages[*page].scope, repeat),
                Item::Repeat(inner) => self.is_inside(self.repeats[*inner].scope, repeat),
                Item::Nothing => true,
            };
            let begin = self.repeats[repeat].order as usize;
            let length = self.items[begin..].iter().take_while(|item| inside(item)).count();
            self.repeats[repeat].end = begin + length;
        }
    }

    fn is_inside(&self, scope: Option<usize>, repeat: usize) -> bool {
        std::iter::successors(scope, |at| self.repeats[*at].scope).any(|at| at == repeat)
    }

    /// Takes out pages without questions, as a field-list of nothing but a repeat.
    fn leave_empty_pages(&mut self) {
        let mut kept = Vec::new();
        for page in std::mem::take(&mut self.pages) {
            let item = &mut self.items[page.order as usize - 1];
            *item = if page.questions.is_empty() { Item::Nothing } else { Item::Page(kept.len()) };
            if !page.questions.is_empty() {
                kept.push(page);
            }
        }
        self.pages = kept;
    }

    /// Inside the first instances of the repeats around, and how many they are.
    fn first_instance(&self, scope: Option<usize>) -> (PageId, usize) {
        let mut chain: Vec<u32> = Vec::new();
        let mut at = scope;
        while let Some(repeat) = at {
            chain.push(self.repeats[repeat].order);
            at = self.repeats[repeat].scope;
        }
        chain.reverse();
        let id =
            chain.iter().enumerate().fold(PageId::START, |id, (depth, order)| id.inside(depth, *order, 1));
        (id, chain.len())
    }

    fn names(&self, model: &Model, all: &[(Option<usize>, DefId)]) -> Vec<String> {
        // For each last name in a scope, the first node that has it and whether another has it too.
        let mut named: HashMap<(Option<usize>, &str), (DefId, bool)> = HashMap::new();
        for (scope, def) in all {
            let first = named.entry((*scope, model.name(*def))).or_insert((*def, false));
            first.1 |= first.0 != *def;
        }
        let name = |(scope, def): &(Option<usize>, DefId)| {
            let leaf = model.name(*def);
            if !named[&(*scope, leaf)].1 {
                return leaf.to_owned();
            }
            let top = scope.map_or(DefId::ROOT, |scope| self.repeats[scope].def);
            let mut path: Vec<&str> =
                model.upwards(*def).take_while(|at| *at != top).map(|at| model.name(at)).collect();
            path.reverse();
            path.join("/")
        };
        all.iter().map(name).collect()
    }
}
