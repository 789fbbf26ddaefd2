//! What an institution holds: a link in its mail and a code that reaches it by another way.

use crate::receipt::{as_text, draw_digits, read_digits};
use crate::symmetric::sha256;
use crate::{Error, Result, chance};
use base64ct::{Base64UrlUnpadded, Encoding};
use kernel::Entropy;
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The 16 random bytes in a link. Guessing one is out of reach; who sees the mail has it.
pub struct LinkSecret(Zeroizing<[u8; 16]>);

impl LinkSecret {
    /// A fresh link.
    ///
    /// # Errors
    /// [`Error::Entropy`] when there is no randomness.
    pub fn draw(entropy: &dyn Entropy) -> Result<Self> {
        chance::draw(entropy).map(Self)
    }

    /// 22 characters for the path of an address (base64url, RFC 4648 §5), wiped when dropped.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(Base64UrlUnpadded::encode_string(&*self.0))
    }

    /// Reads what [`LinkSecret::to_text`] wrote.
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is anything else.
    pub fn from_text(text: &str) -> Result<Self> {
        let mut bytes = Zeroizing::new([0u8; 16]);
        match Base64UrlUnpadded::decode(text, &mut *bytes) {
            Ok(read) if read.len() == 16 => Ok(Self(bytes)),
            _ => Err(Error::Malformed("link")),
        }
    }

    /// SHA-256 of the link: the column by which it is found.
    pub fn id(&self) -> [u8; 32] {
        sha256(&*self.0)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &*self.0
    }
}

const CODE: usize = 8;

/// Eight digits that open a link, said over the telephone or sent apart from it. Accept only a few tries a link.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct OneTimeCode([u8; CODE]);

impl OneTimeCode {
    /// A fresh code; each of the 10⁸ is equally likely.
    ///
    /// # Errors
    /// [`Error::Entropy`] when there is no randomness.
    pub fn draw(entropy: &dyn Entropy) -> Result<Self> {
        let mut code = Self([0; CODE]);
        draw_digits(&mut code.0, entropy)?;
        Ok(code)
    }

    /// Reads a code as people type it (see [`crate::Receipt::read_lenient`] for what may stand between the digits).
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is not eight digits.
    pub fn read(typed: &str) -> Result<Self> {
        let mut code = Self([0; CODE]);
        if read_digits(typed, &mut code.0) { Ok(code) } else { Err(Error::Malformed("code")) }
    }

    /// Two groups of four digits, wiped when dropped.
    pub fn grouped(&self) -> Zeroizing<String> {
        as_text(&self.0, 4)
    }

    pub(crate) fn values(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for LinkSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkSecret(..)")
    }
}

impl fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimeCode(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededEntropy;

    #[test]
    fn a_link_and_its_code_are_read_back() {
        let entropy = SeededEntropy::new(5);
        let (link, code) = (LinkSecret::draw(&entropy).unwrap(), OneTimeCode::draw(&entropy).unwrap());
        let read = LinkSecret::from_text(&link.to_text()).unwrap();
        assert_eq!((link.to_text().len(), read.id()), (22, link.id()));
        assert_eq!(OneTimeCode::read(&code.grouped().replace(' ', "-")).unwrap().grouped(), code.grouped());
        assert_eq!(format!("{link:?} {code:?}"), "LinkSecret(..) OneTimeCode(..)");
    }

    #[test]
    fn what_is_no_link_or_code_is_refused() {
        for text in ["", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA!", &"A".repeat(10_000)] {
            assert!(LinkSecret::from_text(text).is_err());
        }
        for text in ["", "1234567", "123456789", "1234567a"] {
            assert!(OneTimeCode::read(text).is_err());
        }
    }
}
