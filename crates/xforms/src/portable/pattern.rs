//! Patterns of `regex()` in the notation of browsers. The two notations look alike and mean different things by `\d`, `\w`, `.`
//! and `$`, so a pattern is not copied: it is read into what it means, and that is written out with nothing left to read in two
//! ways.

use regex_syntax::hir::{Class, Hir, HirKind, Look};
use std::fmt::Write;

/// The source of a `RegExp` with the flag `u` that matches the same texts; `None` when there is none.
pub(super) fn for_browsers(pattern: &str) -> Option<String> {
    let mut out = String::new();
    write(&regex_syntax::parse(pattern).ok()?, &mut out)?;
    Some(out)
}

/// The depth of a pattern is bounded by its reader.
fn write(hir: &Hir, out: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty => {}
        HirKind::Literal(literal) => {
            std::str::from_utf8(&literal.0).ok()?.chars().for_each(|letter| character(letter, out));
        }
        HirKind::Class(Class::Unicode(class)) => {
            out.push('[');
            for range in class.ranges() {
                character(range.start(), out);
                out.push('-');
                character(range.end(), out);
            }
            out.push(']');
        }
        HirKind::Class(Class::Bytes(_)) => return None,
        HirKind::Look(Look::Start) => out.push('^'),
        HirKind::Look(Look::End) => out.push('$'),
        // Words and lines are told apart by other rules in browsers.
        HirKind::Look(_) => return None,
        HirKind::Repetition(repetition) => {
            group(&repetition.sub, out)?;
            let _ = match repetition.max {
                Some(most) => write!(out, "{{{},{most}}}", repetition.min),
                None => write!(out, "{{{},}}", repetition.min),
            };
        }
        HirKind::Capture(capture) => group(&capture.sub, out)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| group(part, out))?,
        HirKind::Alternation(ways) => {
            for (at, way) in ways.iter().enumerate() {
                if at > 0 {
                    out.push('|');
                }
                group(way, out)?;
            }
        }
    }
    Some(())
}

/// What may not run into what is beside it.
fn group(hir: &Hir, out: &mut String) -> Option<()> {
    let single = match hir.kind() {
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0).ok()?.chars().count() == 1,
        // Where a text begins or ends is none: browsers repeat `(?:^)` and not `^`.
        HirKind::Class(_) => true,
        _ => false,
    };
    if single {
        return write(hir, out);
    }
    out.push_str("(?:");
    write(hir, out)?;
    out.push(')');
    Some(())
}

fn character(letter: char, out: &mut String) {
    if letter.is_ascii_alphanumeric() {
        out.push(letter);
    } else {
        // Writing to a String cannot fail.
        let _ = write!(out, "\\u{{{:x}}}", u32::from(letter));
    }
}

#[cfg(test)]
mod tests {
    use super::for_browsers;

    #[test]
    fn a_pattern_is_written_by_what_it_means() {
        assert_eq!(for_browsers(r"\A(?:[0-9]{8})\z").as_deref(), Some("(?:^)(?:[0-9]{8,8})(?:$)"));
        assert_eq!(for_browsers("^*a").as_deref(), Some("(?:(?:^){0,1})a"));
        assert_eq!(
            for_browsers("é+|a.").as_deref(),
            Some("(?:\\u{e9}{1,})|(?:a[\\u{0}-\\u{9}\\u{b}-\\u{10ffff}])")
        );
        assert_eq!(for_browsers("(?i)k").as_deref(), Some("[K-Kk-k\\u{212a}-\\u{212a}]"));
        assert!(
            for_browsers(r"\d").is_some_and(|digits| digits.contains("\\u{7c0}-\\u{7c9}")),
            "the digits of N’Ko are digits"
        );
    }

    #[test]
    fn what_browsers_tell_by_other_rules_is_not_written() {
        assert_eq!(for_browsers(r"\bmot\b"), None);
        assert_eq!(for_browsers("(?m)^a$"), None);
    }
}
