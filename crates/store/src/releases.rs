//! What has been made public, whole: pages serve these bytes and never ask the cases.

use crate::engine::{Conn, Tx, on, sql};
use crate::StoreError;
use kernel::Uuid;

/// One release of one pack.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Release {
    /// Its id.
    pub id: Uuid,
    /// Id of the pack.
    pub pack: String,
    /// The day it tells of, as its first instant, ms UTC; one release a pack and day.
    pub as_of: i64,
    /// The published tables.
    pub bytes: Vec<u8>,
    /// When it was made, ms UTC.
    pub created: i64,
}

/// A release without its content.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ReleaseLine {
    /// Its id.
    pub id: Uuid,
    /// The day it tells of, as its first instant, ms UTC.
    pub as_of: i64,
    /// When it was made, ms UTC.
    pub created: i64,
}

sql! {
    INSERT = "INSERT INTO releases (id, pack, as_of, bytes, created) VALUES ($1, $2, $3, $4, $5)";
    BY_ID = "SELECT id, pack, as_of, bytes, created FROM releases WHERE id = $1";
    LATEST = "SELECT id, pack, as_of, bytes, created FROM releases WHERE pack = $1 \
              ORDER BY as_of DESC LIMIT 1";
    LIST = "SELECT id, as_of, created FROM releases WHERE pack = $1 ORDER BY as_of DESC";
}

/// Publishes. What is published is never changed: the day's release is there or it is not.
///
/// # Errors
/// [`StoreError::Conflict`] `releases_pack_as_of_key` when that day has one.
pub async fn insert(tx: &mut Tx, release: &Release) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(release.id)
        .bind(&release.pack)
        .bind(release.as_of)
        .bind(&release.bytes)
        .bind(release.created)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// One release.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Release>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BY_ID).bind(id).fetch_optional(c).await)?)
}

/// The release of the latest day.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn latest(conn: &mut Conn, pack: &str) -> Result<Option<Release>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LATEST).bind(pack).fetch_optional(c).await)?)
}

/// Every release of a pack without its content, latest day first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn list(conn: &mut Conn, pack: &str) -> Result<Vec<ReleaseLine>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LIST).bind(pack).fetch_all(c).await)?)
}
