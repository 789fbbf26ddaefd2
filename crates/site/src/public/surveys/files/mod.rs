//! `/{lang}/surveys/{survey}/{round}.csv`, `.xlsx`, `.json`, `.geojson`: every published figure of a round as a file. Each is made once of
//! every round and kept.

mod book;
mod csv;
mod geo;
mod json;
mod labels;

use super::view::View;
use crate::public::lasting::Document;
use crate::{Error, Result, Visit};
use axum::extract::{Path, Query};
use axum::response::Response;
use civic::place::Level;
use serde::Deserialize;
use std::sync::Arc;

/// What a file can be asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Level of the places of a map: `region`, `cercle`, `commune`; the finest with rows without.
    #[serde(default)]
    level: String,
}

/// A file there is of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::public) enum File {
    Csv,
    Xlsx,
    Json,
    Geo,
}

impl File {
    /// Every file.
    pub(in crate::public) const ALL: [Self; 4] = [Self::Csv, Self::Xlsx, Self::Json, Self::Geo];

    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Geo => "geojson",
        }
    }

    /// Its media type.
    pub(in crate::public) fn kind(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::Geo => "application/geo+json",
        }
    }

    /// Its name for the figures of a round.
    pub(in crate::public) fn name(self, round: &str) -> String {
        format!("{round}.{}", self.ending())
    }

    /// Key of its name for people.
    pub(in crate::public) fn key(self) -> &'static str {
        match self {
            Self::Csv => "files-csv",
            Self::Xlsx => "survey-file-xlsx",
            Self::Json => "survey-file-json",
            Self::Geo => "files-geojson",
        }
    }

    /// Whether there is one of this round.
    fn exists(self, view: &View<'_>) -> bool {
        self != Self::Geo || (view.visit.app.outlines.is_some() && geo::is_drawn(view))
    }
}

pub(super) async fn show(
    Path((lang, survey, name)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response> {
    // The id of a round holds no dot.
    let (round, ending) = name.split_once('.').ok_or(Error::NotFound)?;
    let file = File::ALL.into_iter().find(|file| file.ending() == ending).ok_or(Error::NotFound)?;
    let view = View::round(&visit, &lang, &survey, round).await?;
    if !file.exists(&view) {
        return Err(Error::NotFound);
    }
    let level = match asked.level.as_str() {
        "" => None,
        word => Some(Level::ALL.into_iter().find(|level| level.word() == word).ok_or(Error::NotFound)?),
    };
    Ok(document(&view, file, level.filter(|_| file == File::Geo)).await?.show(&visit))
}

/// The files there are of a round, with how many bytes each has.
pub(super) async fn sizes(view: &View<'_>) -> Result<Vec<(File, usize)>> {
    let mut sizes = Vec::new();
    for file in File::ALL.into_iter().filter(|file| file.exists(view)) {
        sizes.push((file, document(view, file, None).await?.bytes()));
    }
    Ok(sizes)
}

async fn document(view: &View<'_>, file: File, level: Option<Level>) -> Result<Document> {
    let name = format!("{} {file:?} {} {level:?}", view.told().round, view.visit.lang);
    let (visit, survey, round) = (view.visit.clone(), view.survey.pack.id.clone(), view.told().round.clone());
    let rounds = Arc::clone(&view.rounds);
    let make = move || {
        let view = View::standing(&visit, &survey, &round, rounds)?;
        let bytes = match file {
            File::Csv => csv::written(&view)?,
            File::Xlsx => book::written(&view)?,
            File::Json => json::written(&view)?,
            File::Geo => geo::written(&view, level)?.into_bytes(),
        };
        Ok(Document::new(file.kind(), bytes))
    };
    view.rounds.file(name, make).await
}
