//! What the desk thought of records: entry after entry, the last of which stands with the record.

use crate::engine::{Conn, Tx, on, sql};
use crate::error::exactly_one;
use crate::{StoreError, counters};
use kernel::Uuid;
use sqlx::FromRow;
use std::fmt;

/// What the desk thinks of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Review {
    /// Nobody has looked, or it is to be looked at again.
    Received,
    /// Something is to be asked of whoever sent it.
    Question,
    /// Good to be counted.
    Approved,
    /// Not to be counted; it is kept.
    Rejected,
}

impl Review {
    /// All of them, in the order of a desk.
    pub const ALL: [Self; 4] = [Self::Received, Self::Question, Self::Approved, Self::Rejected];

    /// As it is stored, and as text keys name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Question => "question",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|review| review.as_str() == name)
    }
}

impl fmt::Display for Review {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for Review {
    type Error = StoreError;
    fn try_from(stored: String) -> Result<Self, StoreError> {
        Self::named(&stored).ok_or_else(|| StoreError::Value(format!("submission_reviews.review {stored}")))
    }
}

/// An entry of the history of a record.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Entry {
    /// Id.
    pub id: Uuid,
    /// The record.
    pub submission_id: Uuid,
    /// What was thought of it.
    #[sqlx(try_from = "String")]
    pub review: Review,
    /// Whether the desk made the record out of another.
    pub corrected: bool,
    /// Whether the desk chose the record among others under one name.
    pub chosen: bool,
    /// Why, sealed.
    pub note: Option<Vec<u8>>,
    /// Who thought so.
    pub member_id: Uuid,
    /// When, ms UTC.
    pub at: i64,
}

sql! {
    INSERT = "INSERT INTO submission_reviews (id, submission_id, review, corrected, chosen, note, member_id, at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    OF = "SELECT id, submission_id, review, corrected, chosen, note, member_id, at FROM submission_reviews \
          WHERE submission_id = $1 ORDER BY id";
    FIRST = "SELECT chosen FROM submission_reviews WHERE submission_id = $1 ORDER BY id LIMIT 1";
    STANDS = "UPDATE submissions SET review = $2 WHERE id = $1 AND superseded = FALSE";
}

/// Adds an entry, which stands with the record from now on.
///
/// # Errors
/// [`StoreError::Stale`] when a correction took the place of the record.
pub async fn add(tx: &mut Tx, entry: &Entry) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(STANDS)
        .bind(entry.submission_id)
        .bind(entry.review.as_str())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)?;
    on!(tx, c => sqlx::query(INSERT)
        .bind(entry.id)
        .bind(entry.submission_id)
        .bind(entry.review.as_str())
        .bind(entry.corrected)
        .bind(entry.chosen)
        .bind(&entry.note)
        .bind(entry.member_id)
        .bind(entry.at)
        .execute(c)
        .await
        .map(|_| ()))?;
    counters::add(tx, ENTRIES, 1).await.map(|_| ())
}

/// The entries of a record, the first one first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn of(conn: &mut Conn, submission: Uuid) -> Result<Vec<Entry>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF).bind(submission).fetch_all(c).await)?)
}

/// Whether the history of a record begins with its having been chosen among others under one name.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn begins_chosen(conn: &mut Conn, submission: Uuid) -> Result<bool, StoreError> {
    let chosen: Option<bool> =
        on!(conn, c => sqlx::query_scalar(FIRST).bind(submission).fetch_optional(c).await)?;
    Ok(chosen.unwrap_or(false))
}

/// The counter of entries.
const ENTRIES: &str = "submission_reviews";

/// A number that grows with every entry, so that it tells whether anything was thought since.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn count(conn: &mut Conn) -> Result<i64, StoreError> {
    counters::value(conn, ENTRIES).await
}
