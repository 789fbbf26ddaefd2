//! The birth of a case: what the intake knows of a report, and the first events.

use super::{CasePlace, Consent, Event, Facts};
use crate::calendar::Calendar;
use crate::pack::Pack;
use kernel::{EnvelopeId, Lang, Reference, TeamId, Timestamp};

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
