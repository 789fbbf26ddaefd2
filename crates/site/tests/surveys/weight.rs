//! Any first load fits into one initial window of a connection.

use crate::world::World;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

fn gzipped(bytes: &[u8]) -> usize {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_results_weighs_at_most_14_kb_with_all_that_it_pulls() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let mut heavy = Vec::new();
    for page in [
        "/surveys",
        "/surveys/perception",
        "/surveys/perception?by=age",
        "/surveys/perception?by=place",
        "/surveys/perception?place=ML05",
        "/surveys/perception/y2026/indicator/trust_police",
        "/surveys/perception/y2026/indicator/trust_police?level=cercle",
        "/surveys/perception/y2026/question/bribe_services",
        "/surveys/perception/y2026/question/trust_police",
        "/surveys/perception/y2026/codebook",
        "/surveys/civact",
        "/surveys/civact?round=first&by=place",
        "/surveys/civact?round=first&place=ML0406",
        "/surveys/civact/first/indicator/trust?level=cercle",
        "/surveys/civact/first/indicator/trust?place=ML0406",
        "/surveys/civact/first/ranking/causes",
        "/surveys/civact/first/ranking/causes?place=ML0406",
        "/surveys/civact/first/ranking/causes/sheet?place=ML0406",
    ] {
        let reply = visitor.get(&format!("/fr{page}")).await;
        assert_eq!(reply.status, 200, "{page}");
        let mut pulled = 0;
        for attribute in ["link rel=\"icon\" href=\"", "src=\"", "link rel=\"stylesheet\" href=\""] {
            for path in reply.body.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(path.starts_with("/assets/"), "{path}");
                pulled += gzipped(visitor.get(path).await.body.as_bytes());
            }
        }
        let weight = gzipped(reply.body.as_bytes()) + pulled;
        println!("{weight:6} bytes {page}");
        if weight > 14_000 {
            heavy.push(format!("{page}: {weight}"));
        }
    }
    assert_eq!(heavy, [""; 0]);
}
