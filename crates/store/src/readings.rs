//! Who opened a record of a field team, and who wrote records or lists of entities out: line after line, each with a keyed hash over itself and the
//! one before. Lines are only ever added.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use kernel::Uuid;
use sqlx::FromRow;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Reading {
    /// Id.
    pub id: Uuid,
    /// Its number, from 1, without a gap.
    pub seq: i64,
    /// When, ms UTC.
    pub at: i64,
    /// What was done: `opened` or `exported`.
    pub act: String,
    /// Where: `desk`, `program` or `command`.
    pub door: String,
    /// Who: a member at the desk, an analyst through a program; `None` for whoever runs the house.
    pub reader_id: Option<Uuid>,
    /// Form; of a list, one that writes it.
    pub form_id: String,
    /// The list of entities that was exported.
    pub list: Option<String>,
    /// The record that was opened.
    pub submission_id: Option<Uuid>,
    /// How many records, or entities of the list.
    pub records: i64,
    /// Keyed hash of this line and of the one before.
    pub mac: Vec<u8>,
}

sql! {
    INSERT = "INSERT INTO readings (id, seq, at, act, door, reader_id, form_id, list, submission_id, records, mac) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    LAST = "SELECT id, seq, at, act, door, reader_id, form_id, list, submission_id, records, mac FROM readings \
            ORDER BY seq DESC LIMIT 1";
    AFTER = "SELECT id, seq, at, act, door, reader_id, form_id, list, submission_id, records, mac FROM readings \
             WHERE seq > $1 ORDER BY seq LIMIT $2";
    BEFORE = "SELECT id, seq, at, act, door, reader_id, form_id, list, submission_id, records, mac FROM readings \
              WHERE seq < $1 ORDER BY seq DESC LIMIT $2";
    SINCE = "SELECT count(*) FROM readings WHERE submission_id = $1 AND reader_id = $2 AND at >= $3";
}

/// Adds a line.
///
/// # Errors
/// [`StoreError::Conflict`] when another process added the one of this number.
pub async fn add(tx: &mut Tx, line: &Reading) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(line.id)
        .bind(line.seq)
        .bind(line.at)
        .bind(&line.act)
        .bind(&line.door)
        .bind(line.reader_id)
        .bind(&line.form_id)
        .bind(&line.list)
        .bind(line.submission_id)
        .bind(line.records)
        .bind(&line.mac)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The last line.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn last(conn: &mut Conn) -> Result<Option<Reading>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LAST).fetch_optional(c).await)?)
}

/// Up to `most` lines after one number, in order.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn after(conn: &mut Conn, seq: i64, most: i64) -> Result<Vec<Reading>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(AFTER).bind(seq).bind(most).fetch_all(c).await)?)
}

/// Up to `most` lines before one number, the latest first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn before(conn: &mut Conn, seq: i64, most: i64) -> Result<Vec<Reading>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BEFORE).bind(seq).bind(most).fetch_all(c).await)?)
}

/// Whether somebody opened a record at this instant or later.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn since(conn: &mut Conn, record: Uuid, reader: Uuid, at: i64) -> Result<bool, StoreError> {
    let found: i64 = on!(conn, c => sqlx::query_scalar(SINCE)
        .bind(record)
        .bind(reader)
        .bind(at)
        .fetch_one(c)
        .await)?;
    Ok(found > 0)
}
