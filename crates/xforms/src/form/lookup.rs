//! Finds pages and questions by name.

use super::{Form, Item, Kind, PageId, Repeat};
use crate::instance::DefId;

/// A name with the positions of the instances of repeats it goes through: `person[2].child[1].age`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Address {
    /// The repeat it ends in, whatever instance.
    pub scope: Option<usize>,
    /// 1-based positions in the repeats around, from the outermost on.
    pub positions: Vec<u32>,
}

impl Form {
    /// The page of that name: inside repeats with the positions, `person[2].about`.
    pub fn page_named(&self, name: &str) -> Option<PageId> {
        let (address, last) = self.address(name)?;
        if let Some(repeat) = self.repeat_in(address.scope, last) {
            let (id, depth) = self.inside(&address)?;
            return Some(id.inside(depth, self.repeats[repeat].order, super::LIST));
        }
        let page = self.pages.iter().find(|page| page.scope == address.scope && page.name == last)?;
        let (id, depth) = self.inside(&address)?;
        Some(id.page(depth, page.order))
    }

    /// The page on which a question stands, by the question's name or path.
    pub fn page_of(&self, question: &str) -> Option<PageId> {
        let (index, address) = self.question(question)?;
        let page = self.pages.iter().find(|page| page.questions.contains(&index))?;
        let (id, depth) = self.inside(&address)?;
        Some(id.page(depth, page.order))
    }

    /// Names of all questions in order. In a repeat a pair of brackets stands for the position: `person[].age`.
    pub fn question_names(&self) -> impl Iterator<Item = String> {
        self.controls.iter().map(|control| {
            let around = self.scopes(control.scope);
            let mut name: String =
                around.iter().map(|repeat| format!("{}[].", self.repeats[*repeat].name)).collect();
            name.push_str(&control.name);
            name
        })
    }

    /// What kind of answer a question takes, by its name or path, whether or not its instance is there.
    pub fn kind(&self, question: &str) -> Option<&Kind> {
        self.question(question).map(|(index, _)| &self.controls[index].kind)
    }

    /// Whether that is the name of a repeat, inside others with the positions: `household[1].person`.
    pub fn is_repeat(&self, name: &str) -> bool {
        self.address(name).is_some_and(|(address, last)| self.repeat_in(address.scope, last).is_some())
    }

    /// The name of a repeat by its path, `household[1].person` for `/data/household[1]/person`; `None` for other paths.
    pub fn repeat_name(&self, path: &str) -> Option<String> {
        let mut def = DefId::DOCUMENT;
        let mut around = String::new();
        let mut last = None;
        for step in path.split('/').skip(1) {
            let (name, position) = match step.strip_suffix(']').and_then(|step| step.split_once('[')) {
                Some((name, position)) => (name, Some(position)),
                None => (step, None),
            };
            def = self.model.child(def, crate::xml::local(name))?;
            last = self.repeat_of(def).filter(|_| position.is_none());
            if let (Some(repeat), Some(position)) = (self.repeat_of(def), position) {
                around.push_str(&format!("{}[{position}].", repeat.name));
            }
        }
        last.map(|repeat| format!("{around}{}", repeat.name))
    }

    /// Splits a name into its address and its last part.
    pub(crate) fn address<'n>(&self, name: &'n str) -> Option<(Address, &'n str)> {
        let mut address = Address::default();
        let mut rest = name;
        while let Some((repeat, after)) = rest.split_once('[') {
            let (position, after) = after.split_once(']')?;
            address.scope = Some(self.repeat_in(address.scope, repeat)?);
            address
                .positions
                .push(position.parse().ok().filter(|position| *position > 0 && *position < super::LIST)?);
            match after.strip_prefix('.') {
                Some(inner) => rest = inner,
                None if after.is_empty() => return Some((address, "")),
                None => return None,
            }
        }
        Some((address, rest))
    }

    /// A question by its name or path, with the positions it is asked at.
    pub(crate) fn question(&self, name_or_path: &str) -> Option<(usize, Address)> {
        if !name_or_path.starts_with('/') {
            let (address, last) = self.address(name_or_path)?;
            let found = self
                .controls
                .iter()
                .position(|control| control.scope == address.scope && control.name == last);
            return found.map(|index| (index, address));
        }
        let mut positions = Vec::new();
        let mut def = DefId::DOCUMENT;
        for step in name_or_path.split('/').skip(1) {
            let (name, position) = match step.strip_suffix(']').and_then(|step| step.split_once('[')) {
                Some((name, position)) => (name, position.parse().ok()?),
                None => (step, 1),
            };
            def = self.model.child(def, crate::xml::local(name))?;
            if self.model.repeats(def) {
                positions.push(position);
            }
        }
        let index = self.question_at(def)?;
        let scope = self.controls[index].scope;
        positions.truncate(self.scopes(scope).len());
        Some((index, Address { scope, positions }))
    }

    /// The repeats around, from the outermost on, the scope itself last.
    pub(crate) fn scopes(&self, scope: Option<usize>) -> Vec<usize> {
        let mut around: Vec<usize> =
            std::iter::successors(scope, |repeat| self.repeats[*repeat].scope).collect();
        around.reverse();
        around
    }

    pub(crate) fn repeat_in(&self, scope: Option<usize>, name: &str) -> Option<usize> {
        self.repeats.iter().position(|repeat| repeat.scope == scope && repeat.name == name)
    }

    /// The place inside the instances of an address, and how many they are.
    pub(crate) fn inside(&self, address: &Address) -> Option<(PageId, usize)> {
        let scopes = self.scopes(address.scope);
        if scopes.len() != address.positions.len() {
            return None;
        }
        let mut id = PageId::START;
        for (depth, (repeat, position)) in scopes.iter().zip(&address.positions).enumerate() {
            id = id.inside(depth, self.repeats[*repeat].order, *position);
        }
        Some((id, scopes.len()))
    }

    /// What a place in the form is: the page or the repeat itself, with the address around it.
    pub(crate) fn at(&self, id: PageId) -> Option<(Item, Address)> {
        let mut address = Address::default();
        for pair in id.0.chunks(2) {
            let order = pair[0] as usize;
            let item = *self.items.get(order.checked_sub(1)?)?;
            match (item, pair.get(1)) {
                (Item::Repeat(repeat), Some(position)) if self.repeats[repeat].scope == address.scope => {
                    if *position == super::LIST {
                        return Some((item, address));
                    }
                    address.scope = Some(repeat);
                    address.positions.push(*position);
                }
                (Item::Page(page), _) if self.pages[page].scope == address.scope => {
                    return Some((item, address));
                }
                _ => return None,
            }
        }
        None
    }

    pub(crate) fn repeat_of(&self, def: DefId) -> Option<&Repeat> {
        self.repeats.iter().find(|repeat| repeat.def == def)
    }
}
