//! The link of a hand-over: opened with its code, held by one browser, until a day.

use super::mandate::of;
use crate::casework::read_case;
use crate::house::away;
use crate::sealing::unseal;
use crate::{Error, House, Result};
use civic::case;
use kernel::CaseId;
use std::sync::Arc;
use store::StoreError;
use store::links::{self, StoredLink};
use vault::{HolderId, LinkSecret, OneTimeCode, Purpose, SessionSecret};

/// Codes that may be tried at a link; after the last wrong one it is dead.
pub const MOST_TRIES: i64 = 5;

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

pub(super) async fn stored_link(house: &House, link: &str) -> Result<(LinkSecret, StoredLink)> {
    let secret = LinkSecret::from_text(link).map_err(|_| Error::NotFound)?;
    let stored = links::get(&mut house.store.read().await?, &secret.id()).await?.ok_or(Error::NotFound)?;
    Ok((secret, stored))
}

pub(super) fn state(house: &House, stored: &StoredLink, cookie: Option<&SessionSecret>) -> LinkState {
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
