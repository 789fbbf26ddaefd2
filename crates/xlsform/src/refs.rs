//! `${name}`: how an expression or a label names another question.

use crate::names::ncname_length;

/// A reference as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reference<'a> {
    /// The question, group or repeat.
    pub name: &'a str,
    /// `${last-saved#name}`: the value of the record saved before.
    pub last_saved: bool,
    /// Bytes from `$` to `}`.
    pub length: usize,
}

impl<'a> Reference<'a> {
    /// The reference that `text` starts with.
    pub fn at_start(text: &'a str) -> Option<Self> {
        let inside = text.strip_prefix("${")?;
        let plain = inside.strip_prefix("last-saved#");
        let last_saved = plain.is_some_and(|plain| ncname_length(plain) > 0);
        let rest = plain.filter(|_| last_saved).unwrap_or(inside);
        let length = ncname_length(rest);
        if length == 0 || !rest[length..].starts_with('}') {
            return None;
        }
        let before = text.len() - rest.len();
        Some(Self { name: &rest[..length], last_saved, length: before + length + 1 })
    }

    /// Whether the text is one reference and nothing else.
    pub fn is_all_of(text: &'a str) -> bool {
        Self::at_start(text).is_some_and(|found| found.length == text.len())
    }
}

/// A piece of a text: plain, or a reference.
#[derive(Debug, PartialEq)]
pub enum Piece<'a> {
    /// As it is.
    Plain(&'a str),
    /// A reference that starts at this byte.
    Reference(Reference<'a>, usize),
}

/// Cuts a text into what is plain and what is a reference.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(next) = text[at..].find("${") {
        at += next;
        match Reference::at_start(&text[at..]) {
            Some(reference) => {
                if plain < at {
                    found.push(Piece::Plain(&text[plain..at]));
                }
                let length = reference.length;
                found.push(Piece::Reference(reference, at));
                at += length;
                plain = at;
            }
            None => at += 2,
        }
    }
    if plain < text.len() {
        found.push(Piece::Plain(&text[plain..]));
    }
    found
}

/// Every reference of a text, or the first thing that looks like one and is none.
pub fn references(text: &str) -> Result<Vec<Reference<'_>>, String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        let here = &rest[at..];
        let inside = match here[2..].find('}') {
            Some(0) => {
                rest = &here[3..];
                continue;
            }
            Some(end) => &here[..end + 3],
            None => return Err(here.to_owned()),
        };
        match Reference::at_start(inside) {
            Some(reference) if reference.length == inside.len() => found.push(reference),
            _ => return Err(inside.to_owned()),
        }
        rest = &here[inside.len()..];
    }
    Ok(found)
}

/// Whether a text has at least one reference, the first of them well written.
pub fn has_reference(text: &str) -> bool {
    text.find("${").is_some_and(|at| {
        let here = &text[at..];
        here[2..].find('}').is_some_and(|end| Reference::is_all_of(&here[..end + 3]))
    })
}

/// Whether a text reads the record saved before.
pub fn has_last_saved(text: &str) -> bool {
    references(text).is_ok_and(|found| found.iter().any(|reference| reference.last_saved))
}

#[cfg(test)]
mod tests {
    use super::{Piece, Reference, pieces, references};

    #[test]
    fn references_are_found_between_plain_text() {
        let found = pieces("a ${b} c${last-saved#d}");
        let names: Vec<_> = found
            .iter()
            .map(|piece| match piece {
                Piece::Plain(text) => (*text, false),
                Piece::Reference(reference, _) => (reference.name, reference.last_saved),
            })
            .collect();
        assert_eq!(names, [("a ", false), ("b", false), (" c", false), ("d", true)]);
        assert!(Reference::is_all_of("${b}") && !Reference::is_all_of("${b} "));
    }

    #[test]
    fn a_reference_with_a_blank_or_without_an_end_is_told() {
        assert_eq!(references("x ${ b } y"), Err("${ b }".to_owned()));
        assert_eq!(references("x ${b"), Err("${b".to_owned()));
        assert_eq!(references("${} is nothing").map(|found| found.len()), Ok(0));
    }
}
