//! What a cell of the column `type` says.

use crate::form::Role;

/// What a row is, by its type.
#[derive(Debug, PartialEq)]
pub enum Type<'a> {
    /// A group, repeat or loop begins; the list of a loop.
    Begin(Role, Option<&'a str>),
    /// It ends.
    End(Role),
    /// Something is chosen from a list.
    Select { kind: &'static str, from_file: bool, strict: bool, list: &'a str, or_other: bool },
    /// Places of OpenStreetMap, with the list of their tags.
    Osm(&'a str),
    /// Any other question.
    Other,
}

const SECTIONS: [(&str, Role); 5] = [
    ("group", Role::Group),
    ("lgroup", Role::Repeat),
    ("repeat", Role::Repeat),
    ("loop", Role::Loop),
    ("looped group", Role::Repeat),
];

const ONE: &str = "select one";
const SEVERAL: &str = "select all that apply";

/// Commands of selects: what they come to, whether the list is a file, and whether that is checked for parameters.
const SELECTS: [(&str, &str, bool, bool); 15] = [
    ("add select one prompt using", ONE, false, false),
    ("add select multiple prompt using", SEVERAL, false, false),
    ("select all that apply from", SEVERAL, false, false),
    ("select one from", ONE, false, false),
    ("select1", ONE, false, false),
    ("select_one", ONE, false, false),
    ("select one", ONE, false, false),
    ("select_multiple", SEVERAL, false, false),
    ("select all that apply", SEVERAL, false, false),
    ("select_one_external", "select one external", false, false),
    ("select_one_from_file", ONE, true, true),
    ("select_multiple_from_file", SEVERAL, true, true),
    ("select one from file", ONE, true, false),
    ("select multiple from file", SEVERAL, true, false),
    ("rank", "rank", false, false),
];

/// Reads a type.
pub fn parse(text: &str) -> Type<'_> {
    if let Some(rest) = bounded(text, "begin") {
        for (name, role) in SECTIONS {
            let Some(rest) = rest.strip_prefix(name) else { continue };
            if rest.is_empty() {
                return Type::Begin(role, None);
            }
            let Some(list) = rest.strip_prefix(' ') else { continue };
            let list = list.strip_prefix("over ").unwrap_or(list);
            if is_word(list) {
                return Type::Begin(role, Some(list));
            }
        }
    }
    if let Some(rest) = bounded(text, "end")
        && let Some((_, role)) = SECTIONS.iter().find(|(name, _)| *name == rest)
    {
        return Type::End(*role);
    }
    for (command, kind, from_file, strict) in SELECTS {
        let Some(rest) = text.strip_prefix(command).and_then(|rest| rest.strip_prefix(' ')) else { continue };
        let (list, other) = rest.split_once(' ').map_or((rest, None), |(list, other)| (list, Some(other)));
        let known = other.is_none_or(|other| ["or specify other", "or_other", "or other"].contains(&other));
        if is_word(list) && known {
            return Type::Select { kind, from_file, strict, list, or_other: other.is_some() };
        }
    }
    if let Some(at) = text.find("osm ") {
        let list = text[at + 4..].split_whitespace().next().unwrap_or_default();
        if is_word(list) {
            return Type::Osm(list);
        }
    }
    Type::Other
}

/// Whether a type is that of a select, its list left out.
pub fn is_select(text: &str) -> bool {
    SELECTS.iter().any(|(command, ..)| *command == text)
}

fn bounded<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    let mut signs = rest.chars();
    signs.next().filter(|sign| sign.is_whitespace() || *sign == '_')?;
    Some(signs.as_str())
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

/// The usual name of a question type.
pub fn usual(text: &str) -> &str {
    match text {
        "imei" => "deviceid",
        "image" | "add image prompt" | "add photo prompt" => "photo",
        "add audio prompt" => "audio",
        "add video prompt" => "video",
        "add file prompt" => "file",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Type, parse};
    use crate::form::Role;

    #[test]
    fn types_are_read_in_their_old_and_new_spellings() {
        assert_eq!(parse("begin_group"), Type::Begin(Role::Group, None));
        assert_eq!(parse("begin repeat"), Type::Begin(Role::Repeat, None));
        assert_eq!(parse("begin loop over villages"), Type::Begin(Role::Loop, Some("villages")));
        assert_eq!(parse("end looped group"), Type::End(Role::Repeat));
        assert_eq!(parse("text"), Type::Other);
        let Type::Select { kind, list, or_other, .. } = parse("select_multiple fruits or_other") else {
            panic!()
        };
        assert_eq!((kind, list, or_other), ("select all that apply", "fruits", true));
        let Type::Select { kind, from_file, .. } = parse("select one from file a.csv") else { panic!() };
        assert_eq!((kind, from_file), ("select one", true));
        assert_eq!(parse("select_one a b"), Type::Other);
    }
}
