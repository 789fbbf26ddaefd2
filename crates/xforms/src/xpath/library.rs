//! What each function does. Source: <https://getodk.github.io/xforms-spec/#xpath-functions>, XPath 1.0 §4, and
//! JavaRosa where the specification is silent.

use super::ast::Expr;
use super::compiler::whole_match;
use super::eval::{Evaluator, Place, Value};
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

struct Call<'c, 'w> {
    evaluator: &'c Evaluator<'w>,
    arguments: &'c [Expr],
    place: Place,
}

impl Call<'_, '_> {
    fn value(&self, index: usize) -> Outcome<Value> {
        match self.arguments.get(index) {
            Some(argument) => self.evaluator.value(argument, self.place),
            None => Ok(Value::Nodes(vec![self.place.at])),
        }
    }

    fn text(&self, index: usize) -> Outcome<String> {
        let text = self.evaluator.as_text(&self.value(index)?)?;
        self.evaluator.spend(text.len() / 16)?;
        Ok(text)
    }

    fn number(&self, index: usize) -> Outcome<f64> {
        self.evaluator.as_number(&self.value(index)?)
    }

    fn boolean(&self, index: usize) -> Outcome<bool> {
        Ok(self.evaluator.as_boolean(&self.value(index)?))
    }

    /// The texts of all arguments, each node of a set counting as one.
    fn texts(&self) -> Outcome<Vec<String>> {
        let mut texts = Vec::new();
        for index in 0..self.arguments.len() {
            match self.value(index)? {
                Value::Nodes(nodes) => {
                    for node in nodes {
                        texts.push(self.evaluator.node_text(node)?.to_owned());
                    }
                }
                single => texts.push(self.evaluator.as_text(&single)?),
            }
        }
        Ok(texts)
    }

    /// The numbers of all arguments. Unanswered nodes are left out, so that `max` of two ages is the known one.
    fn numbers(&self) -> Outcome<Vec<f64>> {
        let answered = self.texts()?.into_iter().filter(|text| !text.is_empty());
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

    /// The place's offset from UTC.
    fn here(&self) -> i32 {
        self.evaluator.world.now().offset_minutes
    }

    fn run(&self, function: Function) -> Outcome<Value> {
        use Function as F;
        Ok(match function {
            F::Text => Value::Text(self.text(0)?),
            F::Number => Value::Number(self.number(0)?),
            F::Boolean => Value::Boolean(self.boolean(0)?),
            F::Not => Value::Boolean(!self.boolean(0)?),
            F::True => Value::Boolean(true),
            F::False => Value::Boolean(false),
            F::If => self.value(if self.boolean(0)? { 1 } else { 2 })?,
            F::Coalesce => self.coalesce()?,
            F::Once => match self.evaluator.held_text(self.place.current) {
                "" => self.value(0)?,
                before => Value::Text(before.to_owned()),
            },
            F::Last => Value::Number(self.place.size as f64),
            F::Position => match self.arguments.first() {
                None => Value::Number(self.place.position as f64),
                Some(_) => match self.value(0)? {
                    Value::Nodes(nodes) if !nodes.is_empty() => {
                        Value::Number(self.evaluator.rank(nodes[0]) as f64)
                    }
                    _ => Value::Number(f64::NAN),
                },
            },
            F::Count => Value::Number(self.count(false)?),
            F::CountNonEmpty => Value::Number(self.count(true)?),
            F::Sum => Value::Number(self.numbers()?.into_iter().sum()),
            F::Max => Value::Number(extreme(self.numbers()?, f64::max)),
            F::Min => Value::Number(extreme(self.numbers()?, f64::min)),
            F::Abs => Value::Number(self.number(0)?.abs()),
            F::Ceiling => Value::Number(self.number(0)?.ceil()),
            F::Floor => Value::Number(self.number(0)?.floor()),
            F::Int => Value::Number(self.number(0)?.trunc()),
            F::Pow => Value::Number(self.number(0)?.powf(self.number(1)?)),
            F::Round => Value::Number(self.round()?),
            F::Random => {
                // The 53 bits a double holds between 0 and 1.
                let bits = (self.evaluator.world.entropy() >> 75) as u64;
                Value::Number(bits as f64 / (1_u64 << 53) as f64)
            }
            F::Today => Value::Text(calendar::date_text(self.evaluator.world.now().days())),
            F::Now => Value::Text(calendar::date_time_text(self.evaluator.world.now().days(), self.here())),
            F::Date | F::DateTime | F::DecimalDateTime | F::FormatDate => self.date(function)?,
            _ => self.run_on_text(function)?,
        })
    }

    fn run_on_text(&self, function: Function) -> Outcome<Value> {
        use Function as F;
        Ok(match function {
            F::Concat => {
                let texts = self.texts()?;
                if texts.iter().map(String::len).sum::<usize>() > limits::VALUE_BYTES {
                    return Err(EvaluationError::ValueTooLong);
                }
                Value::Text(texts.concat())
            }
            F::Contains => Value::Boolean(self.text(0)?.contains(&self.text(1)?)),
            F::StartsWith => Value::Boolean(self.text(0)?.starts_with(&self.text(1)?)),
            F::EndsWith => Value::Boolean(self.text(0)?.ends_with(&self.text(1)?)),
            F::SubstringBefore => {
                let text = self.text(0)?;
                Value::Text(text.split_once(&self.text(1)?).map_or("", |(before, _)| before).to_owned())
            }
            F::SubstringAfter => {
                let text = self.text(0)?;
                Value::Text(text.split_once(&self.text(1)?).map_or("", |(_, after)| after).to_owned())
            }
            F::Substring => {
                let begin = xpath_round(self.number(1)?);
                let end = match self.arguments.get(2) {
                    Some(_) => begin + xpath_round(self.number(2)?),
                    None => f64::INFINITY,
                };
                let text = self.text(0)?;
                let within = |index: usize| (index + 1) as f64 >= begin && ((index + 1) as f64) < end;
                let kept = text.chars().enumerate().filter(|(index, _)| within(*index));
                Value::Text(kept.map(|(_, character)| character).collect())
            }
            F::Substr => {
                let characters: Vec<char> = self.text(0)?.chars().collect();
                let length = characters.len() as f64;
                // Counted from 0, from the end when negative, the end left out.
                let place = |number: f64| if number < 0.0 { length + number } else { number };
                let begin = place(self.number(1)?).clamp(0.0, length) as usize;
                let end = match self.arguments.get(2) {
                    Some(_) => place(self.number(2)?).clamp(0.0, length) as usize,
                    None => characters.len(),
                };
                Value::Text(characters.get(begin..end).unwrap_or_default().iter().collect())
            }
            F::StringLength => Value::Number(self.text(0)?.chars().count() as f64),
            F::NormalizeSpace => Value::Text(self.text(0)?.split_whitespace().collect::<Vec<_>>().join(" ")),
            F::Translate => Value::Text(self.translate()?),
            F::Selected => {
                let (list, wanted) = (self.text(0)?, self.text(1)?);
                let wanted = wanted.trim();
                Value::Boolean(list.split_whitespace().any(|value| value == wanted))
            }
            F::SelectedAt => {
                let (list, index) = (self.text(0)?, self.number(1)?);
                let found = if index >= 0.0 { list.split_whitespace().nth(index as usize) } else { None };
                Value::Text(found.unwrap_or_default().to_owned())
            }
            F::CountSelected => Value::Number(self.text(0)?.split_whitespace().count() as f64),
            F::Regex => {
                let (text, pattern) = (self.text(0)?, self.text(1)?);
                // Compiling costs far more than matching.
                self.evaluator.spend(20_000 + 100 * pattern.len() + text.len())?;
                let pattern = whole_match(&pattern).map_err(|_| EvaluationError::Pattern)?;
                Value::Boolean(pattern.is_match(&text))
            }
            F::Uuid => Value::Text(uuid(self.evaluator.world.entropy())),
            // jr:itext, the only one left.
            _ => {
                let id = self.text(0)?;
                Value::Text(self.evaluator.world.itext(self.evaluator, &id, self.place.current)?)
            }
        })
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

    fn translate(&self) -> Outcome<String> {
        let text = self.text(0)?;
        let from: Vec<char> = self.text(1)?.chars().collect();
        let to: Vec<char> = self.text(2)?.chars().collect();
        self.evaluator.spend(text.len().saturating_mul(from.len().max(1)))?;
        let change = |character| match from.iter().position(|known| *known == character) {
            None => Some(character),
            Some(index) => to.get(index).copied(),
        };
        Ok(text.chars().filter_map(change).collect())
    }

    fn date(&self, function: Function) -> Outcome<Value> {
        let value = self.value(0)?;
        let text = self.evaluator.as_text(&value)?;
        let here = self.here();
        let days = self.evaluator.as_number(&value)?;
        Ok(match function {
            // Kept as written where it can be: a date keeps its day, a date and time its offset.
            Function::Date => match calendar::parse_day(text.trim()) {
                Some((date, None)) => Value::Text(date.to_string()),
                _ => Value::Text(calendar::date_text(days)),
            },
            Function::DateTime => match calendar::parse_date_time(text.trim()) {
                Some((date, time)) => Value::Text(format!("{date}T{}", time.text(here))),
                None => Value::Text(calendar::date_time_text(days, here)),
            },
            // Days of UTC, where a date begins at midnight of the place.
            Function::DecimalDateTime => Value::Number(days - f64::from(here) / 1440.0),
            _ => Value::Text(calendar::format(days, &self.text(1)?)),
        })
    }
}

/// The largest or smallest; NaN when there is none or one of them is not a number.
fn extreme(numbers: Vec<f64>, pick: fn(f64, f64) -> f64) -> f64 {
    if numbers.iter().any(|number| number.is_nan()) {
        return f64::NAN;
    }
    numbers.into_iter().reduce(pick).unwrap_or(f64::NAN)
}

/// XPath 1.0 §4.4: the half rounds towards positive infinity.
fn xpath_round(number: f64) -> f64 {
    (number + 0.5).floor()
}

/// A random UUID, RFC 9562 version 4.
fn uuid(bits: u128) -> String {
    let bits = (bits & !(0xF << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
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
