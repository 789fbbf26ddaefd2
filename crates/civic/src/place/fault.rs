//! What can be wrong with a country's tables, told with the line and the mend.

use std::fmt;

/// Which of the two tables a problem lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The table of places.
    Places,
    /// The table of codes in other schemes.
    Crosswalk,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Places => "places.csv",
            Self::Crosswalk => "crosswalk.csv",
        })
    }
}

/// One fault of one line, and how to mend it. The sentences are for the operator who imports a table;
/// [`Fault::key`] names the fault for a translated message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A column that must be there is not in the first line.
    #[error("the column `{0}` is missing; name it in the first line and separate columns with commas")]
    MissingColumn(&'static str),
    /// The line cannot be split into cells: too many or too few, or a quote left open.
    #[error(
        "this line has {found} cells and the first line has {expected}; give it as many and close its quotes"
    )]
    NotCsv {
        /// Cells of the first line.
        expected: u64,
        /// Cells of this line.
        found: u64,
    },
    /// Bytes that are not UTF-8, mostly a table saved as Latin-1 or Windows-1252.
    #[error("this line is not UTF-8; save the table as \"CSV UTF-8\"")]
    NotUtf8,
    /// A cell that must not be empty is.
    #[error("the cell `{0}` is empty; fill it")]
    Empty(&'static str),
    /// A cell longer than any name or code needs, or with control characters.
    #[error(
        "the cell `{column}` is longer than {longest} characters or holds control characters; shorten or clean it"
    )]
    BadText {
        /// The column.
        column: &'static str,
        /// How many characters it may have.
        longest: usize,
    },
    /// A level that is not a whole number from 0 to 4.
    #[error("the level `{0}` is not 0 (country), 1, 2, 3 or 4 (locality); write one of these")]
    UnknownLevel(String),
    /// A number that cannot be read or lies outside its range.
    #[error("`{value}` in `{column}` is not {range}; mend it or leave the cell empty")]
    BadNumber {
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
        /// What may stand there.
        range: Range,
    },
    /// Latitude without longitude or the other way round.
    #[error("only one of `lat` and `lon` is given; give both or neither")]
    HalfPosition,
    /// A date that is not a day of the calendar.
    #[error("`{value}` in `{column}` is not a day; write it as 2021-12-20 or leave the cell empty")]
    BadDate {
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
    },
    /// A code that ended before it began.
    #[error("`valid_to` lies before `valid_from`; swap or mend them")]
    PeriodEndsBeforeItBegins,
    /// The same code twice.
    #[error("the code `{code}` stands on line {first} already; each place needs a code of its own")]
    DuplicateCode {
        /// The code.
        code: String,
        /// Where it stood first.
        first: u64,
    },
    /// A parent that is in no line.
    #[error("the parent `{0}` is in no line of this table; add it or mend `parent_pcode`")]
    OrphanParent(String),
    /// A place below the country that names no parent.
    #[error("a place of level {0} needs a parent; fill `parent_pcode`")]
    NoParent(u8),
    /// A parent at the same depth or deeper.
    #[error(
        "the parent `{parent}` (level {parent_level}) does not lie above level {level}; mend `level` or `parent_pcode`"
    )]
    ParentNotAbove {
        /// The parent's code.
        parent: String,
        /// The parent's level.
        parent_level: u8,
        /// The level of the place of this line.
        level: u8,
    },
    /// Going up from parent to parent comes back to this place.
    #[error("going up from `{0}` by `parent_pcode` leads back to it; mend the parent that closes the circle")]
    ParentCycle(String),
    /// No line of level 0.
    #[error("no line has level 0; add one line for the country")]
    NoCountry,
    /// More than one line of level 0, or one with a parent.
    #[error("the country is on line {0} already; a table holds one country")]
    SecondCountry(u64),
    /// The country names a parent.
    #[error("the country cannot have a parent; leave `parent_pcode` empty")]
    CountryWithParent,
    /// A crosswalk line for a place that is not in the table of places.
    #[error("the place `{0}` is not in places.csv; mend `pcode` or drop the line")]
    UnknownPlace(String),
    /// More kinds, schemes or periods than a table of one country can need.
    #[error("more than 1000 different values of `{0}`; it names a kind, a scheme or a period, not a place")]
    TooMany(&'static str),
    /// More places than the search can hold.
    #[error("more than 500000 places; leave out the deepest level")]
    TooManyPlaces,
}

impl Fault {
    /// A stable name for the fault, for translated messages and tests.
    pub fn key(&self) -> &'static str {
        match self {
            Self::MissingColumn(_) => "missing-column",
            Self::NotCsv { .. } => "not-csv",
            Self::NotUtf8 => "not-utf8",
            Self::Empty(_) => "empty",
            Self::BadText { .. } => "bad-text",
            Self::UnknownLevel(_) => "unknown-level",
            Self::BadNumber { .. } => "bad-number",
            Self::HalfPosition => "half-position",
            Self::BadDate { .. } => "bad-date",
            Self::PeriodEndsBeforeItBegins => "period-ends-before-it-begins",
            Self::DuplicateCode { .. } => "duplicate-code",
            Self::OrphanParent(_) => "orphan-parent",
            Self::NoParent(_) => "no-parent",
            Self::ParentNotAbove { .. } => "parent-not-above",
            Self::ParentCycle(_) => "parent-cycle",
            Self::NoCountry => "no-country",
            Self::SecondCountry(_) => "second-country",
            Self::CountryWithParent => "country-with-parent",
            Self::UnknownPlace(_) => "unknown-place",
            Self::TooMany(_) => "too-many",
            Self::TooManyPlaces => "too-many-places",
        }
    }
}

impl Fault {
    /// The values of the fault's sentence, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let column = |name: &str| vec![("column", name.to_owned())];
        match self {
            Self::MissingColumn(name) | Self::Empty(name) | Self::TooMany(name) => column(name),
            Self::NotCsv { expected, found } => {
                vec![("expected", expected.to_string()), ("found", found.to_string())]
            }
            Self::BadText { column: name, longest } => {
                vec![("column", (*name).to_owned()), ("longest", longest.to_string())]
            }
            Self::UnknownLevel(level) => vec![("level", level.clone())],
            Self::BadNumber { column: name, value, range } => vec![
                ("column", (*name).to_owned()),
                ("value", value.clone()),
                ("range", range.word().to_owned()),
            ],
            Self::BadDate { column: name, value } => {
                vec![("column", (*name).to_owned()), ("value", value.clone())]
            }
            Self::DuplicateCode { code, first } => vec![("code", code.clone()), ("first", first.to_string())],
            Self::OrphanParent(parent) => vec![("parent", parent.clone())],
            Self::NoParent(level) => vec![("level", level.to_string())],
            Self::ParentNotAbove { parent, parent_level, level } => vec![
                ("parent", parent.clone()),
                ("parent_level", parent_level.to_string()),
                ("level", level.to_string()),
            ],
            Self::ParentCycle(code) | Self::UnknownPlace(code) => vec![("code", code.clone())],
            Self::SecondCountry(first) => vec![("first", first.to_string())],
            Self::NotUtf8
            | Self::HalfPosition
            | Self::PeriodEndsBeforeItBegins
            | Self::NoCountry
            | Self::CountryWithParent
            | Self::TooManyPlaces => Vec::new(),
        }
    }
}

/// What a number may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Range {
    /// A whole number of people.
    People,
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
}

impl Range {
    /// A name for a translated message.
    pub fn word(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Latitude => "latitude",
            Self::Longitude => "longitude",
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::People => "a whole number of people, without spaces",
            Self::Latitude => "a number from -90 to 90 with a decimal point",
            Self::Longitude => "a number from -180 to 180 with a decimal point",
        })
    }
}

/// A fault and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{source_table}:{line}: {fault}")]
pub struct Problem {
    /// Which table.
    pub source_table: Source,
    /// The line in it, counted from 1.
    pub line: u64,
    /// What is wrong.
    pub fault: Fault,
}

/// The tables cannot be used. Holds the first [`PlacesError::SHOWN`] problems, in the order of their lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacesError {
    /// What is wrong, never empty.
    pub problems: Vec<Problem>,
}

impl PlacesError {
    /// How many problems are gathered before reading stops.
    pub const SHOWN: usize = 50;
}

impl fmt::Display for PlacesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, problem) in self.problems.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for PlacesError {}
