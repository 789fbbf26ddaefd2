//! Somebody who answers a form as a seed bids: in order at first, then back and forth.

use crate::chance::Chance;
use crate::known::AVOIDED;
use crate::look::{Look, Step};
use crate::nature::Natures;
use crate::ours::{Asked, Given, Ours};
use std::collections::HashSet;
use xforms::{AnswerError, Filling, Form, Kind};

/// Acts of one filling: enough to answer what a form of middle length asks and to come back to some of it.
const ACTS: usize = 60;
/// Acts between two looks.
const STRIDE: usize = 15;

/// Words to try a form with. All in composed characters, for the peer composes what it writes.
const WORDS: [&str; 14] = [
    "Bamako",
    "oui",
    "a",
    "12",
    "3.50",
    "2027-01-31",
    "Ségou, l'école n° 3 — « fermée »",
    "<b>&amp; \"quoted\" ]]> 'x'",
    "two\nlines\tand a tab",
    "ߒߞߏ · ɓɛɛ · العربية · 🙂",
    "0",
    "false",
    "none of the above",
    "70 00 00 00",
];
const INTEGERS: [&str; 12] = ["0", "1", "2", "3", "5", "9", "17", "18", "40", "120", "-1", "2147483647"];
/// For a form that makes as many of a repeat as somebody says.
const COUNTS: [&str; 4] = ["0", "1", "2", "4"];
/// A person leaves it at so many of one repeat.
const MANY: usize = 4;
const DECIMALS: [&str; 9] = ["0.5", "1", "11.25", "18.3", "-2.75", "100", "0", "12.01", "99999.5"];
const DATES: [&str; 8] = [
    "2027-03-03",
    "2027-03-02",
    "2027-03-04",
    "2020-02-29",
    "1999-12-31",
    "2031-07-15",
    "1970-01-01",
    "2026-10-25",
];
const TIMES: [&str; 4] =
    ["09:30:00.000+01:00", "00:00:00.000+01:00", "23:59:59.999+01:00", "12:15:30.500+01:00"];
/// No coordinate is whole, for the peer writes 5 metres `5.0`, and a form may cut them out.
const PLACES: [&str; 3] = ["12.65 -8.5 320.25 4.75", "16.77 -3.01 261.5 12.5", "-33.9 18.4 0.5 0.25"];
const LINES: [&str; 2] = ["12.65 -8 320 5; 12.7 -8.1 0 0", "0 1 0 0; 1 1 0 0; 1 2.5 10 3"];
const AREAS: [&str; 2] =
    ["12.65 -8 0 0; 12.7 -8.1 0 0; 12.6 -8.2 0 0; 12.65 -8 0 0", "1 1 0 0; 1 2 0 0; 2 2 5 5; 1 1 0 0"];

/// What somebody did, and what was seen.
#[derive(Default)]
pub struct Filled {
    pub steps: Vec<Step>,
    /// One for each [`Step::Look`].
    pub looks: Vec<Look>,
    /// What our engine could not compute, with the node; the filling ends there.
    pub broken: Option<(String, String)>,
}

/// Fills the form.
pub fn fill<'f>(name: &str, form: &Form, filling: Filling<'f>, natures: &'f Natures, seed: u64) -> Filled {
    let mut person = Person {
        chance: Chance::of(name, seed),
        ours: Ours::new(filling, natures),
        form: name.to_owned(),
        counts: natures.counts,
        visited: HashSet::new(),
        languages: form.languages().iter().map(|language| language.name.clone()).collect(),
        filled: Filled::default(),
    };
    person.look();
    for act in 1..=ACTS {
        person.act();
        if person.filled.broken.is_some() {
            break;
        }
        person.mend();
        if act % STRIDE == 0 {
            person.look();
        }
    }
    person.filled
}

struct Person<'f> {
    chance: Chance,
    ours: Ours<'f>,
    form: String,
    /// Whether an answer may say how many of a repeat there are.
    counts: bool,
    visited: HashSet<String>,
    languages: Vec<String>,
    filled: Filled,
}

impl Person<'_> {
    fn look(&mut self) {
        self.filled.steps.push(Step::Look);
        self.filled.looks.push(self.ours.look());
    }

    fn act(&mut self) {
        if self.languages.len() > 1 && self.chance.once_in(20) {
            let language = self.chance.pick(&self.languages).clone();
            self.ours.speak(&language);
            self.filled.steps.push(Step::Speak { language });
            return;
        }
        if self.chance.once_in(8) && self.repeats() {
            return;
        }
        let asked = self.ours.asked();
        if !asked.is_empty() {
            self.answer(&asked);
        }
    }

    /// Adds one of a repeat, or takes one out; false when there is none that can be.
    fn repeats(&mut self) -> bool {
        let repeats = self.ours.repeats();
        if repeats.is_empty() {
            return false;
        }
        let repeat = self.chance.pick(&repeats);
        let path = repeat.path.clone();
        if repeat.can_add && (repeat.removable == 0 || (repeat.removable < MANY && !self.chance.once_in(3))) {
            let added = self.ours.add(repeat);
            self.done(&path, added, Step::Add { repeat: path.clone() });
        } else if repeat.removable > 0 {
            let number = self.chance.below(repeat.removable) + 1;
            let removed = self.ours.remove(repeat, number);
            self.done(&path, removed, Step::Remove { repeat: path.clone(), number });
        }
        true
    }

    fn done(&mut self, node: &str, outcome: Result<(), AnswerError>, step: Step) {
        match outcome {
            Ok(()) => self.filled.steps.push(step),
            Err(error) => self.filled.broken = Some((node.to_owned(), error.to_string())),
        }
    }

    /// Takes back what is no longer offered, until nothing is stale.
    fn mend(&mut self) {
        while let Some(node) = self.ours.stale().into_iter().next() {
            let Given::Stored(value) = self.ours.give(&node, "") else { panic!("{node} cannot be emptied") };
            self.filled.steps.push(Step::Set { node, value });
        }
    }

    /// Mostly the first question not come to yet, sometimes any.
    fn answer(&mut self, asked: &[Asked]) {
        let next = asked.iter().find(|question| !self.visited.contains(&question.node));
        let question = match next {
            Some(next) if !self.chance.once_in(4) => next,
            _ => self.chance.pick(asked),
        };
        self.visited.insert(question.node.clone());
        let Some(answer) = self.thinks_of(question) else { return };
        let node = question.node.clone();
        match self.ours.give(&node, &answer) {
            Given::Stored(value) => self.filled.steps.push(Step::Set { node, value }),
            Given::AgainstConstraint => self.filled.steps.push(Step::Try { node, value: answer }),
            Given::Refused => {}
            Given::Broken(why) => self.filled.broken = Some((node, format!("{answer}: {why}"))),
        }
    }

    /// An answer in the form in which it is stored; at times none, and none where nothing is offered.
    fn thinks_of(&mut self, question: &Asked) -> Option<String> {
        if self.chance.once_in(8) {
            return Some(String::new());
        }
        let answer = match &question.kind {
            Kind::Text | Kind::Barcode => self.chance.pick(&WORDS),
            Kind::Integer if self.counts => self.chance.pick(&COUNTS),
            Kind::Integer => self.chance.pick(&INTEGERS),
            Kind::Decimal => self.chance.pick(&DECIMALS),
            Kind::Date => self.chance.pick(&DATES),
            Kind::Time => self.chance.pick(&TIMES),
            Kind::DateTime => {
                let (date, time) = (self.chance.pick(&DATES), self.chance.pick(&TIMES));
                return Some(format!("{date}T{time}"));
            }
            Kind::SelectOne if question.choices.is_empty() => return None,
            Kind::SelectOne => {
                let chosen = self.chance.pick(&question.choices);
                let avoided = (self.form.as_str(), question.node.as_str(), chosen.as_str());
                return (!AVOIDED.contains(&avoided)).then(|| chosen.clone());
            }
            Kind::SelectMany => return Some(self.some(&question.choices).join(" ")),
            Kind::Rank => return Some(self.shuffled(&question.choices).join(" ")),
            Kind::Range { start, end, step, .. } => return Some(self.between(start, end, step)),
            Kind::GeoPoint => self.chance.pick(&PLACES),
            Kind::GeoTrace => self.chance.pick(&LINES),
            Kind::GeoShape => self.chance.pick(&AREAS),
            Kind::Upload { .. } => return Some(format!("file-{}.jpg", self.chance.below(100))),
            Kind::Acknowledge => "OK",
            _ => return None,
        };
        Some((*answer).to_owned())
    }

    /// A few values, in the order in which they are offered: the peer keeps no other.
    fn some(&mut self, values: &[String]) -> Vec<String> {
        values.iter().filter(|_| self.chance.once_in(3)).cloned().collect()
    }

    fn shuffled(&mut self, values: &[String]) -> Vec<String> {
        let mut rest = values.to_vec();
        let mut order = Vec::new();
        while !rest.is_empty() {
            order.push(rest.swap_remove(self.chance.below(rest.len())));
        }
        order
    }

    /// One of the numbers of a range, of which no bound may be other than a number.
    fn between(&mut self, start: &str, end: &str, step: &str) -> String {
        let [start, end, step]: [f64; 3] = [start, end, step].map(|number| number.parse().unwrap());
        let steps = ((end - start) / step).abs().floor() as usize;
        let number = start + (end - start).signum() * step.abs() * self.chance.below(steps + 1) as f64;
        ((number * 1e6).round() / 1e6).to_string()
    }
}
