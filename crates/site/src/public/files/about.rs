//! What the files are, for machines: a data package (Frictionless) and a catalogue (DCAT).

use super::table::{BODIES, FIGURES};
use super::{Source, geo};
use crate::texts::Tr;
use crate::{Error, Result};
use formats::datapackage::{Field, FieldKind, License, Origin, Package, Resource, Schema};
use formats::dcat::{Catalog, Dataset, Distribution, Publisher, Words};
use kernel::Lang;

pub(super) const LICENCE: (&str, &str, &str) =
    ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0");
/// Mali in the authority table by which European and pan-African portals name countries.
pub(super) const COUNTRY: &str = "http://publications.europa.eu/resource/authority/country/MLI";

/// `datapackage.json`.
pub(super) fn package(source: &Source<'_>) -> Result<Vec<u8>> {
    let tr = &source.tr;
    let pack = &source.pack.id;
    let made = source.publication.editions.first().map(|made| made.at.rfc3339()).unwrap_or_default();
    let mut package =
        Package::new(pack, &title(source, tr), &described(source, tr), &source.as_of().to_string(), &made);
    package.homepage = Some(source.url("/fr/data"));
    package.licenses =
        vec![License { name: LICENCE.0.to_owned(), path: LICENCE.1.to_owned(), title: LICENCE.2.to_owned() }];
    package.sources = vec![Origin {
        title: tr.ta("places-credit", &[("country", source.app.house.calendar.country().into())]),
        path: None,
    }];
    package.resources = vec![
        Resource::table(
            pack,
            &format!("{pack}.csv"),
            &tr.t("package-figures"),
            schema(source, &FIGURES, "package", services(source)),
        ),
        Resource::table(
            "bodies",
            "bodies.csv",
            &tr.t("package-bodies"),
            schema(source, &BODIES, "package-body", String::new()),
        ),
        Resource::file(
            &format!("{pack}-json"),
            &format!("{pack}.json"),
            &tr.t("package-figures"),
            "json",
            "application/json",
        ),
    ];
    if source.app.outlines.is_some() {
        let map = Resource::file(
            &format!("{pack}-map"),
            &format!("{pack}.geojson"),
            &tr.t("package-map"),
            "geojson",
            "application/geo+json",
        );
        package.resources.push(map);
    }
    serde_json::to_vec_pretty(&package).map_err(Error::internal)
}

/// The codes of services with their names.
fn services(source: &Source<'_>) -> String {
    let named =
        source.publication.release.services().map(|code| format!("{code} = {}", source.service_name(code)));
    named.collect::<Vec<_>>().join("; ")
}

fn schema(source: &Source<'_>, columns: &[&str], texts: &str, services: String) -> Schema {
    let tr = &source.tr;
    let rule = source.publication.release.rule();
    let field = |name: &&str| {
        let kind = if *name == "value" { FieldKind::Integer } else { FieldKind::String };
        let key = format!("{texts}-{}", name.replace('_', "-"));
        let description = tr.ta(
            &format!("{key}-detail"),
            &[
                ("threshold", rule.threshold.into()),
                ("round", rule.round.into()),
                ("services", services.as_str().into()),
            ],
        );
        let mut field = Field::new(name, kind, &tr.t(&key), &description);
        field.constraints.required = *name != "kind";
        if *name == "value" {
            field.constraints.minimum = Some(i64::from(rule.threshold));
        }
        field
    };
    let key = columns
        .iter()
        .filter(|name| !matches!(**name, "value" | "place_name" | "level" | "body_name" | "kind"));
    Schema {
        fields: columns.iter().map(field).collect(),
        primary_key: key.map(|name| (*name).to_owned()).collect(),
        missing_values: Vec::new(),
    }
}

fn title(source: &Source<'_>, tr: &Tr) -> String {
    let pack = tr.pack(&source.pack.id, "pack-name").unwrap_or_else(|| source.pack.id.clone());
    tr.ta("package-title", &[("pack", pack.into()), ("country", country(source).into())])
}

fn country<'a>(source: &'a Source<'_>) -> &'a str {
    source.app.house.places.country().name()
}

fn described(source: &Source<'_>, tr: &Tr) -> String {
    let rule = source.publication.release.rule();
    tr.ta(
        "package-detail",
        &[
            ("threshold", rule.threshold.into()),
            ("round", rule.round.into()),
            ("delay", rule.delay_days.into()),
        ],
    )
}

/// `catalog.jsonld`.
pub(super) fn catalog(source: &Source<'_>) -> Vec<u8> {
    let voices = [Lang::Fr, Lang::En].map(|lang| Tr::new(&source.app.texts, lang));
    let said = |say: &dyn Fn(&Tr) -> String| -> Vec<Words> {
        voices.iter().map(|tr| Words { lang: tr.lang.tag().to_owned(), text: say(tr) }).collect()
    };
    let release = &source.publication.release;
    let first = source.publication.editions.last().map(|made| made.as_of).unwrap_or(release.as_of());
    let from = release.quarters().next().map(|quarter| (quarter.year, quarter.quarter));
    let from = from.or_else(|| release.years().next().map(|year| (year, 1)));
    let until = release.latest().map(|period| period.last_quarter().last_day());
    let conforms = source.url("/data/datapackage.json");
    let file = |name: String, key: &str, media_type: &str, described: bool| Distribution {
        url: source.url(&format!("/data/{name}")),
        title: said(&|tr| tr.t(key)),
        media_type: media_type.to_owned(),
        bytes: None,
        conforms_to: described.then(|| conforms.clone()),
    };
    let pack = &source.pack.id;
    let mut distributions = vec![
        file(format!("{pack}.csv"), "package-figures", "text/csv", true),
        file("bodies.csv".to_owned(), "package-bodies", "text/csv", true),
        file(format!("{pack}.json"), "package-figures", "application/json", false),
    ];
    if source.app.outlines.is_some() {
        for level in geo::Level::ALL {
            let name = format!("{pack}.geojson?level={}", level.word());
            distributions.push(file(
                name,
                &format!("package-map-{}", level.word()),
                "application/geo+json",
                false,
            ));
        }
    }
    let dataset = Dataset {
        id: source.url(&format!("/data#{pack}")),
        title: said(&|tr| title(source, tr)),
        description: said(&|tr| described(source, tr)),
        keywords: said(&|tr| tr.t("package-keyword")),
        license: LICENCE.1.to_owned(),
        issued: first.to_string(),
        modified: release.as_of().to_string(),
        temporal: from.zip(until).map(|((year, quarter), until)| {
            (format!("{year:04}-{:02}-01", (quarter - 1) * 3 + 1), until.to_string())
        }),
        spatial: (release.country() == "ML").then(|| COUNTRY.to_owned()),
        landing_page: source.url("/fr/data"),
        distributions,
    };
    let catalog = Catalog {
        id: source.url("/data/catalog.jsonld"),
        title: said(&|tr| tr.t("files-title")),
        description: said(&|tr| tr.t("data-lead")),
        publisher: Publisher { name: source.app.house.terms.coalition.clone(), homepage: source.url("/") },
        modified: release.as_of().to_string(),
        datasets: std::iter::once(dataset).chain(super::surveys::datasets(source, &said)).collect(),
    };
    catalog.to_json_ld().to_string().into_bytes()
}
