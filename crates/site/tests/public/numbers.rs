//! Page, table, JSON and map say the numbers of the release: all of them, and no others.

use crate::world::World;
use civic::publication::{Measure, OfficeRecord, Period, Release, Shown};
use std::collections::{BTreeMap, BTreeSet};

fn word(measure: Measure) -> &'static str {
    match measure {
        Measure::Received => "received",
        Measure::Referred => "referred",
        Measure::Answered => "answered",
        Measure::Closed => "closed",
    }
}

type Line = (String, String, String, String, u64);

fn of_release(release: &Release) -> BTreeSet<Line> {
    let service = |code: Option<&str>| code.unwrap_or("all").to_owned();
    release
        .cells()
        .map(|cell| {
            let (place, period) = (cell.place().to_owned(), cell.period().to_string());
            (place, service(cell.service()), period, word(cell.measure()).to_owned(), cell.count())
        })
        .collect()
}

fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        heads.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_the_json_and_the_map_hold_exactly_the_figures_of_the_release() {
    let world = World::new().await;
    let expected = of_release(&world.release);
    assert!(expected.len() > 20, "a release worth comparing: {}", expected.len());
    let mut visitor = world.test.visitor();

    let csv = visitor.get("/data/denunciation.csv").await.body;
    let lines: Vec<Line> = rows(&csv)
        .into_iter()
        .map(|row| {
            let cell = |name: &str| row[name].clone();
            (
                cell("place_code"),
                cell("service"),
                cell("period"),
                cell("measure"),
                cell("value").parse().unwrap(),
            )
        })
        .collect();
    assert_eq!(lines.len(), expected.len());
    assert_eq!(BTreeSet::from_iter(lines), expected);
    let named = rows(&csv).into_iter().find(|row| row["place_code"] == "ML040601").unwrap();
    assert_eq!((named["place_name"].as_str(), named["level"].as_str()), ("Baguindabougou", "commune"));

    let json = visitor.get("/data/denunciation.json").await.json();
    let figures = json["figures"].as_array().unwrap();
    let lines = figures.iter().map(|figure| {
        let text = |name: &str| figure[name].as_str().unwrap().to_owned();
        (text("place"), text("service"), text("period"), text("measure"), figure["value"].as_u64().unwrap())
    });
    assert_eq!(lines.collect::<BTreeSet<_>>(), expected);
    assert_eq!(json["rule"]["threshold"], 10);
    assert_eq!(json["places"].as_array().unwrap().len(), world.release.places().count());

    let all: BTreeSet<Line> = expected.iter().filter(|line| line.1 == "all").cloned().collect();
    let mut mapped = BTreeSet::new();
    for (level, places) in [("region", 10), ("cercle", 53), ("commune", 701)] {
        let map = visitor.get(&format!("/data/denunciation.geojson?level={level}")).await.json();
        let features = map["features"].as_array().unwrap();
        assert_eq!(features.len(), places);
        for feature in features {
            assert_eq!(feature["geometry"]["type"], "MultiPolygon");
            let properties = feature["properties"].as_object().unwrap();
            for (name, value) in properties {
                if let Some(count) = value.as_u64() {
                    let (measure, period) = name.split_once(' ').unwrap();
                    let code = properties["code"].as_str().unwrap().to_owned();
                    mapped.insert((code, "all".to_owned(), period.to_owned(), measure.to_owned(), count));
                }
            }
        }
    }
    let below_country: BTreeSet<Line> = all.into_iter().filter(|line| line.0 != "ML").collect();
    assert_eq!(mapped, below_country);
}

fn record_lines(record: &OfficeRecord) -> [(&'static str, Shown); 5] {
    [
        ("received", record.received()),
        ("acknowledged_in_time", record.acknowledged_in_time()),
        ("answered", record.answered()),
        ("answered_in_time", record.answered_in_time()),
        ("overdue", record.overdue()),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_records_are_those_of_the_release_in_table_json_and_page() {
    let world = World::new().await;
    let release = &world.release;
    let mut expected = BTreeSet::new();
    for period in release.periods() {
        let mut add = |code: &str, record: OfficeRecord| {
            for (name, shown) in record_lines(&record) {
                if let Some(count) = shown.count() {
                    expected.insert((code.to_owned(), period.to_string(), name.to_owned(), count));
                }
            }
        };
        add("all", release.all_offices(*period));
        for office in release.offices() {
            add(office, release.office(office, *period));
        }
    }
    assert!(expected.len() >= 5, "{expected:?}");
    let mut visitor = world.test.visitor();
    let csv = visitor.get("/data/bodies.csv").await.body;
    let lines: BTreeSet<_> = rows(&csv)
        .into_iter()
        .map(|row| {
            let cell = |name: &str| row[name].clone();
            (cell("body_code"), cell("period"), cell("measure"), cell("value").parse::<u64>().unwrap())
        })
        .collect();
    assert_eq!(lines, expected);

    let json = visitor.get("/data/denunciation.json").await.json();
    let mut lines = BTreeSet::new();
    for body in json["bodies"].as_array().unwrap() {
        for record in body["records"].as_array().unwrap() {
            for (name, value) in record.as_object().unwrap().iter().filter(|(_, value)| value.is_u64()) {
                let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
                lines.insert((
                    text(&body["code"]),
                    text(&record["period"]),
                    name.clone(),
                    value.as_u64().unwrap(),
                ));
            }
        }
    }
    assert_eq!(lines, expected);

    let page = visitor.get("/fr/data/bodies").await.body;
    let total = release.all_offices(release.latest().unwrap());
    let row = page.split("<tr").find(|row| row.contains("Tous les organes ensemble")).unwrap();
    for shown in [total.received(), total.answered_in_time(), total.overdue()] {
        assert!(row.contains(&format!(">{}<", shown.count().unwrap())), "{row}");
    }
    let (in_time, overdue) = (total.answered_in_time().count().unwrap(), total.overdue().count().unwrap());
    let share = (in_time as f64 / (in_time + overdue) as f64 * 100.0).round();
    assert!(row.contains(&format!("{share}\u{202F}%")), "{row}");
}

/// Text of a piece of markup.
fn text(markup: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in markup.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// Every place below the one of a page: its code with the four measures of its line, none for what is withheld.
fn table_of(page: &str) -> Vec<(String, Vec<Option<u64>>)> {
    let code =
        |piece: &str| piece.split("place=").nth(1).unwrap().split(['"', '&']).next().unwrap().to_owned();
    let figures = page.split(">Les mêmes chiffres<").nth(1).unwrap().split("</section>").next().unwrap();
    let lines = figures.split("<tbody").nth(1).unwrap_or_default().split("</tbody>").next().unwrap();
    let lines = lines.split("<tr>").skip(1).map(|row| {
        let cells = row.split("<td").skip(1).map(|cell| {
            let said = text(&format!("<td{cell}"));
            said.trim_end_matches('*').replace('\u{202F}', "").parse::<u64>().ok()
        });
        (code(row), cells.collect())
    });
    let listed = figures.split("<ul class=\"places\"").nth(1).unwrap_or_default();
    lines.chain(listed.split("<li>").skip(1).map(|place| (code(place), vec![None; 4]))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_figure_of_every_page_of_places_is_that_of_the_release() {
    let world = World::new().await;
    let release = &world.release;
    let mut visitor = world.test.visitor();
    let mut shown = 0;
    for place in ["ML", "ML03", "ML04", "ML0305", "ML0406"] {
        for period in ["", "2027-Q1", "2027-Q2", "2027-Q3"] {
            for service in ["", "police", "land", "town_hall"] {
                let page =
                    visitor.get(&format!("/fr/data?place={place}&period={period}&service={service}")).await;
                let table = table_of(&page.body);
                assert_eq!(table.len(), release.children(place).count());
                for (code, figures) in table {
                    let service = Some(service).filter(|code| !code.is_empty());
                    let expected = Measure::ALL.map(|measure| {
                        match release.periods().iter().find(|known| known.to_string() == period) {
                            Some(period) => release.cell(&code, service, *period, measure).count(),
                            None => release.running_total(&code, service, measure).map(|(_, count)| count),
                        }
                    });
                    shown += expected.iter().flatten().count();
                    assert_eq!(figures, expected, "{code} {period} {service:?}");
                    let mapped = page.body.split("aria-label=\"").filter(|label| {
                        expected[0].is_some_and(|count| {
                            label.split('"').next().unwrap().ends_with(&format!(": {count}"))
                        })
                    });
                    assert!(expected[0].is_none() || mapped.count() > 0, "the map says {code} too");
                }
            }
        }
    }
    assert!(shown > 10, "{shown} figures compared");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_withheld_looks_the_same_whether_it_is_none_or_nine() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let page = visitor.get("/fr/data?place=ML0305").await.body;
    // Whatever the page says of a place, its name and code taken out.
    let said = |code: &str, name: &str| -> Vec<String> {
        let pieces = page.split("<a ").filter(|piece| piece.contains(&format!("place={code}\"")));
        pieces
            .map(|piece| {
                let piece = piece.replace(code, "CODE").replace(name, "NAME");
                let drawn =
                    piece.split(" d=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
                drawn.map_or(piece.clone(), |path| piece.replace(&path, "PATH"))
            })
            .map(|piece| piece.split("</a>").next().unwrap().to_owned())
            .collect()
    };
    // Six synthetic cases lie in ML030502, none in ML030503.
    let (some, none) = (said("ML030502", "Blendio"), said("ML030503", "Danderesso"));
    assert_eq!(some, none);
    assert_eq!(some.len(), 2, "on the map and in the list");
    assert!(some[0].contains("moins de 10, ou non publié") && some[0].contains("class=\"c0\""), "{some:?}");
    assert_eq!(world.release.cell("ML030502", None, Period::Year(2027), Measure::Received), Shown::Fewer);
}
