//! Names that can stand in XML, and names that were probably meant.

/// Whether a word can name a node: a letter or `_` first, then letters, digits, `-`, `_` and `.`; one `:` may part two
/// such words.
pub fn is_xml_name(word: &str) -> bool {
    let mut parts = word.split(':');
    let (first, second, third) = (parts.next(), parts.next(), parts.next());
    first.is_some_and(is_ncname) && second.is_none_or(is_ncname) && third.is_none()
}

/// Whether a word can name a node without a prefix.
pub fn is_ncname(word: &str) -> bool {
    ncname_length(word) == word.len() && !word.is_empty()
}

/// How many bytes at the start of `text` make a name without a prefix.
pub fn ncname_length(text: &str) -> usize {
    let mut length = 0;
    for (at, sign) in text.char_indices() {
        let fits = if at == 0 { is_start(sign) } else { is_start(sign) || is_later(sign) };
        if !fits {
            break;
        }
        length = at + sign.len_utf8();
    }
    length
}

/// <https://www.w3.org/TR/xml/#NT-NameStartChar> without the colon.
fn is_start(sign: char) -> bool {
    matches!(sign,
        'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

fn is_later(sign: char) -> bool {
    matches!(sign, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Longest word that is compared with others: two long words cost their product.
const COMPARED: usize = 40;
/// Most words that are compared: among more than these, a guess is not worth its time.
const CANDIDATES: usize = 5_000;

/// The known word nearest to what was typed, if it is near enough to have been meant.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let written = typed;
    let typed = typed.to_lowercase();
    let length = typed.chars().count();
    if length > COMPARED {
        return None;
    }
    let far = (length / 3).clamp(1, 4);
    let alike = |word: &&str| word.len() <= 4 * COMPARED && word.chars().count().abs_diff(length) <= far;
    let candidates: Vec<&str> = known.into_iter().filter(alike).take(CANDIDATES + 1).collect();
    if candidates.len() > CANDIDATES {
        return None;
    }
    candidates
        .into_iter()
        .map(|word| (distance(&typed, &word.to_lowercase()), word))
        .filter(|(steps, word)| *steps <= far && *word != written)
        .min()
        .map(|(_, word)| word.to_owned())
}

/// How many letters have to be added, left out, changed, or swapped with their neighbour.
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut above: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut steps = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                steps = steps.min(above[j - 1] + 1);
            }
            row.push(steps);
        }
        above = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{is_xml_name, nearest};

    #[test]
    fn names_start_with_a_letter_and_hold_no_space() {
        for name in ["age", "_a-b.c", "Âge", "école", "entities:saveto"] {
            assert!(is_xml_name(name), "{name}");
        }
        for name in ["", "1er", "mon nom", "a:b:c", "a/b", "${x}"] {
            assert!(!is_xml_name(name), "{name}");
        }
    }

    #[test]
    fn a_slip_of_the_hand_is_recognised_and_another_word_is_not() {
        assert_eq!(nearest("txet", ["text", "integer"]).as_deref(), Some("text"));
        assert_eq!(nearest("Integer", ["text", "integer"]).as_deref(), Some("integer"));
        assert_eq!(nearest("zzzz", ["text", "integer"]), None);
    }
}
