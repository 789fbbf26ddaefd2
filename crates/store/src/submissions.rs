//! What volunteers sent: records and their files.

use crate::engine::{Conn, Tx, on, sql};
use crate::error::exactly_one;
use crate::StoreError;
use kernel::{Timestamp, Uuid};
use sqlx::FromRow;

/// A record that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSubmission {
    /// Id.
    pub id: Uuid,
    /// Form.
    pub form_id: String,
    /// Version of the form it was filled with.
    pub version: String,
    /// Name the client gave it for ever; unique in the form.
    pub instance_id: String,
    /// The record that it corrects.
    pub replaces: Option<Uuid>,
    /// Keyed hash of its bytes.
    pub digest: Vec<u8>,
    /// Whether the client encrypted it, so that `xml` says only with which key.
    pub encrypted: bool,
    /// When it came, ms UTC.
    pub received: i64,
    /// Who sent it; `None` for a sheet of paper that the desk typed in.
    pub volunteer_id: Option<Uuid>,
    /// What the telephone calls itself.
    pub device: Option<String>,
    /// Its bytes, sealed.
    pub xml: Vec<u8>,
}

/// What tells whether a record that comes is known.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Known {
    /// Id.
    pub id: Uuid,
    /// Keyed hash of its bytes.
    pub digest: Vec<u8>,
    /// Whether a correction took its place.
    pub superseded: bool,
    /// Files it names that have not come yet.
    pub awaited: i64,
}

/// A record without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Submission {
    /// Id.
    pub id: Uuid,
    /// Its number in the order in which the records of the form were stored, from 1.
    pub seq: i64,
    /// Version of the form it was filled with.
    pub version: String,
    /// Name the client gave it for ever.
    pub instance_id: String,
    /// Name of the record that it corrects.
    pub corrects: Option<String>,
    /// Whether the client encrypted it.
    pub encrypted: bool,
    /// Files it names that have not come yet.
    pub awaited: i64,
    /// When it came, ms UTC.
    pub received: i64,
    /// Who sent it.
    pub volunteer_id: Option<Uuid>,
    /// What the telephone calls itself.
    pub device: Option<String>,
    /// What the supervisor thinks of it; `received` until then.
    pub review: String,
}

/// Where a record stands.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Standing {
    /// Id.
    pub id: Uuid,
    /// What the desk thinks of it, as stored.
    pub review: String,
    /// Whether a correction took its place.
    pub superseded: bool,
    /// The correction.
    pub successor: Option<Uuid>,
}

/// A file that came with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Name as the record has it.
    pub name: String,
    /// The record under which it was sealed.
    pub sealed_as: Uuid,
    /// Keyed hash of its contents.
    pub digest: Vec<u8>,
    /// Its contents, sealed.
    pub bytes: Vec<u8>,
}

/// A file of a record without its contents.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct FileNote {
    /// Name as the record has it.
    pub name: String,
    /// When it came, ms UTC; `None` while it is awaited.
    pub received: Option<i64>,
}

/// A file of a record.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct File {
    /// The record under which it was sealed; `None` while it is awaited.
    pub sealed_as: Option<Uuid>,
    /// Its contents, sealed; `None` while it is awaited.
    pub bytes: Option<Vec<u8>>,
}

/// What has come of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Counts {
    /// Records, without those that were corrected.
    pub records: i64,
    /// Those of them that wait for files.
    pub waiting: i64,
    /// Records that clash with one that is kept, of which nobody has chosen yet.
    pub conflicts: i64,
}

sql! {
    INSERT = "INSERT INTO submissions (id, form_id, seq, version, instance_id, replaces, digest, superseded, encrypted, \
              awaited, received, volunteer_id, device, review, xml) \
              VALUES ($1, $2, (SELECT COALESCE(MAX(s.seq), 0) + 1 FROM submissions s WHERE s.form_id = $2), \
              $3, $4, $5, $6, FALSE, $7, 0, $8, $9, $10, 'received', $11)";
    BY_INSTANCE = "SELECT id, digest, superseded, awaited FROM submissions WHERE form_id = $1 AND instance_id = $2";
    PAGE = "SELECT s.id, s.seq, s.version, s.instance_id, b.instance_id AS corrects, s.encrypted, s.awaited, \
            s.received, s.volunteer_id, s.device, s.review \
            FROM submissions s LEFT JOIN submissions b ON b.id = s.replaces \
            WHERE s.form_id = $1 AND s.superseded = FALSE AND s.seq > $2 ORDER BY s.seq LIMIT $3";
    XML = "SELECT xml FROM submissions WHERE id = $1";
    SUPERSEDE = "UPDATE submissions SET superseded = TRUE WHERE id = $1 AND superseded = FALSE";
    AWAIT_FILE = "INSERT INTO submission_files (submission_id, name, sealed_as, digest, received, bytes) \
                  VALUES ($1, $2, NULL, NULL, NULL, NULL)";
    FILL_FILE = "UPDATE submission_files SET sealed_as = $3, digest = $4, received = $5, bytes = $6 \
                 WHERE submission_id = $1 AND name = $2 AND bytes IS NULL";
    INHERIT = "UPDATE submission_files SET sealed_as = before.sealed_as, digest = before.digest, \
               received = before.received, bytes = before.bytes FROM submission_files AS before \
               WHERE submission_files.submission_id = $1 AND submission_files.bytes IS NULL \
               AND before.submission_id = $2 AND before.name = submission_files.name";
    COUNT_AWAITED = "UPDATE submissions SET awaited = (SELECT count(*) FROM submission_files f \
                     WHERE f.submission_id = submissions.id AND f.bytes IS NULL) WHERE id = $1";
    AWAITED = "SELECT awaited FROM submissions WHERE id = $1";
    FILES = "SELECT name, received FROM submission_files WHERE submission_id = $1 ORDER BY name";
    FILE = "SELECT sealed_as, bytes FROM submission_files WHERE submission_id = $1 AND name = $2";
    // Each is read from an index alone; of conflicts there are few, so they come first.
    COUNTS = "SELECT (SELECT count(*) FROM submissions WHERE form_id = $1) \
              - (SELECT count(*) FROM submissions WHERE form_id = $1 AND superseded = TRUE) AS records, \
              (SELECT count(*) FROM submissions WHERE form_id = $1 AND superseded = FALSE AND awaited > 0) AS waiting, \
              (SELECT count(*) FROM submission_conflicts k CROSS JOIN submissions s \
              WHERE s.id = k.submission_id AND s.form_id = $1 AND k.settled IS NULL) AS conflicts";
    LAST = "SELECT COALESCE(MAX(seq), 0) FROM submissions WHERE form_id = $1";
    STANDINGS = "SELECT s.id, s.review, s.superseded, n.id AS successor FROM submissions s \
                 LEFT JOIN submissions n ON n.replaces = s.id \
                 WHERE s.form_id = $1 AND (s.superseded = TRUE OR s.review <> 'received')";
    OF_VOLUNTEER = "SELECT count(*) FROM submissions WHERE volunteer_id = $1";
}

/// Keeps a record.
///
/// # Errors
/// [`StoreError::Conflict`] when the form has a record of that name.
pub async fn insert(tx: &mut Tx, new: &NewSubmission) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(new.id)
        .bind(&new.form_id)
        .bind(&new.version)
        .bind(&new.instance_id)
        .bind(new.replaces)
        .bind(&new.digest)
        .bind(new.encrypted)
        .bind(new.received)
        .bind(new.volunteer_id)
        .bind(&new.device)
        .bind(&new.xml)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The record of this name.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn by_instance(
    conn: &mut Conn,
    form: &str,
    instance: &str,
) -> Result<Option<Known>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BY_INSTANCE).bind(form).bind(instance).fetch_optional(c).await)?)
}

/// Up to `most` records of a form after one number, in the order in which they were stored; those that were corrected are
/// left out.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn page(
    conn: &mut Conn,
    form: &str,
    after: i64,
    most: i64,
) -> Result<Vec<Submission>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(PAGE).bind(form).bind(after).bind(most).fetch_all(c).await)?)
}

/// The sealed bytes of a record.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn xml(conn: &mut Conn, id: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(XML).bind(id).fetch_optional(c).await)?)
}

/// Notes that a correction took the place of a record.
///
/// # Errors
/// [`StoreError::Stale`] when another correction did before.
pub async fn supersede(tx: &mut Tx, id: Uuid) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(SUPERSEDE)
        .bind(id)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Notes that a record names a file.
///
/// # Errors
/// [`StoreError::Conflict`] when it was noted before.
pub async fn await_file(tx: &mut Tx, id: Uuid, name: &str) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(AWAIT_FILE).bind(id).bind(name).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Keeps a file that is awaited; false when the record names none of that name, or has it already.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn fill_file(tx: &mut Tx, id: Uuid, file: &NewFile, now: Timestamp) -> Result<bool, StoreError> {
    let rows = on!(tx, c => sqlx::query(FILL_FILE)
        .bind(id)
        .bind(&file.name)
        .bind(file.sealed_as)
        .bind(&file.digest)
        .bind(now.0)
        .bind(&file.bytes)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Gives a correction the files that it names and that only the record before it has.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn inherit(tx: &mut Tx, id: Uuid, from: Uuid) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INHERIT).bind(id).bind(from).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Counts the files that a record waits for and notes their number with it.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn count_awaited(tx: &mut Tx, id: Uuid) -> Result<i64, StoreError> {
    on!(tx, c => sqlx::query(COUNT_AWAITED).bind(id).execute(c).await.map(|_| ()))?;
    Ok(on!(tx, c => sqlx::query_scalar(AWAITED).bind(id).fetch_one(c).await)?)
}

/// The files of a record, by name.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn files(conn: &mut Conn, id: Uuid) -> Result<Vec<FileNote>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(FILES).bind(id).fetch_all(c).await)?)
}

/// A file of a record.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn file(conn: &mut Conn, id: Uuid, name: &str) -> Result<Option<File>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(FILE).bind(id).bind(name).fetch_optional(c).await)?)
}

/// What has come of a form.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn counts(conn: &mut Conn, form: &str) -> Result<Counts, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(COUNTS).bind(form).fetch_one(c).await)?)
}

/// The number of the last record of a form; 0 before the first. It grows with every correction too.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn last(conn: &mut Conn, form: &str) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(LAST).bind(form).fetch_one(c).await)?)
}

/// Where the records of a form stand that were looked at or corrected; every other one is as it came.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn standings(conn: &mut Conn, form: &str) -> Result<Vec<Standing>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(STANDINGS).bind(form).fetch_all(c).await)?)
}

/// How many records a volunteer sent.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn of_volunteer(conn: &mut Conn, volunteer: Uuid) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(OF_VOLUNTEER).bind(volunteer).fetch_one(c).await)?)
}
