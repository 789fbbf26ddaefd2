//! Ids of the house: UUIDv7 (RFC 9562 §5.7), made from the passed clock and chance.

use crate::{Clock, Entropy, EntropyError};
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// A fresh UUIDv7: 48 bits of milliseconds, then 74 random bits.
///
/// # Errors
/// [`EntropyError`] when there is no randomness.
pub fn new_id(clock: &dyn Clock, entropy: &dyn Entropy) -> Result<Uuid, EntropyError> {
    let mut random = [0u8; 10];
    entropy.fill(&mut random)?;
    Ok(uuid::Builder::from_unix_timestamp_millis(clock.now().0.max(0) as u64, &random).into_uuid())
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id.
            ///
            /// # Errors
            /// [`EntropyError`] when there is no randomness.
            pub fn new(clock: &dyn Clock, entropy: &dyn Entropy) -> Result<Self, EntropyError> {
                new_id(clock, entropy).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

id! {
    /// A case (dossier).
    CaseId;
    /// A person who works at the desk.
    MemberId;
    /// A member organisation of the coalition; its handlers work as one team.
    TeamId;
    /// A public body to which cases are referred.
    OfficeId;
    /// A sealed envelope.
    EnvelopeId;
    /// One hand-over of a case to one body.
    ReferralId;
}
