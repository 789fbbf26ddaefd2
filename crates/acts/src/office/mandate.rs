//! What a body holds through its link, and what it does with it.

use super::link::{LinkState, state, stored_link};
use crate::casework::{commit, read_case};
use crate::intake::{Upload, pack_upload};
use crate::sealing::{mailbox_holder, unseal};
use crate::{Error, House, Result};
use civic::case::{self, Actor, Case, Command, Refusal};
use kernel::{CaseId, EnvelopeId, Timestamp};
use std::borrow::Cow;
use store::envelopes::StoredEnvelope;
use store::links::StoredLink;
use vault::{HolderId, Purpose, SessionSecret};

/// The hand-over of a link.
pub(super) fn of<'a>(case: &'a Case, link: &StoredLink) -> Result<&'a case::Referral> {
    case.referrals.iter().find(|referral| referral.id.0 == link.referral_id).ok_or(Error::NotFound)
}

/// What the body sees: the summary and where the hand-over stands, nothing else of the case.
#[derive(Debug)]
pub struct Mandate {
    /// Public reference.
    pub reference: String,
    /// Pack.
    pub pack: String,
    /// The hand-over.
    pub referral: case::Referral,
    /// The redacted summary.
    pub summary: String,
    /// Whether the body may still act on it.
    pub open: bool,
    /// State of the case, which decides what may be done.
    pub state: String,
    /// When the link expires.
    pub expires: Timestamp,
    case: Case,
}

/// The mandate that this browser holds.
///
/// # Errors
/// [`Error::SignedOut`] when it holds none.
pub async fn mandate(house: &House, link: &str, cookie: &str) -> Result<Mandate> {
    let (_, stored) = stored_link(house, link).await?;
    let cookie = SessionSecret::from_cookie(cookie).map_err(|_| Error::SignedOut)?;
    if state(house, &stored, Some(&cookie)) != LinkState::Held {
        return Err(Error::SignedOut);
    }
    let key = cookie.open_key(stored.key_sealed.as_deref().ok_or(Error::SignedOut)?)?;
    let (case, _) = read_case(house, CaseId(stored.case_id)).await?;
    let referral = of(&case, &stored)?.clone();
    let mut conn = house.store.read().await?;
    let opened = unseal(&mut conn, case.id, referral.handed, Purpose::Summary, HolderId::LINK, &key).await?;
    let summary = opened.ok_or(Error::SignedOut)?.as_text()?.to_owned();
    Ok(Mandate {
        reference: case.reference.to_string(),
        pack: case.pack.clone(),
        open: referral.state.waits(),
        state: case.state.clone(),
        expires: Timestamp(stored.expires),
        referral,
        summary,
        case,
    })
}

/// What a body does with a mandate.
#[derive(Debug, Clone)]
pub enum Reply {
    /// Has it.
    Acknowledge,
    /// Takes it up.
    Accept,
    /// Refuses, with a reason that the reporter reads.
    Refuse(String),
    /// Answers, with the measure taken.
    Answer {
        /// Words.
        text: String,
        /// Code of the measure.
        measure: String,
    },
}

/// Times that a reply is tried again when the desk does something at the same moment: opening the case is enough.
const ATTEMPTS: u32 = 8;

/// Records what the body does.
///
/// # Errors
/// [`Error::Refused`]; [`Error::NoRoom`] for a letter; [`Error::Busy`] when others wrote each time.
pub async fn reply(house: &House, mandate: &Mandate, reply: Reply, letters: Vec<Upload>) -> Result<()> {
    if !letters.is_empty() {
        house.room_for_files()?;
    }
    let mut case = Cow::Borrowed(&mandate.case);
    for _ in 0..ATTEMPTS {
        match try_reply(house, &case, &mandate.referral, &reply, &letters).await {
            Err(Error::Refused(Refusal::Changed)) => {}
            done => return done,
        }
        case = Cow::Owned(read_case(house, case.id).await?.0);
    }
    Err(Error::Busy)
}

async fn try_reply(
    house: &House,
    case: &Case,
    referral: &case::Referral,
    reply: &Reply,
    letters: &[Upload],
) -> Result<()> {
    let (office, referral) = (referral.office, referral.id);
    let inside = house.holders(&mut house.store.read().await?, case).await?;
    let mut readers = inside.clone();
    readers.extend(mailbox_holder(house, case.id).await?);
    for absorbed in &case.absorbed {
        readers.extend(mailbox_holder(house, *absorbed).await?);
    }
    let mut sealed: Vec<StoredEnvelope> = Vec::new();
    let mut seal = |purpose, text: &str| -> Result<EnvelopeId> {
        if text.trim().is_empty() {
            return Err(Refusal::NeedsReason.into());
        }
        let (id, stored) = house.seal(purpose, text.trim().as_bytes(), &readers)?;
        sealed.push(stored);
        Ok(id)
    };
    let command = match reply {
        Reply::Acknowledge => Command::Acknowledge(referral),
        Reply::Accept => Command::Accept(referral),
        Reply::Refuse(reason) => Command::Refuse { referral, reason: seal(Purpose::Note, reason)? },
        Reply::Answer { text, measure } => {
            let answer = seal(Purpose::Answer, text)?;
            let mut files = Vec::new();
            for letter in letters {
                let (id, stored) = house.seal(Purpose::Attachment, &pack_upload(letter)?, &inside)?;
                files.push(id);
                sealed.push(stored);
            }
            Command::Answer { referral, answer, letters: files, measure: measure.clone() }
        }
    };
    commit(house, Actor::Office { id: office }, case, None, command, sealed).await
}
