//! The answers of a survey's records as columns, sealed: a blob for each question and run of records, and what they are made from.
//! Whatever erases or changes a record takes its run along (a trigger of the schema), so that nothing outlives it.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use kernel::Uuid;
use sqlx::FromRow;

/// The answers to one question of one run of records.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Segment {
    /// Number of the first record.
    pub first: i64,
    /// Its bytes, sealed.
    pub bytes: Vec<u8>,
}

/// The answers of a run of records that are to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRun {
    /// Form.
    pub form_id: String,
    /// Number of the first record.
    pub first: i64,
    /// Number of the last record.
    pub last: i64,
    /// How the records were read.
    pub reading: Vec<u8>,
    /// The digests of the records that were read, in their order.
    pub digests: Vec<Vec<u8>>,
    /// By question, the answers, sealed.
    pub columns: Vec<(String, Vec<u8>)>,
}

/// A record of a run.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Source {
    /// Id, under which it was sealed.
    pub id: Uuid,
    /// Its number.
    pub seq: i64,
    /// Whether a correction took its place.
    pub superseded: bool,
    /// Whether the client encrypted it.
    pub encrypted: bool,
    /// When it came, ms UTC.
    pub received: i64,
    /// What the supervisor thinks of it.
    pub review: String,
    /// Keyed hash of its bytes.
    pub digest: Vec<u8>,
    /// Its bytes, sealed.
    pub xml: Vec<u8>,
}

sql! {
    PUT = "INSERT INTO survey_segments (form_id, question, first, last, reading, bytes) VALUES ($1, $2, $3, $4, $5, $6)";
    DROP = "DELETE FROM survey_segments WHERE form_id = $1 AND first <= $3 AND last >= $2";
    FORGET = "DELETE FROM survey_segments WHERE form_id = $1 AND reading <> $2";
    KEPT = "SELECT first, bytes FROM survey_segments WHERE form_id = $1 AND question = $2 AND reading = $3 ORDER BY first";
    RUNS = "SELECT first FROM survey_segments WHERE form_id = $1 AND question = $2 AND reading = $3 ORDER BY first";
    COUNT = "SELECT count(*) FROM survey_segments WHERE form_id = $1 AND question = $2";
    STALE = "SELECT count(*) FROM survey_segments WHERE form_id = $1 AND reading <> $2";
    DIGESTS = "SELECT digest FROM submissions WHERE form_id = $1 AND seq >= $2 AND seq <= $3 ORDER BY seq";
    LAST = "SELECT COALESCE(MAX(seq), 0) FROM submissions WHERE form_id = $1";
    SUPERSEDED = "SELECT seq FROM submissions WHERE form_id = $1 AND superseded = TRUE ORDER BY seq";
    REJECTED = "SELECT seq FROM submissions WHERE form_id = $1 AND review = 'rejected' ORDER BY seq";
    SOURCES = "SELECT id, seq, superseded, encrypted, received, review, digest, xml FROM submissions \
               WHERE form_id = $1 AND seq >= $2 AND seq <= $3 ORDER BY seq LIMIT $4";
}

/// Keeps the answers of a run in place of what was kept of these records before. False, and nothing is kept, when the records
/// are no longer those that were read.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn put(tx: &mut Tx, run: &NewRun) -> Result<bool, StoreError> {
    let now: Vec<Vec<u8>> = on!(tx, c => sqlx::query_scalar(DIGESTS)
        .bind(&run.form_id)
        .bind(run.first)
        .bind(run.last)
        .fetch_all(c)
        .await)?;
    if now != run.digests {
        return Ok(false);
    }
    on!(tx, c => sqlx::query(DROP)
        .bind(&run.form_id)
        .bind(run.first)
        .bind(run.last)
        .execute(c)
        .await
        .map(|_| ()))?;
    for (question, bytes) in &run.columns {
        on!(tx, c => sqlx::query(PUT)
            .bind(&run.form_id)
            .bind(question)
            .bind(run.first)
            .bind(run.last)
            .bind(&run.reading)
            .bind(bytes)
            .execute(c)
            .await
            .map(|_| ()))?;
    }
    Ok(true)
}

/// Forgets every segment of a form that was not read so.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn forget_others(tx: &mut Tx, form: &str, reading: &[u8]) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(FORGET).bind(form).bind(reading).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// How many runs have answers to a question, however they were read.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn count(conn: &mut Conn, form: &str, question: &str) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(COUNT).bind(form).bind(question).fetch_one(c).await)?)
}

/// How many segments of a form were not read so.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn others(conn: &mut Conn, form: &str, reading: &[u8]) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(STALE).bind(form).bind(reading).fetch_one(c).await)?)
}

/// The answers to a question in the order of the runs.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn kept(
    conn: &mut Conn,
    form: &str,
    question: &str,
    reading: &[u8],
) -> Result<Vec<Segment>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(KEPT).bind(form).bind(question).bind(reading).fetch_all(c).await)?)
}

/// The first records of the runs whose answers to a question are kept.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn runs(
    conn: &mut Conn,
    form: &str,
    question: &str,
    reading: &[u8],
) -> Result<Vec<i64>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(RUNS).bind(form).bind(question).bind(reading).fetch_all(c).await)?)
}

/// The number of the last record of a form; 0 without any.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn last(conn: &mut Conn, form: &str) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(LAST).bind(form).fetch_one(c).await)?)
}

/// The numbers of the records of a form that a correction took the place of.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn superseded(conn: &mut Conn, form: &str) -> Result<Vec<i64>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(SUPERSEDED).bind(form).fetch_all(c).await)?)
}

/// The numbers of the records of a form that a supervisor set aside.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn rejected(conn: &mut Conn, form: &str) -> Result<Vec<i64>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(REJECTED).bind(form).fetch_all(c).await)?)
}

/// Up to `most` records from one number to another, with their bytes.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn sources(
    conn: &mut Conn,
    form: &str,
    from: i64,
    to: i64,
    most: i64,
) -> Result<Vec<Source>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(SOURCES)
        .bind(form)
        .bind(from)
        .bind(to)
        .bind(most)
        .fetch_all(c)
        .await)?)
}
