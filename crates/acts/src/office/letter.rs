//! Letters to a public body, as they wait to be sent.

use crate::{Error, House, Result};
use kernel::{Date, EnvelopeId, Lang, ReferralId, new_id};
use serde::{Deserialize, Serialize};
use store::outbox::NewPost;
use store::{links, referrals};
use vault::{LinkSecret, ServerPurpose};
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
        /// The hand-over.
        referral: ReferralId,
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

    /// Whether what it tells is still so: a link that was replaced, taken back or erased opens nothing, and a body that
    /// answered is not reminded.
    pub(crate) async fn still_true(&self, house: &House) -> Result<bool> {
        let mut conn = house.store.read().await?;
        Ok(match self {
            Self::Referral { link, .. } => {
                let link = links::get(&mut conn, &LinkSecret::from_text(link)?.id()).await?;
                link.is_some_and(|link| !link.ended && house.clock.now().0 <= link.expires)
            }
            Self::Reminder { referral, .. } => referrals::waits(&mut conn, *referral).await?,
        })
    }
}

/// How the outbox names the letter that carries this link: no letter is written twice.
pub(crate) fn letter_key(handed: EnvelopeId) -> String {
    format!("referral-{handed}")
}

/// How the outbox names a reminder.
pub(crate) fn reminder_key(referral: ReferralId, day: u32) -> String {
    format!("reminder-{referral}-{day}")
}
