//! The key to which phones of volunteers seal what they will send later. The private half lies sealed under the server's key, as
//! what the server must read again; a seized phone has the public half alone.

use crate::{Error, House, Result};
use store::field_keys::{self, FieldKey};
use vault::{PublicKey, SecretKey, ServerPurpose};

/// The key to seal to now; the first is made when it is first asked for.
///
/// # Errors
/// Those of the store.
pub async fn field_key(house: &House) -> Result<PublicKey> {
    if let Some(known) = field_keys::latest(&mut house.store.read().await?).await? {
        return Ok(PublicKey::from_bytes(&known.public_key)?);
    }
    let (new, public) = draw(house)?;
    let kept = house
        .store
        .write(async move |tx| {
            // Somebody else may have been faster.
            if let Some(known) = field_keys::latest(tx).await? {
                return Ok(Some(known));
            }
            field_keys::insert(tx, &new).await.map(|()| None)
        })
        .await?;
    match kept {
        Some(known) => Ok(PublicKey::from_bytes(&known.public_key)?),
        None => Ok(public),
    }
}

/// Makes another key, to which phones seal from their next visit on. Earlier private halves stay, for what lies on phones.
///
/// # Errors
/// Those of the store.
pub async fn renew_field_key(house: &House) -> Result<PublicKey> {
    let (new, public) = draw(house)?;
    house.store.write(async move |tx| field_keys::insert(tx, &new).await).await?;
    Ok(public)
}

fn draw(house: &House) -> Result<(FieldKey, PublicKey)> {
    let secret = SecretKey::generate(&*house.entropy)?;
    let public = secret.public();
    let id = public.fingerprint().to_vec();
    let sealed =
        house.keys.server.seal(ServerPurpose::FieldKey, &id, &*secret.to_bytes(), &*house.entropy)?;
    let (public_key, created) = (public.to_bytes().to_vec(), house.clock.now().0);
    Ok((FieldKey { id, public_key, sealed, created }, public))
}

/// The private half with this fingerprint.
///
/// # Errors
/// [`Error::NotFound`] when the house never had it; those of the store.
pub(super) async fn private_half(house: &House, id: &[u8; 32]) -> Result<SecretKey> {
    let known = field_keys::get(&mut house.store.read().await?, id).await?.ok_or(Error::NotFound)?;
    let bytes = house.keys.server.open(ServerPurpose::FieldKey, id, &known.sealed)?;
    Ok(SecretKey::from_bytes(&bytes)?)
}
