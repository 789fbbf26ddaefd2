//! Bodies that no honest client sends: a clear refusal, soon, and nothing stored.

use super::*;
use axum::http::Method;
use std::time::{Duration, Instant};

const SOON: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_body_is_refused_soon_and_stores_nothing() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let good = least(&mut client).await.to_string();
    let answers = good.strip_prefix(r#"{"answers":"#).unwrap().strip_suffix('}').unwrap().to_owned();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| good.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let twice = answers.replacen('{', r#"{"kind":"abuse","#, 1);
    let bodies: Vec<(&str, u16, Vec<u8>)> = vec![
        ("nothing", 400, Vec::new()),
        ("not JSON", 400, b"answers=canary".to_vec()),
        ("cut in the middle", 400, good.as_bytes()[..good.len() / 2].to_vec()),
        ("two bodies in one", 400, format!("{good}{good}").into_bytes()),
        ("a list", 422, b"[]".to_vec()),
        ("a report as a list", 422, format!("[{answers}]").into_bytes()),
        ("null", 422, b"null".to_vec()),
        ("a text", 422, br#""canary""#.to_vec()),
        ("no answers", 422, b"{}".to_vec()),
        ("answers that are a list", 422, br#"{"answers":["canary"]}"#.to_vec()),
        ("a member nobody knows", 422, format!(r#"{{"answers":{answers},"canary":1}}"#).into_bytes()),
        ("a language nobody speaks", 422, format!(r#"{{"answers":{answers},"lang":"canary"}}"#).into_bytes()),
        ("answers twice", 422, format!(r#"{{"answers":{answers},"answers":{answers}}}"#).into_bytes()),
        ("a field twice", 422, format!(r#"{{"answers":{twice}}}"#).into_bytes()),
        ("a hundred thousand levels", 422, [vec![b'['; 100_000], vec![b']'; 100_000]].concat()),
        (
            "deep answers",
            400,
            format!(r#"{{"answers":{}{}}}"#, r#"{"a":"#.repeat(100_000), "}".repeat(100_000)).into_bytes(),
        ),
        (
            "deep value",
            400,
            format!(r#"{{"answers":{{"kind":{}{}}}}}"#, "[".repeat(100_000), "]".repeat(100_000))
                .into_bytes(),
        ),
        (
            "ten megabytes",
            422,
            format!(r#"{{"answers":{{"narrative":"{}"}}}}"#, "x".repeat(10 << 20)).into_bytes(),
        ),
        ("twenty megabytes", 413, vec![b' '; 20 << 20]),
        ("thirty megabytes", 413, vec![b' '; 30 << 20]),
        ("binary", 400, (0..=255).cycle().take(65_536).collect()),
        ("UTF-16, little end first", 400, utf16(u16::to_le_bytes)),
        ("UTF-16, big end first", 400, utf16(u16::to_be_bytes)),
        ("Latin-1", 400, b"{\"answers\":{\"narrative\":\"d\xe9nonc\xe9\"}}".to_vec()),
        ("half a character", 400, b"{\"answers\":{\"narrative\":\"\xf0\x9f\"}}".to_vec()),
        ("half a surrogate pair", 400, br#"{"answers":{"narrative":"\ud800"}}"#.to_vec()),
        ("a bare NUL", 400, b"{\"answers\":{\"narrative\":\"\0\"}}".to_vec()),
        ("a number out of range", 400, br#"{"answers":{"amount":1e999}}"#.to_vec()),
        ("a number of twenty digits", 422, br#"{"answers":{"amount":99999999999999999999}}"#.to_vec()),
        ("NaN", 400, br#"{"answers":{"amount":NaN}}"#.to_vec()),
    ];
    for (name, status, body) in bodies {
        let begun = Instant::now();
        let reply = client.send(Method::POST, INTAKE, Some("application/json"), body).await;
        assert!(begun.elapsed() < SOON, "{name}: {:?}", begun.elapsed());
        assert_eq!(reply.status, status, "{name}: {}", reply.body);
        assert_eq!(reply.headers["content-type"], "application/problem+json", "{name}");
        assert!(reply.body.len() < 4096, "{name}: {} bytes", reply.body.len());
        assert!(!reply.body.contains("canary"), "{name}: what was sent is not repeated");
    }
    assert_eq!(stored(&test).await, 0);
    let marked = [b"\xEF\xBB\xBF".as_slice(), good.as_bytes()].concat();
    let reply = client.send(Method::POST, INTAKE, Some("application/json; charset=UTF-8"), marked).await;
    assert_eq!(reply.status, 201, "a mark before UTF-8 is no fault: {}", reply.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_unknown_fields_get_a_short_answer_that_repeats_no_words() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let many: Map<String, Value> = (0..10_000).map(|number| (format!("f{number}"), json!(number))).collect();
    let problem_of_many =
        problem(&client.post_json(INTAKE, &json!({ "answers": many })).await, 422, "bad-form");
    assert_eq!(problem_of_many["errors"].as_array().unwrap().len(), 20);
    for name in ["<script>alert(1)</script>", "Somebody told me", &"x".repeat(65)] {
        let reply = client.post_json(INTAKE, &json!({ "answers": { name: "x" } })).await;
        let problem = problem(&reply, 422, "bad-form");
        assert_eq!(problem["errors"][0]["name"], "", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_content_type_is_refused_at_both_doors() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let body = least(&mut client).await.to_string().into_bytes();
    let kinds = [
        None,
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
        Some("multipart/form-data"),
        Some("application/json; charset=utf-16"),
        Some("application/jsonp"),
    ];
    for kind in kinds {
        for door in [INTAKE, RECEIPTS] {
            let reply = client.send(Method::POST, door, kind, body.clone()).await;
            problem(&reply, 415, "kind");
        }
    }
    client.extra = vec![("content-encoding", "gzip".into())];
    problem(&client.send(Method::POST, INTAKE, Some("application/json"), body).await, 415, "kind");
    assert_eq!(stored(&test).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_words_are_kept_as_words_and_hostile_headers_change_nothing() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let mut body = least(&mut client).await;
    client.extra = vec![
        ("accept-language", "x".repeat(100_000)),
        ("x-dannaya-ticket", "x".repeat(100_000)),
        ("x-forwarded-for", "192.0.2.1".into()),
    ];
    let words =
        ["'; DROP TABLE cases; --", "{{7*7}}", "<script>alert(1)</script>", "\u{202e}", "=1+1", "%s%n"];
    for word in words {
        body["answers"]["narrative"] = json!(word);
        assert_eq!(client.post_json(INTAKE, &body).await.status, 201, "{word}");
    }
    assert_eq!(stored(&test).await, words.len() as u64);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_body_at_the_door_for_receipts_is_refused_too() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let bodies: [(u16, Vec<u8>); 9] = [
        (400, Vec::new()),
        (400, b"{".to_vec()),
        (422, b"{}".to_vec()),
        (422, br#"["00000000000000000000"]"#.to_vec()),
        (422, br#"{"receipt":12345678901234567890}"#.to_vec()),
        (422, br#"{"receipt":["1"]}"#.to_vec()),
        (422, br#"{"receipt":"1","receipt":"1"}"#.to_vec()),
        (422, [vec![b'['; 30_000], vec![b']'; 30_000]].concat()),
        (413, vec![b' '; 10 << 20]),
    ];
    for (status, body) in bodies {
        let reply = client.send(Method::POST, RECEIPTS, Some("application/json"), body).await;
        assert_eq!(reply.status, status, "{}", reply.body);
        assert_eq!(reply.headers["content-type"], "application/problem+json");
    }
}
