//! `/data/{file}`: the figures as files. Each is made once of every release and kept.

mod about;
mod feed;
mod geo;
mod json;
mod surveys;
mod table;

use super::lasting::Document;
use super::shelf::Rounds;
use super::{service, shelf};
use crate::texts::Tr;
use crate::{App, Error, Result, Visit};
use acts::publish::Publication;
use axum::extract::{Path, Query};
use axum::response::Response;
use civic::pack::Pack;
use civic::publication::Measure;
use kernel::Lang;
use serde::Deserialize;
use std::sync::Arc;

/// What a file can be asked for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// Level of the places of a map: `region`, `cercle`, `commune`.
    #[serde(default)]
    level: String,
    /// Language of names and descriptions; French unless said.
    #[serde(default)]
    lang: String,
}

/// What files are made of.
struct Source<'a> {
    app: &'a App,
    tr: Tr,
    pack: &'a Pack,
    publication: &'a Publication,
    /// The published rounds of each survey.
    surveys: &'a [(String, Arc<Rounds>)],
}

/// A file there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum File {
    Csv,
    Json,
    Geo(geo::Level),
    Bodies,
    Package,
    Catalog,
    Feed,
}

impl File {
    fn named(name: &str, pack: &str, asked: &Asked) -> Result<Self> {
        Ok(match (name, name.strip_prefix(pack)) {
            (_, Some(".csv")) => Self::Csv,
            (_, Some(".json")) => Self::Json,
            (_, Some(".geojson")) => Self::Geo(asked.level.parse()?),
            ("bodies.csv", _) => Self::Bodies,
            ("datapackage.json", _) => Self::Package,
            ("catalog.jsonld", _) => Self::Catalog,
            ("feed.atom", _) => Self::Feed,
            _ => return Err(Error::NotFound),
        })
    }

    fn made(self, source: &Source<'_>) -> Result<Document> {
        Ok(match self {
            Self::Csv => Document::new("text/csv; charset=utf-8", table::figures(source)?),
            Self::Bodies => Document::new("text/csv; charset=utf-8", table::bodies(source)?),
            Self::Json => Document::new("application/json", json::written(source)?),
            Self::Geo(level) => Document::new("application/geo+json", geo::written(source, level)?),
            Self::Package => Document::new("application/json", about::package(source)?),
            Self::Catalog => Document::new("application/ld+json", about::catalog(source)),
            Self::Feed => Document::new("application/atom+xml; charset=utf-8", feed::written(source)),
        })
    }
}

/// The published figures as a file.
///
/// `{pack}.csv`, `{pack}.json` and `{pack}.geojson` hold the figures, where `{pack}` is an id of `/api/v1/packs`; `bodies.csv` the
/// answer record of public bodies; `datapackage.json` the meaning of the columns; `catalog.jsonld` the entry for a catalogue
/// (DCAT); `feed.atom` the releases. The same address gives everybody the same bytes until the next release.
#[utoipa::path(
    get,
    path = "/data/{file}",
    operation_id = "figures",
    params(
        ("file" = String, Path, description = "Name of the file.", example = "denunciation.csv"),
        ("level" = Option<String>, Query, description = "Level of the places of a map; regions unless given.",
            pattern = "^(region|cercle|commune)$", nullable = false),
        ("lang" = Option<String>, Query, description = "Language of names and descriptions: `fr`, unless `en` is given.",
            nullable = false),
    ),
    responses(
        (status = 200, description = "The file.", content(
            (String = "text/csv"),
            (serde_json::Value = "application/json"),
            (serde_json::Value = "application/geo+json"),
            (serde_json::Value = "application/ld+json"),
            (String = "application/atom+xml"),
        )),
        (status = 404, description = "No file of this name, or nothing is published yet.", body = String, content_type = "text/html"),
    )
)]
pub(crate) async fn show(
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response> {
    let pack = service(&visit)?.pack.id.clone();
    let file = File::named(&name, &pack, &asked)?;
    let edition: Arc<shelf::Edition> =
        visit.app.shelf.edition(&visit, &pack).await?.ok_or(Error::NotFound)?;
    // Not the browser's language: the same address gives everybody the same bytes.
    let lang: Lang = asked.lang.parse().unwrap_or_default();
    let app = Arc::clone(&visit.app);
    let surveys = if file == File::Catalog { surveys(&visit).await? } else { Vec::new() };
    // The catalogue is made anew when a survey has a round more.
    let rounds: usize = surveys.iter().map(|(_, rounds)| rounds.published.len()).sum();
    let key = format!("{file:?} {lang} {rounds}");
    let document = edition
        .file(key, move |publication| {
            let tr = Tr::new(&app.texts, lang);
            let pack = &app.house.service(&pack)?.pack;
            file.made(&Source { app: &app, tr, pack, publication, surveys: &surveys })
        })
        .await?;
    Ok(document.show(&visit))
}

/// The surveys of the house that have published rounds.
async fn surveys(visit: &Visit) -> Result<Vec<(String, Arc<Rounds>)>> {
    let mut surveys = Vec::new();
    for survey in visit.house().surveys.keys() {
        let rounds = visit.app.shelf.rounds(visit, survey).await?;
        if !rounds.published.is_empty() {
            surveys.push((survey.clone(), rounds));
        }
    }
    Ok(surveys)
}

impl Source<'_> {
    fn place_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.app.house.places.get(code).map_or(code, |place| place.name())
    }

    fn service_name(&self, code: &str) -> String {
        self.tr.pack(&self.pack.id, &format!("service-{code}")).unwrap_or_else(|| code.to_owned())
    }

    /// Address of this site, without a slash at the end.
    fn site(&self) -> &str {
        self.app.house.terms.address()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.site())
    }

    /// The day the last release speaks for.
    fn as_of(&self) -> kernel::Date {
        self.publication.release.as_of()
    }
}

/// The word for a measure in files, the same in every language.
fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Received => "received",
        Measure::Referred => "referred",
        Measure::Answered => "answered",
        Measure::Closed => "closed",
    }
}

/// The word for a level in files.
fn level(number: u8) -> &'static str {
    civic::place::Level::from_number(number).map_or("", civic::place::Level::word)
}
