//! How the records of a form are read into the columns of a survey.

use super::super::Survey;
use super::super::answers::Answers;
use super::super::results::{counted_at, day};
use super::DAY;
use crate::collect::Records;
use crate::{Error, House, Result};
use civic::pack::FieldKind;
use civic::place::Level;
use civic::survey::{Codebook, Gathering, MISSING};
use kernel::{Date, Timestamp};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use store::segments::Source;
use vault::ServerPurpose;
use xforms::Tables;
use zeroize::Zeroizing;

/// The first day that a column of days can hold, as a Julian day number: 1 January 1970. The last is in 2149.
const FIRST_DAY: i32 = 2_440_588;

/// How the records of one form are read.
pub(super) struct Reading {
    /// The form.
    pub(super) form: String,
    /// The pack of its survey.
    pub(super) pack: String,
    /// Records of a run.
    pub(super) run: i64,
    /// Names everything that decides what a record is read as: segments that were read otherwise are made anew.
    pub(super) mark: Vec<u8>,
    answers: Answers,
    /// Every commune; a place has its place in this list as its code in every segment.
    communes: Vec<String>,
}

impl Reading {
    /// How the records of this form of a survey are read today.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such form; those of the store.
    pub(super) async fn of(house: &House, survey: &Survey, form: &str) -> Result<Self> {
        let tables = Tables::of(&Records::of(house, form).await?.versions().await?);
        let start = survey.pack.quality.start.as_ref();
        let is_wanted =
            |name: &str| survey.pack.questions.iter().chain(start).any(|question| question == name);
        let answers = Answers::of(tables, is_wanted);
        let communes = house.places.iter().filter(|place| place.level() == Level::Commune);
        let communes: Vec<String> = communes.map(|place| place.code().to_owned()).collect();
        let mark = mark(house, survey, answers.paths());
        let run = house.terms.run.max(1).into();
        let (form, pack) = (form.to_owned(), survey.pack.id.clone());
        Ok(Self { form, pack, run, mark, answers, communes })
    }

    /// Begins the columns of a run.
    pub(super) fn begin(&self, survey: &Survey) -> Gathering {
        Gathering::new(&survey.pack, &survey.fields).knowing_places(self.communes.iter().map(String::as_str))
    }

    /// The codes that these questions have in every run.
    pub(super) fn codebook(&self, survey: &Survey, questions: &[String]) -> Codebook {
        let communes = self.communes.iter().map(String::as_str);
        Gathering::of(&survey.fields, questions).knowing_places(communes).frame().codebook().clone()
    }

    /// Opens a record: its answers by the names of their questions, and the day on which it was begun as [`day_code`] gives it.
    ///
    /// # Errors
    /// When it does not open under the key of this house, or is no record.
    pub(super) fn open(
        &self,
        house: &House,
        survey: &Survey,
        record: &Source,
    ) -> Result<(BTreeMap<&str, String>, u16)> {
        let xml = house.keys.server.open(ServerPurpose::Submission, record.id.as_bytes(), &record.xml)?;
        let answers = self.answers.read(&xml).map_err(|error| Error::Internal(error.to_string()))?;
        let start = survey.pack.quality.start.as_deref();
        let begun = start.and_then(|start| answers.get(start)).and_then(|time| day(time));
        Ok((answers, day_code(begun.unwrap_or_else(|| Timestamp(record.received).date()))))
    }

    /// Seals a column of the run that begins with this record.
    pub(super) fn seal(&self, house: &House, first: i64, question: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let context = self.context(first, question);
        Ok(house.keys.server.seal(ServerPurpose::Segment, &context, plain, &*house.entropy)?)
    }

    /// Opens a column.
    pub(super) fn unseal(
        &self,
        house: &House,
        first: i64,
        question: &str,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>> {
        Ok(house.keys.server.open(ServerPurpose::Segment, &self.context(first, question), sealed)?)
    }

    /// What a segment belongs to: neither its row nor its bytes can stand in for another.
    fn context(&self, first: i64, question: &str) -> Vec<u8> {
        let first = first.to_be_bytes();
        [&self.mark[..], &first, self.form.as_bytes(), &[0], question.as_bytes()].concat()
    }
}

/// Adds a record as it is read to columns.
pub(super) fn add(gathering: &mut Gathering, house: &House, answers: &BTreeMap<&str, String>) {
    gathering.add(|question| answers.get(question).map(String::as_str), |code| counted_at(house, code));
}

/// A day as a column of days holds it: days since 1970, or [`MISSING`] for one before or after what fits.
fn day_code(day: Date) -> u16 {
    u16::try_from(day.to_julian_day() - FIRST_DAY).unwrap_or(MISSING)
}

/// Whether the day of a column is one of these.
pub(super) fn is_between(code: u16, from: Date, to: Date) -> bool {
    let days = from.to_julian_day() - FIRST_DAY..=to.to_julian_day() - FIRST_DAY;
    code != MISSING && days.contains(&code.into())
}

/// A keyed hash over everything that decides what a record is read as.
fn mark<'a>(house: &House, survey: &Survey, paths: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let (pack, mut text) = (&survey.pack, format!("1 {}\n", house.terms.run));
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{} {:?} {DAY:?} {:?}", pack.id, pack.quality.start, paths.collect::<Vec<_>>());
    for field in survey.fields.iter().filter(|field| pack.questions.contains(&field.name)) {
        let _ = writeln!(text, "{:?} {:?} {:?}", field.name, field.kind, field.choices);
    }
    if survey.fields.iter().any(|field| field.kind == FieldKind::Place) {
        for place in house.places.iter() {
            let commune = place.ancestor_at(Level::Commune).map(|commune| commune.code());
            let _ = writeln!(text, "{:?} {commune:?}", place.code());
        }
    }
    house.keys.server.hmac(ServerPurpose::Segment, text.as_bytes()).to_vec()
}
