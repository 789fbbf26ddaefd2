//! Figures of one level of places with their outlines, for maps. One property a measure and period, all services
//! together; a property that is missing is fewer than the threshold, or withheld.

use super::{Source, measure};
use crate::{Error, Result};
use formats::layer::Layer;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::str::FromStr;

/// Level of the places of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Region = 1,
    Cercle = 2,
    Commune = 3,
}

impl Level {
    /// Every level there is an outline for.
    pub(super) const ALL: [Self; 3] = [Self::Region, Self::Cercle, Self::Commune];

    /// The word by which it is asked for.
    pub(super) fn word(self) -> &'static str {
        super::level(self as u8)
    }
}

impl FromStr for Level {
    type Err = Error;
    fn from_str(word: &str) -> Result<Self> {
        match word {
            "region" => Ok(Self::Region),
            "" | "cercle" => Ok(Self::Cercle),
            "commune" => Ok(Self::Commune),
            _ => Err(Error::NotFound),
        }
    }
}

/// The file.
pub(super) fn written(source: &Source<'_>, level: Level) -> Result<String> {
    let outlines = source.app.outlines.as_ref().ok_or(Error::NotFound)?;
    let layer: &Layer = match level {
        Level::Region => &outlines.regions,
        Level::Cercle => &outlines.cercles,
        Level::Commune => &outlines.communes,
    };
    let release = &source.publication.release;
    let places = release.places().filter(|(_, number)| *number == level as u8);
    let mut rows: Vec<(&str, Map<String, Value>)> = places
        .map(|(code, _)| {
            let mut properties = Map::new();
            properties.insert("code".to_owned(), json!(code));
            properties.insert("name".to_owned(), json!(source.place_name(code)));
            properties.insert("parent".to_owned(), json!(release.parent(code)));
            (code, properties)
        })
        .collect();
    let at: HashMap<&str, usize> = rows.iter().enumerate().map(|(at, (code, _))| (*code, at)).collect();
    for cell in release.cells().filter(|cell| cell.service().is_none()) {
        if let Some((_, properties)) = at.get(cell.place()).and_then(|at| rows.get_mut(*at)) {
            properties.insert(format!("{} {}", measure(cell.measure()), cell.period()), json!(cell.count()));
        }
    }
    Ok(layer.feature_collection(rows))
}
