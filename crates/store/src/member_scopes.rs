//! Need to know: the packs and places a member may see.

use crate::engine::{Conn, Tx, on, sql};
use crate::StoreError;
use kernel::Uuid;

/// One pack in one place and everything below it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct Scope {
    /// Id of the pack.
    pub pack: String,
    /// Code of the place; empty is the whole country.
    pub place_code: String,
}

sql! {
    INSERT = "INSERT INTO member_scopes (member_id, pack, place_code) VALUES ($1, $2, $3)";
    CLEAR = "DELETE FROM member_scopes WHERE member_id = $1";
    OF = "SELECT pack, place_code FROM member_scopes WHERE member_id = $1 ORDER BY pack, place_code";
}

/// Gives a member exactly these scopes.
///
/// # Errors
/// [`StoreError::Conflict`] `member_scopes_pkey` when one is named twice; those of [`crate::Store::write`].
pub async fn set(tx: &mut Tx, member: Uuid, scopes: &[Scope]) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(CLEAR).bind(member).execute(c).await.map(|_| ()))?;
    for scope in scopes {
        on!(tx, c => sqlx::query(INSERT)
            .bind(member)
            .bind(&scope.pack)
            .bind(&scope.place_code)
            .execute(c)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

/// What a member may see.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn of(conn: &mut Conn, member: Uuid) -> Result<Vec<Scope>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF).bind(member).fetch_all(c).await)?)
}
