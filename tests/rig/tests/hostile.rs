//! Bodies that no honest client sends: a clear refusal, soon, and nothing stored.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a trial whose ground gives way has failed, with this message"
)]

use rig::form::{INTAKE, RECEIPTS};
use rig::{Answer, Form, Home, Server, engines};
use serde_json::{Value, json};
use std::io::Write;
use std::time::{Duration, Instant};

const JSON: (&str, &str) = ("Content-Type", "application/json");
const SOON: Duration = Duration::from_secs(1);

#[test]
#[ignore = "needs the built binary: cargo xtask test --only hostile"]
fn a_hostile_body_is_refused_within_a_second_and_stores_nothing() {
    on_each_engine("hostile", |server, form| {
        for (name, head, body) in bodies(form) {
            let answer = timed(&name, || server.client().send("POST", INTAKE, &head, &body));
            refused(&name, &answer);
        }
        for (name, request) in requests() {
            let answer = timed(name, || server.client().raw(&request));
            assert!((400..500).contains(&answer.status), "{name}: {} {}", answer.status, answer.text());
        }
        0
    });
}

#[test]
#[ignore = "needs the built binary: cargo xtask test --only hostile"]
fn every_field_refuses_every_value_of_another_kind() {
    on_each_engine("kinds", |server, form| {
        let good = form.least();
        let wrong = [
            json!({}),
            json!([[[]]]),
            json!(true),
            json!(-1e300),
            json!("\u{0}"),
            json!("x".repeat(2_000_000)),
        ];
        let kinds = ["select1", "select", "place", "date", "integer", "decimal", "geopoint", "text"];
        for name in kinds.iter().flat_map(|kind| form.names(kind)) {
            for value in &wrong {
                let mut body = good.clone();
                body["answers"][&name] = value.clone();
                let shown: String = format!("{name} = {value}").chars().take(60).collect();
                let answer = timed(&shown, || server.client().post_json(INTAKE, &body));
                refused(&shown, &answer);
            }
        }
        0
    });
}

#[test]
#[ignore = "needs the built binary: cargo xtask test --only hostile"]
fn commands_hidden_in_words_are_kept_as_words() {
    on_each_engine("injection", |server, form| {
        let words = [
            "'; DROP TABLE cases; --",
            "{{7*7}}${7*7}<%= 7*7 %>",
            "<script>alert(1)</script>",
            "=HYPERLINK(\"http://localhost\")",
            "line\r\nERROR forged line",
            "\u{202e}desrever",
            "%s%n%x",
            "../../etc/passwd",
        ];
        for word in words {
            let answer = server.client().post_json(INTAKE, &form.with_text(word)).unwrap();
            assert_eq!(answer.status, 201, "{word}: {}", answer.text());
        }
        words.len() as u64
    });
}

#[test]
#[ignore = "needs the built binary: cargo xtask test --only hostile"]
fn a_report_sent_again_with_its_key_is_one_case_with_one_answer() {
    on_each_engine("again", |server, form| {
        let body = form.least().to_string();
        let headers = [JSON, ("Idempotency-Key", "synthetic-key-0001")];
        let send = || server.client().send("POST", INTAKE, &headers, body.as_bytes()).unwrap();
        let first = send();
        assert_eq!(first.status, 201, "{}", first.text());
        for again in 0..50 {
            let answer = send();
            assert_eq!((answer.status, answer.body), (first.status, first.body.clone()), "time {again}");
        }
        std::thread::scope(|scope| {
            let all: Vec<_> = (0..20).map(|_| scope.spawn(send)).collect();
            for one in all {
                assert_eq!(one.join().unwrap().body, first.body, "sent twenty times at once");
            }
        });
        1
    });
}

#[test]
#[ignore = "needs the built binary: cargo xtask test --only hostile"]
fn two_hundred_reporters_at_once_get_two_hundred_receipts() {
    on_each_engine("crowd", |server, form| {
        let body = form.least();
        let mut receipts: Vec<String> = std::thread::scope(|scope| {
            let send = || server.client().post_json(INTAKE, &body).unwrap();
            let all: Vec<_> = (0..200).map(|_| scope.spawn(send)).collect();
            let answers = all.into_iter().map(|one| one.join().unwrap());
            answers.map(|answer| answer.json()["receipt"].as_str().unwrap_or_default().to_owned()).collect()
        });
        receipts.sort();
        receipts.dedup();
        assert!(
            receipts.iter().all(|receipt| receipt.chars().filter(char::is_ascii_digit).count() == 20),
            "{receipts:?}"
        );
        assert_eq!(receipts.len(), 200);
        200
    });
}

#[test]
#[ignore = "needs the built binary: cargo xtask test --only hostile"]
fn receipts_that_are_unknown_or_mistyped_get_the_same_answer() {
    on_each_engine("receipts", |server, _| {
        let mut answers = Vec::new();
        let digits = "1".repeat(10_000);
        for wrong in
            ["00000000000000000000", "12345678901234567890", "1234 5678", "", "abc", "١٢٣٤٥٦٧٨٩٠", &digits]
        {
            let answer = timed(wrong, || server.client().post_json(RECEIPTS, &json!({ "receipt": wrong })));
            assert!((400..500).contains(&answer.status), "{wrong}: {}", answer.status);
            answers.push((answer.status, answer.text()));
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "they can be told apart: {answers:?}");
        0
    });
}

/// Runs a trial that says how many cases it made, and compares with the audit.
fn on_each_engine(name: &str, trial: impl Fn(&Server, &Form) -> u64) {
    for engine in engines(name) {
        let shown = engine.name();
        let home = Home::new(name, engine);
        let mut server = Server::start(&home);
        let form = Form::of(&server);
        let made = trial(&server, &form);
        let well = server.client().get("/healthz").unwrap();
        assert_eq!(well.status, 200, "{shown}: not well afterwards: {}", well.text());
        server.stop();
        assert_eq!(home.audited_cases(), made, "{shown}: cases stored");
    }
}

fn timed(name: &str, ask: impl FnOnce() -> std::io::Result<Answer>) -> Answer {
    let begun = Instant::now();
    let answer = ask().unwrap_or_else(|e| panic!("{name}: no answer: {e}"));
    assert!(begun.elapsed() < SOON, "{name}: answered after {:?}", begun.elapsed());
    answer
}

fn refused(name: &str, answer: &Answer) {
    assert!((400..500).contains(&answer.status), "{name}: {} {}", answer.status, answer.text());
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{name}: {}", answer.text());
    let problem = answer.json();
    assert!(
        problem["title"].is_string() && problem["status"] == answer.status,
        "{name}: not RFC 9457: {problem}"
    );
}

/// A body: what it is, the headers it comes with, its bytes.
type Hostile = (String, Vec<(&'static str, &'static str)>, Vec<u8>);

fn bodies(form: &Form) -> Vec<Hostile> {
    let good = form.least();
    let text = good.to_string();
    let with = |name: &str, value: Value| {
        let mut body = good.clone();
        body["answers"][name] = value;
        body.to_string().into_bytes()
    };
    let without: Vec<_> =
        good["answers"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
    let json: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", Vec::new()),
        ("not JSON", b"answers=1".to_vec()),
        ("cut in the middle", text.as_bytes()[..text.len() / 2].to_vec()),
        ("something after the end", format!("{text}{text}").into_bytes()),
        ("a list", b"[]".to_vec()),
        ("null", b"null".to_vec()),
        ("no answers", b"{}".to_vec()),
        ("answers of another kind", br#"{"answers":7}"#.to_vec()),
        ("a hundred thousand levels", [vec![b'['; 100_000], vec![b']'; 100_000]].concat()),
        ("deep answers", format!(r#"{{"answers":{}{}}}"#, r#"{"a":"#.repeat(50_000), "}".repeat(50_000)).into_bytes()),
        ("eight megabytes", format!(r#"{{"answers":{{"narrative":"{}"}}}}"#, "x".repeat(8_000_000)).into_bytes()),
        ("ten thousand fields", json!({ "answers": (0..10_000).map(|n| (format!("f{n}"), json!(n))).collect::<serde_json::Map<_, _>>() }).to_string().into_bytes()),
        ("an unknown field", with("no_such_field", json!("x"))),
        ("UTF-16", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("Latin-1", b"{\"answers\":{\"narrative\":\"d\xe9nonc\xe9\"}}".to_vec()),
        ("half a character", b"{\"answers\":{\"narrative\":\"\xf0\x9f\"}}".to_vec()),
        ("half a surrogate pair", br#"{"answers":{"narrative":"\ud800"}}"#.to_vec()),
        ("a number too large", br#"{"answers":{"amount":1e999}}"#.to_vec()),
        ("binary", (0..=255).cycle().take(65_536).collect()),
    ];
    let mut all: Vec<_> = json.into_iter().map(|(name, body)| (name.to_owned(), vec![JSON], body)).collect();
    for name in without {
        let mut body = good.clone();
        body["answers"].as_object_mut().unwrap().remove(&name);
        all.push((format!("without {name}"), vec![JSON], body.to_string().into_bytes()));
    }
    for kind in ["select1", "place"] {
        for name in form.names(kind) {
            all.push((format!("{name} outside its list"), vec![JSON], with(&name, json!("no-such-value"))));
        }
    }
    let plain = vec![("Content-Type", "text/plain")];
    all.push(("another content type".into(), plain, text.clone().into_bytes()));
    // Nobody unpacks what comes in, so that nothing small can grow: a good report is refused too.
    let gzip = vec![JSON, ("Content-Encoding", "gzip")];
    all.push(("a packed body".into(), gzip.clone(), packed(text.as_bytes())));
    all.push(("a body that only says it is packed".into(), gzip.clone(), b"\x1f\x8b\x08\0not gzip".to_vec()));
    all.push(("a hundred packed megabytes".into(), gzip, packed(&vec![b' '; 100 << 20])));
    all
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// Requests whose frame itself is wrong.
fn requests() -> Vec<(&'static str, Vec<u8>)> {
    let post = |headers: &str, body: &str| {
        format!("POST {INTAKE} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{headers}\r\n{body}")
            .into_bytes()
    };
    vec![
        ("two lengths", post("Content-Length: 2\r\nContent-Length: 3\r\n", "{}x")),
        ("a length that is no number", post("Content-Length: many\r\n", "{}")),
        ("a chunk that is no number", post("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n")),
        ("a gigabyte announced", post("Content-Length: 1073741824\r\n", "{}")),
        ("a header of a megabyte", post(&format!("X-Long: {}\r\n", "x".repeat(1_000_000)), "")),
        (
            "a path of a megabyte",
            format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "x".repeat(1_000_000)).into_bytes(),
        ),
        ("another protocol", b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n".to_vec()),
        ("a method that does not exist", format!("BREW {INTAKE} HTTP/1.1\r\nHost: x\r\n\r\n").into_bytes()),
        ("a path out of the house", b"GET /assets/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n".to_vec()),
        (
            "the same, in percent signs",
            b"GET /assets/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n".to_vec(),
        ),
    ]
}
