//! Handing a case over: the summary sealed to a link and a code, and a fresh pair when they are lost.

use super::{Letter, letter_key};
use crate::casework::{Change, holder_id, read_case, seen_by};
use crate::desk::Handler;
use crate::house::away;
use crate::sealing::unseal;
use crate::{House, Result};
use civic::case::{self, Case, Command, Consent, HandOver, Refusal};
use kernel::{CaseId, EnvelopeId, Lang, OfficeId, ReferralId, Timestamp};
use std::sync::Arc;
use store::envelopes::StoredEnvelope;
use store::{links, offices, outbox};
use vault::{HolderId, LinkSecret, OneTimeCode, Purpose};

/// Days for which a link stays open after the answer was owed, or after a later renewal.
const GRACE_DAYS: i64 = 30;

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
    let mut joined_lack_consent = false;
    for absorbed in &case.absorbed {
        joined_lack_consent |= read_case(house, *absorbed).await?.0.consent != Consent::Yes;
    }
    let command =
        Command::Refer(HandOver { referral, office, handed, consent_set_aside, joined_lack_consent });
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
    let expires = Timestamp::start_of(waiting.answer_by.max(house.today())).plus_seconds(GRACE_DAYS * 86_400);
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
    let post = letter.post(house, letter_key(waiting.handed))?;
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
