//! Messages to be sent, written in the transaction of what they tell.
//!
//! A worker claims due messages for a while, sends them, and settles each. A worker that dies lets its claim
//! lapse and another takes over; so a message is sent at least once, and the receiver's side must bear a
//! second copy. Settling names the attempt: a worker whose claim lapsed cannot overrule its successor.

use crate::engine::{Conn, Tx, on, sql};
use crate::error::exactly_one;
use crate::{StoreError, dialect};
use kernel::{Timestamp, Uuid};
use std::fmt;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Post {
    /// Its id.
    pub id: Uuid,
    /// What is to be done with it (`mail`, …).
    pub kind: String,
    /// Its content, sealed where it is not public; opaque here.
    pub payload: Vec<u8>,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: PostState,
    /// Not before, ms UTC; while claimed, when the claim lapses.
    pub due: i64,
    /// How many times it was claimed.
    pub attempts: i64,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// Says what the message is about, so that nobody is told the same thing twice; unique.
    pub dedupe_key: String,
    /// When it was written, ms UTC.
    pub created: i64,
}

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostState {
    /// To be sent when due.
    Queued,
    /// Handed over.
    Sent,
    /// Given up.
    Failed,
}

impl PostState {
    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }
}

impl fmt::Display for PostState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for PostState {
    type Error = StoreError;
    fn try_from(stored: String) -> Result<Self, StoreError> {
        [Self::Queued, Self::Sent, Self::Failed]
            .into_iter()
            .find(|state| state.as_str() == stored)
            .ok_or_else(|| StoreError::Value(format!("outbox.state {stored}")))
    }
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settlement {
    /// Handed over; the content is erased, the row stays so that the message is not written again.
    Sent,
    /// To be tried again.
    Retry {
        /// Not before.
        due: Timestamp,
        /// Why it failed.
        error: String,
    },
    /// Given up.
    Failed {
        /// Why.
        error: String,
    },
}

sql! {
    INSERT = "INSERT INTO outbox (id, kind, payload, state, due, attempts, last_error, dedupe_key, created) \
              VALUES ($1, $2, $3, 'queued', $4, 0, NULL, $5, $6) ON CONFLICT (dedupe_key) DO NOTHING";
    SETTLE = "UPDATE outbox SET state = $3, due = $4, last_error = $5, payload = COALESCE($6, payload) \
              WHERE id = $1 AND attempts = $2 AND state = 'queued'";
    BY_STATE = "SELECT id, kind, payload, state, due, attempts, last_error, dedupe_key, created FROM outbox \
                WHERE state = $1 ORDER BY due, id LIMIT $2";
    STATE_OF = "SELECT state FROM outbox WHERE dedupe_key = $1";
    FORGET = "DELETE FROM outbox WHERE dedupe_key = $1";
    COUNT = "SELECT count(*) FROM outbox WHERE state = $1";
}

/// What a writer of a message says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPost {
    /// Its id.
    pub id: Uuid,
    /// What is to be done with it.
    pub kind: String,
    /// Its content, sealed where it is not public.
    pub payload: Vec<u8>,
    /// Not before.
    pub due: Timestamp,
    /// Says what the message is about.
    pub dedupe_key: String,
}

/// Queues a message; false when one with that dedupe key is there already, in whatever state.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn insert(tx: &mut Tx, post: &NewPost, now: Timestamp) -> Result<bool, StoreError> {
    let rows = on!(tx, c => sqlx::query(INSERT)
        .bind(post.id)
        .bind(&post.kind)
        .bind(&post.payload)
        .bind(post.due.0)
        .bind(&post.dedupe_key)
        .bind(now.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Claims up to `most` due messages until `lapse`; nobody else gets them before. In no particular order.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    lapse: Timestamp,
    most: i64,
) -> Result<Vec<Post>, StoreError> {
    let text = dialect::CLAIM_DUE.on(tx.engine());
    Ok(on!(tx, c => sqlx::query_as(text).bind(lapse.0).bind(now.0).bind(most).fetch_all(c).await)?)
}

/// Notes how an attempt ended. `post` is as it was claimed.
///
/// # Errors
/// [`StoreError::Stale`] when the claim lapsed and somebody else took the message, or it was settled before.
pub async fn settle(tx: &mut Tx, post: &Post, settlement: &Settlement) -> Result<(), StoreError> {
    let (state, due, error, payload) = match settlement {
        Settlement::Sent => (PostState::Sent, post.due, None, Some(Vec::new())),
        Settlement::Retry { due, error } => (PostState::Queued, due.0, Some(error), None),
        Settlement::Failed { error } => (PostState::Failed, post.due, Some(error), None),
    };
    let rows = on!(tx, c => sqlx::query(SETTLE)
        .bind(post.id)
        .bind(post.attempts)
        .bind(state.as_str())
        .bind(due)
        .bind(error)
        .bind(payload)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Forgets a message, whether it was sent or not: what it tells is no longer so, or was erased. Forgetting one that is not
/// there is no error.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn forget(tx: &mut Tx, dedupe_key: &str) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(FORGET).bind(dedupe_key).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Up to `most` messages in a state, the longest due first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn list(conn: &mut Conn, state: PostState, most: i64) -> Result<Vec<Post>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BY_STATE).bind(state.as_str()).bind(most).fetch_all(c).await)?)
}

/// Where the message with this dedupe key stands; `None` when there is none.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn state_of(conn: &mut Conn, dedupe_key: &str) -> Result<Option<PostState>, StoreError> {
    let stored: Option<String> =
        on!(conn, c => sqlx::query_scalar(STATE_OF).bind(dedupe_key).fetch_optional(c).await)?;
    stored.map(PostState::try_from).transpose()
}

/// How many messages are in a state.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn count(conn: &mut Conn, state: PostState) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(COUNT).bind(state.as_str()).fetch_one(c).await)?)
}
