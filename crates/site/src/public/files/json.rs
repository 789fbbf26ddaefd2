//! The whole release as JSON, with the names of what it counts.

use super::table::{ALL, lines};
use super::{Source, level, measure};
use crate::{Error, Result};
use civic::publication::{OfficeRecord, Period, PublicationRule};
use serde::Serialize;
use serde_json::{Map, Value, json};

#[derive(Serialize)]
struct Written<'a> {
    pack: &'a str,
    as_of: String,
    rule: &'a PublicationRule,
    periods: Vec<String>,
    services: Vec<Named<'a>>,
    places: Vec<Place<'a>>,
    figures: Vec<Figure<'a>>,
    bodies: Vec<Body<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    code: &'a str,
    name: String,
}

#[derive(Serialize)]
struct Place<'a> {
    code: &'a str,
    name: &'a str,
    level: &'static str,
    parent: Option<&'a str>,
}

#[derive(Serialize)]
struct Figure<'a> {
    place: &'a str,
    service: &'a str,
    period: String,
    measure: &'static str,
    value: u64,
}

#[derive(Serialize)]
struct Body<'a> {
    code: &'a str,
    name: String,
    kind: &'a str,
    records: Vec<Value>,
}

/// The file.
pub(super) fn written(source: &Source<'_>) -> Result<Vec<u8>> {
    let release = &source.publication.release;
    let places = release.places().map(|(code, number)| Place {
        code,
        name: source.place_name(code),
        level: level(number),
        parent: release.parent(code),
    });
    let figures = release.cells().map(|cell| Figure {
        place: cell.place(),
        service: cell.service().unwrap_or(ALL),
        period: cell.period().to_string(),
        measure: measure(cell.measure()),
        value: cell.count(),
    });
    let records = |of: &dyn Fn(Period) -> OfficeRecord| -> Vec<Value> {
        release.periods().iter().filter_map(|period| record(*period, &of(*period))).collect()
    };
    let mut bodies = vec![Body {
        code: ALL,
        name: source.tr.t("answers-all"),
        kind: "",
        records: records(&|period| release.all_offices(period)),
    }];
    bodies.extend(source.publication.bodies.iter().map(|body| Body {
        code: &body.code,
        name: body.name.clone(),
        kind: &body.kind,
        records: records(&|period| release.office(&body.code, period)),
    }));
    let written = Written {
        pack: &source.pack.id,
        as_of: release.as_of().to_string(),
        rule: release.rule(),
        periods: release.periods().iter().map(ToString::to_string).collect(),
        services: release.services().map(|code| Named { code, name: source.service_name(code) }).collect(),
        places: places.collect(),
        figures: figures.collect(),
        bodies,
    };
    serde_json::to_vec(&written).map_err(Error::internal)
}

/// The shown lines of a record; nothing when none is.
fn record(period: Period, record: &OfficeRecord) -> Option<Value> {
    let mut shown = Map::new();
    for (name, count) in lines(record) {
        if let Some(count) = count.count() {
            shown.insert(name.to_owned(), json!(count));
        }
    }
    (!shown.is_empty()).then(|| {
        shown.insert("period".to_owned(), json!(period.to_string()));
        Value::Object(shown)
    })
}
