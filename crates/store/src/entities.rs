//! Entities of lists, with every version each of them had.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use crate::error::exactly_one;
use kernel::{Timestamp, Uuid};
use sqlx::FromRow;

/// An entity without what it says.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct EntityRow {
    /// Its id, as forms name it.
    pub id: Uuid,
    /// Its place in the order in which they were created, from 1.
    pub seq: i64,
    /// Its current version.
    pub version: i64,
    /// When it was created, ms UTC.
    pub created: i64,
    /// When it changed last, ms UTC.
    pub updated: i64,
    /// When it was deleted, ms UTC.
    pub deleted: Option<i64>,
    /// Who deleted it.
    pub deleted_by: Option<Uuid>,
    /// `soft` or `hard` when somebody should look at it.
    pub conflict: Option<String>,
}

/// A version of an entity.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct VersionRow {
    /// Id, under which its body is sealed.
    pub id: Uuid,
    /// List.
    pub list: String,
    /// Entity.
    pub entity_id: Uuid,
    /// Number, from 1.
    pub version: i64,
    /// The version it was made upon; 0 for the first.
    pub base: i64,
    /// When it was made, ms UTC.
    pub at: i64,
    /// The record that asked for it.
    pub submission_id: Option<Uuid>,
    /// The person of the desk who made it.
    pub member_id: Option<Uuid>,
    /// Branch of changes made without a network.
    pub branch: Option<Uuid>,
    /// The version that the server had when the branch began.
    pub trunk: Option<i64>,
    /// The version that was seen, as counted in the branch.
    pub branch_base: Option<i64>,
    /// Whether it was held and the one before it never came.
    pub forced: bool,
    /// `soft` or `hard` when it was made without knowing of another.
    pub conflict: Option<String>,
    /// What it says, sealed.
    pub body: Vec<u8>,
}

/// What is needed of a version to put changes into their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct StepRow {
    /// Number, from 1.
    pub version: i64,
    /// Branch.
    pub branch: Option<Uuid>,
    /// The version that was seen, as counted in the branch.
    pub branch_base: Option<i64>,
    /// Whether it was held and the one before it never came.
    pub forced: bool,
}

/// An entity of a list with what it says now.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Current {
    /// The entity.
    #[sqlx(flatten)]
    pub entity: EntityRow,
    /// Id of its current version.
    pub version_id: Uuid,
    /// What it says, sealed.
    pub body: Vec<u8>,
}

/// Which entities of a list are wanted; all of them by default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Only {
    /// Those alone that somebody should look at.
    pub conflicts: bool,
    /// Those alone that were deleted.
    pub deleted: bool,
}

sql! {
    INSERT = "INSERT INTO entities (list, id, seq, version, created, updated, deleted, deleted_by, conflict) VALUES ($1, $2, \
              (SELECT COALESCE(MAX(n.seq), 0) + 1 FROM entities n WHERE n.list = $1), 1, $3, $3, NULL, NULL, NULL)";
    ADVANCE = "UPDATE entities SET version = $3, updated = $4, conflict = $5 \
               WHERE list = $1 AND id = $2 AND version = $6 AND deleted IS NULL";
    DELETE = "UPDATE entities SET deleted = $3, deleted_by = $4 WHERE list = $1 AND id = $2 AND deleted IS NULL";
    RESTORE = "UPDATE entities SET deleted = NULL, deleted_by = NULL WHERE list = $1 AND id = $2 AND deleted IS NOT NULL";
    BY_ID = "SELECT id, seq, version, created, updated, deleted, deleted_by, conflict FROM entities \
             WHERE list = $1 AND id = $2";
    ADD_VERSION = "INSERT INTO entity_versions (id, list, entity_id, version, base, at, submission_id, member_id, branch, \
                   trunk, branch_base, forced, conflict, body) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    VERSIONS = "SELECT id, list, entity_id, version, base, at, submission_id, member_id, branch, trunk, branch_base, \
                forced, conflict, body FROM entity_versions WHERE list = $1 AND entity_id = $2 ORDER BY version";
    STEPS = "SELECT version, branch, branch_base, forced FROM entity_versions \
             WHERE list = $1 AND entity_id = $2 ORDER BY version";
    VERSION = "SELECT id, list, entity_id, version, base, at, submission_id, member_id, branch, trunk, branch_base, \
               forced, conflict, body FROM entity_versions WHERE list = $1 AND entity_id = $2 AND version = $3";
    OF_RECORD = "SELECT id, list, entity_id, version, base, at, submission_id, member_id, branch, trunk, branch_base, \
                 forced, conflict, body FROM entity_versions WHERE submission_id = $1 ORDER BY list, entity_id, version";
    PAGE = "SELECT n.id, n.seq, n.version, n.created, n.updated, n.deleted, n.deleted_by, n.conflict, v.id AS version_id, v.body \
            FROM entities n JOIN entity_versions v ON v.list = n.list AND v.entity_id = n.id AND v.version = n.version \
            WHERE n.list = $1 AND n.seq > $2 AND ($3 = FALSE OR n.conflict IS NOT NULL) \
            AND ($4 = FALSE OR n.deleted IS NOT NULL) ORDER BY n.seq LIMIT $5";
    BEFORE = "SELECT replaces FROM submissions WHERE id = $1";
}

/// Creates an entity at its first version.
///
/// # Errors
/// [`StoreError::Conflict`] when the list has it.
pub async fn insert(tx: &mut Tx, list: &str, id: Uuid, now: Timestamp) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INSERT).bind(list).bind(id).bind(now.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Gives an entity the version after `from`, and says whether somebody should look at it.
///
/// # Errors
/// [`StoreError::Stale`] when it has another one by now, or was deleted.
pub async fn advance(
    tx: &mut Tx,
    list: &str,
    id: Uuid,
    from: i64,
    conflict: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(ADVANCE)
        .bind(list)
        .bind(id)
        .bind(from + 1)
        .bind(now.0)
        .bind(conflict)
        .bind(from)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Deletes an entity: it is in no table any more, and its versions stay.
///
/// # Errors
/// [`StoreError::Stale`] when it was deleted already or is not there.
pub async fn delete(tx: &mut Tx, list: &str, id: Uuid, by: Uuid, now: Timestamp) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(DELETE)
        .bind(list)
        .bind(id)
        .bind(now.0)
        .bind(by)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Takes a deletion back.
///
/// # Errors
/// [`StoreError::Stale`] when it was not deleted or is not there.
pub async fn restore(tx: &mut Tx, list: &str, id: Uuid) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(RESTORE)
        .bind(list)
        .bind(id)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// One entity, deleted or not.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn by_id(conn: &mut Conn, list: &str, id: Uuid) -> Result<Option<EntityRow>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BY_ID).bind(list).bind(id).fetch_optional(c).await)?)
}

/// Adds a version of an entity.
///
/// # Errors
/// [`StoreError::Conflict`] when it has one of that number.
pub async fn add_version(tx: &mut Tx, new: &VersionRow) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(ADD_VERSION)
        .bind(new.id)
        .bind(&new.list)
        .bind(new.entity_id)
        .bind(new.version)
        .bind(new.base)
        .bind(new.at)
        .bind(new.submission_id)
        .bind(new.member_id)
        .bind(new.branch)
        .bind(new.trunk)
        .bind(new.branch_base)
        .bind(new.forced)
        .bind(&new.conflict)
        .bind(&new.body)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The versions of an entity, the first one first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn versions(conn: &mut Conn, list: &str, id: Uuid) -> Result<Vec<VersionRow>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(VERSIONS).bind(list).bind(id).fetch_all(c).await)?)
}

/// The order of the versions of an entity, the first one first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn steps(conn: &mut Conn, list: &str, id: Uuid) -> Result<Vec<StepRow>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(STEPS).bind(list).bind(id).fetch_all(c).await)?)
}

/// One version of an entity.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn version(
    conn: &mut Conn,
    list: &str,
    id: Uuid,
    version: i64,
) -> Result<Option<VersionRow>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(VERSION).bind(list).bind(id).bind(version).fetch_optional(c).await)?)
}

/// The versions that a record asked for.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn of_record(conn: &mut Conn, record: Uuid) -> Result<Vec<VersionRow>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF_RECORD).bind(record).fetch_all(c).await)?)
}

/// Up to `most` entities after one number in the order in which they were created, deleted ones among them.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn page(
    conn: &mut Conn,
    list: &str,
    after: i64,
    only: Only,
    most: i64,
) -> Result<Vec<Current>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(PAGE)
        .bind(list)
        .bind(after)
        .bind(only.conflicts)
        .bind(only.deleted)
        .bind(most)
        .fetch_all(c)
        .await)?)
}

/// The record that a record corrects.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn before(conn: &mut Conn, record: Uuid) -> Result<Option<Uuid>, StoreError> {
    let found: Option<Option<Uuid>> =
        on!(conn, c => sqlx::query_scalar(BEFORE).bind(record).fetch_optional(c).await)?;
    Ok(found.flatten())
}
