//! Results of a round: read from what volunteers sent, worked out, published once.

use super::Survey;
use crate::collect::Records;
use crate::house::away;
use crate::{Error, House, Result, publish};
use civic::pack::Round;
use civic::place::Level;
use civic::publication::PlaceTree;
use civic::survey::{Frame, Gathering, Published, Study, SurveyError};
use kernel::{Date, Month, Timestamp, new_id};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{forms, releases};
use xforms::{SubmittedError, Tables};

impl From<SurveyError> for Error {
    fn from(error: SurveyError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl House {
    /// The survey of this pack.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the house does not hold it.
    pub fn survey(&self, pack: &str) -> Result<&Survey> {
        self.surveys.get(pack).ok_or(Error::NotFound)
    }
}

/// The first day on which a round may be published: its last day and the delay of the pack, or that of the house.
pub fn due(house: &House, survey: &Survey, round: &Round) -> Date {
    let delay = match house.terms.publication_delay {
        Some(days) => civic::pack::Span::Days(days),
        None => survey.pack.publish.delay,
    };
    delay.after(round.to, &house.calendar)
}

/// Publishes every round of a survey that is due as of a day, is not published yet and has interviews; gives them.
///
/// # Errors
/// When a record does not open, or those of the store.
pub async fn publish_due(house: &Arc<House>, pack: &str, as_of: Date) -> Result<Vec<Published>> {
    let survey = house.survey(pack)?;
    let mut made = Vec::new();
    for round in &survey.pack.rounds {
        let last = Timestamp::start_of(round.to).0;
        let known = releases::list(&mut house.store.read().await?, pack).await?;
        if due(house, survey, round) > as_of || known.iter().any(|line| line.as_of == last) {
            continue;
        }
        let frame = gather(house, survey, round).await?;
        if frame.records() == 0 {
            continue;
        }
        let results = work_out(house, pack, round, frame).await?;
        let row = releases::Release {
            id: new_id(&*house.clock, &*house.entropy)?,
            pack: pack.to_owned(),
            as_of: last,
            bytes: results.write(),
            created: house.clock.now().0,
        };
        house.store.write(async move |tx| releases::insert(tx, &row).await).await?;
        made.push(results);
    }
    Ok(made)
}

/// The published rounds of a survey, the latest first.
///
/// # Errors
/// [`Error::NotFound`] when the house does not hold it; those of the store.
pub async fn published(house: &House, pack: &str) -> Result<Vec<Published>> {
    house.survey(pack)?;
    let mut conn = house.store.read().await?;
    let mut rounds = Vec::new();
    for line in releases::list(&mut conn, pack).await? {
        let stored = releases::by_id(&mut conn, line.id).await?.ok_or(Error::NotFound)?;
        rounds.push(Published::read(&stored.bytes)?);
    }
    Ok(rounds)
}

/// The published rounds of a survey where there are more of them than `known`; `None` when nothing was published since, for what
/// is published never changes.
///
/// # Errors
/// As [`published`].
pub async fn published_since(house: &House, pack: &str, known: usize) -> Result<Option<Vec<Published>>> {
    house.survey(pack)?;
    let lines = releases::list(&mut house.store.read().await?, pack).await?;
    if lines.len() == known { Ok(None) } else { published(house, pack).await.map(Some) }
}

/// The answers of a round, from every record of the survey's forms that was begun in it.
///
/// # Errors
/// When a record does not open, or those of the store.
pub async fn gather(house: &House, survey: &Survey, round: &Round) -> Result<Frame> {
    let all = forms::list(&mut house.store.read().await?).await?;
    let mut gathering = Gathering::new(&survey.pack, &survey.fields);
    for form in all.iter().filter(|form| form.pack.as_deref() == Some(&survey.pack.id)) {
        let mut records = Records::of(house, &form.id).await?;
        let tables = Tables::of(&records.versions().await?);
        while let Some(record) = records.next().await? {
            // What a telephone encrypted says nothing here.
            if record.encrypted {
                continue;
            }
            let answers =
                answers(&tables, &record.xml).map_err(|error| Error::Internal(error.to_string()))?;
            let begun = survey.pack.quality.start.as_ref().and_then(|start| answers.get(start));
            let day = begun.and_then(|time| day(time)).unwrap_or_else(|| record.received.date());
            if (round.from..=round.to).contains(&day) {
                gathering.add(
                    |question| answers.get(question).map(String::as_str),
                    |code| Some(house.places.get(code)?.ancestor_at(Level::Commune)?.code().to_owned()),
                );
            }
        }
    }
    Ok(gathering.frame())
}

async fn work_out(house: &Arc<House>, pack: &str, round: &Round, frame: Frame) -> Result<Published> {
    let (house, pack, round) = (Arc::clone(house), pack.to_owned(), round.clone());
    away(move || {
        let survey = house.survey(&pack)?;
        let places = PlaceTree::new(publish::places(&house.places))?;
        let study = Study::new(&survey.pack, &frame, &places, &house.people, &|_| false)?;
        Ok(Published::of(&study, &round)?)
    })
    .await
}

/// The answers of a record by the names of its fields.
fn answers(tables: &Tables, xml: &[u8]) -> std::result::Result<BTreeMap<String, String>, SubmittedError> {
    let mut answers = BTreeMap::new();
    tables.read(xml, &mut |row| {
        if row.table == 0 {
            let fields = tables.all().first().map_or(&[][..], |table| &table.fields);
            for (field, value) in fields.iter().zip(row.values) {
                let name = field.name.rsplit('/').next().unwrap_or(&field.name);
                if let Some(value) = value {
                    answers.insert(name.to_owned(), value.clone());
                }
            }
        }
        Ok::<(), SubmittedError>(())
    })?;
    Ok(answers)
}

/// The day of a time as `2026-11-12T09:30:00.000+00:00`.
fn day(time: &str) -> Option<Date> {
    let mut parts = time.get(..10)?.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = Month::try_from(parts.next()?.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, parts.next()?.parse().ok()?).ok()
}
