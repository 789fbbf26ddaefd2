//! Bodies of envelopes: AES-256-GCM over chunks of 64 KiB, in the STREAM construction of Hoang, Reyhanitabar,
//! Rogaway and Vizár ("Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015, §7):
//! nonce = 7 bytes of prefix, 4 bytes of counter, 1 byte that marks the last chunk. A body that is cut, extended or
//! reordered does not open.
//!
//! Layout: version (1), key commitment (32), chunks (each with its tag of 16).
//!
//! Key, prefix and commitment come from the data key by HKDF-SHA256 with the context as info. AES-GCM alone does not
//! commit to its key: one ciphertext can be made that opens to two texts under two keys, so that two handlers would
//! read two different reports. The commitment closes that.

use crate::padding::{TRAILER, content_length, padded};
use crate::symmetric::{TAG, constant_time_eq, hkdf};
use crate::{Error, Result};
use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce, Tag};
use zeroize::Zeroizing;

const CHUNK: usize = 64 << 10;
const VERSION: u8 = 1;
const COMMITMENT: usize = 32;
const HEADER: usize = 1 + COMMITMENT;
const PREFIX: usize = 7;

/// What one data key gives for one body.
struct BodyKeys {
    cipher: Aes256Gcm,
    prefix: [u8; PREFIX],
    commitment: [u8; COMMITMENT],
}

impl BodyKeys {
    fn derive(data_key: &[u8; 32], context: &[u8]) -> Self {
        let derived = hkdf::<{ 32 + COMMITMENT + PREFIX }>(&[], data_key, &[b"body/v1/", context]);
        let mut key = Zeroizing::new([0u8; 32]);
        let mut commitment = [0u8; COMMITMENT];
        let mut prefix = [0u8; PREFIX];
        key.copy_from_slice(&derived[..32]);
        commitment.copy_from_slice(&derived[32..64]);
        prefix.copy_from_slice(&derived[64..]);
        Self { cipher: Aes256Gcm::new((&*key).into()), prefix, commitment }
    }

    /// The nonce of chunk `at`; the counter's 32 bits end at 256 TiB.
    fn nonce(
        &self,
        at: usize,
        last: bool,
    ) -> Result<Nonce<<Aes256Gcm as aes_gcm::aead::AeadCore>::NonceSize>> {
        let counter = u32::try_from(at).map_err(|_| Error::Malformed("body longer than 2^32 chunks"))?;
        let mut nonce = [0u8; 12];
        nonce[..PREFIX].copy_from_slice(&self.prefix);
        nonce[PREFIX..11].copy_from_slice(&counter.to_be_bytes());
        nonce[11] = u8::from(last);
        Ok(Nonce::from(nonce))
    }
}

/// Pads and seals `plain` under a data key that seals nothing else.
pub(crate) fn seal(data_key: &[u8; 32], context: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let keys = BodyKeys::derive(data_key, context);
    let total = padded(plain.len());
    let chunks = total.div_ceil(CHUNK);
    // Exactly as long as the sealed body: plaintext is written here before it is sealed in place, and a buffer
    // that grew would leave copies of it behind.
    let mut body = Vec::with_capacity(HEADER + total + chunks * TAG);
    body.push(VERSION);
    body.extend_from_slice(&keys.commitment);
    for at in 0..chunks {
        let begin = body.len();
        let from = at * CHUNK;
        let to = total.min(from + CHUNK);
        let last = to == total;
        body.extend_from_slice(&plain[from.min(plain.len())..to.min(plain.len())]);
        body.resize(begin + to - from, 0);
        // Padded lengths are multiples of 1 KiB, so the trailer never straddles two chunks.
        if last && let Some(end) = body[begin..].last_chunk_mut::<TRAILER>() {
            *end = (plain.len() as u64).to_be_bytes();
        }
        let tag = keys
            .cipher
            .encrypt_inout_detached(&keys.nonce(at, last)?, context, (&mut body[begin..]).into())
            .map_err(|_| Error::Malformed("body"))?;
        body.extend_from_slice(&tag);
    }
    Ok(body)
}

/// Opens what [`seal`] made; the text is wiped when dropped.
pub(crate) fn open(data_key: &[u8; 32], context: &[u8], body: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let keys = BodyKeys::derive(data_key, context);
    let (header, sealed) = body.split_at_checked(HEADER).ok_or(Error::DoesNotOpen)?;
    if header[0] != VERSION || !constant_time_eq(&header[1..], &keys.commitment) {
        return Err(Error::DoesNotOpen);
    }
    let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len()));
    let chunks = sealed.len().div_ceil(CHUNK + TAG);
    for (at, chunk) in sealed.chunks(CHUNK + TAG).enumerate() {
        let (ciphertext, tag) = chunk.split_last_chunk::<TAG>().ok_or(Error::DoesNotOpen)?;
        let begin = plain.len();
        plain.extend_from_slice(ciphertext);
        keys.cipher
            .decrypt_inout_detached(
                &keys.nonce(at, at + 1 == chunks)?,
                context,
                (&mut plain[begin..]).into(),
                &Tag::from(*tag),
            )
            .map_err(|_| Error::DoesNotOpen)?;
    }
    let length = content_length(&plain)?;
    plain.truncate(length);
    Ok(plain)
}

#[cfg(test)]
mod tests;
