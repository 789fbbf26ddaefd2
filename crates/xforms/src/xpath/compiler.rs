//! Turns the expressions of one form into their parsed shape, with what they share.

use super::ast::Expr;
use super::lexer::tokens;
use super::parser::parse;
use crate::error::ExpressionProblem;
use crate::limits;
use std::collections::HashMap;

/// What the parser knows of a secondary instance.
#[derive(Debug)]
pub(crate) struct InstanceHead {
    pub id: String,
}

/// Reads the expressions of one form, sharing its patterns.
pub(crate) struct Compiler<'f> {
    instances: &'f [InstanceHead],
    /// Files only `pulldata()` names, whose places come after those of the instances.
    pub pulled: Vec<String>,
    patterns: HashMap<String, regex::Regex>,
}

/// Why an expression was refused: by itself, or for an instance the form lacks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Refusal {
    Problem(ExpressionProblem),
    NoSuchInstance(String),
}

impl From<ExpressionProblem> for Refusal {
    fn from(problem: ExpressionProblem) -> Self {
        Self::Problem(problem)
    }
}

/// Files one form may name in `pulldata()` without declaring them.
const FILES: usize = 500;
/// Distinct patterns one form may have; each may take 4 MB once compiled.
const PATTERNS: usize = 50;

impl<'f> Compiler<'f> {
    /// A compiler for a form with these secondary instances.
    pub fn new(instances: &'f [InstanceHead]) -> Self {
        Self { instances, pulled: Vec::new(), patterns: HashMap::new() }
    }

    /// The place of the instance with that id.
    pub(super) fn instance(&self, id: &str) -> Option<u16> {
        self.instances.iter().position(|instance| instance.id == id).map(|index| index as u16)
    }

    /// The place of the instance with that id, or of the CSV file of that name.
    pub(super) fn instance_or_file(&mut self, id: &str) -> Result<u16, ExpressionProblem> {
        if let Some(declared) = self.instance(id) {
            return Ok(declared);
        }
        let known = self.pulled.iter().position(|name| name == id);
        if known.is_none() && self.pulled.len() >= FILES {
            return Err(ExpressionProblem::Unsupported("pulldata() from more than 500 files"));
        }
        let place = known.unwrap_or_else(|| {
            self.pulled.push(id.to_owned());
            self.pulled.len() - 1
        });
        Ok((self.instances.len() + place) as u16)
    }

    /// Reads one expression.
    pub fn compile(&mut self, text: &str) -> Result<Expr, Refusal> {
        if text.len() > limits::EXPRESSION_BYTES {
            return Err(ExpressionProblem::TooLong { limit: limits::EXPRESSION_BYTES }.into());
        }
        let tokens = tokens(text)?;
        parse(self, text, &tokens)
    }

    /// A pattern compiled to match a whole text, as JavaRosa does.
    pub(super) fn pattern(&mut self, pattern: &str) -> Result<regex::Regex, ExpressionProblem> {
        if let Some(known) = self.patterns.get(pattern) {
            return Ok(known.clone());
        }
        let shown = || pattern.chars().take(200).collect();
        if self.patterns.len() >= PATTERNS {
            return Err(ExpressionProblem::Pattern(shown()));
        }
        let compiled = whole_match(pattern).map_err(|_| ExpressionProblem::Pattern(shown()))?;
        self.patterns.insert(pattern.to_owned(), compiled.clone());
        Ok(compiled)
    }
}

/// Compiles a pattern that must match a text from end to end, within bounded memory.
pub(crate) fn whole_match(pattern: &str) -> Result<regex::Regex, regex::Error> {
    regex::RegexBuilder::new(&format!(r"\A(?:{pattern})\z"))
        .size_limit(4 << 20)
        .dfa_size_limit(1 << 20)
        .build()
}
