//! `begin loop`: questions written once for each choice. And the setting `flat`: groups without nodes.

use crate::form::{Choice, Item, Lists, Role};
use crate::names::is_xml_name;
use crate::problem::{Fault, Problem, Problems};
use crate::sheet::Sheet;
use crate::tree::{ELEMENT, WRITTEN};
use crate::value::{Map, Value};
use std::collections::HashSet;

/// Writes out every loop. A repeat in a loop would come to stand several times under one name.
pub fn expand(items: &mut [Item], lists: &Lists, problems: &mut Problems) {
    let mut left = WRITTEN;
    expand_within(items, lists, &mut left);
    let mut problem = |item: &Item, fault| {
        let sheet = Some("survey".to_owned());
        problems.add(Problem { sheet, row: Some(item.row), column: Some("type".to_owned()), fault });
    };
    if let Some(item) = items.first().filter(|_| left == 0) {
        problem(item, too_large());
    }
    let (mut seen, mut open) = (HashSet::new(), items.iter().collect::<Vec<_>>());
    while let Some(item) = open.pop() {
        if item.role == Role::Repeat && !seen.insert(&item.name) {
            problem(item, Fault::DuplicateRepeat { name: item.name.clone() });
        }
        open.extend(&item.children);
    }
}

/// The choices of a loop become groups: each needs a name that a group can have, and one of its own.
pub fn check_choices(items: &[Item], lists: &Lists, choices: &Sheet<'_>, problems: &mut Problems) {
    let (mut looped, mut open) = (HashSet::new(), items.iter().collect::<Vec<_>>());
    while let Some(item) = open.pop() {
        open.extend(&item.children);
        let list = item.list.as_deref().filter(|_| item.role == Role::Loop);
        let Some(list) = list.filter(|list| looped.insert(*list)).and_then(|list| lists.get(list)) else {
            continue;
        };
        let mut seen = HashSet::new();
        for choice in written_out(&list.choices) {
            let name = choice.name.clone();
            if !is_xml_name(&name) {
                problems.add(choices.problem(choice.row, &["name"], Fault::BadName { name }));
            } else if !seen.insert(&choice.name) {
                problems.add(choices.problem(choice.row, &["name"], Fault::DuplicateName { name }));
            }
        }
    }
}

/// The choices for which a loop is written out.
fn written_out(choices: &[Choice]) -> impl Iterator<Item = &Choice> {
    choices.iter().filter(|choice| choice.name != "none")
}

fn expand_within(items: &mut [Item], lists: &Lists, left: &mut usize) {
    for item in items {
        if item.role == Role::Loop {
            item.role = Role::Group;
            let body = std::mem::take(&mut item.children);
            let list = item.list.take();
            let choices = list.as_deref().and_then(|list| lists.get(list));
            let weight = body.iter().map(weight).sum::<usize>() + ELEMENT;
            for choice in choices.into_iter().flat_map(|list| written_out(&list.choices)) {
                *left = left.saturating_sub(weight);
                if *left == 0 {
                    break;
                }
                item.children.push(Item {
                    role: Role::Group,
                    row: item.row,
                    name: choice.name.clone(),
                    label: choice.label.clone(),
                    media: choice.media.clone(),
                    children: body.iter().map(|inner| named_for(inner, choice)).collect(),
                    ..Item::default()
                });
            }
        }
        expand_within(&mut item.children, lists, left);
    }
}

/// Bytes that a copy of an item takes, about.
fn weight(item: &Item) -> usize {
    let texts = [&item.label, &item.hint, &item.guidance].into_iter().flatten().map(Value::weight);
    let maps = [&item.bind, &item.control, &item.media, &item.instance].map(Map::weight);
    let plain = [&item.default, &item.choice_filter, &item.list].into_iter().flatten().map(String::len);
    let own = texts.sum::<usize>() + maps.iter().sum::<usize>() + plain.sum::<usize>() + item.name.len();
    10 * ELEMENT + own + item.children.iter().map(weight).sum::<usize>()
}

fn too_large() -> Fault {
    Fault::FormTooLarge { limit: (WRITTEN >> 20).to_string() }
}

/// A copy of an item with the name and label of a choice in its texts.
fn named_for(item: &Item, choice: &Choice) -> Item {
    let mut copy = item.clone();
    for value in [&mut copy.label, &mut copy.hint, &mut copy.guidance].into_iter().flatten() {
        fill_value(value, choice);
    }
    for map in [&mut copy.bind, &mut copy.control, &mut copy.media, &mut copy.instance] {
        fill_map(map, choice);
    }
    for text in [&mut copy.default, &mut copy.choice_filter].into_iter().flatten() {
        *text = filled(text, choice, None);
    }
    copy.name = filled(&copy.name, choice, None);
    copy
}

fn fill_value(value: &mut Value, choice: &Choice) {
    match value {
        Value::Text(text) => *text = filled(text, choice, None),
        Value::Map(map) => fill_map(map, choice),
    }
}

fn fill_map(map: &mut Map, choice: &Choice) {
    let names: Vec<String> = map.iter().map(|(name, _)| name.to_owned()).collect();
    for (name, value) in names.into_iter().zip(map.values_mut()) {
        if let Value::Text(text) = value {
            *text = filled(text, choice, Some(&name));
        }
    }
}

fn filled(text: &str, choice: &Choice, language: Option<&str>) -> String {
    if !text.contains("%(") {
        return text.replace("%%", "%");
    }
    let label = match &choice.label {
        Some(Value::Text(text)) => text.as_str(),
        Some(Value::Map(map)) => language
            .and_then(|language| map.text(language))
            .or_else(|| map.iter().find_map(|(_, value)| value.text()))
            .unwrap_or_default(),
        None => "",
    };
    text.replace("%(name)s", &choice.name).replace("%(label)s", label)
}

/// Takes the nodes of all groups away, and gives their conditions to what they hold.
pub fn flatten(items: &mut [Item], problems: &mut Problems) {
    let mut left = WRITTEN;
    flatten_under(items, "", &mut left);
    if left == 0 {
        problems.add(*Problem::of_sheet("survey", too_large()));
    }
}

fn flatten_under(items: &mut [Item], condition: &str, left: &mut usize) {
    for item in items {
        let own = item.bind.text("relevant").unwrap_or_default();
        let both = match (condition, own) {
            ("", own) => own.to_owned(),
            (condition, "") => condition.to_owned(),
            (condition, own) => format!("{condition} and ({own})"),
        };
        *left = left.saturating_sub(both.len());
        if *left == 0 {
            return;
        }
        if !item.children.is_empty() {
            item.flat = true;
            flatten_under(&mut item.children, &both, left);
        } else if !both.is_empty() {
            item.bind.set_text("relevant", both);
        }
    }
}
