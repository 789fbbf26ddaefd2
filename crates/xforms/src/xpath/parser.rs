//! Reads an expression by operator precedence. Recursion happens only at parentheses, predicates and
//! arguments, and is capped there.

use super::ast::{Axis, Expr, Key, NameTest, Operator, Path, Start, Step};
use super::compiler::{Compiler, Refusal};
use super::lexer::{Token, TokenKind};
use crate::error::ExpressionProblem;
use crate::limits;

/// Reads the tokens of `text` as one expression.
pub(crate) fn parse(compiler: &mut Compiler<'_>, text: &str, tokens: &[Token]) -> Result<Expr, Refusal> {
    let mut parser = Parser { compiler, text, tokens, at: 0, depth: 0 };
    let parsed = parser.expression(0)?;
    if parser.at < tokens.len() { Err(parser.unexpected()) } else { Ok(parsed.expr) }
}

/// An expression and how deep it nests.
struct Parsed {
    expr: Expr,
    depth: usize,
}

pub(super) struct Parser<'p, 'f> {
    pub compiler: &'p mut Compiler<'f>,
    text: &'p str,
    tokens: &'p [Token],
    at: usize,
    depth: usize,
}

impl Parser<'_, '_> {
    fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn next_is(&mut self, kind: &TokenKind) -> bool {
        let found = self.peek() == Some(kind);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, kind: &TokenKind) -> Result<(), Refusal> {
        if self.next_is(kind) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn unexpected(&self) -> Refusal {
        let begin = if self.at == 0 { 0 } else { self.tokens[self.at - 1].end };
        let found = match self.tokens.get(self.at) {
            Some(token) => self.text[begin..token.end].trim().to_owned(),
            None => "end".to_owned(),
        };
        let before: Vec<char> = self.text[..begin].chars().collect();
        let after = before[before.len().saturating_sub(20)..].iter().collect();
        ExpressionProblem::Unexpected { found, after }.into()
    }

    /// Checks the nesting of what was built, for walking it recurses that far.
    fn built(&self, expr: Expr, inner: usize) -> Result<Parsed, Refusal> {
        let depth = inner + 1;
        if depth > limits::EXPRESSION_DEPTH {
            return Err(ExpressionProblem::TooDeep { limit: limits::EXPRESSION_DEPTH }.into());
        }
        Ok(Parsed { expr, depth })
    }

    /// An expression inside another: the only place where the parser's own recursion grows with its input.
    fn nested(&mut self) -> Result<Parsed, Refusal> {
        self.depth += 1;
        if self.depth > limits::EXPRESSION_DEPTH {
            return Err(ExpressionProblem::TooDeep { limit: limits::EXPRESSION_DEPTH }.into());
        }
        let parsed = self.expression(0)?;
        self.depth -= 1;
        Ok(parsed)
    }

    /// Operators that bind at least as tightly as `least`.
    fn expression(&mut self, least: u8) -> Result<Parsed, Refusal> {
        let mut left = self.signed()?;
        while let Some(precedence) = self.operator().map(Operator::precedence).filter(|found| *found >= least)
        {
            let mut rest = Vec::new();
            let mut inner = left.depth;
            while let Some(operator) = self.operator().filter(|found| found.precedence() == precedence) {
                self.at += 1;
                let right = self.expression(precedence + 1)?;
                inner = inner.max(right.depth);
                rest.push((operator, right.expr));
            }
            left = self.built(Expr::Chain(Box::new(left.expr), rest), inner)?;
        }
        Ok(left)
    }

    fn operator(&self) -> Option<Operator> {
        match self.peek() {
            Some(TokenKind::Operator(operator)) => Some(*operator),
            _ => None,
        }
    }

    /// An operand with any number of minus signs, which bind less tightly than `|` only.
    fn signed(&mut self) -> Result<Parsed, Refusal> {
        let mut signs = 0;
        while self.next_is(&TokenKind::Operator(Operator::Minus)) {
            signs += 1;
        }
        if signs == 0 {
            return self.operand();
        }
        let inner = self.expression(Operator::Union.precedence())?;
        let negated = self.built(Expr::Negate(Box::new(inner.expr)), inner.depth)?;
        if signs % 2 == 1 {
            return Ok(negated);
        }
        self.built(Expr::Negate(Box::new(negated.expr)), negated.depth)
    }

    fn operand(&mut self) -> Result<Parsed, Refusal> {
        let Some(kind) = self.peek() else { return Err(self.unexpected()) };
        match kind {
            TokenKind::Number(number) => {
                let expr = Expr::Number(*number);
                self.at += 1;
                self.built(expr, 0)
            }
            TokenKind::Text(text) => {
                let expr = Expr::Text(text.clone());
                self.at += 1;
                self.built(expr, 0)
            }
            TokenKind::Open => {
                self.at += 1;
                let inner = self.nested()?;
                self.expect(&TokenKind::Close)?;
                match self.peek() {
                    Some(TokenKind::Slash | TokenKind::OpenBracket) => {
                        Err(ExpressionProblem::Unsupported("a path or predicate after parentheses").into())
                    }
                    _ => Ok(inner),
                }
            }
            TokenKind::Name(name)
                if self.tokens.get(self.at + 1).is_some_and(|after| after.kind == TokenKind::Open) =>
            {
                let name = name.clone();
                match &*name {
                    "current" | "instance" => self.path(),
                    "text" | "node" | "comment" | "processing-instruction" => {
                        Err(ExpressionProblem::Unsupported("a node test with parentheses").into())
                    }
                    _ => self.call(&name),
                }
            }
            TokenKind::Slash
            | TokenKind::Name(_)
            | TokenKind::Star
            | TokenKind::Dot
            | TokenKind::DotDot
            | TokenKind::At => self.path(),
            _ => Err(self.unexpected()),
        }
    }

    fn call(&mut self, name: &str) -> Result<Parsed, Refusal> {
        self.at += 2;
        let mut arguments = Vec::new();
        let mut inner = 0;
        if !self.next_is(&TokenKind::Close) {
            loop {
                let argument = self.nested()?;
                inner = inner.max(argument.depth);
                arguments.push(argument.expr);
                if self.next_is(&TokenKind::Close) {
                    break;
                }
                self.expect(&TokenKind::Comma)?;
            }
        }
        let expr = self.called(name, arguments)?;
        self.built(expr, inner)
    }

    fn path(&mut self) -> Result<Parsed, Refusal> {
        let from = if self.at == 0 { 0 } else { self.tokens[self.at - 1].end };
        let mut steps = Vec::new();
        let mut inner = 0;
        let start = match self.peek() {
            Some(TokenKind::Slash) => Start::Primary,
            Some(TokenKind::Name(name))
                if self.tokens.get(self.at + 1).map(|t| &t.kind) == Some(&TokenKind::Open) =>
            {
                let current = &**name == "current";
                self.at += 2;
                if current {
                    self.expect(&TokenKind::Close).map(|()| Start::Current)?
                } else {
                    self.instance()?
                }
            }
            _ => {
                inner = self.step(&mut steps)?;
                Start::Context
            }
        };
        // A slash needs a step: `/` alone holds no answer.
        while self.next_is(&TokenKind::Slash) {
            inner = inner.max(self.step(&mut steps)?);
        }
        let written = self.text[from..self.tokens[self.at - 1].end].trim().into();
        self.built(Expr::Path(Path { start, steps, written }), inner)
    }

    /// The rest of `instance('id')`, after its opening parenthesis.
    fn instance(&mut self) -> Result<Start, Refusal> {
        let Some(TokenKind::Text(id)) = self.peek() else {
            return Err(ExpressionProblem::LiteralNeeded("instance()").into());
        };
        let Some(index) = self.compiler.instance(id) else {
            return Err(Refusal::NoSuchInstance(id.to_string()));
        };
        self.at += 1;
        self.expect(&TokenKind::Close)?;
        Ok(Start::Instance(index))
    }

    /// One step, and how deep its predicates nest.
    fn step(&mut self, steps: &mut Vec<Step>) -> Result<usize, Refusal> {
        let mut axis = Axis::Child;
        if let (Some(TokenKind::Name(name)), Some(TokenKind::Axis)) =
            (self.peek(), self.tokens.get(self.at + 1).map(|token| &token.kind))
        {
            axis = match &**name {
                "child" => Axis::Child,
                "parent" => Axis::Parent,
                "self" => Axis::Itself,
                "attribute" => Axis::Attribute,
                _ => return Err(ExpressionProblem::Unsupported("an axis but child, parent and self").into()),
            };
            self.at += 2;
        } else if self.next_is(&TokenKind::At) {
            axis = Axis::Attribute;
        }
        let test = match self.peek() {
            Some(TokenKind::Dot) if axis == Axis::Child => {
                axis = Axis::Itself;
                NameTest::Any
            }
            Some(TokenKind::DotDot) if axis == Axis::Child => {
                axis = Axis::Parent;
                NameTest::Any
            }
            Some(TokenKind::Star) => NameTest::Any,
            Some(TokenKind::Name(name)) if axis == Axis::Attribute => {
                NameTest::Named(format!("@{}", crate::xml::local(name)).into())
            }
            Some(TokenKind::Name(name)) => NameTest::Named(crate::xml::local(name).into()),
            _ => return Err(self.unexpected()),
        };
        self.at += 1;
        let mut predicates = Vec::new();
        let mut inner = 0;
        while self.next_is(&TokenKind::OpenBracket) {
            let predicate = self.nested()?;
            self.expect(&TokenKind::CloseBracket)?;
            inner = inner.max(predicate.depth);
            predicates.push(predicate.expr);
        }
        let first = predicates.first().filter(|predicate| !predicate.asks_position());
        let key = first.and_then(Key::of).map(Box::new);
        steps.push(Step { axis, test, predicates, key });
        Ok(inner)
    }
}
