//! Acts on a case: what may be done, by whom, when; and the events it makes.

use super::{Actor, Case, CasePlace, Consent, Event, Facts, Refusal, Satisfaction};
use crate::calendar::Calendar;
use crate::directory::Role;
use crate::pack::{self, Need, Pack, Transition};
use kernel::{CaseId, Date, EnvelopeId, Lang, MemberId, OfficeId, Reference, ReferralId, TeamId, Timestamp};

/// What the intake knows of a new report once its sealed fields are out of sight.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Fresh public reference.
    pub reference: Reference,
    /// Door: `web`, `api`, `staff`.
    pub channel: String,
    /// Language of the reporter.
    pub lang: Lang,
    /// Facts, as the pack lists them.
    pub facts: Facts,
    /// Place, when known.
    pub place: Option<CasePlace>,
    /// Teams that must not see it.
    pub excluded: Vec<TeamId>,
    /// Consent to referral.
    pub consent: Consent,
    /// The sealed report.
    pub report: EnvelopeId,
    /// Sealed files.
    pub attachments: Vec<EnvelopeId>,
}

/// The first events of a case.
pub fn open(pack: &Pack, calendar: &Calendar, opening: Opening, now: Timestamp) -> Vec<Event> {
    let state = pack.first_state();
    let first = state.map(|state| state.id.clone()).unwrap_or_default();
    let mut events = vec![Event::Opened {
        pack: pack.id.clone(),
        reference: opening.reference,
        channel: opening.channel,
        lang: opening.lang,
        facts: opening.facts,
        place: opening.place,
        excluded: opening.excluded,
        consent: opening.consent,
        report: opening.report,
        state: first,
        due: state.and_then(|state| state.due).map(|days| days.after(now.date(), calendar)),
    }];
    events.extend(opening.attachments.into_iter().map(|envelope| Event::Attached { envelope }));
    events
}

/// A first check of credibility.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// 0–4.
    pub credibility: u8,
    /// Checklist items of the pack that hold.
    pub checklist: Vec<String>,
    /// Sealed reasons.
    pub reasons: EnvelopeId,
}

/// A hand-over to a public body.
#[derive(Debug, Clone)]
pub struct HandOver {
    /// Fresh id.
    pub referral: ReferralId,
    /// The body.
    pub office: OfficeId,
    /// The summary, sealed to the body's link and code.
    pub handed: EnvelopeId,
    /// Sealed reason for going on without the reporter's consent.
    pub consent_set_aside: Option<EnvelopeId>,
    /// Whether the reporter of a case merged into this one refuses.
    pub joined_refuse: bool,
}

/// An act somebody asks for.
#[derive(Debug, Clone)]
pub enum Command {
    /// A handler opens the contents.
    Read,
    /// First check.
    Assess(Assessment),
    /// Take, give or put back (both `None`).
    Assign {
        /// The team that follows it.
        team: Option<TeamId>,
        /// The person.
        member: Option<MemberId>,
    },
    /// Write a summary that names nobody.
    Summarise(EnvelopeId),
    /// The reporter's answer about handing over.
    Consent {
        /// The answer.
        consent: Consent,
        /// When a handler notes it: how the reporter said it, sealed.
        how: Option<EnvelopeId>,
    },
    /// Hand over.
    Refer(HandOver),
    /// Replace a link that expired or was lost.
    RenewLink {
        /// The hand-over.
        referral: ReferralId,
        /// The summary, sealed to the new link and code.
        handed: EnvelopeId,
    },
    /// The body has it.
    Acknowledge(ReferralId),
    /// The body takes it up.
    Accept(ReferralId),
    /// The body refuses.
    Refuse {
        /// The hand-over.
        referral: ReferralId,
        /// Sealed reason.
        reason: EnvelopeId,
    },
    /// The body answers.
    Answer {
        /// The hand-over.
        referral: ReferralId,
        /// Sealed answer.
        answer: EnvelopeId,
        /// Sealed letters.
        letters: Vec<EnvelopeId>,
        /// Code of the measure taken.
        measure: String,
    },
    /// The desk writes to the reporter.
    Write(EnvelopeId),
    /// The reporter writes to the desk or joins a file.
    Hear {
        /// Sealed message.
        message: Option<EnvelopeId>,
        /// Sealed files.
        attachments: Vec<EnvelopeId>,
    },
    /// This case tells the same facts as another, which goes on for both.
    Merge {
        /// The case that goes on.
        into: CaseId,
    },
    /// The counterpart of [`Command::Merge`] on the case that goes on.
    Absorb {
        /// The merged case.
        case: CaseId,
    },
    /// The reporter of a merged case wrote: the desk is told on this one, which goes on for both.
    Echo {
        /// The merged case.
        case: CaseId,
    },
    /// Take a merge back.
    Unmerge,
    /// The counterpart of [`Command::Unmerge`].
    Release {
        /// The case that goes on by itself.
        case: CaseId,
    },
    /// Close with a reason code of the pack.
    Close {
        /// Reason code.
        reason: String,
    },
    /// Open again; the sealed note says why.
    Reopen(EnvelopeId),
    /// Take the case back from a silent body; the sealed note says why.
    Recall(EnvelopeId),
    /// A note of the desk for itself.
    Note(EnvelopeId),
    /// The reporter's two answers after closing.
    Tell {
        /// Were you answered?
        answered: bool,
        /// Was it resolved?
        resolved: Satisfaction,
    },
}

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
            // The body could not answer any more, and its silence would leave the clocks.
            if case.waiting_referral().is_some() {
                return Err(Refusal::WaitsOnBody);
            }
            Ok(vec![Event::Merged { into }])
        }
        Command::Absorb { case: other } => {
            handler(actor)?;
            if other == case.id {
                Err(Refusal::CannotMerge)
            } else {
                Ok(vec![Event::Absorbed { case: other }])
            }
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

/// What the events of a case mean for a case merged into it: its contents are kept as long, and no longer.
pub fn carried(absorbed: &Case, events: &[Event]) -> Vec<Event> {
    let ends = events.iter().rev().find_map(|event| match event {
        Event::Retained { until } => Some(Event::Retained { until: *until }),
        Event::Moved { transition, .. } if transition == "reopen" => Some(Event::Resumed),
        _ => None,
    });
    ends.filter(|_| !absorbed.erased).into_iter().collect()
}

/// What the clock owes a case today: reminders to a silent body, then escalation to the public counter.
/// Counted in working days since the hand-over; each happens once.
pub fn clock_acts(case: &Case, pack: &Pack, calendar: &Calendar, today: Date) -> Vec<Event> {
    let (Some(rule), Some(referral)) = (&pack.referral, case.waiting_referral()) else { return Vec::new() };
    if case.erased || case.merged_into.is_some() {
        return Vec::new();
    }
    let waited = calendar.working_days_between(referral.at.date(), today);
    let reached = |day: u32| waited >= i64::from(day);
    let mut events: Vec<Event> = rule
        .remind
        .iter()
        .filter(|day| reached(**day) && !referral.reminded.contains(day))
        .map(|day| Event::Reminded { referral: referral.id, day: *day })
        .collect();
    let steps =
        rule.escalate_to.iter().filter(|step| reached(step.after) && !referral.escalated.contains(&step.to));
    events.extend(steps.map(|step| Event::Escalated { referral: referral.id, to: step.to }));
    events
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
    } else if walk.case.consent != Consent::Yes || hand_over.joined_refuse {
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
