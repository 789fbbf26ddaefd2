//! Counts what agreed, and tells known differences from new ones.

use crate::compare::{About, Difference};
use crate::known::{Engine, KNOWN, Known, REFUSED, Refused};
use std::collections::{BTreeMap, HashSet};

#[derive(Default)]
pub struct Tally {
    /// Fillings without a difference that is not known, by form.
    agreed: BTreeMap<String, usize>,
    steps: usize,
    /// Entry of the list and path in the entry.
    met: HashSet<(usize, usize)>,
    refusals_met: HashSet<usize>,
    new: Vec<String>,
    /// The same node differs in the same way in filling after filling: it is told once.
    told: HashSet<(String, About, String)>,
}

impl Tally {
    /// One filling done by both engines.
    pub fn filled(&mut self, form: &str, seed: u64, steps: usize, found: Vec<Difference>) {
        self.steps += steps;
        let mut unknown = Vec::new();
        for difference in found {
            let covers = |(at, known): (usize, &Known)| Some((at, known.covers(form, &difference)?));
            match KNOWN.iter().enumerate().find_map(covers) {
                Some(place) => drop(self.met.insert(place)),
                None => unknown.push(difference),
            }
        }
        if unknown.is_empty() {
            *self.agreed.entry(form.to_owned()).or_default() += 1;
        }
        for Difference { about, path, node, ours, theirs } in unknown {
            if self.told.insert((form.to_owned(), about, path)) {
                let told =
                    format!("{form} seed {seed} {node} {about:?}\n    ours   {ours}\n    theirs {theirs}");
                self.new.push(told);
            }
        }
    }

    /// A form that one engine does not take, and why.
    pub fn refused(&mut self, form: &str, by: Engine, says: &str) {
        let known =
            |refusal: &Refused| refusal.form == form && refusal.by == by && says.contains(refusal.says);
        match REFUSED.iter().position(known) {
            Some(at) => drop(self.refusals_met.insert(at)),
            None => self.new.push(format!("{form} is refused by {by:?}: {says}")),
        }
    }

    /// Prints the result, and fails on what is new and, where `whole` is true, on what is no longer so.
    pub fn close(mut self, whole: bool) {
        for (at, Known { form, about, paths, fault, because }) in KNOWN.iter().enumerate() {
            let met = paths.iter().enumerate().filter(|(place, _)| self.met.contains(&(at, *place)));
            let met: Vec<&str> = met.map(|(_, path)| *path).collect();
            if !met.is_empty() {
                println!("{fault:?}: {form} {about:?} {}: {because}", met.join(" "));
            }
            if whole && met.len() < paths.len() {
                let gone: Vec<&str> = paths.iter().copied().filter(|path| !met.contains(path)).collect();
                self.new.push(format!(
                    "no longer so, take it out of known.rs: {form} {about:?} {}",
                    gone.join(" ")
                ));
            }
        }
        for (at, Refused { form, by, because, .. }) in REFUSED.iter().enumerate() {
            match self.refusals_met.contains(&at) {
                true => println!("refused by {by:?}: {form}: {because}"),
                false if whole => self
                    .new
                    .push(format!("no longer so, take it out of known.rs: {form} is refused by {by:?}")),
                false => {}
            }
        }
        let fillings: usize = self.agreed.values().sum();
        println!("{} forms, {fillings} fillings, {} steps agree", self.agreed.len(), self.steps);
        assert!(self.new.is_empty(), "{} new differences\n{}", self.new.len(), self.new.join("\n"));
    }
}
