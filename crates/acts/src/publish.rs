//! From the store to a release: the facts of all cases go through the publication gate, nothing else does.

use crate::house::away;
use crate::{Error, House, Result};
use civic::pack::{EscalateTo, FactKind, Pack, PlaceLevel};
use civic::place::{Level, Places};
use civic::publication::{
    Base, Edition, FinestPeriod, FinestPlace, Ledger, Measure, OfficeFact, OfficeMeasure, PlaceTree,
    PublicFact, PublicationError, PublicationRule, Release,
};
use kernel::{Date, Timestamp, Uuid, new_id};
use std::sync::Arc;
use store::{Conn, cases, meta, offices, referrals, releases};
use vault::ServerPurpose;
use xforms::{Choices, Filling};

/// Rows read in one go.
const PAGE: u32 = 5_000;

impl From<PublicationError> for Error {
    fn from(error: PublicationError) -> Self {
        Self::Internal(error.to_string())
    }
}

/// All that public pages and files of a pack are made of. Every number comes from the release; the rest are names and
/// dates that tell nothing of a case.
#[derive(Debug, Clone)]
pub struct Publication {
    /// The last release.
    pub release: Arc<Release>,
    /// Every release, the last one first; never empty.
    pub editions: Vec<Made>,
    /// The public bodies of the release.
    pub bodies: Vec<Body>,
}

/// That a release was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Its id.
    pub id: Uuid,
    /// The day it speaks for.
    pub as_of: Date,
    /// When it was made.
    pub at: Timestamp,
}

/// A public body of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The code under which the release counts it.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Kind, a word of the pack.
    pub kind: String,
}

/// The publications of a pack, if there are any. `known` is what was read before: as long as nothing was published or
/// renamed since, it is given back as it is and the release is not read again, which takes milliseconds per MB.
///
/// # Errors
/// When the store cannot be read.
pub async fn current(
    house: &House,
    pack: &str,
    known: Option<&Arc<Publication>>,
) -> Result<Option<Arc<Publication>>> {
    let mut conn = house.store.read().await?;
    let made = |line: &releases::ReleaseLine| Made {
        id: line.id,
        as_of: Timestamp(line.as_of).date(),
        at: Timestamp(line.created),
    };
    let editions: Vec<Made> = releases::list(&mut conn, pack).await?.iter().map(made).collect();
    let Some(last) = editions.first().copied() else { return Ok(None) };
    let listed = offices::list(&mut conn).await?;
    let release = match known.filter(|known| known.editions.first() == Some(&last)) {
        Some(known) => Arc::clone(&known.release),
        None => {
            let stored = releases::by_id(&mut conn, last.id).await?.ok_or(Error::NotFound)?;
            away(move || Ok(Arc::new(Release::read(&stored.bytes)?))).await?
        }
    };
    let named =
        listed.into_iter().map(|body| Body { code: body.id.to_string(), name: body.name, kind: body.kind });
    let bodies: Vec<Body> = named.filter(|body| release.offices().any(|code| code == body.code)).collect();
    Ok(Some(match known {
        Some(known) if known.editions == editions && known.bodies == bodies => Arc::clone(known),
        _ => Arc::new(Publication { release, editions, bodies }),
    }))
}

/// Makes the release of a pack as of a day, and stores it. The same day again gives the stored one.
///
/// # Errors
/// [`Error::Internal`] when the day lies before the last release, or ahead: a quarter that is not over would be frozen
/// half counted.
pub async fn release(house: &House, pack: &str, as_of: Date) -> Result<Release> {
    if as_of > house.today() {
        return Err(Error::Internal(format!(
            "{as_of} is still to come; a release speaks for a day that has come"
        )));
    }
    let mut conn = house.store.read().await?;
    let stored = releases::latest(&mut conn, pack).await?;
    if let Some(stored) = &stored
        && stored.as_of == Timestamp::start_of(as_of).0
    {
        return Ok(Release::read(&stored.bytes)?);
    }
    let earlier = match stored {
        Some(stored) => Some(Edition {
            release: Release::read(&stored.bytes)?,
            base: base(house, &mut conn, pack).await?,
        }),
        None => None,
    };
    let (ledger, opening) = count(house, &mut conn, pack, as_of).await?;
    drop(conn);
    let edition = away(move || Ok(ledger.release(as_of, earlier.as_ref())?)).await?;
    let now = house.clock.now();
    let row = releases::Release {
        id: new_id(&*house.clock, &*house.entropy)?,
        pack: pack.to_owned(),
        as_of: Timestamp::start_of(as_of).0,
        bytes: edition.release.write(),
        created: now.0,
    };
    let sealed = house.keys.server.seal(
        ServerPurpose::Publication,
        pack.as_bytes(),
        &edition.base.write(),
        &*house.entropy,
    )?;
    let (base_name, opening_name) = (base_name(pack), opening_name(pack));
    house
        .store
        .write(async move |tx| {
            releases::insert(tx, &row).await?;
            meta::put(tx, &base_name, &sealed).await?;
            meta::put(tx, &opening_name, &opening.to_julian_day().to_be_bytes()).await
        })
        .await?;
    Ok(edition.release)
}

fn base_name(pack: &str) -> String {
    format!("publication-base-{pack}")
}

fn opening_name(pack: &str) -> String {
    format!("publication-opening-{pack}")
}

async fn base(house: &House, conn: &mut Conn, pack: &str) -> Result<Base> {
    let sealed = meta::get(conn, &base_name(pack)).await?.ok_or_else(|| Error::Internal("no base".into()))?;
    let plain = house.keys.server.open(ServerPurpose::Publication, pack.as_bytes(), &sealed)?;
    Ok(Base::read(&plain)?)
}

/// Facts of periods already published that came too late to be counted, by the last release of a pack.
///
/// # Errors
/// When nothing was released yet, or the store cannot be read.
pub async fn late(house: &House, pack: &str) -> Result<u64> {
    Ok(base(house, &mut house.store.read().await?, pack).await?.late())
}

async fn opening(conn: &mut Conn, pack: &str, as_of: Date) -> Result<Date> {
    if let Some(stored) = meta::get(conn, &opening_name(pack)).await? {
        let day =
            stored.try_into().map(i32::from_be_bytes).ok().and_then(|day| Date::from_julian_day(day).ok());
        return day.ok_or_else(|| Error::Internal("opening of the series".into()));
    }
    // Ids are in order of time, so the first case is the oldest.
    let first = cases::facts(conn, pack, Uuid::nil(), 1).await?;
    Ok(first.first().map_or(as_of, |row| Timestamp(row.opened_at).date()))
}

/// Services a report can name, from the form; `unknown` is no service.
pub fn services(service: &crate::Service, context: &dyn xforms::Context) -> Result<Vec<String>> {
    let Some(fact) = service.pack.fact_of_kind(FactKind::Service) else { return Ok(Vec::new()) };
    let broken = |error: xforms::EvaluationError| Error::Internal(error.to_string());
    let filling = Filling::start(&service.form, context).map_err(broken)?;
    let question = filling.fields().map_err(broken)?.into_iter().find(|question| question.name == fact.name);
    Ok(match question.map(|question| question.choices) {
        Some(Choices::Offered(choices)) => {
            choices.into_iter().map(|choice| choice.value).filter(|value| value != "unknown").collect()
        }
        _ => Vec::new(),
    })
}

/// The places that figures may be of, as a [`PlaceTree`] takes them: all but localities.
pub(crate) fn places(places: &Places) -> impl Iterator<Item = (&str, u8, Option<&str>)> {
    let listed = places.iter().filter(|place| place.level() < Level::Locality);
    listed.map(|place| (place.code(), place.level().number(), place.parent().map(|parent| parent.code())))
}

async fn count(house: &House, conn: &mut Conn, pack: &str, as_of: Date) -> Result<(Ledger, Date)> {
    let service = house.service(pack)?;
    let rule = rule(house, service);
    let opening = opening(conn, pack, as_of).await?;
    let known = services(service, &house.surroundings(&service.files).await?)?;
    let bodies: Vec<String> = offices::list(conn).await?.iter().map(|body| body.id.to_string()).collect();
    let mut ledger = Ledger::new(
        rule,
        opening,
        PlaceTree::new(places(&house.places))?,
        known.iter().map(String::as_str),
        bodies.iter().map(String::as_str),
    )?;
    let pack_rules = &service.pack;
    let named = |service: &Option<String>| {
        let published = pack_rules.publishes(FactKind::Service);
        known.iter().find(|known| published && Some(*known) == service.as_ref()).cloned()
    };
    let placed = |place: Option<String>| place.filter(|_| pack_rules.publishes(FactKind::Place));
    let mut after = Uuid::nil();
    loop {
        let rows = cases::facts(conn, pack, after, PAGE).await?;
        for row in &rows {
            let place = placed(finest(&row.commune, &row.cercle, &row.region));
            let service = named(&row.service);
            let fact = |at: i64, measure| PublicFact {
                place: place.as_deref(),
                service: service.as_deref(),
                day: Timestamp(at).date(),
                measure,
            };
            ledger.count(&fact(row.opened_at, Measure::Received))?;
            if let Some(closed) = row.closed_at {
                ledger.count(&fact(closed, Measure::Closed))?;
            }
        }
        match rows.last() {
            Some(last) if rows.len() == PAGE as usize => after = last.id,
            _ => break,
        }
    }
    let mut after = Uuid::nil();
    loop {
        let rows = referrals::facts(conn, pack, after, PAGE).await?;
        for row in &rows {
            let place = placed(finest(&row.commune, &row.cercle, &row.region));
            let cell = (place.as_deref(), named(&row.service));
            count_referral(
                &mut ledger,
                row,
                (cell.0, cell.1.as_deref()),
                silent_from(house, pack_rules, row),
                as_of,
            )?;
        }
        match rows.last() {
            Some(last) if rows.len() == PAGE as usize => after = last.id,
            _ => break,
        }
    }
    Ok((ledger, opening))
}

/// The day on which the silence of a body begins to count in public, as its letters tell the body; none as long as the step
/// to the public counter was not taken, because a letter never left.
fn silent_from(house: &House, pack: &Pack, row: &referrals::ReferralFact) -> Option<Date> {
    let rule = pack.referral.as_ref()?;
    let counter = rule.escalate_to.iter().any(|step| step.to == EscalateTo::PublicCounter);
    if counter && !row.escalated {
        return None;
    }
    Some(house.calendar.add_working_days(Timestamp(row.at).date(), rule.counted_after()))
}

/// Counts a hand-over in its cell (place and service) and in the record of its body.
fn count_referral(
    ledger: &mut Ledger,
    row: &referrals::ReferralFact,
    (place, service): (Option<&str>, Option<&str>),
    silent_from: Option<Date>,
    as_of: Date,
) -> Result<()> {
    let office = row.office_id.to_string();
    let day = |at: i64| Timestamp(at).date();
    let julian = |day: i64| Date::from_julian_day(day as i32).unwrap_or(as_of);
    let mut fact = |at: Date, measure| ledger.count(&PublicFact { place, service, day: at, measure });
    fact(day(row.at), Measure::Referred)?;
    let answered = row.ended_at.filter(|_| row.state == "answered").map(day);
    if let Some(at) = answered {
        fact(at, Measure::Answered)?;
    }
    let mut record = |day: Date, measure| ledger.count_office(&OfficeFact { office: &office, day, measure });
    record(day(row.at), OfficeMeasure::Received)?;
    if let Some(at) = row.acknowledged_at.map(day).filter(|at| *at <= julian(row.acknowledge_day)) {
        record(at, OfficeMeasure::AcknowledgedInTime)?;
    }
    let owed = julian(row.answer_day);
    if let Some(at) = answered {
        record(at, OfficeMeasure::Answered)?;
        if at <= owed {
            record(at, OfficeMeasure::AnsweredInTime)?;
        }
    }
    let ended = row.ended_at.map(day);
    // A referral that was answered or taken back before is no silence; one that ended later was one.
    if let Some(day) = silent_from.filter(|day| ended.is_none_or(|at| at >= *day) && as_of >= *day) {
        record(day, OfficeMeasure::Overdue)?;
    }
    Ok(())
}

fn finest(commune: &Option<String>, cercle: &Option<String>, region: &Option<String>) -> Option<String> {
    commune.clone().or_else(|| cercle.clone()).or_else(|| region.clone())
}

fn finest_place(level: PlaceLevel) -> FinestPlace {
    match level {
        PlaceLevel::Region => FinestPlace::Region,
        PlaceLevel::Cercle => FinestPlace::Cercle,
        PlaceLevel::Commune => FinestPlace::Commune,
    }
}

/// The rule by which a pack's figures are published in this house.
pub fn rule(house: &House, service: &crate::Service) -> PublicationRule {
    let publish = &service.pack.publish;
    let delay = house.terms.publication_delay.map_or(publish.delay.rough_days(), u64::from);
    PublicationRule {
        threshold: publish.threshold,
        round: publish.round,
        delay_days: u16::try_from(delay).unwrap_or(u16::MAX),
        finest_place: finest_place(publish.place),
        finest_place_by_service: finest_place(publish.service_place),
        finest_period: match publish.period {
            civic::pack::Period::Year => FinestPeriod::Year,
            _ => FinestPeriod::Quarter,
        },
    }
}
