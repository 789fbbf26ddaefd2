//! Cases that tell the same facts: finding, joining and separating them.

use super::sharing::{rewrap, rewraps};
use super::{Change, Dossier, seen_by, words};
use crate::desk::Handler;
use crate::{Error, House, Result};
use civic::case::{self, Case, Command, Event, Likeness, Refusal, Standing, likeness, word_marks};
use kernel::CaseId;
use std::collections::{BTreeMap, BTreeSet};
use store::{alike, members};
use vault::Purpose;

/// Cases whose words are compared at the most.
const COMPARED: usize = 40;

/// A case that looks like the same facts told twice.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The other case.
    pub case: Case,
    /// How alike.
    pub likeness: Likeness,
}

/// Likely duplicates of a case among those this handler may see, most alike first. Words are compared in memory and shown to
/// nobody, so that no reading is noted.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn candidates(house: &House, handler: &Handler, dossier: &Dossier) -> Result<Vec<Candidate>> {
    let ids = alike::alike(&mut house.store.read().await?, &handler.member, &dossier.case, COMPARED).await?;
    let narrative = |report: &Option<BTreeMap<String, String>>| {
        report.as_ref().and_then(|answers| answers.get("narrative")).map(|text| word_marks(text))
    };
    let own = narrative(&dossier.report);
    let mut found = Vec::new();
    for id in ids {
        let Ok((case, _)) = seen_by(house, handler, id).await else { continue };
        if case.merged_into.is_some() || case.erased {
            continue;
        }
        let report = match words(house, handler, &case, case.report, Purpose::Report).await {
            Err(error @ Error::Store(_)) => return Err(error),
            // A damaged report must not shut the cases that look like it; what can be compared without it is.
            Err(error) => {
                tracing::warn!(%error, "a report does not open");
                None
            }
            Ok(report) => report,
        };
        let report = report.and_then(|text| serde_json::from_str(&text).ok());
        let theirs = narrative(&report);
        let likeness = likeness(&dossier.case, &case, own.as_ref().zip(theirs.as_ref()));
        if likeness.score >= case::LIKELY {
            found.push(Candidate { case, likeness });
        }
    }
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.likeness.score));
    found.truncate(5);
    Ok(found)
}

/// Cases tied to one by a merge, as far as this handler may know of them.
///
/// # Errors
/// When the store cannot be read.
pub async fn joined(house: &House, handler: &Handler, case: &Case) -> Result<Vec<Case>> {
    let mut found = Vec::new();
    for id in case.merged_into.iter().chain(&case.absorbed) {
        match seen_by(house, handler, *id).await {
            Ok((other, _)) => found.push(other),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// Merges a case into another: one goes on for both.
///
/// # Errors
/// As every act on a case.
pub async fn merge(house: &House, handler: &Handler, id: CaseId, seen: u32, into: CaseId) -> Result<()> {
    let (case, _) = seen_by(house, handler, id).await?;
    let (other, _) = seen_by(house, handler, into).await?;
    let excluded = |case: &Case| case.excluded.iter().map(|team| team.0).collect::<BTreeSet<_>>();
    if other.pack != case.pack || excluded(&other) != excluded(&case) {
        // A team that one reporter excluded must not come near the facts through the other.
        return Err(Refusal::CannotMerge.into());
    }
    let absorb = Command::Absorb { case: id };
    both(house, handler, &case, Some(seen), Command::Merge { into }, &other, absorb).await
}

/// Takes a merge back.
///
/// # Errors
/// As every act on a case.
pub async fn unmerge(house: &House, handler: &Handler, id: CaseId) -> Result<()> {
    let (case, _) = seen_by(house, handler, id).await?;
    let into = case.merged_into.ok_or(Refusal::CannotMerge)?;
    let (other, _) = seen_by(house, handler, into).await?;
    both(house, handler, &case, None, Command::Unmerge, &other, Command::Release { case: id }).await
}

async fn both(
    house: &House,
    handler: &Handler,
    one: &Case,
    seen: Option<u32>,
    first: Command,
    other: &Case,
    second: Command,
) -> Result<()> {
    let pack = &house.service(&one.pack)?.pack;
    let (now, actor) = (house.clock.now(), handler.actor());
    let mut events = case::apply(one, pack, &house.calendar, &actor, seen, first, now)?;
    if let (Some(Event::Merged { .. }), Some(until)) = (events.last(), other.erase_on) {
        // What is closed already is kept as long as the case that goes on.
        events.push(Event::Retained { until });
    }
    let one = Change::of(one, actor, events, now);
    let events = case::apply(other, pack, &house.calendar, &actor, None, second, now)?;
    let other = Change::of(other, actor, events, now);
    // Keys follow: with the case that goes on as long as there is one, by its own facts again afterwards.
    let everybody = members::active(&mut house.store.read().await?).await?;
    let standing = Standing::of(one.case(), one.case().merged_into.map(|_| other.case()));
    let fresh = rewraps(house, handler, standing, &everybody).await?;
    let pack = pack.clone();
    house
        .store
        .write(async move |tx| {
            one.write(tx, &pack, &[]).await?;
            other.write(tx, &pack, &[]).await?;
            rewrap(tx, &fresh).await
        })
        .await?;
    Ok(())
}
