//! Acts on a case, as somebody asks for them.

use super::{Consent, Satisfaction};
use kernel::{CaseId, EnvelopeId, MemberId, OfficeId, ReferralId, TeamId};

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
    /// Whether the reporter of a case merged into this one has not agreed: refused, or wants to be asked first.
    pub joined_lack_consent: bool,
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
