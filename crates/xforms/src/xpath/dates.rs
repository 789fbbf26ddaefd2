//! Functions on dates and times.

use super::eval::Value;
use super::functions::Function;
use super::library::Call;
use crate::calendar;
use crate::error::EvaluationError;

impl Call<'_, '_> {
    pub(super) fn on_dates(&self, function: Function) -> Result<Value, EvaluationError> {
        let world = self.evaluator.world;
        let here = self.here();
        match function {
            Function::Today => return Ok(Value::Text(calendar::date_text(world.now().days()))),
            Function::Now => return Ok(Value::Text(calendar::date_time_text(world.now().days(), here))),
            _ => {}
        }
        let value = self.value(0)?;
        let text = self.evaluator.as_text(&value)?;
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
            // Days of UTC, where a date begins at midnight of the place. In whole milliseconds, so that nothing is lost on the way.
            Function::DecimalDateTime => {
                let millis = (days * calendar::DAY_MILLIS as f64).round() - f64::from(here) * 60_000.0;
                Value::Number(millis / calendar::DAY_MILLIS as f64)
            }
            Function::DecimalTime => Value::Number(match calendar::Time::parse(text.trim()) {
                Some(time) => time.of_day(here),
                None => days.rem_euclid(1.0),
            }),
            _ => {
                let pattern = self.text(1)?;
                Value::Text(calendar::format(days, &pattern, &|letter, number| {
                    world.calendar_name(letter, number)
                }))
            }
        })
    }
}
