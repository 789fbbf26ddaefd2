//! Reading the tables of a country into [`Places`].
//!
//! `places.csv`: `pcode, parent_pcode, level, name_fr` (or `name`), and where known `kind, name_alt` (names parted by
//! `|`), `lat, lon, population, scheme, valid_from, valid_to`. Other columns are passed over; the order is free.
//! `crosswalk.csv`: `pcode` (of places.csv), `scheme, code`, and where known `valid_from, valid_to`.

use super::cells::{Cells, Faults, Problems, each_line};
use super::fault::{Fault, PlacesError, Source};
use super::fold::fold;
use super::index::IndexBuilder;
use super::level::Level;
use super::table::{NO_POPULATION, NO_POSITION, OtherCode, Period, Places, Row, Span};
use super::tree::{Tree, group_children, ranks};

const MOST_PLACES: usize = 500_000;
const MOST_DISTINCT: usize = 1000;

impl Places {
    /// Reads the two tables of a country: its places, and the codes they bear in other schemes (empty if there are
    /// none). Without the column `scheme` the codes are of the scheme `<country code>-pcode`, in lower case.
    ///
    /// # Errors
    /// Every fault found, up to [`PlacesError::SHOWN`], with its line and mend; a table with one fault is refused.
    pub fn read(places: &[u8], crosswalk: &[u8]) -> Result<Self, PlacesError> {
        let mut problems = Problems::default();
        let mut draft = Draft::default();
        draft.read_places(places, &mut problems);
        // A table that cannot be taken for one has no tree to look at.
        if draft.lines.is_empty() {
            problems.none_or_error()?;
        }
        let tree = Tree::of(&draft.lines, &draft.text, &mut problems);
        problems.none_or_error()?;
        let mut places = draft.settle(tree);
        if !crosswalk.is_empty() {
            read_crosswalk(&mut places, crosswalk, &mut problems);
        }
        problems.none_or_error()?;
        Ok(places)
    }
}

/// A line of places.csv whose parent is still a code.
pub(super) struct Line {
    pub number: u64,
    pub parent: Span,
    pub row: Row,
}

/// The table while it is read.
#[derive(Default)]
struct Draft {
    text: String,
    lines: Vec<Line>,
    schemes: Vec<Box<str>>,
    kinds: Vec<Box<str>>,
    periods: Vec<Period>,
}

impl Draft {
    fn read_places(&mut self, table: &[u8], problems: &mut Problems) {
        let needed: [&[&str]; 4] = [&["pcode"], &["parent_pcode"], &["level"], &["name_fr", "name"]];
        each_line(table, Source::Places, &needed, problems, |cells, faults| {
            self.read_line(cells, faults);
        });
    }

    /// Reads a line and every fault in it. Without code and level it is passed over.
    fn read_line(&mut self, cells: &Cells<'_>, faults: &mut Faults) -> Option<()> {
        if self.lines.len() >= MOST_PLACES {
            return faults.needed(Err(Fault::TooManyPlaces));
        }
        let level = cells.get("level");
        let level = level
            .parse()
            .ok()
            .and_then(Level::from_number)
            .ok_or_else(|| Fault::UnknownLevel(level.chars().take(40).collect()));
        let position = || match (cells.degrees("lat", 90.0)?, cells.degrees("lon", 180.0)?) {
            (Some(lat), Some(lon)) => Ok((lat, lon)),
            (None, None) => Ok((NO_POSITION, NO_POSITION)),
            _ => Err(Fault::HalfPosition),
        };
        let name = || match cells.text("name_fr")? {
            "" => cells.needed("name"),
            name => Ok(name),
        };
        let (code, level) = (faults.needed(cells.needed("pcode")), faults.needed(level));
        let (lat, lon) = faults.or(position(), (NO_POSITION, NO_POSITION));
        let kind = cells.text("kind").and_then(|kind| number_of(&mut self.kinds, kind.into(), "kind"));
        let scheme =
            cells.text("scheme").and_then(|scheme| number_of(&mut self.schemes, scheme.into(), "scheme"));
        let period = period(cells).and_then(|period| number_of(&mut self.periods, period, "valid_from"));
        let population = faults.or(cells.count("population"), None);
        let (name, alts) = (faults.or(name(), ""), faults.or(cells.list("name_alt"), ""));
        let parent = faults.needed(cells.text("parent_pcode"));
        let (kind, scheme, period) = (faults.or(kind, 0), faults.or(scheme, 0), faults.or(period, 0));
        let (code, level, parent) = (code?, level?, parent?);
        let row = Row {
            level,
            lat,
            lon,
            population: population.unwrap_or(NO_POPULATION),
            code: append(&mut self.text, code),
            name: append(&mut self.text, name),
            alts: append(&mut self.text, alts),
            kind,
            scheme,
            period,
            parent: 0,
            children_at: 0,
            children: 0,
        };
        let parent = append(&mut self.text, parent);
        self.lines.push(Line { number: cells.line, parent, row });
        Some(())
    }

    /// Puts the lines in the order of levels, joins children to parents and makes the search index.
    fn settle(mut self, tree: Tree) -> Places {
        let mut order: Vec<usize> = (0..self.lines.len()).collect();
        order.sort_by_key(|line| self.lines[*line].row.level);
        let mut row_of_line = vec![0_u32; order.len()];
        for (row, line) in order.iter().enumerate() {
            row_of_line[*line] = row as u32;
        }
        for (line, parent) in self.lines.iter_mut().zip(&tree.parents) {
            line.row.parent = parent.map_or(0, |parent| row_of_line[parent]);
        }
        let by_code = tree.by_code.iter().map(|line| row_of_line[*line]).collect();
        let mut lines: Vec<Option<Row>> = self.lines.drain(..).map(|line| Some(line.row)).collect();
        let mut rows: Vec<Row> = order.iter().filter_map(|line| lines[*line].take()).collect();

        let names: Vec<Vec<String>> = rows.iter().map(|row| fold(row.name.of(&self.text))).collect();
        let children = group_children(&mut rows, &names);
        let mut index = IndexBuilder::default();
        for (row, name) in names.iter().enumerate() {
            index.add_name(row as u32, name);
            for alt in rows[row].alts.of(&self.text).split('|') {
                index.add_name(row as u32, &fold(alt));
            }
        }
        let index = index.finish(ranks(&rows, &names));
        self.name_default_scheme(&rows);
        Places {
            text: self.text.into(),
            rows: rows.into(),
            children,
            by_code,
            other_codes: Box::default(),
            schemes: self.schemes.into(),
            kinds: self.kinds.into(),
            periods: self.periods.into(),
            index,
        }
    }

    /// A table without schemes still has one: that of its country.
    fn name_default_scheme(&mut self, rows: &[Row]) {
        let country = rows.first().map(|row| row.code.of(&self.text).to_lowercase()).unwrap_or_default();
        for scheme in self.schemes.iter_mut().filter(|scheme| scheme.is_empty()) {
            *scheme = format!("{country}-pcode").into();
        }
    }
}

fn append(text: &mut String, words: &str) -> Span {
    let at = text.len() as u32;
    text.push_str(words);
    Span { at, len: words.len() as u32 }
}

/// The number of `value` among the distinct values of a column.
fn number_of<T: PartialEq>(values: &mut Vec<T>, value: T, column: &'static str) -> Result<u16, Fault> {
    if let Some(at) = values.iter().position(|known| *known == value) {
        return Ok(at as u16);
    }
    if values.len() >= MOST_DISTINCT {
        return Err(Fault::TooMany(column));
    }
    values.push(value);
    Ok((values.len() - 1) as u16)
}

fn period(cells: &Cells<'_>) -> Result<Period, Fault> {
    let period = Period { from: cells.day("valid_from")?, to: cells.day("valid_to")? };
    match period {
        Period { from: Some(from), to: Some(to) } if to < from => Err(Fault::PeriodEndsBeforeItBegins),
        period => Ok(period),
    }
}

fn read_crosswalk(places: &mut Places, table: &[u8], problems: &mut Problems) {
    let mut text = String::from(std::mem::take(&mut places.text));
    let mut schemes = std::mem::take(&mut places.schemes).into_vec();
    let mut periods = std::mem::take(&mut places.periods).into_vec();
    let mut lines: Vec<(u64, OtherCode)> = vec![];
    let (rows, by_code) = (&places.rows, &places.by_code);
    let needed: [&[&str]; 3] = [&["pcode"], &["scheme"], &["code"]];
    each_line(table, Source::Crosswalk, &needed, problems, |cells, faults| {
        let row = cells.needed("pcode").and_then(|pcode| {
            by_code
                .binary_search_by(|row| rows[*row as usize].code.of(&text).cmp(pcode))
                .map_err(|_| Fault::UnknownPlace(pcode.to_owned()))
        });
        let scheme =
            cells.needed("scheme").and_then(|scheme| number_of(&mut schemes, scheme.into(), "scheme"));
        let period = period(cells).and_then(|period| number_of(&mut periods, period, "valid_from"));
        let read = (
            faults.needed(row),
            faults.needed(scheme),
            faults.needed(cells.needed("code")),
            faults.needed(period),
        );
        if let (Some(row), Some(scheme), Some(code), Some(period)) = read {
            let code = append(&mut text, code);
            lines.push((cells.line, OtherCode { row: by_code[row], scheme, code, period }));
        }
    });
    lines.sort_by(|(line, a), (other_line, b)| {
        (a.scheme, a.code.of(&text), line).cmp(&(b.scheme, b.code.of(&text), other_line))
    });
    for pair in lines.windows(2) {
        let ((first, a), (second, b)) = (&pair[0], &pair[1]);
        if (a.scheme, a.code.of(&text)) == (b.scheme, b.code.of(&text)) {
            let code = b.code.of(&text).to_owned();
            problems.add(Source::Crosswalk, *second, Fault::DuplicateCode { code, first: *first });
        }
    }
    places.other_codes = lines.into_iter().map(|(_, other)| other).collect();
    places.text = text.into();
    places.schemes = schemes.into();
    places.periods = periods.into();
}
