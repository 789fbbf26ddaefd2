//! What a phone does at the citizen pages.

use flate2::{Compression, write::GzEncoder};
use kernel::CaseId;
use std::io::Write;
use testhouse::{Reply, TestHouse, Visitor};

const AT: &str = "/fr/report/denunciation";

/// The one case there is.
pub async fn only_case(test: &TestHouse) -> CaseId {
    let mut conn = test.house.store.read().await.unwrap();
    let all = store::cases::page(&mut conn, CaseId(kernel::Uuid::nil()), 10).await.unwrap();
    let [only] = all[..] else { panic!("{} cases", all.len()) };
    only
}

/// Where a redirect leads, as the name of the page.
pub fn written(reply: &Reply) -> String {
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location().rsplit('/').next().unwrap().to_owned()
}

/// Presses the button to start; the name of the first page.
pub async fn start(citizen: &mut Visitor) -> String {
    written(&citizen.post(AT, &[]).await)
}

/// Answers a page and goes on; the name of the next page.
pub async fn answer(citizen: &mut Visitor, page: &str, pairs: &[(&str, &str)]) -> String {
    let mut pairs = pairs.to_vec();
    pairs.push(("act", "next"));
    written(&citizen.post(&format!("{AT}/{page}"), &pairs).await)
}

/// Starts, and answers every page up to the review: what is required, and what `more` says.
pub async fn fill(citizen: &mut Visitor, more: &[(&str, &str)]) {
    let usual = [
        ("kind", "absence"),
        ("service", "police"),
        ("narrative", "Récit synthétique d’un contrôle inventé."),
        ("contact", "receipt"),
        ("contact_phone", "00 00 00 00"),
        ("consent_referral", "yes"),
    ];
    let mut page = start(citizen).await;
    while page != "review" {
        let known = more.iter().chain(&usual).find(|(name, _)| *name == page);
        let pairs: Vec<(&str, &str)> = known.into_iter().copied().collect();
        page = answer(citizen, &page.clone(), &pairs).await;
    }
}

/// A form with one file, and its content type.
pub fn part(field: &str, name: &str, bytes: &[u8]) -> (String, Vec<u8>) {
    let mut body = format!(
        "--synthetic\r\ncontent-disposition: form-data; name=\"act\"\r\n\r\nnext\r\n--synthetic\r\n\
         content-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\ncontent-type: application/pdf\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--synthetic--\r\n");
    ("multipart/form-data; boundary=synthetic".to_owned(), body)
}

/// The twenty digits on a receipt page.
pub fn receipt_in(reply: &Reply) -> String {
    assert_eq!(reply.status, 200, "{}", reply.body);
    let from = reply.body.find("class=\"receipt\"").expect("a receipt");
    let groups = &reply.body[from..from + reply.body[from..].find("</p>").unwrap()];
    groups.split("<span>").skip(1).flat_map(|rest| rest[..4].chars()).collect()
}

/// Bytes after gzip, as sent.
pub fn gzipped(bytes: &[u8]) -> usize {
    let mut coder = GzEncoder::new(Vec::new(), Compression::default());
    coder.write_all(bytes).unwrap();
    coder.finish().unwrap().len()
}
