//! The case engine: events are the truth, commands make events, a case is their fold.
//!
//! A case's life: [`open`] makes its first event; [`apply`] checks a [`Command`] against the pack, the calendar and
//! the state of the case and answers with the events to commit, or with a [`Refusal`] and nothing;
//! [`Case::replay`] folds events back into the case. The engine knows no pack: states, transitions, deadlines and
//! what a transition needs come from [`crate::pack`].

mod command;
mod event;
mod likeness;
mod projection;
mod refusal;
mod state;
mod timeline;

#[cfg(test)]
mod tests;

pub use command::{Assessment, Command, HandOver, Opening, apply, carried, clock_acts, open};
pub use event::{Actor, CasePlace, Consent, Event, Facts, Recorded, Satisfaction};
pub use likeness::{LIKELY, Likeness, likeness, word_marks};
pub use projection::{Projection, ReferralRow};
pub use refusal::Refusal;
pub use state::{BrokenHistory, Case, Referral, ReferralState};
pub use timeline::{Moment, MomentKind, timeline};
