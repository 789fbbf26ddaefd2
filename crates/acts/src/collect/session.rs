//! Who is signed in to the volunteers' area: the token is exchanged once for a cookie that only this server reads, and that
//! ends by itself.

use super::{Volunteer, holding};
use crate::{Error, House, Result};
use store::volunteers::Account;
use vault::{LinkSecret, ServerPurpose};

/// Seconds for which somebody stays signed in: a tour of villages without the paper with the code.
pub const SIGNED_IN: i64 = 7 * 24 * 3600;

/// The token in what somebody typed or pasted: the token alone, the address for the web, or the one for Collect.
pub fn token_in(typed: &str) -> Option<&str> {
    let parts = typed.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')));
    parts.filter(|part| part.len() == 22).find(|part| LinkSecret::from_text(part).is_ok())
}

/// Signs a volunteer in; gives who they are and the text of the cookie.
///
/// # Errors
/// [`Error::NotFound`] when the token is nobody's, or no longer; those of the store.
pub async fn sign_in(house: &House, typed: &str) -> Result<(Volunteer, String)> {
    let token = token_in(typed).ok_or(Error::NotFound)?;
    let hash = LinkSecret::from_text(token).map_err(|_| Error::NotFound)?.id();
    let volunteer = holding(house, Account::Volunteer, &hash).await?;
    let until = house.clock.now().plus_seconds(SIGNED_IN).0;
    let plain = [&hash[..], &until.to_be_bytes()[..]].concat();
    let cookie = house.keys.server.seal_text(ServerPurpose::FieldSession, &plain, &*house.entropy)?;
    Ok((volunteer, cookie))
}

/// Whose cookie this is. It stops working with the token: renewed, or revoked.
///
/// # Errors
/// [`Error::SignedOut`] when it is nobody's, or no longer; those of the store.
pub async fn signed_in(house: &House, cookie: &str) -> Result<Volunteer> {
    let plain = house.keys.server.open_text(ServerPurpose::FieldSession, cookie);
    let plain = plain.map_err(|_| Error::SignedOut)?;
    let (hash, until) = plain.split_last_chunk::<8>().ok_or(Error::SignedOut)?;
    if i64::from_be_bytes(*until) <= house.clock.now().0 {
        return Err(Error::SignedOut);
    }
    match holding(house, Account::Volunteer, hash).await {
        Err(Error::NotFound) => Err(Error::SignedOut),
        other => other,
    }
}
