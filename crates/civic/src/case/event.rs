//! What happened to a case. Events are the truth: everything else is folded from them.

use crate::directory::Role;
use crate::pack::EscalateTo;
use kernel::{CaseId, Date, EnvelopeId, Lang, MemberId, OfficeId, Reference, ReferralId, TeamId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "who")]
pub enum Actor {
    /// The holder of the receipt.
    Reporter,
    /// A person at the desk, with the role and team held at that moment.
    Member {
        /// The person.
        id: MemberId,
        /// The role held then.
        role: Role,
        /// The team of then.
        team: Option<TeamId>,
    },
    /// A public body, through the link of one referral.
    Office {
        /// The body.
        id: OfficeId,
    },
    /// The clock of the house.
    System,
}

/// Answers of a report that are not sealed: field name → value. Only fields the pack lists in `facts`.
pub type Facts = BTreeMap<String, String>;

/// The place of a case, with the codes above it frozen at the day of the report, since codes change over the years.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePlace {
    /// Code of the place itself.
    pub code: String,
    /// Code of the region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Code of the cercle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cercle: Option<String>,
    /// Code of the commune.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune: Option<String>,
}

impl CasePlace {
    /// The codes of the place and of everything above it.
    pub fn codes(&self) -> Vec<String> {
        let mut codes = vec![self.code.clone()];
        codes.extend([&self.region, &self.cercle, &self.commune].into_iter().flatten().cloned());
        codes
    }
}

/// What the reporter says about handing a summary without identity to a public body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Consent {
    /// Agreed.
    Yes,
    /// Refused.
    No,
    /// Wants to be asked, or said nothing.
    #[default]
    Ask,
}

/// What a public body did with a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Satisfaction {
    /// Yes.
    Yes,
    /// Partly.
    Partly,
    /// No.
    No,
}

/// One thing that happened. Texts of people are never here: they are in envelopes named by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum Event {
    /// A report came in.
    Opened {
        /// Pack.
        pack: String,
        /// Public reference.
        reference: Reference,
        /// Door: `web`, `api`, `staff`.
        channel: String,
        /// Language of the reporter.
        lang: Lang,
        /// Facts.
        facts: Facts,
        /// Place, when known.
        place: Option<CasePlace>,
        /// Teams that must not see it.
        excluded: Vec<TeamId>,
        /// Consent to referral given with the report.
        consent: Consent,
        /// The sealed report.
        report: EnvelopeId,
        /// First state.
        state: String,
        /// When that state is overdue.
        due: Option<Date>,
    },
    /// A file joined to the report or to a later message.
    Attached {
        /// The sealed file.
        envelope: EnvelopeId,
    },
    /// The case went from one state to another.
    Moved {
        /// Transition of the pack.
        transition: String,
        /// State left.
        from: String,
        /// State reached.
        to: String,
        /// When the new state is overdue.
        due: Option<Date>,
        /// Reason code of the pack, when the transition wants one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A first check of credibility.
    Assessed {
        /// 0 (not credible) to 4 (confirmed).
        credibility: u8,
        /// Checklist items ticked.
        checklist: Vec<String>,
        /// Sealed reasons.
        reasons: EnvelopeId,
    },
    /// Somebody took the case, was given it, or it was put back.
    Assigned {
        /// The team that follows it.
        team: Option<TeamId>,
        /// The person.
        member: Option<MemberId>,
    },
    /// A summary that names nobody was written beside the original.
    Summarised {
        /// Sealed summary.
        summary: EnvelopeId,
    },
    /// The reporter agreed or not, or a handler noted that they did.
    Consented {
        /// The answer.
        consent: Consent,
        /// Noted by a handler: how the reporter said it, sealed for the reporter too.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        how: Option<EnvelopeId>,
    },
    /// The coordinator hands the case over without the reporter's consent; the sealed reason says why.
    ConsentSetAside {
        /// Sealed reason.
        reason: EnvelopeId,
    },
    /// Handed over to a public body.
    Referred {
        /// This hand-over.
        referral: ReferralId,
        /// The body.
        office: OfficeId,
        /// The summary, sealed to the body's link and code.
        handed: EnvelopeId,
        /// Acknowledgement is owed by.
        acknowledge_by: Date,
        /// The answer is owed by.
        answer_by: Date,
    },
    /// A fresh link replaced one that expired or was lost.
    LinkRenewed {
        /// The hand-over.
        referral: ReferralId,
        /// The summary, sealed to the new link and code.
        handed: EnvelopeId,
    },
    /// The body says it has it.
    Acknowledged {
        /// The hand-over.
        referral: ReferralId,
    },
    /// The body takes it up.
    Accepted {
        /// The hand-over.
        referral: ReferralId,
    },
    /// The body refuses; the case goes back to triage.
    Refused {
        /// The hand-over.
        referral: ReferralId,
        /// Sealed reason, which the reporter can open too.
        reason: EnvelopeId,
    },
    /// The body answers.
    Answered {
        /// The hand-over.
        referral: ReferralId,
        /// Sealed answer, which the reporter can open too.
        answer: EnvelopeId,
        /// Code of the measure taken.
        measure: String,
    },
    /// A reminder went out.
    Reminded {
        /// The hand-over.
        referral: ReferralId,
        /// Working days since the hand-over.
        day: u32,
    },
    /// The silence was taken to somebody else.
    Escalated {
        /// The hand-over.
        referral: ReferralId,
        /// Who was told, or where it counts.
        to: EscalateTo,
    },
    /// The coordinator took the case back from a silent body.
    Recalled {
        /// The hand-over.
        referral: ReferralId,
    },
    /// The desk wrote a note for itself, or the reason of an act.
    Noted {
        /// Sealed note.
        note: EnvelopeId,
    },
    /// The desk wrote to the reporter.
    MessageSent {
        /// Sealed message.
        envelope: EnvelopeId,
    },
    /// The reporter wrote to the desk.
    MessageReceived {
        /// Sealed message.
        envelope: EnvelopeId,
    },
    /// Found to tell the same facts as another case, which goes on for both.
    Merged {
        /// The case that goes on.
        into: CaseId,
    },
    /// Another case was merged into this one.
    Absorbed {
        /// The merged case.
        case: CaseId,
    },
    /// The merge was taken back; this case goes on by itself.
    Unmerged {
        /// The case it had been merged into.
        from: CaseId,
    },
    /// A case merged into this one was taken out again.
    Released {
        /// The case that goes on by itself.
        case: CaseId,
    },
    /// The reporter of a case merged into this one wrote, or joined a file; it stands in their own case.
    Echoed {
        /// The merged case.
        case: CaseId,
    },
    /// The case that goes on for this one was opened again: nothing is erased, and the closing questions come again.
    Resumed,
    /// Contents are to be erased on this day.
    Retained {
        /// The day.
        until: Date,
    },
    /// Contents were erased; counts stay.
    Erased,
    /// After closing, the reporter said how it went.
    Feedback {
        /// Were you answered?
        answered: bool,
        /// Was it resolved?
        resolved: Satisfaction,
    },
    /// A handler opened the contents.
    Read,
}

/// An event in its place in the history of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// 1 for the first event of the case, then one more each.
    pub seq: u32,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What.
    pub event: Event,
}

impl Recorded {
    /// The file that a public body, and not the reporter, joined with this event.
    pub fn letter(&self) -> Option<EnvelopeId> {
        match (&self.actor, &self.event) {
            (Actor::Office { .. }, Event::Attached { envelope }) => Some(*envelope),
            _ => None,
        }
    }
}
