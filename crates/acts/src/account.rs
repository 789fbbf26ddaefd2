//! One's own account: language, passphrase, open sessions.

use crate::desk::Handler;
use crate::house::away;
use crate::{Error, House, Result};
use kernel::{Lang, Timestamp};
use std::sync::Arc;
use store::{members, sessions};
use vault::{Passphrase, PassphraseRefusal};

/// A session of one's own that has not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSession {
    /// Log-in.
    pub since: Timestamp,
    /// Last request, up to a minute early.
    pub seen: Timestamp,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// The handler's sessions, newest first, without those that the idle lock has ended.
///
/// # Errors
/// Those of the store.
pub async fn open_sessions(house: &House, handler: &Handler) -> Result<Vec<OpenSession>> {
    let now = house.clock.now();
    let found = sessions::of(&mut house.store.read().await?, handler.member.id.0, now).await?;
    let awake = found.into_iter().filter(|session| now.0 - session.seen <= house.terms.idle_minutes * 60_000);
    Ok(awake
        .map(|session| OpenSession {
            since: Timestamp(session.created),
            seen: Timestamp(session.seen),
            this: session.id_hash == handler.session,
        })
        .collect())
}

/// Changes the language of the handler's pages.
///
/// # Errors
/// Those of the store.
pub async fn set_lang(house: &House, handler: &Handler, lang: Lang) -> Result<()> {
    let id = handler.member.id.0;
    Ok(house.store.write(async move |tx| members::set_lang(tx, id, lang.tag()).await).await?)
}

/// Why a passphrase was not changed: each is the person's to mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeRefusal {
    /// The present passphrase is not this.
    Present,
    /// The new passphrase is too weak or too long.
    New(PassphraseRefusal),
}

/// Wraps the handler's key under another passphrase and ends their other sessions: whoever knew the old one is out.
///
/// # Errors
/// [`Error::SignedOut`] when the handler was revoked meanwhile; [`Error::Busy`] when too many log in at once.
pub async fn change_passphrase(
    house: &Arc<House>,
    handler: &Handler,
    present: &str,
    new: &str,
) -> Result<std::result::Result<(), ChangeRefusal>> {
    let new = match Passphrase::chosen(new) {
        Ok(passphrase) => passphrase,
        Err(refusal) => return Ok(Err(ChangeRefusal::New(refusal))),
    };
    let id = handler.member.id.0;
    let member = members::by_id(&mut house.store.read().await?, id).await?.ok_or(Error::SignedOut)?;
    let seen = member.wrapped_key.ok_or(Error::SignedOut)?;
    let (wrapping, typed, known) = (Arc::clone(house), Passphrase::typed(present), seen.clone());
    let wrapped = away(move || {
        let passphrases = &wrapping.keys.passphrases;
        match passphrases.unwrap_secret(&typed, Some(&known)) {
            Ok(key) => Ok(Some(passphrases.wrap_secret(&new, &key, &*wrapping.entropy)?)),
            Err(vault::Error::Busy) => Err(Error::Busy),
            Err(_) => Ok(None),
        }
    })
    .await?;
    let Some(wrapped) = wrapped else { return Ok(Err(ChangeRefusal::Present)) };
    let session = handler.session;
    house
        .store
        .write(async move |tx| {
            members::rewrap(tx, id, &seen, &wrapped).await?;
            sessions::delete_others(tx, id, &session).await
        })
        .await?;
    Ok(Ok(()))
}
