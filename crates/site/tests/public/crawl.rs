//! A crawler with bad intentions: follows every link from home and looks for a number or a word that was not published.

use crate::world::{CANARY, World};
use civic::publication::{OfficeRecord, Release};
use std::collections::{BTreeSet, VecDeque};
use testhouse::Reply;

/// Pages enough to reach every kind of page in both languages, and every place with cases.
const MOST_PAGES: usize = 700;

fn links(page: &str) -> Vec<String> {
    let addresses = page.split("href=\"").skip(1).chain(page.split("action=\"").skip(1));
    addresses
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.starts_with('/'))
        .map(|href| href.replace("&amp;", "&"))
        .collect()
}

fn published(release: &Release) -> BTreeSet<u64> {
    let lines = |record: OfficeRecord| {
        let all = [
            record.received(),
            record.acknowledged_in_time(),
            record.answered(),
            record.answered_in_time(),
            record.overdue(),
        ];
        all.map(|shown| shown.count())
    };
    let offices = release.periods().iter().flat_map(|period| {
        let each = release.offices().map(|office| release.office(office, *period));
        each.chain([release.all_offices(*period)]).flat_map(lines).flatten().collect::<Vec<_>>()
    });
    release.cells().map(|cell| cell.count()).chain(offices).collect()
}

/// What stands in the numeric cells, large figures, bars and map labels of a page.
fn figures(page: &str) -> Vec<String> {
    let cells = page.split("<td class=\"n\"").skip(1).filter_map(|cell| cell.split("</td>").next());
    let bars = page.split("<span class=\"n\"").skip(1).filter_map(|cell| cell.split("</span>").next());
    let large = page.split("class=\"figures\"").skip(1).flat_map(|list| {
        let list = list.split("</dl>").next().unwrap_or_default();
        list.split("<dd>").skip(1).filter_map(|figure| figure.split("</dd>").next()).collect::<Vec<_>>()
    });
    let map = page.split("<title>").skip(2).filter_map(|title| title.split("</title>").next());
    let map = map.filter_map(|title| title.rsplit(": ").next());
    let all = cells
        .chain(bars)
        .map(|cell| cell.split_once('>').map_or(cell, |(_, text)| text))
        .chain(large)
        .chain(map);
    all.map(|said| said.trim_end_matches('*').replace(['\u{202F}', ','], "")).collect()
}

fn check_words(path: &str, reply: &Reply, world: &World) {
    let headers: String = reply.headers.iter().map(|(name, value)| format!("{name}: {value:?}\n")).collect();
    for text in [path, &headers, &reply.body] {
        for secret in [CANARY, "bureau@example.org", "Persona", "bakary"] {
            assert!(!text.contains(secret), "{secret} at {path}");
        }
        for reference in &world.references {
            assert!(!text.contains(reference.as_str()), "{reference} at {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_within_reach_shows_a_number_or_a_word_that_was_not_published() {
    let world = World::new().await;
    let numbers = published(&world.release);
    let mut visitor = world.test.visitor();
    let mut waiting: VecDeque<String> = ["/", "/en"].map(str::to_owned).into();
    // Whoever changes the form reaches these.
    for place in ["ML", "ML0305", "ML0406", "ML030501", "ML030502"] {
        for period in ["", "2027-Q1", "2027-Q2", "2027-Q3"] {
            for service in ["police", "town_hall"] {
                waiting.push_back(format!("/fr/data?place={place}&period={period}&service={service}"));
            }
            waiting.push_back(format!("/fr/data/bodies?period={period}"));
        }
    }
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let (mut pages, mut compared) = (0, 0);
    while let Some(path) = waiting.pop_front().filter(|_| pages < MOST_PAGES) {
        let reply = visitor.get(&path).await;
        check_words(&path, &reply, &world);
        if reply.status == 302 || reply.status == 303 {
            waiting.push_back(reply.location().to_owned());
            continue;
        }
        // Doors of other areas may ask for a log-in; none may fail.
        assert!(reply.status < 500, "{path} answers {}", reply.status);
        let html = reply
            .headers
            .get("content-type")
            .is_some_and(|kind| kind.to_str().unwrap().starts_with("text/html"));
        if !html || reply.status != 200 {
            continue;
        }
        pages += 1;
        if path.contains("/data") || path.len() == 3 {
            for said in figures(&reply.body) {
                if let Ok(number) = said.parse::<u64>() {
                    compared += 1;
                    assert!(numbers.contains(&number), "{number} at {path}");
                }
            }
        }
        for href in links(&reply.body) {
            let href = href.split('#').next().unwrap_or_default().to_owned();
            if !href.is_empty() && seen.insert(href.clone()) {
                waiting.push_back(href);
            }
        }
    }
    for file in
        ["/data/denunciation.csv", "/data/feed.atom", "/data/catalog.jsonld", "/data/datapackage.json"]
    {
        assert!(seen.contains(file), "{file} is linked");
    }
    assert!(pages > 100 && compared > 200, "{pages} pages, {compared} numbers");
}
