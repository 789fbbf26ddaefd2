//! The people a sample stands for: by place and sex, by age and sex.

use std::collections::BTreeMap;

/// Women or men, as censuses count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// Women.
    Female,
    /// Men.
    Male,
}

/// People of a country. Every age is a year; the last year of the table stands for itself and all above.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Population {
    places: BTreeMap<String, [u64; 2]>,
    ages: Vec<[u64; 2]>,
}

/// A table of people cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PopulationError {
    /// Not the columns expected.
    #[error("a table of people begins with the columns {0}")]
    Columns(&'static str),
    /// A line that is not a key and two whole numbers, or a key twice, or an age out of order.
    #[error("line {0} of a table of people cannot be read")]
    Line(usize),
}

impl Population {
    /// Reads `pcode,female,male` by the finest place and `age,female,male` by year of age, from 0 on.
    ///
    /// # Errors
    /// [`PopulationError`] with the line.
    pub fn read(place_sex: &str, age_sex: &str) -> Result<Self, PopulationError> {
        let mut places = BTreeMap::new();
        for (line, key, people) in rows(place_sex, "pcode,female,male")? {
            if places.insert(key.to_owned(), people).is_some() {
                return Err(PopulationError::Line(line));
            }
        }
        let mut ages = Vec::new();
        for (line, key, people) in rows(age_sex, "age,female,male")? {
            if key.parse() != Ok(ages.len()) {
                return Err(PopulationError::Line(line));
            }
            ages.push(people);
        }
        Ok(Self { places, ages })
    }

    /// Codes of the places of the table.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// People of one sex in a place of the table; none elsewhere.
    pub fn people(&self, place: &str, sex: Sex) -> u64 {
        self.places.get(place).map_or(0, |people| people[sex as usize])
    }

    /// People of one sex aged `least` and more in a place: as many of them as in the whole country, since nobody has counted ages by
    /// place.
    pub fn people_from(&self, place: &str, sex: Sex, least: u16) -> f64 {
        let all: u64 = self.ages.iter().map(|people| people[sex as usize]).sum();
        let old = self.aged(sex, least, u16::MAX);
        if all == 0 { 0.0 } else { self.people(place, sex) as f64 * old as f64 / all as f64 }
    }

    /// People of one sex from the first age to just below the second, in the whole country.
    pub fn aged(&self, sex: Sex, from: u16, until: u16) -> u64 {
        let within = self
            .ages
            .iter()
            .enumerate()
            .filter(|(age, _)| (usize::from(from)..usize::from(until)).contains(age));
        within.map(|(_, people)| people[sex as usize]).sum()
    }
}

type Row<'t> = (usize, &'t str, [u64; 2]);

fn rows<'t>(table: &'t str, columns: &'static str) -> Result<Vec<Row<'t>>, PopulationError> {
    let mut lines = table.lines().enumerate();
    if lines.next().map(|(_, head)| head) != Some(columns) {
        return Err(PopulationError::Columns(columns));
    }
    let row = |(line, text): (usize, &'t str)| {
        let mut cells = text.split(',');
        let number = |cell: Option<&str>| cell.and_then(|cell| cell.parse::<u64>().ok());
        let key = cells.next().filter(|key| !key.is_empty());
        let people = [number(cells.next()), number(cells.next())];
        match (key, people, cells.next()) {
            (Some(key), [Some(female), Some(male)], None) => Ok((line + 1, key, [female, male])),
            _ => Err(PopulationError::Line(line + 1)),
        }
    };
    lines.filter(|(_, line)| !line.is_empty()).map(row).collect()
}
