//! Who opened a record of a field team, and who wrote records or lists of entities out: who, what, when, how many, and nothing of what
//! they say.
//! It is written down before anything is given. Each line carries a keyed hash over itself and the one before.

use crate::desk::Handler;
use crate::{Error, House, Names, Result};
use civic::directory::Role;
use kernel::{MemberId, Timestamp, Uuid, new_id};
use std::collections::BTreeMap;
use store::forms::{self, FormRow};
use store::readings::{self, Reading};
use store::volunteers::{self, Account};
use store::{Conn, StoreError, entity_lists, submissions};
use vault::{ServerKey, ServerPurpose};

/// Lines on a page.
pub const PAGE: usize = 50;
/// Lines checked in one go.
const CHECKED: i64 = 1_000;
/// Milliseconds in which one person opens one record once: its page, its pictures, the page again after a remark.
const ONCE: i64 = 10 * 60_000;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A record was opened.
    Opened,
    /// Records were written out.
    Exported,
}

impl Act {
    /// As it is stored, and as text keys name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Exported => "exported",
        }
    }
}

/// Where it was done, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// A member, at the desk.
    Desk(MemberId),
    /// The program of an analyst.
    Program(Uuid),
    /// Whoever runs the house, from its command line.
    Command,
}

impl Reader {
    fn door(self) -> &'static str {
        match self {
            Self::Desk(_) => "desk",
            Self::Program(_) => "program",
            Self::Command => "command",
        }
    }

    fn id(self) -> Option<Uuid> {
        match self {
            Self::Desk(MemberId(id)) | Self::Program(id) => Some(id),
            Self::Command => None,
        }
    }
}

/// Writes down that somebody of the desk opened a record; once in ten minutes.
///
/// # Errors
/// Those of the store.
pub(crate) async fn opened(house: &House, handler: &Handler, form: &FormRow, record: Uuid) -> Result<()> {
    let by = handler.member.id;
    let since = house.clock.now().0 - ONCE;
    if readings::since(&mut house.store.read().await?, record, by.0, since).await? {
        return Ok(());
    }
    let what = What { form: form.id.clone(), list: None, record: Some(record), records: 1 };
    note(house, Act::Opened, Reader::Desk(by), what).await
}

/// Writes down that somebody of the desk is about to write out the records of a form.
///
/// # Errors
/// Those of the store.
pub(super) async fn exported(house: &House, handler: &Handler, form: &FormRow) -> Result<()> {
    export(house, Reader::Desk(handler.member.id), &form.id).await
}

/// Writes down that all records of a form are about to be written out.
///
/// # Errors
/// Those of the store.
pub async fn export(house: &House, reader: Reader, form: &str) -> Result<()> {
    let records = submissions::counts(&mut house.store.read().await?, form).await?.records;
    note(house, Act::Exported, reader, What { form: form.to_owned(), list: None, record: None, records })
        .await
}

/// Writes down that all entities of a list are about to be written out. The line belongs to the first form that writes the list.
///
/// # Errors
/// [`Error::NotFound`] when there is no such list; those of the store.
pub async fn export_list(house: &House, reader: Reader, list: &str) -> Result<()> {
    let mut conn = house.store.read().await?;
    let row = entity_lists::by_name(&mut conn, list).await?.ok_or(Error::NotFound)?;
    let writer = entity_lists::writers(&mut conn, list).await?.into_iter().next().ok_or(Error::NotFound)?;
    drop(conn);
    let what = What { form: writer.id, list: Some(row.name), record: None, records: row.entities };
    note(house, Act::Exported, reader, what).await
}

/// Writes down that so many records of a form are about to be given to a program.
///
/// # Errors
/// Those of the store.
pub async fn given(house: &House, analyst: Uuid, form: &str, records: usize) -> Result<()> {
    let records = i64::try_from(records).unwrap_or(i64::MAX);
    let what = What { form: form.to_owned(), list: None, record: None, records };
    note(house, Act::Exported, Reader::Program(analyst), what).await
}

/// What was opened or written out.
struct What {
    form: String,
    list: Option<String>,
    record: Option<Uuid>,
    records: i64,
}

async fn note(house: &House, act: Act, reader: Reader, what: What) -> Result<()> {
    let line = Reading {
        id: new_id(&*house.clock, &*house.entropy)?,
        seq: 0,
        at: house.clock.now().0,
        act: act.as_str().to_owned(),
        door: reader.door().to_owned(),
        reader_id: reader.id(),
        form_id: what.form,
        list: what.list,
        submission_id: what.record,
        records: what.records,
        mac: Vec::new(),
    };
    // A command beside the server may have taken the number.
    for _ in 0..TRIES {
        match add(house, line.clone()).await {
            Err(StoreError::Conflict(_)) => {}
            other => return Ok(other?),
        }
    }
    Ok(add(house, line).await?)
}

/// How often a number is drawn anew.
const TRIES: usize = 5;

async fn add(house: &House, mut line: Reading) -> std::result::Result<(), StoreError> {
    let key = key(house);
    house
        .store
        .write(async move |tx| {
            let last = readings::last(tx).await?;
            line.seq = last.as_ref().map_or(1, |last| last.seq + 1);
            line.mac = key.hmac(ServerPurpose::Reading, &said(&line, last.as_ref())).to_vec();
            readings::add(tx, &line).await
        })
        .await
}

/// The key of the hashes.
fn key(house: &House) -> ServerKey {
    house.keys.server.derive(ServerPurpose::Reading, b"lines")
}

/// A line and the hash of the one before, so that no two lines are written alike.
fn said(line: &Reading, before: Option<&Reading>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut part = |value: &[u8]| {
        bytes.extend_from_slice(&(value.len() as u64).to_be_bytes());
        bytes.extend_from_slice(value);
    };
    part(before.map_or(&[], |before| &before.mac));
    part(line.id.as_bytes());
    part(&line.seq.to_be_bytes());
    part(&line.at.to_be_bytes());
    part(line.act.as_bytes());
    part(line.door.as_bytes());
    part(line.reader_id.as_ref().map_or(&[], |id| id.as_bytes().as_slice()));
    part(line.form_id.as_bytes());
    part(line.submission_id.as_ref().map_or(&[], |id| id.as_bytes().as_slice()));
    part(&line.records.to_be_bytes());
    // Lines from before lists were noted have no such part.
    if let Some(list) = &line.list {
        part(list.as_bytes());
    }
    bytes
}

/// The number of the first line that does not follow from the one before: it, or one before it, was changed or taken out. Lines
/// that were cut off the end are not missed.
///
/// # Errors
/// Those of the store.
pub(crate) async fn broken(house: &House, conn: &mut Conn) -> Result<Option<i64>> {
    let (key, mut before) = (key(house), None::<Reading>);
    loop {
        let from = before.as_ref().map_or(0, |before| before.seq);
        let lines = readings::after(conn, from, CHECKED).await?;
        if lines.is_empty() {
            return Ok(None);
        }
        for line in lines {
            let next = before.as_ref().map_or(1, |before| before.seq + 1);
            let says = said(&line, before.as_ref());
            if line.seq != next || !key.verify(ServerPurpose::Reading, &says, &line.mac) {
                return Ok(Some(next));
            }
            before = Some(line);
        }
    }
}

/// A line for people.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// What was done, as text keys name it.
    pub act: String,
    /// Where, as text keys name it.
    pub door: String,
    /// Who; `None` for whoever runs the house.
    pub reader: Option<String>,
    /// Title of the form.
    pub form: String,
    /// The list of entities, when one was written out.
    pub list: Option<String>,
    /// How many records, or entities.
    pub records: i64,
}

/// Whether a role sees who opened and wrote out records.
pub fn are_for(role: Role) -> bool {
    matches!(role, Role::Auditor | Role::Admin)
}

/// A page of lines before one number, the latest first; the number to go on with, when others follow.
///
/// # Errors
/// [`Error::NotFound`] for a role that does not see them; those of the store.
pub async fn page(house: &House, handler: &Handler, before: i64) -> Result<(Vec<Shown>, Option<i64>)> {
    if !are_for(handler.member.role) {
        return Err(Error::NotFound);
    }
    let members = Names::of(house).await?;
    let mut conn = house.store.read().await?;
    let titles: BTreeMap<String, String> =
        forms::list(&mut conn).await?.into_iter().map(|form| (form.id, form.title)).collect();
    let analysts: BTreeMap<Uuid, String> = volunteers::list(&mut conn, Account::Analyst)
        .await?
        .into_iter()
        .map(|analyst| (analyst.id, analyst.name))
        .collect();
    let mut lines = readings::before(&mut conn, before, PAGE as i64 + 1).await?;
    drop(conn);
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let next = lines.last().map(|line| line.seq).filter(|_| more);
    let shown = lines.into_iter().map(|line| Shown {
        seq: line.seq,
        at: Timestamp(line.at),
        reader: line.reader_id.map(|id| {
            let known = members.member(MemberId(id)).or(analysts.get(&id).map(String::as_str));
            known.unwrap_or_default().to_owned()
        }),
        act: line.act,
        door: line.door,
        form: titles.get(&line.form_id).cloned().unwrap_or(line.form_id),
        list: line.list,
        records: line.records,
    });
    Ok((shown.collect(), next))
}
