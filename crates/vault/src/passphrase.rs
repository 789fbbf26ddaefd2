//! Handlers' keys at rest: wrapped under a passphrase by Argon2id, two derivations at once and no more.

use crate::keys::SecretKey;
use crate::pool::Pool;
use crate::stretcher::Cost;
use crate::symmetric::{self, OVERHEAD};
use crate::{Error, Result, chance};
use kernel::Entropy;
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

/// 64 MiB each: with two at once the whole process stays under its 256 MiB.
const AT_ONCE: usize = 2;
/// Callers beyond this are told to come back: 32 logins at two a quarter of a second wait about 5 s.
const QUEUE: usize = 32;
/// A record that asks for more than this is damaged or hostile.
const MOST: Cost = Cost { memory_kib: 96 << 10, passes: 16 };

const VERSION: u8 = 1;
const SALT: usize = 16;
const HEADER: usize = 1 + 4 + 4 + SALT;
const INFO: &[u8] = b"dannaya/passphrase/v1";

/// Characters a new passphrase has at least.
pub const SHORTEST_PASSPHRASE: usize = 12;
const LONGEST_PASSPHRASE: usize = 256;

/// Words that, with figures and signs around them or repeated, are the commonest passphrases here.
const COMMONEST: [&str; 22] = [
    "abcdef",
    "admin",
    "administrateur",
    "administrator",
    "azerty",
    "azertyuiop",
    "bamako",
    "bienvenue",
    "bonjour",
    "dannaya",
    "denonciation",
    "doudou",
    "iloveyou",
    "jetaime",
    "mali",
    "maliba",
    "motdepasse",
    "password",
    "qwerty",
    "qwertyuiop",
    "soleil",
    "welcome",
];

/// Keys in the order of the fingers on the keyboards in use here, and of the alphabet.
const WALKS: [&str; 4] =
    ["azertyuiopqsdfghjklmwxcvbn", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1234567890"];

/// A passphrase in NFC without white space around it, wiped when dropped.
pub struct Passphrase(Zeroizing<String>);

/// Why a passphrase cannot be taken for a new key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseRefusal {
    /// Fewer than [`SHORTEST_PASSPHRASE`] characters.
    #[error("too short")]
    TooShort,
    /// More than 256 characters.
    #[error("too long")]
    TooLong,
    /// Only figures, hardly any different characters, a walk over the keyboard, or one of the commonest.
    #[error("among the commonest")]
    TooCommon,
}

impl Passphrase {
    /// What somebody typed to be let in; no demands are made on it.
    pub fn typed(text: &str) -> Self {
        // NFC at most triples the bytes of UTF-8 (UAX #15 §9), so the buffer never grows and leaves a copy behind.
        let mut normal = Zeroizing::new(String::with_capacity(3 * text.len()));
        normal.extend(text.trim().nfc());
        Self(normal)
    }

    /// What somebody chose for a new key.
    ///
    /// # Errors
    /// [`PassphraseRefusal`] when it would be guessed easily.
    pub fn chosen(text: &str) -> std::result::Result<Self, PassphraseRefusal> {
        let passphrase = Self::typed(text);
        let length = passphrase.0.chars().count();
        if length < SHORTEST_PASSPHRASE {
            Err(PassphraseRefusal::TooShort)
        } else if length > LONGEST_PASSPHRASE {
            Err(PassphraseRefusal::TooLong)
        } else if passphrase.is_common() {
            Err(PassphraseRefusal::TooCommon)
        } else {
            Ok(passphrase)
        }
    }

    fn is_common(&self) -> bool {
        let mut characters: Vec<char> = self.0.chars().collect();
        characters.sort_unstable();
        characters.dedup();
        let few = characters.len() < 5;
        characters.zeroize();
        let mut letters = Zeroizing::new(String::with_capacity(4 * self.0.len()));
        letters.extend(self.0.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase));
        // Figures alone leave no letters, and nothing at all is a repetition of every word.
        few || COMMONEST.iter().any(|word| letters.split(word).all(str::is_empty)) || is_walk(&self.0)
    }
}

/// Whether most letters and figures follow one another on a keyboard or in the alphabet, forth or back.
fn is_walk(text: &str) -> bool {
    let beside = |one: char, next: char| {
        let place = |row: &str, key: char| row.chars().position(|other| other == key);
        WALKS.iter().any(
            |row| matches!((place(row, one), place(row, next)), (Some(a), Some(b)) if a.abs_diff(b) == 1),
        )
    };
    let (mut last, mut pairs, mut steps) = (None, 0, 0);
    for key in text.chars().filter(|key| key.is_alphanumeric()).flat_map(char::to_lowercase) {
        if let Some(last) = last.replace(key) {
            pairs += 1;
            steps += usize::from(beside(last, key));
        }
    }
    3 * steps > 2 * pairs
}

/// Wraps keys under passphrases and unwraps them.
///
/// At most two derivations run at once and 32 wait; the memory of each goes back to the system when it ends.
pub struct Passphrases {
    cost: Cost,
    turns: Pool<()>,
}

impl Passphrases {
    /// `cost` is that of new wraps ([`Cost::PASSPHRASE`]); each wrap carries its own.
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is more than 96 MiB or 16 passes.
    pub fn new(cost: Cost) -> Result<Self> {
        if cost.memory_kib > MOST.memory_kib || cost.passes > MOST.passes {
            return Err(Error::Malformed("derivation cost"));
        }
        Ok(Self { cost, turns: Pool::of(vec![(); AT_ONCE], QUEUE) })
    }

    /// Version, cost, salt and the sealed key: what is stored for a member.
    ///
    /// # Errors
    /// [`Error::Busy`] when 32 callers are waiting, [`Error::Entropy`] when there is no randomness.
    pub fn wrap_secret(
        &self,
        passphrase: &Passphrase,
        key: &SecretKey,
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>> {
        let header = header(self.cost, &*chance::draw::<SALT>(entropy)?);
        let under = self.stretch(passphrase, &header)?;
        let sealed = symmetric::seal(&under, INFO, &header, &*key.to_bytes(), entropy)?;
        Ok([&header[..], &sealed].concat())
    }

    /// Unwraps a member's key. For an account that does not exist pass `None`: it takes as long, and is answered as a
    /// wrong passphrase is.
    ///
    /// # Errors
    /// [`Error::DoesNotOpen`] when the passphrase is wrong or there is no such account, [`Error::Busy`] when 32
    /// callers are waiting, [`Error::Malformed`] when the bytes are no wrapped key.
    pub fn unwrap_secret(&self, passphrase: &Passphrase, wrapped: Option<&[u8]>) -> Result<SecretKey> {
        let nobody = [&header(self.cost, &[0; SALT])[..], &[0; SecretKey::SIZE + OVERHEAD]].concat();
        let (header, sealed) = wrapped
            .unwrap_or(&nobody)
            .split_first_chunk::<HEADER>()
            .ok_or(Error::Malformed("wrapped key"))?;
        let under = self.stretch(passphrase, header)?;
        SecretKey::from_bytes(&symmetric::open(&under, INFO, header, sealed)?)
    }

    fn stretch(&self, passphrase: &Passphrase, header: &[u8; HEADER]) -> Result<Zeroizing<[u8; 32]>> {
        let cost = cost(header)?;
        self.turns.lend(|()| {
            // Above 32 MiB glibc maps memory for one allocation alone and gives it back when it is freed, so no arena
            // grows and an idle process holds none of it.
            let mut buffer = cost.buffer();
            let stretched = cost.stretch(passphrase.0.as_bytes(), &header[HEADER - SALT..], &mut buffer);
            buffer.zeroize();
            stretched
        })?
    }
}

fn header(cost: Cost, salt: &[u8; SALT]) -> [u8; HEADER] {
    let mut header = [VERSION; HEADER];
    header[1..5].copy_from_slice(&cost.memory_kib.to_be_bytes());
    header[5..9].copy_from_slice(&cost.passes.to_be_bytes());
    header[9..].copy_from_slice(salt);
    header
}

fn cost(header: &[u8; HEADER]) -> Result<Cost> {
    let number = |at: usize| header[at..at + 4].iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
    let cost = Cost { memory_kib: number(1), passes: number(5) };
    if header[0] != VERSION || cost.memory_kib > MOST.memory_kib || cost.passes > MOST.passes {
        return Err(Error::Malformed("wrapped key"));
    }
    Ok(cost)
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

impl fmt::Debug for Passphrases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Passphrases({:?})", self.cost)
    }
}

#[cfg(test)]
mod tests;
