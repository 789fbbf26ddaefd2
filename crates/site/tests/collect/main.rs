//! A telephone of the field at the door, with the headers and the multipart of ODK Collect (getodk/collect,
//! open-rosa/src/main/java/org/odk/collect/openrosa/http): scenarios of the protocol on both engines.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests whose ground gives way ends the test"
)]

mod cut;
mod entities;
mod entities_desk;
mod hostile;
mod listing;
mod reading;
mod sending;

use acts::collect::{self, Added, Addition, Records, Recruit};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::volunteers::Account;
use testhouse::TestHouse;
use tower::ServiceExt;

/// A house with the form `visit`, version 1, and a volunteer who fills it.
pub struct Field {
    pub test: TestHouse,
    pub phone: Phone,
}

impl Field {
    pub async fn on(engine: testkit::TestStore) -> Self {
        let test = TestHouse::on(engine).await;
        add(&test, &visit("1")).await;
        let phone = Phone::of(&test, "Awa", &["visit"]).await;
        Self { test, phone }
    }

    /// What is kept of the form: instance ids with the number of files awaited.
    pub async fn kept(&self) -> Vec<(String, i64)> {
        let mut records = Records::of(&self.test.house, "visit").await.unwrap();
        let mut kept = Vec::new();
        while let Some(record) = records.next().await.unwrap() {
            kept.push((record.instance_id, record.awaited));
        }
        kept
    }

    /// The only record.
    pub async fn record(&self) -> collect::Record {
        let mut records = Records::of(&self.test.house, "visit").await.unwrap();
        let record = records.next().await.unwrap().unwrap();
        assert!(records.next().await.unwrap().is_none(), "one record");
        record
    }

    /// The files of the only record that have come.
    pub async fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let media = collect::media_of(&self.test.house, self.record().await.id);
        let mut files = BTreeMap::new();
        for name in media.names().await.unwrap() {
            files.insert(name.clone(), media.open(&name).await.unwrap().to_vec());
        }
        files
    }

    /// Records that clash with another.
    pub async fn conflicts(&self) -> i64 {
        let mut conn = self.test.house.store.read().await.unwrap();
        store::submissions::counts(&mut conn, "visit").await.unwrap().conflicts
    }
}

/// Adds a form that is sound.
pub async fn add(test: &TestHouse, xml: &str) {
    add_with(test, xml, &[]).await;
}

/// Adds a form with files; gives the names of those that are missing.
pub async fn add_with(test: &TestHouse, xml: &str, media: &[(&str, &[u8])]) -> Vec<String> {
    let media = media.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    let addition = Addition { xml: xml.as_bytes().to_vec(), pack: None, media, draft: false };
    match collect::add_form(&test.house, addition).await.unwrap() {
        Added::Kept { missing, .. } => missing,
        other => panic!("{other:?}"),
    }
}

/// A form with a group, a photograph, a repeat with photographs, choices, a place and an hour.
pub fn visit(version: &str) -> String {
    include_str!("visit.xml").replace("VERSION", version)
}

/// A record of that form; `more` stands before its metadata.
pub fn record(instance: &str, more: &str) -> String {
    versioned("1", instance, more, "")
}

/// As [`record`], filled with some version and with more metadata.
pub fn versioned(version: &str, instance: &str, more: &str, meta: &str) -> String {
    format!(
        "<?xml version='1.0' ?><data id=\"visit\" version=\"{version}\" xmlns:orx=\"http://openrosa.org/xforms\">\
         <name>Kadi &amp; fils</name><seen>2027-03-01T08:15:30.000+00:00</seen>{more}\
         <orx:meta><orx:instanceID>uuid:{instance}</orx:instanceID>{meta}</orx:meta></data>"
    )
}

/// A telephone with Collect and a token.
#[derive(Clone)]
pub struct Phone {
    router: axum::Router,
    pub token: String,
    /// Headers beside Collect's own.
    pub extra: Vec<(&'static str, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// What stands in the elements of this name.
    pub fn all(&self, name: &str) -> Vec<String> {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let pieces = self.text().split(&open).skip(1);
        pieces.map(|piece| piece.split(&close).next().unwrap().replace("&amp;", "&")).collect()
    }

    /// The message that Collect shows: a short sentence in a document of OpenRosa.
    #[track_caller]
    pub fn message(&self, status: u16) -> String {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "text/xml; charset=utf-8");
        assert_eq!(self.header("x-openrosa-version"), "1.0");
        assert!(self.text().contains("<OpenRosaResponse xmlns=\"http://openrosa.org/http/response\""));
        let (_, rest) = self.text().split_once("<message").unwrap();
        let said = rest.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned();
        assert!(said.contains(' ') && said.chars().count() <= 200, "{said}");
        said
    }
}

pub const AGENT: &str = "org.odk.collect.android/v2025.3.3 Dalvik/2.1.0 (Linux; U; Android 13; itel A665L)";
/// With an hour of twelve, as Collect writes it.
pub const DATE: &str = "Mon, 01 Mar 2027 09:00:00 GMT";
pub const BOUNDARY: &str = "f3a1c9d0-7e5b-4c7a-9d55-3d8f0a2b1c4e";

impl Phone {
    /// A volunteer's telephone.
    pub async fn of(test: &TestHouse, name: &str, forms: &[&str]) -> Self {
        let forms = forms.iter().map(|form| (*form).to_owned()).collect();
        let recruit =
            Recruit { account: Account::Volunteer, name: name.to_owned(), forms, places: Vec::new() };
        let token = collect::enlist(&test.house, recruit).await.unwrap();
        Self { router: site::router::router(Arc::clone(&test.app)), token, extra: Vec::new() }
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/key/{}/{rest}", self.token)
    }

    pub async fn ask(&self, method: Method, path: &str, kind: Option<&str>, body: Vec<u8>) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "192.168.43.1:8080")
            .header("x-openrosa-version", "1.0")
            .header("user-agent", AGENT)
            .header("date", DATE);
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        let mut request = request.body(Body::from(body)).unwrap();
        for (name, value) in &self.extra {
            request.headers_mut().remove(*name);
            if !value.is_empty() {
                request.headers_mut().insert(*name, value.parse().unwrap());
            }
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 64 << 20).await.unwrap().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// `rest` stands below the token.
    pub async fn get(&self, rest: &str) -> Answer {
        self.ask(Method::GET, &self.path(rest), None, Vec::new()).await
    }

    /// Follows an absolute address that a list gave.
    pub async fn follow(&self, address: &str) -> Answer {
        let (_, rest) = address.split_once("://").unwrap();
        let path = &rest[rest.find('/').unwrap()..];
        self.ask(Method::GET, &format!("{path}?deviceID=collect%3AabC1"), None, Vec::new()).await
    }

    /// Sends a record with some of its files, as one request of Collect.
    pub async fn send(&self, xml: &str, files: &[(&str, &[u8])]) -> Answer {
        self.post(&parcel(xml, files, false)).await
    }

    pub async fn post(&self, body: &[u8]) -> Answer {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let path = self.path("submission?deviceID=collect%3AabC1");
        self.ask(Method::POST, &path, Some(&kind), body.to_vec()).await
    }
}

/// The body of a request as OkHttp writes it; `incomplete` says that more will follow.
pub fn parcel(xml: &str, files: &[(&str, &[u8])], incomplete: bool) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |head: &str, bytes: &[u8]| {
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n").into_bytes());
        body.extend(format!("Content-Length: {}\r\n\r\n", bytes.len()).into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    };
    let record = "name=\"xml_submission_file\"; filename=\"Visite_2027-03-01_08-15-30.xml\"";
    part(&format!("{record}\r\nContent-Type: text/xml; charset=utf-8"), xml.as_bytes());
    for (name, bytes) in files {
        part(&format!("name=\"{name}\"; filename=\"{name}\"\r\nContent-Type: image/jpeg"), bytes);
    }
    if incomplete {
        part("name=\"*isIncomplete*\"", b"yes");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}

/// Bytes that look like nothing in particular.
pub fn photo(seed: u8, length: usize) -> Vec<u8> {
    let mut state = u32::from(seed) + 1;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..length).map(|_| next()).collect()
}
