//! Two engines fill the same forms with the same answers: this one, and that of ODK Web Forms (`tests/forms/peer.mjs`).
//! Records, relevance, choices, labels and violations must be equal, or the difference be listed in `known.rs`.
//!
//! `cargo xtask test --only forms` runs it. `DANNAYA_FORM=part-of-a-name` and `DANNAYA_SEED=7` narrow it down and print the steps,
//! `DANNAYA_SEEDS=100` fills each form a hundred times.

#[cfg(test)]
mod chance;
#[cfg(test)]
mod compare;
#[cfg(test)]
mod corpus;
#[cfg(test)]
mod known;
#[cfg(test)]
mod look;
#[cfg(test)]
mod nature;
#[cfg(test)]
mod ours;
#[cfg(test)]
mod peer;
#[cfg(test)]
mod person;
#[cfg(test)]
mod record;
#[cfg(test)]
mod tally;
#[cfg(test)]
mod world;

#[cfg(test)]
use {
    compare::{About, Difference},
    known::Engine,
    look::Step,
    peer::Played,
    tally::Tally,
    world::World,
    xforms::{Filling, Form},
};

/// Fillings of each form unless `DANNAYA_SEEDS` says otherwise.
#[cfg(test)]
const SEEDS: u64 = 4;

/// Fillings of a form written for the comparison, which has more to it than its size.
#[cfg(test)]
const SEEDS_OF_OURS: u64 = 16;
#[cfg(test)]
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
    let mut peer = peer::Peer::start();
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
#[cfg(test)]
fn compare(peer: &mut peer::Peer, tally: &mut Tally, entry: &corpus::Entry, form: &Form, seed: u64) -> bool {
    let world = World::around(entry);
    let natures = nature::Natures::of(&entry.text);
    let filling = Filling::start(form, &world).unwrap_or_else(|error| panic!("{}: {error}", entry.name));
    let person::Filled { steps, looks, broken } = person::fill(&entry.name, form, filling, &natures, seed);
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
                found.extend(compare::differences(&natures, looks.next().unwrap(), &peer::look(answer)));
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

#[cfg(test)]
fn node_of(step: &Step) -> &str {
    match step {
        Step::Set { node, .. } | Step::Try { node, .. } => node,
        Step::Add { repeat } | Step::Remove { repeat, .. } => repeat,
        Step::Speak { .. } | Step::Look => "/",
    }
}
