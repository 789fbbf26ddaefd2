//! Whether an act may be done, by whom and when, and the events it makes.

use super::{Actor, Case, Command, Consent, Event, HandOver, Refusal};
use crate::calendar::Calendar;
use crate::directory::Role;
use crate::pack::{self, Need, Pack, Transition};
use kernel::{ReferralId, Timestamp};

/// Checks an act and says what it makes happen.
///
/// `seen` is the [`Case::version`] that the person had before their eyes; readings by others do not count as a change.
///
/// # Errors
/// A [`Refusal`]; nothing may be committed then.
pub fn apply(
    case: &Case,
    pack: &Pack,
    calendar: &Calendar,
    actor: &Actor,
    seen: Option<u32>,
    command: Command,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    if case.erased {
        return Err(Refusal::Erased);
    }
    if seen.is_some_and(|seen| seen != case.version) {
        return Err(Refusal::Changed);
    }
    let desk_act = !matches!(
        command,
        Command::Read
            | Command::Hear { .. }
            | Command::Unmerge
            | Command::Write(_)
            | Command::Consent { .. }
            | Command::Tell { .. }
    );
    if case.merged_into.is_some() && desk_act {
        return Err(Refusal::IsMerged);
    }
    let walk = Walk { case, pack, calendar, actor, now };
    let move_on = |act: &str| walk.take(act);
    match command {
        Command::Read => handler(actor).map(|_| vec![Event::Read]),
        Command::Assess(assessment) => {
            handler(actor)?;
            let scale = pack.assessment.as_ref().ok_or_else(|| Refusal::NotFromHere("assess".into()))?;
            let known = |ticked: &String| scale.checklist.contains(ticked);
            if assessment.credibility > scale.highest || !assessment.checklist.iter().all(known) {
                return Err(Refusal::UnknownValue);
            }
            let moved = match walk.take("assess") {
                Err(Refusal::NotFromHere(_)) if case.credibility.is_some() && case.closed_for.is_none() => {
                    None
                }
                other => Some(other?),
            };
            let mut events = vec![Event::Assessed {
                credibility: assessment.credibility,
                checklist: assessment.checklist,
                reasons: assessment.reasons,
            }];
            events.extend(moved);
            Ok(events)
        }
        Command::Assign { team, member } => {
            let role = handler(actor)?;
            let own_team = match actor {
                Actor::Member { team, .. } => *team,
                _ => None,
            };
            if role == Role::Caseworker && team.is_some() && team != own_team {
                return Err(Refusal::NotYours);
            }
            if team.is_some_and(|team| case.excluded.contains(&team)) {
                return Err(Refusal::UnknownValue);
            }
            Ok(vec![Event::Assigned { team, member }])
        }
        Command::Summarise(summary) => handler(actor).map(|_| vec![Event::Summarised { summary }]),
        Command::Consent { consent, how } => {
            if *actor != Actor::Reporter {
                handler(actor)?;
                if how.is_none() {
                    return Err(Refusal::NeedsReason);
                }
                if case.own_consent == Consent::No {
                    return Err(Refusal::ReporterRefused);
                }
            }
            if case.waiting_referral().is_some() {
                return Err(Refusal::HandedOver);
            }
            Ok(vec![Event::Consented { consent, how }])
        }
        Command::Refer(hand_over) => refer(&walk, hand_over),
        Command::RenewLink { referral, handed } => {
            coordinator(actor)?;
            waiting(case, referral)?;
            Ok(vec![Event::LinkRenewed { referral, handed }])
        }
        Command::Acknowledge(referral) => {
            of_office(case, actor, referral)?;
            let mut events = vec![Event::Acknowledged { referral }];
            events.push(move_on("acknowledge")?);
            Ok(events)
        }
        Command::Accept(referral) => {
            of_office(case, actor, referral)?;
            let mut events = vec![Event::Accepted { referral }];
            events.push(move_on("accept")?);
            Ok(events)
        }
        Command::Refuse { referral, reason } => {
            of_office(case, actor, referral)?;
            let mut events = vec![Event::Refused { referral, reason }];
            events.push(move_on("refuse")?);
            Ok(events)
        }
        Command::Answer { referral, answer, letters, measure } => {
            of_office(case, actor, referral)?;
            if !pack.referral.as_ref().is_some_and(|rule| rule.measures.contains(&measure)) {
                return Err(Refusal::UnknownValue);
            }
            let mut events: Vec<Event> =
                letters.into_iter().map(|envelope| Event::Attached { envelope }).collect();
            events.push(Event::Answered { referral, answer, measure });
            events.push(move_on("answer")?);
            Ok(events)
        }
        Command::Write(envelope) => handler(actor).map(|_| vec![Event::MessageSent { envelope }]),
        Command::Hear { message, attachments } => {
            if *actor != Actor::Reporter {
                return Err(Refusal::NotYours);
            }
            let files = attachments.into_iter().map(|envelope| Event::Attached { envelope });
            Ok(files.chain(message.map(|envelope| Event::MessageReceived { envelope })).collect())
        }
        Command::Merge { into } => {
            handler(actor)?;
            if into == case.id || !case.absorbed.is_empty() {
                return Err(Refusal::CannotMerge);
            }
            // Its contents would go on their own day, while the other is still being handled.
            if case.has_ended() {
                return Err(Refusal::Ended);
            }
            // The body could not answer any more, and its silence would leave the clocks.
            if case.waiting_referral().is_some() {
                return Err(Refusal::WaitsOnBody);
            }
            Ok(vec![Event::Merged { into }])
        }
        Command::Absorb { case: other } => {
            handler(actor)?;
            if other == case.id {
                return Err(Refusal::CannotMerge);
            }
            // A report must not end unread because an older one of the same facts has.
            if case.has_ended() {
                return Err(Refusal::Ended);
            }
            Ok(vec![Event::Absorbed { case: other }])
        }
        Command::Echo { case: other } => {
            if *actor != Actor::Reporter || !case.absorbed.contains(&other) {
                return Err(Refusal::NotYours);
            }
            Ok(vec![Event::Echoed { case: other }])
        }
        Command::Unmerge => {
            handler(actor)?;
            let from = case.merged_into.ok_or(Refusal::CannotMerge)?;
            Ok(vec![Event::Unmerged { from }])
        }
        Command::Release { case: other } => {
            handler(actor)?;
            if !case.absorbed.contains(&other) {
                return Err(Refusal::CannotMerge);
            }
            Ok(vec![Event::Released { case: other }])
        }
        Command::Close { reason } => {
            let ground = pack.closing_reason(&reason).ok_or(Refusal::UnknownValue)?;
            if case.waiting_referral().is_some() {
                return Err(Refusal::WaitsOnBody);
            }
            let ends =
                |found: &&Transition| found.from.contains(&case.state) && found.reasons.contains(&reason);
            let found =
                pack.transitions.iter().find(ends).ok_or_else(|| Refusal::NotFromHere(reason.clone()))?;
            let moved = walk.follow(found, Some(reason))?;
            let until = pack.retention.of(ground.keep).after(now.date(), calendar);
            Ok(vec![moved, Event::Retained { until }])
        }
        Command::Reopen(note) => {
            let mut events = vec![Event::Noted { note }];
            events.push(move_on("reopen")?);
            Ok(events)
        }
        Command::Recall(note) => {
            let referral = case.waiting_referral().ok_or(Refusal::NotWaiting)?.id;
            let mut events = vec![Event::Noted { note }, Event::Recalled { referral }];
            events.push(move_on("recall")?);
            Ok(events)
        }
        Command::Note(note) => handler(actor).map(|_| vec![Event::Noted { note }]),
        Command::Tell { answered, resolved } => {
            if *actor != Actor::Reporter {
                return Err(Refusal::NotYours);
            }
            if !case.has_ended() || case.feedback.is_some() {
                return Err(Refusal::FeedbackNotNow);
            }
            Ok(vec![Event::Feedback { answered, resolved }])
        }
    }
}

fn refer(walk: &Walk<'_>, hand_over: HandOver) -> Result<Vec<Event>, Refusal> {
    let rule = walk.pack.referral.as_ref().ok_or_else(|| Refusal::NotFromHere("refer".into()))?;
    if walk.case.waiting_referral().is_some() {
        return Err(Refusal::NotWaiting);
    }
    let mut events = Vec::new();
    // Set aside for one hand-over at a time.
    if let Some(reason) = hand_over.consent_set_aside {
        events.push(Event::ConsentSetAside { reason });
    } else if walk.case.consent != Consent::Yes || hand_over.joined_lack_consent {
        return Err(Refusal::NeedsConsent);
    }
    let moved = walk.take("refer")?;
    // Reporters are promised that what is not credible is handed to nobody: no reason sets that aside.
    if walk.case.credibility.unwrap_or_default() < rule.credibility {
        return Err(Refusal::NotCredible);
    }
    let today = walk.now.date();
    events.push(Event::Referred {
        referral: hand_over.referral,
        office: hand_over.office,
        handed: hand_over.handed,
        acknowledge_by: rule.acknowledge.after(today, walk.calendar),
        answer_by: rule.answer.after(today, walk.calendar),
    });
    events.push(moved);
    Ok(events)
}

/// A case on its way through the states of its pack.
struct Walk<'a> {
    case: &'a Case,
    pack: &'a Pack,
    calendar: &'a Calendar,
    actor: &'a Actor,
    now: Timestamp,
}

impl Walk<'_> {
    fn take(&self, act: &str) -> Result<Event, Refusal> {
        let found = self
            .pack
            .transition(act)
            .filter(|found| found.from.contains(&self.case.state))
            .ok_or_else(|| Refusal::NotFromHere(act.to_owned()))?;
        self.follow(found, None)
    }

    fn follow(&self, found: &Transition, reason: Option<String>) -> Result<Event, Refusal> {
        if !party(self.actor).is_some_and(|party| found.by.contains(&party)) {
            return Err(Refusal::NotYours);
        }
        for need in &found.needs {
            match need {
                Need::SummaryRedacted if self.case.summary.is_none() => return Err(Refusal::NeedsSummary),
                Need::ClosingReason if reason.is_none() => return Err(Refusal::NeedsReason),
                Need::Credibility if found.name != "assess" && self.case.credibility.is_none() => {
                    return Err(Refusal::NeedsAssessment);
                }
                // The others come with the command, whose type cannot be without them.
                _ => {}
            }
        }
        let state = self.pack.state(&found.to);
        let due = state.and_then(|state| state.due).map(|days| days.after(self.now.date(), self.calendar));
        Ok(Event::Moved {
            transition: found.name.clone(),
            from: self.case.state.clone(),
            to: found.to.clone(),
            due,
            reason,
        })
    }
}

fn party(actor: &Actor) -> Option<pack::Role> {
    match actor {
        Actor::Reporter => Some(pack::Role::Reporter),
        Actor::Office { .. } => Some(pack::Role::Institution),
        Actor::System => Some(pack::Role::System),
        Actor::Member { role: Role::Caseworker, .. } => Some(pack::Role::Caseworker),
        Actor::Member { role: Role::Coordinator, .. } => Some(pack::Role::Coordinator),
        Actor::Member { .. } => None,
    }
}

fn handler(actor: &Actor) -> Result<Role, Refusal> {
    match actor {
        Actor::Member { role, .. } if role.opens_cases() => Ok(*role),
        _ => Err(Refusal::NotYours),
    }
}

fn coordinator(actor: &Actor) -> Result<(), Refusal> {
    match actor {
        Actor::Member { role: Role::Coordinator, .. } => Ok(()),
        _ => Err(Refusal::NotYours),
    }
}

fn waiting(case: &Case, referral: ReferralId) -> Result<(), Refusal> {
    match case.waiting_referral() {
        Some(waiting) if waiting.id == referral => Ok(()),
        _ => Err(Refusal::NotWaiting),
    }
}

fn of_office(case: &Case, actor: &Actor, referral: ReferralId) -> Result<(), Refusal> {
    waiting(case, referral)?;
    match (actor, case.waiting_referral()) {
        (Actor::Office { id }, Some(waiting)) if waiting.office == *id => Ok(()),
        _ => Err(Refusal::NotYours),
    }
}
