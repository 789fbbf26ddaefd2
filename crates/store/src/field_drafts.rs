//! Records that volunteers are writing on the web: sealed, listed for the volunteer, forgotten when nobody touched them for
//! two weeks.

use crate::engine::{Conn, Tx, on, sql};
use crate::{StoreError, drafts};
use kernel::{Timestamp, Uuid};
use sqlx::FromRow;

/// How long an untouched draft is kept: a tour of villages, and the way back.
pub const KEPT_SECONDS: i64 = 14 * 24 * 3600;

/// One record being written.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct FieldDraft {
    /// Id; stands in addresses, where only its volunteer can do something with it.
    pub id: Uuid,
    /// Whose it is.
    pub volunteer_id: Uuid,
    /// Form.
    pub form_id: String,
    /// The answers so far, sealed; opaque here.
    pub sealed: Vec<u8>,
    /// The page the volunteer was on.
    pub page: String,
    /// When it was begun, ms UTC.
    pub begun: i64,
    /// Last change, ms UTC.
    pub updated: i64,
}

/// A draft without its answers.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct FieldDraftNote {
    /// Id.
    pub id: Uuid,
    /// Form.
    pub form_id: String,
    /// The page the volunteer was on.
    pub page: String,
    /// When it was begun, ms UTC.
    pub begun: i64,
    /// Last change, ms UTC.
    pub updated: i64,
}

sql! {
    PUT = "INSERT INTO field_drafts (id, volunteer_id, form_id, sealed, page, begun, updated) \
           VALUES ($1, $2, $3, $4, $5, $6, $7)";
    CHANGE = "UPDATE field_drafts SET sealed = $3, page = $4, updated = $5 WHERE id = $1 AND volunteer_id = $2";
    SETTLE = "UPDATE field_drafts SET sealed = $4, updated = $5 \
              WHERE id = $1 AND volunteer_id = $2 AND sealed = $3";
    GET = "SELECT id, volunteer_id, form_id, sealed, page, begun, updated FROM field_drafts \
           WHERE id = $1 AND volunteer_id = $2 AND updated > $3";
    LIST = "SELECT id, form_id, page, begun, updated FROM field_drafts \
            WHERE volunteer_id = $1 AND updated > $2 ORDER BY updated DESC, id";
    DELETE = "DELETE FROM field_drafts WHERE id = $1";
    PURGE = "DELETE FROM field_drafts WHERE updated <= $1";
    IS_THERE = "SELECT count(*) FROM field_drafts WHERE id = $1";
    PUT_FILE = "INSERT INTO field_files (id_hash, draft_id, sealed, bytes) VALUES ($1, $2, $3, $4) \
                ON CONFLICT (id_hash) DO UPDATE SET sealed = excluded.sealed, bytes = excluded.bytes";
    FILE = "SELECT sealed FROM field_files WHERE id_hash = $1 AND draft_id = $2";
    DROP_FILE = "DELETE FROM field_files WHERE id_hash = $1";
}

fn oldest(now: Timestamp) -> i64 {
    now.plus_seconds(-KEPT_SECONDS).0
}

/// Begins a draft.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn put(tx: &mut Tx, draft: &FieldDraft) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(PUT)
        .bind(draft.id)
        .bind(draft.volunteer_id)
        .bind(&draft.form_id)
        .bind(&draft.sealed)
        .bind(&draft.page)
        .bind(draft.begun)
        .bind(draft.updated)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Keeps what became of a draft; false when it is not there any more: sent or erased from another phone.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn change(
    tx: &mut Tx,
    id: Uuid,
    volunteer: Uuid,
    sealed: &[u8],
    page: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let rows = on!(tx, c => sqlx::query(CHANGE)
        .bind(id)
        .bind(volunteer)
        .bind(sealed)
        .bind(page)
        .bind(now.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows > 0)
}

/// As [`change`], when nobody changed the draft since `before` was read; false when somebody did.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn settle(
    tx: &mut Tx,
    id: Uuid,
    volunteer: Uuid,
    before: &[u8],
    sealed: &[u8],
    now: Timestamp,
) -> Result<bool, StoreError> {
    let rows = on!(tx, c => sqlx::query(SETTLE)
        .bind(id)
        .bind(volunteer)
        .bind(before)
        .bind(sealed)
        .bind(now.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows > 0)
}

/// A draft of this volunteer; none after [`KEPT_SECONDS`], whether or not it has been purged.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn get(
    conn: &mut Conn,
    id: Uuid,
    volunteer: Uuid,
    now: Timestamp,
) -> Result<Option<FieldDraft>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(GET)
        .bind(id)
        .bind(volunteer)
        .bind(oldest(now))
        .fetch_optional(c)
        .await)?)
}

/// The drafts of a volunteer, the latest first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn list(
    conn: &mut Conn,
    volunteer: Uuid,
    now: Timestamp,
) -> Result<Vec<FieldDraftNote>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LIST).bind(volunteer).bind(oldest(now)).fetch_all(c).await)?)
}

/// Forgets a draft with its files. Forgetting twice is no error.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn delete(tx: &mut Tx, id: Uuid) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(DELETE).bind(id).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Forgets drafts untouched for [`KEPT_SECONDS`]; how many.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn purge(tx: &mut Tx, now: Timestamp) -> Result<u64, StoreError> {
    Ok(on!(tx, c => sqlx::query(PURGE).bind(oldest(now)).execute(c).await.map(|done| done.rows_affected()))?)
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is kept.
    Kept,
    /// It does not fit beside the others.
    NoRoom,
    /// Its draft is not there any more: sent or erased from another phone.
    Gone,
}

/// Keeps a file of a draft, as long as it fits into `budget` bytes with all files of unfinished reports and records.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn put_file(
    tx: &mut Tx,
    id_hash: &[u8],
    draft: Uuid,
    sealed: &[u8],
    budget: u64,
) -> Result<Put, StoreError> {
    let there: i64 = on!(tx, c => sqlx::query_scalar(IS_THERE).bind(draft).fetch_one(c).await)?;
    if there == 0 {
        return Ok(Put::Gone);
    }
    if !drafts::fits(tx, id_hash, sealed.len(), budget).await? {
        return Ok(Put::NoRoom);
    }
    on!(tx, c => sqlx::query(PUT_FILE)
        .bind(id_hash)
        .bind(draft)
        .bind(sealed)
        .bind(sealed.len() as i64)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(Put::Kept)
}

/// The sealed contents of a file of a draft.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn file(conn: &mut Conn, id_hash: &[u8], draft: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(FILE).bind(id_hash).bind(draft).fetch_optional(c).await)?)
}

/// Forgets a file.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn drop_file(tx: &mut Tx, id_hash: &[u8]) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(DROP_FILE).bind(id_hash).execute(c).await.map(|_| ()))?;
    Ok(())
}
