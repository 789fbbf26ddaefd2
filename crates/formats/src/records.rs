//! Records of forms as files: CSV with one file a table, JSON with repeats as lists, GeoJSON (RFC 7946). Written row by row.

use crate::csv_safe::{self, Cell, is_number};
use serde_json::{Map, Number, Value, json};
use std::borrow::Cow;
use std::io;
use xforms::{Content, Field, Row, Table, Tables};

/// What is known of a record beside its answers: names of columns with their values.
pub type About<'a> = [(&'static str, Value)];

/// A table in CSV. The records' own begins with what is known of them, a repeat's with the keys of its row and of the row
/// around it; both are joined by `key`.
pub struct Csv<W: io::Write> {
    out: csv_safe::Writer<W>,
    table: usize,
    columns: usize,
}

/// Names of the columns that hold places in a record.
const KEY: &str = "key";
const PARENT: &str = "parent_key";

impl<W: io::Write> Csv<W> {
    /// Begins the file of one table.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn new(out: W, tables: &Tables, table: usize, about: &[&'static str]) -> io::Result<Self> {
        let shape = &tables.all()[table];
        let mut columns = vec![KEY.to_owned()];
        match shape.parent {
            Some(_) => columns.push(PARENT.to_owned()),
            None => columns.extend(about.iter().map(|name| (*name).to_owned())),
        }
        columns.extend(shape.fields.iter().flat_map(columns_of));
        let names: Vec<&str> = columns.iter().map(String::as_str).collect();
        Ok(Self { out: csv_safe::Writer::new(out, &names)?, table, columns: columns.len() })
    }

    /// Writes a row, when it is one of this table.
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
        if row.table != self.table {
            return Ok(());
        }
        let shape = &tables.all()[self.table];
        let mut cells: Vec<Cell<'_>> = vec![key(instance, row.place).into()];
        match row.around {
            Some(around) => cells.push(key(instance, around).into()),
            None => cells.extend(about.iter().map(|(_, value)| cell(value))),
        }
        for (field, value) in shape.fields.iter().zip(row.values) {
            push_cells(field, value.as_deref(), &mut cells);
        }
        self.out.row(&cells)
    }

    /// Writes a record of which nothing but what is known beside its answers can be read.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn closed(&mut self, instance: &str, about: &About<'_>) -> io::Result<()> {
        if self.table != 0 {
            return Ok(());
        }
        let mut cells: Vec<Cell<'_>> = vec![instance.into()];
        cells.extend(about.iter().map(|(_, value)| cell(value)));
        cells.resize(self.columns, Cell::Empty);
        self.out.row(&cells)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn finish(self) -> io::Result<W> {
        self.out.finish()
    }
}

/// The instance of a repeat is known by its record and its place there.
fn key(instance: &str, place: &str) -> String {
    if place.is_empty() { instance.to_owned() } else { format!("{instance}/{place}") }
}

fn cell(value: &Value) -> Cell<'_> {
    match value {
        Value::Null => Cell::Empty,
        Value::String(text) => text.as_str().into(),
        Value::Number(number) => Cell::Digits(number.to_string().into()),
        other => Cell::Text(other.to_string().into()),
    }
}

const POINT: [&str; 4] = ["latitude", "longitude", "altitude", "accuracy"];

fn columns_of(field: &Field) -> Vec<String> {
    match &field.content {
        Content::Point => POINT.iter().map(|part| format!("{}-{part}", field.name)).collect(),
        Content::Many(choices) => {
            let each = choices.iter().map(|choice| format!("{}/{choice}", field.name));
            std::iter::once(field.name.clone()).chain(each).collect()
        }
        _ => vec![field.name.clone()],
    }
}

fn push_cells<'v>(field: &Field, value: Option<&'v str>, cells: &mut Vec<Cell<'v>>) {
    match &field.content {
        Content::Text => cells.push(value.into()),
        Content::Number => cells.push(value.map_or(Cell::Empty, |value| Cell::Digits(Cow::Borrowed(value)))),
        Content::Line | Content::Area => cells.push(value.into()),
        Content::Point => {
            let value = value.unwrap_or_default();
            match point(value) {
                Some(parts) => cells.extend(parts.map(|part| Cell::Digits(Cow::Borrowed(part)))),
                // What is no point is shown where the eye begins, and not lost.
                None => {
                    cells.push(value.into());
                    cells.extend([Cell::Empty, Cell::Empty, Cell::Empty]);
                }
            }
        }
        Content::Many(choices) => {
            cells.push(value.into());
            let chosen = value.filter(|value| !value.trim().is_empty());
            let holds = |value: &str, choice: &str| value.split_whitespace().any(|one| one == choice);
            cells.extend(choices.iter().map(|choice| match chosen {
                Some(value) => Cell::Whole(i64::from(holds(value, choice))),
                None => Cell::Empty,
            }));
        }
    }
}

/// The four numbers of a point; altitude and accuracy may be left out.
fn point(text: &str) -> Option<[&str; 4]> {
    let mut parts = text.split_whitespace();
    let found = [parts.next()?, parts.next()?, parts.next().unwrap_or("0"), parts.next().unwrap_or("0")];
    (parts.next().is_none() && found.iter().all(|part| is_number(part))).then_some(found)
}

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

fn answer(content: &Content, value: &str) -> Value {
    let text = || Value::String(value.to_owned());
    match content {
        Content::Number => number(value).unwrap_or_else(text),
        Content::Many(_) => value.split_whitespace().map(|one| Value::String(one.to_owned())).collect(),
        Content::Point => match point(value) {
            Some(parts) => {
                let named = POINT.iter().zip(parts);
                named.map(|(name, part)| ((*name).to_owned(), number(part).unwrap_or_default())).collect()
            }
            None => text(),
        },
        _ => text(),
    }
}

/// The number of these digits, when JSON keeps them all.
fn number(text: &str) -> Option<Value> {
    if !is_number(text) {
        return None;
    }
    if let Ok(whole) = text.parse::<i64>() {
        return (whole.to_string() == text).then(|| whole.into());
    }
    Number::from_f64(text.parse().ok()?).map(Value::Number)
}

/// A collection of features: a row of one table each, with its first place as geometry and everything as properties.
pub struct Geo<W: io::Write> {
    out: W,
    table: usize,
    begun: bool,
}

impl<W: io::Write> Geo<W> {
    /// Begins the collection of one table.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn new(mut out: W, table: usize) -> io::Result<Self> {
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        Ok(Self { out, table, begun: false })
    }

    /// Writes a row, when it is one of this table.
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
        if row.table != self.table {
            return Ok(());
        }
        let mut properties = Map::new();
        properties.insert(KEY.to_owned(), key(instance, row.place).into());
        match row.around {
            Some(around) => _ = properties.insert(PARENT.to_owned(), key(instance, around).into()),
            None => {
                properties.extend(about.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
            }
        }
        let mut geometry = Value::Null;
        for (field, value) in tables.all()[self.table].fields.iter().zip(row.values) {
            let Some(value) = value else { continue };
            if geometry.is_null() {
                geometry = shape(&field.content, value).unwrap_or_default();
            }
            properties.insert(field.name.clone(), answer(&field.content, value));
        }
        self.feature(geometry, properties)
    }

    /// Writes a record of which nothing but what is known beside its answers can be read.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn closed(&mut self, instance: &str, about: &About<'_>) -> io::Result<()> {
        if self.table != 0 {
            return Ok(());
        }
        let mut properties: Map<String, Value> =
            about.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        properties.insert(KEY.to_owned(), instance.into());
        self.feature(Value::Null, properties)
    }

    fn feature(&mut self, geometry: Value, properties: Map<String, Value>) -> io::Result<()> {
        self.out.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        let feature = json!({ "type": "Feature", "geometry": geometry, "properties": properties });
        serde_json::to_writer(&mut self.out, &feature).map_err(io::Error::from)
    }

    /// Ends the collection.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out)
    }
}

/// RFC 7946 §3.1: longitude first, altitude where there is one.
fn shape(content: &Content, value: &str) -> Option<Value> {
    let position = |text: &str| {
        let [latitude, longitude, altitude, _] = point(text)?;
        Some(Value::Array([longitude, latitude, altitude].iter().filter_map(|part| number(part)).collect()))
    };
    let positions = || {
        let parts = value.split(';').map(str::trim).filter(|part| !part.is_empty());
        parts.map(position).collect::<Option<Vec<Value>>>()
    };
    match content {
        Content::Point => Some(json!({ "type": "Point", "coordinates": position(value)? })),
        Content::Line => {
            let line = positions().filter(|line| line.len() >= 2)?;
            Some(json!({ "type": "LineString", "coordinates": line }))
        }
        Content::Area => {
            let ring = positions().filter(|ring| ring.len() >= 4)?;
            Some(json!({ "type": "Polygon", "coordinates": [ring] }))
        }
        _ => None,
    }
}
