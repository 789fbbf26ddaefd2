//! What each function does. Source: <https://getodk.github.io/xforms-spec/#xpath-functions>, XPath 1.0 §4, and
//! JavaRosa where the specification is silent.

use super::ast::Expr;
use super::eval::{Evaluator, NodeRef, Place, Value};
use super::functions::Function;
use super::numbers::number_text;
use crate::calendar;
use crate::error::EvaluationError;
use crate::limits;

type Outcome<T> = Result<T, EvaluationError>;

/// Calls a function. The number of arguments was checked when the form was read; one left out by the form reads
/// as the context node, as XPath says of `string()` and its like.
pub(crate) fn call(
    evaluator: &Evaluator<'_>,
    function: Function,
    arguments: &[Expr],
    place: Place,
) -> Outcome<Value> {
    Call { evaluator, arguments, place }.run(function)
}

/// A function being called.
pub(super) struct Call<'c, 'w> {
    pub evaluator: &'c Evaluator<'w>,
    pub arguments: &'c [Expr],
    pub place: Place,
}

impl Call<'_, '_> {
    pub fn value(&self, index: usize) -> Outcome<Value> {
        match self.arguments.get(index) {
            Some(argument) => self.evaluator.value(argument, self.place),
            None => Ok(Value::Nodes(vec![self.place.at])),
        }
    }

    pub fn text(&self, index: usize) -> Outcome<String> {
        let text = self.evaluator.as_text(&self.value(index)?)?;
        self.evaluator.spend(text.len() / 16)?;
        Ok(text)
    }

    pub fn number(&self, index: usize) -> Outcome<f64> {
        self.evaluator.as_number(&self.value(index)?)
    }

    pub fn boolean(&self, index: usize) -> Outcome<bool> {
        Ok(self.evaluator.as_boolean(&self.value(index)?))
    }

    /// The place's offset from UTC.
    pub fn here(&self) -> i32 {
        self.evaluator.world.now().offset_minutes
    }

    fn run(&self, function: Function) -> Outcome<Value> {
        use Function as F;
        Ok(match function {
            F::Text => Value::Text(self.text(0)?),
            F::Number => Value::Number(self.number(0)?),
            F::Boolean => Value::Boolean(self.boolean(0)?),
            F::BooleanFromString => Value::Boolean(matches!(self.text(0)?.trim(), "true" | "1")),
            F::Not => Value::Boolean(!self.boolean(0)?),
            F::True => Value::Boolean(true),
            F::False => Value::Boolean(false),
            F::If => self.value(if self.boolean(0)? { 1 } else { 2 })?,
            F::Coalesce => self.coalesce()?,
            F::Once => match self.evaluator.held_text(self.place.current)? {
                "" => self.value(0)?,
                before => Value::Text(before.to_owned()),
            },
            F::Last => Value::Number(self.place.size as f64),
            F::Position => self.position()?,
            F::Count | F::CountNonEmpty | F::Sum | F::Max | F::Min | F::Checklist | F::WeightedChecklist => {
                self.over_sets(function)?
            }
            F::Randomize => self.randomize()?,
            F::Area | F::Distance | F::Geofence => self.on_earth(function)?,
            F::Today
            | F::Now
            | F::Date
            | F::DateTime
            | F::DecimalDateTime
            | F::DecimalTime
            | F::FormatDate => self.on_dates(function)?,
            F::Random => Value::Number(self.chance()),
            F::Itext => {
                let id = self.text(0)?;
                Value::Text(self.evaluator.world.itext(self.evaluator, &id, self.place.current)?)
            }
            F::Property => Value::Text(self.evaluator.world.property(&self.text(0)?).unwrap_or_default()),
            F::Version => Value::Text(self.evaluator.world.version().to_owned()),
            _ => match self.arithmetic(function)? {
                Some(number) => Value::Number(number),
                None => self.on_texts(function)?,
            },
        })
    }

    /// Functions from numbers to a number.
    fn arithmetic(&self, function: Function) -> Outcome<Option<f64>> {
        use Function as F;
        let one: fn(f64) -> f64 = match function {
            F::Pi => return Ok(Some(std::f64::consts::PI)),
            F::Round => return self.round().map(Some),
            F::Pow => return Ok(Some(self.number(0)?.powf(self.number(1)?))),
            F::Atan2 => return Ok(Some(self.number(0)?.atan2(self.number(1)?))),
            F::Abs => f64::abs,
            F::Ceiling => f64::ceil,
            F::Floor => f64::floor,
            F::Int => f64::trunc,
            F::Sqrt => f64::sqrt,
            F::Exp => f64::exp,
            F::Exp10 => |power| 10_f64.powf(power),
            F::Log => f64::ln,
            F::Log10 => f64::log10,
            F::Sin => f64::sin,
            F::Cos => f64::cos,
            F::Tan => f64::tan,
            F::Asin => f64::asin,
            F::Acos => f64::acos,
            F::Atan => f64::atan,
            _ => return Ok(None),
        };
        Ok(Some(one(self.number(0)?)))
    }

    /// A number from 0 to just under 1: the 53 bits a double holds between them.
    pub fn chance(&self) -> f64 {
        let bits = (self.evaluator.world.entropy() >> 75) as u64;
        bits as f64 / (1_u64 << 53) as f64
    }

    /// The place of a candidate, or of the instance of a repeat. A set with the reader's own instance in it, as
    /// `position(/data/person)` names them all, means that one.
    fn position(&self) -> Outcome<Value> {
        if self.arguments.is_empty() {
            return Ok(Value::Number(self.place.position as f64));
        }
        let Value::Nodes(nodes) = self.value(0)? else { return Ok(Value::Number(f64::NAN)) };
        let answers = self.evaluator.world.answers();
        let own = |node: &&NodeRef| match (node, self.place.current) {
            (NodeRef::Answer(node), NodeRef::Answer(reader)) => answers.upwards(reader).any(|at| at == *node),
            _ => false,
        };
        let node = if nodes.len() > 1 { nodes.iter().find(own).or(nodes.first()) } else { nodes.first() };
        Ok(Value::Number(match node {
            Some(node) => self.evaluator.rank(*node)? as f64,
            None => f64::NAN,
        }))
    }

    fn coalesce(&self) -> Outcome<Value> {
        let mut last = Value::Text(String::new());
        for index in 0..self.arguments.len() {
            last = self.value(index)?;
            if !self.evaluator.as_text(&last)?.is_empty() {
                break;
            }
        }
        Ok(last)
    }

    fn round(&self) -> Outcome<f64> {
        let number = self.number(0)?;
        if self.arguments.len() < 2 {
            return Ok(xpath_round(number));
        }
        let scale = 10_f64.powf(self.number(1)?.trunc().clamp(-15.0, 15.0));
        // Away from zero at the half, as the decimal rounding of JavaRosa.
        Ok((number * scale).round() / scale)
    }
}

/// XPath 1.0 §4.4: the half rounds towards positive infinity.
pub(super) fn xpath_round(number: f64) -> f64 {
    (number + 0.5).floor()
}

/// How a value computed for a node is written into it: numbers and dates by the node's type.
pub(crate) fn stored(value: Value, evaluator: &Evaluator<'_>, stored_as: StoredAs) -> Outcome<String> {
    let text = evaluator.as_text(&value)?;
    let number = match (&value, stored_as) {
        (_, StoredAs::Text) => None,
        (Value::Number(number), _) => Some(*number),
        (_, StoredAs::Integer) => Some(evaluator.as_number(&value)?).filter(|_| !text.is_empty()),
        _ => None,
    };
    let here = evaluator.world.now().offset_minutes;
    let made = match (number, stored_as) {
        (None, _) | (Some(_), StoredAs::Text) => text,
        (Some(number), _) if !number.is_finite() => String::new(),
        (Some(number), StoredAs::Integer) => number_text(number.trunc()),
        (Some(number), StoredAs::Decimal) => number_text(number),
        (Some(number), StoredAs::Date) => calendar::date_text(number),
        (Some(number), StoredAs::DateTime) => calendar::date_time_text(number, here),
    };
    // A sum with an unanswered part is no answer.
    let made = if made == "NaN" { String::new() } else { made };
    if made.len() > limits::VALUE_BYTES { Err(EvaluationError::ValueTooLong) } else { Ok(made) }
}

/// The ways to write a computed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StoredAs {
    Text,
    Integer,
    Decimal,
    Date,
    DateTime,
}
