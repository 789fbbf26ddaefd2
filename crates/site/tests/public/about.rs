//! What the files say of themselves is so.

use crate::world::World;
use std::collections::BTreeSet;

#[tokio::test(flavor = "multi_thread")]
async fn the_data_package_names_every_column_of_every_table_and_files_that_are_there() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    for lang in ["fr", "en"] {
        let package = visitor.get(&format!("/data/datapackage.json?lang={lang}")).await.json();
        assert_eq!(package["licenses"][0]["name"], "CC-BY-4.0");
        let mut tables = 0;
        for resource in package["resources"].as_array().unwrap() {
            let file = visitor.get(&format!("/data/{}", resource["path"].as_str().unwrap())).await;
            assert_eq!(file.status, 200, "{resource}");
            let Some(fields) = resource["schema"]["fields"].as_array() else { continue };
            tables += 1;
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            let columns: Vec<String> = fields.iter().map(|field| text(&field["name"])).collect();
            assert_eq!(file.body.lines().next().unwrap(), columns.join(","));
            for field in fields {
                // A message that is missing shows as its key.
                for words in [text(&field["title"]), text(&field["description"])] {
                    assert!(!words.is_empty() && !words.starts_with("package-"), "{field}");
                }
            }
            // What is said to name a row does.
            let key: Vec<usize> = resource["schema"]["primaryKey"]
                .as_array()
                .unwrap()
                .iter()
                .map(|name| columns.iter().position(|column| *column == text(name)).unwrap())
                .collect();
            let mut reader = csv::Reader::from_reader(file.body.as_bytes());
            let mut rows = 0;
            let keys: BTreeSet<Vec<String>> = reader
                .records()
                .map(|record| {
                    let record = record.unwrap();
                    rows += 1;
                    key.iter().map(|at| record[*at].to_owned()).collect()
                })
                .collect();
            assert_eq!(keys.len(), rows, "{resource}");
        }
        assert_eq!(tables, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_and_the_feed_lead_to_what_there_is() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let catalog = visitor.get("/data/catalog.jsonld").await.json();
    let dataset = &catalog["dcat:dataset"][0];
    assert_eq!(dataset["dct:temporal"]["dcat:startDate"]["@value"], "2027-01-01");
    assert_eq!(dataset["dct:temporal"]["dcat:endDate"]["@value"], "2027-09-30");
    let files = dataset["dcat:distribution"].as_array().unwrap();
    assert_eq!(files.len(), 6);
    for file in files {
        let url = file["dcat:downloadURL"]["@id"].as_str().unwrap();
        let path = url.strip_prefix("http://house.test").unwrap();
        assert_eq!(visitor.get(path).await.status, 200, "{path}");
    }
    let feed = visitor.get("/data/feed.atom").await.body;
    assert_eq!(feed.matches("<entry>").count(), 1);
    assert!(feed.contains("Chiffres publiés au 15 décembre 2027"), "{feed}");
}
