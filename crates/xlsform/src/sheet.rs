//! A sheet whose headers are understood: old names, languages, several headers for one thing.

use crate::problem::{Fault, Problem, Problems};
use crate::tables;
use crate::value::Map;
use crate::workbook::{Grid, RawRow};

/// Most parts that a header is cut into; values lie as deep within one another.
const PARTS: usize = 8;

/// A sheet.
#[derive(Debug, Default)]
pub struct Sheet<'a> {
    /// Its name as written.
    pub name: &'a str,
    headers: Vec<Header<'a>>,
    rows: &'a [RawRow],
    language: String,
    single_spaced: bool,
}

/// A header.
#[derive(Debug)]
struct Header<'a> {
    text: &'a str,
    path: Vec<String>,
}

/// A row with its cells grouped by what their headers mean.
#[derive(Debug)]
pub struct Row {
    /// Number of the row, from 1.
    pub number: usize,
    /// What it says.
    pub map: Map,
}

/// What a sheet may have for columns.
pub struct Columns {
    /// Names that stand for themselves.
    pub known: &'static [&'static str],
    /// Other names for them.
    pub other: &'static [(&'static str, &'static [&'static str])],
    /// Columns without which the sheet is none.
    pub required: &'static [&'static str],
}

impl<'a> Sheet<'a> {
    /// Understands the headers of a sheet.
    pub fn read(grid: &'a Grid, columns: &Columns, language: &str, problems: &mut Problems) -> Self {
        for text in &grid.twice {
            problems.add(at_header(&grid.name, text, Fault::DuplicateColumn {}));
        }
        let double = grid.headers.iter().any(|text| text.contains("::"));
        let mut headers: Vec<Header<'a>> = Vec::new();
        for text in &grid.headers {
            let (name, path) = understood(text, double, columns);
            if let Some(same) = headers.iter().rev().find(|header| header.path == path)
                && name.is_none_or(|name| name != *text)
            {
                let other = same.text.to_owned();
                problems.add(at_header(&grid.name, text, Fault::SameColumn { other }));
            }
            headers.push(Header { text, path });
        }
        let missing = columns.required.iter().filter(|name| {
            let there = |header: &Header<'_>| header.path.first().is_some_and(|first| first == *name);
            !headers.iter().any(there) && (**name == "type" || !grid.rows.is_empty())
        });
        for name in missing {
            problems.add(at_header(&grid.name, "", Fault::MissingColumn { missing: shown(name) }));
        }
        Self {
            name: &grid.name,
            headers,
            rows: &grid.rows,
            language: language.to_owned(),
            single_spaced: false,
        }
    }

    /// Takes several blanks in a text for one.
    #[must_use]
    pub fn single_spaced(mut self, yes: bool) -> Self {
        self.single_spaced = yes;
        self
    }

    /// Every row, its cells grouped.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        self.rows.iter().map(|row| {
            let mut map = Map::default();
            for (at, text) in &row.cells {
                if let Some(header) = self.headers.get(*at) {
                    let mut text = straight(text);
                    if self.single_spaced {
                        text = crate::workbook::single_spaced(&text);
                    }
                    map.merge(&header.path, text, &self.language);
                }
            }
            Row { number: row.number, map }
        })
    }

    /// Every cell as written: row, header, what the header means, text.
    pub fn cells(&self) -> impl Iterator<Item = (usize, &'a str, &[String], &'a str)> + '_ {
        self.rows.iter().flat_map(|row| {
            row.cells.iter().filter_map(|(at, text)| {
                let header = self.headers.get(*at)?;
                Some((row.number, header.text, &header.path[..], text.as_str()))
            })
        })
    }

    /// What each header means.
    pub fn paths(&self) -> impl Iterator<Item = &[String]> + '_ {
        self.headers.iter().map(|header| &header.path[..])
    }

    /// The header that means this, as written; else its usual name.
    pub fn header(&self, path: &[&str]) -> String {
        let found = self.headers.iter().find(|header| {
            header.path.len() >= path.len() && header.path.iter().zip(path).all(|(left, right)| left == right)
        });
        found.map_or_else(|| shown(path.last().copied().unwrap_or_default()), |header| header.text.to_owned())
    }

    /// A problem in a cell.
    pub fn problem(&self, row: usize, path: &[&str], fault: Fault) -> Problem {
        Problem { sheet: Some(self.name.to_owned()), row: Some(row), column: Some(self.header(path)), fault }
    }
}

fn at_header(sheet: &str, header: &str, fault: Fault) -> Problem {
    Problem {
        sheet: Some(sheet.to_owned()),
        row: Some(1),
        column: (!header.is_empty()).then(|| header.to_owned()),
        fault,
    }
}

/// The usual spelling of a column that is called otherwise inside.
fn shown(name: &str) -> String {
    match name {
        "list name" | "dataset" => "list_name",
        "id_string" => "form_id",
        "title" => "form_title",
        "jr:constraintMsg" => "constraint_message",
        "jr:requiredMsg" => "required_message",
        "jr:count" => "repeat_count",
        "calculate" => "calculation",
        "entities:saveto" => "save_to",
        other => other,
    }
    .to_owned()
}

/// The name that a header comes to, if it is a known one, and its parts.
fn understood<'t>(text: &'t str, double: bool, columns: &Columns) -> (Option<&'t str>, Vec<String>) {
    let alias = |name: &str| columns.other.iter().find(|(other, _)| *other == name).map(|(_, path)| *path);
    let plain = |name: &str| columns.known.contains(&name) && alias(name).is_none();
    if plain(text) {
        return (Some(text), vec![text.to_owned()]);
    }
    let snake = tables::snake(text);
    if plain(&snake) {
        return (None, vec![snake]);
    }
    let mut parts: Vec<String> = if double || text.contains("::") {
        text.splitn(PARTS, "::").map(|part| part.trim().to_owned()).collect()
    } else {
        single_colons(text)
    };
    let first = tables::snake(&parts[0]);
    if let Some(path) = alias(&first) {
        parts.splice(0..1, path.iter().map(|part| (*part).to_owned()));
        (None, parts)
    } else if columns.known.contains(&first.as_str()) {
        parts[0] = first;
        (None, parts)
    } else {
        (Some(text), parts)
    }
}

/// Parts between single colons, as old forms have them; the colon of `jr:count` parts nothing.
fn single_colons(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = text.splitn(PARTS, ':').map(|part| part.trim().to_owned()).collect();
    if let Some(at) = parts.iter().position(|part| part == "jr")
        && at + 1 < parts.len()
    {
        let rest = parts.remove(at + 1);
        parts[at] = format!("jr:{rest}");
    }
    parts
}

/// Word processors bend quotes, which expressions do not understand.
fn straight(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let straighten = |sign| match sign {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        other => other,
    };
    text.chars().map(straighten).collect()
}
