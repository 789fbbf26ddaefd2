//! Words that a reporter entrusted are found nowhere on the machine.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a trial whose ground gives way has failed, with this message"
)]

use rig::form::{INTAKE, RECEIPTS};
use rig::search::{Needle, files};
use rig::{Answer, Browser, Engine, Form, Home, Server, chance, engines};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;

#[test]
#[ignore = "needs the built binary: cargo xtask test --only canary"]
fn a_word_from_a_sealed_field_is_found_in_no_database_log_or_temporary_file() {
    for engine in engines("canary") {
        entrust_and_search(engine);
    }
}

fn entrust_and_search(engine: Engine) {
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

    let search = Search::new(&home, &word);
    search.finds_nothing("while it runs");
    server.stop();
    search.finds_nothing("after it stopped");
    search.is_not_blind(&references[0]);
}

#[test]
#[ignore = "needs the built binary: cargo xtask test --only canary"]
fn a_word_typed_into_any_page_is_found_in_no_database_log_letter_or_temporary_file() {
    for engine in engines("pages") {
        walk_and_search(engine);
    }
}

const REPORT: &str = "/fr/report/denunciation";

/// A case from the first question to the end, through the pages of the reporter, the desk and the body, with the word in
/// every text and every file.
fn walk_and_search(engine: Engine) {
    let word = format!("Kanari{:016x}Synthetic", chance().next());
    let home = Home::new("pages", engine);
    rig::staff::body(|words| home.command(words));
    let mut server = Server::start(&home);
    let search = Search::new(&home, &word);
    let mail = format!("{word}@example.org");
    let (file, contents) = (format!("{word}.pdf"), format!("%PDF-1.7\n{word}\n"));

    let mut reporter = Browser::new(&server);
    let answers: [(&str, &str); 8] = [
        ("kind", "money_asked"),
        ("outcome", "paid"),
        ("service", "police"),
        ("narrative", &word),
        ("people", &word),
        ("contact", "email"),
        ("contact_email", &mail),
        ("consent_referral", "later"),
    ];
    let mut page = page_of(&reporter.post(REPORT, &[]));
    while page != "review" {
        let path = format!("{REPORT}/{page}");
        let typed = answers.iter().filter(|(name, _)| *name == page).copied();
        let fields: Vec<(&str, &str)> = typed.chain([("act", "next")]).collect();
        page = page_of(&match page.as_str() {
            "evidence" => reporter.post_file(&path, &fields, ("evidence", &file, contents.as_bytes())),
            _ => reporter.post(&path, &fields),
        });
    }
    let review = reporter.get(&format!("{REPORT}/review")).text();
    assert!(review.matches(&word).count() >= 4, "narrative, people, address and file: {review}");
    search.finds_nothing("while it is a draft");
    let receipt = digits(&reporter.post(&format!("{REPORT}/review"), &[]).text(), "class=\"receipt\"");
    assert_eq!(receipt.len(), 20);

    let mut desk = Browser::new(&server);
    let code = rig::staff::code(&home.second_factor);
    let login = [("login", rig::staff::LOGIN), ("passphrase", rig::staff::PASSPHRASE), ("code", &code)];
    assert_eq!(desk.post("/desk/login", &login).status, 303);
    let list = desk.get("/desk").text();
    let at = list.find("/desk/case/").unwrap() + "/desk/case/".len();
    let reference = list[at..].split('"').next().unwrap().to_owned();
    let case = format!("/desk/case/{reference}");
    assert!(desk.get(&case).text().contains(&word), "the handler reads it");
    for (act, fields) in [
        ("assess", [("credibility", "3"), ("reasons", &*word)]),
        ("summarise", [("summary", &word), ("", "")]),
        ("note", [("note", &word), ("", "")]),
        ("write", [("message", &word), ("", "")]),
        ("consent", [("consent", "no"), ("how", &word)]),
    ] {
        assert_eq!(act_on(&mut desk, &case, act, &fields).status, 303, "{act}");
    }

    // The first body refuses, with a reason; the second time it answers, with a letter.
    let mut known = Vec::new();
    for refuses in [true, false] {
        let offered = desk.get(&case).text();
        let office = offered[offered.find("name=\"office\"").unwrap()..].split("<option value=\"");
        let office = office.filter_map(|rest| rest.split('"').next()).find(|id| id.len() == 36).unwrap();
        let handed = act_on(&mut desk, &case, "refer", &[("office", office), ("override", &word)]);
        assert_eq!(handed.status, 200, "{}", handed.text());
        let code = digits(&handed.text(), "id=\"code\"");
        let link = letter(&home, &mut known);
        let mut body = Browser::new(&server);
        assert_eq!(body.post(&link, &[("code", &code)]).status, 303);
        assert!(body.get(&link).text().contains(&word), "the body reads the summary");
        let told = if refuses {
            body.post(&format!("{link}/refuse"), &[("reason", &word)])
        } else {
            let fields = [("text", &*word), ("measure", "sanction")];
            body.post_file(&format!("{link}/answer"), &fields, ("letter", &file, contents.as_bytes()))
        };
        assert_eq!((told.status, told.location()), (303, &*link), "{}", told.text());
    }

    assert_eq!(reporter.post("/fr/follow", &[("receipt", &receipt)]).status, 303);
    let theirs = reporter.get("/fr/follow").text();
    assert!(theirs.matches(&word).count() >= 4, "how, reason, answer and message: {theirs}");
    let sent =
        reporter.post_file("/fr/follow/write", &[("text", &word)], ("file", &file, contents.as_bytes()));
    assert_eq!(sent.location(), "/fr/follow?done=sent", "{}", sent.text());
    assert_eq!(act_on(&mut desk, &case, "close", &[("closing", "answered")]).status, 303);
    assert_eq!(act_on(&mut desk, &case, "reopen", &[("reopen_reason", &word)]).status, 303);
    let whole = desk.get(&case).text();
    assert!(whole.matches(&word).count() >= 12, "every text is on its page: {whole}");

    search.finds_nothing("while it runs");
    server.stop();
    search.finds_nothing("after it stopped");
    search.is_not_blind(&reference);
    assert!(known.iter().all(|letter| search.looks_into(letter)), "the letters are searched too");
}

/// Where a redirect of a report leads, as the name of the page.
fn page_of(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().rsplit('/').next().unwrap().to_owned()
}

/// Opens the page of a case and sends one of its forms.
fn act_on(desk: &mut Browser, case: &str, act: &str, fields: &[(&str, &str)]) -> Answer {
    let page = desk.get(case);
    let (token, seen) = (page.value_of("token").unwrap(), page.value_of("seen").unwrap());
    let mut all = vec![("token", token.as_str()), ("seen", seen.as_str())];
    all.extend(fields.iter().filter(|(name, _)| !name.is_empty()));
    desk.post(&format!("{case}/{act}"), &all)
}

/// The digits in the paragraph that `mark` opens.
fn digits(page: &str, mark: &str) -> String {
    let rest = &page[page.find(mark).unwrap_or_else(|| panic!("no {mark} in {page}"))..];
    let inside = &rest[rest.find('>').unwrap()..rest.find("</p>").unwrap()];
    inside.chars().filter(char::is_ascii_digit).collect()
}

/// The path of the link in a letter that is not `known` yet.
fn letter(home: &Home, known: &mut Vec<PathBuf>) -> String {
    for _ in 0..200 {
        for path in files(&home.data.join("mail")).into_iter().filter(|path| !known.contains(path)) {
            let text = std::fs::read_to_string(&path).unwrap();
            if let Some(at) = text.find("/fr/office/") {
                known.push(path);
                return text[at..].split_whitespace().next().unwrap().to_owned();
            }
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("no letter within 20 s\n{}", home.tail())
}

/// Looks for a word below the scratch folder, where the data directory, the log and whatever the server keeps for a moment
/// lie, and in the data of PostgreSQL.
struct Search<'h> {
    home: &'h Home,
    needle: Needle,
    places: Vec<PathBuf>,
}

impl<'h> Search<'h> {
    fn new(home: &'h Home, word: &str) -> Self {
        let mut places = vec![std::env::temp_dir()];
        let postgres = std::env::var_os("DANNAYA_TEST_POSTGRES_DATA").map(PathBuf::from);
        places.extend(postgres.filter(|data| !data.starts_with(&places[0])));
        Self { home, needle: Needle::new(word), places }
    }

    fn finds_nothing(&self, when: &str) {
        let name = self.home.engine.name();
        let found: Vec<_> = self.places.iter().flat_map(|place| self.needle.found_below(place)).collect();
        assert!(found.is_empty(), "{name}, {when}: {found:?}");
        let log = self.home.logged();
        assert!(self.needle.found_in(log.as_bytes()).is_none(), "{name}, {when}: the log");
    }

    /// The search looks in the right place: what may be known is found there.
    fn is_not_blind(&self, known: &str) {
        let mut searched = self.places.iter().flat_map(|place| files(place));
        let name = self.home.engine.name();
        assert!(searched.any(|file| holds_word(&file, known)), "{name}: not even {known} is found");
    }

    fn looks_into(&self, path: &Path) -> bool {
        self.places.iter().any(|place| files(place).iter().any(|file| file == path))
    }
}

fn holds_word(file: &Path, word: &str) -> bool {
    let bytes = std::fs::read(file).unwrap_or_default();
    let compact = word.replace('-', "");
    [word, &compact].iter().any(|word| bytes.windows(word.len()).any(|window| window == word.as_bytes()))
}
