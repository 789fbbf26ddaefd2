//! Log-ins of members. Only the hash of the cookie is kept, and the member's key sealed under the cookie.

use crate::engine::{Conn, Tx, on, sql};
use crate::{Store, StoreError};
use kernel::{Timestamp, Uuid};

/// How old the last note of use may be before it is written again: every page would otherwise be a commit.
const TOUCH_MS: i64 = 60_000;

/// One log-in.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    /// Hash of the cookie.
    pub id_hash: Vec<u8>,
    /// Whose it is.
    pub member_id: Uuid,
    /// The member's private key, sealed under the cookie; opaque here.
    pub key_sealed: Vec<u8>,
    /// Log-in, ms UTC.
    pub created: i64,
    /// Last use, ms UTC, up to a minute early.
    pub seen: i64,
    /// End in any case, ms UTC.
    pub expires: i64,
}

sql! {
    INSERT = "INSERT INTO sessions (id_hash, member_id, key_sealed, created, seen, expires) \
              SELECT $1, $2, $3, $4, $5, $6 \
              WHERE EXISTS (SELECT 1 FROM members WHERE id = $2 AND state = 'active' AND wrapped_key = $7)";
    GET = "SELECT s.id_hash, s.member_id, s.key_sealed, s.created, s.seen, s.expires \
           FROM sessions s JOIN members m ON m.id = s.member_id \
           WHERE s.id_hash = $1 AND s.expires > $2 AND m.state = 'active'";
    OF = "SELECT id_hash, member_id, key_sealed, created, seen, expires FROM sessions \
          WHERE member_id = $1 AND expires > $2 ORDER BY created DESC";
    TOUCH = "UPDATE sessions SET seen = $2 WHERE id_hash = $1 AND seen < $2";
    DELETE = "DELETE FROM sessions WHERE id_hash = $1";
    DELETE_OF = "DELETE FROM sessions WHERE member_id = $1";
    DELETE_OTHERS = "DELETE FROM sessions WHERE member_id = $1 AND id_hash <> $2";
    PURGE = "DELETE FROM sessions WHERE expires <= $1 OR seen <= $2";
}

/// Begins a log-in. `unwrapped` is the wrapped key that the passphrase opened: whoever changed it since meant everybody with
/// the old passphrase to be out.
///
/// # Errors
/// [`StoreError::Stale`] when the member is not active (any more), or has another wrapped key by now.
pub async fn insert(tx: &mut Tx, session: &Session, unwrapped: &[u8]) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(INSERT)
        .bind(&session.id_hash)
        .bind(session.member_id)
        .bind(&session.key_sealed)
        .bind(session.created)
        .bind(session.seen)
        .bind(session.expires)
        .bind(unwrapped)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    crate::error::exactly_one(rows)
}

/// The log-in of a cookie; none when it ended or its member was revoked. Whether it was idle too long is
/// for the caller to judge by `seen`.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn get(conn: &mut Conn, id_hash: &[u8], now: Timestamp) -> Result<Option<Session>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(GET).bind(id_hash).bind(now.0).fetch_optional(c).await)?)
}

/// The running log-ins of a member, newest first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn of(conn: &mut Conn, member: Uuid, now: Timestamp) -> Result<Vec<Session>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF).bind(member).bind(now.0).fetch_all(c).await)?)
}

/// Notes that a log-in is in use; writes at most once a minute. True when it wrote.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn touch(store: &Store, session: &Session, now: Timestamp) -> Result<bool, StoreError> {
    if now.0 - session.seen < TOUCH_MS {
        return Ok(false);
    }
    let id_hash = session.id_hash.clone();
    store
        .write(async move |tx| {
            on!(tx, c => sqlx::query(TOUCH).bind(id_hash).bind(now.0).execute(c).await.map(|_| ()))?;
            Ok(true)
        })
        .await
}

/// Ends one log-in. Ending it twice is no error.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn delete(tx: &mut Tx, id_hash: &[u8]) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(DELETE).bind(id_hash).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Signs a member out everywhere; how many log-ins ended.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn delete_of(tx: &mut Tx, member: Uuid) -> Result<u64, StoreError> {
    Ok(on!(tx, c => sqlx::query(DELETE_OF)
        .bind(member)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?)
}

/// Signs a member out everywhere but here; how many log-ins ended.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn delete_others(tx: &mut Tx, member: Uuid, kept: &[u8]) -> Result<u64, StoreError> {
    Ok(on!(tx, c => sqlx::query(DELETE_OTHERS)
        .bind(member)
        .bind(kept)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?)
}

/// Forgets log-ins that expired before or at `now` or were last used before or at `idle_since`; how many.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn purge(tx: &mut Tx, now: Timestamp, idle_since: Timestamp) -> Result<u64, StoreError> {
    Ok(on!(tx, c => sqlx::query(PURGE)
        .bind(now.0)
        .bind(idle_since.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?)
}
