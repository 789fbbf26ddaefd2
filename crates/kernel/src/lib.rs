//! What every room of the house shares: ids, the clock, the source of chance, languages, public references.
//!
//! Nothing here does I/O. Time and chance are traits so that every rule can be replayed in a test from a seed.

mod chance;
mod clock;
mod ids;
mod lang;
mod reference;

pub use chance::{Entropy, EntropyError, SeededEntropy};
pub use clock::{Clock, FixedClock, Timestamp};
pub use ids::{CaseId, EnvelopeId, MemberId, OfficeId, ReferralId, TeamId, new_id};
pub use lang::Lang;
pub use reference::{Reference, ReferenceError};
pub use time::{Date, Month, Weekday};
pub use uuid::Uuid;
