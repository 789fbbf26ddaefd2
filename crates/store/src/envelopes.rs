//! Sealed envelopes. The store sees two byte strings: the wraps (who can open) and the body (what).

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use crate::error::exactly_one;
use kernel::{CaseId, EnvelopeId};
use sqlx::FromRow;
use uuid::Uuid;

/// An envelope as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct StoredEnvelope {
    /// Id.
    pub id: Uuid,
    /// What it is: bound into the seal together with the id, so that it opens as nothing else. Its case is not bound.
    pub purpose: String,
    /// Encoded wraps.
    pub wraps: Vec<u8>,
    /// Sealed body.
    pub body: Vec<u8>,
}

sql! {
    INSERT = "INSERT INTO envelopes (id, case_id, purpose, wraps, body) VALUES ($1, $2, $3, $4, $5)";
    GET = "SELECT id, purpose, wraps, body FROM envelopes WHERE id = $1 AND case_id = $2";
    WRAPS_OF_CASE = "SELECT id, purpose, wraps FROM envelopes WHERE case_id = $1 ORDER BY id";
    OF_CASE = "SELECT id FROM envelopes WHERE case_id = $1 ORDER BY id";
    STRAYS = "SELECT e.case_id, e.id FROM envelopes e LEFT JOIN cases c ON c.id = e.case_id WHERE c.id IS NULL LIMIT 100";
    REWRAP = "UPDATE envelopes SET wraps = $3 WHERE id = $1 AND wraps = $2";
    ERASE = "DELETE FROM envelopes WHERE case_id = $1";
}

/// Stores an envelope of a case.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(tx: &mut Tx, case: CaseId, envelope: &StoredEnvelope) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(envelope.id)
        .bind(case.0)
        .bind(&envelope.purpose)
        .bind(&envelope.wraps)
        .bind(&envelope.body)
        .execute(c).await.map(|_| ()))?;
    Ok(())
}

/// An envelope of this case and no other.
///
/// # Errors
/// When the database cannot be read.
pub async fn get(
    conn: &mut Conn,
    case: CaseId,
    id: EnvelopeId,
) -> Result<Option<StoredEnvelope>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(GET).bind(id.0).bind(case.0).fetch_optional(c).await)?)
}

/// Id, purpose and wraps of every envelope of a case, for sharing with a new handler.
///
/// # Errors
/// When the database cannot be read.
pub async fn wraps_of_case(
    conn: &mut Conn,
    case: CaseId,
) -> Result<Vec<(Uuid, String, Vec<u8>)>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(WRAPS_OF_CASE).bind(case.0).fetch_all(c).await)?)
}

/// Ids of the envelopes of a case.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_case(conn: &mut Conn, case: CaseId) -> Result<Vec<EnvelopeId>, StoreError> {
    let ids: Vec<Uuid> = on!(conn, c => sqlx::query_scalar(OF_CASE).bind(case.0).fetch_all(c).await)?;
    Ok(ids.into_iter().map(EnvelopeId).collect())
}

/// Envelopes of cases that have no row (at most 100): a sign of a half-stored case.
///
/// # Errors
/// When the database cannot be read.
pub async fn strays(conn: &mut Conn) -> Result<Vec<(CaseId, EnvelopeId)>, StoreError> {
    let found: Vec<(Uuid, Uuid)> = on!(conn, c => sqlx::query_as(STRAYS).fetch_all(c).await)?;
    Ok(found.into_iter().map(|(case, envelope)| (CaseId(case), EnvelopeId(envelope))).collect())
}

/// Replaces the wraps that were read.
///
/// # Errors
/// [`StoreError::Stale`] when somebody changed them since.
pub async fn rewrap(tx: &mut Tx, id: Uuid, read: &[u8], wraps: &[u8]) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(REWRAP)
        .bind(id).bind(read).bind(wraps).execute(c).await.map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Deletes every envelope of a case: with the wraps goes the only way to its contents.
///
/// # Errors
/// When the database cannot be written.
pub async fn erase(tx: &mut Tx, case: CaseId) -> Result<u64, StoreError> {
    Ok(on!(tx, c => sqlx::query(ERASE).bind(case.0).execute(c).await.map(|done| done.rows_affected()))?)
}
