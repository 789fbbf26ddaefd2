//! The places of one country in memory, and the view of one of them.

use super::index::Index;
use super::level::Level;
use kernel::Date;
use std::fmt;

/// Stands for "not known" in [`Row::population`], which no country reaches.
pub(super) const NO_POPULATION: u32 = u32::MAX;
/// Stands for "not known" in [`Row::lat`].
pub(super) const NO_POSITION: i32 = i32::MIN;

/// A stretch of the text arena.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Span {
    pub at: u32,
    pub len: u32,
}

impl Span {
    pub fn of(self, text: &str) -> &str {
        let from = self.at as usize;
        text.get(from..from + self.len as usize).unwrap_or_default()
    }
}

/// One place in numbers. Rows stand in the order of levels, so that a parent always comes before its children;
/// row 0 is the country.
#[derive(Debug)]
pub(super) struct Row {
    pub code: Span,
    pub name: Span,
    /// Other names, joined by `|`.
    pub alts: Span,
    /// The row above; the country's is 0, itself.
    pub parent: u32,
    /// Where its children begin in [`Places::children`], and how many they are.
    pub children_at: u32,
    pub children: u32,
    /// 1e-5 degrees, about a metre.
    pub lat: i32,
    pub lon: i32,
    pub population: u32,
    pub scheme: u16,
    pub kind: u16,
    pub period: u16,
    pub level: Level,
}

/// A code that a place bears or bore in another scheme.
#[derive(Debug)]
pub(super) struct OtherCode {
    pub scheme: u16,
    pub code: Span,
    pub row: u32,
    pub period: u16,
}

/// The days on which a code means what it means, both ends included; an open end has no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Period {
    /// First day; `None`: since before the table was made.
    pub from: Option<Date>,
    /// Last day; `None`: still valid.
    pub to: Option<Date>,
}

impl Period {
    /// Whether `day` lies in it.
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The codes of the region, cercle and commune a place lies in or is; the finest that public figures go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ancestry<'a> {
    /// Code of the region.
    pub region: Option<&'a str>,
    /// Code of the cercle.
    pub cercle: Option<&'a str>,
    /// Code of the commune.
    pub commune: Option<&'a str>,
}

/// All places of one country, with their codes and a search over their names. Made by [`Places::read`], then never
/// changed; 18,769 localities of Mali take about 6 MB.
pub struct Places {
    pub(super) text: Box<str>,
    pub(super) rows: Box<[Row]>,
    /// Rows grouped by parent, each group in the order of folded names.
    pub(super) children: Box<[u32]>,
    /// Rows in the order of their codes.
    pub(super) by_code: Box<[u32]>,
    /// In the order of (scheme, code).
    pub(super) other_codes: Box<[OtherCode]>,
    pub(super) schemes: Box<[Box<str>]>,
    pub(super) kinds: Box<[Box<str>]>,
    pub(super) periods: Box<[Period]>,
    pub(super) index: Index,
}

impl Places {
    /// The root of the tree.
    pub fn country(&self) -> Place<'_> {
        Place { places: self, row: 0 }
    }

    /// How many places there are, the country included.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Never: a table without a country is refused.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every place, region before cercle before commune before locality.
    pub fn iter(&self) -> impl Iterator<Item = Place<'_>> {
        (0..self.rows.len() as u32).map(|row| Place { places: self, row })
    }

    /// The place that bears `code` now. A code that only an older scheme knows is not found: the same letters may
    /// mean another place there; ask [`Places::in_scheme`].
    pub fn get(&self, code: &str) -> Option<Place<'_>> {
        let at = self.by_code.binary_search_by(|row| self.code_of(*row).cmp(code)).ok()?;
        self.by_code.get(at).map(|row| Place { places: self, row: *row })
    }

    /// The place that bears or bore `code` in `scheme`, whatever its code is now.
    pub fn in_scheme(&self, scheme: &str, code: &str) -> Option<Place<'_>> {
        if let Some(place) = self.get(code).filter(|place| place.scheme() == scheme) {
            return Some(place);
        }
        let scheme = self.schemes.iter().position(|known| **known == *scheme)? as u16;
        let at = self
            .other_codes
            .binary_search_by(|other| (other.scheme, self.span(other.code)).cmp(&(scheme, code)))
            .ok()?;
        self.other_codes.get(at).map(|other| Place { places: self, row: other.row })
    }

    /// The schemes that occur, in the order in which the tables first name them.
    pub fn schemes(&self) -> impl Iterator<Item = &str> {
        self.schemes.iter().map(|scheme| &**scheme)
    }

    fn span(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    fn code_of(&self, row: u32) -> &str {
        self.rows.get(row as usize).map(|row| self.span(row.code)).unwrap_or_default()
    }
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Places({} of {})", self.rows.len(), self.country().name())
    }
}

/// One place of a country. A view, as cheap to copy as a reference.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub(super) places: &'a Places,
    pub(super) row: u32,
}

impl<'a> Place<'a> {
    fn data(self) -> &'a Row {
        &self.places.rows[self.row as usize]
    }

    /// The code it bears now; only together with [`Place::scheme`] does it mean one place for good.
    pub fn code(self) -> &'a str {
        self.places.span(self.data().code)
    }

    /// The scheme of [`Place::code`]: `ml-cod-2017`.
    pub fn scheme(self) -> &'a str {
        &self.places.schemes[usize::from(self.data().scheme)]
    }

    /// When [`Place::code`] is valid.
    pub fn period(self) -> Period {
        self.places.periods[usize::from(self.data().period)]
    }

    /// The code it bears or bore in `scheme`, with the days on which it did.
    pub fn code_in(self, scheme: &str) -> Option<(&'a str, Period)> {
        if self.scheme() == scheme {
            return Some((self.code(), self.period()));
        }
        self.other_codes().find(|(known, ..)| *known == scheme).map(|(_, code, period)| (code, period))
    }

    /// Its codes in other schemes: (scheme, code, period).
    pub fn other_codes(self) -> impl Iterator<Item = (&'a str, &'a str, Period)> {
        let places = self.places;
        places.other_codes.iter().filter(move |other| other.row == self.row).map(|other| {
            let scheme = &*places.schemes[usize::from(other.scheme)];
            (scheme, places.span(other.code), places.periods[usize::from(other.period)])
        })
    }

    /// Its depth.
    pub fn level(self) -> Level {
        self.data().level
    }

    /// What the country calls such a place: `cercle`, `chef-lieu-commune`; empty if the table does not say.
    pub fn kind(self) -> &'a str {
        &self.places.kinds[usize::from(self.data().kind)]
    }

    /// Its name as written in the country's official language.
    pub fn name(self) -> &'a str {
        self.places.span(self.data().name)
    }

    /// Its other names and spellings.
    pub fn alt_names(self) -> impl Iterator<Item = &'a str> {
        self.places.span(self.data().alts).split('|').filter(|name| !name.is_empty())
    }

    /// The place it lies in; the country lies in none.
    pub fn parent(self) -> Option<Self> {
        (self.row != 0).then(|| Place { places: self.places, row: self.data().parent })
    }

    /// Itself, its parent, and so on up to the country.
    pub fn upwards(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |place| place.parent())
    }

    /// The place of `level` it lies in, or itself if it is of that level.
    pub fn ancestor_at(self, level: Level) -> Option<Self> {
        self.upwards().find(|place| place.level() == level)
    }

    /// The codes of its region, cercle and commune.
    pub fn ancestry(self) -> Ancestry<'a> {
        let code_at = |level| self.ancestor_at(level).map(Place::code);
        Ancestry {
            region: code_at(Level::Region),
            cercle: code_at(Level::Cercle),
            commune: code_at(Level::Commune),
        }
    }

    /// The names from the region down to itself; the country's own path is its name alone.
    pub fn path(self) -> Vec<&'a str> {
        let mut names: Vec<_> =
            self.upwards().filter(|place| place.row != 0 || self.row == 0).map(Place::name).collect();
        names.reverse();
        names
    }

    /// The places directly in it, by name as a reader would look for them.
    pub fn children(self) -> impl ExactSizeIterator<Item = Self> {
        let places = self.places;
        let Row { children_at, children, .. } = *self.data();
        let from = children_at as usize;
        places.children[from..from + children as usize].iter().map(move |row| Place { places, row: *row })
    }

    /// Latitude and longitude in degrees (WGS 84), a point inside it.
    pub fn position(self) -> Option<(f64, f64)> {
        let Row { lat, lon, .. } = *self.data();
        (lat != NO_POSITION).then(|| (f64::from(lat) / 1e5, f64::from(lon) / 1e5))
    }

    /// Inhabitants, where the table knows them.
    pub fn population(self) -> Option<u32> {
        Some(self.data().population).filter(|count| *count != NO_POPULATION)
    }
}

impl PartialEq for Place<'_> {
    /// Two views of the same place of the same table.
    fn eq(&self, other: &Self) -> bool {
        self.row == other.row && std::ptr::eq(self.places, other.places)
    }
}

impl Eq for Place<'_> {}

impl fmt::Debug for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.level(), self.code(), self.name())
    }
}
