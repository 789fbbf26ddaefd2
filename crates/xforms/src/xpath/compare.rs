//! Compares values.

use super::ast::Operator;
use super::eval::{Evaluator, Value};
use crate::error::EvaluationError;

type Outcome<T> = Result<T, EvaluationError>;

impl Evaluator<'_> {
    /// XPath 1.0 §3.4: a set of nodes compares true when one of its nodes does.
    pub(super) fn compare(&self, operator: Operator, left: &Value, right: &Value) -> Outcome<bool> {
        match (left, right) {
            (Value::Nodes(_), Value::Boolean(_)) | (Value::Boolean(_), Value::Nodes(_)) => {
                let (left, right) = (self.as_boolean(left), self.as_boolean(right));
                self.compare_one(operator, &Value::Boolean(left), &Value::Boolean(right))
            }
            (Value::Nodes(nodes), other) => {
                for node in nodes {
                    let node = Value::Text(self.node_text(*node)?.to_owned());
                    if self.compare(operator, &node, other)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            (other, Value::Nodes(nodes)) => {
                for node in nodes {
                    let node = Value::Text(self.node_text(*node)?.to_owned());
                    if self.compare_one(operator, other, &node)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => self.compare_one(operator, left, right),
        }
    }

    fn compare_one(&self, operator: Operator, left: &Value, right: &Value) -> Outcome<bool> {
        if matches!(operator, Operator::Equal | Operator::NotEqual) {
            let equal = match (left, right) {
                (Value::Boolean(_), _) | (_, Value::Boolean(_)) => {
                    self.as_boolean(left) == self.as_boolean(right)
                }
                (Value::Number(_), _) | (_, Value::Number(_)) => {
                    self.as_number(left)? == self.as_number(right)?
                }
                _ => self.as_text(left)? == self.as_text(right)?,
            };
            return Ok(equal == (operator == Operator::Equal));
        }
        let (left, right) = (self.as_number(left)?, self.as_number(right)?);
        Ok(match operator {
            Operator::Less => left < right,
            Operator::LessOrEqual => left <= right,
            Operator::Greater => left > right,
            _ => left >= right,
        })
    }
}
