//! The second factor: time-based one-time passwords (RFC 6238, SHA-1, six digits, 30 seconds).

use crate::{Error, Result, chance};
use kernel::{Entropy, Timestamp};
use std::fmt;
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

/// A member's second-factor secret. Stored sealed under [`crate::ServerPurpose::Totp`].
pub struct TotpSecret(Zeroizing<[u8; 20]>);

impl TotpSecret {
    /// A fresh secret of 160 bits (RFC 4226 §4).
    ///
    /// # Errors
    /// [`Error::Entropy`] when there is no randomness.
    pub fn draw(entropy: &dyn Entropy) -> Result<Self> {
        chance::draw(entropy).map(Self)
    }

    /// Reads the 20 bytes that [`TotpSecret::as_bytes`] gave.
    ///
    /// # Errors
    /// [`Error::Malformed`] when they are not 20.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let mut secret = Zeroizing::new([0u8; 20]);
        if bytes.len() != secret.len() {
            return Err(Error::Malformed("second-factor secret"));
        }
        secret.copy_from_slice(bytes);
        Ok(Self(secret))
    }

    /// The bytes, for sealing.
    pub fn as_bytes(&self) -> &[u8] {
        &*self.0
    }

    /// 32 letters and figures to type into an authenticator (base32, RFC 4648 §6), wiped when dropped.
    pub fn base32(&self) -> Zeroizing<String> {
        Zeroizing::new(Secret::from(*self.0).to_base32())
    }

    /// The `otpauth://` address that authenticators read from a QR code.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the account is empty or one of the names holds a colon.
    pub fn otpauth_uri(&self, issuer: &str, account: &str) -> Result<Zeroizing<String>> {
        self.totp(Some(issuer), account)?.to_url().map(Zeroizing::new).map_err(|_| NAME)
    }

    /// The step (30-second interval since 1970) for which the code is right, one step late or early allowed.
    /// Refuse a step that is not later than the last one accepted for the member: a code counts once.
    pub fn verify(&self, typed: &str, now: Timestamp) -> Option<u64> {
        let mut code = Zeroizing::new([0u8; 6]);
        if !crate::receipt::read_digits(typed, &mut *code) {
            return None;
        }
        let seconds = u64::try_from(now.0.div_euclid(1000)).ok()?;
        self.totp(None, "").ok()?.check(&crate::receipt::as_text(&*code, 6), seconds)
    }

    fn totp(&self, issuer: Option<&str>, account: &str) -> Result<Totp> {
        Builder::new()
            .with_secret(*self.0)
            .with_issuer(issuer)
            .with_account_name(account)
            .build()
            .map_err(|_| NAME)
    }
}

const NAME: Error = Error::Malformed("name for an authenticator");

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret and the last six of the eight digits of RFC 6238 appendix B (SHA-1).
    const ANSWERS: [(i64, &str); 6] = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];

    fn secret() -> TotpSecret {
        TotpSecret::from_bytes(b"12345678901234567890").unwrap()
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp(seconds * 1000)
    }

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        for (seconds, code) in ANSWERS {
            assert_eq!(secret().verify(code, at(seconds)), Some(seconds as u64 / 30), "{code}");
        }
    }

    #[test]
    fn a_code_holds_one_step_late_or_early_and_names_its_own_step() {
        let (seconds, code) = ANSWERS[3];
        let step = seconds / 30;
        for (now, accepted) in [(step - 2, false), (step - 1, true), (step + 1, true), (step + 2, false)] {
            assert_eq!(secret().verify(code, at(now * 30)), accepted.then_some(step as u64));
        }
    }

    #[test]
    fn a_code_is_read_with_a_space_and_nothing_else_is_one() {
        assert!(secret().verify("005 924", at(1_234_567_890)).is_some());
        for typed in ["", "005925", "5924", "0059240", "00592x"] {
            assert_eq!(secret().verify(typed, at(1_234_567_890)), None);
        }
        assert_eq!(secret().verify("287082", Timestamp(-1)), None);
    }

    #[test]
    fn the_address_for_authenticators_names_issuer_account_and_secret() {
        let address = secret().otpauth_uri("Dannaya", "awa essai").unwrap();
        assert_eq!(
            *address,
            "otpauth://totp/Dannaya:awa%20essai?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Dannaya"
        );
        assert_eq!(*secret().base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(secret().otpauth_uri("Dannaya", "a:b").is_err());
        assert!(secret().otpauth_uri("Dannaya", "").is_err());
    }
}
