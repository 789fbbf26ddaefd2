//! The shape of a workflow: everything can be reached, everything can end, every need can be met.

use super::problem::{Mend, ProblemKind};
use super::table::Source;
use super::{Need, Pack, Role, Transition};
use std::collections::BTreeSet;

const DESK: &[Role] = &[Role::Caseworker, Role::Coordinator];
const BODY: &[Role] = &[Role::Institution];

/// An act of the engine: its name, who has a way to take it, what is asked for when it is taken.
struct Act {
    name: &'static str,
    by: &'static [Role],
    asks: &'static [Need],
}

/// What must have been done before any act at all, and can be needed by each.
const BEFORE: [Need; 2] = [Need::Credibility, Need::SummaryRedacted];

const ACTS: [Act; 8] = [
    Act { name: "assess", by: DESK, asks: &[] },
    Act { name: "refer", by: DESK, asks: &[Need::Office, Need::Consent] },
    Act { name: "acknowledge", by: BODY, asks: &[] },
    Act { name: "accept", by: BODY, asks: &[] },
    Act { name: "refuse", by: BODY, asks: &[Need::Reason] },
    Act { name: "recall", by: DESK, asks: &[Need::Reason] },
    Act { name: "answer", by: BODY, asks: &[Need::Answer, Need::Measure] },
    Act { name: "reopen", by: DESK, asks: &[Need::Reason] },
];

/// Every transition that ends a case is this act, whatever its name.
const CLOSING: Act = Act { name: "", by: DESK, asks: &[Need::ClosingReason] };

/// Acts after which a public body owes an answer.
const HANDED: [&str; 3] = ["refer", "acknowledge", "accept"];

pub(super) fn check(pack: &Pack, source: &Source<'_>) {
    ends(pack, source);
    reasons(pack, source);
    tables(pack, source);
    acts(pack, source);
    clocks(pack, source);
}

/// Holds each transition against the act of the engine that it stands for.
fn acts(pack: &Pack, source: &Source<'_>) {
    let waiting: BTreeSet<&str> = pack
        .transitions
        .iter()
        .filter(|way| HANDED.contains(&way.name.as_str()))
        .map(|way| way.to.as_str())
        .collect();
    for way in &pack.transitions {
        let line = pack.line(&format!("transition.{}", way.name));
        let transition = way.name.clone();
        let closes = pack.state(&way.to).is_some_and(|state| state.is_final);
        let act = match closes {
            true => Some(&CLOSING),
            false => ACTS.iter().find(|act| act.name == way.name),
        };
        let Some(act) = act else {
            let known: Vec<&str> = ACTS.iter().map(|act| act.name).collect();
            source.report(
                line,
                ProblemKind::NoSuchAct { transition },
                Mend::UseOneOf { known: known.join(", ") },
            );
            continue;
        };
        held_against(way, act, line, source);
        for state in way.from.iter().filter(|from| closes && waiting.contains(from.as_str())) {
            source.report(
                line,
                ProblemKind::EndsWhileWaiting { transition: transition.clone(), state: state.clone() },
                Mend::RemoveFrom { state: state.clone() },
            );
        }
    }
}

fn held_against(way: &Transition, act: &Act, line: u32, source: &Source<'_>) {
    for role in way.by.iter().filter(|role| !act.by.contains(role)) {
        let known: Vec<&str> = act.by.iter().map(|role| role.as_str()).collect();
        source.report(
            line,
            ProblemKind::NoDoor { transition: way.name.clone(), role: role.as_str().to_owned() },
            Mend::UseOneOf { known: known.join(", ") },
        );
    }
    // Reasons that stand at the wrong end are told by their own sentence.
    let asked =
        |need: &Need| act.asks.contains(need) || BEFORE.contains(need) || *need == Need::ClosingReason;
    for need in way.needs.iter().filter(|need| !asked(need)) {
        let need = need.as_str().to_owned();
        source.report(
            line,
            ProblemKind::NeedNotAsked { transition: way.name.clone(), need: need.clone() },
            Mend::RemoveNeed { need },
        );
    }
}

/// Holds the hand-over against the scale of credibility, and the steps of escalation against one another.
fn clocks(pack: &Pack, source: &Source<'_>) {
    let Some(rule) = &pack.referral else { return };
    let highest = pack.assessment.as_ref().map_or(0, |scale| scale.highest);
    if rule.credibility > highest {
        source.report(
            pack.line("referral"),
            ProblemKind::OutOfRange { key: "credibility".to_owned(), value: rule.credibility.to_string() },
            Mend::StayWithin { least: "0".to_owned(), most: highest.to_string() },
        );
    }
    for (at, step) in rule.escalate_to.iter().enumerate() {
        if rule.escalate_to[..at].iter().any(|earlier| earlier.to == step.to) {
            let value = step.to.as_str().to_owned();
            source.report(
                pack.line("referral"),
                ProblemKind::Twice { key: "escalate_to".to_owned(), value: value.clone() },
                Mend::KeepOne { value },
            );
        }
    }
}

fn ends(pack: &Pack, source: &Source<'_>) {
    let finals: Vec<&str> =
        pack.states.iter().filter(|state| state.is_final).map(|state| state.id.as_str()).collect();
    let Some(first) = pack.first_state() else { return };
    let reached = spread(&[&first.id], |seen| {
        let leads = |from: &[String]| from.iter().any(|state| seen.contains(state.as_str()));
        pack.transitions.iter().filter(|way| leads(&way.from)).map(|way| way.to.as_str()).collect()
    });
    let ending = spread(&finals, |seen| {
        let back = pack.transitions.iter().filter(|way| seen.contains(way.to.as_str()));
        back.flat_map(|way| way.from.iter().map(String::as_str)).collect()
    });
    if finals.is_empty() {
        source.report(pack.line("state"), ProblemKind::NoFinalState {}, Mend::MarkFinal {});
    }
    for state in &pack.states {
        let line = pack.line(&format!("state.{}", state.id));
        let named = state.id.clone();
        if !reached.contains(state.id.as_str()) {
            source.report(
                line,
                ProblemKind::Unreachable { state: named },
                Mend::AddTransitionTo { state: state.id.clone() },
            );
        } else if !finals.is_empty() && !ending.contains(state.id.as_str()) {
            source.report(
                line,
                ProblemKind::DeadEnd { state: named },
                Mend::AddTransitionFrom { state: state.id.clone() },
            );
        }
    }
}

/// Everything reached from `start` by repeating `step` until it adds nothing.
fn spread<'p>(start: &[&'p str], step: impl Fn(&BTreeSet<&'p str>) -> Vec<&'p str>) -> BTreeSet<&'p str> {
    let mut seen: BTreeSet<&'p str> = start.iter().copied().collect();
    loop {
        let before = seen.len();
        let more = step(&seen);
        seen.extend(more);
        if seen.len() == before {
            return seen;
        }
    }
}

fn reasons(pack: &Pack, source: &Source<'_>) {
    for way in &pack.transitions {
        let ends = pack.state(&way.to).is_some_and(|state| state.is_final);
        let needs = way.needs.contains(&Need::ClosingReason);
        if ends != needs || needs == way.reasons.is_empty() {
            source.report(
                pack.line(&format!("transition.{}", way.name)),
                ProblemKind::ReasonsMisplaced { transition: way.name.clone() },
                Mend::AlignReasons {},
            );
        }
    }
}

fn tables(pack: &Pack, source: &Source<'_>) {
    for way in &pack.transitions {
        let lacking = [
            (Need::Credibility, "assessment", pack.assessment.is_none()),
            (Need::Office, "referral", pack.referral.is_none()),
        ];
        for (need, table, _) in lacking.iter().filter(|(need, _, absent)| *absent && way.needs.contains(need))
        {
            source.report(
                pack.line(&format!("transition.{}", way.name)),
                ProblemKind::NeedWithoutTable {
                    transition: way.name.clone(),
                    need: need.as_str().to_owned(),
                },
                Mend::AddTable { table: (*table).to_owned(), need: need.as_str().to_owned() },
            );
        }
    }
}
