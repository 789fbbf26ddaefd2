//! Records as the desk looks through them: narrowed and page by page, one with those it replaced, those it clashes with.

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
    /// Only those with which another clashes.
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
    /// How many others clash with it.
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

/// Another record under the name of one that is kept.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Conflict {
    /// Id, under which it was sealed.
    pub id: Uuid,
    /// When it came first, ms UTC.
    pub received: i64,
    /// Who sent it.
    pub volunteer_id: Option<Uuid>,
    /// What the telephone calls itself.
    pub device: Option<String>,
    /// Its bytes, sealed.
    pub xml: Vec<u8>,
}

sql! {
    PAGE = "SELECT s.id, s.seq, s.version, s.instance_id, b.instance_id AS corrects, s.encrypted, s.awaited, s.received, \
            s.volunteer_id, s.device, s.review, \
            (SELECT count(*) FROM submission_conflicts k WHERE k.submission_id = s.id) AS conflicts \
            FROM submissions s LEFT JOIN submissions b ON b.id = s.replaces \
            WHERE s.form_id = $1 AND s.superseded = FALSE AND s.seq < $2 \
            AND s.received >= $3 AND s.received < $4 AND ($5 = '' OR s.review = $5) \
            AND ($6 IS NULL OR s.volunteer_id = $6) AND s.awaited >= $7 \
            AND ($8 = FALSE OR EXISTS (SELECT 1 FROM submission_conflicts k WHERE k.submission_id = s.id)) \
            ORDER BY s.seq DESC LIMIT $9";
    BY_ID = "SELECT s.form_id, s.replaces, s.id, s.seq, s.version, s.instance_id, b.instance_id AS corrects, s.encrypted, \
             s.awaited, s.received, s.volunteer_id, s.device, s.review \
             FROM submissions s LEFT JOIN submissions b ON b.id = s.replaces WHERE s.id = $1";
    SUCCESSOR = "SELECT id FROM submissions WHERE replaces = $1";
    CONFLICTS = "SELECT id, received, volunteer_id, device, xml FROM submission_conflicts \
                 WHERE submission_id = $1 ORDER BY id LIMIT $2";
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

/// Up to `most` records that clash with this one, the first one first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn conflicts(conn: &mut Conn, id: Uuid, most: i64) -> Result<Vec<Conflict>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(CONFLICTS).bind(id).bind(most).fetch_all(c).await)?)
}
