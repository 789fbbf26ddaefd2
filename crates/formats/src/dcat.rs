//! A data catalogue in JSON-LD, by which national and pan-African portals harvest the open data.
//!
//! Source: DCAT 3, <https://www.w3.org/TR/vocab-dcat-3/>. What each column means stands in `datapackage.json`, to which a
//! table's [`Distribution::conforms_to`] points.

use serde_json::{Map, Value, json};

/// Words in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// BCP 47 tag.
    pub lang: String,
    /// The words.
    pub text: String,
}

/// Who publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// Name for people.
    pub name: String,
    /// Their page.
    pub homepage: String,
}

/// All datasets of one house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalog {
    /// URL that names the catalogue, mostly where it is served.
    pub id: String,
    /// Name, in each language there is.
    pub title: Vec<Words>,
    /// What it holds, in each language there is.
    pub description: Vec<Words>,
    /// Who publishes it and its datasets.
    pub publisher: Publisher,
    /// Day of the last change, `2027-07-01`.
    pub modified: String,
    /// What it lists.
    pub datasets: Vec<Dataset>,
}

/// One body of data in one or more files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// URL that names it.
    pub id: String,
    /// Name, in each language there is.
    pub title: Vec<Words>,
    /// What it holds and what was left out, in each language there is.
    pub description: Vec<Words>,
    /// Words to find it by.
    pub keywords: Vec<Words>,
    /// URL of the licence.
    pub license: String,
    /// Day of the first release, `2027-07-01`.
    pub issued: String,
    /// Day of this release.
    pub modified: String,
    /// First and last day that the data tell of.
    pub temporal: Option<(String, String)>,
    /// URI of the country or region it is about.
    pub spatial: Option<String>,
    /// Page for people.
    pub landing_page: String,
    /// Its files.
    pub distributions: Vec<Distribution>,
}

/// One file of a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// Where to fetch it.
    pub url: String,
    /// Name for people.
    pub title: Vec<Words>,
    /// `text/csv`.
    pub media_type: String,
    /// Its size in bytes, where known.
    pub bytes: Option<u64>,
    /// URL of the description of its columns.
    pub conforms_to: Option<String>,
}

impl Catalog {
    /// The catalogue as a JSON-LD document (`application/ld+json`).
    pub fn to_json_ld(&self) -> Value {
        json!({
            "@context": {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/",
                "xsd": "http://www.w3.org/2001/XMLSchema#",
            },
            "@id": self.id,
            "@type": "dcat:Catalog",
            "dct:title": words(&self.title),
            "dct:description": words(&self.description),
            "dct:publisher": self.publisher.to_json_ld(),
            "dct:modified": day(&self.modified),
            "dcat:dataset": self.datasets.iter().map(|dataset| dataset.to_json_ld(&self.publisher)).collect::<Vec<_>>(),
        })
    }
}

impl Publisher {
    fn to_json_ld(&self) -> Value {
        json!({ "@type": "foaf:Agent", "foaf:name": self.name, "foaf:homepage": iri(&self.homepage) })
    }
}

impl Dataset {
    fn to_json_ld(&self, publisher: &Publisher) -> Value {
        let mut dataset = Map::new();
        let mut add = |name: &str, value: Value| dataset.insert(name.to_owned(), value);
        add("@id", json!(self.id));
        add("@type", json!("dcat:Dataset"));
        add("dct:title", words(&self.title));
        add("dct:description", words(&self.description));
        add("dcat:keyword", words(&self.keywords));
        add("dct:publisher", publisher.to_json_ld());
        add("dct:license", iri(&self.license));
        add("dct:issued", day(&self.issued));
        add("dct:modified", day(&self.modified));
        add("dcat:landingPage", iri(&self.landing_page));
        if let Some((first, last)) = &self.temporal {
            let period = json!({ "@type": "dct:PeriodOfTime", "dcat:startDate": day(first), "dcat:endDate": day(last) });
            add("dct:temporal", period);
        }
        if let Some(place) = &self.spatial {
            add("dct:spatial", iri(place));
        }
        let distributions = self.distributions.iter().map(|file| file.to_json_ld(&self.license));
        add("dcat:distribution", distributions.collect());
        Value::Object(dataset)
    }
}

impl Distribution {
    fn to_json_ld(&self, license: &str) -> Value {
        let mut file = Map::new();
        let mut add = |name: &str, value: Value| file.insert(name.to_owned(), value);
        add("@type", json!("dcat:Distribution"));
        add("dct:title", words(&self.title));
        add("dcat:accessURL", iri(&self.url));
        add("dcat:downloadURL", iri(&self.url));
        // IANA's registry has a page a media type, which DCAT takes for its name.
        let media_type = format!("https://www.iana.org/assignments/media-types/{}", self.media_type);
        add("dcat:mediaType", iri(&media_type));
        add("dct:license", iri(license));
        if let Some(bytes) = self.bytes {
            add("dcat:byteSize", json!({ "@type": "xsd:nonNegativeInteger", "@value": bytes.to_string() }));
        }
        if let Some(standard) = &self.conforms_to {
            add("dct:conformsTo", iri(standard));
        }
        Value::Object(file)
    }
}

fn iri(url: &str) -> Value {
    json!({ "@id": url })
}

fn day(day: &str) -> Value {
    json!({ "@type": "xsd:date", "@value": day })
}

fn words(all: &[Words]) -> Value {
    all.iter().map(|words| json!({ "@language": words.lang, "@value": words.text })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<Words> {
        vec![Words { lang: "fr".into(), text: text.into() }]
    }

    pub(crate) fn catalog() -> Catalog {
        Catalog {
            id: "https://zed.test/data/catalog.jsonld".into(),
            title: said("Données de Zed"),
            description: said("Inventées"),
            publisher: Publisher { name: "Zed".into(), homepage: "https://zed.test/".into() },
            modified: "2027-07-01".into(),
            datasets: vec![Dataset {
                id: "https://zed.test/data#counts".into(),
                title: said("Comptes"),
                description: said("Inventés"),
                keywords: said("zed"),
                license: "https://creativecommons.org/licenses/by/4.0/".into(),
                issued: "2027-04-01".into(),
                modified: "2027-07-01".into(),
                temporal: Some(("2027-01-01".into(), "2027-03-31".into())),
                spatial: Some("http://publications.europa.eu/resource/authority/country/MLI".into()),
                landing_page: "https://zed.test/data".into(),
                distributions: vec![Distribution {
                    url: "https://zed.test/data/counts.csv".into(),
                    title: said("Table"),
                    media_type: "text/csv".into(),
                    bytes: Some(1234),
                    conforms_to: Some("https://zed.test/data/datapackage.json".into()),
                }],
            }],
        }
    }

    #[test]
    fn a_catalogue_names_dataset_licence_and_files() {
        let document = catalog().to_json_ld();
        assert_eq!(document["@type"], "dcat:Catalog");
        let dataset = &document["dcat:dataset"][0];
        assert_eq!(dataset["dct:license"]["@id"], "https://creativecommons.org/licenses/by/4.0/");
        assert_eq!(dataset["dct:title"][0], json!({"@language": "fr", "@value": "Comptes"}));
        assert_eq!(dataset["dct:temporal"]["dcat:endDate"]["@value"], "2027-03-31");
        let file = &dataset["dcat:distribution"][0];
        assert_eq!(file["dcat:downloadURL"]["@id"], "https://zed.test/data/counts.csv");
        assert_eq!(file["dcat:mediaType"]["@id"], "https://www.iana.org/assignments/media-types/text/csv");
        assert_eq!(file["dcat:byteSize"]["@value"], "1234");
        assert_eq!(file["dct:conformsTo"]["@id"], "https://zed.test/data/datapackage.json");
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let mut catalog = catalog();
        catalog.datasets[0].temporal = None;
        catalog.datasets[0].spatial = None;
        catalog.datasets[0].distributions[0].bytes = None;
        let text = catalog.to_json_ld().to_string();
        for name in ["dct:temporal", "dct:spatial", "dcat:byteSize", "null"] {
            assert!(!text.contains(name), "{name}");
        }
    }
}
