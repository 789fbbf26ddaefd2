//! A row of a table as cells, with the names of their columns.

use super::About;
use crate::csv_safe::{Cell, is_number};
use serde_json::Value;
use std::borrow::Cow;
use xforms::{Content, Field, Row, Table};

/// Names of the columns that hold places in a record.
pub(super) const KEY: &str = "key";
pub(super) const PARENT: &str = "parent_key";

/// The instance of a repeat is known by its record and its place there.
pub(super) fn key(instance: &str, place: &str) -> String {
    if place.is_empty() { instance.to_owned() } else { format!("{instance}/{place}") }
}

/// What stands first in a table: the key of the row with that of the row around it, or with what is known of the record.
pub(super) fn first_columns(table: &Table, about: &[&'static str]) -> Vec<String> {
    let mut columns = vec![KEY.to_owned()];
    match table.parent {
        Some(_) => columns.push(PARENT.to_owned()),
        None => columns.extend(about.iter().map(|name| (*name).to_owned())),
    }
    columns
}

/// The cells of these columns.
pub(super) fn first_cells<'v>(instance: &str, about: &'v About<'_>, row: &Row<'_>) -> Vec<Cell<'v>> {
    let mut cells: Vec<Cell<'v>> = vec![key(instance, row.place).into()];
    match row.around {
        Some(around) => cells.push(key(instance, around).into()),
        None => cells.extend(about.iter().map(|(_, value)| cell(value))),
    }
    cells
}

pub(super) fn cell(value: &Value) -> Cell<'_> {
    match value {
        Value::Null => Cell::Empty,
        Value::String(text) => text.as_str().into(),
        Value::Number(number) => Cell::Digits(number.to_string().into()),
        other => Cell::Text(other.to_string().into()),
    }
}

pub(super) const POINT: [&str; 4] = ["latitude", "longitude", "altitude", "accuracy"];

pub(super) fn columns_of(field: &Field) -> Vec<String> {
    match &field.content {
        Content::Point => POINT.iter().map(|part| format!("{}-{part}", field.name)).collect(),
        Content::Many(choices) => {
            let each = choices.iter().map(|choice| format!("{}/{choice}", field.name));
            std::iter::once(field.name.clone()).chain(each).collect()
        }
        _ => vec![field.name.clone()],
    }
}

pub(super) fn push_cells<'v>(field: &Field, value: Option<&'v str>, cells: &mut Vec<Cell<'v>>) {
    match &field.content {
        Content::Text => cells.push(value.into()),
        Content::Number => cells.push(value.map_or(Cell::Empty, |value| Cell::Digits(Cow::Borrowed(value)))),
        Content::Line | Content::Area => cells.push(value.into()),
        Content::Point => {
            let value = value.unwrap_or_default();
            match point(value) {
                Some(parts) => cells.extend(parts.map(|part| match part {
                    "" => Cell::Empty,
                    part => Cell::Digits(Cow::Borrowed(part)),
                })),
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

/// The four numbers of a point; altitude and accuracy may be left out, and are empty then.
pub(super) fn point(text: &str) -> Option<[&str; 4]> {
    let mut parts = text.split_whitespace();
    let found =
        [parts.next()?, parts.next()?, parts.next().unwrap_or_default(), parts.next().unwrap_or_default()];
    let numbers = found.iter().all(|part| part.is_empty() || is_number(part));
    (parts.next().is_none() && numbers).then_some(found)
}
