//! What can be chosen: the choices of a select, a range with names, places.

use super::model::file_of_list;
use super::{Element, Writer};
use crate::form::{Form, Item, List};
use crate::problem::{Fault, Problem, Problems};
use crate::refs::has_reference;
use crate::tree::{ELEMENT, Style, Tree};
use crate::value::Value;
use std::collections::HashSet;

/// Lists that a question searches in a file of the phone: all questions of such a list do, or none.
pub fn searched<'a>(form: &'a Form, tree: &'a Tree, problems: &mut Problems) -> HashSet<&'a str> {
    let is_select = |item: &Item| item.list.is_some() && KINDS.contains(&item.kind.as_str());
    let (searching, others): (Vec<usize>, Vec<usize>) =
        tree.all(is_select).partition(|at| searches(tree.item(*at)));
    let mut found = HashSet::new();
    let mut problem = |at: usize, fault| {
        let row = Some(tree.item(at).row);
        let (sheet, column) = (Some("survey".to_owned()), Some("appearance".to_owned()));
        problems.add(Problem { sheet, row, column, fault });
    };
    for at in searching {
        match tree.item(at).list.as_deref() {
            Some(list) if file_of_list(list).is_some() => problem(at, Fault::SearchInFile {}),
            Some(list) => {
                found.extend(form.lists.get(list).map(|list| list.name.as_str()));
            }
            None => {}
        }
    }
    for at in others {
        let item = tree.item(at);
        let plain = item.parameter("randomize") != Some("true");
        if let Some(list) = item.list.as_deref().filter(|list| plain && found.contains(list)) {
            problem(at, Fault::SearchShared { list: list.to_owned(), name: item.name.clone() });
        }
    }
    found
}

/// Questions with a list.
const KINDS: [&str; 3] = ["select one", "select all that apply", "rank"];

/// Whether the choices of a question come from `search()`.
pub fn searches(item: &Item) -> bool {
    let is_select = KINDS.contains(&item.kind.as_str());
    let appearance = item.control.text("appearance").unwrap_or_default();
    is_select && appearance.find("search(").is_some_and(|at| appearance[at..].contains(')'))
}

/// Where choices come from.
struct Source {
    nodes: String,
    value: String,
    label: String,
    filter: Option<String>,
}

impl Writer<'_> {
    /// Adds what can be chosen to a control.
    pub fn options(&self, at: usize, control: &mut Element) {
        let item = self.tree.item(at);
        if item.kind == "select one external" {
            self.query(at, control);
            return;
        }
        let Some(name) = item.list.as_deref() else { return };
        let list = self.form.lists.get(name);
        if searches(item) {
            let list = list.filter(|list| self.tree.spend(2 * ELEMENT * list.choices.len()));
            control.extend(list.into_iter().flat_map(|list| self.templates(item, list)));
            return;
        }
        let mut source = self.source(at, name, list);
        let referring = has_reference(name);
        if let Some(filter) = &item.choice_filter {
            let mut filter = self.styled(filter, at, Style { current: true, parent: referring });
            if referring {
                let from_here = format!("current()/{}", source.nodes);
                filter = filter.replace(&from_here, ".").replace(&source.nodes, ".");
            }
            source.filter = Some(filter);
        }
        let mut nodes = source.nodes;
        if let Some(filter) = source.filter.filter(|_| item.kind != "range") {
            nodes = format!("{nodes}[{filter}]");
        }
        if item.parameter("randomize") == Some("true") {
            nodes = match item.parameter("seed") {
                Some(seed) => format!("randomize({nodes}, {})", self.expression(seed, at).trim()),
                None => format!("randomize({nodes})"),
            };
        }
        control.push(
            Element::new("itemset")
                .with("nodeset", nodes)
                .around(Element::new("value").with("ref", source.value))
                .around(Element::new("label").with("ref", source.label)),
        );
    }

    fn source(&self, at: usize, name: &str, list: Option<&List>) -> Source {
        let item = self.tree.item(at);
        if let Some((file, _)) = file_of_list(name) {
            let places = name.ends_with(".geojson");
            let named = |parameter: &str, usual: &str, place: &str| {
                item.parameter(parameter).unwrap_or(if places { place } else { usual }).to_owned()
            };
            return Source {
                nodes: format!("instance('{file}')/root/item"),
                value: named("value", "name", "id"),
                label: named("label", "label", "title"),
                filter: None,
            };
        }
        if has_reference(name) {
            let path = self.styled(name, at, Style { current: false, parent: true }).trim().to_owned();
            if item.kind.starts_with("geo") {
                let geometry = || "geometry".to_owned();
                let filter = Some("./geometry != ''".to_owned());
                return Source { nodes: path, value: geometry(), label: geometry(), filter };
            }
            let (nodes, last) = path.rsplit_once('/').unwrap_or(("", &path));
            return Source {
                nodes: nodes.to_owned(),
                value: last.to_owned(),
                label: last.to_owned(),
                filter: Some(format!("./{last} != ''")),
            };
        }
        let translated = list.is_some() && self.translated.contains(name);
        Source {
            nodes: format!("instance('{name}')/root/item"),
            value: "name".to_owned(),
            label: if translated { "jr:itext(itextId)" } else { "label" }.to_owned(),
            filter: None,
        }
    }

    /// `select_one_external`: the phone looks in `itemsets.csv`.
    fn query(&self, at: usize, control: &mut Element) {
        let item = self.tree.item(at);
        let Some(list) = &item.query else { return };
        let mut query = format!("instance('{list}')/root/item");
        if let Some(filter) = &item.choice_filter {
            let style = Style { current: true, parent: false };
            query = format!("{query}[{}]", self.styled(filter, at, style));
        }
        control.set("query", query);
    }

    /// Choices of `search()` name the columns of the file.
    fn templates(&self, item: &Item, list: &List) -> Vec<Element> {
        let translated = self.translated.contains(list.name.as_str());
        let written = |(at, choice): (usize, &crate::form::Choice)| {
            let mut label = Element::new("label");
            if translated {
                label.set("ref", format!("jr:itext('{}-{at}')", list.name));
            } else if item.label.is_some()
                && let Some(text) = choice.label.as_ref().and_then(Value::text)
            {
                self.say(&mut label, text, None);
            }
            self.tree.spend(choice.name.len());
            Element::new("item").around(label).around(Element::new("value").text(&choice.name))
        };
        list.choices.iter().enumerate().map(written).collect()
    }
}
