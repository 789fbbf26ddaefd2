//! The shape of a workflow: everything can be reached, everything can end, every need can be met.

use super::problem::{Mend, ProblemKind};
use super::table::Source;
use super::{Need, Pack};
use std::collections::BTreeSet;

pub(super) fn check(pack: &Pack, source: &Source<'_>) {
    ends(pack, source);
    reasons(pack, source);
    tables(pack, source);
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
