//! The key of the instance: 32 bytes in a file of secrets, outside the database and its backups.

use crate::symmetric::{self, constant_time_eq, hkdf};
use crate::{Error, Result, chance};
use base64ct::{Base64UrlUnpadded, Encoding};
use kernel::Entropy;
use std::fmt;
use zeroize::Zeroizing;

/// What the server key is used for. Each use has its own derived key, so that bytes of one never pass for another's.
/// The name is part of the derivation: never change one in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ServerPurpose {
    /// The answers of a report that is not sent yet.
    Draft,
    /// Second-factor secrets of members.
    Totp,
    /// Answers already given, kept for a repeated request.
    Idempotency,
    /// Waiting tickets under load.
    Ticket,
    /// Tokens in forms against forged requests.
    FormToken,
    /// Messages that wait to be sent.
    Outbox,
    /// Links and codes of enrolment.
    Enrolment,
    /// The true counts behind published figures.
    Publication,
    /// The key of a mailbox while its holder reads, in the holder's cookie.
    Mailbox,
    /// Records and files that field teams sent.
    Submission,
    /// The answers of surveys as columns.
    Segment,
    /// What is known of entities, and what a record asks of one.
    Entity,
    /// The lot by which interviews are asked again.
    BackCheck,
    /// Who opened or wrote out records.
    Reading,
    /// Records that volunteers are writing on the web.
    FieldDraft,
    /// The private halves of the keys to which phones of volunteers seal.
    FieldKey,
    /// Who is signed in to the volunteers' area, in their cookie.
    FieldSession,
    /// The mark by which the key is known again as that of a database.
    KeysCheck,
}

impl ServerPurpose {
    fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Totp => "totp",
            Self::Idempotency => "idempotency",
            Self::Ticket => "ticket",
            Self::FormToken => "form-token",
            Self::Outbox => "outbox",
            Self::Enrolment => "enrolment",
            Self::Publication => "publication",
            Self::Mailbox => "mailbox",
            Self::Submission => "submission",
            Self::Segment => "segment",
            Self::Entity => "entity",
            Self::BackCheck => "back-check",
            Self::Reading => "reading",
            Self::FieldDraft => "field-draft",
            Self::FieldKey => "field-key",
            Self::FieldSession => "field-session",
            Self::KeysCheck => "keys-check",
        }
    }
}

/// 32 bytes that only this instance holds, or a key derived from them for one client ([`ServerKey::derive`]).
pub struct ServerKey(Zeroizing<[u8; 32]>);

impl ServerKey {
    /// A fresh key, for `init`.
    ///
    /// # Errors
    /// [`Error::Entropy`] when there is no randomness.
    pub fn generate(entropy: &dyn Entropy) -> Result<Self> {
        chance::draw(entropy).map(Self)
    }

    /// Reads the 32 bytes of the file of secrets.
    ///
    /// # Errors
    /// [`Error::Malformed`] when they are not 32.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let mut key = Zeroizing::new([0u8; 32]);
        if bytes.len() != key.len() {
            return Err(Error::Malformed("server key"));
        }
        key.copy_from_slice(bytes);
        Ok(Self(key))
    }

    /// The bytes for the file of secrets.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        self.0.clone()
    }

    /// Seals `plain` for one purpose; `aad` says what it belongs to (a member, a draft) and is needed again to open.
    /// 32 bytes longer than `plain`, and not padded.
    ///
    /// # Errors
    /// [`Error::Entropy`] when there is no randomness.
    pub fn seal(
        &self,
        purpose: ServerPurpose,
        aad: &[u8],
        plain: &[u8],
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>> {
        symmetric::seal(&self.0, &info("seal", purpose), aad, plain, entropy)
    }

    /// Opens what [`ServerKey::seal`] sealed for the same purpose and `aad`.
    ///
    /// # Errors
    /// [`Error::DoesNotOpen`] for anything else.
    pub fn open(&self, purpose: ServerPurpose, aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        symmetric::open(&self.0, &info("seal", purpose), aad, sealed)
    }

    /// HMAC-SHA-256 of `data` under the purpose's own key: blinds what must be found again but not read.
    pub fn hmac(&self, purpose: ServerPurpose, data: &[u8]) -> [u8; 32] {
        symmetric::hmac(&hkdf::<32>(&[], &*self.0, &[&info("hmac", purpose)]), &[data])
    }

    /// Whether `tag` is the [`ServerKey::hmac`] of `data`, compared in constant time.
    pub fn verify(&self, purpose: ServerPurpose, data: &[u8], tag: &[u8]) -> bool {
        constant_time_eq(&self.hmac(purpose, data), tag)
    }

    /// The key for what belongs to one client, from the server key *and* what the client keeps (an idempotency key,
    /// the secret of a draft's cookie). Who has only one of the two has nothing.
    pub fn derive(&self, purpose: ServerPurpose, client_key: &[u8]) -> Self {
        Self(hkdf(&[], &*self.0, &[&info("derive", purpose), client_key]))
    }
}

fn info(act: &str, purpose: ServerPurpose) -> Vec<u8> {
    format!("dannaya/server/{act}/{}/v1/", purpose.name()).into_bytes()
}

impl fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerKey(..)")
    }
}

impl ServerKey {
    /// [`ServerKey::seal`] as text for a cookie or a form field (base64url without padding).
    ///
    /// # Errors
    /// [`Error::Entropy`](crate::Error::Entropy) when there is no randomness.
    pub fn seal_text(&self, purpose: ServerPurpose, plain: &[u8], entropy: &dyn Entropy) -> Result<String> {
        self.seal(purpose, b"text", plain, entropy).map(|bytes| Base64UrlUnpadded::encode_string(&bytes))
    }

    /// Opens what [`ServerKey::seal_text`] made.
    ///
    /// # Errors
    /// [`Error::DoesNotOpen`](crate::Error::DoesNotOpen) for every text that this key did not make for this purpose.
    pub fn open_text(&self, purpose: ServerPurpose, text: &str) -> Result<Zeroizing<Vec<u8>>> {
        let sealed = Base64UrlUnpadded::decode_vec(text).map_err(|_| crate::Error::DoesNotOpen)?;
        self.open(purpose, b"text", &sealed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededEntropy;

    fn key() -> ServerKey {
        ServerKey::from_bytes(&[3; 32]).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_for_its_own_purpose_and_owner_only() {
        let sealed = key().seal(ServerPurpose::Totp, b"member 1", b"secret", &SeededEntropy::new(9)).unwrap();
        assert_eq!(**key().open(ServerPurpose::Totp, b"member 1", &sealed).unwrap(), *b"secret");
        assert!(key().open(ServerPurpose::Draft, b"member 1", &sealed).is_err());
        assert!(key().open(ServerPurpose::Totp, b"member 2", &sealed).is_err());
        assert!(
            ServerKey::from_bytes(&[4; 32]).unwrap().open(ServerPurpose::Totp, b"member 1", &sealed).is_err()
        );
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 0x80;
            assert!(key().open(ServerPurpose::Totp, b"member 1", &altered).is_err(), "byte {at}");
            assert!(key().open(ServerPurpose::Totp, b"member 1", &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn the_same_text_is_never_sealed_to_the_same_bytes() {
        let entropy = SeededEntropy::new(9);
        let [first, second] =
            [(); 2].map(|()| key().seal(ServerPurpose::Draft, b"", b"same", &entropy).unwrap());
        assert_ne!(first, second);
    }

    #[test]
    fn a_blinded_value_is_the_same_for_one_purpose_and_differs_for_another() {
        let tag = key().hmac(ServerPurpose::FormToken, b"session 1");
        assert!(key().verify(ServerPurpose::FormToken, b"session 1", &tag));
        assert!(!key().verify(ServerPurpose::FormToken, b"session 2", &tag));
        assert!(!key().verify(ServerPurpose::KeysCheck, b"session 1", &tag));
        assert!(!key().verify(ServerPurpose::FormToken, b"session 1", &tag[..31]));
    }

    #[test]
    fn a_clients_record_opens_with_the_clients_key_only() {
        let entropy = SeededEntropy::new(9);
        let mine = key().derive(ServerPurpose::Idempotency, b"client key 1");
        let sealed = mine.seal(ServerPurpose::Idempotency, b"", b"the first answer", &entropy).unwrap();
        let again = key().derive(ServerPurpose::Idempotency, b"client key 1");
        assert!(again.open(ServerPurpose::Idempotency, b"", &sealed).is_ok());
        for other in [key(), key().derive(ServerPurpose::Idempotency, b"client key 2")] {
            assert!(other.open(ServerPurpose::Idempotency, b"", &sealed).is_err());
        }
    }

    #[test]
    fn hmac_is_that_of_rfc_4231() {
        // RFC 4231 §4.3 (test case 2), its 4-byte key filled up with zeros as RFC 2104 §2 does.
        let mut key = [0u8; 32];
        key[..4].copy_from_slice(b"Jefe");
        let tag = symmetric::hmac(&key, &[b"what do ya want ", b"for nothing?"]);
        let hex: String = tag.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
