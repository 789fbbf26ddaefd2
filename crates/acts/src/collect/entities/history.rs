//! One entity at the desk: what it says now, and how it came to say so.

use super::Body;
use super::desk::{Listed, list_for};
use super::tools::Tools;
use crate::desk::Handler;
use crate::{Error, House, Result};
use civic::entity::{Conflict, Contents};
use kernel::{MemberId, Timestamp, Uuid};
use std::collections::BTreeMap;
use store::entities::{self, EntityRow, VersionRow};
use store::volunteers::{self, Account};
use store::{entity_lists, entity_waits, sheets};

/// Who made a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// A record, and whoever sent it.
    Record(Uuid, Option<String>),
    /// Somebody at the desk.
    Member(MemberId),
    /// Nobody who is known.
    Nobody,
}

/// A version of an entity with what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its number.
    pub version: i64,
    /// The version it was made upon; 0 for the first.
    pub base: i64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
    /// Whether it was made without a network, after others of the same telephone.
    pub branch: bool,
    /// Whether it waited too long for the change before it.
    pub forced: bool,
    /// Whether it was made without knowing of another.
    pub conflict: Option<Conflict>,
    /// The properties that both changed.
    pub conflicting: Vec<String>,
    /// The label, when it changed: before and since.
    pub label: Option<(String, String)>,
    /// What changed: property, before, since.
    pub changes: Vec<(String, String, String)>,
}

/// An entity with its history.
#[derive(Debug)]
pub struct Dossier {
    /// Its list.
    pub list: Listed,
    /// The entity.
    pub entity: EntityRow,
    /// What it says now.
    pub now: Contents,
    /// Properties of the list, in its order.
    pub properties: Vec<String>,
    /// Its versions, the latest first.
    pub history: Vec<Step>,
    /// Changes of it that wait for another one.
    pub held: usize,
    /// The properties that conflict since the last version that somebody of the desk made.
    pub conflicting: Vec<String>,
}

/// Opens an entity.
///
/// # Errors
/// [`Error::NotFound`] when the list does not have it, or this person may not read the list; when a version does not open
/// under the key of this house; those of the store.
pub async fn open(house: &House, handler: &Handler, list: &str, id: Uuid) -> Result<Dossier> {
    let listed = list_for(house, handler, list).await?;
    let tools = Tools::of(house)?;
    let mut conn = house.store.read().await?;
    let entity = entities::by_id(&mut conn, list, id).await?.ok_or(Error::NotFound)?;
    let properties = entity_lists::properties(&mut conn, list).await?;
    let versions = entities::versions(&mut conn, list, id).await?;
    let held = entity_waits::held(&mut conn, list, id).await?.len();
    let names: BTreeMap<Uuid, String> = volunteers::list(&mut conn, Account::Volunteer)
        .await?
        .into_iter()
        .map(|volunteer| (volunteer.id, volunteer.name))
        .collect();
    let (mut history, mut now, mut conflicting): (Vec<Step>, _, Vec<String>) =
        (Vec::new(), Contents::default(), Vec::new());
    for row in versions {
        let by = match (row.submission_id, row.member_id) {
            (Some(record), _) => {
                let sent =
                    sheets::by_id(&mut conn, record).await?.and_then(|found| found.submission.volunteer_id);
                By::Record(record, sent.and_then(|id| names.get(&id).cloned()))
            }
            (None, Some(member)) => By::Member(MemberId(member)),
            (None, None) => By::Nobody,
        };
        let body: Body = tools.open(row.id.as_bytes(), &row.body)?;
        if matches!(by, By::Member(_)) {
            conflicting.clear();
        }
        conflicting.extend(body.conflicting.clone());
        let step = step(row, by, &body, &now, &properties);
        now = body.contents;
        history.push(step);
    }
    history.reverse();
    conflicting.sort_unstable();
    conflicting.dedup();
    Ok(Dossier { list: listed, entity, now, properties, history, held, conflicting })
}

fn step(row: VersionRow, by: By, body: &Body, before: &Contents, properties: &[String]) -> Step {
    let said =
        |contents: &Contents, name: &String| contents.properties.get(name).cloned().unwrap_or_default();
    let pairs = properties.iter().map(|name| (name.clone(), said(before, name), said(&body.contents, name)));
    let label =
        (before.label != body.contents.label).then(|| (before.label.clone(), body.contents.label.clone()));
    Step {
        version: row.version,
        base: row.base,
        at: Timestamp(row.at),
        by,
        branch: row.branch.is_some(),
        forced: row.forced,
        conflict: row.conflict.as_deref().and_then(Conflict::named),
        conflicting: body.conflicting.clone(),
        label,
        changes: pairs.filter(|(_, old, new)| old != new).collect(),
    }
}
