//! The history of a case as the holder of the receipt may read it: what happened and when, never who.

use super::{Actor, Consent, Event, Recorded};
use crate::pack::EscalateTo;
use kernel::{Date, EnvelopeId, OfficeId, Timestamp};

/// What kind of moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MomentKind {
    /// The report came in.
    Received,
    /// Checked.
    Assessed,
    /// The reporter agreed or not.
    Consented(Consent),
    /// A handler noted that the reporter agreed, refused or wants to be asked; how they are said to have done it.
    ConsentNoted(Consent, EnvelopeId),
    /// A coordinator went on without the reporter's consent, because somebody was in danger.
    ConsentSetAside,
    /// Handed over to this body; the answer is owed by the date.
    Referred(OfficeId, Date),
    /// The body has it.
    Acknowledged,
    /// The body takes it up.
    Accepted,
    /// The body refuses; its reason.
    Refused(EnvelopeId),
    /// The body answered with this measure.
    Answered(EnvelopeId, String),
    /// The body was reminded after this many working days.
    Reminded(u32),
    /// The silence is public.
    Escalated,
    /// Taken back from the silent body.
    Recalled,
    /// The desk wrote.
    MessageSent(EnvelopeId),
    /// The reporter wrote.
    MessageReceived(EnvelopeId),
    /// The reporter joined a file.
    Attached,
    /// Closed for this reason.
    Closed(String),
    /// Opened again.
    Reopened,
    /// Contents erased.
    Erased,
}

impl MomentKind {
    /// The word used in data.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Assessed => "assessed",
            Self::Consented(_) => "consented",
            Self::ConsentNoted(..) => "consent-noted",
            Self::ConsentSetAside => "consent-set-aside",
            Self::Referred(..) => "referred",
            Self::Acknowledged => "acknowledged",
            Self::Accepted => "accepted",
            Self::Refused(_) => "refused",
            Self::Answered(..) => "answered",
            Self::Reminded(_) => "reminded",
            Self::Escalated => "escalated",
            Self::Recalled => "recalled",
            Self::MessageSent(_) => "message-sent",
            Self::MessageReceived(_) => "message-received",
            Self::Attached => "attached",
            Self::Closed(_) => "closed",
            Self::Reopened => "reopened",
            Self::Erased => "erased",
        }
    }
}

/// One line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: MomentKind,
}

/// The lines the reporter reads. Letters of bodies, assignments, readings, summaries and notes of the desk stay inside.
pub fn timeline<'a>(history: impl IntoIterator<Item = &'a Recorded>) -> Vec<Moment> {
    history
        .into_iter()
        .filter(|recorded| {
            recorded.actor == Actor::Reporter || !matches!(recorded.event, Event::Attached { .. })
        })
        .filter_map(|recorded| Some(Moment { at: recorded.at, kind: kind(&recorded.event)? }))
        .collect()
}

fn kind(event: &Event) -> Option<MomentKind> {
    Some(match event {
        Event::Opened { .. } => MomentKind::Received,
        Event::Assessed { .. } => MomentKind::Assessed,
        Event::Consented { consent, how: Some(how) } => MomentKind::ConsentNoted(*consent, *how),
        // That somebody wants to be asked first is no answer; that the desk says so is to be read.
        Event::Consented { consent: Consent::Ask, how: None } => return None,
        Event::Consented { consent, how: None } => MomentKind::Consented(*consent),
        Event::ConsentSetAside { .. } => MomentKind::ConsentSetAside,
        Event::Referred { office, answer_by, .. } => MomentKind::Referred(*office, *answer_by),
        Event::Acknowledged { .. } => MomentKind::Acknowledged,
        Event::Accepted { .. } => MomentKind::Accepted,
        Event::Refused { reason, .. } => MomentKind::Refused(*reason),
        Event::Answered { answer, measure, .. } => MomentKind::Answered(*answer, measure.clone()),
        Event::Reminded { day, .. } => MomentKind::Reminded(*day),
        Event::Escalated { to: EscalateTo::PublicCounter, .. } => MomentKind::Escalated,
        Event::Recalled { .. } => MomentKind::Recalled,
        Event::MessageSent { envelope } => MomentKind::MessageSent(*envelope),
        Event::MessageReceived { envelope } => MomentKind::MessageReceived(*envelope),
        Event::Attached { .. } => MomentKind::Attached,
        Event::Moved { reason: Some(reason), .. } => MomentKind::Closed(reason.clone()),
        Event::Moved { transition, .. } if transition == "reopen" => MomentKind::Reopened,
        Event::Erased => MomentKind::Erased,
        // Somebody could report in order to learn whether others have.
        Event::Merged { .. } | Event::Unmerged { .. } => return None,
        Event::Moved { .. }
        | Event::Assigned { .. }
        | Event::Summarised { .. }
        | Event::LinkRenewed { .. }
        | Event::Escalated { .. }
        | Event::Noted { .. }
        | Event::Absorbed { .. }
        | Event::Released { .. }
        | Event::Echoed { .. }
        | Event::Resumed
        | Event::Retained { .. }
        | Event::Feedback { .. }
        | Event::Read => return None,
    })
}
