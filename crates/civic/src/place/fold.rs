//! One spelling for many: what two people type for the same place becomes the same letters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Stands in a [`sound`] for ɲ, which French tables write `gn`, `ny` or `ni` before a vowel. A capital cannot
/// come from a folded word.
const PALATAL_N: char = 'N';

/// The words of a name or a query without case, accents and signs: `"N'Gara-Bla"` gives `["ngara", "bla"]`.
/// Apostrophes join, every other sign parts. ɛ ɔ ɲ ŋ become `e o ny ng`, as they are typed on a French keyboard.
pub fn fold(text: &str) -> Vec<String> {
    let mut words = vec![];
    let mut word = String::new();
    for c in text.nfd() {
        match c {
            'a'..='z' | '0'..='9' => word.push(c),
            'A'..='Z' => word.push(c.to_ascii_lowercase()),
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '′' => {}
            c if is_combining_mark(c) => {}
            c if c.is_alphanumeric() => c.to_lowercase().for_each(|c| push_plain(&mut word, c)),
            _ if word.is_empty() => {}
            _ => words.push(std::mem::take(&mut word)),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Letters of West African alphabets that no decomposition leads back to ASCII; other scripts stay as they are.
fn push_plain(word: &mut String, c: char) {
    match c {
        'ɛ' | 'ǝ' | 'ə' => word.push('e'),
        'ɔ' => word.push('o'),
        'ɲ' => word.push_str("ny"),
        'ŋ' => word.push_str("ng"),
        'ɓ' => word.push('b'),
        'ɗ' => word.push('d'),
        'ƴ' => word.push('y'),
        'ɣ' => word.push('g'),
        'œ' => word.push_str("oe"),
        'æ' => word.push_str("ae"),
        'ø' => word.push('o'),
        'ß' => word.push_str("ss"),
        c => word.push(c),
    }
}

/// What a folded word sounds like: French and Bambara spellings of one name come out the same
/// (`segou` and `segu`, `djenne` and `jene`, `nioro` and `nyoro`, `ouagadou` and `wagadu`).
pub(super) fn sound(word: &str) -> String {
    let mut said = String::with_capacity(word.len());
    let mut rest = word;
    let mut dropped = false;
    while let Some(first) = rest.chars().next() {
        let (letter, eaten) = heard(rest).unwrap_or((first, first.len_utf8()));
        // Doubled letters are a matter of taste (Sikasso, Sikaso); `zzzz` is still no beginning of Zon.
        dropped = !dropped && said.ends_with(letter);
        if !dropped {
            said.push(letter);
        }
        rest = &rest[eaten..];
    }
    said
}

/// The sound that begins `rest` and how many letters spell it, where that differs from the first letter.
fn heard(rest: &str) -> Option<(char, usize)> {
    let vowel_at = |at: usize| rest.as_bytes().get(at).is_some_and(|b| b"aeiou".contains(b));
    let starts = |spelling: &str| rest.starts_with(spelling);
    match rest.as_bytes().first()? {
        b'o' if starts("ou") && vowel_at(2) => Some(('w', 2)),
        b'o' if starts("ou") => Some(('u', 2)),
        b'g' if starts("gni") && vowel_at(3) => Some((PALATAL_N, 3)),
        b'g' if starts("gn") => Some((PALATAL_N, 2)),
        b'n' if starts("ny") || (starts("ni") && vowel_at(2)) => Some((PALATAL_N, 2)),
        b'd' if starts("dj") || starts("dy") || (starts("di") && vowel_at(2)) => Some(('j', 2)),
        b't' if starts("ty") || (starts("ti") && vowel_at(2)) => Some(('c', 2)),
        b'g' if starts("gue") || starts("gui") => Some(('g', 2)),
        b'c' if !(starts("ce") || starts("ci") || starts("ch")) => Some(('k', 1)),
        _ => None,
    }
}
