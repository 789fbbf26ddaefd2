//! Places by what somebody typed.

use super::problems::{Problem, Problems};
use crate::error::Fault;
use crate::{Error, Result, Visit};
use axum::Json;
use axum::extract::Query;
use axum::http::header;
use axum::response::IntoResponse;
use civic::place::{Level, Place};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Places given unless `limit` says otherwise.
const USUAL: usize = 10;
/// Places given at the most.
const MOST: usize = 50;

/// What is looked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// Name, or beginning of a name; case, accents and one typo do not matter. More words may name what it lies in.
    #[param(value_type = String, required = true, nullable = false, example = "segu")]
    q: Option<String>,
    /// Places at the most, 1 to 50; 10 unless given.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 50, nullable = false)]
    limit: Option<String>,
    /// Only places of this level: `country`, `region`, `cercle`, `commune`, `locality`.
    #[param(pattern = "^(country|region|cercle|commune|locality)$", nullable = false)]
    level: Option<String>,
    /// Language of refusals: `fr` or `en`; else by Accept-Language. Names of places are the official ones.
    #[param(nullable = false)]
    #[expect(dead_code, reason = "read by `lang_of` before; here for the description")]
    lang: Option<String>,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub(super) struct Found {
    /// The likeliest first.
    places: Vec<Hit>,
}

/// A place.
#[derive(Serialize, ToSchema)]
#[schema(as = Place)]
struct Hit {
    /// Its code: the answer to a field of type `place`.
    code: String,
    /// The scheme of the code.
    scheme: String,
    /// `country`, `region`, `cercle`, `commune` or `locality`.
    level: &'static str,
    /// Its official name.
    name: String,
    /// Names from the region down to itself.
    path: Vec<String>,
    /// Degrees north (WGS 84), if known.
    lat: Option<f64>,
    /// Degrees east (WGS 84), if known.
    lon: Option<f64>,
}

/// Places whose name may be meant.
#[utoipa::path(
    get,
    path = "/api/v1/places",
    operation_id = "places",
    params(Asked),
    responses(
        (status = 200, description = "The likeliest first; none when nothing fits.", body = Found),
        (status = 422, description = "A parameter is to be mended.", body = Problem, content_type = "application/problem+json"),
        Problems,
    )
)]
pub(super) async fn search(visit: Visit, Query(asked): Query<Asked>) -> Result<impl IntoResponse> {
    let fault = |name: &str, key: &str| {
        Error::BadForm(vec![Fault { name: name.to_owned(), detail: visit.tr.t(key) }])
    };
    let query = asked.q.ok_or_else(|| fault("q", "api-no-query"))?;
    let limit = match asked.limit.as_deref().map(str::parse) {
        None => USUAL,
        Some(Ok(limit)) if (1..=MOST).contains(&limit) => limit,
        Some(_) => return Err(fault("limit", "api-bad-limit")),
    };
    let level = asked.level.map(|word| word.parse::<Level>()).transpose();
    let level = level.map_err(|_| fault("level", "api-bad-level"))?;
    // The country itself is no answer, unless it is asked for by its level.
    let found = visit.house().places.search(&query, level, limit + 1).into_iter();
    let answers = found.filter(|place| level.is_some() || place.level() != Level::Country);
    let places = answers.take(limit).map(hit).collect();
    Ok(([(header::CACHE_CONTROL, "public, max-age=3600")], Json(Found { places })))
}

fn hit(place: Place<'_>) -> Hit {
    let position = place.position();
    Hit {
        code: place.code().to_owned(),
        scheme: place.scheme().to_owned(),
        level: place.level().word(),
        name: place.name().to_owned(),
        path: place.path().into_iter().map(str::to_owned).collect(),
        lat: position.map(|(lat, _)| lat),
        lon: position.map(|(_, lon)| lon),
    }
}
