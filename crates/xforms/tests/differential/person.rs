//! Somebody who answers a form as a seed bids: in order at first, then back and forth.

use crate::chance::Chance;
use crate::look::{Look, Step};
use crate::ours::{Asked, Given, Ours};
use std::collections::HashSet;
use xforms::{Filling, Form, Kind};

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
const PLACES: [&str; 4] = ["12.65 -8 320 5", "-33.9 18.4 0 0", "16.77 -3.01 261.5 4.5", "0.5 -0.25 0 12"];

/// Fills the form; answers what was done and what was seen at each [`Step::Look`].
pub fn fill(form: &Form, filling: Filling<'_>, seed: u64) -> (Vec<Step>, Vec<Look>) {
    let mut person = Person {
        chance: Chance::of(form.id(), seed),
        ours: Ours::new(filling),
        visited: HashSet::new(),
        languages: form.languages().iter().map(|language| language.name.clone()).collect(),
        steps: Vec::new(),
        looks: Vec::new(),
    };
    person.look();
    for act in 1..=ACTS {
        person.act();
        if act % STRIDE == 0 {
            person.look();
        }
    }
    (person.steps, person.looks)
}

struct Person<'f> {
    chance: Chance,
    ours: Ours<'f>,
    visited: HashSet<String>,
    languages: Vec<String>,
    steps: Vec<Step>,
    looks: Vec<Look>,
}

impl Person<'_> {
    fn look(&mut self) {
        self.mend();
        self.steps.push(Step::Look);
        self.looks.push(self.ours.look());
    }

    fn act(&mut self) {
        if self.languages.len() > 1 && self.chance.once_in(20) {
            let language = self.chance.pick(&self.languages).clone();
            self.ours.speak(&language);
            self.steps.push(Step::Speak { language });
            return;
        }
        let asked = self.ours.asked();
        if !asked.is_empty() {
            self.answer(&asked);
        }
    }

    /// Takes back what is no longer offered, until nothing is stale.
    fn mend(&mut self) {
        while let Some(node) = self.ours.stale().into_iter().next() {
            let Given::Stored(value) = self.ours.give(&node, "") else { panic!("{node} cannot be emptied") };
            self.steps.push(Step::Set { node, value });
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
            Given::Stored(value) => self.steps.push(Step::Set { node, value }),
            Given::AgainstConstraint => self.steps.push(Step::Try { node, value: answer }),
            Given::Refused => {}
        }
    }

    /// An answer in the form in which it is stored; at times none, and none where nothing is offered.
    fn thinks_of(&mut self, question: &Asked) -> Option<String> {
        if self.chance.once_in(8) {
            return Some(String::new());
        }
        let answer = match question.kind {
            Kind::Text => self.chance.pick(&WORDS),
            Kind::Integer => self.chance.pick(&INTEGERS),
            Kind::Decimal => self.chance.pick(&DECIMALS),
            Kind::Date => self.chance.pick(&DATES),
            Kind::Time => self.chance.pick(&TIMES),
            Kind::DateTime => {
                let (date, time) = (self.chance.pick(&DATES), self.chance.pick(&TIMES));
                return Some(format!("{date}T{time}"));
            }
            Kind::SelectOne if question.choices.is_empty() => return None,
            Kind::SelectOne => return Some(self.chance.pick(&question.choices).clone()),
            Kind::SelectMany => return Some(self.some(&question.choices).join(" ")),
            Kind::GeoPoint => self.chance.pick(&PLACES),
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
}
