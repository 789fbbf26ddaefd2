//! Reports being written: sealed under the reporter's cookie, forgotten after a day.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use kernel::Timestamp;

/// How long an untouched draft is kept.
pub const KEPT_SECONDS: i64 = 24 * 3600;

/// What stands for a page in the row of a file.
pub const FILE: &str = "file";

/// One report being written, or a file of one.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Draft {
    /// Hash of the cookie.
    pub id_hash: Vec<u8>,
    /// Id of the pack.
    pub pack: String,
    /// The answers so far, sealed under the cookie; opaque here.
    pub sealed: Vec<u8>,
    /// The page the reporter was on.
    pub page: String,
    /// Last change, ms UTC.
    pub updated: i64,
}

sql! {
    PUT = "INSERT INTO drafts (id_hash, pack, sealed, page, updated, bytes) VALUES ($1, $2, $3, $4, $5, $6) \
           ON CONFLICT (id_hash) DO UPDATE SET pack = excluded.pack, sealed = excluded.sealed, \
           page = excluded.page, updated = excluded.updated, bytes = excluded.bytes";
    // Each sum is read from an index alone.
    WEIGHT = "SELECT CAST((SELECT COALESCE(SUM(bytes), 0) FROM drafts WHERE page = 'file') \
              + (SELECT COALESCE(SUM(bytes), 0) FROM field_files) \
              - COALESCE((SELECT bytes FROM drafts WHERE id_hash = $1 AND page = 'file'), 0) \
              - COALESCE((SELECT bytes FROM field_files WHERE id_hash = $1), 0) AS BIGINT)";
    GET = "SELECT id_hash, pack, sealed, page, updated FROM drafts WHERE id_hash = $1 AND updated > $2";
    DELETE = "DELETE FROM drafts WHERE id_hash = $1";
    PURGE = "DELETE FROM drafts WHERE updated <= $1";
}

/// Keeps a draft in place of the earlier one of that cookie.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn put(tx: &mut Tx, draft: &Draft) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(PUT)
        .bind(&draft.id_hash)
        .bind(&draft.pack)
        .bind(&draft.sealed)
        .bind(&draft.page)
        .bind(draft.updated)
        .bind(draft.sealed.len() as i64)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Whether a file of so many bytes fits beside all others of reports and records being written: those of reporters and of
/// volunteers share one `budget`, in bytes. The file whose place it takes, under the same hash, weighs nothing.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub(crate) async fn fits(
    conn: &mut Conn,
    id_hash: &[u8],
    bytes: usize,
    budget: u64,
) -> Result<bool, StoreError> {
    let kept: i64 = on!(conn, c => sqlx::query_scalar(WEIGHT).bind(id_hash).fetch_one(c).await)?;
    Ok(kept.unsigned_abs().saturating_add(bytes as u64) <= budget)
}

/// As [`put`], for a file, as long as it fits into `budget` with all files of unfinished reports and records; false when it does
/// not. `draft.page` is [`FILE`].
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn put_file(tx: &mut Tx, draft: &Draft, budget: u64) -> Result<bool, StoreError> {
    if !fits(tx, &draft.id_hash, draft.sealed.len(), budget).await? {
        return Ok(false);
    }
    put(tx, draft).await.map(|()| true)
}

/// The draft of a cookie; none after [`KEPT_SECONDS`], whether or not it has been purged.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn get(conn: &mut Conn, id_hash: &[u8], now: Timestamp) -> Result<Option<Draft>, StoreError> {
    let oldest = now.plus_seconds(-KEPT_SECONDS);
    Ok(on!(conn, c => sqlx::query_as(GET).bind(id_hash).bind(oldest.0).fetch_optional(c).await)?)
}

/// Forgets a draft: it was sent, or the reporter left. Forgetting twice is no error.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn delete(tx: &mut Tx, id_hash: &[u8]) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(DELETE).bind(id_hash).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Forgets drafts untouched for [`KEPT_SECONDS`]; how many.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn purge(tx: &mut Tx, now: Timestamp) -> Result<u64, StoreError> {
    let oldest = now.plus_seconds(-KEPT_SECONDS);
    Ok(on!(tx, c => sqlx::query(PURGE).bind(oldest.0).execute(c).await.map(|done| done.rows_affected()))?)
}
