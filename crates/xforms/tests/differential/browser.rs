//! The engine that browsers run without network fills the same forms with the same answers as this one, and must make the same
//! of them: the record letter for letter, relevance, labels, choices and violations.

use crate::corpus::{self, Entry};
use crate::look::{Look, Step};
use crate::nature::Natures;
use crate::peer::{self, Peer, Played};
use crate::person::{self, Filled};
use crate::world::{NOW, World};
use serde_json::{Value, json};
use xforms::{Filling, Form, Portable};

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
    let lists: serde_json::Map<String, Value> = world
        .files()
        .map(|(src, rows)| (src.to_owned(), serde_json::from_str(&rows.to_json()).unwrap()))
        .collect();
    let now = json!({ "millis": NOW.unix_millis, "offset": NOW.offset_minutes });
    let told: Vec<Value> = steps.iter().map(peer::told).collect();
    let job = json!({ "form": portable, "lists": lists, "now": now, "steps": told });
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
            Step::Look => difference(looks.next().unwrap(), &peer::look(answer)),
            Step::Try { .. } if *answer != true => Some(format!("{step:?} is taken")),
            _ => None,
        };
        if let Some(differs) = differs {
            return (count, Some(format!("step {at}: {differs}")));
        }
    }
    (count, None)
}

fn difference(ours: &Look, theirs: &Look) -> Option<String> {
    if ours.instance != theirs.instance {
        let at = ours
            .instance
            .bytes()
            .zip(theirs.instance.bytes())
            .take_while(|(one, other)| one == other)
            .count();
        let around = |text: &str| {
            let from = (0..=at.saturating_sub(60)).rev().find(|from| text.is_char_boundary(*from));
            text[from.unwrap_or_default()..].chars().take(140).collect::<String>()
        };
        return Some(format!(
            "\n    ours   …{}\n    theirs …{}",
            around(&ours.instance),
            around(&theirs.instance)
        ));
    }
    let nodes = ours.nodes.iter().zip(&theirs.nodes);
    let differs =
        nodes.filter(|(one, other)| one != other).map(|(one, other)| format!("\n    {one:?}\n    {other:?}"));
    let number = (ours.nodes.len() != theirs.nodes.len()).then(|| "another number of questions".to_owned());
    differs.into_iter().next().or(number)
}
