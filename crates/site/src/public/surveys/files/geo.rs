//! Figures of one level of places with their outlines, for maps. A property that is missing is withheld.

use super::super::view::View;
use super::labels::percent;
use crate::{Error, Result};
use civic::pack::BY_PLACE;
use civic::place::{Level, Place};
use civic::survey::{Line, Told};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Whether any figure is told of a place that a map draws. That of the whole country is told of none.
pub(super) fn is_drawn(view: &View<'_>) -> bool {
    let places = &view.visit.house().places;
    let level = |line: Line<'_>| places.get(line.of).map(Place::level);
    let mut levels = view.told().lines().filter(|line| line.by == BY_PLACE).filter_map(level);
    levels.any(|level| matches!(level, Level::Region | Level::Cercle | Level::Commune))
}

pub(super) fn written(view: &View<'_>, level: Option<Level>) -> Result<String> {
    let outlines = view.visit.app.outlines.as_ref().ok_or(Error::NotFound)?;
    let places = &view.visit.house().places;
    let lines: Vec<Line<'_>> = view.told().lines().filter(|line| line.by == BY_PLACE).collect();
    let level_of = |code: &str| places.get(code).map(Place::level);
    let finest = lines.iter().filter_map(|line| level_of(line.of)).max_by_key(|level| level.number());
    let level = level.or(finest).ok_or(Error::NotFound)?;
    let layer = match level {
        Level::Region => &outlines.regions,
        Level::Cercle => &outlines.cercles,
        Level::Commune => &outlines.communes,
        Level::Country | Level::Locality => return Err(Error::NotFound),
    };
    let mut rows: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    let mut labels = Map::new();
    for line in lines.iter().filter(|line| level_of(line.of) == Some(level)) {
        let properties = rows.entry(line.of).or_default();
        for (name, value, label) in figures(view, line) {
            properties.insert(name.clone(), value);
            if let Some(label) = label {
                labels.insert(name, json!(label));
            }
        }
    }
    for (code, properties) in &mut rows {
        properties.insert("code".to_owned(), json!(code));
        properties.insert("name".to_owned(), json!(places.get(code).map(Place::name)));
        properties
            .insert("parent".to_owned(), json!(places.get(code).and_then(Place::parent).map(Place::code)));
    }
    let mut members = Map::new();
    members.insert("survey".to_owned(), json!(view.survey.pack.id));
    members.insert("round".to_owned(), json!(view.told().round));
    members.insert("labels".to_owned(), Value::Object(labels));
    Ok(layer.collection_with(&members, rows))
}

/// The properties that a line becomes, each with its value and, where it is a share, its words. Of an indicator the share that
/// says it with its interval and people; of an answer its share.
fn figures(view: &View<'_>, line: &Line<'_>) -> Vec<(String, Value, Option<String>)> {
    let estimate = line.cell.estimate();
    let share = json!(percent(estimate.share));
    match (line.told, line.code) {
        (Told::Indicator, "yes") => vec![
            (line.id.to_owned(), share, Some(view.line_name(line))),
            (format!("{} low", line.id), json!(percent(estimate.low)), None),
            (format!("{} high", line.id), json!(percent(estimate.high)), None),
            (format!("{} base", line.id), json!(estimate.base), None),
        ],
        (Told::Indicator, _) => Vec::new(),
        (Told::Table | Told::Ranking, code) => {
            let words = format!("{} : {}", view.line_name(line), view.line_answer(line));
            vec![(format!("{} {code}", line.id), share, Some(words))]
        }
    }
}
