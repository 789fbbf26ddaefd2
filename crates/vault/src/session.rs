//! Sessions at the desk: the cookie's secret is the only thing that opens the handler's key while they work.

use crate::keys::SecretKey;
use crate::symmetric::{self, sha256};
use crate::{Error, Result, chance};
use base64ct::{Base64UrlUnpadded, Encoding};
use kernel::Entropy;
use std::fmt;
use zeroize::Zeroizing;

const INFO: &[u8] = b"dannaya/session/v1";

/// The 32 random bytes of a session cookie. The server stores [`SessionSecret::id`] and the key sealed under the
/// secret, so that a copy of the database opens nothing.
pub struct SessionSecret(Zeroizing<[u8; 32]>);

impl SessionSecret {
    /// A fresh session.
    ///
    /// # Errors
    /// [`Error::Entropy`] when there is no randomness.
    pub fn draw(entropy: &dyn Entropy) -> Result<Self> {
        chance::draw(entropy).map(Self)
    }

    /// 43 characters for the cookie (base64url, RFC 4648 §5), wiped when dropped.
    pub fn to_cookie(&self) -> Zeroizing<String> {
        Zeroizing::new(Base64UrlUnpadded::encode_string(&*self.0))
    }

    /// Reads what [`SessionSecret::to_cookie`] wrote.
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is anything else.
    pub fn from_cookie(text: &str) -> Result<Self> {
        let mut bytes = Zeroizing::new([0u8; 32]);
        match Base64UrlUnpadded::decode(text, &mut *bytes) {
            Ok(read) if read.len() == 32 => Ok(Self(bytes)),
            _ => Err(Error::Malformed("session cookie")),
        }
    }

    /// SHA-256 of the secret: the column by which the session is found.
    pub fn id(&self) -> [u8; 32] {
        sha256(&*self.0)
    }

    /// Seals the handler's key for as long as the session lives.
    ///
    /// # Errors
    /// [`Error::Entropy`] when there is no randomness.
    pub fn seal_key(&self, key: &SecretKey, entropy: &dyn Entropy) -> Result<Vec<u8>> {
        symmetric::seal(&self.0, INFO, &[], &*key.to_bytes(), entropy)
    }

    /// Opens what [`SessionSecret::seal_key`] sealed.
    ///
    /// # Errors
    /// [`Error::DoesNotOpen`] when it belongs to another session or was altered.
    pub fn open_key(&self, sealed: &[u8]) -> Result<SecretKey> {
        SecretKey::from_bytes(&symmetric::open(&self.0, INFO, &[], sealed)?)
    }
}

impl fmt::Debug for SessionSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionSecret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededEntropy;

    #[test]
    fn the_key_opens_in_its_own_session_only() {
        let entropy = SeededEntropy::new(8);
        let (session, other) =
            (SessionSecret::draw(&entropy).unwrap(), SessionSecret::draw(&entropy).unwrap());
        let key = SecretKey::generate(&entropy).unwrap();
        let sealed = session.seal_key(&key, &entropy).unwrap();
        let back = SessionSecret::from_cookie(&session.to_cookie()).unwrap();
        assert_eq!(back.id(), session.id());
        assert_eq!(*back.open_key(&sealed).unwrap().to_bytes(), *key.to_bytes());
        assert!(matches!(other.open_key(&sealed), Err(Error::DoesNotOpen)));
    }

    #[test]
    fn a_cookie_of_another_shape_is_refused() {
        for text in ["", "AAAA", &"A".repeat(42), &"A".repeat(44), &"!".repeat(43), &"A".repeat(100_000)] {
            assert!(SessionSecret::from_cookie(text).is_err());
        }
    }
}
