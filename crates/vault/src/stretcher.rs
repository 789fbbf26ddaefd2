//! From a receipt to what it opens: slow on purpose, and impossible without the pepper.
//!
//! receipt → HMAC-SHA-256(pepper) → Argon2id(instance salt, cost) → HKDF-SHA256 → lookup tag and mailbox key pair.
//! The arithmetic of guessing is in `docs/receipts.md`.

use crate::keys::SecretKey;
use crate::link::{LinkSecret, OneTimeCode};
use crate::pool::Pool;
use crate::receipt::Receipt;
use crate::symmetric::{hkdf, hmac, sha256};
use crate::{Error, Result};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::fmt;
use zeroize::{Zeroize, Zeroizing};

/// What one Argon2id derivation takes (RFC 9106; one lane).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB, 8 or more.
    pub memory_kib: u32,
    /// Passes over the memory, 1 or more.
    pub passes: u32,
}

impl Cost {
    /// For receipts. It can never be raised for receipts already issued, since only their holders know them:
    /// keep the cost with the instance. Measured at 2.7 ms of one core; `docs/receipts.md` says why not more.
    pub const RECEIPT: Self = Self { memory_kib: 4 << 10, passes: 2 };
    /// For passphrases: 64 MiB, 3 passes (the second recommendation of RFC 9106 §4, with one lane).
    pub const PASSPHRASE: Self = Self { memory_kib: 64 << 10, passes: 3 };

    /// Memory for one derivation.
    pub(crate) fn buffer(self) -> Vec<Block> {
        vec![Block::new(); self.memory_kib as usize]
    }

    /// 32 bytes of Argon2id version 1.3, in a buffer that [`Cost::buffer`] gave.
    pub(crate) fn stretch(
        self,
        secret: &[u8],
        salt: &[u8],
        buffer: &mut [Block],
    ) -> Result<Zeroizing<[u8; 32]>> {
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32)).map_err(|_| COST)?;
        let mut out = Zeroizing::new([0u8; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(secret, salt, &mut *out, buffer)
            .map_err(|_| COST)?;
        Ok(out)
    }
}

const COST: Error = Error::Malformed("derivation cost");

/// A link's code has eight digits only, and links are few: its derivation makes this many times more passes.
const LINK_FACTOR: u32 = 32;

/// What a receipt opens.
pub struct Mailbox {
    /// SHA-256 of the lookup tag: the column by which the case is found. Whoever reads the database cannot derive a
    /// mailbox from it.
    pub lookup: [u8; 32],
    /// The reporter's key pair; replies are sealed to its public half under the id of the case.
    pub key: SecretKey,
}

/// Derives mailboxes from receipts and keys from links, with a fixed number of buffers made once.
///
/// Calls block while all buffers are lent. Hold callers back before they reach a blocking thread.
pub struct Stretcher {
    pepper: Zeroizing<[u8; 32]>,
    salt: [u8; 16],
    cost: Cost,
    buffers: Pool<Vec<Block>>,
}

impl Stretcher {
    /// `pepper`: 32 secret bytes kept outside the database and its backups. `salt`: 16 random bytes of this instance,
    /// not secret. `at_once`: derivations that may run together, one for each core.
    ///
    /// # Errors
    /// [`Error::Malformed`] when Argon2 does not allow the cost.
    pub fn new(pepper: &[u8; 32], salt: [u8; 16], cost: Cost, at_once: usize) -> Result<Self> {
        Params::new(cost.memory_kib, cost.passes.saturating_mul(LINK_FACTOR), 1, Some(32))
            .map_err(|_| COST)?;
        let buffers = (0..at_once.max(1)).map(|_| cost.buffer()).collect();
        Ok(Self { pepper: Zeroizing::new(*pepper), salt, cost, buffers: Pool::of(buffers, usize::MAX) })
    }

    /// Lookup tag and key pair of a receipt. Takes the same time for a stand-in of [`Receipt::read_lenient`].
    ///
    /// # Errors
    /// None for a stretcher that [`Stretcher::new`] made.
    pub fn mailbox(&self, receipt: &Receipt) -> Result<Mailbox> {
        let stretched = self.stretch(self.cost, &[b"receipt/v1/", receipt.values()])?;
        let tag = hkdf::<32>(&[], &*stretched, &[b"dannaya/receipt/lookup/v1"]);
        let material = hkdf::<32>(&[], &*stretched, &[b"dannaya/receipt/mailbox/v1"]);
        Ok(Mailbox { lookup: sha256(&*tag), key: SecretKey::derive(&*material) })
    }

    /// The key pair of an institution's link: only who holds the link *and* its code derives it. Thirty-two times the
    /// work of a receipt; look the link up by [`LinkSecret::id`] first and count the wrong codes.
    ///
    /// # Errors
    /// None for a stretcher that [`Stretcher::new`] made.
    pub fn link_key(&self, link: &LinkSecret, code: &OneTimeCode) -> Result<SecretKey> {
        let cost = Cost { passes: self.cost.passes.saturating_mul(LINK_FACTOR), ..self.cost };
        let stretched = self.stretch(cost, &[b"link/v1/", link.as_bytes(), code.values()])?;
        Ok(SecretKey::derive(&*hkdf::<32>(&[], &*stretched, &[b"dannaya/link/v1"])))
    }

    fn stretch(&self, cost: Cost, parts: &[&[u8]]) -> Result<Zeroizing<[u8; 32]>> {
        let mut peppered = hmac(&self.pepper, parts);
        let stretched = self.buffers.lend(|buffer| {
            let stretched = cost.stretch(&peppered, &self.salt, buffer);
            // The filled memory would give the result to whoever reads it; the next caller may be long in coming.
            buffer.fill(Block::new());
            stretched
        });
        peppered.zeroize();
        stretched?
    }
}

impl fmt::Debug for Stretcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stretcher({:?})", self.cost)
    }
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailbox(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededEntropy;

    const SMALL: Cost = Cost { memory_kib: 64, passes: 1 };

    fn stretcher(pepper: u8, salt: u8) -> Stretcher {
        Stretcher::new(&[pepper; 32], [salt; 16], SMALL, 2).unwrap()
    }

    fn receipt(seed: u64) -> Receipt {
        Receipt::draw(&SeededEntropy::new(seed)).unwrap()
    }

    #[test]
    fn argon2id_gives_the_known_answer_of_its_reference_implementation() {
        // phc-winner-argon2, src/test.c: hashtest(version, 2, 16, 1, "password", "somesalt") for Argon2id v1.3, whose
        // second number is the logarithm of the memory: 65,536 KiB.
        let cost = Cost { memory_kib: 65_536, passes: 2 };
        let out = cost.stretch(b"password", b"somesalt", &mut cost.buffer()).unwrap();
        let hex: String = out.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
    }

    #[test]
    fn a_receipt_leads_to_the_same_mailbox_every_time() {
        let (first, again) = (stretcher(1, 1).mailbox(&receipt(1)), stretcher(1, 1).mailbox(&receipt(1)));
        let (first, again) = (first.unwrap(), again.unwrap());
        assert_eq!(first.lookup, again.lookup);
        assert_eq!(*first.key.to_bytes(), *again.key.to_bytes());
    }

    #[test]
    fn another_receipt_pepper_or_instance_leads_elsewhere() {
        let here = stretcher(1, 1).mailbox(&receipt(1)).unwrap();
        for other in [
            stretcher(1, 1).mailbox(&receipt(2)).unwrap(),
            stretcher(2, 1).mailbox(&receipt(1)).unwrap(),
            stretcher(1, 2).mailbox(&receipt(1)).unwrap(),
        ] {
            assert_ne!(here.lookup, other.lookup);
            assert_ne!(*here.key.to_bytes(), *other.key.to_bytes());
        }
    }

    #[test]
    fn what_the_database_holds_is_not_the_key() {
        let mailbox = stretcher(1, 1).mailbox(&receipt(1)).unwrap();
        assert_ne!(mailbox.lookup, *mailbox.key.to_bytes());
        assert_eq!(
            format!("{mailbox:?} {:?}", stretcher(1, 1)),
            "Mailbox(..) Stretcher(Cost { memory_kib: 64, passes: 1 })"
        );
    }

    #[test]
    fn only_link_and_code_together_give_the_key() {
        let entropy = SeededEntropy::new(4);
        let (link, other_link) = (LinkSecret::draw(&entropy).unwrap(), LinkSecret::draw(&entropy).unwrap());
        let (code, other_code) = (OneTimeCode::draw(&entropy).unwrap(), OneTimeCode::draw(&entropy).unwrap());
        let stretcher = stretcher(1, 1);
        let key = stretcher.link_key(&link, &code).unwrap().to_bytes();
        assert_eq!(*key, *stretcher.link_key(&link, &code).unwrap().to_bytes());
        assert_ne!(*key, *stretcher.link_key(&other_link, &code).unwrap().to_bytes());
        assert_ne!(*key, *stretcher.link_key(&link, &other_code).unwrap().to_bytes());
    }

    #[test]
    fn the_buffers_hold_nothing_between_two_receipts() {
        let stretcher = Stretcher::new(&[1; 32], [1; 16], SMALL, 1).unwrap();
        stretcher.mailbox(&receipt(1)).unwrap();
        let clean = stretcher
            .buffers
            .lend(|buffer| buffer.iter().all(|block| block.as_ref().iter().all(|word| *word == 0)));
        assert!(clean.unwrap());
    }

    #[test]
    fn a_cost_that_argon2_does_not_allow_is_refused() {
        for cost in [Cost { memory_kib: 7, passes: 1 }, Cost { memory_kib: 64, passes: 0 }] {
            assert!(Stretcher::new(&[1; 32], [1; 16], cost, 1).is_err());
        }
    }
}
