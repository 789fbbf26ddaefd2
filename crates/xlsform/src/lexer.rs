//! The words of an expression, as far as a conversion has to tell them apart. First rule that fits wins, as in pyxform.

use crate::names::ncname_length;

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// `+ - *`, ` mod `, ` div `.
    Math,
    /// `|`.
    Union,
    /// `${name}`.
    Reference,
    /// `name(`.
    Call,
    /// `name[`.
    PredicateStart,
    /// `]`.
    PredicateEnd,
    /// `)`.
    Close,
    /// `/`.
    Slash,
    /// `'text'`.
    Literal,
    /// Blanks.
    Space,
    /// Anything else.
    Other,
}

/// A word and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    pub token: Token,
    pub text: &'a str,
    pub start: usize,
}

/// Cuts an expression into words; nothing is left out.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (token, length) = next(rest);
        let length = length.max(rest.chars().next().map_or(1, char::len_utf8));
        found.push(Word { token, text: &rest[..length], start: at });
        at += length;
    }
    found
}

fn next(rest: &str) -> (Token, usize) {
    let bytes = rest.as_bytes();
    if let Some(length) = date(rest).or_else(|| time(rest)).or_else(|| number(bytes)) {
        return (Token::Other, length);
    }
    if let Some(word) = [" mod ", " div "].into_iter().find(|word| rest.starts_with(word)) {
        return (Token::Math, word.len());
    }
    if let Some(word) = [" and ", " or "].into_iter().find(|word| rest.starts_with(word)) {
        return (Token::Other, word.len());
    }
    match bytes[0] {
        b'*' | b'+' | b'-' => return (Token::Math, 1),
        b'|' => return (Token::Union, 1),
        b')' => return (Token::Close, 1),
        b'/' => return (Token::Slash, 1),
        b'=' | b'<' | b'>' | b'(' | b'[' | b'{' | b'}' | b'.' | b',' => return (Token::Other, 1),
        b']' => return (Token::PredicateEnd, 1),
        quote @ (b'"' | b'\'') => {
            if let Some(end) = rest[1..].find(char::from(quote)) {
                return (Token::Literal, end + 2);
            }
            return (Token::Other, 1);
        }
        _ => {}
    }
    let blanks = rest.find(|sign: char| !sign.is_whitespace()).unwrap_or(rest.len());
    if blanks > 0 {
        return (Token::Space, blanks);
    }
    if let Some(reference) = crate::refs::Reference::at_start(rest) {
        return (Token::Reference, reference.length);
    }
    named(rest)
}

fn named(rest: &str) -> (Token, usize) {
    let mut length = ncname_length(rest);
    if length == 0 {
        return (Token::Other, 1);
    }
    if rest[length..].starts_with(':') {
        let second = ncname_length(&rest[length + 1..]);
        if second > 0 {
            length += 1 + second;
        }
    }
    match rest.as_bytes().get(length) {
        Some(b'(') => (Token::Call, length + 1),
        Some(b'[') => (Token::PredicateStart, length + 1),
        _ => (Token::Other, length),
    }
}

/// `2027-03-31`, with or without `T12:00:00`.
fn date(rest: &str) -> Option<usize> {
    let start = usize::from(rest.starts_with('-'));
    let length = start + shaped(rest.get(start..)?, "9999-99-99")?;
    let clock = rest.get(length..).and_then(|rest| rest.strip_prefix('T')).and_then(time);
    Some(clock.map_or(length, |clock| length + 1 + clock))
}

fn time(rest: &str) -> Option<usize> {
    let length = shaped(rest, "99:99:99")?;
    let zone = rest.get(length..).map_or(0, |zone| match zone.as_bytes().first() {
        Some(b'Z') => 1,
        Some(b'+' | b'-') => shaped(&zone[1..], "99:99").map_or(0, |zone| zone + 1),
        _ => 0,
    });
    Some(length + zone)
}

/// Whether the text starts like the model, in which 9 is any digit.
fn shaped(text: &str, model: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let fits = model.bytes().enumerate().all(|(at, wanted)| {
        bytes
            .get(at)
            .is_some_and(|found| if wanted == b'9' { found.is_ascii_digit() } else { *found == wanted })
    });
    fits.then_some(model.len())
}

fn number(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let start = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(start);
    if bytes.get(start + whole) == Some(&b'.') {
        let part = digits(start + whole + 1);
        if whole + part > 0 {
            return Some(start + whole + 1 + part);
        }
    }
    (whole > 0).then_some(start + whole)
}

/// Whether a default has to be calculated: it has a reference, a function or arithmetic.
pub fn is_dynamic(default: &str, question_type: &str) -> bool {
    let dashed = matches!(question_type, "date" | "dateTime" | "geopoint" | "geotrace" | "geoshape");
    for word in words(default) {
        match word.token {
            Token::Math if dashed && word.text == "-" => return false,
            Token::Math | Token::Union | Token::Reference | Token::Call => return true,
            _ => {}
        }
    }
    false
}

/// Where `instance(…)/root/item[…]/…` stands in a text that people read.
pub fn instance_paths(text: &str) -> Vec<(usize, usize)> {
    if !text.contains("instance(") {
        return Vec::new();
    }
    let (mut inside, mut in_path, mut in_predicate) = (false, false, false);
    let mut last: Option<Word<'_>> = None;
    let mut bounds = Vec::new();
    let end = |word: Option<Word<'_>>| word.map_or(0, |word| word.start + word.text.len());
    for word in words(text) {
        let before = last.map(|word| (word.token, word.text));
        let mut kept = false;
        if !inside && word.token == Token::Call && word.text == "instance(" {
            (inside, kept) = (true, true);
            bounds.push(word.start);
        } else if inside {
            match (word.token, before) {
                (Token::Literal, Some((Token::Call, "instance("))) => kept = true,
                (Token::Close, Some((Token::Literal, _))) => kept = true,
                (Token::Slash, Some((Token::Close | Token::PredicateEnd, _))) => {
                    (kept, in_path) = (true, true)
                }
                (Token::Space, _) if in_path => in_path = false,
                (Token::PredicateStart, _) if in_path => (kept, in_path, in_predicate) = (true, false, true),
                _ if in_path => kept = true,
                (token, _) if in_predicate => {
                    kept = true;
                    in_predicate = token != Token::PredicateEnd;
                }
                _ => {}
            }
        }
        if kept {
            last = Some(word);
        } else if inside {
            inside = false;
            bounds.push(end(last));
        }
    }
    if last.is_some() {
        bounds.push(end(last));
    }
    bounds.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::{instance_paths, is_dynamic};

    #[test]
    fn a_default_with_a_sum_a_function_or_a_reference_is_calculated() {
        for default in ["1 + 1", "today()", "${age}", "a | b", "4 div 2"] {
            assert!(is_dynamic(default, "text"), "{default}");
        }
        for default in ["foo", "2027-03-31", "my-choice", "", "-5", "it's"] {
            assert!(!is_dynamic(default, "text"), "{default}");
        }
        assert!(!is_dynamic("2027 - 03", "date"));
    }

    #[test]
    fn a_path_into_an_instance_ends_at_the_blank_after_it() {
        let text = "Chef : instance('v')/root/item[name = ${x}]/label ou autre";
        let [(start, end)] = instance_paths(text)[..] else { panic!("{:?}", instance_paths(text)) };
        assert_eq!(&text[start..end], "instance('v')/root/item[name = ${x}]/label");
        assert!(instance_paths("une instance (du parti)").is_empty());
    }
}
