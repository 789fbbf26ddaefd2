//! A record in words: questions with what was answered, in the order and the language of the form, repeats and all. Nothing is
//! computed anew: what people answered is shown as it was sent.

use crate::Result;
use crate::intake::PLACES;
use kernel::Lang;
use std::collections::HashMap;
use xforms::{ChoicesFile, Content, Form, Kind, Role, SubmittedError, Tables};

/// Lines of one record at the most; what is beyond stands in the exports.
const MOST_LINES: usize = 2_000;
/// Columns of a list.
const COLUMNS: usize = 4;

/// A line of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A group, or one instance of a repeat.
    Part {
        /// How deep it stands; 0 for the outermost.
        depth: usize,
        /// Its words; its name where it has none.
        name: String,
        /// Which instance of a repeat it is, from 1.
        instance: Option<usize>,
    },
    /// An answer.
    Answer {
        /// Path below the root, the same in every record.
        path: String,
        /// The question; the name of what the form computes.
        question: String,
        /// What was said.
        said: Said,
    },
}

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// It was asked, and nothing was said.
    Nothing,
    /// In words: of what was chosen the words of the form.
    Words(String),
    /// A file of this name.
    File(String),
    /// The place of this code, chosen from the list of places.
    Place(String),
}

/// What a record says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Line after line.
    pub lines: Vec<Line>,
    /// Whether there is more than is told.
    pub cut: bool,
}

impl Told {
    /// Codes of the places that were chosen.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().filter_map(|line| match line {
            Line::Answer { said: Said::Place(code), .. } => Some(code.as_str()),
            _ => None,
        })
    }
}

/// A question of a form, as its keepers look through them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// How deep it stands.
    pub depth: usize,
    /// Path below the root.
    pub path: String,
    /// What it is.
    pub role: Role,
    /// Its words; its name where it has none.
    pub words: String,
    /// Its type as the specification writes it.
    pub data_type: &'static str,
    /// Whether the form computes it.
    pub computed: bool,
    /// What can be chosen: value and words.
    pub choices: Vec<(String, String)>,
    /// The file that the choices come from instead.
    pub list: Option<ChoicesFile>,
}

struct Node {
    role: Role,
    depth: usize,
    path: String,
    words: String,
    data_type: &'static str,
    kind: Option<Kind>,
    computed: bool,
    choices: Vec<(String, String)>,
    list: Option<ChoicesFile>,
    inner: Vec<usize>,
    /// Table of a repeat; table and column of a field.
    table: usize,
    column: Option<usize>,
    of_meta: bool,
}

/// The form by which records are read.
pub struct Codebook {
    tables: Tables,
    nodes: Vec<Node>,
}

struct Row {
    table: usize,
    place: String,
    values: Vec<Option<String>>,
}

/// Rows of a record by table and by the row around them, in order.
type Rows = HashMap<(usize, String), Vec<Row>>;

impl Codebook {
    /// The words of a form in this language, or in the one it begins with.
    pub fn of(form: Form, lang: Lang) -> Self {
        let at = language(&form, lang);
        let tables = Tables::of(std::slice::from_ref(&form));
        let mut columns = HashMap::new();
        for (at, table) in tables.all().iter().enumerate() {
            for (column, field) in table.fields.iter().enumerate() {
                let slash = if table.name.is_empty() { "" } else { "/" };
                columns.insert(format!("{}{slash}{}", table.name, field.name), (at, column));
            }
        }
        let mut nodes: Vec<Node> = Vec::new();
        for node in form.schema() {
            let path = node.path.trim_start_matches('/').split_once('/').map_or("", |(_, below)| below);
            let place = nodes.len();
            let around = node.parent.and_then(|parent| nodes.get_mut(parent));
            let (depth, table, of_meta) = around.map_or((0, 0, false), |around| {
                around.inner.push(place);
                (around.depth + 1, around.table, around.of_meta)
            });
            let found = columns.get(path).copied();
            let said = |labels: &[String]| labels.get(at).or(labels.first()).cloned().unwrap_or_default();
            nodes.push(Node {
                role: node.role,
                depth,
                path: path.to_owned(),
                words: Some(said(&node.labels))
                    .filter(|words| !words.is_empty())
                    .unwrap_or_else(|| node.name.to_owned()),
                data_type: node.data_type,
                kind: node.kind.cloned(),
                computed: node.calculated || node.kind.is_none(),
                choices: node
                    .choices
                    .iter()
                    .map(|choice| (choice.value.clone(), said(&choice.labels)))
                    .collect(),
                list: node.choices_file,
                inner: Vec::new(),
                table: match node.role {
                    Role::Repeat => tables.named(path).unwrap_or(table),
                    _ => table,
                },
                column: found.map(|(_, column)| column).filter(|_| node.role == Role::Field),
                of_meta: of_meta || path == "meta",
            });
        }
        Self { tables, nodes }
    }

    /// The questions, in the order of the form.
    pub fn asked(&self) -> Vec<Asked> {
        let shown = |node: &&Node| !node.of_meta && node.depth > 0 && node.role != Role::Attribute;
        let asked = |node: &Node| Asked {
            depth: node.depth - 1,
            path: node.path.clone(),
            role: node.role,
            words: node.words.clone(),
            data_type: node.data_type,
            computed: node.computed && node.role == Role::Field,
            choices: node.choices.clone(),
            list: node.list.clone(),
        };
        self.nodes.iter().filter(shown).map(asked).collect()
    }

    /// The first questions outside repeats whose answers fit into a cell.
    pub fn columns(&self) -> Vec<String> {
        self.in_cells().map(|node| node.words.clone()).collect()
    }

    fn in_cells(&self) -> impl Iterator<Item = &Node> {
        let short = |kind: &Kind| {
            use Kind::{Acknowledge, GeoPoint, GeoShape, GeoTrace, Upload};
            !matches!(kind, Acknowledge | GeoPoint | GeoShape | GeoTrace | Upload { .. })
        };
        let fits = move |node: &&Node| {
            node.table == 0 && node.column.is_some() && !node.of_meta && node.kind.as_ref().is_some_and(short)
        };
        self.nodes.iter().filter(fits).take(COLUMNS)
    }

    /// What a record says in these columns.
    ///
    /// # Errors
    /// When the record cannot be read, which was looked at when it came.
    pub fn cells(&self, record: &[u8]) -> std::result::Result<Vec<Said>, SubmittedError> {
        let mut cells = Vec::new();
        self.tables.read(record, &mut |row| {
            if row.table == 0 {
                let value = |node: &Node| row.values.get(node.column?)?.as_deref();
                let cell = |node: &Node| value(node).map_or(Said::Nothing, |value| self.said(node, value));
                cells = self.in_cells().map(cell).collect();
            }
            Ok::<_, SubmittedError>(())
        })?;
        Ok(cells)
    }

    /// Where a record was made: the first point of its answers, latitude and longitude in degrees.
    ///
    /// # Errors
    /// As [`Self::cells`].
    pub fn point(&self, record: &[u8]) -> std::result::Result<Option<(f64, f64)>, SubmittedError> {
        let mut found: Option<(usize, (f64, f64))> = None;
        self.tables.read(record, &mut |row| {
            let fields =
                self.tables.all().get(row.table).map(|table| table.fields.as_slice()).unwrap_or_default();
            for (field, value) in fields.iter().zip(row.values) {
                // The record's own point goes before one of a repeat, and within a row the first.
                let better = found.is_none_or(|(table, _)| row.table < table);
                if field.content == Content::Point
                    && better
                    && let Some(point) = value.as_deref().and_then(point)
                {
                    found = Some((row.table, point));
                }
            }
            Ok::<_, SubmittedError>(())
        })?;
        Ok(found.map(|(_, point)| point))
    }

    /// Everything that a record says.
    ///
    /// # Errors
    /// As [`Self::cells`].
    pub fn tell(&self, record: &[u8]) -> std::result::Result<Told, SubmittedError> {
        let (mut rows, mut count) = (Rows::new(), 0_usize);
        self.tables.read(record, &mut |row| {
            count += 1;
            // The row of the record itself comes last and is always kept.
            if count <= MOST_LINES || row.table == 0 {
                let around = row.around.unwrap_or_default().to_owned();
                let kept = Row { table: row.table, place: row.place.to_owned(), values: row.values.to_vec() };
                rows.entry((row.table, around)).or_default().push(kept);
            }
            Ok::<_, SubmittedError>(())
        })?;
        let mut told = Told { lines: Vec::new(), cut: count > MOST_LINES };
        if let Some(record) = rows.get(&(0, String::new())).and_then(|rows| rows.first()) {
            self.tell_inside(0, record, &rows, &mut told);
        }
        Ok(told)
    }

    /// The depth is that of the form, whose reader bounds it.
    fn tell_inside(&self, node: usize, row: &Row, rows: &Rows, told: &mut Told) {
        for inner in &self.nodes[node].inner {
            let node = &self.nodes[*inner];
            if told.lines.len() >= MOST_LINES {
                told.cut = true;
                return;
            }
            let part = |instance| Line::Part { depth: node.depth - 1, name: node.words.clone(), instance };
            match node.role {
                _ if node.of_meta => {}
                Role::Attribute => {}
                Role::Field => told.lines.extend(self.line(node, row)),
                Role::Group => {
                    let before = told.lines.len();
                    told.lines.push(part(None));
                    self.tell_inside(*inner, row, rows, told);
                    // A group that was not asked says nothing.
                    if told.lines.len() == before + 1 {
                        told.lines.pop();
                    }
                }
                Role::Repeat => {
                    let instances =
                        rows.get(&(node.table, row.place.clone())).map(Vec::as_slice).unwrap_or_default();
                    for (instance, number) in instances.iter().zip(1..) {
                        if told.lines.len() >= MOST_LINES {
                            told.cut = true;
                            return;
                        }
                        told.lines.push(part(Some(number)));
                        self.tell_inside(*inner, instance, rows, told);
                    }
                }
            }
        }
    }

    fn line(&self, node: &Node, row: &Row) -> Option<Line> {
        debug_assert_eq!(node.table, row.table);
        let value = row.values.get(node.column?)?.as_deref()?;
        if value.trim().is_empty() && node.computed {
            return None;
        }
        let said = self.said(node, value);
        Some(Line::Answer { path: node.path.clone(), question: node.words.clone(), said })
    }

    fn said(&self, node: &Node, value: &str) -> Said {
        match &node.kind {
            _ if value.trim().is_empty() => Said::Nothing,
            Some(Kind::Upload { .. }) => Said::File(value.trim().to_owned()),
            Some(Kind::SelectOne) if node.list.as_ref().is_some_and(|file| file.src == PLACES) => {
                Said::Place(value.trim().to_owned())
            }
            _ => Said::Words(self.words(node, value)),
        }
    }

    fn words(&self, node: &Node, value: &str) -> String {
        let word = |value: &str| {
            let found = node.choices.iter().find(|(known, words)| known == value && !words.is_empty());
            found.map_or_else(|| value.to_owned(), |(_, words)| words.clone())
        };
        match node.kind {
            Some(Kind::SelectOne) => word(value.trim()),
            Some(Kind::SelectMany | Kind::Rank) => {
                value.split_whitespace().map(word).collect::<Vec<_>>().join(" · ")
            }
            _ => value.to_owned(),
        }
    }
}

/// A position as a telephone writes it: latitude and longitude in degrees, then what nobody asks here.
pub(crate) fn point(value: &str) -> Option<(f64, f64)> {
    let mut parts = value.split_whitespace().map(str::parse::<f64>);
    let (latitude, longitude) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    on_earth.then_some((latitude, longitude))
}

/// Place of a language among those of a form.
fn language(form: &Form, lang: Lang) -> usize {
    let all = form.languages();
    let place = |found: Option<&xforms::Language>| all.iter().position(|one| Some(one) == found);
    let default = || all.iter().position(|one| one.default);
    place(form.language(lang.tag()))
        .or_else(|| place(form.language(Lang::Fr.tag())))
        .or_else(default)
        .unwrap_or(0)
}

/// Reads a form of the store with its words in a language.
///
/// # Errors
/// When it cannot be read any more.
pub(super) fn book(xml: &[u8], lang: Lang) -> Result<Codebook> {
    Ok(Codebook::of(super::known::read(xml)?, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = include_str!("codebook.xml");

    fn book_in(lang: Lang) -> Codebook {
        Codebook::of(Form::parse(FORM).unwrap(), lang)
    }

    fn lines(told: &Told) -> Vec<String> {
        let line = |line: &Line| match line {
            Line::Part { depth, name, instance } => format!("{depth} {name} {instance:?}"),
            Line::Answer { question, said, .. } => format!("{question}: {said:?}"),
        };
        told.lines.iter().map(line).collect()
    }

    const RECORD: &str = "<data id='well' version='1'><state>dry</state><uses>drink water</uses>\
        <where>12.65 -8.0 330 5</where><closed/><place><village>Kati</village></place>\
        <person><name>Awa</name><child><name>Ali</name></child><child><name>Kadi</name></child></person>\
        <person><name>Issa</name></person><photo>a.jpg</photo><score>3</score>\
        <meta><instanceID>uuid:1</instanceID></meta></data>";

    #[test]
    fn a_record_is_told_in_the_words_and_the_order_of_its_form() {
        let told = book_in(Lang::Fr).tell(RECORD.as_bytes()).unwrap();
        assert_eq!(
            lines(&told),
            [
                "État du puits: Words(\"à sec\")",
                "Usages: Words(\"boire · water\")",
                "Où: Words(\"12.65 -8.0 330 5\")",
                "Depuis quand: Nothing",
                "0 Le lieu None",
                "Village: Words(\"Kati\")",
                "0 Personne Some(1)",
                "Nom: Words(\"Awa\")",
                "1 Enfant Some(1)",
                "Prénom: Words(\"Ali\")",
                "1 Enfant Some(2)",
                "Prénom: Words(\"Kadi\")",
                "0 Personne Some(2)",
                "Nom: Words(\"Issa\")",
                "Photo: File(\"a.jpg\")",
                "score: Words(\"3\")",
            ]
        );
        assert!(!told.cut);
    }

    #[test]
    fn a_list_shows_the_first_answers_that_fit_in_the_readers_language() {
        let book = book_in(Lang::En);
        assert_eq!(book.columns(), ["State of the well", "Uses", "Since when", "Village"]);
        let words = |words: &str| Said::Words(words.to_owned());
        assert_eq!(
            book.cells(RECORD.as_bytes()).unwrap(),
            [words("dry"), words("drinking · water"), Said::Nothing, words("Kati")]
        );
        assert_eq!(book.point(RECORD.as_bytes()).unwrap(), Some((12.65, -8.0)));
        assert_eq!(book_in(Lang::Bm).columns()[0], "État du puits", "a language that the form does not have");
    }

    #[test]
    fn a_record_without_end_is_told_in_part() {
        let many = RECORD
            .replace("<photo>", &"<person><name>x</name></person>".repeat(3_000))
            .replace("a.jpg</photo>", "");
        let told = book_in(Lang::Fr).tell(many.as_bytes()).unwrap();
        assert!(told.cut && told.lines.len() <= MOST_LINES + 1, "{}", told.lines.len());
        assert!(lines(&told)[0].starts_with("État du puits"));
    }
}
