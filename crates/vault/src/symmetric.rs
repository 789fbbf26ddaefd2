//! Sealing under a secret that both sides already hold: HKDF-SHA256 (RFC 5869) and AES-256-GCM.
//!
//! Every sealing draws 16 random bytes that are the salt of the HKDF, and takes key and nonce from its output.
//! So one long-lived secret seals any number of messages (2⁶⁴ before two salts are likely to meet), where random
//! nonces under one AES-GCM key would have to stop at 2³².

use crate::chance::draw;
use crate::{Error, Result};
use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce, Tag};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use kernel::Entropy;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

const SALT: usize = 16;
pub(crate) const TAG: usize = 16;
/// How much longer than its content a sealed message is.
pub(crate) const OVERHEAD: usize = SALT + TAG;

/// SHA-256 (FIPS 180-4) of some bytes: names contents and blinds lookups. Never for passwords or receipts.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// MD5 (RFC 1321) in 32 hexadecimal digits: by it ODK Collect tells one file from another. It proves nothing against
/// somebody who wants two files to look the same.
pub fn md5_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    md5(bytes).iter().fold(String::with_capacity(32), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// MD5, where the encryption of ODK forms asks for it.
pub(crate) fn md5(bytes: &[u8]) -> [u8; 16] {
    md5::Md5::digest(bytes).into()
}

/// Whether two byte strings are the same, in a time that depends on their lengths alone.
pub fn constant_time_eq(left: &[u8], right: &[u8]) -> bool {
    use subtle::ConstantTimeEq;
    left.ct_eq(right).into()
}

/// HMAC-SHA-256 (RFC 2104) of the parts, one after the other. A part of variable length must come last.
pub(crate) fn hmac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // A key shorter than the block is filled up with zeros (RFC 2104 §2); a whole block cannot be refused.
    let mut block = Zeroizing::new([0u8; 64]);
    block[..32].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as KeyInit>::new((&*block).into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// `N` bytes (at most 8,160) of HKDF-SHA256.
pub(crate) fn hkdf<const N: usize>(salt: &[u8], secret: &[u8], info: &[&[u8]]) -> Zeroizing<[u8; N]> {
    const { assert!(N <= 255 * 32, "RFC 5869 §2.3 ends at 255 blocks") };
    let mut bytes = Zeroizing::new([0u8; N]);
    // Only a longer output could be refused, and the line above keeps that from being compiled.
    let expanded = Hkdf::<Sha256>::new(Some(salt), secret).expand_multi_info(info, &mut *bytes);
    debug_assert!(expanded.is_ok());
    bytes
}

fn cipher(secret: &[u8; 32], salt: &[u8], info: &[u8]) -> (Aes256Gcm, [u8; 12]) {
    let derived = hkdf::<44>(salt, secret, &[info]);
    let (key, nonce) = derived.split_at(32);
    let mut nonce_bytes = [0u8; 12];
    nonce_bytes.copy_from_slice(nonce);
    let mut key_bytes = Zeroizing::new([0u8; 32]);
    key_bytes.copy_from_slice(key);
    (Aes256Gcm::new((&*key_bytes).into()), nonce_bytes)
}

/// `salt || ciphertext || tag`. `info` says what it is, `aad` what it belongs to.
pub(crate) fn seal(
    secret: &[u8; 32],
    info: &[u8],
    aad: &[u8],
    plain: &[u8],
    entropy: &dyn Entropy,
) -> Result<Vec<u8>> {
    let salt = draw::<SALT>(entropy)?;
    let (cipher, nonce) = cipher(secret, &*salt, info);
    let mut sealed = Vec::with_capacity(plain.len() + OVERHEAD);
    sealed.extend_from_slice(&*salt);
    sealed.extend_from_slice(plain);
    let tag = cipher
        .encrypt_inout_detached(&Nonce::from(nonce), aad, (&mut sealed[SALT..]).into())
        .map_err(|_| Error::Malformed("message longer than AES-GCM allows"))?;
    sealed.extend_from_slice(&tag);
    Ok(sealed)
}

/// Opens what [`seal`] made with the same secret, info and aad.
pub(crate) fn open(secret: &[u8; 32], info: &[u8], aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let (salt, rest) = sealed.split_at_checked(SALT).ok_or(Error::DoesNotOpen)?;
    let (ciphertext, tag) = rest.split_last_chunk::<TAG>().ok_or(Error::DoesNotOpen)?;
    let (cipher, nonce) = cipher(secret, salt, info);
    let mut plain = Zeroizing::new(ciphertext.to_vec());
    cipher
        .decrypt_inout_detached(&Nonce::from(nonce), aad, plain.as_mut_slice().into(), &Tag::from(*tag))
        .map_err(|_| Error::DoesNotOpen)?;
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::md5_hex;

    #[test]
    fn md5_is_that_of_rfc_1321() {
        // RFC 1321 §A.5.
        assert_eq!(md5_hex(b""), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(md5_hex(b"message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
    }
}
