//! Public references of cases: short, sayable over the phone, with a check character.

use crate::{Entropy, EntropyError};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Digits and letters that are not mistaken for one another by eye or ear (no 0 O 1 I L U B S Z).
/// The length is prime, so that one wrong symbol and one swap of neighbours are always detected.
const SYMBOLS: &[u8; 23] = b"23456789ACDEFGHJKMNPQRT";

/// `DN-7K3Q-9FAX`: prefix of the pack, seven random symbols, one check symbol.
///
/// 23⁷ ≈ 3.4 × 10⁹ references a pack. The check symbol is the weighted sum of the others modulo 23
/// (ISO 7064 in spirit), which catches every single wrong symbol and every swap of two neighbours.
/// A reference identifies a case in talk; it opens nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(String);

/// The text is not a reference: wrong shape or wrong check symbol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not a reference of a case; compare it with the receipt, symbol by symbol")]
pub struct ReferenceError;

impl Reference {
    /// Draws a fresh reference for a pack whose prefix is `prefix` (two or three capital letters).
    ///
    /// # Errors
    /// [`EntropyError`] when there is no randomness.
    pub fn draw(prefix: &str, entropy: &dyn Entropy) -> Result<Self, EntropyError> {
        let mut picks = Vec::with_capacity(7);
        while picks.len() < 7 {
            let mut bytes = [0u8; 16];
            entropy.fill(&mut bytes)?;
            // 230 is the largest multiple of 23 in a byte: below it every symbol is equally likely.
            picks.extend(bytes.iter().filter(|byte| **byte < 230).map(|byte| (byte % 23) as usize));
        }
        picks.truncate(7);
        picks.push(check(&picks));
        Ok(Self::compose(prefix, &picks))
    }

    /// Reads a reference as people type it: any case, with or without dashes and spaces.
    ///
    /// # Errors
    /// [`ReferenceError`] when shape or check symbol is wrong.
    pub fn parse(text: &str) -> Result<Self, ReferenceError> {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .take(16)
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if !plain.is_ascii() || plain.len() < 10 || plain.len() > 11 {
            return Err(ReferenceError);
        }
        let (prefix, body) = plain.split_at(plain.len() - 8);
        let picks: Vec<usize> =
            body.bytes().filter_map(|byte| SYMBOLS.iter().position(|symbol| *symbol == byte)).collect();
        if picks.len() != 8
            || !prefix.bytes().all(|b| b.is_ascii_uppercase())
            || check(&picks[..7]) != picks[7]
        {
            return Err(ReferenceError);
        }
        Ok(Self::compose(prefix, &picks))
    }

    /// The reference as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn compose(prefix: &str, picks: &[usize]) -> Self {
        let symbols: String = picks.iter().map(|pick| SYMBOLS[*pick] as char).collect();
        Self(format!("{prefix}-{}-{}", &symbols[..4], &symbols[4..]))
    }
}

fn check(picks: &[usize]) -> usize {
    picks.iter().enumerate().map(|(place, pick)| (place + 1) * pick).sum::<usize>() % SYMBOLS.len()
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededEntropy;

    #[test]
    fn a_reference_is_read_back_however_it_is_typed() {
        let drawn = Reference::draw("DN", &SeededEntropy::new(7)).unwrap();
        let typed = drawn.as_str().to_lowercase().replace('-', " ");
        assert_eq!(Reference::parse(&typed), Ok(drawn));
    }

    #[test]
    fn every_wrong_symbol_and_every_swap_of_neighbours_is_noticed() {
        let chance = SeededEntropy::new(1);
        for _ in 0..50 {
            let drawn = Reference::draw("DN", &chance).unwrap();
            let plain: Vec<char> = drawn.as_str().chars().filter(|c| *c != '-').collect();
            for place in 2..10 {
                for symbol in SYMBOLS.iter().map(|s| *s as char).filter(|s| *s != plain[place]) {
                    let mut wrong = plain.clone();
                    wrong[place] = symbol;
                    assert!(Reference::parse(&wrong.iter().collect::<String>()).is_err());
                }
                if place < 9 && plain[place] != plain[place + 1] {
                    let mut swapped = plain.clone();
                    swapped.swap(place, place + 1);
                    assert!(
                        Reference::parse(&swapped.iter().collect::<String>()).is_err(),
                        "{drawn} {place}"
                    );
                }
            }
        }
    }
}
