//! What the coordinator's page counts, across cases, hand-overs and tallies: exact, and for the desk alone.
//!
//! Every figure is of one pack within one place (`""` is the whole country) and leaves out the cases whose reporters
//! excluded the team that asks: otherwise a total would tell that team that there are such cases.
//!
//! At 10⁶ cases: received and handed over come from the tallies of country and region (some thousand rows), and what is
//! withheld is subtracted through `exclusions_of_team`; for a cercle or commune they are counted in
//! `cases_of_cercle` and `cases_in_commune_by_age`. Open cases are counted in one pass over the index `cases_open`, in its order.
//! Hand-overs are a twentieth of the cases and are read in `referrals_of_pack`; only within a place each of them asks its
//! case where it lies. Joins are written `CROSS JOIN` where SQLite, which keeps that order, would begin at the wrong end,
//! and `pack || ''` where it would take the index of the pack for the one of the day.

use crate::StoreError;
use crate::engine::{Conn, on, sql};
use kernel::{Date, TeamId, Timestamp};
use sqlx::FromRow;
use uuid::Uuid;

/// Whose figures: a pack, a place, and the team that must not learn of what was kept from it.
#[derive(Debug, Clone)]
pub struct Sight<'a> {
    /// Pack.
    pub pack: &'a str,
    /// Region, cercle or commune; empty for the whole country.
    pub place: &'a str,
    /// Team of whoever asks.
    pub team: Option<TeamId>,
}

/// Cases received, or handed over, on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnDay {
    /// Received, otherwise handed over.
    pub received: bool,
    /// The day.
    pub day: Date,
    /// How many; negative for what is to be taken off.
    pub cases: i64,
}

/// Open cases in the hands of one person, or of nobody.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct OpenCases {
    /// Who follows them.
    pub member: Option<Uuid>,
    /// How many.
    pub cases: i64,
    /// How many of them are overdue.
    pub late: i64,
    since_first: i64,
    since_second: i64,
    since_third: i64,
    since_fourth: i64,
}

impl OpenCases {
    /// How many came in on or after each of the days asked for.
    pub fn since(&self) -> [i64; 4] {
        [self.since_first, self.since_second, self.since_third, self.since_fourth]
    }
}

/// What one body was handed, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct BodyFigures {
    /// The body.
    pub office_id: Uuid,
    /// Hand-overs.
    pub sent: i64,
    /// Of which it still owes an answer.
    pub waiting: i64,
    /// Of which receipt was not confirmed in time, while the answer is not yet owed.
    pub unconfirmed: i64,
    /// Of which the answer is overdue.
    pub late: i64,
    /// Answered or refused.
    pub ended: i64,
}

/// A hand-over whose answer is overdue.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Silence {
    /// Public reference of the case.
    pub reference: String,
    /// The body.
    pub office_id: Uuid,
    /// When it was handed over, ms.
    pub at: i64,
    /// Day on which the answer was owed, Julian.
    pub answer_day: i64,
    /// Counted in public.
    pub escalated: bool,
}

macro_rules! within {
    ($place:literal) => {
        concat!(
            "(",
            $place,
            " = '' OR c.region = ",
            $place,
            " OR c.cercle = ",
            $place,
            " OR c.commune = ",
            $place,
            ")"
        )
    };
}

sql! {
    TALLIED = "SELECT measure, day, CAST(SUM(value) AS BIGINT) AS cases FROM tallies WHERE pack = $1 \
               AND measure IN ('received', 'referred') AND day BETWEEN $2 AND $3 AND ($4 = '' OR region = $4) \
               GROUP BY measure, day";
    RECEIVED_IN = "SELECT day, COUNT(*) AS cases FROM ( \
                   SELECT c.opened_at / 86400000 AS day FROM cases c \
                   WHERE c.pack = $1 AND c.cercle = $3 AND c.opened_at >= $2 UNION ALL \
                   SELECT c.opened_at / 86400000 AS day FROM cases c \
                   WHERE c.pack = $1 AND c.commune = $3 AND c.opened_at >= $2) AS counted GROUP BY day";
    REFERRED_IN = "SELECT r.at / 86400000 AS day, COUNT(*) AS cases FROM referrals r JOIN cases c ON c.id = r.case_id \
                   WHERE r.pack = $1 AND r.at >= $2 AND (c.cercle = $3 OR c.commune = $3) GROUP BY 1";
    RECEIVED_WITHHELD = concat!(
        "SELECT c.opened_at / 86400000 AS day, COUNT(*) AS cases FROM exclusions x CROSS JOIN cases c \
         WHERE x.team_id = $4 AND c.id = x.case_id AND c.pack = $1 AND c.opened_at >= $2 AND ", within!("$3"),
        " GROUP BY 1"
    );
    REFERRED_WITHHELD = concat!(
        "SELECT r.at / 86400000 AS day, COUNT(*) AS cases FROM exclusions x CROSS JOIN referrals r CROSS JOIN cases c \
         WHERE x.team_id = $4 AND r.case_id = x.case_id AND c.id = x.case_id AND c.pack = $1 AND r.at >= $2 AND ",
        within!("$3"), " GROUP BY 1"
    );
    OPEN = concat!(
        "SELECT c.member, COUNT(*) AS cases, \
         CAST(SUM(CASE WHEN c.due_day < $4 THEN 1 ELSE 0 END) AS BIGINT) AS late, \
         CAST(SUM(CASE WHEN c.opened_at >= $5 THEN 1 ELSE 0 END) AS BIGINT) AS since_first, \
         CAST(SUM(CASE WHEN c.opened_at >= $6 THEN 1 ELSE 0 END) AS BIGINT) AS since_second, \
         CAST(SUM(CASE WHEN c.opened_at >= $7 THEN 1 ELSE 0 END) AS BIGINT) AS since_third, \
         CAST(SUM(CASE WHEN c.opened_at >= $8 THEN 1 ELSE 0 END) AS BIGINT) AS since_fourth \
         FROM cases c WHERE c.pack = $1 AND c.open = TRUE AND ", within!("$2"), " \
         AND c.id NOT IN (SELECT x.case_id FROM exclusions x WHERE x.team_id = $3) GROUP BY c.member"
    );
    BODIES = concat!(
        "SELECT r.office_id, COUNT(*) AS sent, \
         CAST(SUM(CASE WHEN r.state IN ('sent', 'acknowledged', 'accepted') THEN 1 ELSE 0 END) AS BIGINT) AS waiting, \
         CAST(SUM(CASE WHEN r.state = 'sent' AND r.acknowledge_day < $4 AND r.answer_day >= $4 THEN 1 ELSE 0 END) \
         AS BIGINT) AS unconfirmed, \
         CAST(SUM(CASE WHEN r.state IN ('sent', 'acknowledged', 'accepted') AND r.answer_day < $4 THEN 1 ELSE 0 END) \
         AS BIGINT) AS late, \
         CAST(SUM(CASE WHEN r.state IN ('answered', 'refused') THEN 1 ELSE 0 END) AS BIGINT) AS ended \
         FROM referrals r WHERE r.pack = $1 \
         AND ($2 = '' OR EXISTS (SELECT 1 FROM cases c WHERE c.id = r.case_id AND ", within!("$2"), ")) \
         AND r.case_id NOT IN (SELECT x.case_id FROM exclusions x WHERE x.team_id = $3) GROUP BY r.office_id"
    );
    SILENT = concat!(
        "SELECT c.reference, s.office_id, s.at, s.answer_day, s.escalated FROM (\
         SELECT r.id, r.case_id, r.office_id, r.at, r.answer_day, r.escalated FROM referrals r \
         WHERE r.state IN ('sent', 'acknowledged', 'accepted') AND r.answer_day < $4 AND r.pack || '' = $1 \
         AND ($2 = '' OR EXISTS (SELECT 1 FROM cases c WHERE c.id = r.case_id AND ", within!("$2"), ")) \
         AND r.case_id NOT IN (SELECT x.case_id FROM exclusions x WHERE x.team_id = $3) \
         ORDER BY r.answer_day, r.id LIMIT $5) AS s JOIN cases c ON c.id = s.case_id ORDER BY s.answer_day, s.id"
    );
}

/// Julian day number of 1 January 1970.
const EPOCH: i64 = 2_440_588;

/// Cases received and handed over each day from `from` to `to`, both included. Several lines may name the same day: they
/// are to be added up.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_day(
    conn: &mut Conn,
    sight: &Sight<'_>,
    from: Date,
    to: Date,
    tallied: bool,
) -> Result<Vec<OnDay>, StoreError> {
    let start = Timestamp::start_of(from).0;
    let mut days = Vec::new();
    if tallied {
        let rows: Vec<(String, i64, i64)> = on!(conn, c => sqlx::query_as(TALLIED)
            .bind(sight.pack)
            .bind(i64::from(from.to_julian_day()))
            .bind(i64::from(to.to_julian_day()))
            .bind(sight.place)
            .fetch_all(c).await)?;
        for (measure, day, cases) in rows {
            days.push(on_day(measure == "received", day, cases)?);
        }
    } else {
        for (received, text) in [(true, RECEIVED_IN), (false, REFERRED_IN)] {
            let rows: Vec<(i64, i64)> = on!(conn, c => sqlx::query_as(text)
                .bind(sight.pack).bind(start).bind(sight.place).fetch_all(c).await)?;
            for (day, cases) in rows {
                days.push(on_day(received, day + EPOCH, cases)?);
            }
        }
    }
    if let Some(team) = sight.team {
        for (received, text) in [(true, RECEIVED_WITHHELD), (false, REFERRED_WITHHELD)] {
            let rows: Vec<(i64, i64)> = on!(conn, c => sqlx::query_as(text)
                .bind(sight.pack).bind(start).bind(sight.place).bind(team.0).fetch_all(c).await)?;
            for (day, cases) in rows {
                days.push(on_day(received, day + EPOCH, -cases)?);
            }
        }
    }
    Ok(days)
}

fn on_day(received: bool, julian: i64, cases: i64) -> Result<OnDay, StoreError> {
    let day = i32::try_from(julian).ok().and_then(|day| Date::from_julian_day(day).ok());
    Ok(OnDay { received, day: day.ok_or_else(|| StoreError::Value(format!("day {julian}")))?, cases })
}

/// Open cases by person, with how many of them came in on or after each day of `since`.
///
/// # Errors
/// When the database cannot be read.
pub async fn open(
    conn: &mut Conn,
    sight: &Sight<'_>,
    today: Date,
    since: [Date; 4],
) -> Result<Vec<OpenCases>, StoreError> {
    let [first, second, third, fourth] = since.map(|day| Timestamp::start_of(day).0);
    Ok(on!(conn, c => sqlx::query_as(OPEN)
        .bind(sight.pack)
        .bind(sight.place)
        .bind(sight.team.map(|team| team.0))
        .bind(i64::from(today.to_julian_day()))
        .bind(first)
        .bind(second)
        .bind(third)
        .bind(fourth)
        .fetch_all(c).await)?)
}

/// Hand-overs by body.
///
/// # Errors
/// When the database cannot be read.
pub async fn bodies(conn: &mut Conn, sight: &Sight<'_>, today: Date) -> Result<Vec<BodyFigures>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BODIES)
        .bind(sight.pack)
        .bind(sight.place)
        .bind(sight.team.map(|team| team.0))
        .bind(i64::from(today.to_julian_day()))
        .fetch_all(c).await)?)
}

/// Hand-overs whose answer is overdue, the longest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn silent(
    conn: &mut Conn,
    sight: &Sight<'_>,
    today: Date,
    most: u32,
) -> Result<Vec<Silence>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(SILENT)
        .bind(sight.pack)
        .bind(sight.place)
        .bind(sight.team.map(|team| team.0))
        .bind(i64::from(today.to_julian_day()))
        .bind(i64::from(most))
        .fetch_all(c).await)?)
}
