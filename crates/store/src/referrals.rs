//! Hand-overs as rows, for the clocks, the coordinator's page and the answer record of bodies.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use civic::case::ReferralRow;
use kernel::{CaseId, ReferralId};
use sqlx::FromRow;
use uuid::Uuid;

/// A hand-over as stored. Days are Julian day numbers.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct StoredReferral {
    /// Id.
    pub id: Uuid,
    /// Case.
    pub case_id: Uuid,
    /// Body.
    pub office_id: Uuid,
    /// State word.
    pub state: String,
    /// When handed over, ms.
    pub at: i64,
    /// Acknowledgement owed by.
    pub acknowledge_day: i64,
    /// Answer owed by.
    pub answer_day: i64,
    /// When acknowledged, ms.
    pub acknowledged_at: Option<i64>,
    /// When answered, refused or taken back, ms.
    pub ended_at: Option<i64>,
    /// Counted in public as silent.
    pub escalated: bool,
}

// `pack || ''` keeps SQLite, which has no statistics, from gathering a whole pack and sorting it for each page.
sql! {
    PUT = "INSERT INTO referrals (id, case_id, office_id, pack, state, at, acknowledge_day, answer_day, \
           acknowledged_at, ended_at, escalated) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
           ON CONFLICT (id) DO UPDATE SET state = excluded.state, acknowledged_at = excluded.acknowledged_at, \
           ended_at = excluded.ended_at, escalated = excluded.escalated";
    WAITING = "SELECT id, case_id, office_id, state, at, acknowledge_day, answer_day, acknowledged_at, ended_at, \
               escalated FROM referrals WHERE ended_at IS NULL AND state <> 'recalled' AND id > $1 ORDER BY id LIMIT $2";
    OF_CASE = "SELECT id, case_id, office_id, state, at, acknowledge_day, answer_day, acknowledged_at, ended_at, \
               escalated FROM referrals WHERE case_id = $1 ORDER BY at, id";
    WAITS = "SELECT COUNT(*) FROM referrals WHERE id = $1 AND ended_at IS NULL AND state <> 'recalled'";
    FACTS = "SELECT r.id, r.office_id, r.state, r.at, r.acknowledge_day, r.answer_day, r.acknowledged_at, r.ended_at, \
             r.escalated, c.region, c.cercle, c.commune, c.service FROM referrals r JOIN cases c ON c.id = r.case_id \
             WHERE r.pack || '' = $1 AND r.id > $2 ORDER BY r.id LIMIT $3";
}

/// Writes the row of a hand-over as its case has it now.
///
/// # Errors
/// When the database cannot be written.
pub async fn put(tx: &mut Tx, pack: &str, row: &ReferralRow) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(PUT)
        .bind(row.id.0)
        .bind(row.case.0)
        .bind(row.office.0)
        .bind(pack)
        .bind(row.state)
        .bind(row.at.0)
        .bind(i64::from(row.acknowledge_day))
        .bind(i64::from(row.answer_day))
        .bind(row.acknowledged_at.map(|at| at.0))
        .bind(row.ended_at.map(|at| at.0))
        .bind(row.escalated)
        .execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Hand-overs that wait for the body, by id after `after`.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(conn: &mut Conn, after: Uuid, limit: u32) -> Result<Vec<StoredReferral>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(WAITING).bind(after).bind(i64::from(limit)).fetch_all(c).await)?)
}

/// Hand-overs of one case, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_case(conn: &mut Conn, case: CaseId) -> Result<Vec<StoredReferral>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF_CASE).bind(case.0).fetch_all(c).await)?)
}

/// Whether this hand-over waits for the body.
///
/// # Errors
/// When the database cannot be read.
pub async fn waits(conn: &mut Conn, id: ReferralId) -> Result<bool, StoreError> {
    let waiting: i64 = on!(conn, c => sqlx::query_scalar(WAITS).bind(id.0).fetch_one(c).await)?;
    Ok(waiting == 1)
}

/// The little of a hand-over that may be counted in public.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct ReferralFact {
    /// Id.
    pub id: Uuid,
    /// Body.
    pub office_id: Uuid,
    /// State word.
    pub state: String,
    /// When handed over, ms.
    pub at: i64,
    /// Acknowledgement owed by, Julian day.
    pub acknowledge_day: i64,
    /// Answer owed by, Julian day.
    pub answer_day: i64,
    /// When acknowledged, ms.
    pub acknowledged_at: Option<i64>,
    /// When answered, refused or taken back, ms.
    pub ended_at: Option<i64>,
    /// Counted in public as silent.
    pub escalated: bool,
    /// Region of the case.
    pub region: Option<String>,
    /// Cercle of the case.
    pub cercle: Option<String>,
    /// Commune of the case.
    pub commune: Option<String>,
    /// Service of the case.
    pub service: Option<String>,
}

/// Countable facts of the hand-overs of a pack, by id after `after`.
///
/// # Errors
/// When the database cannot be read.
pub async fn facts(
    conn: &mut Conn,
    pack: &str,
    after: Uuid,
    limit: u32,
) -> Result<Vec<ReferralFact>, StoreError> {
    Ok(
        on!(conn, c => sqlx::query_as(FACTS).bind(pack).bind(after).bind(i64::from(limit)).fetch_all(c).await)?,
    )
}
