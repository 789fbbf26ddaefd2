//! Questions whose answers come from a list.

use super::in_all_languages;
use super::marks::{self, one_of};
use super::survey::Survey;
use crate::form::{Choice, Item, Lists};
use crate::names::is_xml_name;
use crate::problem::Fault;
use crate::refs::{Reference, has_reference};
use crate::value::{Map, Value};
use std::collections::HashSet;

/// Extensions of files of choices.
const FILES: [&str; 3] = ["csv", "geojson", "xml"];

/// A select as its type says it.
pub struct Select<'a> {
    pub kind: &'static str,
    pub from_file: bool,
    pub strict: bool,
    pub list: &'a str,
    pub or_other: bool,
}

/// Reads a select. With `or_other`, a question follows it.
pub fn process(item: &mut Item, select: &Select<'_>, survey: &mut Survey<'_>) -> Result<Option<Item>, Fault> {
    let list = select.list;
    let in_file = extension(list).is_some_and(|extension| FILES.contains(&extension));
    if select.kind == "select one external" {
        known_outside(list, survey)?;
    } else {
        if select.from_file && (!in_file || list.matches('.').count() != 1) {
            return Err(Fault::WrongExtension { file: list.to_owned() });
        }
        if !in_file && !has_reference(list) {
            known(list, survey)?;
        }
    }
    item.kind = select.kind.to_owned();
    if select.kind == "select all that apply" && !in_file {
        without_spaces(list, survey)?;
    }
    let other = if select.or_other { Some(or_other(item, list, &mut survey.form.lists)?) } else { None };
    parameters(item, select)?;
    item.list = Some(list.to_owned());
    item.query = item.choice_filter.is_some().then(|| list.to_owned());
    Ok(other)
}

fn extension(list: &str) -> Option<&str> {
    list.rsplit_once('.').filter(|(name, _)| !name.is_empty()).map(|(_, extension)| extension)
}

fn known(list: &str, survey: &Survey<'_>) -> Result<(), Fault> {
    let lists = &survey.form.lists;
    match lists.get(list) {
        Some(_) => Ok(()),
        None if lists.is_empty() => Err(Fault::NoChoices { near: survey.book.near("choices") }),
        None => Err(lists.unknown(list)),
    }
}

fn known_outside(list: &str, survey: &Survey<'_>) -> Result<(), Fault> {
    let Some(lists) = &survey.external else {
        return Err(Fault::NoExternalChoices { near: survey.book.near("external_choices") });
    };
    if lists.get(list).is_some() { Ok(()) } else { Err(lists.unknown(list)) }
}

/// Several answers are stored with blanks between them.
fn without_spaces(name: &str, survey: &mut Survey<'_>) -> Result<(), Fault> {
    if survey.without_spaces.contains(name) {
        return Ok(());
    }
    let choices = survey.form.lists.get(name).map(|list| &list.choices[..]).unwrap_or_default();
    if let Some(choice) = choices.iter().find(|choice| choice.name.contains(' ')) {
        return Err(Fault::ChoiceWithSpace { name: choice.name.clone(), list: name.to_owned() });
    }
    survey.without_spaces.insert(name.to_owned());
    Ok(())
}

/// Adds the choice "other" to the list, and a question for what it is.
fn or_other(item: &Item, list: &str, lists: &mut Lists) -> Result<Item, Fault> {
    if item.choice_filter.is_some() {
        return Err(Fault::OrOtherFiltered {});
    }
    let Some(found) = lists.get_mut(list).filter(|found| !found.choices.is_empty()) else {
        return Err(Fault::OrOtherWithoutChoices {});
    };
    // From the end, where the one that another question added stands.
    if !found.choices.iter().rev().any(|choice| choice.name == "other") {
        let labels = found.choices.iter().filter_map(|choice| choice.label.as_ref().and_then(Value::map));
        let languages: HashSet<String> =
            labels.flat_map(Map::iter).map(|(language, _)| language.to_owned()).collect();
        found.choices.push(Choice {
            name: "other".to_owned(),
            label: Some(in_all_languages("Other", &languages)),
            ..Choice::default()
        });
    }
    let mut other = Item {
        row: item.row,
        kind: "text".to_owned(),
        name: format!("{}_other", item.name),
        label: Some(Value::Text("Specify other.".to_owned())),
        ..Item::default()
    };
    other.bind.set_text("relevant", format!("selected(../{}, 'other')", item.name));
    Ok(other)
}

fn parameters(item: &Item, select: &Select<'_>) -> Result<(), Fault> {
    let known: &[&str] =
        if select.strict { &["label", "randomize", "seed", "value"] } else { &["randomize", "seed"] };
    marks::only(&item.parameters, known)?;
    for name in ["value", "label"] {
        if let Some(value) = item.parameter(name).filter(|value| !is_xml_name(value)) {
            return Err(Fault::BadName { name: value.to_owned() });
        }
    }
    let seed = item.parameter("seed");
    match (item.parameter("randomize"), seed) {
        (None, Some(_)) => {
            Err(Fault::ParameterAlone { name: "seed".to_owned(), needed: "randomize=true".to_owned() })
        }
        (Some(value), _) => {
            one_of("randomize", value, &["true", "false"])?;
            match seed.filter(|seed| !Reference::is_all_of(seed)) {
                Some(seed) => marks::number("seed", seed).map(|_| ()),
                None => Ok(()),
            }
        }
        (None, None) => Ok(()),
    }
}
