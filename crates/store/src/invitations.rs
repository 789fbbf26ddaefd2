//! One-time links with which a member enrols. Only the hash of the token is kept.

use crate::engine::{Conn, Tx, on, sql};
use crate::StoreError;
use kernel::{Timestamp, Uuid};

sql! {
    INSERT = "INSERT INTO invitations (token_hash, member_id, created, expires, used) \
              VALUES ($1, $2, $3, $4, NULL)";
    WITHDRAW = "DELETE FROM invitations WHERE member_id = $1 AND used IS NULL";
    PEEK = "SELECT member_id FROM invitations WHERE token_hash = $1 AND used IS NULL AND expires > $2";
    TAKE = "UPDATE invitations SET used = $2 WHERE token_hash = $1 AND used IS NULL AND expires > $2 \
            RETURNING member_id";
    PURGE = "DELETE FROM invitations WHERE expires <= $1";
}

/// Makes a link for a member; earlier unused ones of theirs stop working.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn insert(
    tx: &mut Tx,
    token_hash: &[u8],
    member: Uuid,
    now: Timestamp,
    expires: Timestamp,
) -> Result<(), StoreError> {
    withdraw(tx, member).await?;
    on!(tx, c => sqlx::query(INSERT)
        .bind(token_hash)
        .bind(member)
        .bind(now.0)
        .bind(expires.0)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Ends the unused links of a member.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn withdraw(tx: &mut Tx, member: Uuid) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(WITHDRAW).bind(member).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Whose link this is, without using it; none when it is unknown, used or expired.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn peek(conn: &mut Conn, token_hash: &[u8], now: Timestamp) -> Result<Option<Uuid>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(PEEK).bind(token_hash).bind(now.0).fetch_optional(c).await)?)
}

/// Uses the link up and says whose it was; none when it is unknown, used or expired.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn take(tx: &mut Tx, token_hash: &[u8], now: Timestamp) -> Result<Option<Uuid>, StoreError> {
    Ok(on!(tx, c => sqlx::query_scalar(TAKE).bind(token_hash).bind(now.0).fetch_optional(c).await)?)
}

/// Forgets links that expired before or at `now`; how many.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn purge(tx: &mut Tx, now: Timestamp) -> Result<u64, StoreError> {
    Ok(on!(tx, c => sqlx::query(PURGE).bind(now.0).execute(c).await.map(|done| done.rows_affected()))?)
}
