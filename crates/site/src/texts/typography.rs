//! French typography, so that translators may type ordinary spaces.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource};

/// Narrow no-break space: before `: ; ? ! % »`, after `«` (Imprimerie nationale, *Lexique des règles typographiques*).
pub(super) const NARROW: char = '\u{202F}';

/// Replaces ordinary and no-break spaces beside French punctuation in every text of `resource`.
pub(super) fn french(resource: &mut Resource<String>) {
    for entry in &mut resource.body {
        match entry {
            Entry::Message(message) => {
                if let Some(value) = &mut message.value {
                    pattern(value);
                }
                message.attributes.iter_mut().for_each(|attribute| pattern(&mut attribute.value));
            }
            Entry::Term(term) => pattern(&mut term.value),
            _ => {}
        }
    }
}

fn pattern(value: &mut Pattern<String>) {
    for element in &mut value.elements {
        match element {
            PatternElement::TextElement { value } => *value = spaced(value),
            PatternElement::Placeable { expression } => expression_texts(expression),
        }
    }
}

fn expression_texts(expression: &mut Expression<String>) {
    match expression {
        Expression::Select { variants, .. } => {
            variants.iter_mut().for_each(|variant| pattern(&mut variant.value));
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => expression_texts(expression),
        Expression::Inline(_) => {}
    }
}

/// `text` with a narrow no-break space wherever French wants one, curly apostrophes, and an unbroken `F CFA`.
pub(super) fn spaced(text: &str) -> String {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    for c in text.chars() {
        let after_quote =
            out.last() == Some(&'«') || (out.len() > 1 && out[out.len() - 2..] == ['«', NARROW]);
        match c {
            ':' | ';' | '?' | '!' | '»' | '%' if matches!(out.last(), Some(' ' | '\u{A0}')) => {
                out.pop();
                out.push(NARROW);
                out.push(c);
            }
            ' ' | '\u{A0}' if after_quote => {
                if out.last() == Some(&'«') {
                    out.push(NARROW);
                }
            }
            '\'' => out.push('’'),
            _ => out.push(c),
        }
    }
    out.into_iter().collect::<String>().replace("F CFA", "F\u{202F}CFA")
}
