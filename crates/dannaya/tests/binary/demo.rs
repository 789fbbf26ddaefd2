//! The demo: every state is there, what it prints opens what it says, and it never takes a real house.

use crate::house::TestHome;
use calamine::{Data, Reader, Xlsx};
use rig::Server;
use rig::form::RECEIPTS;
use rig::server::free_port;
use serde_json::json;
use sqlx::{Connection, SqliteConnection};
use std::io::Cursor;
use std::process::Stdio;
use std::time::Duration;

#[tokio::test]
async fn the_demo_shows_every_state_and_prints_what_opens_it() {
    let home = TestHome::empty();
    let laid = home.run("demo", &["--cases", "250", "--seed", "1", "--seed-only"]);
    assert_eq!(laid.code, 0, "{}{}", laid.out, laid.err);
    for role in ["caseworker", "coordinator", "auditor", "admin"] {
        assert!(laid.out.lines().any(|line| line.trim_start().starts_with(role)), "{role}: {}", laid.out);
    }
    assert_eq!(home.run("audit", &[]).code, 0);

    let path = home.path("dannaya.db");
    let mut conn = SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    let mut words = async |sql: &'static str| -> Vec<String> {
        sqlx::query_scalar(sql).fetch_all(&mut conn).await.unwrap()
    };
    let states = words("SELECT DISTINCT state FROM cases").await;
    for state in ["received", "assessed", "referred", "acknowledged", "accepted", "answered", "closed"] {
        assert!(states.iter().any(|found| found == state), "no case is {state}: {states:?}");
    }
    let ends = words("SELECT DISTINCT state FROM referrals").await;
    for end in ["answered", "refused", "recalled"] {
        assert!(ends.iter().any(|found| found == end), "no hand-over is {end}: {ends:?}");
    }
    for (what, sql) in [
        ("merged", "SELECT reference FROM cases WHERE merged_into IS NOT NULL LIMIT 1"),
        ("erased", "SELECT reference FROM cases WHERE erased LIMIT 1"),
        ("unread", "SELECT reference FROM cases WHERE unread LIMIT 1"),
        ("escalated", "SELECT state FROM referrals WHERE escalated LIMIT 1"),
        ("published", "SELECT pack FROM releases WHERE pack = 'denunciation' LIMIT 1"),
    ] {
        assert!(!words(sql).await.is_empty(), "nothing is {what}");
    }
    let rounds = words("SELECT pack FROM releases WHERE pack <> 'denunciation' ORDER BY pack").await;
    let wanted = ["civact", "civact", "civact", "perception", "perception", "service_watch", "service_watch"];
    assert_eq!(rounds, wanted);

    let port = free_port();
    let mut command = home.command("demo", &["--listen", &format!("127.0.0.1:{port}")]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let server = Server::run(command, port, Duration::from_secs(60)).unwrap();
    let receipt = laid.out.lines().find(|line| line.contains("reçu")).unwrap().rsplit(' ').next().unwrap();
    let seen = server.client().post_json(RECEIPTS, &json!({ "receipt": receipt })).unwrap();
    assert_eq!(seen.status, 200, "{receipt}: {}", seen.text());
    let link = laid.out.split_whitespace().find(|word| word.starts_with("/fr/office/")).unwrap();
    assert_eq!(server.client().get(link).unwrap().status, 200, "{link}");
    assert_eq!(server.client().get("/fr").unwrap().status, 200);
    surveys_are_there(&home, &server);
}

/// The three surveys show figures of their rounds, the same house opened again and by whatever command.
fn surveys_are_there(home: &TestHome, server: &Server) {
    let page = |path: &str| {
        let answer = server.client().get(path).unwrap();
        assert_eq!(answer.status, 200, "{path}");
        answer.text().replace(['\u{a0}', '\u{202f}'], " ")
    };
    let listed = page("/fr/surveys");
    for survey in ["perception", "service_watch", "civact"] {
        assert!(listed.contains(&format!("/fr/surveys/{survey}")), "{listed}");
        let shown = page(&format!("/fr/surveys/{survey}"));
        assert!(shown.contains(" %") && shown.contains("<table"), "{survey}: {shown}");
    }
    let forms = home.run("form list", &[]);
    let records = |form: &str| -> u32 {
        let line =
            forms.out.lines().find(|line| line.starts_with(form)).unwrap_or_else(|| panic!("{}", forms.out));
        line.split_whitespace().nth(3).unwrap().parse().unwrap()
    };
    // An eighth of 20,000 in the last round, and a few of the one before.
    assert!((2_300..4_000).contains(&records("perception")), "{}", forms.out);
    let book = home.command("form export", &["civact", "--format", "xlsx"]).output().unwrap().stdout;
    let mut book = Xlsx::new(Cursor::new(book)).unwrap();
    let sheet = book.worksheet_range("Fiches").unwrap();
    assert_eq!(sheet.height() as u32, records("civact") + 1);
    let head = |name: &str| {
        sheet.rows().next().unwrap().iter().position(|head| *head == Data::String(name.to_owned())).unwrap()
    };
    let label = &sheet.rows().nth(1).unwrap()[head("place-label")];
    assert!(label.to_string().contains('('), "a commune with its cercle: {label}");
}

#[test]
fn the_demo_never_takes_a_real_house() {
    let home = TestHome::laid();
    let said = home.run("demo", &["--cases", "1", "--seed-only"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("maison en service"), "{}", said.err);
}

#[test]
fn a_demo_is_not_served_as_if_its_cases_were_true() {
    let home = TestHome::empty();
    assert_eq!(home.run("demo", &["--cases", "2", "--seed-only"]).code, 0);
    let said = home.run("serve", &["--listen", &format!("127.0.0.1:{}", free_port())]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("dannaya demo --data"), "{}", said.err);
}
