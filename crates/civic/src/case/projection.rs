//! The list row of a case: what the queue filters and sorts by. Always folded from the case, never edited.

use super::{Case, ReferralState};
use crate::pack::{EscalateTo, FactKind, Pack};
use kernel::{CaseId, Date, MemberId, OfficeId, TeamId, Timestamp};

/// One row of the list of cases. Days are Julian day numbers, so that both engines compare them as integers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    /// Id.
    pub id: CaseId,
    /// Pack.
    pub pack: String,
    /// Public reference.
    pub reference: String,
    /// State of the pack.
    pub state: String,
    /// Whether the desk still has to do with it: not in a final state, not merged.
    pub open: bool,
    /// Code of the place.
    pub place_code: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// Cercle.
    pub cercle: Option<String>,
    /// Commune.
    pub commune: Option<String>,
    /// The fact whose kind is the service concerned.
    pub service: Option<String>,
    /// The fact `kind`.
    pub kind: Option<String>,
    /// When it came in.
    pub opened_at: Timestamp,
    /// Last change other than a reading.
    pub changed_at: Timestamp,
    /// Day on which the state, or the answer of the body that has it, falls overdue.
    pub due_day: Option<i32>,
    /// What an edit must have seen.
    pub version: u32,
    /// Number of the last event.
    pub last_seq: u32,
    /// 0–4.
    pub credibility: Option<u8>,
    /// Team that follows it.
    pub team: Option<TeamId>,
    /// Person who follows it.
    pub member: Option<MemberId>,
    /// Body that owes an answer.
    pub office: Option<OfficeId>,
    /// The reporter wrote and nobody looked yet.
    pub unread: bool,
    /// Case that goes on for this one.
    pub merged_into: Option<CaseId>,
    /// Closing reason.
    pub closed_for: Option<String>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Day on which contents go.
    pub erase_day: Option<i32>,
    /// Contents are gone.
    pub erased: bool,
}

/// The row of one hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralRow {
    /// Id.
    pub id: kernel::ReferralId,
    /// Case.
    pub case: CaseId,
    /// Body.
    pub office: OfficeId,
    /// State word.
    pub state: &'static str,
    /// When handed over.
    pub at: Timestamp,
    /// Acknowledgement owed by.
    pub acknowledge_day: i32,
    /// Answer owed by.
    pub answer_day: i32,
    /// When acknowledged.
    pub acknowledged_at: Option<Timestamp>,
    /// When answered, refused or taken back.
    pub ended_at: Option<Timestamp>,
    /// Counted in public as silent.
    pub escalated: bool,
}

impl Case {
    /// The list row of this case.
    pub fn projection(&self, pack: &Pack) -> Projection {
        let last = pack.state(&self.state).is_some_and(|state| state.is_final);
        let waiting = self.waiting_referral();
        let due = waiting.map(owed).or(self.due);
        Projection {
            id: self.id,
            pack: self.pack.clone(),
            reference: self.reference.to_string(),
            state: self.state.clone(),
            open: !last && self.merged_into.is_none(),
            place_code: self.place.as_ref().map(|place| place.code.clone()),
            region: self.place.as_ref().and_then(|place| place.region.clone()),
            cercle: self.place.as_ref().and_then(|place| place.cercle.clone()),
            commune: self.place.as_ref().and_then(|place| place.commune.clone()),
            service: pack
                .fact_of_kind(FactKind::Service)
                .and_then(|fact| self.facts.get(&fact.name))
                .cloned(),
            kind: self.facts.get("kind").cloned(),
            opened_at: self.opened_at,
            changed_at: self.changed_at,
            due_day: due.map(Date::to_julian_day),
            version: self.version,
            last_seq: self.last_seq,
            credibility: self.credibility,
            team: self.team,
            member: self.member,
            office: waiting.map(|referral| referral.office),
            unread: self.unread,
            merged_into: self.merged_into,
            closed_for: self.closed_for.clone(),
            closed_at: self.closed_at,
            erase_day: self.erase_on.map(Date::to_julian_day),
            erased: self.erased,
        }
    }

    /// The rows of this case's hand-overs.
    pub fn referral_rows(&self) -> Vec<ReferralRow> {
        self.referrals
            .iter()
            .map(|referral| ReferralRow {
                id: referral.id,
                case: self.id,
                office: referral.office,
                state: referral.state.word(),
                at: referral.at,
                acknowledge_day: referral.acknowledge_by.to_julian_day(),
                answer_day: referral.answer_by.to_julian_day(),
                acknowledged_at: referral.acknowledged_at,
                ended_at: referral.ended_at,
                escalated: referral.escalated.contains(&EscalateTo::PublicCounter),
            })
            .collect()
    }
}

/// The day the body owes its next sign: the acknowledgement first, then the answer.
fn owed(referral: &super::Referral) -> Date {
    if referral.state == ReferralState::Sent { referral.acknowledge_by } else { referral.answer_by }
}
