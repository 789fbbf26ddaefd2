//! The case engine: events are the truth, commands make events, a case is their fold.
//!
//! A case's life: [`open`] makes its first event; [`apply`] checks a [`Command`] against the pack, the calendar and
//! the state of the case and answers with the events to commit, or with a [`Refusal`] and nothing;
//! [`Case::replay`] folds events back into the case. The engine knows no pack: states, transitions, deadlines and
//! what a transition needs come from [`crate::pack`].

mod apply;
mod command;
mod event;
mod follows;
mod likeness;
mod opening;
mod projection;
mod referral;
mod refusal;
mod standing;
mod state;
mod timeline;

#[cfg(test)]
mod tests;

pub use apply::apply;
pub use command::{Assessment, Command, HandOver};
pub use event::{Actor, CasePlace, Consent, Event, Facts, Recorded, Satisfaction};
pub use follows::{carried, clock_acts};
pub use likeness::{LIKELY, Likeness, likeness, word_marks};
pub use opening::{Opening, open};
pub use projection::{Projection, ReferralRow};
pub use referral::{Referral, ReferralState};
pub use refusal::Refusal;
pub use standing::Standing;
pub use state::{BrokenHistory, Case};
pub use timeline::{Moment, MomentKind, timeline};
