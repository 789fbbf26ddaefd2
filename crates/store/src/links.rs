//! Doors of referrals: one link for one body, held by one browser. Nothing here opens the summary: that takes the
//! link and the code, which are not stored.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use crate::error::exactly_one;
use kernel::{CaseId, ReferralId, Timestamp};
use sqlx::FromRow;
use uuid::Uuid;

/// A door as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct StoredLink {
    /// SHA-256 of the link's secret.
    pub id: Vec<u8>,
    /// Hand-over.
    pub referral_id: Uuid,
    /// Case.
    pub case_id: Uuid,
    /// End of validity, ms.
    pub expires: i64,
    /// Codes tried so far, the right one among them.
    pub attempts: i64,
    /// SHA-256 of the cookie of the browser that holds the link, once opened.
    pub holder: Option<Vec<u8>>,
    /// The key of link and code, sealed under the holder's cookie.
    pub key_sealed: Option<Vec<u8>>,
    /// Replaced by a newer link, or no longer needed.
    pub ended: bool,
}

sql! {
    INSERT = "INSERT INTO links (id, referral_id, case_id, expires, attempts, holder, key_sealed, ended) \
              VALUES ($1, $2, $3, $4, 0, NULL, NULL, FALSE)";
    GET = "SELECT id, referral_id, case_id, expires, attempts, holder, key_sealed, ended FROM links WHERE id = $1";
    TRY = "UPDATE links SET attempts = attempts + 1 WHERE id = $1 AND attempts < $2 AND holder IS NULL AND ended = FALSE";
    HOLD = "UPDATE links SET holder = $2, key_sealed = $3 WHERE id = $1 AND holder IS NULL AND ended = FALSE";
    END_OF_REFERRAL = "UPDATE links SET ended = TRUE WHERE referral_id = $1";
    ERASE = "DELETE FROM links WHERE case_id = $1";
}

/// Stores a new door.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(
    tx: &mut Tx,
    id: &[u8],
    referral: ReferralId,
    case: CaseId,
    expires: Timestamp,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(id).bind(referral.0).bind(case.0).bind(expires.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The door with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn get(conn: &mut Conn, id: &[u8]) -> Result<Option<StoredLink>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(GET).bind(id).fetch_optional(c).await)?)
}

/// Takes one of the `most` tries at a code that a door allows.
///
/// # Errors
/// [`StoreError::Stale`] when none is left, or the door is held or ended.
pub async fn take_try(tx: &mut Tx, id: &[u8], most: i64) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(TRY)
        .bind(id).bind(most).execute(c).await.map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Gives the door to one browser for good.
///
/// # Errors
/// [`StoreError::Stale`] when another browser was first.
pub async fn hold(tx: &mut Tx, id: &[u8], holder: &[u8], key_sealed: &[u8]) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(HOLD)
        .bind(id).bind(holder).bind(key_sealed).execute(c).await.map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Closes every door of a hand-over.
///
/// # Errors
/// When the database cannot be written.
pub async fn end(tx: &mut Tx, referral: ReferralId) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(END_OF_REFERRAL).bind(referral.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Forgets the doors of a case whose contents are erased.
///
/// # Errors
/// When the database cannot be written.
pub async fn erase(tx: &mut Tx, case: CaseId) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(ERASE).bind(case.0).execute(c).await.map(|_| ()))?;
    Ok(())
}
