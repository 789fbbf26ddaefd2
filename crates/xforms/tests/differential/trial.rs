//! One form, one seed, two engines.

use crate::compare::{About, Difference, differences};
use crate::corpus::{self, Entry};
use crate::known::Engine;
use crate::look::Step;
use crate::nature::Natures;
use crate::peer::{self, Peer, Played};
use crate::person::{self, Filled};
use crate::tally::Tally;
use crate::world::World;
use xforms::{Filling, Form};

/// Fillings of each form unless `DANNAYA_SEEDS` says otherwise.
const SEEDS: u64 = 5;

/// Fillings of a form written for the comparison, which has more to it than its size.
const SEEDS_OF_OURS: u64 = 16;
const OURS: [&str; 6] = ["controls", "counted", "events", "functions", "geography", "repeats"];

#[test]
#[ignore = "needs Node and the peer: cargo xtask test --only forms"]
fn the_peer_makes_the_same_of_every_form_and_every_answer() {
    let asked = |name: &str| std::env::var(name).ok();
    let number = |name: &str| asked(name).map(|number| number.parse::<u64>().unwrap());
    let seeds_of = |form: &str| match (number("DANNAYA_SEED"), number("DANNAYA_SEEDS")) {
        (Some(seed), _) => seed..seed + 1,
        (None, Some(many)) => 0..many,
        (None, None) => 0..if OURS.contains(&form) { SEEDS_OF_OURS } else { SEEDS },
    };
    let part = asked("DANNAYA_FORM").unwrap_or_default();
    let whole = part.is_empty() && asked("DANNAYA_SEED").is_none();
    let mut peer = Peer::start();
    let mut tally = Tally::default();
    for entry in corpus::forms(&part) {
        let form = match Form::parse(&entry.text) {
            Ok(form) => form,
            Err(error) => {
                tally.refused(&entry.name, Engine::Ours, &error.to_string());
                continue;
            }
        };
        for seed in seeds_of(&entry.name) {
            if !compare(&mut peer, &mut tally, &entry, &form, seed) {
                break;
            }
        }
    }
    tally.close(whole);
}

/// Fills a form once in both engines; false when the peer does not take it.
fn compare(peer: &mut Peer, tally: &mut Tally, entry: &Entry, form: &Form, seed: u64) -> bool {
    let world = World::around(entry);
    let natures = Natures::of(&entry.text);
    let filling = Filling::start(form, &world).unwrap_or_else(|error| panic!("{}: {error}", entry.name));
    let Filled { steps, looks, broken } = person::fill(&entry.name, form, filling, &natures, seed);
    if std::env::var_os("DANNAYA_SEED").is_some() {
        steps.iter().filter(|step| **step != Step::Look).for_each(|step| println!("{step:?}"));
    }
    let (answers, errors) = match peer.play(&entry.for_the_peer(), &entry.media, &steps) {
        Played::Refused(why) => {
            tally.refused(&entry.name, Engine::Peer, &why);
            return false;
        }
        Played::Done { answers, errors } => (answers, errors),
    };
    let mut found = Vec::new();
    if let Some((node, why)) = broken {
        found.push(Difference::new(About::Step, &node, why, "can be done"));
    }
    let mut looks = looks.iter();
    for (at, (step, answer)) in steps.iter().zip(&answers).enumerate() {
        if let Some((_, message)) = errors.iter().find(|(step, _)| *step == at) {
            found.push(Difference::new(About::Step, node_of(step), format!("{step:?}"), message));
            continue;
        }
        match step {
            Step::Look => {
                found.extend(differences(&natures, looks.next().unwrap(), &peer::look(answer)));
            }
            Step::Try { node, value } if *answer != true => {
                found.push(Difference::new(
                    About::Violation,
                    node,
                    format!("{value} is refused"),
                    "it is taken",
                ));
            }
            _ => {}
        }
    }
    tally.filled(&entry.name, seed, steps.len(), found);
    true
}

fn node_of(step: &Step) -> &str {
    match step {
        Step::Set { node, .. } | Step::Try { node, .. } => node,
        Step::Add { repeat } | Step::Remove { repeat, .. } => repeat,
        Step::Speak { .. } | Step::Look => "/",
    }
}
