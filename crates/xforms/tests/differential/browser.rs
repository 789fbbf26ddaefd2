//! The engine that browsers run without network fills the same forms with the same answers as this one, and must make the same
//! of them: the record letter for letter, relevance, labels, choices and violations.

use crate::corpus::{self, Entry};
use crate::look::{Look, Step};
use crate::nature::Natures;
use crate::peer::{self, Peer, Played};
use crate::person::{self, Filled};
use crate::world::{NOW, World};
use serde_json::{Value, json};
use xforms::{AnswerError, Filling, Form, Portable};

/// Fillings of each form unless `DANNAYA_SEEDS` says otherwise.
const SEEDS: u64 = 8;

/// Forms of the corpus that are not filled without network, and why.
const REFUSED: [(&str, &str); 6] = [
    ("central_encrypted", "encrypted"),
    ("functions", "digest"),
    ("one-question-background-audio", "recording"),
    ("one-question-encrypted-unicode", "encrypted"),
    ("transportation_encrypted", "encrypted"),
    ("xlsform_spec_test", "encrypted"),
];

/// Forms with functions whose last digit the mathematics of a browser may miss, as that of a logarithm.
const NEARLY: [&str; 1] = ["functions"];

/// A form without what keeps a browser from filling it, where that can be taken away: the rest is compared all the same.
fn mended(text: &str) -> String {
    let mended = text.replace("base64RsaPublicKey=", "otherKey=");
    mended.replace("'SHA-384'", "'SHA-256'").replace("'SHA-512'", "'SHA-256'")
}

#[test]
#[ignore = "needs Node: cargo xtask test --only forms"]
fn a_browser_without_network_makes_the_same_of_every_form_and_every_answer() {
    let asked = |name: &str| std::env::var(name).ok();
    let part = asked("DANNAYA_FORM").unwrap_or_default();
    let seeds = asked("DANNAYA_SEEDS").map_or(SEEDS, |number| number.parse().unwrap());
    let mut browser = Peer::browser();
    let (mut taken, mut steps, mut refused, mut wrong) = (0, 0, Vec::new(), Vec::new());
    for entry in corpus::forms(&part) {
        let Ok(form) = Form::parse(&entry.text) else { continue };
        if let Err(reasons) = Portable::of(&form) {
            let keys: Vec<&str> = reasons.iter().map(|reason| reason.key()).collect();
            refused.push((entry.name.clone(), keys.join(" ")));
        }
        let entry = Entry { text: mended(&entry.text), ..entry };
        let form = Form::parse(&entry.text).unwrap();
        let Ok(portable) = Portable::of(&form) else { continue };
        let portable = serde_json::from_str(&portable.to_json()).unwrap();
        taken += 1;
        for seed in 0..seeds {
            let (done, differs) = compare(&mut browser, &entry, &form, &portable, seed);
            steps += done;
            if let Some(differs) = differs {
                wrong.push(format!("{} seed {seed}: {differs}", entry.name));
                break;
            }
        }
    }
    println!(
        "{taken} forms filled by the browser's engine, {steps} steps agree; only with network: {refused:?}"
    );
    assert!(wrong.is_empty(), "{} forms differ\n{}", wrong.len(), wrong.join("\n"));
    if part.is_empty() {
        let known: Vec<_> =
            REFUSED.iter().map(|(form, why)| ((*form).to_owned(), (*why).to_owned())).collect();
        assert_eq!(refused, known);
    }
}

/// Fills a form once in both; the number of steps, and the first difference.
fn compare(
    browser: &mut Peer,
    entry: &Entry,
    form: &Form,
    portable: &Value,
    seed: u64,
) -> (usize, Option<String>) {
    let world = World::around(entry);
    let natures = Natures::of(&entry.text);
    let filling = Filling::start(form, &world).unwrap_or_else(|error| panic!("{}: {error}", entry.name));
    let Filled { steps, looks, .. } = person::fill(&entry.name, form, filling, &natures, seed);
    let told: Vec<Value> = steps.iter().map(peer::told).collect();
    let job = json!({ "form": portable, "lists": lists(&world), "now": now(), "steps": told });
    let (answers, errors) = match browser.answer(&job) {
        Played::Refused(why) => return (0, Some(why)),
        Played::Done { answers, errors } => (answers, errors),
    };
    let count = steps.len();
    let mut looks = looks.iter();
    for (at, (step, answer)) in steps.iter().zip(&answers).enumerate() {
        if let Some((_, message)) = errors.iter().find(|(step, _)| *step == at) {
            return (count, Some(format!("step {at} {step:?}: {message}")));
        }
        let differs = match step {
            Step::Look => {
                difference(looks.next().unwrap(), &peer::look(answer), NEARLY.contains(&&*entry.name))
            }
            Step::Try { .. } if *answer != true => Some(format!("{step:?} is taken")),
            _ => None,
        };
        if let Some(differs) = differs {
            return (count, Some(format!("step {at}: {differs}")));
        }
    }
    (count, None)
}

/// Whether two records are the same but for the last digit of a number.
fn nearly(ours: &str, theirs: &str) -> bool {
    let (mut one, mut other) = (ours.split(['<', '>']), theirs.split(['<', '>']));
    let near = |(one, other): (&str, &str)| match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => (one - other).abs() <= 4.0 * f64::EPSILON * one.abs(),
        _ => false,
    };
    let same = one.by_ref().zip(other.by_ref()).all(|pair| pair.0 == pair.1 || near(pair));
    same && one.next().is_none() && other.next().is_none()
}

fn difference(ours: &Look, theirs: &Look, last_digit: bool) -> Option<String> {
    let nodes = ours.nodes.iter().zip(&theirs.nodes);
    let mut questions = nodes.filter(|(one, other)| one != other);
    records(&ours.instance, &theirs.instance, last_digit)
        .or_else(|| questions.next().map(|(one, other)| format!("\n    {one:?}\n    {other:?}")))
        .or_else(|| {
            (ours.nodes.len() != theirs.nodes.len()).then(|| "another number of questions".to_owned())
        })
        .or_else(|| {
            let (ours, theirs) = (&ours.pages, &theirs.pages);
            let at = ours
                .iter()
                .zip(theirs)
                .position(|(one, other)| one != other)
                .unwrap_or(ours.len().min(theirs.len()));
            (ours != theirs)
                .then(|| format!("\n    ours   {:?}\n    theirs {:?}", ours.get(at), theirs.get(at)))
        })
        .or_else(|| {
            let drafts = (ours.draft.iter(), theirs.draft.iter());
            let same = drafts.0.len() == drafts.1.len()
                && drafts
                    .0
                    .zip(drafts.1)
                    .all(|(one, other)| one == other || (last_digit && one.0 == other.0));
            (!same).then(|| format!("\n    ours   {:?}\n    theirs {:?}", ours.draft, theirs.draft))
        })
}

fn records(ours: &str, theirs: &str, last_digit: bool) -> Option<String> {
    if ours == theirs || (last_digit && nearly(ours, theirs)) {
        return None;
    }
    let at = ours.bytes().zip(theirs.bytes()).take_while(|(one, other)| one == other).count();
    let around = |text: &str| {
        let from = (0..=at.saturating_sub(60)).rev().find(|from| text.is_char_boundary(*from));
        text[from.unwrap_or_default()..].chars().take(140).collect::<String>()
    };
    Some(format!("\n    ours   …{}\n    theirs …{}", around(ours), around(theirs)))
}

/// What people type, right and wrong, for every kind of question: both engines take and refuse the same, and store the same.
const TYPED: [&str; 72] = [
    "",
    " ",
    "a",
    "12",
    "-12",
    "+7",
    "−3",
    "1 000",
    "1\u{a0}000",
    "25\u{202f}000",
    "007",
    "-0",
    "12,5",
    "12.50",
    ".5",
    "5.",
    "1.2.3",
    ",",
    "1e3",
    "0x10",
    "١٢",
    "999999999999999999",
    "1000000000000000000",
    "12345678901234567890123456789012345678901",
    "2027-03-03",
    "2027-3-3",
    "2027-02-29",
    "2028-02-29",
    "03/03/2027",
    "2027-03-03T09:30",
    "2027-03-03 9:30:15.1234+02",
    "2027-03-03T24:00",
    "0000-01-01",
    "9:30",
    "09:30:59.9999",
    "09:30Z",
    "09:30Zz",
    "09:30+15:00",
    "9:3",
    "23:59-00:30",
    "12.65 -8",
    "12,65 -8,5 320 5",
    "91 0",
    "12.65",
    "0 181",
    "-0 -0 -0 0",
    "0.0000001 0.123456789012",
    "1 1 1 -1",
    "1 1 1 1 1",
    "1 1; 2 2",
    "1 1; 2 2; 3 1",
    "1 1; 2 2; 3 1; 1 1",
    "1 1;; 2 2;",
    "1 1; x",
    "OK",
    "ok",
    "a b",
    "a a",
    "b a c",
    "c b a",
    "photo.jpg",
    "../x",
    "a:b",
    "a/b.jpg",
    "é\u{85} x",
    "\u{feff}x",
    "\u{1}x\u{7f}",
    "l\r\nm\rn",
    "🙂",
    "  x  ",
    "5",
    "0.3",
];

#[test]
#[ignore = "needs Node: cargo xtask test --only forms"]
fn a_browser_takes_and_refuses_what_the_server_takes_and_refuses() {
    let mut browser = Peer::browser();
    let mut wrong = Vec::new();
    for name in ["controls", "all-widgets", "widgets"] {
        let entry = corpus::forms(name).into_iter().find(|entry| entry.name == name).unwrap();
        let form = Form::parse(&entry.text).unwrap();
        let portable: Value = serde_json::from_str(&Portable::of(&form).unwrap().to_json()).unwrap();
        let world = World::around(&entry);
        let fields = Filling::start(&form, &world).unwrap().fields().unwrap();
        let paths: Vec<String> = fields.into_iter().map(|field| field.path).collect();
        for path in paths {
            let give = |text: &str| json!({ "op": "give", "ref": path, "value": text });
            let steps: Vec<Value> = TYPED.iter().map(|text| give(text)).collect();
            let job = json!({ "form": portable, "lists": {}, "now": now(), "steps": steps });
            let Played::Done { answers, errors } = browser.answer(&job) else { panic!("{name} is refused") };
            assert!(errors.is_empty(), "{path}: {errors:?}");
            let mut filling = Filling::start(&form, &world).unwrap();
            for (text, theirs) in TYPED.iter().zip(answers) {
                let ours = match filling.set(&path, text) {
                    Ok(()) => filling.question(&path).unwrap().unwrap().value,
                    Err(error) => key(&error).to_owned(),
                };
                if theirs != ours {
                    wrong.push(format!("{path} {text:?}: ours {ours:?}, theirs {theirs}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "needs Node and jsdom: cargo xtask test --only forms"]
fn what_is_typed_into_the_pages_of_a_browser_makes_the_record_that_the_answers_make() {
    let part = std::env::var("DANNAYA_FORM").unwrap_or_default();
    let mut pages = Peer::pages();
    let (mut fillings, mut finished, mut mended, mut wrong) = (0, 0, 0, Vec::new());
    for entry in corpus::forms(&part) {
        let Ok(form) = Form::parse(&entry.text) else { continue };
        let Ok(portable) = Portable::of(&form) else { continue };
        let portable: Value = serde_json::from_str(&portable.to_json()).unwrap();
        for seed in 0..4 {
            let world = World::around(&entry);
            let job = json!({ "form": portable, "lists": lists(&world), "now": now(), "seed": seed });
            let said = pages.ask(&job);
            fillings += 1;
            finished += usize::from(said["end"] == true);
            mended += said["told"].as_array().map_or(0, Vec::len);
            let record = said["record"].as_str().unwrap_or_default();
            let again = replayed(Filling::start(&form, &world).unwrap(), &said["acts"]);
            if let Some(differs) = records(&again, record, false) {
                wrong.push(format!("{} seed {seed}: {differs} {}", entry.name, said["refused"]));
                break;
            }
        }
    }
    println!(
        "{fillings} fillings through pages agree, {finished} to their end, {mended} answers were to be mended"
    );
    assert!(wrong.is_empty(), "{} forms differ\n{}", wrong.len(), wrong.join("\n"));
    // Fewer would mean that the pages cannot be gone through.
    assert!(!part.is_empty() || finished * 2 > fillings, "only {finished} of {fillings} came to their end");
}

/// The record of a filling to which the same was given, page by page.
fn replayed(mut filling: Filling<'_>, acts: &Value) -> String {
    for act in acts.as_array().into_iter().flatten() {
        if let Some(repeat) = act["add"].as_str() {
            filling.add(repeat).unwrap();
        }
        let given = act["give"].as_array().into_iter().flatten();
        let given = given.filter_map(|pair| Some((pair[0].as_str()?, pair[1].as_str()?)));
        filling.set_together(given.collect::<Vec<_>>()).unwrap();
    }
    filling.submission_xml("uuid:1")
}

fn lists(world: &World) -> Value {
    let read =
        |(src, rows): (&str, &xforms::Rows)| (src.to_owned(), serde_json::from_str(&rows.to_json()).unwrap());
    Value::Object(world.files().map(read).collect())
}

fn now() -> Value {
    json!({ "millis": NOW.unix_millis, "offset": NOW.offset_minutes })
}

/// The key under which the house tells an error (`acts::intake::field_error`).
fn key(error: &AnswerError) -> &'static str {
    match error {
        AnswerError::NotAnInteger => "answer-not-integer",
        AnswerError::NotANumber => "answer-not-number",
        AnswerError::NotADate | AnswerError::NotADateTime => "answer-not-date",
        AnswerError::NotATime => "answer-not-time",
        AnswerError::NotAGeoPoint => "answer-not-geopoint",
        AnswerError::NotALine => "answer-not-line",
        AnswerError::NotAChoice { .. } => "answer-not-choice",
        AnswerError::NotAFullRanking => "answer-not-ranking",
        AnswerError::OutOfRange => "answer-out-of-range",
        AnswerError::TooLong { .. } => "answer-too-long",
        AnswerError::Constraint { .. } => "answer-constraint",
        AnswerError::ReadOnly | AnswerError::NoSuchQuestion => "answer-unknown-field",
        _ => "answer-refused",
    }
}
