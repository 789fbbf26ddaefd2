//! Results of a round: read from what volunteers sent, worked out, published once.

use super::{Survey, segments};
use crate::house::away;
use crate::{Error, House, Result, publish};
use civic::pack::Round;
use civic::place::Level;
use civic::publication::PlaceTree;
use civic::survey::{Frame, Published, Study, SurveyError};
use kernel::{Date, Month, Timestamp, new_id};
use std::sync::Arc;
use store::releases;

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
        let gathered = gather(house, survey, round).await?;
        if gathered.frame.records() == 0 {
            continue;
        }
        let results = work_out(house, pack, round, gathered).await?;
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

/// The records of a round.
#[derive(Debug)]
pub struct Gathered {
    /// What they say.
    pub frame: Frame,
    /// Of each, whether somebody at the desk set it aside: it counts in no figure. A sign by itself sets nothing aside.
    pub set_aside: Vec<bool>,
}

/// The answers of a round, from every record of the survey's forms that was begun in it.
///
/// # Errors
/// When a record does not open, or those of the store.
pub async fn gather(house: &Arc<House>, survey: &Survey, round: &Round) -> Result<Gathered> {
    gather_of(house, survey, round, &survey.pack.questions).await
}

/// As [`gather`], the answers to these questions alone.
///
/// # Errors
/// As [`gather`].
pub async fn gather_of(
    house: &Arc<House>,
    survey: &Survey,
    round: &Round,
    questions: &[String],
) -> Result<Gathered> {
    segments::take(house, &survey.pack.id, round, questions).await
}

/// The commune under which a place is counted.
pub(super) fn counted_at(house: &House, code: &str) -> Option<String> {
    Some(house.places.get(code)?.ancestor_at(Level::Commune)?.code().to_owned())
}

/// The day of a time as `2026-11-12T09:30:00.000+00:00`.
pub(super) fn day(time: &str) -> Option<Date> {
    let mut parts = time.get(..10)?.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = Month::try_from(parts.next()?.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, parts.next()?.parse().ok()?).ok()
}

async fn work_out(house: &Arc<House>, pack: &str, round: &Round, gathered: Gathered) -> Result<Published> {
    let (house, pack, round) = (Arc::clone(house), pack.to_owned(), round.clone());
    away(move || {
        let survey = house.survey(&pack)?;
        let places = PlaceTree::new(publish::places(&house.places))?;
        let Gathered { frame, set_aside } = &gathered;
        let left_out = |record: usize| set_aside.get(record).copied().unwrap_or(false);
        let study = Study::new(&survey.pack, frame, &places, &house.people, &left_out)?;
        Ok(Published::of(&study, &round)?)
    })
    .await
}
