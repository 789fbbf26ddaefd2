//! Volunteers in their area on the web: coming in, writing with and without a network, on both engines.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests whose ground gives way ends the test"
)]

mod door;
mod outbox;
mod writing;

use acts::collect::{self, Added, Addition, Records, Recruit};
use axum::http::Method;
use std::collections::BTreeMap;
use store::volunteers::Account;
use testhouse::{Reply, TestHouse, Visitor};

/// A house with the form `household`, version 1, and a volunteer who fills it.
pub struct Area {
    pub test: TestHouse,
    pub token: String,
}

/// The form in one of its versions.
pub fn household(version: &str) -> String {
    include_str!("household.xml").replace("VERSION", version)
}

impl Area {
    pub async fn on(engine: testkit::TestStore) -> Self {
        let test = TestHouse::on(engine).await;
        add(&test, &household("1")).await;
        let token = enlist(&test, "Awa Synthétique", &["household"]).await;
        Self { test, token }
    }

    /// A browser of this volunteer, signed in.
    pub async fn browser(&self) -> Visitor {
        enter(&self.test, &self.token).await
    }

    pub async fn volunteer(&self) -> collect::Volunteer {
        collect::volunteer(&self.test.house, &self.token).await.unwrap()
    }

    /// What is kept of the form.
    pub async fn kept(&self) -> Vec<collect::Record> {
        let mut records = Records::of(&self.test.house, "household").await.unwrap();
        let mut kept = Vec::new();
        while let Some(record) = records.next().await.unwrap() {
            kept.push(record);
        }
        kept
    }

    /// The files of the record that came last.
    pub async fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let record = self.kept().await.pop().unwrap();
        let media = collect::media_of(&self.test.house, record.id);
        let mut files = BTreeMap::new();
        for name in media.names().await.unwrap() {
            files.insert(name.clone(), media.open(&name).await.unwrap().to_vec());
        }
        files
    }

    pub async fn conflicts(&self) -> i64 {
        let mut conn = self.test.house.store.read().await.unwrap();
        store::submissions::counts(&mut conn, "household").await.unwrap().conflicts
    }
}

pub async fn add(test: &TestHouse, xml: &str) {
    let addition =
        Addition { xml: xml.as_bytes().to_vec(), pack: None, media: BTreeMap::new(), draft: false };
    match collect::add_form(&test.house, addition).await.unwrap() {
        Added::Kept { .. } => {}
        other => panic!("{other:?}"),
    }
}

pub async fn enlist(test: &TestHouse, name: &str, forms: &[&str]) -> String {
    let forms = forms.iter().map(|form| (*form).to_owned()).collect();
    let recruit = Recruit { account: Account::Volunteer, name: name.to_owned(), forms, places: Vec::new() };
    collect::enlist(&test.house, recruit).await.unwrap()
}

pub async fn enter(test: &TestHouse, token: &str) -> Visitor {
    let mut browser = test.visitor();
    let came = browser.post("/fr/field", &[("token", token)]).await;
    assert_eq!((came.status, came.location()), (303, "/fr/field/forms"), "{}", came.body);
    browser
}

/// Begins a record; gives the address of its draft.
pub async fn begin(browser: &mut Visitor) -> String {
    let begun = browser.post("/fr/field/begin", &[("form", "household")]).await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    begun.location().to_owned()
}

/// Posts a page with a file, as a browser does.
pub async fn attach(browser: &mut Visitor, page: &str, field: &str, file: &[u8]) -> Reply {
    let mut body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"image.jpg\"\r\n\
         Content-Type: image/jpeg\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(
        b"\r\n--b\r\nContent-Disposition: form-data; name=\"act\"\r\n\r\nnext\r\n--b--\r\n",
    );
    browser.send(Method::POST, page, Some("multipart/form-data; boundary=b"), body).await
}
