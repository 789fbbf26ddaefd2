use super::*;
use std::collections::BTreeSet;

fn references<'a>(value: &'a Value, into: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(members) => {
            into.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|member| references(member, into));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, into)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_holds_every_route_and_every_shape_it_names() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let reply = client.get("/api/v1/openapi.json").await;
    assert_eq!(reply.headers["content-type"], "application/json");
    let document = reply.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
    let routes: BTreeSet<(&str, &str)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            item.as_object().unwrap().keys().map(move |method| (path.as_str(), method.as_str()))
        })
        .collect();
    let expected = [
        ("/api/v1/cases/{pack}", "post"),
        ("/api/v1/forms/{form}/submissions", "get"),
        ("/api/v1/openapi.json", "get"),
        ("/api/v1/packs", "get"),
        ("/api/v1/packs/{pack}/form", "get"),
        ("/api/v1/places", "get"),
        ("/api/v1/receipts", "post"),
        ("/data/{file}", "get"),
    ];
    assert_eq!(routes, BTreeSet::from(expected));
    let mut named = BTreeSet::new();
    references(&document, &mut named);
    assert!(named.len() >= 10, "{named:?}");
    for reference in named {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference} is nowhere");
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(schema.is_object(), "{name}");
    }
    assert!(document["components"]["schemas"]["Field"]["properties"]["type"].is_object());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_problem_has_a_page_that_explains_it_in_both_languages() {
    let test = sqlite().await;
    let mut client = test.visitor();
    for slug in ["bad-form", "busy", "key-reused", "receipt", "no-turn", "unreadable", "waiting", "work"] {
        let french = client.get(&format!("/problems/{slug}")).await;
        let english = client.get(&format!("/problems/{slug}?lang=en")).await;
        assert_eq!((french.status, english.status), (200, 200), "{slug}");
        assert_ne!(french.body, english.body);
        assert!(!french.body.contains("problem-"), "{slug} lacks a sentence");
    }
    assert_eq!(client.get("/problems/none").await.status, 404);
}
