//! First answers, kept for a day so that a client that repeats itself gets the same one.

use crate::engine::{Conn, Tx, on, sql};
use crate::StoreError;
use kernel::Timestamp;

/// How long an answer is kept.
pub const KEPT_SECONDS: i64 = 24 * 3600;

/// The first answer to a client's key.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct FirstAnswer {
    /// Hash of the client's key.
    pub key_hash: Vec<u8>,
    /// Hash of the body it came with: the same key with another body is a mistake of the client.
    pub body_hash: Vec<u8>,
    /// The answer, sealed under a key derived from the client's; opaque here.
    pub answer: Vec<u8>,
    /// From when its day counts, ms UTC: when it was given, or earlier for an answer that is kept for less than a day.
    pub created: i64,
}

sql! {
    EXPIRE = "DELETE FROM idempotency WHERE key_hash = $1 AND created <= $2";
    INSERT = "INSERT INTO idempotency (key_hash, body_hash, answer, created) VALUES ($1, $2, $3, $4)";
    GET = "SELECT key_hash, body_hash, answer, created FROM idempotency WHERE key_hash = $1 AND created > $2";
    DELETE = "DELETE FROM idempotency WHERE key_hash = $1";
    PURGE = "DELETE FROM idempotency WHERE created <= $1";
}

/// Keeps an answer in the transaction of what it answers for. An expired one of the same key gives way.
///
/// # Errors
/// [`StoreError::Conflict`] `idempotency_pkey` when another request with that key was first; its answer is
/// then to be read with [`get`].
pub async fn insert(tx: &mut Tx, first: &FirstAnswer, now: Timestamp) -> Result<(), StoreError> {
    let oldest = now.plus_seconds(-KEPT_SECONDS);
    on!(tx, c => sqlx::query(EXPIRE).bind(&first.key_hash).bind(oldest.0).execute(c).await.map(|_| ()))?;
    on!(tx, c => sqlx::query(INSERT)
        .bind(&first.key_hash)
        .bind(&first.body_hash)
        .bind(&first.answer)
        .bind(first.created)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The first answer to a key; none after [`KEPT_SECONDS`].
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn get(
    conn: &mut Conn,
    key_hash: &[u8],
    now: Timestamp,
) -> Result<Option<FirstAnswer>, StoreError> {
    let oldest = now.plus_seconds(-KEPT_SECONDS);
    Ok(on!(conn, c => sqlx::query_as(GET).bind(key_hash).bind(oldest.0).fetch_optional(c).await)?)
}

/// Forgets the answer to a key. Forgetting twice is no error.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn delete(tx: &mut Tx, key_hash: &[u8]) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(DELETE).bind(key_hash).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Forgets answers older than [`KEPT_SECONDS`]; how many.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn purge(tx: &mut Tx, now: Timestamp) -> Result<u64, StoreError> {
    let oldest = now.plus_seconds(-KEPT_SECONDS);
    Ok(on!(tx, c => sqlx::query(PURGE).bind(oldest.0).execute(c).await.map(|done| done.rows_affected()))?)
}
