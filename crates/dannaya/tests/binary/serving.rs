//! The house in service: it answers, survives, stops, and tells nobody what it was told.

use crate::house::TestHome;
use rig::form::{INTAKE, RECEIPTS};
use rig::search::Needle;
use rig::{Form, Server};
use serde_json::{Value, json};

/// Reports once and gives reference and receipt.
fn report(server: &Server, body: &Value) -> (String, String) {
    let answer = server.client().post_json(INTAKE, body).unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text());
    let told = answer.json();
    (told["reference"].as_str().unwrap().to_owned(), told["receipt"].as_str().unwrap().to_owned())
}

fn survives_a_kill(home: &TestHome) {
    home.lay();
    let mut server = home.serve(&[]);
    home.staff(&server);
    let health = server.client().get("/healthz").unwrap();
    assert_eq!((health.status, health.json()["status"].clone()), (200, json!("ok")));
    let form = Form::of(&server);
    let held: Vec<(String, String)> = (0..3).map(|_| report(&server, &form.least())).collect();
    server.kill();

    let mut again = home.serve(&[]);
    for (reference, receipt) in &held {
        let seen = again.client().post_json(RECEIPTS, &json!({ "receipt": receipt })).unwrap();
        assert_eq!(seen.status, 200, "{}", seen.text());
        assert!(seen.text().contains(reference), "{}", seen.text());
    }
    // An audit of a house in service sees one moment of it.
    assert_eq!(
        home.run("audit", &["--json"]).out,
        "{\"ok\":true,\"cases\":3,\"events\":3,\"problems\":[]}\n"
    );
    assert!(again.stop().success(), "{}", std::fs::read_to_string(home.log()).unwrap());
}

#[test]
fn a_killed_house_opens_every_receipt_it_gave_on_a_file() {
    survives_a_kill(&TestHome::empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_house_opens_every_receipt_it_gave_on_a_server() {
    let database = testkit::Database::fresh().await.unwrap_or_else(|error| panic!("{error}"));
    survives_a_kill(&TestHome::on_server(database.url()));
}

#[test]
fn a_word_that_was_sealed_is_nowhere_in_the_data_directory_or_the_log() {
    let home = TestHome::laid();
    let word = "KanariSynthetique7f3a91";
    let server = home.serve(&[]);
    home.staff(&server);
    let (reference, _) = report(&server, &Form::of(&server).with_text(word));
    let found = Needle::new(word).found_below(home.folder());
    assert!(found.is_empty(), "{found:?}");
    let plain = reference.replace('-', "");
    let known = [Needle::new(&reference), Needle::new(&plain)];
    assert!(known.iter().any(|needle| !needle.found_below(home.folder()).is_empty()), "the search is blind");
}

#[test]
fn an_address_that_is_taken_is_told_at_once() {
    let home = TestHome::laid();
    let server = home.serve(&[]);
    let said = home.run("serve", &["--listen", &server.address]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains(&format!("Impossible d’écouter sur {}", server.address)), "{}", said.err);
}

#[test]
fn figures_are_given_on_their_own_address_only_and_name_routes_not_paths() {
    let home = TestHome::laid();
    let metrics = format!("127.0.0.1:{}", rig::server::free_port());
    let server = home.serve(&["--metrics", &metrics]);
    server.client().get("/api/v1/places?q=segu&lang=fr&limit=3").unwrap();
    assert_eq!(server.client().get("/metrics").unwrap().status, 404);
    let figures = rig::Client::new(&metrics).get("/metrics").unwrap();
    assert_eq!(figures.status, 200);
    let text = figures.text();
    assert!(text.contains("http_requests_total{route=\"/api/v1/places\""), "{text}");
    assert!(!text.contains("segu"), "{text}");
}

#[test]
fn an_idle_house_starts_within_a_second_and_keeps_within_its_memory() {
    let home = TestHome::laid();
    let server = home.serve(&[]);
    // An unoptimised build on a busy machine is slower and larger; the bench judges the optimised one.
    assert!(server.start.as_secs() < 20, "{:?}", server.start);
    assert!(server.memory_kib("VmRSS") < 128 << 10, "{} KiB", server.memory_kib("VmRSS"));
}
