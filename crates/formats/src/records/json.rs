//! Records in JSON: nested as the form nests them.

use super::About;
use super::row::{KEY, POINT, point};
use crate::csv_safe::is_number;
use serde_json::{Map, Number, Value};
use std::io;
use xforms::{Content, Row, Table, Tables};

/// The answers of one record as the form nests them: repeats are lists, numbers are numbers, choices are lists, points have
/// named parts. What fits no type stays text.
#[derive(Default)]
pub struct Answers {
    /// The rows of repeats whose record is not read to its end, by table.
    waiting: Vec<Vec<Value>>,
}

impl Answers {
    /// Takes a row; gives the record when this was its last.
    pub fn row(&mut self, tables: &Tables, row: &Row<'_>) -> Option<Value> {
        let waiting = &mut self.waiting;
        waiting.resize_with(tables.all().len(), Vec::new);
        let shape = &tables.all()[row.table];
        let mut answers = Map::new();
        for (field, value) in shape.fields.iter().zip(row.values) {
            if let Some(value) = value {
                nest(&mut answers, &field.name, answer(&field.content, value));
            }
        }
        for (at, table) in tables.all().iter().enumerate() {
            if table.parent == Some(row.table) && !waiting[at].is_empty() {
                let rows = std::mem::take(&mut waiting[at]);
                nest(&mut answers, below(shape, table), Value::Array(rows));
            }
        }
        if row.around.is_none() {
            return Some(Value::Object(answers));
        }
        waiting[row.table].push(Value::Object(answers));
        None
    }
}

/// A record with what is known of it beside its answers; these are `null` when they cannot be read.
pub fn record(instance: &str, about: &About<'_>, answers: Value) -> Value {
    let mut record: Map<String, Value> =
        about.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    record.insert(KEY.to_owned(), instance.into());
    record.insert("answers".to_owned(), answers);
    Value::Object(record)
}

/// A list of records in JSON.
pub struct Json<W: io::Write> {
    out: W,
    begun: bool,
    answers: Answers,
}

impl<W: io::Write> Json<W> {
    /// Begins the list.
    pub fn new(out: W) -> Self {
        Self { out, begun: false, answers: Answers::default() }
    }

    /// Keeps a row until the row around it comes, and writes the record when it is whole.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn row(
        &mut self,
        tables: &Tables,
        instance: &str,
        about: &About<'_>,
        row: &Row<'_>,
    ) -> io::Result<()> {
        match self.answers.row(tables, row) {
            Some(answers) => self.write(&record(instance, about, answers)),
            None => Ok(()),
        }
    }

    /// Writes a record of which nothing but what is known beside its answers can be read.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn closed(&mut self, instance: &str, about: &About<'_>) -> io::Result<()> {
        self.write(&record(instance, about, Value::Null))
    }

    fn write(&mut self, record: &Value) -> io::Result<()> {
        self.out.write_all(if self.begun { b",\n" } else { b"[\n" })?;
        self.begun = true;
        serde_json::to_writer(&mut self.out, record).map_err(io::Error::from)
    }

    /// Ends the list.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })?;
        Ok(self.out)
    }
}

fn below<'t>(around: &Table, table: &'t Table) -> &'t str {
    table.name.strip_prefix(&*around.name).unwrap_or(&table.name).trim_start_matches('/')
}

/// Puts a value where `visit/photo` says.
fn nest(into: &mut Map<String, Value>, name: &str, value: Value) {
    match name.split_once('/') {
        None => _ = into.insert(name.to_owned(), value),
        Some((group, rest)) => {
            let held = into.entry(group).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(held) = held {
                nest(held, rest, value);
            }
        }
    }
}

pub(super) fn answer(content: &Content, value: &str) -> Value {
    let text = || Value::String(value.to_owned());
    match content {
        Content::Number => number(value).unwrap_or_else(text),
        Content::Many(_) => value.split_whitespace().map(|one| Value::String(one.to_owned())).collect(),
        Content::Point => match point(value) {
            Some(parts) => {
                let named = POINT.iter().zip(parts);
                named.map(|(name, part)| ((*name).to_owned(), measure(part).unwrap_or_default())).collect()
            }
            None => text(),
        },
        _ => text(),
    }
}

/// The number of these digits, when JSON keeps them all.
pub(super) fn number(text: &str) -> Option<Value> {
    if !is_number(text) {
        return None;
    }
    if let Ok(whole) = text.parse::<i64>() {
        return (whole.to_string() == text).then(|| whole.into());
    }
    let found: f64 = text.parse().ok()?;
    let digits = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => text,
    };
    Number::from_f64(found).filter(|_| found.to_string() == digits).map(Value::Number)
}

/// The number of these digits as near as JSON comes: what a place is measured in ends long before.
pub(super) fn measure(text: &str) -> Option<Value> {
    let near = || Number::from_f64(text.parse().ok()?).map(Value::Number);
    number(text).or_else(|| is_number(text).then(near).flatten())
}
