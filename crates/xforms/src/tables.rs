//! Records as tables: a row for each record, and for each repeat a table of its own with a row for each instance. A record is
//! read in one pass; of a repeat with many instances one stands in memory at a time.

use crate::form::{Form, Kind, Role, SchemaNode};
use crate::submitted::SubmittedError;
use crate::xml::local;
use crate::{limits, xml};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::{BTreeMap, HashMap};

/// The tables of a form, those of all its versions in one.
#[derive(Debug)]
pub struct Tables {
    tables: Vec<Table>,
    /// Table of a repeat's path.
    by_path: HashMap<String, usize>,
    /// Table and place of a field's path.
    fields: HashMap<String, (usize, usize)>,
}

/// One table.
#[derive(Debug)]
pub struct Table {
    /// Empty for the records themselves; for a repeat its path below the root, `household/person`.
    pub name: String,
    /// The table of the record or repeat around it.
    pub parent: Option<usize>,
    /// What its rows hold.
    pub fields: Vec<Field>,
    path: String,
}

/// What one node of a record holds.
#[derive(Debug)]
pub struct Field {
    /// Its path below the record or the repeat, `visit/photo`.
    pub name: String,
    /// What its values are.
    pub content: Content,
}

/// What the values of a field are. None is checked: what people answered stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Words, days, times, names of files.
    Text,
    /// Numbers.
    Number,
    /// Chosen values with blanks between them; those that the form offers, where it says which.
    Many(Vec<String>),
    /// Latitude and longitude in degrees, altitude and accuracy in metres, with blanks between them.
    Point,
    /// Points with semicolons between them.
    Line,
    /// As [`Content::Line`], the first coming again at the end.
    Area,
}

/// A row that was read.
#[derive(Debug)]
pub struct Row<'r> {
    /// Its table.
    pub table: usize,
    /// Where it stands in the record: empty, or `person[2]/child[1]`.
    pub place: &'r str,
    /// Where the row around it stands; `None` for the record itself.
    pub around: Option<&'r str>,
    /// Values in the order of [`Table::fields`]; `None` for a node that the record does not have.
    pub values: &'r [Option<String>],
}

impl Tables {
    /// The tables of these versions of a form. Columns stand in the order of the first version; what only others have comes
    /// after them.
    pub fn of(versions: &[Form]) -> Self {
        let records = Table { name: String::new(), parent: None, fields: Vec::new(), path: String::new() };
        let mut tables = Self { tables: vec![records], by_path: HashMap::new(), fields: HashMap::new() };
        for form in versions {
            tables.add(form);
        }
        tables
    }

    fn add(&mut self, form: &Form) {
        let schema = form.schema();
        // Table of each node that holds others.
        let mut holders = vec![0; schema.len()];
        for (at, node) in schema.iter().enumerate() {
            let around = node.parent.map_or(0, |parent| holders[parent]);
            // Two versions may have named the root differently; below it they are one form.
            let path = below_root(&node.path);
            holders[at] = match node.role {
                Role::Group => around,
                Role::Repeat => self.table(path, around),
                // Those of the root say which form it is.
                Role::Attribute if node.parent == Some(0) => around,
                Role::Field | Role::Attribute => {
                    self.field(path, around, node);
                    around
                }
            };
        }
    }

    fn table(&mut self, path: &str, around: usize) -> usize {
        if let Some(known) = self.by_path.get(path) {
            return *known;
        }
        let table =
            Table { name: path.to_owned(), parent: Some(around), fields: Vec::new(), path: path.to_owned() };
        self.tables.push(table);
        self.by_path.insert(path.to_owned(), self.tables.len() - 1);
        self.tables.len() - 1
    }

    fn field(&mut self, path: &str, around: usize, node: &SchemaNode<'_>) {
        let content = content_of(node);
        let table = &mut self.tables[around];
        if let Some((owner, at)) = self.fields.get(path) {
            if let (Content::Many(known), Content::Many(more)) =
                (&mut self.tables[*owner].fields[*at].content, content)
            {
                let new: Vec<String> = more.into_iter().filter(|value| !known.contains(value)).collect();
                known.extend(new);
            }
            return;
        }
        let name = path.strip_prefix(&*table.path).unwrap_or(path).trim_start_matches('/');
        table.fields.push(Field { name: name.to_owned(), content });
        self.fields.insert(path.to_owned(), (around, table.fields.len() - 1));
    }

    /// All tables; the first is that of the records.
    pub fn all(&self) -> &[Table] {
        &self.tables
    }

    /// The table of this name: empty for the records, else the path or the last name of a repeat.
    pub fn named(&self, name: &str) -> Option<usize> {
        let whole = self.tables.iter().position(|table| table.name == name);
        let last = |table: &Table| table.parent.is_some() && table.name.rsplit('/').next() == Some(name);
        whole.or_else(|| self.tables.iter().position(last))
    }

    /// Reads a record row by row: the rows of a repeat come before the row around them.
    ///
    /// # Errors
    /// [`SubmittedError`] as [`crate::Submitted::read`], which has refused such a record before; the first error of `give`.
    pub fn read<E: From<SubmittedError>>(
        &self,
        record: &[u8],
        give: &mut dyn FnMut(Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let text = std::str::from_utf8(record).map_err(|_| SubmittedError::NotText)?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut laying = Laying {
            tables: self,
            path: String::new(),
            lengths: Vec::new(),
            open: Vec::new(),
            values: Vec::new(),
        };
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let broken = |reason: String| SubmittedError::NotXml { line: 1, reason };
        loop {
            match reader.read_event().map_err(|error| broken(error.to_string()))? {
                Event::Start(start) => laying.start(&start).map_err(broken)?,
                Event::End(_) => laying.end(give)?,
                Event::Text(text) => laying.text(&text.xml10_content()),
                Event::CData(text) => laying.text(&text.xml10_content()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(character)) => laying.text(character.encode_utf8(&mut [0; 4])),
                    _ => laying.text(xml::predefined(&reference.xml10_content()).unwrap_or_default()),
                },
                Event::Eof => return Ok(()),
                Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
            }
        }
    }
}

/// `visit/photo` of `/data/visit/photo`.
fn below_root(path: &str) -> &str {
    path.trim_start_matches('/').split_once('/').map_or("", |(_, below)| below)
}

fn content_of(node: &SchemaNode<'_>) -> Content {
    match (node.kind, node.data_type) {
        (Some(Kind::SelectMany), _) => {
            Content::Many(node.choices.iter().map(|choice| choice.value.clone()).collect())
        }
        (_, "int" | "decimal") => Content::Number,
        (_, "geopoint") => Content::Point,
        (_, "geotrace") => Content::Line,
        (_, "geoshape") => Content::Area,
        _ => Content::Text,
    }
}

/// A row that is not read to its end.
struct OpenRow {
    table: usize,
    place: String,
    values: Vec<Option<String>>,
    /// Instances so far of the repeats inside it.
    counts: BTreeMap<usize, usize>,
}

struct Laying<'t> {
    tables: &'t Tables,
    /// Path of the open element below the root, and the length it had before each open element.
    path: String,
    lengths: Vec<usize>,
    open: Vec<OpenRow>,
    /// Text so far of the open elements that are fields.
    values: Vec<Option<String>>,
}

impl Laying<'_> {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        self.lengths.push(self.path.len());
        if self.lengths.len() > 1 {
            if !self.path.is_empty() {
                self.path.push('/');
            }
            self.path.push_str(local(start.name().as_ref()));
        }
        let table = match self.lengths.len() {
            1 => Some(0),
            _ => self.tables.by_path.get(&self.path).copied(),
        };
        if let Some(table) = table {
            self.open_row(table);
        }
        for attribute in start.attributes().take(limits::XML_ATTRIBUTES) {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let length = self.path.len();
            self.path.push_str(if length == 0 { "@" } else { "/@" });
            self.path.push_str(local(attribute.key.as_ref()));
            if self.tables.fields.contains_key(&self.path) {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                self.put(value.map_err(|error| error.to_string())?.into_owned());
            }
            self.path.truncate(length);
        }
        let field = self.tables.fields.contains_key(&self.path) && self.lengths.len() > 1;
        self.values.push(field.then(String::new));
        Ok(())
    }

    fn open_row(&mut self, table: usize) {
        let place = match self.open.last_mut() {
            None => String::new(),
            Some(around) => {
                let count = around.counts.entry(table).or_default();
                *count += 1;
                let outer = &self.tables.tables[around.table].path;
                let inner = &self.tables.tables[table].path;
                let name = inner.strip_prefix(&**outer).unwrap_or(inner).trim_start_matches('/');
                let slash = if around.place.is_empty() { "" } else { "/" };
                format!("{}{slash}{name}[{count}]", around.place)
            }
        };
        let values = vec![None; self.tables.tables[table].fields.len()];
        self.open.push(OpenRow { table, place, values, counts: BTreeMap::new() });
    }

    /// Notes the value of the field at the path. A second value of the same field, which no form asks for, is not lost.
    fn put(&mut self, value: String) {
        let Some((table, at)) = self.tables.fields.get(&self.path).copied() else { return };
        let Some(row) = self.open.iter_mut().rev().find(|row| row.table == table) else { return };
        match &mut row.values[at] {
            Some(before) => {
                before.push('\n');
                before.push_str(&value);
            }
            empty => *empty = Some(value),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(Some(value)) = self.values.last_mut() {
            value.push_str(text);
        }
    }

    fn end<E>(&mut self, give: &mut dyn FnMut(Row<'_>) -> Result<(), E>) -> Result<(), E> {
        if let Some(Some(value)) = self.values.pop() {
            self.put(value);
        }
        let depth = self.lengths.len();
        let closes = match depth {
            1 => true,
            _ => self.tables.by_path.contains_key(&self.path),
        };
        if closes && let Some(row) = self.open.pop() {
            let around = self.open.last().map(|around| around.place.as_str());
            give(Row { table: row.table, place: &row.place, around, values: &row.values })?;
        }
        if let Some(length) = self.lengths.pop() {
            self.path.truncate(length);
        }
        Ok(())
    }
}
