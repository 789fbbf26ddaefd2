//! Groups, repeats and loops: where they begin and end.

use super::{NAME, Open, Refusal, Survey, TYPE, Table};
use crate::form::{Item, Role};
use crate::problem::Fault;
use crate::refs::Reference;
use std::collections::HashSet;

/// Groups within groups. Screens of phones do not show more than a few.
const DEEPEST: usize = 60;

impl Survey<'_> {
    pub(super) fn begin(&mut self, mut item: Item, role: Role, list: Option<&str>) -> Result<(), Refusal> {
        item.role = role;
        if role == Role::Repeat {
            let name = item.name.clone();
            if name == self.form.settings.name {
                self.problem(item.row, NAME, Fault::RepeatNamedAsForm { name });
            } else if !self.repeats.insert(name.clone()) {
                self.problem(item.row, NAME, Fault::DuplicateRepeat { name });
            }
        }
        let refused = match (role, list) {
            (Role::Loop, None) => Some(Fault::LoopWithoutList {}),
            (Role::Loop, Some(list)) if self.form.lists.get(list).is_none() => {
                Some(self.form.lists.unknown(list))
            }
            _ => None,
        };
        item.list = list.filter(|_| role == Role::Loop).map(str::to_owned);
        self.counted(&mut item);
        self.tabled(&mut item);
        if self.stack.len() > DEEPEST {
            let limit = DEEPEST.to_string();
            self.problem(item.row, TYPE, Fault::TooDeep { limit });
        }
        let name = item.name.as_str().into();
        self.stack.push(Open { section: item, name, names: HashSet::new() });
        refused.map_or(Ok(()), |fault| Err((TYPE, fault)))
    }

    /// The number of repetitions, when it has to be calculated, has a node of its own.
    pub(super) fn counted(&mut self, item: &mut Item) {
        let Some(count) = item.control.text("jr:count").filter(|count| !Reference::is_all_of(count)) else {
            return;
        };
        let name = format!("{}_count", item.name);
        let mut calculated = Item::calculate(&name, &[("readonly", "true()"), ("calculate", count)]);
        calculated.row = item.row;
        item.control.set_text("jr:count", format!("${{{name}}}"));
        self.push(calculated);
    }

    pub(super) fn tabled(&mut self, item: &mut Item) {
        let Some(appearance) = item.control.text("appearance") else { return };
        let words: Vec<&str> = appearance.split_whitespace().collect();
        if !words.contains(&"table-list") {
            return;
        }
        let others = words.into_iter().filter(|word| *word != "table-list");
        let appearance = std::iter::once("field-list").chain(others).collect::<Vec<_>>().join(" ");
        item.control.set_text("appearance", appearance);
        self.table = Table::Begun;
        if item.label.is_some() || item.hint.is_some() {
            item.children.push(Item {
                row: item.row,
                kind: "note".to_owned(),
                name: format!("generated_table_list_label_{}", item.row),
                label: item.label.take(),
                hint: item.hint.take(),
                ..Item::default()
            });
        }
    }

    pub(super) fn end(&mut self, role: Role) -> Result<(), Refusal> {
        let open = self.stack.last().map(|open| open.section.role).filter(|_| self.stack.len() > 1);
        if open != Some(role) {
            return Err((TYPE, Fault::UnmatchedEnd { kind: of_role(role).to_owned() }));
        }
        self.table = Table::No;
        if let Some(open) = self.stack.pop() {
            self.push(open.section);
        }
        Ok(())
    }
}

/// What a row calls a section.
pub(super) fn of_role(role: Role) -> &'static str {
    match role {
        Role::Repeat => "repeat",
        Role::Loop => "loop",
        _ => "group",
    }
}
