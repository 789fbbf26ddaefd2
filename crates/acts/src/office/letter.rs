//! Letters to a public body, as they wait to be sent.

use crate::{Error, House, Result};
use kernel::{Date, Lang, new_id};
use serde::{Deserialize, Serialize};
use store::outbox::NewPost;
use vault::ServerPurpose;
use zeroize::Zeroizing;

/// A letter that waits to be sent by e-mail; sealed under the server's key until it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub enum Letter {
    /// A summary was handed over.
    Referral {
        /// Address of the body.
        to: String,
        /// Language.
        lang: Lang,
        /// Pack.
        pack: String,
        /// Public reference.
        reference: String,
        /// Secret of the link.
        link: String,
        /// Acknowledgement owed by.
        acknowledge_by: Date,
        /// Answer owed by.
        answer_by: Date,
        /// Last day of the link.
        expires: Date,
    },
    /// The body has been silent.
    Reminder {
        /// Address of the body.
        to: String,
        /// Language.
        lang: Lang,
        /// Pack.
        pack: String,
        /// Public reference.
        reference: String,
        /// Working days since the hand-over.
        days: u32,
        /// Working days after which the silence counts in public.
        public_after: u32,
    },
}

impl Letter {
    /// Seals the letter for the outbox.
    pub(crate) fn post(&self, house: &House, dedupe_key: String) -> Result<NewPost> {
        let plain =
            Zeroizing::new(serde_json::to_vec(self).map_err(|error| Error::Internal(error.to_string()))?);
        Ok(NewPost {
            id: new_id(&*house.clock, &*house.entropy)?,
            kind: "mail".to_owned(),
            payload: house.keys.server.seal(ServerPurpose::Outbox, b"mail", &plain, &*house.entropy)?,
            due: house.clock.now(),
            dedupe_key,
        })
    }

    /// Opens a letter of the outbox.
    ///
    /// # Errors
    /// When it was not sealed by this house.
    pub fn open(house: &House, payload: &[u8]) -> Result<Self> {
        let plain = house.keys.server.open(ServerPurpose::Outbox, b"mail", payload)?;
        serde_json::from_slice(&plain).map_err(|error| Error::Internal(error.to_string()))
    }
}
