//! One hand-over to a public body, as its events make it.

use super::{Event, Recorded};
use crate::pack::EscalateTo;
use kernel::{Date, EnvelopeId, OfficeId, ReferralId, Timestamp};

/// How far a public body has gone with a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferralState {
    /// Sent, no sign yet.
    Sent,
    /// Receipt acknowledged.
    Acknowledged,
    /// Taken up.
    Accepted,
    /// Refused.
    Refused,
    /// Answered.
    Answered,
    /// Taken back by the coordinator without an answer.
    Recalled,
}

impl ReferralState {
    /// Whether the body still owes something.
    pub fn waits(self) -> bool {
        matches!(self, Self::Sent | Self::Acknowledged | Self::Accepted)
    }

    /// The word used in data and text keys.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Acknowledged => "acknowledged",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Answered => "answered",
            Self::Recalled => "recalled",
        }
    }
}

/// One hand-over to one public body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// Id.
    pub id: ReferralId,
    /// The body.
    pub office: OfficeId,
    /// The summary as sealed to the body's current link and code.
    pub handed: EnvelopeId,
    /// When it was handed over.
    pub at: Timestamp,
    /// Acknowledgement owed by.
    pub acknowledge_by: Date,
    /// Answer owed by.
    pub answer_by: Date,
    /// When receipt was acknowledged (an acceptance, refusal or answer acknowledges too).
    pub acknowledged_at: Option<Timestamp>,
    /// When it was answered, refused or taken back.
    pub ended_at: Option<Timestamp>,
    /// State.
    pub state: ReferralState,
    /// Working days at which reminders went out.
    pub reminded: Vec<u32>,
    /// Where the silence was taken.
    pub escalated: Vec<EscalateTo>,
    /// The sealed answer or reason of refusal.
    pub answer: Option<EnvelopeId>,
    /// Code of the measure taken.
    pub measure: Option<String>,
}

impl Referral {
    /// Takes in an event about this hand-over.
    pub(super) fn fold(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::LinkRenewed { handed, .. } => self.handed = *handed,
            Event::Acknowledged { .. } => {
                self.state = ReferralState::Acknowledged;
                self.acknowledged_at.get_or_insert(recorded.at);
            }
            Event::Accepted { .. } => {
                self.state = ReferralState::Accepted;
                self.acknowledged_at.get_or_insert(recorded.at);
            }
            Event::Refused { reason, .. } => self.end(recorded, ReferralState::Refused, *reason),
            Event::Answered { answer, measure, .. } => {
                self.end(recorded, ReferralState::Answered, *answer);
                self.measure = Some(measure.clone());
            }
            Event::Reminded { day, .. } => self.reminded.push(*day),
            Event::Escalated { to, .. } => self.escalated.push(*to),
            Event::Recalled { .. } => {
                self.state = ReferralState::Recalled;
                self.ended_at = Some(recorded.at);
            }
            _ => {}
        }
    }

    fn end(&mut self, recorded: &Recorded, state: ReferralState, sealed: EnvelopeId) {
        self.state = state;
        self.acknowledged_at.get_or_insert(recorded.at);
        self.ended_at = Some(recorded.at);
        self.answer = Some(sealed);
    }
}
