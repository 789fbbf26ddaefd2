//! The coalition's escrow key, split among its organisations: any `k` of `n` shares give it back, fewer give nothing
//! (Shamir, "How to Share a Secret", CACM 1979).

use crate::chance::Draws;
use crate::keys::SecretKey;
use crate::symmetric::sha256;
use crate::{Error, Result};
use base32::Alphabet;
use blahaj::Sharks;
use kernel::Entropy;
use std::fmt;
use zeroize::Zeroizing;

const VERSION: u8 = 1;
const FINGERPRINT: usize = 4;
const CHECKSUM: usize = 4;
/// Version, threshold, fingerprint of the key, number of the share, 32 bytes of the share.
const BODY: usize = 1 + 1 + FINGERPRINT + 1 + SecretKey::SIZE;
const BYTES: usize = BODY + CHECKSUM;

/// Organisations a key can be split among.
pub const MOST_SHARES: u8 = 32;

/// One organisation's share of the escrow key. Printed on paper and kept apart from the others.
pub struct EscrowShare(Zeroizing<[u8; BODY]>);

/// Splits a key so that any `needed` of `shares` give it back.
///
/// # Errors
/// [`Error::Malformed`] unless 2 ≤ `needed` ≤ `shares` ≤ [`MOST_SHARES`]; [`Error::Entropy`] when there is no
/// randomness.
pub fn split_escrow(
    key: &SecretKey,
    needed: u8,
    shares: u8,
    entropy: &dyn Entropy,
) -> Result<Vec<EscrowShare>> {
    if needed < 2 || needed > shares || shares > MOST_SHARES {
        return Err(Error::Malformed("number of shares"));
    }
    let fingerprint = fingerprint(key);
    let mut draws = Draws::from(entropy);
    let dealt: Vec<blahaj::Share> =
        Sharks(needed).dealer_rng(&*key.to_bytes(), &mut draws).take(usize::from(shares)).collect();
    draws.finish()?;
    Ok(dealt
        .iter()
        .map(|share| {
            let mut body = Zeroizing::new([0u8; BODY]);
            body[0] = VERSION;
            body[1] = needed;
            body[2..2 + FINGERPRINT].copy_from_slice(&fingerprint);
            let point = Zeroizing::new(Vec::from(share));
            body[2 + FINGERPRINT..].copy_from_slice(&point);
            EscrowShare(body)
        })
        .collect())
}

/// Joins shares to the key they were split from.
///
/// # Errors
/// [`Error::TooFewShares`] when fewer distinct shares than needed belong to the key of the first;
/// [`Error::DoesNotOpen`] when shares of two splits of one key were mixed.
pub fn join_escrow(shares: &[EscrowShare]) -> Result<SecretKey> {
    let Some(first) = shares.first() else { return Err(Error::TooFewShares { given: 0, needed: 2 }) };
    let needed = usize::from(first.0[1]);
    let mut distinct: Vec<&EscrowShare> = Vec::new();
    for share in shares.iter().filter(|share| share.0[..2 + FINGERPRINT] == first.0[..2 + FINGERPRINT]) {
        if distinct.iter().all(|other| other.number() != share.number()) {
            distinct.push(share);
        }
    }
    let given = distinct.len();
    if given < needed {
        return Err(Error::TooFewShares { given, needed });
    }
    let points: Vec<blahaj::Share> = distinct[..needed]
        .iter()
        .filter_map(|share| blahaj::Share::try_from(&share.0[2 + FINGERPRINT..]).ok())
        .collect();
    let sharks = Sharks(first.0[1]);
    let joined = sharks.recover(&points).map(Zeroizing::new);
    // Any points lie on some polynomial: only the fingerprint tells that it was the right one.
    joined
        .ok()
        .and_then(|bytes| SecretKey::from_bytes(&bytes).ok())
        .filter(|key| fingerprint(key)[..] == first.0[2..2 + FINGERPRINT])
        .ok_or(Error::DoesNotOpen)
}

impl EscrowShare {
    /// Which of the shares this is, from 1.
    pub fn number(&self) -> u8 {
        self.0[2 + FINGERPRINT]
    }

    /// How many shares are needed together.
    pub fn needed(&self) -> u8 {
        self.0[1]
    }

    /// The share for paper: groups of four letters and figures of Crockford's base32 (no I L O U) with a checksum,
    /// wiped when dropped.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new([0u8; BYTES]);
        bytes[..BODY].copy_from_slice(&*self.0);
        bytes[BODY..].copy_from_slice(&checksum(&self.0));
        let plain = Zeroizing::new(base32::encode(Alphabet::Crockford, &*bytes));
        let mut text = Zeroizing::new(String::with_capacity(2 * plain.len()));
        for (place, symbol) in plain.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                text.push('-');
            }
            text.push(symbol);
        }
        text
    }

    /// Reads a share typed from paper: any case, spaces and dashes as one likes, O for 0 and I or L for 1.
    ///
    /// # Errors
    /// [`Error::Malformed`] when something is missing or mistyped.
    pub fn from_text(typed: &str) -> Result<Self> {
        const SHARE: Error = Error::Malformed("share");
        let mut plain = Zeroizing::new(String::with_capacity(typed.len()));
        plain.extend(typed.chars().filter(|c| !c.is_whitespace() && *c != '-'));
        let bytes = Zeroizing::new(base32::decode(Alphabet::Crockford, &plain).ok_or(SHARE)?);
        let (body, check) = bytes.split_first_chunk::<BODY>().ok_or(SHARE)?;
        let whole =
            check == &checksum(body)[..] && body[0] == VERSION && body[1] >= 2 && body[2 + FINGERPRINT] > 0;
        if whole { Ok(Self(Zeroizing::new(*body))) } else { Err(SHARE) }
    }
}

/// Names a key among others; four bytes of a hash of the public half tell nothing of the secret one.
fn fingerprint(key: &SecretKey) -> [u8; FINGERPRINT] {
    first_four(sha256(&key.public().to_bytes()))
}

fn checksum(body: &[u8; BODY]) -> [u8; CHECKSUM] {
    first_four(sha256(body))
}

fn first_four(hash: [u8; 32]) -> [u8; 4] {
    [hash[0], hash[1], hash[2], hash[3]]
}

impl fmt::Debug for EscrowShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EscrowShare(number {} of {} needed)", self.number(), self.needed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededEntropy;

    fn split(seed: u64, needed: u8, shares: u8) -> (SecretKey, Vec<EscrowShare>) {
        let entropy = SeededEntropy::new(seed);
        let key = SecretKey::generate(&entropy).unwrap();
        let shares = split_escrow(&key, needed, shares, &entropy).unwrap();
        (key, shares)
    }

    fn copy(share: &EscrowShare) -> EscrowShare {
        EscrowShare::from_text(&share.to_text()).unwrap()
    }

    fn pick(shares: &[EscrowShare], numbers: &[usize]) -> Vec<EscrowShare> {
        numbers.iter().map(|number| copy(&shares[*number])).collect()
    }

    #[test]
    fn any_three_of_five_shares_give_the_key_back_and_no_two_do() {
        let (key, shares) = split(10, 3, 5);
        for a in 0..5 {
            for b in (0..5).filter(|b| *b != a) {
                let two = join_escrow(&pick(&shares, &[a, b]));
                assert!(matches!(two, Err(Error::TooFewShares { given: 2, needed: 3 })));
                for c in (0..5).filter(|c| *c != a && *c != b) {
                    let joined = join_escrow(&pick(&shares, &[a, b, c])).unwrap();
                    assert_eq!(*joined.to_bytes(), *key.to_bytes());
                }
            }
        }
        assert!(join_escrow(&shares).is_ok());
    }

    #[test]
    fn one_share_given_twice_counts_once() {
        let (_, shares) = split(10, 3, 5);
        assert!(matches!(join_escrow(&pick(&shares, &[0, 1, 1])), Err(Error::TooFewShares { given: 2, .. })));
        assert!(matches!(join_escrow(&[]), Err(Error::TooFewShares { given: 0, .. })));
    }

    #[test]
    fn shares_of_another_key_or_of_another_split_do_not_help() {
        let (key, mut shares) = split(10, 2, 3);
        let (_, others) = split(11, 2, 3);
        assert!(join_escrow(&[copy(&shares[0]), copy(&others[1])]).is_err());
        let resplit = split_escrow(&key, 2, 3, &SeededEntropy::new(12)).unwrap();
        assert!(join_escrow(&[shares.remove(0), copy(&resplit[1])]).is_err());
    }

    #[test]
    fn a_share_is_read_from_paper_and_every_wrong_symbol_is_noticed() {
        let (_, shares) = split(10, 3, 5);
        let text = shares[4].to_text();
        let typed = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(*EscrowShare::from_text(&typed).unwrap().to_text(), *text);
        assert_eq!(format!("{:?}", shares[4]), "EscrowShare(number 5 of 3 needed)");
        let plain = text.replace('-', "");
        for place in 0..plain.len() {
            let other = if &plain[place..=place] == "A" { "B" } else { "A" };
            let mut wrong = plain.clone();
            wrong.replace_range(place..=place, other);
            // The last symbol carries bits that no byte holds.
            let read = EscrowShare::from_text(&wrong).map(|share| share.to_text());
            assert!(read.is_err() || read.is_ok_and(|back| *back == *text), "symbol {place}");
            assert!(EscrowShare::from_text(&plain[..place]).is_err());
        }
    }

    #[test]
    fn a_split_that_one_organisation_could_open_is_refused() {
        let entropy = SeededEntropy::new(10);
        let key = SecretKey::generate(&entropy).unwrap();
        for (needed, shares) in [(0, 3), (1, 3), (4, 3), (2, 33)] {
            assert!(split_escrow(&key, needed, shares, &entropy).is_err());
        }
    }
}
