//! Expressions as JSON: a number and a text are themselves, a path is an object, all else a list that begins with what it is.

use super::{Export, Reason, pattern};
use crate::form::Formula;
use crate::xpath::{Axis, Expr, Function, NameTest, Operator, Path, Start, Step, name_of};
use serde_json::{Value, json};

/// Bytes of all patterns of a form as they are written for browsers: those of letters in all alphabets have 14 kB each.
const PATTERN_BYTES: usize = 1 << 20;

impl Export<'_> {
    pub(super) fn formula(&mut self, formula: Option<&Formula>) -> Value {
        formula.map_or(Value::Null, |formula| self.expr(&formula.expr))
    }

    /// Nesting was capped when the expression was read, so this recursion is too.
    pub(super) fn expr(&mut self, expr: &Expr) -> Value {
        match expr {
            // Infinity, as more than 308 digits make it, is null.
            Expr::Number(number) => json!(number),
            Expr::Text(text) => json!(text),
            Expr::Path(path) => self.path(path),
            Expr::Negate(inner) => json!(["negate", self.expr(inner)]),
            Expr::Chain(first, rest) => {
                let mut chain = vec![json!("chain"), self.expr(first)];
                for (operator, operand) in rest {
                    chain.push(json!(sign(*operator)));
                    chain.push(self.expr(operand));
                }
                Value::Array(chain)
            }
            Expr::Call(function, arguments) => {
                self.check_call(*function, arguments);
                let mut call = vec![json!("call"), json!(name_of(*function))];
                call.extend(arguments.iter().map(|argument| self.expr(argument)));
                Value::Array(call)
            }
            Expr::Matches(text, compiled) => {
                let pattern = self.pattern(compiled.as_str());
                json!(["matches", self.expr(text), pattern])
            }
            Expr::ChoiceName(value, path) => json!(["choice-name", self.expr(value), self.path(path)]),
            Expr::IndexedRepeat(target, repeats) => {
                let repeats: Vec<Value> = repeats
                    .iter()
                    .map(|(repeat, position)| json!([self.path(repeat), self.expr(position)]))
                    .collect();
                json!(["indexed-repeat", self.path(target), repeats])
            }
            Expr::PullData(instance, arguments) => {
                let [column, key, value] = &**arguments;
                json!(["pull-data", instance, self.expr(column), self.expr(key), self.expr(value)])
            }
        }
    }

    /// The place of a pattern among those of the form.
    fn pattern(&mut self, source: &str) -> usize {
        if let Some(known) = self.known_patterns.get(source) {
            return *known;
        }
        let written = pattern::for_browsers(source).filter(|written| {
            let all = self.patterns.iter().map(String::len).sum::<usize>() + written.len();
            all <= PATTERN_BYTES
        });
        if written.is_none() {
            self.reasons.push(Reason::Pattern(source.chars().take(200).collect()));
        }
        self.patterns.push(written.unwrap_or_default());
        self.known_patterns.insert(source.to_owned(), self.patterns.len() - 1);
        self.patterns.len() - 1
    }

    fn check_call(&mut self, function: Function, arguments: &[Expr]) {
        match (function, arguments) {
            (Function::Regex, _) => self.reasons.push(Reason::MadePattern),
            (Function::Digest, [_, Expr::Text(algorithm), ..]) if algorithm.trim() == "SHA-256" => {}
            (Function::Digest, _) => self.reasons.push(Reason::Digest),
            _ => {}
        }
    }

    fn path(&mut self, path: &Path) -> Value {
        let start = match path.start {
            Start::Primary => json!("/"),
            Start::Context => json!("."),
            Start::Current => json!("current"),
            Start::Instance(index) => json!(index),
        };
        let steps: Vec<Value> = path.steps.iter().map(|step| self.step(step)).collect();
        json!({ "from": start, "steps": steps })
    }

    fn step(&mut self, step: &Step) -> Value {
        let axis = match step.axis {
            Axis::Child => None,
            Axis::Parent => Some(".."),
            Axis::Itself => Some("."),
            Axis::Attribute => Some("@"),
        };
        let name = match &step.test {
            NameTest::Any => None,
            NameTest::Named(name) => Some(name),
        };
        let key = step.key.as_ref().map(|key| (key.column.clone(), self.expr(&key.value)));
        super::lean(json!({
            "axis": axis,
            "name": name,
            "where": step.predicates.iter().map(|predicate| self.expr(predicate)).collect::<Vec<_>>(),
            "key": key,
            "ordered": step.predicates.iter().any(Expr::asks_position).then_some(true),
        }))
    }
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Or => "or",
        Operator::And => "and",
        Operator::Equal => "=",
        Operator::NotEqual => "!=",
        Operator::Less => "<",
        Operator::LessOrEqual => "<=",
        Operator::Greater => ">",
        Operator::GreaterOrEqual => ">=",
        Operator::Plus => "+",
        Operator::Minus => "-",
        Operator::Times => "*",
        Operator::Divide => "div",
        Operator::Modulo => "mod",
        Operator::Union => "|",
    }
}
