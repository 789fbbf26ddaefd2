//! The way through a form: pages in order, those of each instance of a repeat.

use super::Filling;
use crate::form::{Control, Item, LIST, PageId};
use crate::instance::{DefId, NodeId};

/// A place to stop at: a page at the instance it stands in, or a repeat at what stands for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    pub id: PageId,
    pub item: Item,
    pub node: NodeId,
}

/// What is still to be walked.
enum Ahead {
    /// Items from one order up to another, inside an instance.
    Items {
        next: usize,
        end: usize,
        base: NodeId,
        id: PageId,
        depth: usize,
    },
    List(Stop),
}

impl Filling<'_> {
    /// The pages with something to ask, in order. After the instances of a repeat comes the page of the repeat
    /// itself, when a person may add to it.
    pub fn pages(&self) -> Vec<PageId> {
        self.walk().into_iter().filter(|stop| self.asks(stop)).map(|stop| stop.id).collect()
    }

    /// The first page with something to ask after this one.
    pub fn next(&self, page: PageId) -> Option<PageId> {
        self.pages().into_iter().find(|other| *other > page)
    }

    /// The last page with something to ask before this one.
    pub fn previous(&self, page: PageId) -> Option<PageId> {
        self.pages().into_iter().rev().find(|other| *other < page)
    }

    /// All places, relevant or not, in order.
    pub(super) fn walk(&self) -> Vec<Stop> {
        let form = self.form;
        let mut stops = Vec::new();
        let all =
            Ahead::Items { next: 0, end: form.items.len(), base: NodeId::ROOT, id: PageId::START, depth: 0 };
        let mut ahead = vec![all];
        while let Some(next) = ahead.pop() {
            let (at, end, base, id, depth) = match next {
                Ahead::List(stop) => {
                    stops.push(stop);
                    continue;
                }
                Ahead::Items { next, end, base, id, depth } => (next, end, base, id, depth),
            };
            let Some(item) = form.items.get(at).filter(|_| at < end) else { continue };
            let order = at as u32 + 1;
            let after = match item {
                Item::Repeat(repeat) => form.repeats[*repeat].end,
                _ => at + 1,
            };
            ahead.push(Ahead::Items { next: after, end, base, id, depth });
            match item {
                Item::Nothing => {}
                Item::Page(_) => stops.push(Stop { id: id.page(depth, order), item: *item, node: base }),
                Item::Repeat(repeat) => {
                    let Some(prompt) = self.prompt_in(*repeat, base) else { continue };
                    let list = id.inside(depth, order, LIST);
                    ahead.push(Ahead::List(Stop { id: list, item: *item, node: prompt }));
                    for (index, instance) in self.instances(prompt).iter().enumerate().rev() {
                        let id = id.inside(depth, order, index as u32 + 1);
                        ahead.push(Ahead::Items {
                            next: at + 1,
                            end: after,
                            base: *instance,
                            id,
                            depth: depth + 1,
                        });
                    }
                }
            }
        }
        stops
    }

    /// What stands for a repeat inside an instance of those around it.
    pub(super) fn prompt_in(&self, repeat: usize, base: NodeId) -> Option<NodeId> {
        let model = &self.form.model;
        let def = self.form.repeats[repeat].def;
        let around = self.near(base, model.parent(def)?)?;
        self.answers.prompt(around, model.def(def).slot)
    }

    /// The instance an address means, the root when it goes through no repeat.
    pub(super) fn instance_at(&self, address: &crate::form::Address) -> Option<NodeId> {
        let mut base = NodeId::ROOT;
        let scopes = self.form.scopes(address.scope);
        if scopes.len() != address.positions.len() {
            return None;
        }
        for (repeat, position) in scopes.into_iter().zip(&address.positions) {
            let prompt = self.prompt_in(repeat, base)?;
            base = *self.instances(prompt).get((*position as usize).checked_sub(1)?)?;
        }
        Some(base)
    }

    /// The place of a page, `None` when it is in no instance there is now.
    pub(super) fn stop(&self, id: PageId) -> Option<Stop> {
        let (item, address) = self.form.at(id)?;
        let base = self.instance_at(&address)?;
        let node = match item {
            Item::Repeat(repeat) => self.prompt_in(repeat, base)?,
            _ => base,
        };
        Some(Stop { id, item, node })
    }

    /// The questions of a page with their nodes, inside an instance.
    pub(super) fn questions_on(&self, page: usize, base: NodeId) -> Vec<(usize, NodeId)> {
        let form = self.form;
        let questions = form.pages[page].questions.iter();
        let near = |index: &usize| Some((*index, self.near(base, form.controls[*index].def)?));
        questions.filter_map(near).collect()
    }

    /// The node of a definition that is meant from another node.
    pub(super) fn near(&self, from: NodeId, def: DefId) -> Option<NodeId> {
        let form = self.form;
        form.fixed[def.index()].or_else(|| self.answers.near(&form.model, from, def))
    }

    /// Whether there is anything to show at a place.
    pub(super) fn asks(&self, stop: &Stop) -> bool {
        match stop.item {
            Item::Page(page) => {
                let form = self.form;
                form.pages[page].questions.iter().map(|index| &form.controls[*index]).any(|control| {
                    self.near(stop.node, control.def).is_some_and(|node| self.is_asked(control, node))
                })
            }
            Item::Repeat(repeat) => self.offers_more(repeat, stop.node),
            Item::Nothing => false,
        }
    }

    /// The node of a question at an address.
    pub(super) fn question_node(&self, index: usize, address: &crate::form::Address) -> Option<NodeId> {
        let base = self.instance_at(address)?;
        self.near(base, self.form.controls[index].def)
    }

    /// A question by name or path, with its node.
    pub(super) fn find_question(&self, name_or_path: &str) -> Option<(usize, NodeId)> {
        let (index, address) = self.form.question(name_or_path)?;
        Some((index, self.question_node(index, &address)?))
    }

    /// Names of the instances around a node, each with a dot after it: `person[2].child[1].`.
    pub(super) fn prefix(&self, scope: Option<usize>, node: NodeId) -> String {
        let mut prefix = String::new();
        for repeat in self.form.scopes(scope) {
            let repeat = &self.form.repeats[repeat];
            let instance = self.answers.ancestor(node, repeat.def);
            let position = instance.map_or(1, |instance| self.answers.rank(&self.form.model, instance));
            prefix.push_str(&format!("{}[{position}].", repeat.name));
        }
        prefix
    }

    /// The name of a question at a node.
    pub(super) fn full_name(&self, control: &Control, node: NodeId) -> String {
        match control.scope {
            None => control.name.clone(),
            scope => format!("{}{}", self.prefix(scope, node), control.name),
        }
    }
}
