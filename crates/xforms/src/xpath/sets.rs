//! Functions over sets of nodes.

use super::eval::Value;
use super::functions::Function;
use super::library::Call;
use crate::error::EvaluationError;

type Outcome<T> = Result<T, EvaluationError>;

impl Call<'_, '_> {
    pub(super) fn over_sets(&self, function: Function) -> Outcome<Value> {
        use Function as F;
        Ok(match function {
            F::Count => Value::Number(self.count(false)?),
            F::CountNonEmpty => Value::Number(self.count(true)?),
            F::Sum => Value::Number(self.numbers()?.into_iter().sum()),
            F::Max => Value::Number(extreme(self.numbers()?, f64::max)),
            F::Min => Value::Number(extreme(self.numbers()?, f64::min)),
            F::Checklist => {
                let count = self.truths(2, 1)?.into_iter().filter(|truth| *truth).count() as f64;
                let (least, most) = (self.number(0)?, self.number(1)?);
                Value::Boolean((least < 0.0 || count >= least) && (most < 0.0 || count <= most))
            }
            // weighted-checklist, the only one left.
            _ => {
                let truths = self.truths(2, 2)?;
                let mut weights = Vec::new();
                for index in (3..self.arguments.len()).step_by(2) {
                    match self.value(index)? {
                        Value::Nodes(nodes) => {
                            for node in nodes {
                                let text = Value::Text(self.evaluator.node_text(node)?.to_owned());
                                weights.push(self.evaluator.as_number(&text)?);
                            }
                        }
                        single => weights.push(self.evaluator.as_number(&single)?),
                    }
                }
                let held = truths.iter().zip(&weights).filter(|(truth, _)| **truth);
                let total: f64 = held.map(|(_, weight)| *weight).sum();
                let (least, most) = (self.number(0)?, self.number(1)?);
                Value::Boolean((least == -1.0 || total >= least) && (most == -1.0 || total <= most))
            }
        })
    }

    /// The numbers of all arguments. Unanswered nodes are left out, so that `max` of two ages is the known one.
    fn numbers(&self) -> Outcome<Vec<f64>> {
        let answered = self.texts(0)?.into_iter().filter(|text| !text.is_empty());
        answered.map(|text| self.evaluator.as_number(&Value::Text(text))).collect()
    }

    fn count(&self, non_empty: bool) -> Outcome<f64> {
        let Value::Nodes(nodes) = self.value(0)? else { return Ok(0.0) };
        let mut count = 0;
        for node in nodes {
            let empty = non_empty && self.evaluator.node_text(node)?.is_empty();
            count += usize::from(self.evaluator.counts(node) && !empty);
        }
        Ok(count as f64)
    }

    /// The truth of every argument from `first` on in steps: of a node whether it holds a number above 0 or a
    /// word for yes.
    fn truths(&self, first: usize, step: usize) -> Outcome<Vec<bool>> {
        let mut truths = Vec::new();
        for index in (first..self.arguments.len()).step_by(step) {
            match self.value(index)? {
                Value::Nodes(nodes) => {
                    for node in nodes {
                        let text = self.evaluator.node_text(node)?;
                        let number = self.evaluator.as_number(&Value::Text(text.to_owned()))?;
                        truths.push(if number.is_nan() {
                            !matches!(text, "" | "false")
                        } else {
                            number > 0.0
                        });
                    }
                }
                single => truths.push(self.evaluator.as_boolean(&single)),
            }
        }
        Ok(truths)
    }
}

/// The largest or smallest; NaN when there is none or one of them is not a number.
fn extreme(numbers: Vec<f64>, pick: fn(f64, f64) -> f64) -> f64 {
    if numbers.iter().any(|number| number.is_nan()) {
        return f64::NAN;
    }
    numbers.into_iter().reduce(pick).unwrap_or(f64::NAN)
}
