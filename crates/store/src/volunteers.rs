//! Volunteers, who may fetch forms and send records, and analysts, whose programs read them. Only the hash of a token is kept.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use crate::error::exactly_one;
use kernel::{Timestamp, Uuid};
use sqlx::FromRow;

/// What a token is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// Fetching forms and sending records.
    Volunteer,
    /// Reading records.
    Analyst,
}

impl Account {
    /// As it is stored, and as text keys name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Volunteer => "volunteer",
            Self::Analyst => "analyst",
        }
    }
}

/// One volunteer or analyst.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Volunteer {
    /// Id.
    pub id: Uuid,
    /// Name or pseudonym.
    pub name: String,
    /// When they were added, ms UTC.
    pub created: i64,
    /// When their token was revoked, ms UTC.
    pub revoked: Option<i64>,
    /// When their telephone last asked for something, ms UTC; not finer than [`SEEN_EVERY`].
    pub seen: Option<i64>,
}

/// Milliseconds between two notes of when somebody was last seen: a sync of many records is noted once.
pub const SEEN_EVERY: i64 = 60_000;

sql! {
    INSERT = "INSERT INTO volunteers (id, token_hash, account, name, created, revoked, seen) \
              VALUES ($1, $2, $3, $4, $5, NULL, NULL)";
    ADD_FORM = "INSERT INTO volunteer_forms (volunteer_id, form_id) VALUES ($1, $2)";
    ADD_PLACE = "INSERT INTO volunteer_places (volunteer_id, place_code) VALUES ($1, $2)";
    BY_TOKEN = "SELECT id, name, created, revoked, seen FROM volunteers WHERE token_hash = $1 AND account = $2";
    LIST = "SELECT id, name, created, revoked, seen FROM volunteers WHERE account = $1 ORDER BY name, id";
    FORMS = "SELECT form_id FROM volunteer_forms WHERE volunteer_id = $1 ORDER BY form_id";
    WITH_FORM = "SELECT volunteer_id FROM volunteer_forms WHERE form_id = $1";
    PLACES = "SELECT place_code FROM volunteer_places WHERE volunteer_id = $1 ORDER BY place_code";
    ENTRUSTED = "SELECT count(*) FROM volunteer_forms WHERE volunteer_id = $1 AND form_id = $2";
    DROP_FORMS = "DELETE FROM volunteer_forms WHERE volunteer_id = $1";
    DROP_PLACES = "DELETE FROM volunteer_places WHERE volunteer_id = $1";
    OPEN = "SELECT count(*) FROM volunteers WHERE id = $1 AND account = $2 AND revoked IS NULL";
    RENEW = "UPDATE volunteers SET token_hash = $2 WHERE id = $1 AND revoked IS NULL";
    SEEN = "UPDATE volunteers SET seen = $2 WHERE id = $1 AND (seen IS NULL OR seen <= $3)";
    REVOKE = "UPDATE volunteers SET revoked = $2 WHERE id = $1 AND revoked IS NULL";
}

/// Adds somebody with the forms they may fill or read and the places they work in; no place is the whole country.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn insert(
    tx: &mut Tx,
    volunteer: &Volunteer,
    account: Account,
    token_hash: &[u8],
    forms: &[String],
    places: &[String],
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(volunteer.id)
        .bind(token_hash)
        .bind(account.as_str())
        .bind(&volunteer.name)
        .bind(volunteer.created)
        .execute(c)
        .await
        .map(|_| ()))?;
    for (text, values) in [(ADD_FORM, forms), (ADD_PLACE, places)] {
        for value in values {
            on!(tx, c => sqlx::query(text).bind(volunteer.id).bind(value).execute(c).await.map(|_| ()))?;
        }
    }
    Ok(())
}

/// Who holds this token for this use, revoked or not.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn by_token(
    conn: &mut Conn,
    account: Account,
    token_hash: &[u8],
) -> Result<Option<Volunteer>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BY_TOKEN)
        .bind(token_hash)
        .bind(account.as_str())
        .fetch_optional(c)
        .await)?)
}

/// Everybody of one kind, revoked ones too, by name.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn list(conn: &mut Conn, account: Account) -> Result<Vec<Volunteer>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LIST).bind(account.as_str()).fetch_all(c).await)?)
}

/// Ids of the forms a volunteer may fill.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn forms(conn: &mut Conn, id: Uuid) -> Result<Vec<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(FORMS).bind(id).fetch_all(c).await)?)
}

/// Codes of the places a volunteer works in; none for the whole country.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn places(conn: &mut Conn, id: Uuid) -> Result<Vec<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(PLACES).bind(id).fetch_all(c).await)?)
}

/// Whether a form was entrusted to somebody.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn is_entrusted(conn: &mut Conn, id: Uuid, form: &str) -> Result<bool, StoreError> {
    let found: i64 = on!(conn, c => sqlx::query_scalar(ENTRUSTED).bind(id).bind(form).fetch_one(c).await)?;
    Ok(found > 0)
}

/// Notes that their telephone asked for something, at most once in [`SEEN_EVERY`].
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn note_seen(tx: &mut Tx, id: Uuid, now: Timestamp) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(SEEN).bind(id).bind(now.0).bind(now.0 - SEEN_EVERY).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Entrusts these forms to somebody, and no other.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn entrust(tx: &mut Tx, id: Uuid, forms: &[String]) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(DROP_FORMS).bind(id).execute(c).await.map(|_| ()))?;
    for form in forms {
        on!(tx, c => sqlx::query(ADD_FORM).bind(id).bind(form).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Sets the places somebody works in; no place is the whole country.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn post(tx: &mut Tx, id: Uuid, places: &[String]) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(DROP_PLACES).bind(id).execute(c).await.map(|_| ()))?;
    for place in places {
        on!(tx, c => sqlx::query(ADD_PLACE).bind(id).bind(place).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Whether somebody of this kind has access.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn has_access(conn: &mut Conn, id: Uuid, account: Account) -> Result<bool, StoreError> {
    let found: i64 =
        on!(conn, c => sqlx::query_scalar(OPEN).bind(id).bind(account.as_str()).fetch_one(c).await)?;
    Ok(found > 0)
}

/// Gives them another token; the earlier one stops working.
///
/// # Errors
/// [`StoreError::Stale`] when there is nobody of that id, or they were revoked.
pub async fn renew(tx: &mut Tx, id: Uuid, token_hash: &[u8]) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(RENEW)
        .bind(id)
        .bind(token_hash)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Ends their access at once; what they sent stays.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such volunteer or they were revoked before.
pub async fn revoke(tx: &mut Tx, id: Uuid, now: Timestamp) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(REVOKE)
        .bind(id)
        .bind(now.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Everybody to whom a form is entrusted, those whose access ended too.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn with_form(conn: &mut Conn, form: &str) -> Result<Vec<Uuid>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(WITH_FORM).bind(form).fetch_all(c).await)?)
}
