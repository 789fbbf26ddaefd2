//! Sheets of paper typed in twice, and the records they became.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use kernel::Uuid;
use sqlx::FromRow;

/// What one person typed of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Entry {
    /// Id.
    pub id: Uuid,
    /// Form.
    pub form_id: String,
    /// Number of the sheet.
    pub sheet: String,
    /// 1 for who typed it first, 2 for the other.
    pub hand: i64,
    /// Version of the form it was typed with.
    pub version: String,
    /// Who typed it.
    pub member_id: Uuid,
    /// When, ms UTC.
    pub entered: i64,
    /// The answers, sealed.
    pub answers: Vec<u8>,
}

/// A sheet that became a record.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Settled {
    /// Form.
    pub form_id: String,
    /// Number of the sheet.
    pub sheet: String,
    /// The record.
    pub submission_id: Uuid,
    /// Who settled it.
    pub member_id: Uuid,
    /// When, ms UTC.
    pub settled: i64,
}

/// A sheet that is no record yet.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Waiting {
    /// Number of the sheet.
    pub sheet: String,
    /// Who typed it first.
    pub member_id: Uuid,
    /// When, ms UTC.
    pub entered: i64,
    /// How often it has been typed: once, or twice and not alike.
    pub entries: i64,
}

sql! {
    PUT = "INSERT INTO paper_entries (id, form_id, sheet, hand, version, member_id, entered, answers) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    ENTRIES = "SELECT id, form_id, sheet, hand, version, member_id, entered, answers FROM paper_entries \
               WHERE form_id = $1 AND sheet = $2 ORDER BY hand";
    SETTLE = "INSERT INTO paper_sheets (form_id, sheet, submission_id, member_id, settled) VALUES ($1, $2, $3, $4, $5)";
    SETTLED = "SELECT form_id, sheet, submission_id, member_id, settled FROM paper_sheets \
               WHERE form_id = $1 AND sheet = $2";
    WAITING = "SELECT e.sheet, e.member_id, e.entered, (SELECT count(*) FROM paper_entries other \
               WHERE other.form_id = e.form_id AND other.sheet = e.sheet) AS entries FROM paper_entries e \
               WHERE e.form_id = $1 AND e.hand = 1 AND NOT EXISTS (SELECT 1 FROM paper_sheets s \
               WHERE s.form_id = e.form_id AND s.sheet = e.sheet) ORDER BY e.entered, e.sheet LIMIT $2";
    COUNT = "SELECT count(*) FROM paper_sheets WHERE form_id = $1";
}

/// Keeps what somebody typed.
///
/// # Errors
/// [`StoreError::Conflict`] when that hand has typed the sheet already.
pub async fn put(tx: &mut Tx, entry: &Entry) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(PUT)
        .bind(entry.id)
        .bind(&entry.form_id)
        .bind(&entry.sheet)
        .bind(entry.hand)
        .bind(&entry.version)
        .bind(entry.member_id)
        .bind(entry.entered)
        .bind(&entry.answers)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// What has been typed of a sheet, the first hand first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn entries(conn: &mut Conn, form: &str, sheet: &str) -> Result<Vec<Entry>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(ENTRIES).bind(form).bind(sheet).fetch_all(c).await)?)
}

/// Notes which record a sheet became.
///
/// # Errors
/// [`StoreError::Conflict`] when it became one before.
pub async fn settle(tx: &mut Tx, settled: &Settled) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(SETTLE)
        .bind(&settled.form_id)
        .bind(&settled.sheet)
        .bind(settled.submission_id)
        .bind(settled.member_id)
        .bind(settled.settled)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The record a sheet became, if it did.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn settled(conn: &mut Conn, form: &str, sheet: &str) -> Result<Option<Settled>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(SETTLED).bind(form).bind(sheet).fetch_optional(c).await)?)
}

/// Up to `most` sheets of a form that are no records yet, the oldest first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn waiting(conn: &mut Conn, form: &str, most: i64) -> Result<Vec<Waiting>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(WAITING).bind(form).bind(most).fetch_all(c).await)?)
}

/// How many sheets of a form became records.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn count(conn: &mut Conn, form: &str) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(COUNT).bind(form).fetch_one(c).await)?)
}
