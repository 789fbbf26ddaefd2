//! Counts what agreed, and tells known differences from new ones.

use crate::compare::{About, Difference};
use crate::known::{Engine, Fault, KNOWN, Known, REFUSED, Refused};
use std::collections::{BTreeMap, HashSet};

#[derive(Default)]
pub struct Tally {
    /// Fillings without a difference that is not known, by form.
    agreed: BTreeMap<String, usize>,
    steps: usize,
    met: HashSet<usize>,
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
            let covering = KNOWN.iter().position(|known| known.covers(form, &difference));
            match covering {
                Some(at) => drop(self.met.insert(at)),
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
        for (fault, title) in [
            (Fault::Peer, "the peer's"),
            (Fault::Ours, "ours, to be mended"),
            (Fault::Nobody, "left open by the specification"),
        ] {
            let met =
                KNOWN.iter().enumerate().filter(|(at, known)| self.met.contains(at) && known.fault == fault);
            for (_, Known { form, about, path, because, .. }) in met {
                println!("{title}: {form} {path} {about:?}: {because}");
            }
        }
        for at in &self.refusals_met {
            let Refused { form, by, because, .. } = &REFUSED[*at];
            println!("refused by {by:?}: {form}: {because}");
        }
        let fillings: usize = self.agreed.values().sum();
        println!("{} forms, {fillings} fillings, {} steps agree", self.agreed.len(), self.steps);
        if whole {
            let gone =
                (0..KNOWN.len()).filter(|at| !self.met.contains(at)).map(|at| format!("{:?}", KNOWN[at]));
            let taken = (0..REFUSED.len())
                .filter(|at| !self.refusals_met.contains(at))
                .map(|at| format!("{:?}", REFUSED[at]));
            let no_longer =
                gone.chain(taken).map(|entry| format!("no longer so, take it out of known.rs: {entry}"));
            let no_longer: Vec<String> = no_longer.collect();
            self.new.extend(no_longer);
        }
        assert!(self.new.is_empty(), "{} new differences\n{}", self.new.len(), self.new.join("\n"));
    }
}
