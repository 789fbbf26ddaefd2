//! What people said when they were asked some questions of an interview again.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use kernel::Uuid;
use sqlx::FromRow;

/// A second interview.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct BackCheck {
    /// Id.
    pub id: Uuid,
    /// The record of the first interview.
    pub submission_id: Uuid,
    /// Who wrote it down.
    pub member_id: Uuid,
    /// When, ms UTC.
    pub at: i64,
    /// The answers, sealed.
    pub answers: Vec<u8>,
}

sql! {
    INSERT = "INSERT INTO survey_backchecks (id, pack, submission_id, member_id, at, answers) \
              VALUES ($1, $2, $3, $4, $5, $6)";
    OF = "SELECT id, submission_id, member_id, at, answers FROM survey_backchecks WHERE pack = $1 ORDER BY id";
}

/// Keeps a second interview. Of several of one record the last one counts.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn insert(tx: &mut Tx, pack: &str, check: &BackCheck) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(check.id)
        .bind(pack)
        .bind(check.submission_id)
        .bind(check.member_id)
        .bind(check.at)
        .bind(&check.answers)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The second interviews of a survey, the first one first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn of(conn: &mut Conn, pack: &str) -> Result<Vec<BackCheck>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF).bind(pack).fetch_all(c).await)?)
}
