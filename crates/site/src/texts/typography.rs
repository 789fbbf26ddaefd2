//! French typography, so that translators may type ordinary spaces.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource};

/// Narrow no-break space: before `: ; ? ! % »`, after `«` (Imprimerie nationale, *Lexique des règles typographiques*).
pub(super) const NARROW: char = '\u{202F}';

/// Sets every text of `resource` as French wants it.
pub(super) fn french(resource: &mut Resource<String>) {
    every_text(resource, &spaced);
}

/// Puts `change` of each text in its place, variables and selectors aside.
pub(super) fn every_text(resource: &mut Resource<String>, change: &impl Fn(&str) -> String) {
    for entry in &mut resource.body {
        match entry {
            Entry::Message(message) => {
                message.value.iter_mut().for_each(|value| pattern(value, change));
                message.attributes.iter_mut().for_each(|attribute| pattern(&mut attribute.value, change));
            }
            Entry::Term(term) => pattern(&mut term.value, change),
            _ => {}
        }
    }
}

fn pattern(value: &mut Pattern<String>, change: &impl Fn(&str) -> String) {
    for element in &mut value.elements {
        match element {
            PatternElement::TextElement { value } => *value = change(value),
            PatternElement::Placeable { expression } => within(expression, change),
        }
    }
}

fn within(expression: &mut Expression<String>, change: &impl Fn(&str) -> String) {
    match expression {
        Expression::Select { variants, .. } => {
            variants.iter_mut().for_each(|variant| pattern(&mut variant.value, change));
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => within(expression, change),
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
