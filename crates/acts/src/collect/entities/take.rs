//! A record changes its lists: what it asks is done, held until the change before it comes, or noted as impossible. The record
//! is kept in any case.

use super::Body;
use super::asked::{Arrival, Heard};
use super::tools::{Tools, asked_in};
use civic::entity::{
    Change, Conflict, Course, Fault, Merged, Standing, Step, course, created, follows, merge,
};
use kernel::{Timestamp, Uuid};
use std::collections::{BTreeSet, VecDeque};
use store::entities::{self, VersionRow};
use store::entity_waits::{self, FaultRow, Held};
use store::{StoreError, Tx, entity_lists};
use xforms::EntityPlan;

type Stored<T> = std::result::Result<T, StoreError>;

/// Corrections of one record that are followed back.
const MOST_EARLIER: usize = 100;

/// One change of one record.
pub(super) struct Work {
    pub record: Uuid,
    /// Which of the record's it is.
    pub nth: i64,
    pub heard: Heard,
    /// Whether it has waited long enough for the one before it.
    pub forced: bool,
}

/// Takes in what a record asks; `replaces` is the record that it corrects. What the corrected record did stays, and is not
/// done again, as with ODK Central: only what it could not do is tried again with the correction.
pub(in crate::collect) async fn take(
    tx: &mut Tx,
    arrival: Arrival,
    record: Uuid,
    replaces: Option<Uuid>,
    now: Timestamp,
) -> Stored<()> {
    let Arrival { tools, heard } = arrival;
    let before = before(tx, replaces).await?;
    if !before.done.is_empty() && before.faults.is_empty() {
        return Ok(());
    }
    for (record, nth) in before.faults {
        entity_waits::settle(tx, record, nth).await?;
    }
    let works = heard.into_iter().zip(0..).map(|(heard, nth)| Work { record, nth, heard, forced: false });
    let mut works: Vec<Work> = works.collect();
    // In one order, so that two nodes that share a database do not wait for each other.
    let lists: BTreeSet<String> = works.iter().map(|work| work.heard.declared.clone()).collect();
    for list in &lists {
        entity_lists::touch(tx, list, now).await?;
    }
    // The writer does nothing else meanwhile.
    if works.len() > EntityPlan::MOST {
        works.truncate(1);
        for work in &works {
            note(tx, &tools, work, Fault::TooMany, now).await?;
        }
        return Ok(());
    }
    for work in works {
        let own = work.heard.change().ok().map(|change| (work.heard.declared.clone(), change.id));
        if own.is_none_or(|own| !before.done.contains(&own)) {
            run(tx, &tools, work, now).await?;
        }
    }
    Ok(())
}

/// What the records that a record corrects did, or hold, and what of them could not be done.
#[derive(Default)]
struct Before {
    done: BTreeSet<(String, Uuid)>,
    faults: Vec<(Uuid, i64)>,
}

async fn before(tx: &mut Tx, replaces: Option<Uuid>) -> Stored<Before> {
    let (mut before, mut at, mut steps) = (Before::default(), replaces, 0);
    while let Some(record) = at.filter(|_| steps < MOST_EARLIER) {
        let versions = entities::of_record(tx, record).await?;
        before.done.extend(versions.into_iter().map(|version| (version.list, version.entity_id)));
        let held = entity_waits::held_by(tx, record).await?;
        before.done.extend(held.into_iter().map(|held| (held.list, held.entity_id)));
        let faults = entity_waits::faults_by(tx, record).await?;
        before.faults.extend(faults.into_iter().map(|fault| (fault.submission_id, fault.nth)));
        at = entities::before(tx, record).await?;
        steps += 1;
    }
    Ok(before)
}

/// Does one change, and then whatever waited for it. The list was touched before in the same unit.
pub(super) async fn run(tx: &mut Tx, tools: &Tools, first: Work, now: Timestamp) -> Stored<()> {
    let mut waiting = VecDeque::from([first]);
    while let Some(work) = waiting.pop_front() {
        let list = work.heard.declared.clone();
        let done = match act(tx, tools, &work, now).await? {
            Ok(Some(done)) => done,
            Ok(None) => continue,
            Err(fault) => {
                note(tx, tools, &work, fault, now).await?;
                continue;
            }
        };
        for held in entity_waits::held(tx, &list, done.id).await? {
            if !follows(&done, held.branch, held.base) {
                continue;
            }
            entity_waits::release(tx, held.submission_id, held.nth).await?;
            match tools.open::<Heard>(&asked_in(held.submission_id, held.nth), &held.body) {
                Ok(heard) => {
                    waiting.push_back(Work {
                        record: held.submission_id,
                        nth: held.nth,
                        heard,
                        forced: false,
                    });
                }
                Err(_) => unreadable(tx, held, now).await?,
            }
        }
    }
    Ok(())
}

/// A change that was held and does not open any more is kept as it is.
pub(super) async fn unreadable(tx: &mut Tx, held: Held, now: Timestamp) -> Stored<()> {
    let fault = FaultRow {
        submission_id: held.submission_id,
        nth: held.nth,
        list: held.list,
        fault: Fault::Unreadable.as_str().to_owned(),
        at: now.0,
        body: held.body,
    };
    entity_waits::note(tx, &fault).await
}

async fn note(tx: &mut Tx, tools: &Tools, work: &Work, fault: Fault, now: Timestamp) -> Stored<()> {
    let row = FaultRow {
        submission_id: work.record,
        nth: work.nth,
        list: work.heard.declared.clone(),
        fault: fault.as_str().to_owned(),
        at: now.0,
        body: tools.seal(&asked_in(work.record, work.nth), &work.heard)?,
    };
    entity_waits::note(tx, &row).await
}

/// The change that was done; `None` when there was nothing to do or it is held.
async fn act(
    tx: &mut Tx,
    tools: &Tools,
    work: &Work,
    now: Timestamp,
) -> Stored<std::result::Result<Option<Change>, Fault>> {
    let change = match work.heard.change() {
        Ok(change) => change,
        Err(fault) => return Ok(Err(fault)),
    };
    let list = work.heard.declared.as_str();
    let entity = entities::by_id(tx, list, change.id).await?;
    let steps: Vec<Step> = match &entity {
        Some(_) => entities::steps(tx, list, change.id).await?.into_iter().map(step).collect(),
        None => Vec::new(),
    };
    let there = entity.as_ref().map(|entity| Standing { steps: &steps, deleted: entity.deleted.is_some() });
    let course = match course(there, &change, work.forced) {
        Ok(course) => course,
        Err(fault) => return Ok(Err(fault)),
    };
    let current = entity.as_ref().map_or(0, |entity| entity.version);
    let (base, merged) = match course {
        Course::Nothing => return Ok(Ok(None)),
        Course::Hold => return hold(tx, tools, work, &change, now).await.map(|()| Ok(None)),
        Course::Create => {
            entities::insert(tx, list, change.id, now).await?;
            (0, Merged { contents: created(&change), conflict: None, conflicting: Vec::new() })
        }
        Course::Update { base, .. } | Course::Late { base } => {
            let stands = body(tx, tools, list, change.id, current).await?;
            let seen =
                if base == current { stands.clone() } else { body(tx, tools, list, change.id, base).await? };
            let Some((stands, seen)) = stands.zip(seen) else { return Ok(Err(Fault::Unreadable)) };
            let merged = merge(&stands.contents, &seen.contents, current, &change, course);
            let known = entity.and_then(|entity| entity.conflict).as_deref().and_then(Conflict::named);
            let marked = merged.conflict.max(known).map(Conflict::as_str);
            entities::advance(tx, list, change.id, current, marked, now).await?;
            (base, merged)
        }
    };
    let id = tools.id()?;
    let body = Body { contents: merged.contents, conflicting: merged.conflicting };
    let version = VersionRow {
        id,
        list: list.to_owned(),
        entity_id: change.id,
        version: current + 1,
        base,
        at: now.0,
        submission_id: Some(work.record),
        member_id: None,
        branch: change.branch,
        trunk: change.trunk,
        // A creation begins its branch; one that stands for changes that never came goes on in it.
        branch_base: change.branch.and(change.base).filter(|_| base > 0 || work.forced),
        forced: work.forced,
        conflict: merged.conflict.map(|conflict| conflict.as_str().to_owned()),
        body: tools.seal(id.as_bytes(), &body)?,
    };
    entities::add_version(tx, &version).await?;
    Ok(Ok(Some(change)))
}

pub(super) fn step(row: entities::StepRow) -> Step {
    Step { version: row.version, branch: row.branch, branch_base: row.branch_base, forced: row.forced }
}

/// What a version says; `None` when it does not open.
async fn body(tx: &mut Tx, tools: &Tools, list: &str, id: Uuid, version: i64) -> Stored<Option<Body>> {
    let row = entities::version(tx, list, id, version).await?;
    Ok(row.and_then(|row| tools.open(row.id.as_bytes(), &row.body).ok()))
}

async fn hold(tx: &mut Tx, tools: &Tools, work: &Work, change: &Change, now: Timestamp) -> Stored<()> {
    let held = Held {
        submission_id: work.record,
        nth: work.nth,
        list: work.heard.declared.clone(),
        entity_id: change.id,
        // Only changes of a branch that say what they saw are held.
        branch: change.branch.unwrap_or_default(),
        base: change.base.unwrap_or_default(),
        at: now.0,
        body: tools.seal(&asked_in(work.record, work.nth), &work.heard)?,
    };
    entity_waits::hold(tx, &held).await
}
