//! Records made to exhaust or to trick: a clear refusal, soon, and nothing kept.

use super::*;
use std::net::TcpListener;
use std::time::{Duration, Instant};

/// For an unoptimised build on a busy machine; an optimised one takes well under a second.
const SOON: Duration = Duration::from_secs(5);

async fn refused(field: &Field, name: &str, xml: &str, status: u16) {
    let begun = Instant::now();
    let answer = field.phone.send(xml, &[]).await;
    assert!(begun.elapsed() < SOON, "{name}: {:?}", begun.elapsed());
    assert_eq!(answer.status, status, "{name}: {}", answer.text());
    answer.message(status);
    assert!(!answer.text().contains("canary"), "{name}: what was sent is not repeated");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_doctype_is_refused_and_nothing_is_fetched_for_it() {
    let field = Field::on(testkit::sqlite().await).await;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let there = listener.local_addr().unwrap();
    for doctype in [
        "<!DOCTYPE data>".to_owned(),
        "<!DOCTYPE data [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>".to_owned(),
        format!("<!DOCTYPE data SYSTEM \"http://{there}/canary.dtd\">"),
        format!("<!DOCTYPE data [<!ENTITY % p SYSTEM \"http://{there}/canary\"> %p;]>"),
        "<!DOCTYPE z [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>".to_owned(),
    ] {
        let xml = record("x", "<age>&x;&b;</age>").replace("<?xml version='1.0' ?>", &doctype);
        refused(&field, &doctype, &xml, 400).await;
        let form = visit("3").replace("<?xml version=\"1.0\"?>", &doctype);
        let addition = Addition { xml: form.into_bytes(), pack: None, media: BTreeMap::new(), draft: false };
        let added = collect::add_form(&field.test.house, addition).await.unwrap();
        assert!(matches!(added, Added::Unreadable(_)), "{doctype}");
    }
    refused(&field, "an entity out of nowhere", &record("x", "<age>&x;</age>"), 400).await;
    assert!(listener.accept().is_err(), "somebody knocked");
    assert!(field.kept().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_deep_too_wide_or_no_record_is_refused_soon() {
    let field = Field::on(testkit::sqlite().await).await;
    let within = |inside: &str| record("x", inside);
    let many: String = (0..1_000_000).map(|number| format!(" a{number}=''")).collect();
    let names: String =
        (0..1_001).map(|number| format!("<person><face>{number}.jpg</face></person>")).collect();
    let deep = |levels: usize| format!("{}{}", "<a>".repeat(levels), "</a>".repeat(levels));
    let cases = [
        ("nothing", String::new(), 400),
        ("no XML", "<<<canary".to_owned(), 400),
        ("words", "canary".to_owned(), 400),
        ("cut off", within("")[..200].to_owned(), 400),
        ("two roots", format!("{}<b/>", within("")), 400),
        ("words after the end", format!("{}canary", within("")), 400),
        ("another end", within("<age>1</name>"), 400),
        ("60,000 levels", within(&deep(60_000)), 400),
        ("1,000,000 levels", within(&deep(1_000_000)), 400),
        ("1,000,000 levels from the root", "<a>".repeat(1_000_000), 400),
        ("1,000,000 attributes", within(&format!("<a{many}/>")), 400),
        ("an attribute of 10 MB", within(&format!("<a b='{}'/>", "c".repeat(10 << 20))), 400),
        ("an attribute twice", within("<a b='1' b='2'/>"), 400),
        ("a long name", record(&"n".repeat(300), ""), 400),
        ("a control character in a name", record("a\u{0}b", ""), 400),
        ("1,001 files", within(&names), 400),
        ("16 MB", within(&"<n>x</n>".repeat((16 << 20) / 8)), 413),
    ];
    for (name, xml, status) in cases {
        refused(&field, name, &xml, status).await;
    }
    assert!(field.kept().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_request_of_collect_is_refused_and_nothing_is_kept() {
    let field = Field::on(testkit::sqlite().await).await;
    let good = parcel(&record("x", ""), &[], false);
    let path = field.phone.path("submission");
    let multipart = format!("multipart/form-data; boundary={BOUNDARY}");
    let bodies: [(&str, Option<&str>, Vec<u8>); 6] = [
        ("no kind", None, good.clone()),
        ("bare XML", Some("text/xml"), record("x", "").into_bytes()),
        ("another boundary", Some("multipart/form-data; boundary=other"), good.clone()),
        ("cut off", Some(&multipart), good[..good.len() - 60].to_vec()),
        ("nothing", Some(&multipart), Vec::new()),
        ("no record", Some(&multipart), format!("--{BOUNDARY}--\r\n").into_bytes()),
    ];
    for (name, kind, body) in bodies {
        let answer = field.phone.ask(Method::POST, &path, kind, body).await;
        assert_eq!(answer.status, 400, "{name}: {}", answer.text());
        answer.message(400);
    }
    let latin = [&good[..], &[0xe9]].concat();
    let latin: Vec<u8> = latin.into_iter().map(|byte| if byte == b'K' { 0xe9 } else { byte }).collect();
    field.phone.post(&latin).await.message(400);
    let huge = parcel(&record("x", ""), &[("a.jpg", &vec![0; 49 << 20])], false);
    field.phone.post(&huge).await.message(413);
    assert_eq!(field.phone.ask(Method::PUT, &path, None, Vec::new()).await.status, 405);
    assert!(field.kept().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_another_site_can_send_nothing_without_the_token() {
    let field = Field::on(testkit::sqlite().await).await;
    let elsewhere = Phone {
        extra: vec![("origin", "https://hostile.example".into()), ("sec-fetch-site", "cross-site".into())],
        ..field.phone.clone()
    };
    elsewhere.send(&record("token", ""), &[]).await.message(201);
    let stranger = Phone { token: "AAAAAAAAAAAAAAAAAAAAAA".to_owned(), ..elsewhere };
    stranger.send(&record("none", ""), &[]).await.message(403);
    assert_eq!(field.kept().await.len(), 1);
}
