//! Cuts an expression into tokens, telling `*` the operator from `*` the name as XPath 1.0 §3.7 says.

use super::ast::Operator;
use crate::error::ExpressionProblem;

/// A token and the byte at which it ends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub kind: TokenKind,
    pub end: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TokenKind {
    Number(f64),
    Text(Box<str>),
    /// A possibly prefixed name, or a function's or axis's name.
    Name(Box<str>),
    /// `*` as a name.
    Star,
    Operator(Operator),
    Slash,
    Dot,
    DotDot,
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    Comma,
    /// `::`
    Axis,
    At,
}

impl TokenKind {
    /// After such a token an operator can stand, and a name cannot.
    fn ends_operand(&self) -> bool {
        matches!(
            self,
            Self::Number(_)
                | Self::Text(_)
                | Self::Name(_)
                | Self::Star
                | Self::Dot
                | Self::DotDot
                | Self::Close
                | Self::CloseBracket
        )
    }
}

/// All tokens of an expression.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, ExpressionProblem> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let after_operand = tokens.last().is_some_and(|token| token.kind.ends_operand());
        let (kind, length) = token(&text[at..], first, after_operand)?;
        at += length;
        tokens.push(Token { kind, end: at });
    }
    Ok(tokens)
}

/// The token at the start of `rest`, and its length in bytes.
fn token(rest: &str, first: char, after_operand: bool) -> Result<(TokenKind, usize), ExpressionProblem> {
    use TokenKind as T;
    let second = rest[first.len_utf8()..].chars().next();
    Ok(match (first, second) {
        ('/', Some('/')) => return Err(ExpressionProblem::Unsupported("//")),
        ('/', _) => (T::Slash, 1),
        ('@', _) => (T::At, 1),
        ('$', _) => return Err(ExpressionProblem::Unsupported("$variable")),
        (':', Some(':')) => (T::Axis, 2),
        ('(', _) => (T::Open, 1),
        (')', _) => (T::Close, 1),
        ('[', _) => (T::OpenBracket, 1),
        (']', _) => (T::CloseBracket, 1),
        (',', _) => (T::Comma, 1),
        ('|', _) => (T::Operator(Operator::Union), 1),
        ('+', _) => (T::Operator(Operator::Plus), 1),
        ('-', _) => (T::Operator(Operator::Minus), 1),
        ('=', _) => (T::Operator(Operator::Equal), 1),
        ('!', Some('=')) => (T::Operator(Operator::NotEqual), 2),
        ('<', Some('=')) => (T::Operator(Operator::LessOrEqual), 2),
        ('<', _) => (T::Operator(Operator::Less), 1),
        ('>', Some('=')) => (T::Operator(Operator::GreaterOrEqual), 2),
        ('>', _) => (T::Operator(Operator::Greater), 1),
        ('*', _) if after_operand => (T::Operator(Operator::Times), 1),
        ('*', _) => (T::Star, 1),
        ('.', Some('.')) => (T::DotDot, 2),
        ('.', Some(digit)) if digit.is_ascii_digit() => number(rest),
        ('.', _) => (T::Dot, 1),
        ('"' | '\'', _) => match rest[1..].find(first) {
            Some(length) => (T::Text(rest[1..=length].into()), length + 2),
            None => return Err(ExpressionProblem::OpenText),
        },
        (digit, _) if digit.is_ascii_digit() => number(rest),
        (letter, _) if starts_name(letter) => {
            let name = name(rest);
            let operator = match name {
                "or" => Some(Operator::Or),
                "and" => Some(Operator::And),
                "div" => Some(Operator::Divide),
                "mod" => Some(Operator::Modulo),
                _ => None,
            };
            match operator {
                Some(operator) if after_operand => (T::Operator(operator), name.len()),
                _ => (T::Name(name.into()), name.len()),
            }
        }
        (other, _) => {
            let found = other.to_string();
            return Err(ExpressionProblem::Unexpected { found, after: String::new() });
        }
    })
}

fn number(rest: &str) -> (TokenKind, usize) {
    let mut dots = 0;
    let ends = |character: char| {
        dots += usize::from(character == '.');
        !(character.is_ascii_digit() || (character == '.' && dots == 1))
    };
    let length = rest.find(ends).unwrap_or(rest.len());
    // Digits with at most one dot always parse; «1.» needs its zero.
    let value = rest[..length].trim_end_matches('.').parse().unwrap_or(f64::NAN);
    (TokenKind::Number(value), length)
}

fn starts_name(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

fn continues_name(character: char) -> bool {
    starts_name(character) || character.is_numeric() || matches!(character, '-' | '.' | '\u{B7}')
}

/// A name, with its prefix if it has one: a colon belongs to it unless another follows (an axis).
fn name(rest: &str) -> &str {
    let end = |text: &str| text.find(|character| !continues_name(character)).unwrap_or(text.len());
    let first = end(rest);
    match rest[first..].strip_prefix(':') {
        Some(after) if after.starts_with(starts_name) => &rest[..first + 1 + end(after)],
        _ => &rest[..first],
    }
}
