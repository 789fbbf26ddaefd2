//! Records that a form had encrypted on the telephone, opened with the private key that its owner keeps elsewhere.
//!
//! Source: <https://getodk.github.io/xforms-spec/encryption>. The scheme is that of ODK Collect: a key of AES-256 for each record,
//! sealed with RSA-OAEP (SHA-256); CFB with PKCS #7 padding; no authentication but a signature that the record brings along.

use crate::chance::Draws;
use crate::symmetric::{constant_time_eq, md5};
use crate::{Error, Result};
use aes::Aes256;
use base64ct::{Base64, Encoding};
use cfb_mode::Decryptor;
use cfb_mode::cipher::KeyIvInit;
use kernel::Entropy;
use rsa::PrivateKey;
use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::pkcs8::DecodePrivateKey;
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// The private key of a form.
pub struct FormKey(PrivateKey);

impl FormKey {
    /// Reads a key in PEM: `PRIVATE KEY` (PKCS #8) or `RSA PRIVATE KEY` (PKCS #1), without a passphrase.
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is anything else.
    pub fn from_pem(text: &str) -> Result<Self> {
        let read = PrivateKey::from_pkcs8_pem(text).or_else(|_| PrivateKey::from_pkcs1_pem(text));
        read.map(Self).map_err(|_| Error::Malformed("private key of a form"))
    }

    /// Opens the key of a record. `sealed` is `base64EncryptedKey`, `instance` the record's `instanceID`.
    ///
    /// # Errors
    /// [`Error::DoesNotOpen`] when it was sealed to another key.
    pub fn open(&self, sealed: &str, instance: &str, entropy: &dyn Entropy) -> Result<RecordCipher> {
        let opened = self.unseal(sealed, entropy)?;
        let mut key = Zeroizing::new([0; 32]);
        if opened.len() != key.len() {
            return Err(Error::DoesNotOpen);
        }
        key.copy_from_slice(&opened);
        let seed = md5(&Zeroizing::new([instance.as_bytes(), &opened[..]].concat()));
        Ok(RecordCipher { key, seed, opened: 0 })
    }

    /// Whether `signature` (`base64EncryptedElementSignature`) is that of a statement. It says that the record is whole, not who
    /// made it: whoever has the public key of the form can sign.
    pub fn signed(&self, signature: &str, statement: &str, entropy: &dyn Entropy) -> bool {
        self.unseal(signature, entropy)
            .is_ok_and(|digest| constant_time_eq(&digest, &md5(statement.as_bytes())))
    }

    fn unseal(&self, sealed: &str, entropy: &dyn Entropy) -> Result<Zeroizing<Vec<u8>>> {
        let sealed = Base64::decode_vec(sealed.trim()).map_err(|_| Error::DoesNotOpen)?;
        let mut blinding = Draws::from(entropy);
        let opened = self.0.oaep_decrypt_with_rng::<Sha256, _>(&mut blinding, &sealed).map(Zeroizing::new);
        blinding.finish()?;
        opened.map_err(|_| Error::DoesNotOpen)
    }
}

/// Decrypts the files of one record, in the order in which they were encrypted: those of its questions as the record names
/// them, its answers last.
pub struct RecordCipher {
    key: Zeroizing<[u8; 32]>,
    /// From which the starting value of each file is made: one byte more is counted up each time.
    seed: [u8; 16],
    opened: usize,
}

impl RecordCipher {
    /// The next file. `None` stands for one that has not come, and counts as the others do.
    ///
    /// # Errors
    /// [`Error::DoesNotOpen`] when it does not end as an encrypted file does.
    pub fn next(&mut self, sealed: Option<&[u8]>) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let at = self.opened % self.seed.len();
        self.seed[at] = self.seed[at].wrapping_add(1);
        self.opened += 1;
        let Some(sealed) = sealed else { return Ok(None) };
        let mut plain = Zeroizing::new(sealed.to_vec());
        Decryptor::<Aes256>::new((&*self.key).into(), (&self.seed).into()).decrypt(&mut plain);
        // PKCS #7 (RFC 5652 §6.3).
        let padding = usize::from(plain.last().copied().unwrap_or_default());
        let content = plain.len().checked_sub(padding).filter(|_| (1..=16).contains(&padding));
        let content = content.ok_or(Error::DoesNotOpen)?;
        if plain[content..].iter().any(|byte| usize::from(*byte) != padding) {
            return Err(Error::DoesNotOpen);
        }
        plain.truncate(content);
        Ok(Some(plain))
    }
}

impl fmt::Debug for FormKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormKey(..)")
    }
}

impl fmt::Debug for RecordCipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecordCipher(..)")
    }
}
