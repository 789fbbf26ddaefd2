//! Records as the desk looks through them: narrowed and page by page, one with those it replaced.

use crate::StoreError;
use crate::engine::{Conn, on, sql};
use crate::reviews::Review;
use crate::submissions::Submission;
use kernel::Uuid;
use sqlx::FromRow;

/// What is to be seen of the records of a form; those that were corrected are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Form.
    pub form: String,
    /// Only those stored before the one of this number; [`i64::MAX`] for the latest.
    pub before: i64,
    /// Only those that came at this instant or later, ms UTC.
    pub from: i64,
    /// Only those that came before this instant, ms UTC.
    pub to: i64,
    /// Only those of which the desk thinks so.
    pub review: Option<Review>,
    /// Only those of this volunteer.
    pub volunteer: Option<Uuid>,
    /// Only those that wait for files.
    pub waiting: bool,
    /// Only those with which another clashes, while nobody has chosen.
    pub clashing: bool,
    /// Rows at the most.
    pub limit: i64,
}

/// A record in a list.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Row {
    /// The record.
    #[sqlx(flatten)]
    pub submission: Submission,
    /// How many others clash with it, of which nobody has chosen yet.
    pub conflicts: i64,
}

/// A record with its form and its place among corrections.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Found {
    /// Form.
    pub form_id: String,
    /// The record that it corrects.
    pub replaces: Option<Uuid>,
    /// The record.
    #[sqlx(flatten)]
    pub submission: Submission,
}

sql! {
    PAGE = "SELECT s.id, s.seq, s.version, s.instance_id, b.instance_id AS corrects, s.encrypted, s.awaited, s.received, \
            s.volunteer_id, s.device, s.review, \
            (SELECT count(*) FROM submission_conflicts k WHERE k.submission_id = s.id AND k.settled IS NULL) AS conflicts \
            FROM submissions s LEFT JOIN submissions b ON b.id = s.replaces \
            WHERE s.form_id = $1 AND s.superseded = FALSE AND s.seq < $2 \
            AND s.received >= $3 AND s.received < $4 AND ($5 = '' OR s.review = $5) \
            AND (s.volunteer_id = $6 OR $6 IS NULL) AND s.awaited >= $7 \
            AND ($8 = FALSE OR EXISTS (SELECT 1 FROM submission_conflicts k WHERE k.submission_id = s.id \
            AND k.settled IS NULL)) \
            ORDER BY s.seq DESC LIMIT $9";
    BY_ID = "SELECT s.form_id, s.replaces, s.id, s.seq, s.version, s.instance_id, b.instance_id AS corrects, s.encrypted, \
             s.awaited, s.received, s.volunteer_id, s.device, s.review \
             FROM submissions s LEFT JOIN submissions b ON b.id = s.replaces WHERE s.id = $1";
    SUCCESSOR = "SELECT id FROM submissions WHERE replaces = $1";
}

/// A page of records, the latest first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn page(conn: &mut Conn, filter: &Filter) -> Result<Vec<Row>, StoreError> {
    let review = filter.review.map_or("", Review::as_str);
    Ok(on!(conn, c => sqlx::query_as(PAGE)
        .bind(&filter.form)
        .bind(filter.before)
        .bind(filter.from)
        .bind(filter.to)
        .bind(review)
        .bind(filter.volunteer)
        .bind(i64::from(filter.waiting))
        .bind(filter.clashing)
        .bind(filter.limit)
        .fetch_all(c)
        .await)?)
}

/// One record, also one that was corrected.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Found>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BY_ID).bind(id).fetch_optional(c).await)?)
}

/// The record that replaced this one.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn successor(conn: &mut Conn, id: Uuid) -> Result<Option<Uuid>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(SUCCESSOR).bind(id).fetch_optional(c).await)?)
}
