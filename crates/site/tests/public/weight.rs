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
async fn every_public_page_weighs_at_most_14_kb_with_all_that_it_pulls() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    for lang in ["fr", "en"] {
        for page in [
            "",
            "/who-sees-what",
            "/data",
            "/data?by=cercle",
            "/data?by=cercle&service=police&period=2027-Q1",
            "/data?place=ML03",
            "/data?place=ML0305&service=police&period=2027-Q1",
            "/data?place=ML030501",
            "/data/bodies",
            "/data/method",
        ] {
            let reply = visitor.get(&format!("/{lang}{page}")).await;
            assert_eq!(reply.status, 200);
            let mut pulled = 0;
            let mut paths = Vec::new();
            for attribute in ["link rel=\"icon\" href=\"", "src=\"", "link rel=\"stylesheet\" href=\""] {
                paths.extend(reply.body.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()));
            }
            assert!(paths.iter().all(|path| path.starts_with("/assets/")), "{paths:?}");
            for path in paths {
                pulled += gzipped(visitor.get(path).await.body.as_bytes());
            }
            let weight = gzipped(reply.body.as_bytes()) + pulled;
            println!("{weight:6} bytes /{lang}{page}");
            assert!(weight <= 14_000, "/{lang}{page} weighs {weight}");
        }
    }
}
