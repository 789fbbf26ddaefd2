//! What records asked of entities and was not done: held until the change before it comes, or impossible.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use kernel::Uuid;
use sqlx::FromRow;

/// A change that waits for the one before it.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Held {
    /// The record that asks for it.
    pub submission_id: Uuid,
    /// Which of the entities of that record it is, from 0.
    pub nth: i64,
    /// List.
    pub list: String,
    /// Entity.
    pub entity_id: Uuid,
    /// Branch.
    pub branch: Uuid,
    /// The version that was seen, as counted in the branch.
    pub base: i64,
    /// When it came, ms UTC.
    pub at: i64,
    /// What it asks, sealed.
    pub body: Vec<u8>,
}

/// A change that could not be done.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct FaultRow {
    /// The record that asks for it.
    pub submission_id: Uuid,
    /// Which of the entities of that record it is, from 0.
    pub nth: i64,
    /// The list, as the form of the record has it.
    pub list: String,
    /// Why, as rules name it.
    pub fault: String,
    /// When it was tried, ms UTC.
    pub at: i64,
    /// What it asks, sealed.
    pub body: Vec<u8>,
}

sql! {
    HOLD = "INSERT INTO entity_held (submission_id, nth, list, entity_id, branch, base, at, body) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    HELD = "SELECT submission_id, nth, list, entity_id, branch, base, at, body FROM entity_held \
            WHERE list = $1 AND entity_id = $2 ORDER BY base, at, submission_id, nth";
    HELD_IN = "SELECT submission_id, nth, list, entity_id, branch, base, at, body FROM entity_held \
               WHERE list = $1 ORDER BY at, submission_id, nth LIMIT $2";
    HELD_BY = "SELECT submission_id, nth, list, entity_id, branch, base, at, body FROM entity_held \
               WHERE submission_id = $1 ORDER BY nth";
    OVERDUE = "SELECT submission_id, nth, list, entity_id, branch, base, at, body FROM entity_held \
               WHERE at <= $1 ORDER BY list, branch, base, at LIMIT $2";
    RELEASE = "DELETE FROM entity_held WHERE submission_id = $1 AND nth = $2";
    NOTE = "INSERT INTO entity_faults (submission_id, nth, list, fault, at, body) VALUES ($1, $2, $3, $4, $5, $6)";
    FAULTS = "SELECT submission_id, nth, list, fault, at, body FROM entity_faults \
              WHERE list = $1 ORDER BY at DESC, submission_id, nth LIMIT $2";
    FAULTS_BY = "SELECT submission_id, nth, list, fault, at, body FROM entity_faults \
                 WHERE submission_id = $1 ORDER BY nth";
    SETTLE = "DELETE FROM entity_faults WHERE submission_id = $1 AND nth = $2";
}

/// Holds a change.
///
/// # Errors
/// [`StoreError::Conflict`] when it is held already.
pub async fn hold(tx: &mut Tx, held: &Held) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(HOLD)
        .bind(held.submission_id)
        .bind(held.nth)
        .bind(&held.list)
        .bind(held.entity_id)
        .bind(held.branch)
        .bind(held.base)
        .bind(held.at)
        .bind(&held.body)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The changes of an entity that are held, in the order in which they were made.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn held(conn: &mut Conn, list: &str, entity: Uuid) -> Result<Vec<Held>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(HELD).bind(list).bind(entity).fetch_all(c).await)?)
}

/// Up to `most` changes that are held in a list, those that came first before the others.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn held_in(conn: &mut Conn, list: &str, most: i64) -> Result<Vec<Held>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(HELD_IN).bind(list).bind(most).fetch_all(c).await)?)
}

/// The changes of a record that are held.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn held_by(conn: &mut Conn, record: Uuid) -> Result<Vec<Held>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(HELD_BY).bind(record).fetch_all(c).await)?)
}

/// Up to `most` changes that are held since `at` or longer, those of a branch in their order.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn overdue(conn: &mut Conn, at: i64, most: i64) -> Result<Vec<Held>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OVERDUE).bind(at).bind(most).fetch_all(c).await)?)
}

/// Takes a change out of those that are held; false when it is not held any more.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn release(tx: &mut Tx, record: Uuid, nth: i64) -> Result<bool, StoreError> {
    let rows = on!(tx, c => sqlx::query(RELEASE)
        .bind(record)
        .bind(nth)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Notes what could not be done.
///
/// # Errors
/// [`StoreError::Conflict`] when it is noted already.
pub async fn note(tx: &mut Tx, fault: &FaultRow) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(NOTE)
        .bind(fault.submission_id)
        .bind(fault.nth)
        .bind(&fault.list)
        .bind(&fault.fault)
        .bind(fault.at)
        .bind(&fault.body)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Up to `most` of what could not be done in a list, the latest first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn faults(conn: &mut Conn, list: &str, most: i64) -> Result<Vec<FaultRow>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(FAULTS).bind(list).bind(most).fetch_all(c).await)?)
}

/// What of a record could not be done.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn faults_by(conn: &mut Conn, record: Uuid) -> Result<Vec<FaultRow>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(FAULTS_BY).bind(record).fetch_all(c).await)?)
}

/// Forgets what could not be done; false when it is not there any more.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn settle(tx: &mut Tx, record: Uuid, nth: i64) -> Result<bool, StoreError> {
    let rows = on!(tx, c => sqlx::query(SETTLE)
        .bind(record)
        .bind(nth)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}
