//! The public body's side: a link and a one-time code open one redacted summary, for one browser, until a day.

use crate::casework::{Change, commit, holder_id, read_case, seen_by};
use crate::desk::Handler;
use crate::house::away;
use crate::intake::{Upload, mailbox_holder, pack_upload};
use crate::sealing::unseal;
use crate::{Error, House, Result};
use civic::case::{self, Actor, Case, Command, Consent, HandOver, Refusal};
use kernel::{CaseId, Date, EnvelopeId, Lang, OfficeId, ReferralId, Timestamp, new_id};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::envelopes::StoredEnvelope;
use store::links::StoredLink;
use store::outbox::NewPost;
use store::{StoreError, envelopes, links, offices, outbox};
use vault::{HolderId, LinkSecret, OneTimeCode, Purpose, ServerPurpose, SessionSecret};
use zeroize::Zeroizing;

/// Codes that may be tried at a link; after the last wrong one it is dead.
pub const MOST_TRIES: i64 = 5;
/// Days for which a link stays open after the answer was owed.
const GRACE_DAYS: i64 = 30;

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

/// What the coordinator gets to see once after a hand-over.
#[derive(Debug)]
pub struct Handed {
    /// The one-time code, to be given to the body by another way than e-mail.
    pub code: String,
    /// Name of the body.
    pub office: String,
    /// The link's secret; shown only in the demo, where no mail leaves.
    pub link: String,
}

/// Hands a case over: seals the summary to link and code, queues the e-mail with the link, gives the code.
///
/// # Errors
/// As every act on a case; [`Refusal::NeedsOffice`] for a body that is not in the directory or not of the right kind.
pub async fn refer(
    house: &Arc<House>,
    handler: &Handler,
    id: CaseId,
    seen: u32,
    office: OfficeId,
    without_consent: Option<&str>,
) -> Result<Handed> {
    let (case, _) = seen_by(house, handler, id).await?;
    let mut conn = house.store.read().await?;
    let rule = house.service(&case.pack)?.pack.referral.clone().ok_or(Refusal::NeedsOffice)?;
    let body = offices::by_id(&mut conn, office.0).await?.filter(|body| body.closed.is_none());
    let body = body.filter(|body| rule.to.contains(&body.kind)).ok_or(Refusal::NeedsOffice)?;
    let holders = house.holders(&mut conn, &case).await?;
    drop(conn);
    let mut sealed = Vec::new();
    let mut consent_set_aside = None;
    if let Some(reason) = without_consent.map(str::trim).filter(|reason| !reason.is_empty()) {
        let (envelope, stored) = house.seal(Purpose::Note, reason.as_bytes(), &holders)?;
        consent_set_aside = Some(envelope);
        sealed.push(stored);
    }
    let referral = ReferralId::new(&*house.clock, &*house.entropy)?;
    let door = door(house, handler, &case).await?;
    let (handed, stored) = door.sealed;
    sealed.push(stored);
    let mut joined_refuse = false;
    for absorbed in &case.absorbed {
        joined_refuse |= read_case(house, *absorbed).await?.0.consent == Consent::No;
    }
    let command = Command::Refer(HandOver { referral, office, handed, consent_set_aside, joined_refuse });
    let pack = &house.service(&case.pack)?.pack;
    let now = house.clock.now();
    let events = case::apply(&case, pack, &house.calendar, &handler.actor(), Some(seen), command, now)?;
    let change = Change::of(&case, handler.actor(), events, now);
    finish(house, change, sealed, door.link, door.code, body, referral).await
}

/// Bodies to which a case of this pack may be handed, by kind and name.
///
/// # Errors
/// When the store cannot be read.
pub async fn bodies(house: &House, pack: &str) -> Result<Vec<offices::Office>> {
    let Some(rule) = &house.service(pack)?.pack.referral else { return Ok(Vec::new()) };
    let known = offices::list(&mut house.store.read().await?).await?;
    Ok(known.into_iter().filter(|body| body.closed.is_none() && rule.to.contains(&body.kind)).collect())
}

/// Gives a body a fresh link and code when the old ones are lost or over.
///
/// # Errors
/// As every act on a case.
pub async fn renew(
    house: &Arc<House>,
    handler: &Handler,
    id: CaseId,
    referral: ReferralId,
) -> Result<Handed> {
    let (case, _) = seen_by(house, handler, id).await?;
    let office =
        case.waiting_referral().filter(|waiting| waiting.id == referral).map(|waiting| waiting.office);
    let office = office.ok_or(Refusal::NotWaiting)?;
    let body = offices::by_id(&mut house.store.read().await?, office.0).await?.ok_or(Refusal::NeedsOffice)?;
    let door = door(house, handler, &case).await?;
    let (handed, stored) = door.sealed;
    let pack = &house.service(&case.pack)?.pack;
    let now = house.clock.now();
    let command = Command::RenewLink { referral, handed };
    let events = case::apply(&case, pack, &house.calendar, &handler.actor(), None, command, now)?;
    let change = Change::of(&case, handler.actor(), events, now);
    finish(house, change, vec![stored], door.link, door.code, body, referral).await
}

struct Door {
    link: LinkSecret,
    code: OneTimeCode,
    sealed: (EnvelopeId, StoredEnvelope),
}

async fn door(house: &Arc<House>, handler: &Handler, case: &Case) -> Result<Door> {
    let summary = case.summary.ok_or(Refusal::NeedsSummary)?;
    let mut conn = house.store.read().await?;
    let own = holder_id(handler.member.id);
    let opened = unseal(&mut conn, case.id, summary, Purpose::Summary, own, &handler.key).await?;
    let opened = opened.ok_or(Refusal::NotYours)?;
    // The stretching below takes long, and there are few connections.
    drop(conn);
    let (link, code) = (LinkSecret::draw(&*house.entropy)?, OneTimeCode::draw(&*house.entropy)?);
    let deriving = Arc::clone(house);
    let (link, code, key) = away(move || {
        let key = deriving.keys.stretcher.link_key(&link, &code)?;
        Ok((link, code, key))
    })
    .await?;
    let to = [(HolderId::LINK, key.public()), (HolderId::ESCROW, house.keys.escrow.clone())];
    let sealed = house.seal(Purpose::Summary, opened.as_bytes(), &to)?;
    Ok(Door { link, code, sealed })
}

async fn finish(
    house: &House,
    change: Change,
    sealed: Vec<StoredEnvelope>,
    link: LinkSecret,
    code: OneTimeCode,
    body: offices::Office,
    referral: ReferralId,
) -> Result<Handed> {
    let case = change.case();
    let waiting = case.waiting_referral().ok_or(Refusal::NotWaiting)?;
    let expires = Timestamp::start_of(waiting.answer_by).plus_seconds(GRACE_DAYS * 86_400);
    let letter = Letter::Referral {
        to: body.email.clone(),
        lang: Lang::Fr,
        pack: case.pack.clone(),
        reference: case.reference.to_string(),
        link: link.to_text().to_string(),
        acknowledge_by: waiting.acknowledge_by,
        answer_by: waiting.answer_by,
        expires: expires.date(),
    };
    let post = letter.post(house, format!("referral-{}", waiting.handed))?;
    let (pack, now, case_id, link_id) =
        (house.service(&case.pack)?.pack.clone(), house.clock.now(), case.id, link.id());
    house
        .store
        .write(async move |tx| {
            change.write(tx, &pack, &sealed).await?;
            links::end(tx, referral).await?;
            links::insert(tx, &link_id, referral, case_id, expires).await?;
            outbox::insert(tx, &post, now).await.map(|_| ())
        })
        .await?;
    Ok(Handed { code: code.grouped().to_string(), office: body.name, link: link.to_text().to_string() })
}

/// What the link alone tells, before the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// A code opens it.
    Waiting,
    /// This browser holds it.
    Held,
    /// Another browser holds it.
    HeldElsewhere,
    /// The body refused the case in this browser, and reads it no more.
    Refused,
    /// Too late, replaced, or too many wrong codes.
    Ended,
}

async fn stored_link(house: &House, link: &str) -> Result<(LinkSecret, StoredLink)> {
    let secret = LinkSecret::from_text(link).map_err(|_| Error::NotFound)?;
    let stored = links::get(&mut house.store.read().await?, &secret.id()).await?.ok_or(Error::NotFound)?;
    Ok((secret, stored))
}

fn state(house: &House, stored: &StoredLink, cookie: Option<&SessionSecret>) -> LinkState {
    if stored.ended || house.clock.now().0 > stored.expires {
        return LinkState::Ended;
    }
    match (&stored.holder, cookie) {
        // The try that opened a link counts too, so tries say nothing once somebody holds it.
        (None, _) if stored.attempts >= MOST_TRIES => LinkState::Ended,
        (None, _) => LinkState::Waiting,
        (Some(holder), Some(cookie)) if vault::constant_time_eq(holder, &cookie.id()) => LinkState::Held,
        _ => LinkState::HeldElsewhere,
    }
}

/// Name of the cookie that holds this link: one a link, because a body holds many at once.
///
/// # Errors
/// [`Error::NotFound`] when it is no link.
pub fn cookie_name(link: &str) -> Result<String> {
    let id = LinkSecret::from_text(link).map_err(|_| Error::NotFound)?.id();
    Ok(id.iter().take(6).fold("office-".to_owned(), |name, byte| format!("{name}{byte:02x}")))
}

/// Where a link stands for this browser.
///
/// # Errors
/// [`Error::NotFound`] for a link that never was.
pub async fn link_state(house: &House, link: &str, cookie: Option<&str>) -> Result<LinkState> {
    let (_, stored) = stored_link(house, link).await?;
    let cookie = cookie.and_then(|text| SessionSecret::from_cookie(text).ok());
    let state = state(house, &stored, cookie.as_ref());
    if let (LinkState::Ended, Some(holder), Some(cookie)) = (state, &stored.holder, &cookie)
        && vault::constant_time_eq(holder, &cookie.id())
    {
        let (case, _) = read_case(house, CaseId(stored.case_id)).await?;
        let refused = of(&case, &stored)?.state == case::ReferralState::Refused;
        return Ok(if refused { LinkState::Refused } else { state });
    }
    Ok(state)
}

/// Opens a link with its code and binds it to this browser; gives the cookie. A wrong code counts.
///
/// # Errors
/// [`Error::NotFound`] for an unknown link; [`Error::MistypedCode`] for what is no code, which counts as no try;
/// [`Error::SignedOut`] for a wrong code or a link that is over or held.
pub async fn unlock(house: &Arc<House>, link: &str, code: &str) -> Result<String> {
    let (secret, stored) = stored_link(house, link).await?;
    if state(house, &stored, None) != LinkState::Waiting {
        return Err(Error::SignedOut);
    }
    // What cannot be a code is a slip of the hand: it takes no try.
    let code = OneTimeCode::read(code).map_err(|_| Error::MistypedCode)?;
    let id = secret.id();
    // Counted before the code is tried and refused by the count itself, so that many tries at once cannot get past it.
    match house.store.write(async move |tx| links::take_try(tx, &id, MOST_TRIES).await).await {
        Ok(()) => {}
        Err(StoreError::Stale) => return Err(Error::SignedOut),
        Err(error) => return Err(error.into()),
    }
    let deriving = Arc::clone(house);
    let (key, id) =
        away(move || Ok((deriving.keys.stretcher.link_key(&secret, &code)?, secret.id()))).await?;
    let (case, _) = read_case(house, CaseId(stored.case_id)).await?;
    let referral = of(&case, &stored)?;
    let mut conn = house.store.read().await?;
    let opened = unseal(&mut conn, case.id, referral.handed, Purpose::Summary, HolderId::LINK, &key).await;
    drop(conn);
    match opened {
        Ok(Some(_)) => {}
        Ok(None) | Err(Error::Vault(vault::Error::DoesNotOpen)) => return Err(Error::SignedOut),
        Err(error) => return Err(error),
    }
    let cookie = SessionSecret::draw(&*house.entropy)?;
    let (holder, sealed) = (cookie.id(), cookie.seal_key(&key, &*house.entropy)?);
    match house.store.write(async move |tx| links::hold(tx, &id, &holder, &sealed).await).await {
        Ok(()) => Ok(cookie.to_cookie().to_string()),
        Err(StoreError::Stale) => Err(Error::SignedOut),
        Err(error) => Err(error.into()),
    }
}

fn of<'a>(case: &'a Case, link: &StoredLink) -> Result<&'a case::Referral> {
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

/// Records what the body does.
///
/// # Errors
/// [`Error::Refused`].
pub async fn reply(house: &House, mandate: &Mandate, reply: Reply, letters: Vec<Upload>) -> Result<()> {
    let (case, referral) = (&mandate.case, mandate.referral.id);
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
        Reply::Refuse(reason) => Command::Refuse { referral, reason: seal(Purpose::Note, &reason)? },
        Reply::Answer { text, measure } => {
            let answer = seal(Purpose::Answer, &text)?;
            let mut files = Vec::new();
            for letter in &letters {
                let (id, stored) = house.seal(Purpose::Attachment, &pack_upload(letter)?, &inside)?;
                files.push(id);
                sealed.push(stored);
            }
            Command::Answer { referral, answer, letters: files, measure }
        }
    };
    commit(house, Actor::Office { id: mandate.referral.office }, case, None, command, sealed).await
}

/// Deletes the doors and envelopes of a case whose retention is over; with the wraps goes every way to the contents.
pub(crate) async fn erase(house: &House, case: &Case) -> Result<()> {
    let now = house.clock.now();
    let change = Change::of(case, Actor::System, vec![case::Event::Erased], now);
    let pack = house.service(&case.pack)?.pack.clone();
    let id = case.id;
    let stub = house.keys.server.hmac(ServerPurpose::Mailbox, id.0.as_bytes());
    house
        .store
        .write(async move |tx| {
            change.write(tx, &pack, &[]).await?;
            envelopes::erase(tx, id).await?;
            links::erase(tx, id).await?;
            store::cases::forget_mailbox(tx, id, &stub).await
        })
        .await?;
    Ok(())
}
