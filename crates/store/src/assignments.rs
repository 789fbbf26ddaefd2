//! Who is to hold the interviews of a place of a survey's plan.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use kernel::Uuid;
use sqlx::FromRow;

/// A place of a round that was given to somebody.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Assignment {
    /// Code of the place.
    pub place_code: String,
    /// Who is to hold its interviews.
    pub volunteer_id: Uuid,
    /// Who gave it to them.
    pub member_id: Uuid,
    /// When, ms UTC.
    pub at: i64,
}

sql! {
    OF = "SELECT place_code, volunteer_id, member_id, at FROM survey_assignments \
          WHERE pack = $1 AND round = $2 ORDER BY place_code";
    OF_VOLUNTEER = "SELECT pack, round, place_code FROM survey_assignments WHERE volunteer_id = $1 \
                    ORDER BY pack, round, place_code";
    PUT = "INSERT INTO survey_assignments (pack, round, place_code, volunteer_id, member_id, at) \
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (pack, round, place_code) DO UPDATE SET \
           volunteer_id = excluded.volunteer_id, member_id = excluded.member_id, at = excluded.at";
    DROP = "DELETE FROM survey_assignments WHERE pack = $1 AND round = $2 AND place_code = $3";
}

/// The places of a round that were given to somebody, by code.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn of(conn: &mut Conn, pack: &str, round: &str) -> Result<Vec<Assignment>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF).bind(pack).bind(round).fetch_all(c).await)?)
}

/// What was given to somebody: survey, round and place.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn of_volunteer(
    conn: &mut Conn,
    volunteer: Uuid,
) -> Result<Vec<(String, String, String)>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF_VOLUNTEER).bind(volunteer).fetch_all(c).await)?)
}

/// Gives a place of a round to somebody, and to nobody else.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn put(tx: &mut Tx, pack: &str, round: &str, given: &Assignment) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(PUT)
        .bind(pack)
        .bind(round)
        .bind(&given.place_code)
        .bind(given.volunteer_id)
        .bind(given.member_id)
        .bind(given.at)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Takes a place of a round from whoever had it.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn take(tx: &mut Tx, pack: &str, round: &str, place: &str) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(DROP).bind(pack).bind(round).bind(place).execute(c).await.map(|_| ()))?;
    Ok(())
}
