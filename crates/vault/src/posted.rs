//! What a phone seals before it can send: HPKE base mode (RFC 9180 §5.1.1) to the public key of the field, in pieces, so that
//! neither a phone nor the server has to hold a large body twice.
//!
//! Layout: `DNF1`, 32 bytes of fingerprint of the key, 65 of the encapsulated key, then pieces of at most [`PIECE`] bytes and
//! 16 of tag each, sealed one after the other in one context (the nonce counts them). The `aad` of a piece is one byte: 1 for
//! the last, else 0, so that a body that was cut does not open. A browser makes the same with WebCrypto
//! (`assets/field/seal.js`).

use crate::keys::{PublicKey, SecretKey, SuiteEncapped};
use crate::symmetric::sha256;
use crate::{Error, Result};
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::DhP256HkdfSha256;
use hpke::{Deserializable, OpModeR, OpModeS, Serializable};
use kernel::Entropy;
use zeroize::Zeroizing;

/// Bytes of a piece before it is sealed.
pub const PIECE: usize = 1 << 18;
const TAG: usize = 16;
const MAGIC: &[u8; 4] = b"DNF1";
const INFO: &[u8] = b"dannaya/field/v1";
const HEAD: usize = 4 + 32 + PublicKey::SIZE;

impl PublicKey {
    /// SHA-256 of the uncompressed point: by it people and sealed bytes name the key.
    pub fn fingerprint(&self) -> [u8; 32] {
        sha256(&self.to_bytes())
    }
}

/// Which key opens sealed bytes: its fingerprint. `None` when they are none of these.
pub fn posted_to(sealed: &[u8]) -> Option<[u8; 32]> {
    let rest = sealed.strip_prefix(MAGIC)?;
    if sealed.len() < HEAD + TAG {
        return None;
    }
    rest.first_chunk().copied()
}

/// Opens what a phone sealed to this key.
///
/// # Errors
/// [`Error::DoesNotOpen`] for anything else, and for bytes that were altered or cut.
pub fn open_posted(key: &SecretKey, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    if posted_to(sealed) != Some(key.public().fingerprint()) {
        return Err(Error::DoesNotOpen);
    }
    let (head, body) = sealed.split_at_checked(HEAD).ok_or(Error::DoesNotOpen)?;
    let encapped =
        SuiteEncapped::from_bytes(head.get(36..).unwrap_or_default()).map_err(|_| Error::DoesNotOpen)?;
    let mut context = hpke::setup_receiver::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
        &OpModeR::Base,
        key.suite(),
        &encapped,
        INFO,
    )
    .map_err(|_| Error::DoesNotOpen)?;
    // Made as large as it will be, so that no copy of a part is left behind by growing.
    let mut plain = Zeroizing::new(Vec::with_capacity(body.len()));
    let mut pieces = body.chunks(PIECE + TAG).peekable();
    while let Some(piece) = pieces.next() {
        let last = u8::from(pieces.peek().is_none());
        let opened = Zeroizing::new(context.open(piece, &[last]).map_err(|_| Error::DoesNotOpen)?);
        plain.extend_from_slice(&opened);
    }
    Ok(plain)
}

/// Seals as a phone does.
///
/// # Errors
/// [`Error::Entropy`] when there is no randomness.
pub fn seal_posted(key: &PublicKey, plain: &[u8], entropy: &dyn Entropy) -> Result<Vec<u8>> {
    let mut draws = crate::chance::Draws::from(entropy);
    let made = hpke::setup_sender_with_rng::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
        &OpModeS::Base,
        key.suite(),
        INFO,
        &mut draws,
    );
    draws.finish()?;
    let (encapped, mut context) = made.map_err(|_| Error::Malformed("public key"))?;
    let mut sealed = Vec::with_capacity(HEAD + plain.len() + (plain.len() / PIECE + 1) * TAG);
    sealed.extend_from_slice(MAGIC);
    sealed.extend_from_slice(&key.fingerprint());
    sealed.extend_from_slice(&encapped.to_bytes());
    let mut pieces = plain.chunks(PIECE).peekable();
    let mut piece = pieces.next().unwrap_or_default();
    loop {
        let next = pieces.next();
        let aad = [u8::from(next.is_none())];
        sealed.extend_from_slice(&context.seal(piece, &aad).map_err(|_| Error::Malformed("public key"))?);
        match next {
            Some(more) => piece = more,
            None => return Ok(sealed),
        }
    }
}

#[cfg(test)]
mod tests;
