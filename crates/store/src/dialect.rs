//! Every difference between the engines that a statement or an error shows. Beside this, only connections
//! themselves ask which engine runs: `engine.rs`, opening, the writer and the beginnings of a snapshot.
//!
//! What needs no difference, and how it is written for both:
//! - placeholders `$1`, upserts `ON CONFLICT … DO UPDATE SET n = table.n + excluded.n`, `RETURNING`;
//! - numbers are `BIGINT`/`INTEGER` and `i64`, truth values `BOOLEAN`/`INTEGER` and `bool` (`TRUE` and
//!   `FALSE` in texts), ids `UUID`/`BLOB` and `Uuid`, bytes `BYTEA`/`BLOB` and `Vec<u8>`, JSON is `TEXT`;
//! - `SUM` of numbers must be `CAST(SUM(n) AS BIGINT)`: PostgreSQL would answer `NUMERIC`;
//! - the present instant is always bound, never `now()`.

use crate::StoreError;
use crate::engine::Statement;
use sqlx::error::{DatabaseError, ErrorKind};
use sqlx::postgres::PgDatabaseError;
use sqlx::sqlite::SqliteError;

/// Takes due rows of the outbox for one worker. PostgreSQL skips rows another node is taking.
/// `$1` new due instant (end of the lease), `$2` now, `$3` most rows.
pub(crate) const CLAIM_DUE: Statement = Statement {
    name: "dialect::CLAIM_DUE",
    sqlite: "UPDATE outbox SET due = $1, attempts = attempts + 1 WHERE id IN \
             (SELECT id FROM outbox WHERE state = 'queued' AND due <= $2 ORDER BY due LIMIT $3) \
             RETURNING id, kind, payload, state, due, attempts, last_error, dedupe_key, created",
    postgres: "UPDATE outbox SET due = $1, attempts = attempts + 1 WHERE id IN \
               (SELECT id FROM outbox WHERE state = 'queued' AND due <= $2 ORDER BY due LIMIT $3 \
               FOR UPDATE SKIP LOCKED) \
               RETURNING id, kind, payload, state, due, attempts, last_error, dedupe_key, created",
};

pub(crate) const STATEMENTS: &[Statement] = &[CLAIM_DUE];

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(told) => {
                if let Some(sqlite) = told.try_downcast_ref::<SqliteError>() {
                    from_sqlite(sqlite)
                } else if let Some(postgres) = told.try_downcast_ref::<PgDatabaseError>() {
                    from_postgres(postgres)
                } else {
                    Self::Broken(told.message().to_owned())
                }
            }
            sqlx::Error::Configuration(told) => {
                Self::Unavailable(format!("its address cannot be read: {told}"))
            }
            sqlx::Error::WorkerCrashed => Self::Broken(error.to_string()),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed => Self::Unavailable(error.to_string()),
            other => Self::Value(other.to_string()),
        }
    }
}

/// Primary result codes (sqlite.org/rescode.html) after which the file or the disk cannot be trusted:
/// NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB.
const SQLITE_BROKEN: [i32; 8] = [7, 8, 10, 11, 13, 14, 15, 26];
/// BUSY and LOCKED.
const SQLITE_BUSY: [i32; 2] = [5, 6];
/// SQLITE_CONSTRAINT_PRIMARYKEY.
const SQLITE_PRIMARY_KEY: i32 = 1555;

fn from_sqlite(error: &SqliteError) -> StoreError {
    let code: i32 = error.code().and_then(|code| code.parse().ok()).unwrap_or_default();
    let primary = code & 0xff;
    if error.kind() == ErrorKind::UniqueViolation {
        return StoreError::Conflict(constraint_name(error.message(), code == SQLITE_PRIMARY_KEY));
    }
    if SQLITE_BROKEN.contains(&primary) {
        return StoreError::Broken(error.to_string());
    }
    if SQLITE_BUSY.contains(&primary) {
        return StoreError::Busy;
    }
    StoreError::Refused { code: code.to_string(), message: error.message().to_owned() }
}

/// SQLite tells columns ("UNIQUE constraint failed: releases.pack, releases.as_of"), PostgreSQL the name
/// it gave the constraint ("releases_pack_as_of_key"): the second is made from the first.
fn constraint_name(message: &str, primary_key: bool) -> String {
    let told = message.strip_prefix("UNIQUE constraint failed: ").unwrap_or(message);
    if let Some(index) = told.strip_prefix("index ") {
        return index.trim_matches('\'').to_owned();
    }
    let columns: Vec<(&str, &str)> = told.split(", ").filter_map(|c| c.split_once('.')).collect();
    let Some((table, _)) = columns.first() else { return told.to_owned() };
    if primary_key {
        return format!("{table}_pkey");
    }
    let names: Vec<&str> = columns.iter().map(|(_, column)| *column).collect();
    format!("{table}_{}_key", names.join("_"))
}

fn from_postgres(error: &PgDatabaseError) -> StoreError {
    let code = error.code();
    if error.kind() == ErrorKind::UniqueViolation {
        return StoreError::Conflict(error.constraint().unwrap_or_default().to_owned());
    }
    match code {
        // disk_full, io_error, data_corrupted, index_corrupted
        "53100" | "58030" | "XX001" | "XX002" => StoreError::Broken(format!("{} ({code})", error.message())),
        // deadlock, serialization failure, lock not available, statement timeout
        "40P01" | "40001" | "55P03" | "57014" => StoreError::Busy,
        // connection exceptions, server going down, session ended by a time-out, no place for one more connection, and a
        // server that only reads: after a failover the writer's connection is given up and another server looked for
        _ if code.starts_with("08")
            || code.starts_with("57P")
            || ["25P03", "53300", "25006"].contains(&code) =>
        {
            StoreError::Unavailable(format!("{} ({code})", error.message()))
        }
        _ => StoreError::Refused { code: code.to_owned(), message: error.message().to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::constraint_name;

    #[test]
    fn a_broken_constraint_of_sqlite_gets_the_name_postgresql_would_give() {
        let unique = "UNIQUE constraint failed: members.login";
        assert_eq!(constraint_name(unique, false), "members_login_key");
        let pair = "UNIQUE constraint failed: releases.pack, releases.as_of";
        assert_eq!(constraint_name(pair, false), "releases_pack_as_of_key");
        assert_eq!(constraint_name("UNIQUE constraint failed: teams.id", true), "teams_pkey");
        assert_eq!(constraint_name("UNIQUE constraint failed: index 'folded'", false), "folded");
    }
}
