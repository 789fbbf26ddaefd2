//! Public bodies that cases are referred to.

use crate::engine::{Conn, Tx, on, sql};
use crate::error::exactly_one;
use crate::StoreError;
use kernel::{Timestamp, Uuid};

/// One public body.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Office {
    /// Its id.
    pub id: Uuid,
    /// What kind of body, a word of the pack (`inspectorate`, `pef`, …).
    pub kind: String,
    /// Official name.
    pub name: String,
    /// Where referrals are sent.
    pub email: String,
    /// Place it answers for; none is the whole country.
    pub place_code: Option<String>,
    /// When it was listed, ms UTC.
    pub created: i64,
    /// When it was struck off, ms UTC. Referrals to it stay.
    pub closed: Option<i64>,
}

sql! {
    INSERT = "INSERT INTO offices (id, kind, name, email, place_code, created, closed) \
              VALUES ($1, $2, $3, $4, $5, $6, $7)";
    BY_ID = "SELECT id, kind, name, email, place_code, created, closed FROM offices WHERE id = $1";
    LIST = "SELECT id, kind, name, email, place_code, created, closed FROM offices ORDER BY kind, name, id";
    UPDATE = "UPDATE offices SET kind = $2, name = $3, email = $4, place_code = $5 WHERE id = $1";
    CLOSE = "UPDATE offices SET closed = $2 WHERE id = $1 AND closed IS NULL";
}

/// Lists a body.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn insert(tx: &mut Tx, office: &Office) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(office.id)
        .bind(&office.kind)
        .bind(&office.name)
        .bind(&office.email)
        .bind(&office.place_code)
        .bind(office.created)
        .bind(office.closed)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// One body.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Office>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BY_ID).bind(id).fetch_optional(c).await)?)
}

/// Every body, struck-off ones too, by kind and name.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn list(conn: &mut Conn) -> Result<Vec<Office>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LIST).fetch_all(c).await)?)
}

/// Corrects kind, name, address and place.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such body.
pub async fn update(tx: &mut Tx, office: &Office) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(UPDATE)
        .bind(office.id)
        .bind(&office.kind)
        .bind(&office.name)
        .bind(&office.email)
        .bind(&office.place_code)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Strikes it off.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such body or it was struck off before.
pub async fn close(tx: &mut Tx, id: Uuid, now: Timestamp) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(CLOSE)
        .bind(id)
        .bind(now.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}
