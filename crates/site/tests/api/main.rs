//! The doors for programs, as a partner application meets them.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests whose ground gives way ends the test"
)]

mod cases;
mod description;
mod forms;
mod hostile;
mod places;
mod receipts;

use axum::http::Request;
use serde_json::{Map, Value, json};
use testhouse::{Reply, TestHouse, Visitor};
use tower::ServiceExt;

const INTAKE: &str = "/api/v1/cases/denunciation";
const RECEIPTS: &str = "/api/v1/receipts";
const FORM: &str = "/api/v1/packs/denunciation/form";

async fn sqlite() -> TestHouse {
    TestHouse::on(testkit::sqlite().await).await
}

/// A report made from what the server says of its form and nothing else: every required relevant field.
async fn least(client: &mut Visitor) -> Value {
    let form = client.get(FORM).await.json();
    let place = client.get("/api/v1/places?q=segou&limit=1").await.json()["places"][0]["code"].clone();
    let mut answers = Map::new();
    for field in form["fields"].as_array().unwrap() {
        if field["required"] != true || field["relevant"] != true {
            continue;
        }
        let first = &field["choices"][0]["value"];
        let value = match field["type"].as_str().unwrap() {
            "text" => json!("Récit synthétique."),
            "integer" => json!(1),
            "decimal" => json!("1.5"),
            "date" => json!("2027-01-15"),
            "select1" => first.clone(),
            "select" => json!([first]),
            "place" => place.clone(),
            "geopoint" => json!([12.65, -8.0]),
            "upload" => json!({ "name": "a.txt", "type": "text/plain", "data": "c3ludGhldGlj" }),
            other => panic!("a type that the interface does not name: {other}"),
        };
        answers.insert(field["name"].as_str().unwrap().to_owned(), value);
    }
    json!({ "answers": answers })
}

/// Sends JSON with exactly these headers; gives status and body.
async fn post(router: axum::Router, path: &str, headers: &[(&str, &str)], body: &Value) -> (u16, Value) {
    let mut request = Request::post(path).header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response =
        router.oneshot(request.body(axum::body::Body::from(body.to_string())).unwrap()).await.unwrap();
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap())
}

async fn stored(test: &TestHouse) -> u64 {
    let mut conn = test.house.store.read().await.unwrap();
    store::cases::counts(&mut conn).await.unwrap().0
}

/// A problem document as RFC 9457 wants it.
fn problem(reply: &Reply, status: u16, slug: &str) -> Value {
    assert_eq!(reply.status, status, "{}", reply.body);
    assert_eq!(reply.headers["content-type"], "application/problem+json");
    let problem = reply.json();
    assert_eq!(problem["type"], format!("/problems/{slug}"), "{problem}");
    assert_eq!(problem["status"], status);
    for member in ["title", "detail"] {
        let words = problem[member].as_str().unwrap();
        assert!(words.contains(' '), "{member} is a sentence, not a key: {words}");
    }
    problem
}
