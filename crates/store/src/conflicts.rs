//! Records that came under the name of one that is kept, with other bytes. They are kept apart until somebody of the desk chooses
//! which one stands, and those that were put aside stay after that.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use crate::error::exactly_one;
use crate::submissions::Known;
use kernel::{Timestamp, Uuid};
use sqlx::FromRow;

/// Another record under the name of one that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConflict {
    /// Id.
    pub id: Uuid,
    /// The record with which it clashes.
    pub submission_id: Uuid,
    /// The name under which it came.
    pub instance_id: String,
    /// Keyed hash of its bytes.
    pub digest: Vec<u8>,
    /// When it came first, ms UTC.
    pub received: i64,
    /// Who sent it.
    pub volunteer_id: Option<Uuid>,
    /// What the telephone calls itself.
    pub device: Option<String>,
    /// Its bytes, sealed.
    pub xml: Vec<u8>,
}

/// A record that clashes with one that is kept, in a list.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Clash {
    /// Id.
    pub id: Uuid,
    /// The name that both have.
    pub instance_id: String,
    /// When it came first, ms UTC.
    pub received: i64,
    /// Who sent it.
    pub volunteer_id: Option<Uuid>,
    /// What the telephone calls itself.
    pub device: Option<String>,
}

/// A record that clashes with one that is kept, with its bytes.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Conflict {
    /// Id, under which it was sealed.
    pub id: Uuid,
    /// Keyed hash of its bytes.
    pub digest: Vec<u8>,
    /// When it came first, ms UTC.
    pub received: i64,
    /// Who sent it.
    pub volunteer_id: Option<Uuid>,
    /// What the telephone calls itself.
    pub device: Option<String>,
    /// When it was put aside, ms UTC; `None` while nobody has chosen.
    pub settled: Option<i64>,
    /// Its bytes, sealed.
    pub xml: Vec<u8>,
}

sql! {
    PUT = "INSERT INTO submission_conflicts (id, submission_id, digest, received, volunteer_id, device, xml, instance_id) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (submission_id, digest) DO NOTHING";
    LIST = "SELECT c.id, COALESCE(c.instance_id, s.instance_id) AS instance_id, c.received, c.volunteer_id, c.device \
            FROM submissions s JOIN submission_conflicts c ON c.submission_id = s.id WHERE s.form_id = $1 ORDER BY s.seq, c.id";
    XML = "SELECT xml FROM submission_conflicts WHERE id = $1";
    OF = "SELECT id, digest, received, volunteer_id, device, settled, xml FROM submission_conflicts \
          WHERE submission_id = $1 ORDER BY CASE WHEN settled IS NULL THEN 0 ELSE 1 END, id LIMIT $2";
    HAS = "SELECT count(*) FROM submission_conflicts WHERE submission_id = $1 AND digest = $2";
    SUCCESSOR = "SELECT id, digest, superseded, awaited FROM submissions WHERE replaces = $1";
    SETTLE = "UPDATE submission_conflicts SET settled = $3 WHERE id = $1 AND submission_id = $2 AND settled IS NULL";
    TAKE = "DELETE FROM submission_conflicts WHERE id = $1 AND submission_id = $2 AND settled IS NULL";
    FOLLOW = "UPDATE submission_conflicts SET submission_id = $2, instance_id = COALESCE(instance_id, \
              (SELECT s.instance_id FROM submissions s WHERE s.id = $1)) WHERE submission_id = $1 AND settled IS NULL";
}

/// Keeps a record that clashes with another; the same one again changes nothing.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn put(tx: &mut Tx, new: &NewConflict) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(PUT)
        .bind(new.id)
        .bind(new.submission_id)
        .bind(&new.digest)
        .bind(new.received)
        .bind(new.volunteer_id)
        .bind(&new.device)
        .bind(&new.xml)
        .bind(&new.instance_id)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Records of a form that clash with one that is kept, or did until somebody chose, in the order of those.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn list(conn: &mut Conn, form: &str) -> Result<Vec<Clash>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LIST).bind(form).fetch_all(c).await)?)
}

/// The sealed bytes of a record that clashes.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn xml(conn: &mut Conn, id: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(XML).bind(id).fetch_optional(c).await)?)
}

/// Up to `most` records that clash with this one, the first one first, those that were put aside too.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn of(conn: &mut Conn, submission: Uuid, most: i64) -> Result<Vec<Conflict>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF).bind(submission).bind(most).fetch_all(c).await)?)
}

/// Whether these bytes clash with a record already.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn has(conn: &mut Conn, submission: Uuid, digest: &[u8]) -> Result<bool, StoreError> {
    let found: i64 = on!(conn, c => sqlx::query_scalar(HAS).bind(submission).bind(digest).fetch_one(c).await)?;
    Ok(found > 0)
}

/// The record that took the place of this one.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn successor(conn: &mut Conn, submission: Uuid) -> Result<Option<Known>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(SUCCESSOR).bind(submission).fetch_optional(c).await)?)
}

/// Puts a record that clashes aside: it was not chosen.
///
/// # Errors
/// [`StoreError::Stale`] when it was settled before.
pub async fn settle(tx: &mut Tx, id: Uuid, submission: Uuid, now: Timestamp) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(SETTLE)
        .bind(id)
        .bind(submission)
        .bind(now.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Takes out a record that clashes, because it becomes one that stands.
///
/// # Errors
/// [`StoreError::Stale`] when it was settled before.
pub async fn take(tx: &mut Tx, id: Uuid, submission: Uuid) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(TAKE)
        .bind(id)
        .bind(submission)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Lets the clashes of which nobody has chosen follow to the record that took the place of theirs.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn follow(tx: &mut Tx, from: Uuid, to: Uuid) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(FOLLOW).bind(from).bind(to).execute(c).await.map(|_| ()))?;
    Ok(())
}
