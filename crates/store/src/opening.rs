//! Connecting, and refusing to run on a database that would not keep its promises.
//!
//! SQLite's defaults lose acknowledged rows on a power cut and leave deleted rows and temporary files
//! on disk; a PostgreSQL server may have been told not to wait for its disk. What is set here is read back.

use crate::engine::{Conn, Db, Tx};
use crate::{Place, Settings, StoreError};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::Path;
use std::str::FromStr;

/// Readers of the file. Each is a thread and a page cache; the file's pages are in the system's cache anyway.
const FILE_READERS: u32 = 3;
/// Connections to the server, besides the writer's.
const SERVER_READERS: u32 = 8;
/// A statement of a page that takes longer has gone wrong.
const STATEMENT_TIMEOUT: &str = "SET statement_timeout = '10s'";

static SQLITE_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");

/// Opens the pools that are read from. The writer has been opened before, so the file is there.
pub(crate) async fn open_readers(settings: &Settings) -> Result<Db, StoreError> {
    match &settings.place {
        Place::File(path) => {
            let options = file_options(path, settings).read_only(true).pragma("cache_size", "-2048");
            let read = SqlitePoolOptions::new()
                .max_connections(FILE_READERS)
                .acquire_timeout(settings.patience)
                .test_before_acquire(false)
                .connect_with(options)
                .await?;
            let mut conn = Conn::Sqlite(read.acquire().await?);
            expect_setting(&mut conn, "temp_store", "PRAGMA temp_store", &["2"]).await?;
            Ok(Db::Sqlite { read })
        }
        Place::Postgres(url) => {
            let pool = server_pool(settings, SERVER_READERS)
                .after_connect(|conn, _| {
                    Box::pin(async move {
                        sqlx::raw_sql(STATEMENT_TIMEOUT).execute(conn).await?;
                        Ok(())
                    })
                })
                .connect_with(PgConnectOptions::from_str(url)?)
                .await?;
            Ok(Db::Postgres { pool })
        }
    }
}

/// Where the writer gets its one connection from, and gets it anew after a server was away.
#[derive(Debug)]
pub(crate) enum Source {
    Sqlite(sqlx::SqlitePool),
    Postgres(sqlx::PgPool),
}

impl Source {
    /// Prepares to connect; touches the disk only to make the file.
    pub(crate) fn new(settings: &Settings) -> Result<Self, StoreError> {
        match &settings.place {
            Place::File(path) => {
                make_private(path)?;
                let options = file_options(path, settings)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .pragma("secure_delete", "ON")
                    .pragma("cache_size", "-4096")
                    .pragma("journal_size_limit", "8388608")
                    // SQLite's own checkpoint swallows errors of the disk; the writer's does not.
                    .pragma("wal_autocheckpoint", "0");
                let pool = SqlitePoolOptions::new()
                    .max_connections(1)
                    .idle_timeout(None)
                    .max_lifetime(None)
                    .acquire_timeout(settings.patience)
                    .connect_lazy_with(options);
                Ok(Self::Sqlite(pool))
            }
            Place::Postgres(url) => {
                let options = PgConnectOptions::from_str(url)?;
                Ok(Self::Postgres(server_pool(settings, 1).connect_lazy_with(options)))
            }
        }
    }

    /// The writer's connection, its settings read back.
    pub(crate) async fn connect(&self) -> Result<Tx, StoreError> {
        let mut conn = match self {
            Self::Sqlite(pool) => Conn::Sqlite(pool.acquire().await?),
            Self::Postgres(pool) => Conn::Postgres(pool.acquire().await?),
        };
        for (name, query, wanted) in promises(self) {
            expect_setting(&mut conn, name, query, wanted).await?;
        }
        Ok(Tx(conn))
    }

    /// Brings the schema up to date; several nodes may try at once.
    pub(crate) async fn migrate(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(pool) => SQLITE_MIGRATIONS.run(pool).await,
            Self::Postgres(pool) => POSTGRES_MIGRATIONS.run(pool).await,
        }
        .map_err(|error| StoreError::Migration(error.to_string()))
    }

    /// Lets go of the file or server.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

type Promise = (&'static str, &'static str, &'static [&'static str]);

/// Name, question and accepted answers (the first is the one asked for) of each setting that must hold.
fn promises(source: &Source) -> &'static [Promise] {
    match source {
        Source::Sqlite(_) => &[
            ("journal_mode", "PRAGMA journal_mode", &["wal"]),
            ("synchronous", "PRAGMA synchronous", &["2"]),
            ("foreign_keys", "PRAGMA foreign_keys", &["1"]),
            ("secure_delete", "PRAGMA secure_delete", &["1"]),
            ("temp_store", "PRAGMA temp_store", &["2"]),
            ("wal_autocheckpoint", "PRAGMA wal_autocheckpoint", &["0"]),
        ],
        Source::Postgres(_) => &[
            ("synchronous_commit", "SHOW synchronous_commit", &["on", "remote_apply"]),
            ("fsync", "SHOW fsync", &["on"]),
            ("full_page_writes", "SHOW full_page_writes", &["on"]),
            ("server_encoding", "SHOW server_encoding", &["UTF8"]),
        ],
    }
}

async fn expect_setting(
    conn: &mut Conn,
    name: &'static str,
    query: &'static str,
    wanted: &'static [&'static str],
) -> Result<(), StoreError> {
    // SQLite answers some of these as numbers and some as text.
    let found = match conn {
        Conn::Sqlite(held) => {
            let row = sqlx::query(query).fetch_one(&mut **held).await?;
            sqlx::Row::try_get_unchecked(&row, 0)?
        }
        Conn::Postgres(held) => sqlx::query_scalar::<_, String>(query).fetch_one(&mut **held).await?,
    };
    if wanted.contains(&found.as_str()) {
        Ok(())
    } else {
        Err(StoreError::Setting { name, found, wanted: wanted.first().copied().unwrap_or_default() })
    }
}

fn file_options(path: &Path, settings: &Settings) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .foreign_keys(true)
        .busy_timeout(settings.patience)
        // No row may land in a temporary file outside the data directory.
        .pragma("temp_store", "MEMORY")
}

fn server_pool(settings: &Settings, most: u32) -> PgPoolOptions {
    PgPoolOptions::new().max_connections(most).acquire_timeout(settings.patience)
}

/// Makes the file before SQLite does, readable by its owner alone; WAL and shared memory inherit that.
fn make_private(path: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) => Err(StoreError::Unavailable(format!("{}: {error}", path.display()))),
    }
}

#[cfg(test)]
mod tests {
    use super::Source;
    use crate::{Settings, StoreError};

    #[tokio::test]
    async fn a_file_whose_settings_would_lose_rows_or_leave_traces_is_refused() {
        for (name, broken, found) in [
            ("journal_mode", "PRAGMA journal_mode = DELETE", "delete"),
            ("synchronous", "PRAGMA synchronous = NORMAL", "1"),
            ("foreign_keys", "PRAGMA foreign_keys = OFF", "0"),
            ("secure_delete", "PRAGMA secure_delete = OFF", "0"),
            ("temp_store", "PRAGMA temp_store = FILE", "1"),
            ("wal_autocheckpoint", "PRAGMA wal_autocheckpoint = 1000", "1000"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let source = Source::new(&Settings::file(folder.path().join("test.db"))).unwrap();
            let mut tx = source.connect().await.unwrap();
            tx.command(broken).await.unwrap();
            drop(tx);
            // The pool has one connection: it is the same.
            let refused = source.connect().await.map(|_| ());
            let told = matches!(&refused, Err(StoreError::Setting { name: of, found: is, .. })
                if *of == name && is == found);
            assert!(told, "{name}: {refused:?}");
        }
    }
}
