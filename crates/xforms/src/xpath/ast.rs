//! The shape of an expression.

use super::functions::Function;

/// An expression.
#[derive(Debug, Clone)]
pub(crate) enum Expr {
    Number(f64),
    Text(Box<str>),
    Path(Path),
    /// An odd number of minus signs.
    Negate(Box<Expr>),
    /// Operators of one precedence, from left to right. Flat, so that a thousand `or` are not a thousand levels.
    Chain(Box<Expr>, Vec<(Operator, Expr)>),
    Call(Function, Vec<Expr>),
    /// `regex()` with a pattern written out, compiled with the form.
    Matches(Box<Expr>, regex::Regex),
    /// `jr:choice-name(value, 'path of a select')`.
    ChoiceName(Box<Expr>, Path),
}

/// A binary operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Times,
    Divide,
    Modulo,
    Union,
}

impl Operator {
    /// How tightly it binds; higher is tighter.
    pub fn precedence(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::NotEqual => 3,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 4,
            Self::Plus | Self::Minus => 5,
            Self::Times | Self::Divide | Self::Modulo => 6,
            Self::Union => 7,
        }
    }
}

/// A location path.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    pub start: Start,
    pub steps: Vec<Step>,
    /// As written, for messages.
    pub written: Box<str>,
}

/// Where a path begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// `/…`: above the root of the primary instance, even inside a predicate on another instance.
    Primary,
    /// `name`, `.`, `..`: the node being looked at.
    Context,
    /// `current()`: the node the expression belongs to.
    Current,
    /// `instance('id')`: above the root of that secondary instance, by its place in the form.
    Instance(u16),
}

/// One step of a path.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub axis: Axis,
    pub test: NameTest,
    pub predicates: Vec<Expr>,
}

/// Direction of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axis {
    Child,
    Parent,
    Itself,
}

/// Which names a step accepts. Prefixes are ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NameTest {
    Any,
    Named(Box<str>),
}

impl NameTest {
    pub fn accepts(&self, name: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Named(wanted) => **wanted == *name,
        }
    }
}

impl Expr {
    /// Calls `see` on this expression and all inside it, predicates included.
    pub fn visit<'e>(&'e self, see: &mut dyn FnMut(&'e Expr)) {
        see(self);
        match self {
            Self::Number(_) | Self::Text(_) => {}
            Self::Path(path) => path.visit(see),
            Self::Negate(inner) | Self::Matches(inner, _) => inner.visit(see),
            Self::ChoiceName(inner, path) => {
                inner.visit(see);
                path.visit(see);
            }
            Self::Chain(first, rest) => {
                first.visit(see);
                rest.iter().for_each(|(_, operand)| operand.visit(see));
            }
            Self::Call(_, arguments) => arguments.iter().for_each(|argument| argument.visit(see)),
        }
    }
}

impl Path {
    fn visit<'e>(&'e self, see: &mut dyn FnMut(&'e Expr)) {
        for predicate in self.steps.iter().flat_map(|step| &step.predicates) {
            predicate.visit(see);
        }
    }
}

/// The id in `jr:itext('id')`, when the whole expression is that.
pub(crate) fn itext_literal(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Call(Function::Itext, arguments) => match arguments.as_slice() {
            [Expr::Text(id)] => Some(id),
            _ => None,
        },
        _ => None,
    }
}

/// The argument in `jr:itext(…)`, when the whole expression is that.
pub(crate) fn itext_argument(expr: Expr) -> Result<Expr, Expr> {
    match expr {
        Expr::Call(Function::Itext, mut arguments) if arguments.len() == 1 => Ok(arguments.swap_remove(0)),
        other => Err(other),
    }
}
