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
    /// `indexed-repeat(node, repeat, position, …)`.
    IndexedRepeat(Path, Vec<(Path, Expr)>),
    /// `pulldata('instance', column, key column, key)` with the place of the instance in the form.
    PullData(u16, Box<[Expr; 3]>),
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
    /// What every row that passes the first predicate has in a column, where that can be told beforehand.
    pub key: Option<Box<Key>>,
}

/// A column and the expression its text equals.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub column: Box<str>,
    pub value: Expr,
}

/// Direction of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axis {
    Child,
    Parent,
    Itself,
    Attribute,
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
            Self::IndexedRepeat(path, repeats) => {
                path.visit(see);
                for (repeat, position) in repeats {
                    repeat.visit(see);
                    position.visit(see);
                }
            }
            Self::PullData(_, arguments) => arguments.iter().for_each(|argument| argument.visit(see)),
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

impl Key {
    /// The key in a predicate: `column = value`, alone or among conditions joined by `and`, where the value is the
    /// same for every row.
    pub fn of(predicate: &Expr) -> Option<Self> {
        let Expr::Chain(first, rest) = predicate else { return None };
        match rest.as_slice() {
            [(Operator::Equal, second)] => Self::pair(first, second).or_else(|| Self::pair(second, first)),
            all if all.iter().all(|(operator, _)| *operator == Operator::And) => {
                std::iter::once(&**first).chain(all.iter().map(|(_, condition)| condition)).find_map(Self::of)
            }
            _ => None,
        }
    }

    fn pair(column: &Expr, value: &Expr) -> Option<Self> {
        let Expr::Path(Path { start: Start::Context, steps, .. }) = column else { return None };
        let [Step { axis: Axis::Child, test: NameTest::Named(name), predicates, .. }] = steps.as_slice()
        else {
            return None;
        };
        if !predicates.is_empty() || !value.is_the_same_for_every_candidate() {
            return None;
        }
        Some(Self { column: name.clone(), value: value.clone() })
    }
}

impl Expr {
    fn is_the_same_for_every_candidate(&self) -> bool {
        let mut same = true;
        self.visit(&mut |inner| {
            same = same
                && match inner {
                    Self::Number(_) | Self::Text(_) | Self::Negate(_) | Self::Chain(..) => true,
                    Self::Path(path) => path.start != Start::Context,
                    Self::Call(function, arguments) => function.is_steady() && !arguments.is_empty(),
                    _ => false,
                }
        });
        same
    }

    /// Whether a predicate keeps candidates for their place among the others, or may: everything but a condition
    /// that says nothing of places.
    pub fn asks_position(&self) -> bool {
        let condition = match self {
            Self::Chain(_, rest) => rest.iter().all(|(operator, _)| operator.precedence() <= 4),
            Self::Path(_) | Self::Matches(..) | Self::Text(_) => true,
            Self::Call(function, _) => function.is_condition(),
            _ => false,
        };
        let mut asks = !condition;
        self.visit(&mut |inner| {
            asks = asks || matches!(inner, Self::Call(Function::Position | Function::Last, arguments) if arguments.is_empty());
        });
        asks
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

impl Expr {
    /// The path, when the expression is `position(path)`.
    pub fn positioned(&self) -> Option<&Path> {
        match self {
            Self::Call(Function::Position, arguments) => match arguments.as_slice() {
                [Self::Path(path)] => Some(path),
                _ => None,
            },
            _ => None,
        }
    }

    /// The arguments, when the expression is a call of `coalesce()`.
    pub fn coalesced(&self) -> Option<&[Self]> {
        match self {
            Self::Call(Function::Coalesce, arguments) => Some(arguments),
            _ => None,
        }
    }

    /// The name of the column, when the expression is one and nothing else.
    pub fn column(&self) -> Option<Box<str>> {
        let Self::Path(Path { start: Start::Context, steps, .. }) = self else { return None };
        match steps.as_slice() {
            [Step { axis: Axis::Child, test: NameTest::Named(name), predicates, .. }]
                if predicates.is_empty() =>
            {
                Some(name.clone())
            }
            _ => None,
        }
    }
}
