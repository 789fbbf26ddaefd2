//! `range`: a scale from start to end, with marks and names for some of them.

use super::marks;
use crate::form::{Item, Lists};
use crate::problem::Fault;
use crate::value::Value;

const KNOWN: [&str; 6] = ["end", "placeholder", "start", "step", "tick_interval", "tick_labelset"];

/// A decimal number, exact to twelve places.
type Exact = i128;
const PLACES: usize = 12;

fn exact(name: &str, text: &str) -> Result<Exact, Fault> {
    let wrong = || Fault::ParameterNumber { name: name.to_owned(), value: text.to_owned() };
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + part.len() == 0
        || whole.len() > 15
        || part.len() > PLACES
        || !plain(whole)
        || !plain(part)
    {
        return Err(wrong());
    }
    let number: Exact = format!("{whole}{part:0<PLACES$}").parse().map_err(|_| wrong())?;
    Ok(if negative { -number } else { number })
}

/// Turns the parameters of a range into attributes of its control.
pub fn process(item: &mut Item, lists: &Lists) -> Result<(), Fault> {
    marks::only(&item.parameters, &KNOWN)?;
    let appearance = item.control.text("appearance").unwrap_or_default().to_owned();
    let marked = ["tick_interval", "placeholder", "tick_labelset"];
    if !appearance.is_empty()
        && !appearance.contains("vertical")
        && !appearance.contains("no-ticks")
        && marked.iter().any(|name| item.parameter(name).is_some())
    {
        return Err(Fault::NoTicks {});
    }
    for (name, usual) in [("start", "1"), ("end", "10"), ("step", "1")] {
        if item.parameter(name).is_none() {
            item.parameters.push((name.to_owned(), usual.to_owned()));
        }
    }
    let number = |name: &str| item.parameter(name).map(|text| exact(name, text)).transpose();
    let (start, end) = (number("start")?.unwrap_or_default(), number("end")?.unwrap_or_default());
    let step = number("step")?.unwrap_or_default();
    let (interval, placeholder) = (number("tick_interval")?, number("placeholder")?);
    let scale = Scale { start, end, step };
    scale.check("step", step)?;
    if let Some(interval) = interval {
        scale.check("tick_interval", interval)?;
        if interval % step != 0 {
            return Err(multiple("tick_interval", "step"));
        }
    }
    if let Some(placeholder) = placeholder {
        if (placeholder - start) % step != 0 {
            return Err(multiple("placeholder", "step"));
        }
        if !scale.holds(placeholder) {
            return Err(Fault::ParameterOutside { name: "placeholder".to_owned() });
        }
    }
    let names = item.parameter("tick_labelset").map(str::to_owned);
    if let Some(name) = &names {
        scale.check_names(name, lists, interval, appearance.contains("no-ticks"))?;
    }
    let unit = 10_i128.pow(12);
    let numbers = [Some(start), Some(end), Some(step), interval, placeholder];
    if numbers.iter().flatten().any(|number| number % unit != 0) {
        item.bind.set_text("type", "decimal");
    }
    for (name, value) in &item.parameters {
        let name = match name.as_str() {
            "tick_labelset" => continue,
            "tick_interval" => "odk:tick-interval",
            "placeholder" => "odk:placeholder",
            other => other,
        };
        item.control.set(name, Value::Text(value.clone()));
    }
    item.list = names;
    Ok(())
}

fn multiple(name: &str, of: &str) -> Fault {
    Fault::ParameterMultiple { name: name.to_owned(), of: of.to_owned() }
}

struct Scale {
    start: Exact,
    end: Exact,
    step: Exact,
}

impl Scale {
    fn check(&self, name: &str, size: Exact) -> Result<(), Fault> {
        let name = name.to_owned();
        match size {
            0 => Err(Fault::ParameterZero { name }),
            size if size > (self.end - self.start).abs() => Err(Fault::ParameterTooLarge { name }),
            _ => Ok(()),
        }
    }

    fn holds(&self, number: Exact) -> bool {
        (self.start.min(self.end)..=self.start.max(self.end)).contains(&number)
    }

    /// Names stand on marks; without marks, at both ends only.
    fn check_names(
        &self,
        list: &str,
        lists: &Lists,
        interval: Option<Exact>,
        ends: bool,
    ) -> Result<(), Fault> {
        let found = lists.get(list).ok_or_else(|| lists.unknown(list))?;
        let mut named = Vec::new();
        for choice in &found.choices {
            let number = exact("tick_labelset", &choice.name)?;
            if !self.holds(number) {
                return Err(Fault::ParameterOutside { name: "tick_labelset".to_owned() });
            }
            if interval.is_some_and(|interval| (number - self.start) % interval != 0) {
                return Err(multiple("tick_labelset", "tick_interval"));
            }
            if interval.is_none() && (number - self.start) % self.step != 0 {
                return Err(multiple("tick_labelset", "step"));
            }
            if !named.contains(&number) {
                named.push(number);
            }
        }
        let only_ends = named.len() == 2 && named.contains(&self.start) && named.contains(&self.end);
        if ends && !only_ends { Err(Fault::EndLabels {}) } else { Ok(()) }
    }
}
