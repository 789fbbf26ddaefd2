//! Forms that are tried out: who may send trial records, and those records, which no other statement sees.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use crate::forms::Offered;
use kernel::Uuid;
use sqlx::FromRow;

/// A link under which a form can be tried.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Trial {
    /// Form.
    pub form_id: String,
    /// Hash of the token.
    pub token_hash: Vec<u8>,
    /// Who made the link.
    pub member_id: Uuid,
    /// When, ms UTC.
    pub created: i64,
}

/// A trial record.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Record {
    /// Id, under which it is sealed.
    pub id: Uuid,
    /// Form.
    pub form_id: String,
    /// Version of the form it was filled with.
    pub version: String,
    /// Name the client gave it.
    pub instance_id: String,
    /// Keyed hash of its bytes.
    pub digest: Vec<u8>,
    /// Whether the client encrypted it.
    pub encrypted: bool,
    /// When it came, ms UTC.
    pub received: i64,
    /// What the telephone calls itself.
    pub device: Option<String>,
    /// Its bytes, sealed.
    pub xml: Vec<u8>,
}

/// A file that a trial record names.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct FileNote {
    /// Name.
    pub name: String,
    /// Its bytes; `None` while it has not come.
    pub size: Option<i64>,
}

sql! {
    PUT = "INSERT INTO form_trials (form_id, token_hash, member_id, created) VALUES ($1, $2, $3, $4) \
           ON CONFLICT (form_id) DO UPDATE SET token_hash = excluded.token_hash, member_id = excluded.member_id, \
           created = excluded.created";
    OF = "SELECT form_id, token_hash, member_id, created FROM form_trials WHERE form_id = $1";
    BY_TOKEN = "SELECT form_id, token_hash, member_id, created FROM form_trials WHERE token_hash = $1";
    END = "DELETE FROM form_trials WHERE form_id = $1";
    OFFERED = "SELECT f.id, f.title, f.version, v.md5, \
               (SELECT count(*) FROM form_media m WHERE m.form_id = f.id) + \
               (SELECT count(*) FROM entity_forms t JOIN entity_lists l ON l.name = t.list \
               WHERE t.form_id = f.id AND t.reads = TRUE) AS media \
               FROM forms f JOIN form_versions v ON v.form_id = f.id AND v.version = f.version \
               WHERE f.id = $1 AND f.state <> 'closed'";
    INSERT = "INSERT INTO trial_records (id, form_id, version, instance_id, digest, encrypted, received, device, xml) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    RECORD = "SELECT id, form_id, version, instance_id, digest, encrypted, received, device, xml FROM trial_records \
              WHERE form_id = $1 AND instance_id = $2";
    LIST = "SELECT id, form_id, version, instance_id, digest, encrypted, received, device, xml FROM trial_records \
            WHERE form_id = $1 ORDER BY id DESC LIMIT $2";
    COUNT = "SELECT count(*) FROM trial_records WHERE form_id = $1";
    AWAIT = "INSERT INTO trial_files (record_id, name, size) VALUES ($1, $2, NULL)";
    FILL = "UPDATE trial_files SET size = $3 WHERE record_id = $1 AND name = $2 AND size IS NULL";
    FILES = "SELECT name, size FROM trial_files WHERE record_id = $1 ORDER BY name";
    AWAITED = "SELECT count(*) FROM trial_files WHERE record_id = $1 AND size IS NULL";
    DROP_FILES = "DELETE FROM trial_files WHERE record_id IN (SELECT r.id FROM trial_records r WHERE r.form_id = $1)";
    DROP_RECORDS = "DELETE FROM trial_records WHERE form_id = $1";
}

/// Keeps a link in place of the one before.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn put(tx: &mut Tx, trial: &Trial) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(PUT)
        .bind(&trial.form_id)
        .bind(&trial.token_hash)
        .bind(trial.member_id)
        .bind(trial.created)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The link of a form.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn of(conn: &mut Conn, form: &str) -> Result<Option<Trial>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF).bind(form).fetch_optional(c).await)?)
}

/// The link with this token.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn by_token(conn: &mut Conn, token_hash: &[u8]) -> Result<Option<Trial>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BY_TOKEN).bind(token_hash).fetch_optional(c).await)?)
}

/// Ends a link, if there is one.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn end(tx: &mut Tx, form: &str) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(END).bind(form).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// A form as it is offered to be tried; `None` when it is closed.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn offered(conn: &mut Conn, form: &str) -> Result<Option<Offered>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OFFERED).bind(form).fetch_optional(c).await)?)
}

/// Keeps a trial record.
///
/// # Errors
/// [`StoreError::Conflict`] when there is one of that name.
pub async fn insert(tx: &mut Tx, record: &Record) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(record.id)
        .bind(&record.form_id)
        .bind(&record.version)
        .bind(&record.instance_id)
        .bind(&record.digest)
        .bind(record.encrypted)
        .bind(record.received)
        .bind(&record.device)
        .bind(&record.xml)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The trial record of this name.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn record(conn: &mut Conn, form: &str, instance: &str) -> Result<Option<Record>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(RECORD).bind(form).bind(instance).fetch_optional(c).await)?)
}

/// Up to `most` trial records of a form, the latest first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn list(conn: &mut Conn, form: &str, most: i64) -> Result<Vec<Record>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LIST).bind(form).bind(most).fetch_all(c).await)?)
}

/// How many trial records a form has.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn count(conn: &mut Conn, form: &str) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(COUNT).bind(form).fetch_one(c).await)?)
}

/// Notes that a trial record names a file.
///
/// # Errors
/// [`StoreError::Conflict`] when it was noted before.
pub async fn await_file(tx: &mut Tx, record: Uuid, name: &str) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(AWAIT).bind(record).bind(name).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Notes that a file came; one that is not awaited changes nothing.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn fill_file(tx: &mut Tx, record: Uuid, name: &str, size: i64) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(FILL).bind(record).bind(name).bind(size).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The files that a trial record names, by name.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn files(conn: &mut Conn, record: Uuid) -> Result<Vec<FileNote>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(FILES).bind(record).fetch_all(c).await)?)
}

/// How many of them have not come.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn awaited(conn: &mut Conn, record: Uuid) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(AWAITED).bind(record).fetch_one(c).await)?)
}

/// Forgets every trial record of a form, with what is known of its files.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn empty(tx: &mut Tx, form: &str) -> Result<(), StoreError> {
    for text in [DROP_FILES, DROP_RECORDS] {
        on!(tx, c => sqlx::query(text).bind(form).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}
