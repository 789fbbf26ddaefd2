//! Facts about this installation, by name: salt, escrow public key, country, version of the keys' schema.

use crate::engine::{Conn, Tx, on, sql};
use crate::StoreError;

sql! {
    PUT = "INSERT INTO meta (name, value) VALUES ($1, $2) \
           ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    GET = "SELECT value FROM meta WHERE name = $1";
}

/// Sets a fact, in place of an earlier one of that name.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn put(tx: &mut Tx, name: &str, value: &[u8]) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(PUT).bind(name).bind(value).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The fact of that name.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn get(conn: &mut Conn, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(GET).bind(name).fetch_optional(c).await)?)
}
