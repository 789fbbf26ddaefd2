//! A case as its events make it.

use super::{Actor, CasePlace, Consent, Event, Facts, Recorded, Referral, ReferralState, Satisfaction};
use crate::directory::Visibility;
use kernel::{CaseId, Date, EnvelopeId, Lang, MemberId, Reference, TeamId, Timestamp};
use std::collections::BTreeMap;

/// A case, folded from its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Id.
    pub id: CaseId,
    /// Pack.
    pub pack: String,
    /// Public reference.
    pub reference: Reference,
    /// Door it came through.
    pub channel: String,
    /// Language of the reporter.
    pub lang: Lang,
    /// Facts.
    pub facts: Facts,
    /// Place, when known.
    pub place: Option<CasePlace>,
    /// Teams that must not see it.
    pub excluded: Vec<TeamId>,
    /// Consent to referral.
    pub consent: Consent,
    /// What the reporter said of it themselves, with the report or by the receipt.
    pub own_consent: Consent,
    /// The sealed reason for which a coordinator last set the missing consent aside.
    pub consent_set_aside: Option<EnvelopeId>,
    /// The sealed report.
    pub report: EnvelopeId,
    /// Sealed files.
    pub attachments: Vec<EnvelopeId>,
    /// State of the pack.
    pub state: String,
    /// When the state is overdue.
    pub due: Option<Date>,
    /// When the report came in.
    pub opened_at: Timestamp,
    /// When the last event other than a reading happened.
    pub changed_at: Timestamp,
    /// Number of the last event.
    pub last_seq: u32,
    /// Number of the last event other than a reading: what an edit must have seen.
    pub version: u32,
    /// Credibility, 0–4.
    pub credibility: Option<u8>,
    /// Checklist items ticked at the last assessment.
    pub checklist: Vec<String>,
    /// Sealed reasons of the last assessment.
    pub reasons: Option<EnvelopeId>,
    /// The team that follows it.
    pub team: Option<TeamId>,
    /// The person who follows it.
    pub member: Option<MemberId>,
    /// The last redacted summary.
    pub summary: Option<EnvelopeId>,
    /// Hand-overs, oldest first.
    pub referrals: Vec<Referral>,
    /// Messages both ways, oldest first: number of the event, envelope, whether from the reporter.
    pub messages: Vec<(u32, EnvelopeId, bool)>,
    /// Notes of the desk, oldest first: number of the event, envelope.
    pub notes: Vec<(u32, EnvelopeId)>,
    /// Whether the reporter wrote after the desk last read or wrote.
    pub unread: bool,
    /// The case that goes on for this one.
    pub merged_into: Option<CaseId>,
    /// Cases merged into this one.
    pub absorbed: Vec<CaseId>,
    /// Closing reason, while closed.
    pub closed_for: Option<String>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Contents go on this day.
    pub erase_on: Option<Date>,
    /// Contents are gone.
    pub erased: bool,
    /// What the reporter said after closing.
    pub feedback: Option<(bool, Satisfaction)>,
    /// Who opened the contents: last time and number of times.
    pub readers: BTreeMap<MemberId, (Timestamp, u32)>,
}

/// The events do not make a case: the first is no opening, or a number is missing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the history of case {case} breaks at event {seq}")]
pub struct BrokenHistory {
    /// The case.
    pub case: CaseId,
    /// Number of the first event that does not fit.
    pub seq: u32,
}

impl Case {
    /// Folds the whole history of a case.
    ///
    /// # Errors
    /// [`BrokenHistory`] when events are missing, repeated or out of order.
    pub fn replay<'a>(
        id: CaseId,
        history: impl IntoIterator<Item = &'a Recorded>,
    ) -> Result<Self, BrokenHistory> {
        let mut events = history.into_iter();
        let mut case = events
            .next()
            .and_then(|first| Self::begin(id, first))
            .ok_or(BrokenHistory { case: id, seq: 1 })?;
        for recorded in events {
            if recorded.seq != case.last_seq + 1 || matches!(recorded.event, Event::Opened { .. }) {
                return Err(BrokenHistory { case: id, seq: case.last_seq + 1 });
            }
            case.fold(recorded);
        }
        Ok(case)
    }

    fn begin(id: CaseId, first: &Recorded) -> Option<Self> {
        let Event::Opened {
            pack,
            reference,
            channel,
            lang,
            facts,
            place,
            excluded,
            consent,
            report,
            state,
            due,
        } = first.event.clone()
        else {
            return None;
        };
        (first.seq == 1).then_some(Self {
            id,
            pack,
            reference,
            channel,
            lang,
            facts,
            place,
            excluded,
            consent,
            own_consent: consent,
            consent_set_aside: None,
            report,
            attachments: Vec::new(),
            state,
            due,
            opened_at: first.at,
            changed_at: first.at,
            last_seq: 1,
            version: 1,
            credibility: None,
            checklist: Vec::new(),
            reasons: None,
            team: None,
            member: None,
            summary: None,
            referrals: Vec::new(),
            messages: Vec::new(),
            notes: Vec::new(),
            unread: false,
            merged_into: None,
            absorbed: Vec::new(),
            closed_for: None,
            closed_at: None,
            erase_on: None,
            erased: false,
            feedback: None,
            readers: BTreeMap::new(),
        })
    }

    /// Adds one event. Events are facts: the fold refuses nothing.
    pub fn fold(&mut self, recorded: &Recorded) {
        self.last_seq = recorded.seq;
        if !matches!(recorded.event, Event::Read) {
            self.version = recorded.seq;
            self.changed_at = recorded.at;
        }
        if matches!(recorded.actor, Actor::Member { .. }) {
            self.unread = false;
        }
        match &recorded.event {
            Event::Opened { .. } => {}
            Event::Attached { envelope } => {
                self.attachments.push(*envelope);
                // What came with the report is read with it; what came later is news.
                self.unread |= recorded.actor == Actor::Reporter && recorded.at > self.opened_at;
            }
            Event::Moved { to, due, reason, .. } => {
                self.state.clone_from(to);
                self.due = *due;
                self.closed_for.clone_from(reason);
                self.closed_at = reason.is_some().then_some(recorded.at);
                if reason.is_none() {
                    self.erase_on = None;
                    self.feedback = None;
                }
            }
            Event::Assessed { credibility, checklist, reasons } => {
                self.credibility = Some(*credibility);
                self.checklist.clone_from(checklist);
                self.reasons = Some(*reasons);
            }
            Event::Assigned { team, member } => {
                self.team = *team;
                self.member = *member;
            }
            Event::Summarised { summary } => self.summary = Some(*summary),
            Event::Consented { consent, .. } => {
                self.consent = *consent;
                if recorded.actor == Actor::Reporter {
                    self.own_consent = *consent;
                }
            }
            Event::ConsentSetAside { reason } => self.consent_set_aside = Some(*reason),
            Event::Referred { referral, office, handed, acknowledge_by, answer_by } => {
                self.referrals.push(Referral {
                    id: *referral,
                    office: *office,
                    handed: *handed,
                    at: recorded.at,
                    acknowledge_by: *acknowledge_by,
                    answer_by: *answer_by,
                    acknowledged_at: None,
                    ended_at: None,
                    state: ReferralState::Sent,
                    reminded: Vec::new(),
                    escalated: Vec::new(),
                    answer: None,
                    measure: None,
                });
            }
            Event::Merged { into } => self.merged_into = Some(*into),
            Event::Unmerged { .. } => {
                self.merged_into = None;
                self.resume();
            }
            Event::Resumed => self.resume(),
            Event::Echoed { .. } => self.unread = true,
            Event::Absorbed { case } => self.absorbed.push(*case),
            Event::Released { case } => self.absorbed.retain(|other| other != case),
            Event::MessageSent { envelope } => self.messages.push((recorded.seq, *envelope, false)),
            Event::MessageReceived { envelope } => {
                self.messages.push((recorded.seq, *envelope, true));
                self.unread = true;
            }
            Event::Retained { until } => self.erase_on = Some(*until),
            Event::Noted { note } => self.notes.push((recorded.seq, *note)),
            Event::Erased => self.erased = true,
            Event::Feedback { answered, resolved } => self.feedback = Some((*answered, *resolved)),
            Event::Read => {
                if let Actor::Member { id, .. } = recorded.actor {
                    let seen = self.readers.entry(id).or_insert((recorded.at, 0));
                    *seen = (recorded.at, seen.1 + 1);
                }
            }
            Event::LinkRenewed { referral, .. }
            | Event::Acknowledged { referral }
            | Event::Accepted { referral }
            | Event::Refused { referral, .. }
            | Event::Answered { referral, .. }
            | Event::Reminded { referral, .. }
            | Event::Recalled { referral }
            | Event::Escalated { referral, .. } => {
                if let Some(referral) = self.referrals.iter_mut().find(|known| known.id == *referral) {
                    referral.fold(recorded);
                }
            }
        }
    }

    /// Goes on after the case that went on for it was opened again, or without it; a case closed by itself stays closed.
    fn resume(&mut self) {
        if self.closed_for.is_none() {
            self.erase_on = None;
            self.feedback = None;
        }
    }

    /// Whether it has ended, by itself or with the case that goes on for it: the reporter is asked how it went.
    pub fn has_ended(&self) -> bool {
        self.closed_for.is_some() || (self.merged_into.is_some() && self.erase_on.is_some())
    }

    /// What decides who may see this case; `places` are the codes of the place and above.
    pub fn places(&self) -> Vec<String> {
        self.place.as_ref().map(CasePlace::codes).unwrap_or_default()
    }

    /// The case seen by the access rule, with `places` from [`Case::places`].
    pub fn visibility<'a>(&'a self, places: &'a [String]) -> Visibility<'a> {
        Visibility { pack: &self.pack, places, excluded: &self.excluded, team: self.team }
    }

    /// The hand-over that the case waits on, if any.
    pub fn waiting_referral(&self) -> Option<&Referral> {
        self.referrals.iter().rev().find(|referral| referral.state.waits())
    }
}
