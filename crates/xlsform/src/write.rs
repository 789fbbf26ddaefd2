//! A form as ODK XForm XML. The rules are those of pyxform, so that a form means the same whoever converts it.

mod body;
mod instance;
mod itext;
mod model;
mod select;
mod xml;

use crate::form::{Form, Role};
use crate::problem::{Fault, Problem, Problems};
use crate::tree::{Style, Tree};
use std::collections::{HashMap, HashSet};
use xml::Element;

/// What writing needs at hand.
struct Writer<'a> {
    form: &'a Form,
    tree: &'a Tree,
    /// Lists whose choices stand in the body, for `search()`.
    searched: HashSet<&'a str>,
    /// Lists whose texts have identifiers.
    translated: HashSet<&'a str>,
    /// What follows when a question changes.
    triggered: HashMap<&'a str, Vec<usize>>,
    /// What is done in each repeat that is added.
    in_repeats: HashMap<usize, Vec<usize>>,
}

/// The XML of a form, and the lines from which on it comes from another row of the survey.
pub fn document(form: &Form, tree: &Tree, problems: &mut Problems) -> (String, Vec<(usize, usize)>) {
    let searched = select::searched(form, tree, problems);
    let translated = form.lists.iter().filter(|list| list.is_translated()).map(|list| list.name.as_str());
    let mut writer = Writer {
        form,
        tree,
        searched,
        translated: translated.collect(),
        triggered: HashMap::new(),
        in_repeats: HashMap::new(),
    };
    for at in tree.all(|item| item.role == Role::Question) {
        for trigger in &tree.item(at).trigger {
            writer.triggered.entry(trigger).or_default().push(at);
        }
    }
    for at in tree.all(|item| !item.actions.is_empty()) {
        if let Some(repeat) = tree.repeat_of(at) {
            writer.in_repeats.entry(repeat).or_default().push(at);
        }
    }
    let settings = &form.settings;
    let mut body = Element::new("h:body");
    if let Some(style) = settings.text("style") {
        body.set("class", style);
    }
    let head = Element::new("h:head")
        .around(Element::new("h:title").text(&settings.title))
        .around(writer.model(problems));
    writer.body(0, &mut body, problems);
    let mut html = Element::new("h:html")
        .with("xmlns", "http://www.w3.org/2002/xforms")
        .with("xmlns:h", "http://www.w3.org/1999/xhtml")
        .with("xmlns:ev", "http://www.w3.org/2001/xml-events")
        .with("xmlns:xsd", "http://www.w3.org/2001/XMLSchema")
        .with("xmlns:jr", "http://openrosa.org/javarosa")
        .with("xmlns:orx", "http://openrosa.org/xforms")
        .with("xmlns:odk", "http://www.opendatakit.org/xforms");
    if form.entities.is_some() {
        html.set("xmlns:entities", "http://www.opendatakit.org/xforms/entities");
    }
    for (prefix, address) in settings.text("namespaces").into_iter().flat_map(namespaces) {
        if !["h", "ev", "xsd", "jr", "orx", "odk"].contains(&prefix) {
            html.set(&format!("xmlns:{prefix}"), address);
        }
    }
    for (row, fault) in tree.missed() {
        let row = (row > 0).then_some(row);
        problems.add(Problem { sheet: Some("survey".to_owned()), row, column: None, fault });
    }
    html.around(head).around(body).document()
}

/// `prefix="address"` pairs.
fn namespaces(text: &str) -> impl Iterator<Item = (&str, String)> {
    text.split_whitespace().filter_map(|pair| {
        let (prefix, address) = pair.split_once('=')?;
        let whole = crate::names::is_ncname(prefix) && !address.contains('=');
        whole.then(|| (prefix, address.replace(['"', '\''], "")))
    })
}

impl Writer<'_> {
    /// An expression with paths in place of references.
    fn expression(&self, text: &str, at: usize) -> String {
        self.tree.expanded(text, Some(at), Style::default())
    }

    fn path(&self, at: usize) -> &str {
        &self.tree.nodes[at].path
    }

    /// A problem in a row of the survey.
    fn problem(&self, at: usize, column: &str, fault: Fault) -> Problem {
        let row = self.tree.item(at).row;
        Problem {
            sheet: Some("survey".to_owned()),
            row: (row > 0).then_some(row),
            column: Some(column.to_owned()),
            fault,
        }
    }
}
