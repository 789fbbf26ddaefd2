//! The workflow of a pack.toml: states, transitions, closing reasons, referral.

use super::problem::{Mend, ProblemKind};
use super::read::Reading;
use super::span::Span;
use super::table::{At, Table};
use super::{ClosingReason, Escalation, Keep, Referral, State, Transition};

/// Working days of silence that may be counted: a year of work.
const SILENCE: std::ops::RangeInclusive<u32> = 1..=250;

impl Reading<'_, '_> {
    pub(super) fn states(&mut self, root: &Table<'_, '_>) -> Vec<State> {
        let mut states = Vec::new();
        for table in root.tables("state", &["id", "due", "final"]) {
            let Some(at) = table.name("id", "received") else { continue };
            let due = table.working_days("due");
            let is_final = table.flag("final");
            if is_final && due.is_some() {
                self.source.report(
                    table.line_of("due"),
                    ProblemKind::FinalWithDue { state: at.value.clone() },
                    Mend::RemoveKey { key: "due".to_owned() },
                );
            }
            states.push(State { id: self.declare_one("state", at), due, is_final });
        }
        self.lines.insert("state".to_owned(), root.line_of("state"));
        states
    }

    pub(super) fn closing_reasons(&mut self, root: &Table<'_, '_>) -> Vec<ClosingReason> {
        let mut reasons = Vec::new();
        for table in root.tables("closing_reason", &["id", "keep"]) {
            let keep = table.word("keep").map_or(Keep::Closed, |at| at.value);
            if let Some(at) = table.name("id", "unfounded") {
                reasons.push(ClosingReason { id: self.declare_one("closing_reason", at), keep });
            }
        }
        reasons
    }

    pub(super) fn transitions(&mut self, root: &Table<'_, '_>) -> Vec<Transition> {
        let mut transitions = Vec::new();
        for table in root.tables("transition", &["name", "from", "to", "by", "needs", "reasons"]) {
            let name = table.name("name", "assess");
            let from = table.names("from", "received");
            let to = table.name("to", "assessed");
            let by = table.words("by");
            table.require(&[("from", "received"), ("by", "caseworker")]);
            let needs = table.words("needs").into_iter().map(|at| at.value).collect();
            let reasons = table.names("reasons", "unfounded");
            self.known("state", "from", &from);
            self.known("state", "to", to.as_slice());
            self.known("closing_reason", "reasons", &reasons);
            if let (Some(name), Some(to)) = (name, to) {
                transitions.push(Transition {
                    name: self.declare_one("transition", name),
                    from: from.into_iter().map(|at| at.value).collect(),
                    to: to.value,
                    by: by.into_iter().map(|at| at.value).collect(),
                    needs,
                    reasons: reasons.into_iter().map(|at| at.value).collect(),
                });
            }
        }
        transitions
    }

    /// Reports every name that was not declared as `<what>.<name>`.
    fn known(&self, what: &str, key: &str, names: &[At<String>]) {
        for at in names.iter().filter(|at| !self.lines.contains_key(&format!("{what}.{}", at.value))) {
            let prefix = format!("{what}.");
            let known = self.lines.keys().filter_map(|declared| declared.strip_prefix(&prefix)).collect();
            self.undeclared(at.line, key, &at.value, known);
        }
    }

    pub(super) fn referral(&mut self, root: &Table<'_, '_>) -> Option<Referral> {
        let keys = [
            "to",
            "acknowledge",
            "answer",
            "measures",
            "remind",
            "escalate_to",
            "credibility",
            "target_share",
        ];
        let table = root.table("referral", Some(&keys))?;
        self.lines.insert("referral".to_owned(), table.line);
        let to = self.declare("referral.to", table.names("to", "inspectorate"));
        table.require(&[
            ("to", "[\"inspectorate\"]"),
            ("acknowledge", "\"10 working days\""),
            ("answer", "\"30 working days\""),
        ]);
        let acknowledge = table.working_days("acknowledge");
        let answer = table.working_days("answer");
        let measures = self.declare("referral.measure", table.names("measures", "inquiry"));
        if measures.is_empty() {
            table.missing("measures", "[\"inquiry\", \"none\"]");
        }
        let remind = table.rising_numbers("remind", SILENCE);
        let escalate_to = table
            .tables("escalate_to", &["after", "to"])
            .iter()
            .filter_map(|step| {
                let (after, to) = (step.number("after", SILENCE), step.required_word("to"));
                Some(Escalation { after: after?, to: to? })
            })
            .collect();
        let target_share = table.value("target_share").and_then(|_| table.number("target_share", 1..=100));
        let credibility = table.value("credibility").and_then(|_| table.number("credibility", 0..=9));
        let credibility = credibility.and_then(|mark| u8::try_from(mark).ok()).unwrap_or(0);
        let (acknowledge, answer) = (acknowledge?, answer?);
        if acknowledge > answer {
            self.source.report(
                table.line_of("acknowledge"),
                ProblemKind::OutOfRange {
                    key: "acknowledge".to_owned(),
                    value: Span::Working(acknowledge).to_string(),
                },
                Mend::StayWithin {
                    least: "1 working day".to_owned(),
                    most: Span::Working(answer).to_string(),
                },
            );
        }
        Some(Referral { to, acknowledge, answer, measures, remind, escalate_to, credibility, target_share })
    }
}
