//! Computes an expression over the instances.

use super::ast::{Expr, Operator};
use super::library;
use super::numbers::{number_text, text_number};
use super::paths::Filter;
use crate::calendar::Moment;
use crate::error::EvaluationError;
use crate::instance::{Answers, Model, NodeId};
use crate::limits;
use crate::rows::{RowId, Rows};
use std::cell::Cell;

/// What an expression can see outside itself.
pub(crate) trait World {
    /// What the form defines.
    fn model(&self) -> &Model;
    /// The primary instance with the answers so far.
    fn answers(&self) -> &Answers;
    /// Whether a node of the primary instance counts; one that does not reads as empty.
    fn relevant(&self, node: NodeId) -> bool;
    /// The rows of a secondary instance.
    fn rows(&self, index: u16) -> Result<&Rows, EvaluationError>;
    /// The text of an itext id in the language of the filling.
    fn itext(&self, evaluator: &Evaluator<'_>, id: &str, at: NodeRef) -> Result<String, EvaluationError>;
    /// The label of a value of the select at that node.
    fn choice_name(
        &self,
        evaluator: &Evaluator<'_>,
        question: NodeId,
        value: &str,
    ) -> Result<String, EvaluationError>;
    /// The version of the form.
    fn version(&self) -> &str;
    /// Something known of the person or the device, as `username`.
    fn property(&self, name: &str) -> Option<String>;
    /// The digest of some bytes, when the surroundings can make it.
    fn digest(&self, algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>>;
    /// The short name of a month (`%b`, 1 to 12) or of a day of the week (`%a`, 1 for Monday).
    fn calendar_name(&self, letter: char, number: u8) -> Option<String>;
    /// The present instant.
    fn now(&self) -> Moment;
    /// 128 unpredictable bits.
    fn entropy(&self) -> u128;
}

/// A node of some instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum NodeRef {
    /// Of the primary instance.
    Answer(NodeId),
    /// Of a secondary one, by its place in the form.
    Row(u16, RowId),
}

impl NodeRef {
    pub fn primary(node: NodeId) -> Self {
        Self::Answer(node)
    }
}

/// What an expression is worth.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Boolean(bool),
    Number(f64),
    Text(String),
    Nodes(Vec<NodeRef>),
}

/// Where an expression is evaluated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// The node being looked at; in a predicate, the candidate.
    pub at: NodeRef,
    /// The node the expression belongs to.
    pub current: NodeRef,
    /// 1-based position of the candidate and how many there are.
    pub position: usize,
    pub size: usize,
}

impl Place {
    /// An expression of a bind or a control, on its node.
    pub fn of(node: NodeRef) -> Self {
        Self { at: node, current: node, position: 1, size: 1 }
    }
}

/// Evaluates expressions and keeps count of the steps they take.
pub(crate) struct Evaluator<'w> {
    pub world: &'w dyn World,
    steps: Cell<u64>,
    texts: Cell<usize>,
}

type Outcome<T> = Result<T, EvaluationError>;

impl<'w> Evaluator<'w> {
    /// An evaluator for one act of the person filling the form.
    pub fn new(world: &'w dyn World) -> Self {
        Self { world, steps: Cell::new(0), texts: Cell::new(0) }
    }

    /// Counts work done.
    pub fn spend(&self, steps: usize) -> Outcome<()> {
        let spent = self.steps.get().saturating_add(steps as u64);
        self.steps.set(spent);
        if spent > limits::EVALUATION_STEPS { Err(EvaluationError::TooMuchWork) } else { Ok(()) }
    }

    /// Steps spent so far, to hand on to the evaluator of the next moment of the same act.
    pub fn spent(&self) -> u64 {
        self.steps.get()
    }

    /// Goes on counting from there.
    pub fn resume(&self, spent: u64) {
        self.steps.set(spent);
    }

    /// Makes a text that may show other texts, bounding how far that goes.
    pub fn showing<T>(&self, make: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        if self.texts.get() >= limits::TEXT_DEPTH {
            return Err(EvaluationError::TooMuchWork);
        }
        self.texts.set(self.texts.get() + 1);
        let made = make();
        self.texts.set(self.texts.get() - 1);
        made
    }

    pub fn text(&self, expr: &Expr, place: Place) -> Outcome<String> {
        let value = self.value(expr, place)?;
        self.as_text(&value)
    }

    pub fn number(&self, expr: &Expr, place: Place) -> Outcome<f64> {
        let value = self.value(expr, place)?;
        self.as_number(&value)
    }

    pub fn boolean(&self, expr: &Expr, place: Place) -> Outcome<bool> {
        let value = self.value(expr, place)?;
        Ok(self.as_boolean(&value))
    }

    /// The nodes an expression selects; none when it is not a path.
    pub fn nodes(&self, expr: &Expr, place: Place) -> Outcome<Vec<NodeRef>> {
        match self.value(expr, place)? {
            Value::Nodes(nodes) => Ok(nodes),
            _ => Ok(Vec::new()),
        }
    }

    pub fn value(&self, expr: &Expr, place: Place) -> Outcome<Value> {
        self.spend(1)?;
        match expr {
            Expr::Number(number) => Ok(Value::Number(*number)),
            Expr::Text(text) => Ok(Value::Text(text.to_string())),
            Expr::Path(path) => Ok(Value::Nodes(self.path(path, place, Filter::Predicates)?)),
            Expr::Negate(inner) => Ok(Value::Number(-self.number(inner, place)?)),
            Expr::Chain(first, rest) => self.chain(first, rest, place),
            Expr::Call(function, arguments) => library::call(self, *function, arguments, place),
            Expr::Matches(text, pattern) => {
                let text = self.text(text, place)?;
                self.spend(text.len())?;
                Ok(Value::Boolean(pattern.is_match(&text)))
            }
            Expr::ChoiceName(value, path) => {
                let value = self.text(value, place)?;
                match self.path(path, place, Filter::Predicates)?.first() {
                    Some(NodeRef::Answer(node)) => {
                        Ok(Value::Text(self.world.choice_name(self, *node, &value)?))
                    }
                    _ => Ok(Value::Text(String::new())),
                }
            }
            Expr::IndexedRepeat(target, repeats) => self.indexed_repeat(target, repeats, place),
            Expr::PullData(instance, arguments) => {
                let [column, key, value] = &**arguments;
                self.pull_data(
                    *instance,
                    &self.text(column, place)?,
                    &self.text(key, place)?,
                    &self.text(value, place)?,
                )
            }
        }
    }

    fn chain(&self, first: &Expr, rest: &[(Operator, Expr)], place: Place) -> Outcome<Value> {
        let mut left = self.value(first, place)?;
        for (operator, operand) in rest {
            // `and` and `or` look at the right side only when the left leaves the answer open.
            match operator {
                Operator::Or if self.as_boolean(&left) => {
                    left = Value::Boolean(true);
                    continue;
                }
                Operator::And if !self.as_boolean(&left) => {
                    left = Value::Boolean(false);
                    continue;
                }
                _ => {}
            }
            let right = self.value(operand, place)?;
            left = match operator {
                Operator::Or | Operator::And => Value::Boolean(self.as_boolean(&right)),
                Operator::Plus | Operator::Minus | Operator::Times | Operator::Divide | Operator::Modulo => {
                    let (left, right) = (self.as_number(&left)?, self.as_number(&right)?);
                    Value::Number(match operator {
                        Operator::Plus => left + right,
                        Operator::Minus => left - right,
                        Operator::Times => left * right,
                        Operator::Divide => left / right,
                        _ => left % right,
                    })
                }
                Operator::Union => self.union(left, right)?,
                comparison => Value::Boolean(self.compare(*comparison, &left, &right)?),
            };
        }
        Ok(left)
    }

    fn union(&self, left: Value, right: Value) -> Outcome<Value> {
        let mut joined = Vec::new();
        for nodes in [left, right] {
            if let Value::Nodes(nodes) = nodes {
                joined.extend(nodes);
            }
        }
        self.spend(joined.len())?;
        let mut seen = std::collections::HashSet::new();
        joined.retain(|node| seen.insert(*node));
        Ok(Value::Nodes(joined))
    }

    /// Whether the node counts: rows always do.
    pub fn counts(&self, node: NodeRef) -> bool {
        match node {
            NodeRef::Answer(node) => self.world.relevant(node),
            NodeRef::Row(..) => true,
        }
    }

    /// The text of a node; empty for one that does not count.
    pub fn node_text(&self, node: NodeRef) -> Outcome<&'w str> {
        let text = if self.counts(node) { self.held_text(node)? } else { "" };
        self.spend(text.len() / 16)?;
        Ok(text)
    }

    /// The text a node holds, whether it counts or not.
    pub fn held_text(&self, node: NodeRef) -> Outcome<&'w str> {
        Ok(match node {
            NodeRef::Answer(node) => self.world.answers().value(node),
            NodeRef::Row(instance, row) => self.world.rows(instance)?.value(row),
        })
    }

    /// 1-based rank of a node among its namesakes, which is what `position(..)` asks of a repeat.
    pub fn rank(&self, node: NodeRef) -> Outcome<usize> {
        Ok(match node {
            NodeRef::Answer(node) => {
                let rank = self.world.answers().rank(self.world.model(), node);
                self.spend(rank / 8)?;
                rank
            }
            NodeRef::Row(instance, row) => {
                let rows = self.world.rows(instance)?;
                let Some(parent) = rows.parent(row) else { return Ok(1) };
                let namesakes = rows.children(parent).filter(|child| rows.name(*child) == rows.name(row));
                let before = namesakes.take_while(|child| *child != row).count();
                self.spend(before)?;
                before + 1
            }
        })
    }

    pub fn as_text(&self, value: &Value) -> Outcome<String> {
        Ok(match value {
            Value::Boolean(truth) => if *truth { "true" } else { "false" }.to_owned(),
            Value::Number(number) => number_text(*number),
            Value::Text(text) => text.clone(),
            Value::Nodes(nodes) => match nodes.first() {
                Some(node) => self.node_text(*node)?.to_owned(),
                None => String::new(),
            },
        })
    }

    pub fn as_number(&self, value: &Value) -> Outcome<f64> {
        Ok(match value {
            Value::Boolean(truth) => f64::from(u8::from(*truth)),
            Value::Number(number) => *number,
            text => text_number(&self.as_text(text)?, self.world.now().offset_minutes),
        })
    }

    /// As XPath, but a set of nodes is true when one of them holds an answer: in a form the nodes are always
    /// there, and `relevant="/data/consent"` means «was answered».
    pub fn as_boolean(&self, value: &Value) -> bool {
        match value {
            Value::Boolean(truth) => *truth,
            Value::Number(number) => *number != 0.0 && !number.is_nan(),
            Value::Text(text) => !text.is_empty(),
            Value::Nodes(nodes) => {
                nodes.iter().any(|node| self.node_text(*node).is_ok_and(|text| !text.is_empty()))
            }
        }
    }
}
