//! What came, for exports and desks: record after record, opened in memory one at a time.

use super::receive::file_context;
use super::{Volunteer, known};
use crate::{Error, House, Result};
use kernel::{Timestamp, Uuid};
use std::collections::{BTreeMap, VecDeque};
use store::submissions::{self, Submission};
use store::volunteers::{self, Account};
use store::{Conn, conflicts, forms};
use vault::ServerPurpose;
use xforms::Form;
use zeroize::Zeroizing;

/// Records looked up in one go.
const PAGE: i64 = 200;

/// A record as it was sent.
pub struct Record {
    /// Id.
    pub id: Uuid,
    /// Its number in the order in which the form's records were stored.
    pub seq: i64,
    /// Name the client gave it.
    pub instance_id: String,
    /// Version of the form it was filled with.
    pub version: String,
    /// When it came.
    pub received: Timestamp,
    /// Who sent it.
    pub volunteer: Option<String>,
    /// Their id.
    pub sender: Option<Uuid>,
    /// What the telephone calls itself.
    pub device: Option<String>,
    /// What the supervisor thinks of it.
    pub review: String,
    /// Files it names that have not come.
    pub awaited: i64,
    /// Name of the record it corrects.
    pub corrects: Option<String>,
    /// Whether the client encrypted it, so that `xml` holds no answer.
    pub encrypted: bool,
    /// The record, byte for byte.
    pub xml: Zeroizing<Vec<u8>>,
}

/// The records of a form in the order in which they came, those that were corrected left out.
pub struct Records<'h> {
    house: &'h House,
    form: String,
    after: i64,
    until: Option<i64>,
    waiting: VecDeque<Submission>,
    names: BTreeMap<Uuid, String>,
}

impl<'h> Records<'h> {
    /// The records of this form.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such form; those of the store.
    pub async fn of(house: &'h House, form: &str) -> Result<Self> {
        let mut conn = house.store.read().await?;
        if form.contains('\0') || forms::by_id(&mut conn, form).await?.is_none() {
            return Err(Error::NotFound);
        }
        let names = names(&mut conn).await?;
        Ok(Self { house, form: form.to_owned(), after: 0, until: None, waiting: VecDeque::new(), names })
    }

    /// The records of a form, for an analyst to whom it was entrusted.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was not; as [`Records::of`].
    pub async fn for_analyst(house: &'h House, analyst: &Volunteer, form: &str) -> Result<Self> {
        let records = Self::of(house, form).await?;
        match volunteers::is_entrusted(&mut house.store.read().await?, analyst.id, form).await? {
            true => Ok(records),
            false => Err(Error::NotFound),
        }
    }

    /// Goes on after the record of this number.
    #[must_use]
    pub fn after(mut self, seq: i64) -> Self {
        self.after = seq;
        self
    }

    /// Ends with the record of this number, whatever comes meanwhile.
    #[must_use]
    pub fn until(mut self, seq: Option<i64>) -> Self {
        self.until = seq;
        self
    }

    /// The number of the record that was given last.
    pub fn last(&self) -> i64 {
        self.after
    }

    /// Every version of the form, the current one first, then the latest.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn versions(&self) -> Result<Vec<Form>> {
        let mut conn = self.house.store.read().await?;
        let current = forms::by_id(&mut conn, &self.form).await?.ok_or(Error::NotFound)?.version;
        let mut notes = forms::versions(&mut conn, &self.form).await?;
        notes.sort_by_key(|note| note.version != current);
        let mut read = Vec::new();
        for note in notes {
            let xml = forms::xml(&mut conn, &self.form, &note.version).await?.ok_or(Error::NotFound)?;
            read.push(known::read(&xml)?);
        }
        Ok(read)
    }

    /// The next record; `None` after the last.
    ///
    /// # Errors
    /// When a record does not open under the key of this house; those of the store.
    pub async fn next(&mut self) -> Result<Option<Record>> {
        let mut conn = self.house.store.read().await?;
        if self.waiting.is_empty() {
            self.waiting = submissions::page(&mut conn, &self.form, self.after, PAGE).await?.into();
        }
        let Some(row) = self.waiting.pop_front() else { return Ok(None) };
        if self.until.is_some_and(|until| row.seq > until) {
            self.waiting.clear();
            return Ok(None);
        }
        self.after = row.seq;
        let sealed = submissions::xml(&mut conn, row.id).await?.ok_or(Error::NotFound)?;
        let xml = self.house.keys.server.open(ServerPurpose::Submission, row.id.as_bytes(), &sealed)?;
        Ok(Some(Record {
            id: row.id,
            seq: row.seq,
            instance_id: row.instance_id,
            version: row.version,
            received: Timestamp(row.received),
            volunteer: row.volunteer_id.and_then(|id| self.names.get(&id).cloned()),
            sender: row.volunteer_id,
            device: row.device,
            review: row.review,
            awaited: row.awaited,
            corrects: row.corrects,
            encrypted: row.encrypted,
            xml,
        }))
    }
}

/// The names of a record's files that have come, and of one of them the contents.
pub struct Media<'h> {
    house: &'h House,
    record: Uuid,
}

/// The files of a record.
pub fn media_of(house: &House, record: Uuid) -> Media<'_> {
    Media { house, record }
}

impl Media<'_> {
    /// Names of the files that have come.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn names(&self) -> Result<Vec<String>> {
        let all = submissions::files(&mut self.house.store.read().await?, self.record).await?;
        Ok(all.into_iter().filter(|note| note.received.is_some()).map(|note| note.name).collect())
    }

    /// The contents of one, as they were sent.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it has not come; those of the store.
    pub async fn open(&self, name: &str) -> Result<Zeroizing<Vec<u8>>> {
        let file = submissions::file(&mut self.house.store.read().await?, self.record, name).await?;
        let (sealed_as, bytes) =
            file.and_then(|file| file.sealed_as.zip(file.bytes)).ok_or(Error::NotFound)?;
        let key = &self.house.keys.server;
        Ok(key.open(ServerPurpose::Submission, &file_context(sealed_as, name), &bytes)?)
    }
}

async fn names(conn: &mut Conn) -> Result<BTreeMap<Uuid, String>> {
    let all = volunteers::list(conn, Account::Volunteer).await?;
    Ok(all.into_iter().map(|one| (one.id, one.name)).collect())
}

/// A record that has the name of one that is kept, and other bytes.
pub struct Clash {
    /// Id.
    pub id: Uuid,
    /// The name that both have.
    pub instance_id: String,
    /// When it came first.
    pub received: Timestamp,
    /// Who sent it.
    pub volunteer: Option<String>,
    /// What the telephone calls itself.
    pub device: Option<String>,
}

/// The records of a form that clash with others.
///
/// # Errors
/// Those of the store.
pub async fn clashes(house: &House, form: &str) -> Result<Vec<Clash>> {
    let mut conn = house.store.read().await?;
    let names = names(&mut conn).await?;
    let all = conflicts::list(&mut conn, form).await?.into_iter().map(|row| Clash {
        id: row.id,
        instance_id: row.instance_id,
        received: Timestamp(row.received),
        volunteer: row.volunteer_id.and_then(|id| names.get(&id).cloned()),
        device: row.device,
    });
    Ok(all.collect())
}

/// A record that clashes, byte for byte.
///
/// # Errors
/// [`Error::NotFound`]; when it does not open under the key of this house; those of the store.
pub async fn clash_xml(house: &House, id: Uuid) -> Result<Zeroizing<Vec<u8>>> {
    let sealed = conflicts::xml(&mut house.store.read().await?, id).await?.ok_or(Error::NotFound)?;
    Ok(house.keys.server.open(ServerPurpose::Submission, id.as_bytes(), &sealed)?)
}
