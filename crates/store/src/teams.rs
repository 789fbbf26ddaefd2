//! Member organisations of the coalition; the handlers of one organisation work as a team.

use crate::engine::{Conn, Tx, on, sql};
use crate::error::exactly_one;
use crate::StoreError;
use kernel::{Timestamp, Uuid};

/// One member organisation.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Team {
    /// Its id.
    pub id: Uuid,
    /// Full name.
    pub name: String,
    /// Name on small screens; unique.
    pub short_name: String,
    /// When it joined, ms UTC.
    pub created: i64,
    /// When it left, ms UTC. Its cases stay.
    pub closed: Option<i64>,
}

sql! {
    INSERT = "INSERT INTO teams (id, name, short_name, created, closed) VALUES ($1, $2, $3, $4, $5)";
    BY_ID = "SELECT id, name, short_name, created, closed FROM teams WHERE id = $1";
    LIST = "SELECT id, name, short_name, created, closed FROM teams ORDER BY short_name";
    CLOSE = "UPDATE teams SET closed = $2 WHERE id = $1 AND closed IS NULL";
}

/// Adds an organisation.
///
/// # Errors
/// [`StoreError::Conflict`] `teams_short_name_key`; those of [`crate::Store::write`].
pub async fn insert(tx: &mut Tx, team: &Team) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(team.id)
        .bind(&team.name)
        .bind(&team.short_name)
        .bind(team.created)
        .bind(team.closed)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// One organisation.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Team>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BY_ID).bind(id).fetch_optional(c).await)?)
}

/// Every organisation, closed ones too, by short name.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn list(conn: &mut Conn) -> Result<Vec<Team>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LIST).fetch_all(c).await)?)
}

/// Records that it left. Its members are revoked one by one by whoever closes it.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such team or it was closed before.
pub async fn close(tx: &mut Tx, id: Uuid, now: Timestamp) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(CLOSE)
        .bind(id)
        .bind(now.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}
