//! Doors, empty pages, choices in the address.

use crate::world::{World, day, go_to};
use acts::publish;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use kernel::Month;
use site::texts::Texts;
use site::{App, router};
use std::sync::Arc;
use testhouse::TestHouse;
use tower::ServiceExt;

const PAGES: [&str; 5] = ["", "/who-sees-what", "/data", "/data/bodies", "/data/method"];

#[tokio::test(flavor = "multi_thread")]
async fn the_door_leads_to_the_language_of_the_browser_and_remembers_nothing() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    for (accepted, home) in [("en-GB,fr;q=0.5", "/en"), ("xx", "/fr"), ("fr", "/fr")] {
        let mut visitor = test.visitor();
        visitor.extra = vec![("accept-language", accepted.to_owned())];
        let door = visitor.get("/").await;
        assert_eq!((door.status, door.location()), (302, home));
        assert!(door.headers.get("set-cookie").is_none());
        assert!(door.headers.get_all("vary").iter().any(|value| value == "accept-language"));
        let figures = visitor.get("/data").await;
        assert_eq!(
            (figures.status, figures.location()),
            (302, &*format!("{home}/data")),
            "named in catalogues"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_first_release_every_page_says_when_figures_will_come_and_no_file_pretends_to_be_one() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    for _ in 0..3 {
        test.report(&[("place", "ML040601")]).await;
    }
    let mut visitor = test.visitor();
    for lang in ["fr", "en"] {
        for page in PAGES {
            let reply = visitor.get(&format!("/{lang}{page}")).await;
            assert_eq!(reply.status, 200, "/{lang}{page}");
            assert!(reply.body.contains(&format!("<html lang=\"{lang}\"")), "/{lang}{page}");
        }
    }
    assert!(visitor.get("/fr/data").await.body.contains("60 jours après la fin du premier trimestre"));
    for file in ["denunciation.csv", "feed.atom", "datapackage.json", "passwd", "denunciation.exe"] {
        assert_eq!(visitor.get(&format!("/data/{file}")).await.status, 404, "{file}");
    }
    for nowhere in ["/xx", "/favicon.ico", "/FR", "/xx/data", "/fr/data/elsewhere"] {
        assert_eq!(visitor.get(nowhere).await.status, 404, "{nowhere}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_release_is_on_the_pages_within_seconds() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    for _ in 0..12 {
        test.report(&[("place", "ML040601")]).await;
    }
    go_to(&test, day(2027, Month::June, 15));
    let mut visitor = test.visitor();
    assert!(visitor.get("/fr").await.body.contains("Pas encore de chiffres"));
    publish::release(&test.house, "denunciation", test.house.today()).await.unwrap();
    test.clock.advance(6);
    let home = visitor.get("/fr").await.body;
    assert!(!home.contains("Pas encore de chiffres"));
    assert!(
        home.contains("depuis l’ouverture jusqu’au 1er trimestre 2027") && home.contains("<dd>10</dd>"),
        "{home}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn home_and_the_page_of_answers_agree_on_whether_a_body_has_figures() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let (home, answers) = (visitor.get("/fr").await.body, visitor.get("/fr/data/bodies").await.body);
    let body = "Inspection synthétique de la police";
    let row = &answers[answers.find(body).unwrap()..];
    let row = &row[..row.find("</tr>").unwrap()];
    assert!(row.contains(">15<") || row.contains(">25<") || row.contains(">10<"), "a figure is shown: {row}");
    assert!(home.contains(body), "{home}");
    assert!(!home.contains("Aucun organe n’a encore reçu assez"), "{home}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_tls_every_page_says_that_the_operator_reads_along() {
    for (url, open) in [("http://house.test", true), ("https://house.test", false)] {
        let test = TestHouse::with(testkit::sqlite().await, |terms| terms.public_url = url.to_owned()).await;
        let mut visitor = test.visitor();
        let who = visitor.get("/fr/who-sees-what").await.body;
        let before = visitor.get("/fr/report/denunciation").await.body;
        assert_eq!(who.contains("cette installation n’a pas de connexion chiffrée"), open, "{url}: {who}");
        assert_eq!(before.contains("Cette installation n’a pas de connexion chiffrée"), open, "{url}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_asks_for_what_no_release_covers_is_not_found() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    for asked in ["place=ML99", "place=%3Cscript%3E", "service=nothing", "period=2031-Q1", "period=..2027-Q1"]
    {
        assert_eq!(visitor.get(&format!("/fr/data?{asked}")).await.status, 404, "{asked}");
    }
    for asked in [
        "place=ML040601",
        "period=2027-Q2",
        "service=police&place=ML04&period=2027-Q1",
        "by=cercle",
        "place=",
    ] {
        assert_eq!(visitor.get(&format!("/fr/data?{asked}")).await.status, 200, "{asked}");
    }
    let page = visitor.get("/fr/data?place=ML0406&service=police&period=2027-Q1").await.body;
    let down = "/fr/data?place=ML040601&amp;service=police&amp;period=2027-Q1";
    assert_eq!(page.matches(down).count(), 2, "map and table lead down and keep what was chosen");
    assert!(
        page.contains("/en/data?place=ML0406&amp;service=police&amp;period=2027-Q1"),
        "the other language too"
    );
    assert!(page.contains("option value=\"2027-Q1\" selected"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_figures_offers_only_files_that_there_are_and_names_the_interface_for_programs() {
    let world = World::new().await;
    let page = world.test.visitor().get("/fr/data").await.body;
    for offered in ["/data/denunciation.csv", "/data/denunciation.geojson", "/api/v1/openapi.json"] {
        assert!(page.contains(&format!("href=\"{offered}\"")), "{offered}");
    }
    let house = Arc::clone(&world.test.house);
    let without_outlines =
        App::new(house, Texts::builtin().unwrap(), None, Box::new(testhouse::Here)).unwrap();
    let request = Request::get("/fr/data").body(Body::empty()).unwrap();
    let reply = router::router(without_outlines).oneshot(request).await.unwrap();
    let page = to_bytes(reply.into_body(), 1 << 20).await.unwrap();
    let page = String::from_utf8_lossy(&page);
    assert!(page.contains("/data/denunciation.csv") && !page.contains("geojson"), "{page}");
}
