//! Running numbers kept in the transaction of what they count.

use crate::engine::{Conn, Tx, on, sql};
use crate::StoreError;

sql! {
    ADD = "INSERT INTO counters (name, value) VALUES ($1, $2) \
           ON CONFLICT (name) DO UPDATE SET value = counters.value + excluded.value RETURNING value";
    VALUE = "SELECT value FROM counters WHERE name = $1";
}

/// Adds `by` and returns the new value; a counter begins at 0.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn add(tx: &mut Tx, name: &str, by: i64) -> Result<i64, StoreError> {
    Ok(on!(tx, c => sqlx::query_scalar(ADD).bind(name).bind(by).fetch_one(c).await)?)
}

/// The present value; 0 when it was never counted.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn value(conn: &mut Conn, name: &str) -> Result<i64, StoreError> {
    let value: Option<i64> = on!(conn, c => sqlx::query_scalar(VALUE).bind(name).fetch_optional(c).await)?;
    Ok(value.unwrap_or(0))
}
