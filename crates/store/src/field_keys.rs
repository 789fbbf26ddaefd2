//! Key pairs to which phones of volunteers seal what they send later. Earlier ones stay: a phone may lie in a drawer for weeks.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use sqlx::FromRow;

/// One key pair.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct FieldKey {
    /// SHA-256 of the public half: its fingerprint, by which sealed bytes name it.
    pub id: Vec<u8>,
    /// The public half, an uncompressed point of P-256.
    pub public_key: Vec<u8>,
    /// The private half, sealed under the server's key.
    pub sealed: Vec<u8>,
    /// When it was made, ms UTC.
    pub created: i64,
}

sql! {
    INSERT = "INSERT INTO field_keys (id, public_key, sealed, created) VALUES ($1, $2, $3, $4)";
    LATEST = "SELECT id, public_key, sealed, created FROM field_keys ORDER BY created DESC, id LIMIT 1";
    GET = "SELECT id, public_key, sealed, created FROM field_keys WHERE id = $1";
}

/// Adds a key pair, which is the one to seal to from now on.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn insert(tx: &mut Tx, key: &FieldKey) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(&key.id)
        .bind(&key.public_key)
        .bind(&key.sealed)
        .bind(key.created)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The key pair to seal to; none before the first was made.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn latest(conn: &mut Conn) -> Result<Option<FieldKey>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LATEST).fetch_optional(c).await)?)
}

/// The key pair with this fingerprint.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn get(conn: &mut Conn, id: &[u8]) -> Result<Option<FieldKey>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(GET).bind(id).fetch_optional(c).await)?)
}
