//! A round of a survey as its supervisors see it: how far it is, who held what, which interviews carry a sign, which are asked
//! again. What is worked out stays in memory: records are opened once, away from the pages, and later only those that came since.

mod assignment;
mod backchecks;
mod picture;
mod reading;

pub use assignment::{Hand, Lot, Sharing, give, given_to, sharing};
pub use backchecks::{Asking, Check, Checks, Pair, ask, checks, keep};
pub use picture::{Interview, Picture, QuotaShown};

use super::Survey;
use crate::desk::Handler;
use crate::house::away;
use crate::{Error, House, Result};
use kernel::Timestamp;
use reading::Reading;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use store::{forms, releases, reviews, submissions};

/// Interviews of one survey that are held in memory at the most, about half a kilobyte each; later ones are not looked at.
pub const MOST: usize = 200_000;
/// Milliseconds that a page waits for what is being worked out.
const PATIENCE: u64 = 700;

/// What is known of the surveys of the house.
#[derive(Debug)]
pub struct Supervision {
    /// By pack.
    watches: Mutex<BTreeMap<String, Arc<Watch>>>,
    /// Milliseconds.
    patience: AtomicU64,
}

impl Default for Supervision {
    fn default() -> Self {
        Self { watches: Mutex::default(), patience: AtomicU64::new(PATIENCE) }
    }
}

#[derive(Debug, Default)]
struct Watch {
    /// Held while records are opened, so that nobody opens them twice.
    reading: tokio::sync::Mutex<Option<Reading>>,
    /// Rounds as they were last worked out, by id.
    pictures: Mutex<BTreeMap<String, Arc<Picture>>>,
    read: AtomicUsize,
}

/// What a picture was made of. Forms, records and entries of reviews only ever become more: what has the same mark is the same.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    /// Forms of the survey with the number of their last record.
    forms: Vec<(String, i64)>,
    /// Entries of reviews.
    reviews: i64,
}

/// What a page is given of a round.
pub enum Look {
    /// How it stands.
    Seen(Arc<Picture>),
    /// How it stood before something came that is being worked out.
    Behind(Arc<Picture>),
    /// Its records are being opened; so many have been so far.
    Reading(usize),
}

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its first day is not yet there.
    ToCome,
    /// Its days are running.
    Running,
    /// Its last day is over.
    Over,
    /// Its results are public.
    Published,
}

impl Standing {
    /// As text keys name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ToCome => "to-come",
            Self::Running => "running",
            Self::Over => "over",
            Self::Published => "published",
        }
    }
}

impl Supervision {
    /// Has pages wait so many milliseconds for what is being worked out.
    pub fn wait(&self, milliseconds: u64) {
        self.patience.store(milliseconds, Ordering::Relaxed);
    }

    fn until(&self) -> Instant {
        Instant::now() + Duration::from_millis(self.patience.load(Ordering::Relaxed))
    }

    fn watch(&self, pack: &str) -> Arc<Watch> {
        let mut all = locked(&self.watches);
        Arc::clone(all.entry(pack.to_owned()).or_default())
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing inside can be left half changed: each change is one step.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The surveys whose records this person may open.
pub fn surveys_for<'h>(house: &'h House, handler: &Handler) -> Vec<&'h Survey> {
    let opens = |survey: &&Survey| handler.member.may_open_records(Some(&survey.pack.id));
    house.surveys.values().filter(opens).collect()
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`] when it is none of them.
pub fn survey_for<'h>(house: &'h House, handler: &Handler, pack: &str) -> Result<&'h Survey> {
    surveys_for(house, handler).into_iter().find(|survey| survey.pack.id == pack).ok_or(Error::NotFound)
}

/// Where each round of a survey stands, in the order of the pack.
///
/// # Errors
/// Those of the store.
pub async fn standings(house: &House, survey: &Survey) -> Result<Vec<Standing>> {
    let known = releases::list(&mut house.store.read().await?, &survey.pack.id).await?;
    let today = house.today();
    let standing = |round: &civic::pack::Round| {
        let last = Timestamp::start_of(round.to).0;
        match () {
            () if known.iter().any(|line| line.as_of == last) => Standing::Published,
            () if today < round.from => Standing::ToCome,
            () if today > round.to => Standing::Over,
            () => Standing::Running,
        }
    };
    Ok(survey.pack.rounds.iter().map(standing).collect())
}

/// How a round stands. Waits a moment where something came since.
///
/// # Errors
/// [`Error::NotFound`] when this person may not open the survey's records, or it has no such round; those of the store.
pub async fn look(house: &Arc<House>, handler: &Handler, pack: &str, round: &str) -> Result<Look> {
    look_until(house, handler, pack, round, house.supervision.until()).await
}

/// How a round stands, for an act: what somebody typed is not lost because records are being read. Waits for a minute.
///
/// # Errors
/// As [`look`]; [`Error::Busy`] when reading takes longer.
pub async fn seen(house: &Arc<House>, handler: &Handler, pack: &str, round: &str) -> Result<Arc<Picture>> {
    match look_until(house, handler, pack, round, Instant::now() + Duration::from_secs(60)).await? {
        Look::Seen(picture) | Look::Behind(picture) => Ok(picture),
        Look::Reading(_) => Err(Error::Busy),
    }
}

/// As [`look`], for several rounds on one page.
///
/// # Errors
/// As [`look`].
pub async fn look_at_all(house: &Arc<House>, handler: &Handler, survey: &Survey) -> Result<Vec<Look>> {
    let (until, mut all) = (house.supervision.until(), Vec::new());
    for round in &survey.pack.rounds {
        all.push(look_until(house, handler, &survey.pack.id, &round.id, until).await?);
    }
    Ok(all)
}

async fn look_until(
    house: &Arc<House>,
    handler: &Handler,
    pack: &str,
    round: &str,
    until: Instant,
) -> Result<Look> {
    let survey = survey_for(house, handler, pack)?;
    let round = survey.pack.round(round).ok_or(Error::NotFound)?.id.clone();
    let watch = house.supervision.watch(pack);
    let mark = mark(house, pack).await?;
    let before = locked(&watch.pictures).get(&round).cloned();
    if let Some(picture) = before.as_ref().filter(|picture| picture.mark == mark) {
        return Ok(Look::Seen(Arc::clone(picture)));
    }
    // Goes on when nobody waits for it any longer.
    let task = tokio::spawn(refresh(Arc::clone(house), Arc::clone(&watch), pack.to_owned(), round));
    match tokio::time::timeout_at(until.into(), task).await {
        Ok(done) => Ok(Look::Seen(done.map_err(|error| Error::Internal(error.to_string()))??)),
        Err(_) => Ok(match before {
            Some(picture) => Look::Behind(picture),
            None => Look::Reading(watch.read.load(Ordering::Relaxed)),
        }),
    }
}

/// Opens what came since and works a round out anew.
async fn refresh(house: Arc<House>, watch: Arc<Watch>, pack: String, round: String) -> Result<Arc<Picture>> {
    let mut held = watch.reading.lock().await;
    let mark = mark(&house, &pack).await?;
    let known = locked(&watch.pictures).get(&round).cloned();
    if let Some(picture) = known.filter(|picture| picture.mark == mark) {
        return Ok(picture);
    }
    let survey = house.survey(&pack)?;
    // Lost when a record does not open: it is begun anew then.
    let reading = held.take().unwrap_or_else(|| Reading::new(survey));
    let reading = reading.go_on(&house, &pack, &mark.forms, &watch.read).await?;
    let mut stood = BTreeMap::new();
    let mut conn = house.store.read().await?;
    for (form, _) in &mark.forms {
        stood.extend(submissions::standings(&mut conn, form).await?.into_iter().map(|one| (one.id, one)));
    }
    drop(conn);
    let working = Arc::clone(&house);
    let (reading, picture) = away(move || {
        let survey = working.survey(&pack)?;
        let round = survey.pack.round(&round).ok_or(Error::NotFound)?;
        let picture = reading.picture(&working, survey, round, mark, &stood);
        Ok((reading, picture))
    })
    .await?;
    *held = Some(reading);
    let picture = Arc::new(picture?);
    locked(&watch.pictures).insert(picture.round.id.clone(), Arc::clone(&picture));
    Ok(picture)
}

async fn mark(house: &House, pack: &str) -> Result<Mark> {
    let mut conn = house.store.read().await?;
    let mut marked = Vec::new();
    for form in forms::list(&mut conn).await?.into_iter().filter(|form| form.pack.as_deref() == Some(pack)) {
        let last = submissions::last(&mut conn, &form.id).await?;
        marked.push((form.id, last));
    }
    Ok(Mark { forms: marked, reviews: reviews::count(&mut conn).await? })
}
