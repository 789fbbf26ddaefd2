//! The least work that keeps the same promise: the same number of bytes, inserted and synced, many in one commit.

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// One row to keep, and where to say that it is kept.
type Row = (Vec<u8>, Sender<()>);

/// Most rows of one commit.
const GROUP: usize = 512;

/// Rows a second that `clients` waiting clients get through one writer in WAL with `synchronous=FULL`.
pub fn rows_per_second(folder: &Path, bytes: usize, clients: usize, seconds: u64) -> f64 {
    let (to_writer, rows) = channel::<Row>();
    let file = folder.join("floor.db");
    let writer = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(write(&file, &rows)).expect("the floor can be written");
    });
    let begun = Instant::now();
    let client = |to_writer: Sender<Row>| {
        let (kept, confirmation) = channel();
        let mut count = 0_u64;
        while begun.elapsed() < Duration::from_secs(seconds) {
            to_writer.send((vec![7; bytes], kept.clone())).expect("the writer listens");
            confirmation.recv().expect("the writer answers");
            count += 1;
        }
        count
    };
    let count: u64 = std::thread::scope(|scope| {
        let all: Vec<_> = (0..clients).map(|_| scope.spawn(|| client(to_writer.clone()))).collect();
        all.into_iter().map(|one| one.join().expect("a client does not break down")).sum()
    });
    let took = begun.elapsed();
    drop(to_writer);
    writer.join().expect("the writer ends well");
    count as f64 / took.as_secs_f64()
}

async fn write(file: &Path, rows: &Receiver<Row>) -> sqlx::Result<()> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection: SqliteConnection = options.connect().await?;
    sqlx::query("CREATE TABLE row (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
        .execute(&mut connection)
        .await?;
    while let Ok(first) = rows.recv() {
        let group: Vec<Row> = std::iter::once(first).chain(rows.try_iter().take(GROUP - 1)).collect();
        sqlx::query("BEGIN IMMEDIATE").execute(&mut connection).await?;
        for (bytes, _) in &group {
            sqlx::query("INSERT INTO row (bytes) VALUES ($1)").bind(bytes).execute(&mut connection).await?;
        }
        sqlx::query("COMMIT").execute(&mut connection).await?;
        for (_, kept) in group {
            // A client that stopped waiting needs no answer.
            kept.send(()).unwrap_or_default();
        }
    }
    Ok(())
}
