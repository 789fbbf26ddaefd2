//! Places, outlines and holidays of the country: the embedded ones, or those of the data directory.

use crate::embedded;
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use civic::calendar::Calendar;
use civic::place::{Places, PlacesError, Problem, Source};
use civic::survey::Population;
use formats::layer::Layer;
use site::Outlines;
use site::texts::Tr;
use std::borrow::Cow;
use std::path::Path;

/// Names of the files of a country, in `places/` of the data directory and in the program.
pub mod files {
    /// The table of places.
    pub const PLACES: &str = "places.csv";
    /// Codes in other schemes.
    pub const CROSSWALK: &str = "crosswalk.csv";
    /// Outlines of regions, cercles and communes.
    pub const OUTLINES: [&str; 3] = ["admin1_lite.geojson", "admin2_lite.geojson", "admin3_lite.geojson"];
    /// People by place and sex.
    pub const PLACE_SEX: &str = "place_sex.csv";
    /// People by age and sex.
    pub const AGE_SEX: &str = "age_sex.csv";
    /// Public holidays.
    pub const HOLIDAYS: &str = "holidays.toml";
}

/// What the house knows of its country.
pub struct Country {
    /// Places.
    pub places: Places,
    /// Working days.
    pub calendar: Calendar,
    /// Outlines for maps, when there are any.
    pub outlines: Option<Outlines>,
    /// People by place, sex and age, for the weights of surveys; nobody where the country has no such tables.
    pub people: Population,
}

impl Country {
    /// Reads a country. A table of places in the data directory replaces the embedded files altogether, since codes
    /// of two tables do not mix.
    ///
    /// # Errors
    /// When there are no places, or a file has faults: each with its line.
    pub fn read(home: &Home, code: &str, tr: &Tr) -> Outcome<Self> {
        let own = home.places();
        let folder = own.join(files::PLACES).is_file().then_some(own.as_path());
        let file = |name: &str| match folder {
            Some(folder) => read_if_there(&folder.join(name)),
            None => Ok(embedded::data(&format!("places/{code}/{name}"))),
        };
        let places =
            file(files::PLACES)?.ok_or_else(|| Failure::new("cli-places-missing").with("country", code))?;
        let crosswalk = file(files::CROSSWALK)?.unwrap_or_default();
        let names = [files::PLACES, files::CROSSWALK].map(|name| own.join(name).display().to_string());
        let places = Places::read(&places, &crosswalk).map_err(|error| faults(&error, &names, tr))?;
        let holidays = match read_if_there(&own.join(files::HOLIDAYS))? {
            Some(holidays) => holidays,
            None => embedded::data(&format!("holidays/{code}.toml"))
                .unwrap_or_else(|| Cow::Owned(plain_week(code).into_bytes())),
        };
        let calendar = std::str::from_utf8(&holidays)
            .map_err(|error| error.to_string())
            .and_then(|text| Calendar::read(text).map_err(|error| error.to_string()))
            .map_err(|detail| Failure::new("cli-holidays-wrong").with("detail", detail))?;
        Ok(Self { places, calendar, outlines: outlines(&file)?, people: people(home, code)? })
    }
}

/// The tables of people of the data directory, or the embedded ones; one replaces the other file by file.
fn people(home: &Home, code: &str) -> Outcome<Population> {
    let own = home.places();
    let table = |name: &str| -> Outcome<Option<String>> {
        let bytes = match read_if_there(&own.join(name))? {
            Some(bytes) => Some(bytes),
            None => embedded::data(&format!("population/{code}/{name}")),
        };
        bytes.map(|bytes| String::from_utf8(bytes.into_owned()).map_err(Failure::internal)).transpose()
    };
    match (table(files::PLACE_SEX)?, table(files::AGE_SEX)?) {
        (Some(places), Some(ages)) => Population::read(&places, &ages)
            .map_err(|error| Failure::new("cli-population-wrong").with("detail", error)),
        _ => Ok(Population::default()),
    }
}

/// The sentences of tables with faults. `names` are those of the table of places and of the one of other codes, as the
/// operator knows them.
pub fn faults(error: &PlacesError, names: &[String; 2], tr: &Tr) -> Failure {
    let mut failure = Failure::new("cli-places-wrong");
    let line = |problem: &Problem| {
        let [places, crosswalk] = names;
        let file = if problem.source_table == Source::Places { places } else { crosswalk };
        let args: Vec<_> =
            problem.fault.args().into_iter().map(|(name, value)| (name, value.into())).collect();
        let fault = tr.ta(&format!("places-fault-{}", problem.fault.key()), &args);
        tr.ta(
            "places-check-line",
            &[
                ("file", file.clone().into()),
                ("line", problem.line.to_string().into()),
                ("fault", fault.into()),
            ],
        )
    };
    failure.lines = error.problems.iter().map(line).collect();
    failure
}

fn outlines(file: &impl Fn(&str) -> Outcome<Option<Cow<'static, [u8]>>>) -> Outcome<Option<Outlines>> {
    let mut layers = Vec::new();
    for name in files::OUTLINES {
        let Some(bytes) = file(name)? else { return Ok(None) };
        layers.push(read_layer(name, &bytes)?);
    }
    let mut layers = layers.into_iter();
    Ok(match (layers.next(), layers.next(), layers.next()) {
        (Some(regions), Some(cercles), Some(communes)) => Some(Outlines { regions, cercles, communes }),
        _ => None,
    })
}

/// Reads one layer of outlines.
///
/// # Errors
/// When it is not the GeoJSON that docs/places.md describes.
pub fn read_layer(name: &str, bytes: &[u8]) -> Outcome<Layer> {
    Layer::read(bytes)
        .map_err(|error| Failure::new("cli-outlines-wrong").with("name", name).with("detail", error))
}

/// A country whose holidays nobody has written down yet.
fn plain_week(code: &str) -> String {
    format!("country = {code:?}\nweekend = [\"saturday\", \"sunday\"]\n")
}

fn read_if_there(path: &Path) -> Outcome<Option<Cow<'static, [u8]>>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(Cow::Owned(bytes))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::file(path, &error)),
    }
}
