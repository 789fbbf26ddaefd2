//! Words that a reporter entrusted are found nowhere on the machine.
#![expect(clippy::unwrap_used, reason = "a trial whose ground gives way has failed, with this message")]

use rig::form::{INTAKE, RECEIPTS};
use rig::search::{Needle, files};
use rig::{Engine, Form, Home, Server, chance, engines};
use serde_json::json;
use std::path::PathBuf;

#[test]
#[ignore = "needs the built binary: cargo xtask test --only canary"]
fn a_word_from_a_sealed_field_is_found_in_no_database_log_or_temporary_file() {
    for engine in engines("canary") {
        entrust_and_search(engine);
    }
}

fn entrust_and_search(engine: Engine) {
    let name = engine.name();
    let word = format!("Kanari{:016x}Synthetic", chance().next());
    let home = Home::new("canary", engine);
    let mut server = Server::start(&home);
    let form = Form::of(&server);
    let mut client = server.client();

    let mut references = Vec::new();
    for _ in 0..5 {
        let answer = client.post_json(INTAKE, &form.with_text(&word)).unwrap();
        assert_eq!(answer.status, 201, "{}", answer.text());
        references.push(answer.json()["reference"].as_str().unwrap().to_owned());
    }
    // What is refused may be logged as refused, but not repeated.
    let refused = [
        json!({ "answers": { "narrative": { "deep": word } } }),
        json!({ "answers": { (word.clone()): 1 } }),
        json!({ "answers": word }),
    ];
    for body in refused {
        assert!(
            (400..500).contains(&client.post_json(INTAKE, &body).unwrap().status),
            "{body} is not refused"
        );
    }
    let half = format!("{{\"answers\":{{\"narrative\":\"{word}");
    let json = [("Content-Type", "application/json")];
    assert!((400..500).contains(&client.send("POST", INTAKE, &json, half.as_bytes()).unwrap().status));
    client.post_json(RECEIPTS, &json!({ "receipt": word })).unwrap();

    let needle = Needle::new(&word);
    // The data directory, the log and whatever the server keeps for a moment lie below the scratch folder.
    let mut places = vec![std::env::temp_dir()];
    let postgres = std::env::var_os("DANNAYA_TEST_POSTGRES_DATA").map(PathBuf::from);
    places.extend(postgres.filter(|data| !data.starts_with(&places[0])));
    let nowhere = |when: &str| {
        let found: Vec<_> = places.iter().flat_map(|place| needle.found_below(place)).collect();
        assert!(found.is_empty(), "{name}, {when}: {found:?}");
        assert!(needle.found_in(home.logged().as_bytes()).is_none(), "{name}, {when}: the log");
    };
    nowhere("while it runs");
    server.stop();
    nowhere("after it stopped");

    // The search looks in the right place: what may be known is found there.
    let searched: Vec<PathBuf> = places.iter().flat_map(|place| files(place)).collect();
    let holds = |word: &str| searched.iter().any(|file| holds_word(file, word));
    assert!(holds(&references[0]), "{name}: not even the public reference is found, so the search is blind");
}

fn holds_word(file: &std::path::Path, word: &str) -> bool {
    let bytes = std::fs::read(file).unwrap_or_default();
    let compact = word.replace('-', "");
    [word, &compact].iter().any(|word| bytes.windows(word.len()).any(|window| window == word.as_bytes()))
}
