//! Receipts: the twenty digits by which a reporter, and nobody else, comes back to a case.

use crate::Result;
use kernel::Entropy;
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The quasigroup of order 10 of H. M. Damm ("Total anti-symmetrische Quasigruppen", thesis, Marburg 2004). Its check
/// digit notices every single wrong digit and every swap of two neighbours.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// Random digits before the check digit: 63.1 bits.
const RANDOM: usize = 19;
const DIGITS: usize = RANDOM + 1;
/// A person may space the digits as they like; nothing longer than this is read.
const LONGEST: usize = 80;

/// 19 random digits and a Damm check digit, shown as `4821 0937 5516 2048 7713`.
///
/// It cannot be printed or compared except by the methods below, and is wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Receipt([u8; DIGITS]);

impl Receipt {
    /// A fresh receipt; each of the 10¹⁹ is equally likely.
    ///
    /// # Errors
    /// [`crate::Error::Entropy`] when there is no randomness.
    pub fn draw(entropy: &dyn Entropy) -> Result<Self> {
        let mut receipt = Self([0; DIGITS]);
        draw_digits(&mut receipt.0[..RANDOM], entropy)?;
        receipt.0[RANDOM] = interim(&receipt.0[..RANDOM]);
        Ok(receipt)
    }

    /// Reads a receipt as people type it: with spaces, dashes or dots or without, in European, Arabic, Persian or
    /// N'Ko digits. The second value says whether it can be one that was issued.
    ///
    /// What is mistyped gives a stand-in whose check digit is wrong: it was never issued, so looking it up finds
    /// nothing. Callers do the same work and give the same answer for both, whatever the second value is; then
    /// mistyped, unknown and erased receipts look and last the same.
    pub fn read_lenient(typed: &str) -> (Self, bool) {
        let mut read = Self([0; DIGITS]);
        let well_formed = read_digits(typed, &mut read.0) && interim(&read.0) == 0;
        if well_formed {
            return (read, true);
        }
        let mut stand_in = Self([0; DIGITS]);
        stand_in.0[RANDOM] = 1;
        (stand_in, false)
    }

    /// The twenty digits without spaces, wiped when dropped.
    pub fn digits(&self) -> Zeroizing<String> {
        as_text(&self.0, DIGITS)
    }

    /// Five groups of four digits, wiped when dropped.
    pub fn grouped(&self) -> Zeroizing<String> {
        as_text(&self.0, 4)
    }

    pub(crate) fn values(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receipt(..)")
    }
}

/// The Damm check digit of some digits; 0 for digits that end with their own.
fn interim(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |row, digit| DAMM[usize::from(row)][usize::from(*digit)])
}

/// Fills `into` with digits that are all equally likely.
pub(crate) fn draw_digits(into: &mut [u8], entropy: &dyn Entropy) -> Result<()> {
    let mut filled = 0;
    while filled < into.len() {
        let chance = crate::chance::draw::<32>(entropy)?;
        // 250 is the largest multiple of 10 in a byte: below it every digit is equally likely.
        for byte in chance.iter().filter(|byte| **byte < 250).take(into.len() - filled) {
            into[filled] = byte % 10;
            filled += 1;
        }
    }
    Ok(())
}

/// Reads exactly as many digits as `into` holds; false when there are fewer, more, or anything else among them.
pub(crate) fn read_digits(typed: &str, into: &mut [u8]) -> bool {
    let mut filled = 0;
    for (place, character) in typed.chars().enumerate() {
        if place == LONGEST {
            return false;
        }
        if is_separator(character) {
            continue;
        }
        match (digit(character), into.get_mut(filled)) {
            (Some(value), Some(slot)) => *slot = value,
            _ => return false,
        }
        filled += 1;
    }
    filled == into.len()
}

fn digit(character: char) -> Option<u8> {
    // European, Arabic-Indic, Extended Arabic-Indic, N'Ko: each block holds its ten digits in order.
    let offset = ['0', '\u{660}', '\u{6F0}', '\u{7C0}']
        .into_iter()
        .map(|zero| u32::from(character).wrapping_sub(u32::from(zero)))
        .find(|offset| *offset < 10)?;
    u8::try_from(offset).ok()
}

/// Spaces, dashes and dots between groups, and the marks of direction that keyboards for Arabic and N'Ko leave.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '.' | '\u{2010}'..='\u{2015}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

pub(crate) fn as_text(digits: &[u8], group: usize) -> Zeroizing<String> {
    // Large enough that it never grows and leaves a copy behind.
    let mut text = Zeroizing::new(String::with_capacity(2 * digits.len()));
    for (place, digit) in digits.iter().enumerate() {
        if place > 0 && place % group == 0 {
            text.push(' ');
        }
        text.push(char::from(b'0' + digit));
    }
    text
}

#[cfg(test)]
mod tests;
