//! Lists of entities as people of the desk meet them. Who may read the records of every form that writes a list may read the
//! list; who keeps forms may correct what stands in it.

use super::asked::Heard;
use super::lists::{Line, Table};
use super::rights;
use super::take::{self, Work};
use super::tools::{Tools, asked_in};
use super::{Body, history};
use crate::collect::readings::{self, Reader};
use crate::desk::Handler;
use crate::{Error, House, Result};
use civic::case::Refusal;
use civic::entity::{Contents, Fault};
use kernel::{Timestamp, Uuid};
use std::collections::BTreeMap;
use store::entities::{self, Only, VersionRow};
use store::entity_lists::{self, ListRow, Tie};
use store::entity_waits::{self, FaultRow};
use store::{Conn, StoreError, forms};

pub use history::{By, Dossier, MOST_STEPS, Step, open};

/// Entities on a page.
pub const PAGE: usize = 25;
/// Entities that are looked through for one page: their labels are sealed one by one.
const MOST_SEARCHED: usize = 20_000;
/// Of what waits or could not be done, how much is shown.
const MOST_SHOWN: i64 = 100;

/// A list with the forms that have to do with it, by their titles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The list.
    pub row: ListRow,
    /// Forms whose records write it: id and title.
    pub writers: Vec<(String, String)>,
    /// Forms that read it.
    pub readers: Vec<(String, String)>,
}

/// The lists that this person may read, by name.
///
/// # Errors
/// Those of the store.
pub async fn lists_for(house: &House, handler: &Handler) -> Result<Vec<Listed>> {
    let mut conn = house.store.read().await?;
    let titles = titles(&mut conn).await?;
    let mut all = Vec::new();
    for name in entity_lists::names(&mut conn).await? {
        if rights::may_read(&mut conn, &handler.member, &name).await? {
            all.extend(listed(&mut conn, &titles, &name).await?);
        }
    }
    Ok(all)
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`] when it is none of them; those of the store.
pub async fn list_for(house: &House, handler: &Handler, name: &str) -> Result<Listed> {
    may_read(house, handler, name).await?;
    let mut conn = house.store.read().await?;
    let titles = titles(&mut conn).await?;
    listed(&mut conn, &titles, name).await?.ok_or(Error::NotFound)
}

/// Goes on for whoever may read a list; counts nothing.
async fn may_read(house: &House, handler: &Handler, name: &str) -> Result<()> {
    let known = !name.contains('\0');
    match known && rights::may_read(&mut house.store.read().await?, &handler.member, name).await? {
        true => Ok(()),
        false => Err(Error::NotFound),
    }
}

/// Titles of the forms, by id.
async fn titles(conn: &mut Conn) -> Result<BTreeMap<String, String>> {
    Ok(forms::list(conn).await?.into_iter().map(|form| (form.id, form.title)).collect())
}

async fn listed(conn: &mut Conn, titles: &BTreeMap<String, String>, name: &str) -> Result<Option<Listed>> {
    let Some(row) = entity_lists::by_name(conn, name).await? else { return Ok(None) };
    let ties = entity_lists::ties(conn, name).await?;
    let named = |form: &String| (form.clone(), titles.get(form).unwrap_or(form).clone());
    let of = |is: &dyn Fn(&Tie) -> bool| {
        ties.iter().filter(|tie| is(tie)).map(|tie| named(&tie.form_id)).collect()
    };
    Ok(Some(Listed { writers: of(&|tie| tie.writes), readers: of(&|tie| tie.reads), row }))
}

/// Lets somebody try a form out whose lists they may read.
///
/// # Errors
/// [`Refusal::NotYours`] when it reads another list; those of the store.
pub(in crate::collect) async fn reads_only_known(house: &House, handler: &Handler, form: &str) -> Result<()> {
    let mut conn = house.store.read().await?;
    match rights::may_read_tables(&mut conn, &handler.member, form).await? {
        true => Ok(()),
        false => Err(Refusal::NotYours.into()),
    }
}

/// What is to be seen of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only those whose label or id has this in it.
    pub text: String,
    /// Only those that somebody should look at.
    pub conflicts: bool,
    /// Only those that were deleted; otherwise none of them.
    pub deleted: bool,
    /// Only those created after the one of this number.
    pub after: i64,
}

/// A page of a list.
#[derive(Debug)]
pub struct Sheet {
    /// The list.
    pub list: Listed,
    /// Names of its properties.
    pub properties: Vec<String>,
    /// The entities.
    pub lines: Vec<Line>,
    /// Number of the last one, when others may follow.
    pub next: Option<i64>,
}

/// A page of a list, in the order in which entities were created.
///
/// # Errors
/// As [`list_for`]; when an entity does not open under the key of this house.
pub async fn sheet(house: &House, handler: &Handler, name: &str, wanted: &Wanted) -> Result<Sheet> {
    let list = list_for(house, handler, name).await?;
    let text = wanted.text.trim().to_lowercase();
    let fits = |line: &Line| {
        line.entity.deleted.is_some() == wanted.deleted
            && (text.is_empty()
                || line.label.to_lowercase().contains(&text)
                || line.entity.id.to_string().contains(&text))
    };
    let only = Only { conflicts: wanted.conflicts, deleted: wanted.deleted };
    let mut table = Table::of(house, name).await?.after(wanted.after).only(only);
    let (mut lines, mut seen, mut next) = (Vec::new(), 0, None);
    'looking: loop {
        let some = table.next().await?;
        if some.is_empty() {
            break;
        }
        for line in some {
            if seen >= MOST_SEARCHED {
                next = Some(line.entity.seq - 1);
                break 'looking;
            }
            seen += 1;
            if !fits(&line) {
                continue;
            }
            if lines.len() == PAGE {
                next = lines.last().map(|last: &Line| last.entity.seq);
                break 'looking;
            }
            lines.push(line);
        }
    }
    Ok(Sheet { list, properties: table.properties.to_vec(), lines, next })
}

/// A whole list, for a file, after it is written down who gets it.
///
/// # Errors
/// As [`list_for`].
pub async fn whole<'h>(house: &'h House, handler: &Handler, name: &str) -> Result<Table<'h>> {
    may_read(house, handler, name).await?;
    readings::export_list(house, Reader::Desk(handler.member.id), name).await?;
    Table::of(house, name).await
}

/// What a record asked of a list and was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// The record.
    pub record: Uuid,
    /// Which of the record's it is.
    pub nth: i64,
    /// The list.
    pub list: String,
    /// Why it could not be done; `None` when it waits for the change before it.
    pub fault: Option<Fault>,
    /// When it came, or was tried last.
    pub at: Timestamp,
    /// The entity, when the list has it.
    pub entity: Option<Uuid>,
    /// The label that the record gives, or else the one that the entity has, or else the id.
    pub called: String,
}

/// What waits in a list, and what could not be done, the first hundred of each.
///
/// # Errors
/// As [`list_for`].
pub async fn unmet(house: &House, handler: &Handler, name: &str) -> Result<Vec<Unmet>> {
    may_read(house, handler, name).await?;
    let mut conn = house.store.read().await?;
    let held = entity_waits::held_in(&mut conn, name, MOST_SHOWN).await?;
    let faults = entity_waits::faults(&mut conn, name, MOST_SHOWN).await?;
    drop(conn);
    told(house, handler, held, faults).await
}

/// What a record did to lists, and what of it waits or could not be done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deeds {
    /// List, entity, label and version of what it created or changed; no label from a list that the person may not read.
    pub done: Vec<(String, Uuid, Option<String>, i64)>,
    /// What was not done.
    pub unmet: Vec<Unmet>,
}

/// What a record did to lists; the caller has seen to it that this person may open the record. Of lists that they may not read
/// it says what the record says itself, and no more.
///
/// # Errors
/// When an entity does not open under the key of this house; those of the store.
pub async fn deeds(house: &House, handler: &Handler, record: Uuid) -> Result<Deeds> {
    let tools = Tools::of(house)?;
    let mut conn = house.store.read().await?;
    let mut done = Vec::new();
    for row in entities::of_record(&mut conn, record).await? {
        let label = match rights::may_read(&mut conn, &handler.member, &row.list).await? {
            true => Some(tools.open::<Body>(row.id.as_bytes(), &row.body)?.contents.label),
            false => None,
        };
        done.push((row.list, row.entity_id, label, row.version));
    }
    let held = entity_waits::held_by(&mut conn, record).await?;
    let faults = entity_waits::faults_by(&mut conn, record).await?;
    drop(conn);
    Ok(Deeds { done, unmet: told(house, handler, held, faults).await? })
}

async fn told(
    house: &House,
    handler: &Handler,
    held: Vec<entity_waits::Held>,
    faults: Vec<entity_waits::FaultRow>,
) -> Result<Vec<Unmet>> {
    let held = held.into_iter().map(|row| (row.submission_id, row.nth, row.list, None, row.at, row.body));
    let faults = faults.into_iter().map(|row| {
        let fault = Fault::named(&row.fault).unwrap_or(Fault::Unreadable);
        (row.submission_id, row.nth, row.list, Some(fault), row.at, row.body)
    });
    let tools = Tools::of(house)?;
    let mut conn = house.store.read().await?;
    let mut all = Vec::new();
    for (record, nth, list, fault, at, body) in faults.chain(held) {
        let heard = tools.open::<Heard>(&asked_in(record, nth), &body).ok();
        let may = rights::may_read(&mut conn, &handler.member, &list).await?;
        let (entity, stands) = match heard.as_ref().and_then(|heard| heard.change().ok()).filter(|_| may) {
            Some(change) => (Some(change.id), label(&mut conn, &tools, &list, change.id).await?),
            None => (None, None),
        };
        let entity = entity.filter(|_| stands.is_some());
        let (given, id) = heard.map(|heard| (heard.label, heard.id)).unwrap_or_default();
        let called = given.filter(|label| !label.trim().is_empty()).or(stands).unwrap_or(id);
        all.push(Unmet { record, nth, list, fault, at: Timestamp(at), entity, called });
    }
    Ok(all)
}

/// The label of an entity that is there.
async fn label(conn: &mut Conn, tools: &Tools, list: &str, id: Uuid) -> Result<Option<String>> {
    let Some(entity) = entities::by_id(conn, list, id).await? else { return Ok(None) };
    let Some(row) = entities::version(conn, list, id, entity.version).await? else { return Ok(None) };
    let body: Option<Body> = tools.open(row.id.as_bytes(), &row.body).ok();
    Ok(body.map(|body| body.contents.label))
}

async fn kept(house: &House, handler: &Handler, list: &str) -> Result<()> {
    if !handler.member.role.keeps_forms() {
        return Err(Refusal::NotYours.into());
    }
    may_read(house, handler, list).await
}

/// Tries once more what could not be done: the entity may be there by now.
///
/// # Errors
/// [`Refusal::NotYours`] for whoever does not keep forms; [`Refusal::Changed`] when it is settled; as [`list_for`].
pub async fn try_again(house: &House, handler: &Handler, list: &str, record: Uuid, nth: i64) -> Result<()> {
    kept(house, handler, list).await?;
    let (tools, now, list) = (Tools::of(house)?, house.clock.now(), list.to_owned());
    let unit = house.store.write(async move |tx| {
        entity_lists::touch(tx, &list, now).await?;
        let rows = entity_waits::faults_by(tx, record).await?;
        let row = rows.into_iter().find(|row| row.nth == nth && row.list == list).ok_or(StoreError::Stale)?;
        entity_waits::settle(tx, record, nth).await?;
        let Ok(heard) = tools.open::<Heard>(&asked_in(record, nth), &row.body) else {
            // It stays as it is, and says so.
            let fault = Fault::Unreadable.as_str().to_owned();
            return entity_waits::note(tx, &FaultRow { fault, at: now.0, ..row }).await;
        };
        take::run(tx, &tools, Work { record, nth, heard, forced: false }, now).await
    });
    Ok(unit.await?)
}

/// Puts aside what could not be done: it is shown no more. The record stays as it is.
///
/// # Errors
/// As [`try_again`].
pub async fn put_aside(house: &House, handler: &Handler, list: &str, record: Uuid, nth: i64) -> Result<()> {
    kept(house, handler, list).await?;
    let list = list.to_owned();
    let unit = house.store.write(async move |tx| {
        let rows = entity_waits::faults_by(tx, record).await?;
        rows.iter().find(|row| row.nth == nth && row.list == list).ok_or(StoreError::Stale)?;
        entity_waits::settle(tx, record, nth).await.map(|_| ())
    });
    Ok(unit.await?)
}

/// What somebody at the desk makes of an entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Amendment {
    /// The version that they saw.
    pub seen: i64,
    /// The label.
    pub label: String,
    /// Properties; others stay as they are.
    pub values: BTreeMap<String, String>,
}

/// Gives an entity another version, which settles what conflicted. Without anything to settle and to change, nothing is kept
/// and the answer is false.
///
/// # Errors
/// [`Refusal::NotYours`] for whoever does not keep forms; [`Refusal::Changed`] when it changed since or was deleted;
/// [`Error::NotFound`] when the list does not have it; those of the store.
pub async fn amend(
    house: &House,
    handler: &Handler,
    list: &str,
    id: Uuid,
    amendment: Amendment,
) -> Result<bool> {
    kept(house, handler, list).await?;
    let tools = Tools::of(house)?;
    let mut conn = house.store.read().await?;
    let entity = entities::by_id(&mut conn, list, id).await?.ok_or(Error::NotFound)?;
    if entity.version != amendment.seen || entity.deleted.is_some() {
        return Err(Refusal::Changed.into());
    }
    let row = entities::version(&mut conn, list, id, entity.version).await?.ok_or(Error::NotFound)?;
    let properties = entity_lists::properties(&mut conn, list).await?;
    drop(conn);
    let before: Body = tools.open(row.id.as_bytes(), &row.body)?;
    let mut contents = Contents { label: amendment.label.trim().to_owned(), ..before.contents.clone() };
    for (name, value) in amendment.values.into_iter().filter(|(name, _)| properties.contains(name)) {
        // A property that no record gave and that is left blank stays one that no record gave.
        if !value.is_empty() || contents.properties.contains_key(&name) {
            contents.properties.insert(name, value);
        }
    }
    if contents == before.contents && entity.conflict.is_none() {
        return Ok(false);
    }
    let (version_id, now) = (tools.id()?, house.clock.now());
    let body = tools.seal(version_id.as_bytes(), &Body { contents, conflicting: Vec::new() })?;
    let version = VersionRow {
        id: version_id,
        list: list.to_owned(),
        entity_id: id,
        version: entity.version + 1,
        base: entity.version,
        at: now.0,
        submission_id: None,
        member_id: Some(handler.member.id.0),
        branch: None,
        trunk: None,
        branch_base: None,
        forced: false,
        conflict: None,
        body,
    };
    let unit = house.store.write(async move |tx| {
        entity_lists::touch(tx, &version.list, now).await?;
        entities::advance(tx, &version.list, id, version.base, None, now).await?;
        entities::add_version(tx, &version).await
    });
    unit.await?;
    Ok(true)
}

/// Takes an entity out of its table; telephones forget it. Its versions stay.
///
/// # Errors
/// [`Refusal::NotYours`]; [`Refusal::Changed`] when it was deleted already; as [`list_for`].
pub async fn delete(house: &House, handler: &Handler, list: &str, id: Uuid) -> Result<()> {
    kept(house, handler, list).await?;
    let (list, by, now) = (list.to_owned(), handler.member.id.0, house.clock.now());
    let unit = house.store.write(async move |tx| {
        entity_lists::touch(tx, &list, now).await?;
        entities::delete(tx, &list, id, by, now).await
    });
    Ok(unit.await?)
}

/// Puts an entity that was deleted back into its table.
///
/// # Errors
/// As [`delete`].
pub async fn restore(house: &House, handler: &Handler, list: &str, id: Uuid) -> Result<()> {
    kept(house, handler, list).await?;
    let (list, now) = (list.to_owned(), house.clock.now());
    let unit = house.store.write(async move |tx| {
        entity_lists::touch(tx, &list, now).await?;
        entities::restore(tx, &list, id).await
    });
    Ok(unit.await?)
}
