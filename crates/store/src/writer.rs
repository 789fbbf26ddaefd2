//! The one writer: takes every unit that waits, commits them as one group, and only then answers.
//!
//! A disk syncs a few hundred times a second whatever is written; sharing one sync between all who wait
//! is worth a factor of ten. The price is that a failed sync fails the whole group, so everybody in it
//! is told so. It runs on a thread and a runtime of its own: a unit need not be `Send` while it runs, a
//! slow page cannot starve it, and a panic in it ends in one place.
//!
//! On PostgreSQL every group holds one advisory lock, so that writers of all nodes take turns and a
//! unit sees the same serial world as on SQLite: no lost update, no deadlock, no gap between check and insert.

use crate::StoreError;
use crate::engine::{Conn, Engine, Tx};
use crate::opening::Source;
use crate::unit::Unit;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot, watch};

/// Units that may wait; more are told [`StoreError::Busy`] at once.
pub(crate) const QUEUE: usize = 4096;
/// Units committed together at most.
pub(crate) const GROUP: usize = 256;
/// Frames of the write-ahead log not yet copied into the file before the writer copies them (4 MB).
const CHECKPOINT_FRAMES: i64 = 1000;

/// How long the log's emptying waits for readers while others want to write.
const SHORT_PATIENCE: Duration = Duration::from_millis(100);

/// One round trip. The time-outs keep a node that hangs from holding the lock against the others. The isolation is named,
/// because a server may have another default: with a snapshot taken before the lock was had, a unit would not see what was
/// stored while it waited.
const BEGIN_SERVER: &str = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL statement_timeout = '10s'; \
                            SET LOCAL idle_in_transaction_session_timeout = '30s'; \
                            SELECT pg_advisory_xact_lock(7238415691)";

/// What reaches the writer.
pub(crate) enum Message {
    Unit(Box<dyn Unit>),
    /// Leave no trace of what was deleted, as far as nobody reads it, and answer whether that was done.
    Wipe(oneshot::Sender<Result<bool, StoreError>>),
    /// Finish what was queued before, let go of the database, then answer.
    Close(oneshot::Sender<()>),
}

/// What the writer has done since it started.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) groups: AtomicU64,
    pub(crate) units: AtomicU64,
}

/// The ends of a running writer that a [`crate::Store`] holds.
pub(crate) struct Running {
    pub(crate) queue: mpsc::Sender<Message>,
    pub(crate) fatal: watch::Receiver<Option<String>>,
    pub(crate) tally: Arc<Tally>,
}

/// Starts the writer's thread, connects, brings the schema up to date.
pub(crate) async fn start(settings: crate::Settings) -> Result<Running, StoreError> {
    let (queue, waiting) = mpsc::channel(QUEUE);
    let (stop, fatal) = watch::channel(None);
    let (ready, readied) = oneshot::channel();
    let tally = Arc::new(Tally::default());
    let counted = Arc::clone(&tally);
    let body = move || {
        let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
            Ok(runtime) => runtime,
            Err(error) => {
                let _ = ready.send(Err(StoreError::Broken(error.to_string())));
                return;
            }
        };
        let work = runtime.block_on(async {
            match open(&settings).await {
                Ok((source, tx)) => {
                    let _ = ready.send(Ok(()));
                    Some((source, tx))
                }
                Err(error) => {
                    let _ = ready.send(Err(error));
                    None
                }
            }
        });
        let Some((source, tx)) = work else { return };
        let mut writer =
            Writer { source, patience: settings.patience, tx: Some(tx), tally: counted, stop: stop.clone() };
        let ended = std::panic::catch_unwind(AssertUnwindSafe(|| runtime.block_on(writer.run(waiting))));
        if ended.is_err() {
            stop.send_replace(Some(PANICKED.to_owned()));
        }
        // Whatever was open is rolled back by closing it. Dropped inside the runtime that made it.
        runtime.block_on(async move { drop(writer) });
    };
    std::thread::Builder::new()
        .name("store-writer".to_owned())
        .spawn(body)
        .map_err(|error| StoreError::Broken(error.to_string()))?;
    readied.await.map_err(|_| StoreError::Broken("the writer did not start".to_owned()))??;
    Ok(Running { queue, fatal, tally })
}

async fn open(settings: &crate::Settings) -> Result<(Source, Tx), StoreError> {
    let source = Source::new(settings)?;
    // Before the first migration: not even the schema is trusted to a database that forgets.
    let mut tx = source.connect().await?;
    if tx.engine() == Engine::Sqlite {
        // After a failed sync the system may show a log that the disk does not have, and what is appended
        // to it would be lost with it. So nothing is appended to the log of an earlier process.
        take_over_log(&mut tx, settings.patience).await?;
    }
    drop(tx);
    source.migrate().await?;
    let tx = source.connect().await?;
    Ok((source, tx))
}

/// Empties the log of an earlier process. SQLite waits for readers by itself, but not for another process that copies the
/// log at the same moment.
async fn take_over_log(tx: &mut Tx, patience: Duration) -> Result<(), StoreError> {
    let begun = Instant::now();
    while !empty_log(tx).await? {
        if begun.elapsed() >= patience {
            return Err(StoreError::LogHeld);
        }
        tokio::time::sleep(patience / 20).await;
    }
    Ok(())
}

/// Copies the whole write-ahead log into the file and empties it. False when a reader still needs it: SQLite answers that
/// with a row and not with an error.
async fn empty_log(tx: &mut Tx) -> Result<bool, StoreError> {
    let Conn::Sqlite(held) = &mut tx.0 else { return Ok(true) };
    let (blocked, _, _): (i64, i64, i64) =
        sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut **held).await?;
    Ok(blocked == 0)
}

/// [`empty_log`] for the time between two groups: a long reading must not keep all who write waiting.
async fn wipe_log(tx: &mut Tx, patience: Duration) -> Result<bool, StoreError> {
    let Conn::Sqlite(held) = &mut tx.0 else { return Ok(true) };
    // Copied first, as far as readers let it: what was deleted is then overwritten even if the log must stay.
    sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").fetch_one(&mut **held).await?;
    set_patience(tx, SHORT_PATIENCE.min(patience)).await?;
    let emptied = empty_log(tx).await;
    set_patience(tx, patience).await?;
    emptied
}

/// How long the writer's connection waits for a lock.
async fn set_patience(tx: &mut Tx, patience: Duration) -> Result<(), StoreError> {
    let Conn::Sqlite(held) = &mut tx.0 else { return Ok(()) };
    let text = format!("PRAGMA busy_timeout = {}", patience.as_millis());
    sqlx::query(sqlx::AssertSqlSafe(text)).fetch_one(&mut **held).await?;
    Ok(())
}

const PANICKED: &str = "a unit of work panicked";

/// Gives the reason of a panic before anybody of its group is woken by it: callers ask for it at once.
struct Aloud(watch::Sender<Option<String>>);

impl Drop for Aloud {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.send_replace(Some(PANICKED.to_owned()));
        }
    }
}

struct Writer {
    source: Source,
    patience: Duration,
    tx: Option<Tx>,
    tally: Arc<Tally>,
    stop: watch::Sender<Option<String>>,
}

impl Writer {
    /// Serves the queue until everybody let go of it, somebody closes it, or the database fails.
    async fn run(&mut self, mut queue: mpsc::Receiver<Message>) {
        let mut messages = Vec::new();
        while queue.recv_many(&mut messages, GROUP).await > 0 {
            let mut group = Vec::with_capacity(messages.len());
            let (mut wiping, mut closing) = (Vec::new(), Vec::new());
            for message in messages.drain(..) {
                match message {
                    Message::Unit(unit) => group.push(unit),
                    Message::Wipe(told) => wiping.push(told),
                    Message::Close(told) => closing.push(told),
                }
            }
            if !group.is_empty() && !self.serve(group).await {
                return;
            }
            if !wiping.is_empty() && !self.wipe(wiping).await {
                return;
            }
            if !closing.is_empty() {
                self.tx = None;
                self.source.close().await;
                for told in closing {
                    let _ = told.send(());
                }
                return;
            }
        }
        self.tx = None;
        self.source.close().await;
    }

    /// Commits one group and answers it. False when nothing more may be promised.
    async fn serve(&mut self, mut group: Vec<Box<dyn Unit>>) -> bool {
        let _aloud = Aloud(self.stop.clone());
        let outcome = self.commit(&mut group).await;
        let broken = match &outcome {
            Err(error @ (StoreError::Broken(_) | StoreError::Stopped(_))) => Some(error.to_string()),
            _ => None,
        };
        if let Some(reason) = &broken {
            self.stop.send_replace(Some(reason.clone()));
        } else if outcome.is_ok() {
            self.tally.groups.fetch_add(1, Ordering::Relaxed);
            self.tally.units.fetch_add(group.len() as u64, Ordering::Relaxed);
        }
        for unit in group {
            unit.answer(outcome.clone());
        }
        if broken.is_some() {
            return false;
        }
        match self.checkpoint().await {
            Ok(()) | Err(StoreError::Busy) => true,
            // Everything answered so far is in the log; only what would come next is in danger.
            Err(error) => {
                self.stop.send_replace(Some(error.to_string()));
                false
            }
        }
    }

    /// Empties the log, so that nothing deleted stands in it or, not yet overwritten, in the file. False when nothing more
    /// may be promised.
    async fn wipe(&mut self, wiping: Vec<oneshot::Sender<Result<bool, StoreError>>>) -> bool {
        let outcome = match &mut self.tx {
            Some(tx) => wipe_log(tx, self.patience).await,
            None => Ok(true),
        };
        let broken = match &outcome {
            Ok(_) | Err(StoreError::Busy) => None,
            Err(error) => Some(error.to_string()),
        };
        if let Some(reason) = &broken {
            self.stop.send_replace(Some(reason.clone()));
        }
        for told in wiping {
            let _ = told.send(outcome.clone());
        }
        broken.is_none()
    }

    async fn commit(&mut self, group: &mut [Box<dyn Unit>]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for unit in group {
            if let Err(lost) = in_savepoint(&mut tx, unit.as_mut()).await {
                discard(tx);
                return Err(lost);
            }
        }
        match tx.command("COMMIT").await {
            Ok(()) => {
                self.tx = Some(tx);
                Ok(())
            }
            Err(error) => {
                let known = is_known_rollback(tx.engine(), &error);
                discard(tx);
                if known { Err(error) } else { Err(StoreError::Broken(format!("COMMIT: {error}"))) }
            }
        }
    }

    /// Begins a transaction. Nothing is at stake yet: a server that went away is asked a second time.
    async fn begin(&mut self) -> Result<Tx, StoreError> {
        if let Some(mut tx) = self.tx.take() {
            match begin_on(&mut tx).await {
                Ok(()) => return Ok(tx),
                Err(StoreError::Unavailable(_)) => discard(tx),
                Err(error) => {
                    // Busy leaves a file's connection as it was; a server's may be inside a failed transaction.
                    if tx.engine() == Engine::Sqlite {
                        self.tx = Some(tx)
                    } else {
                        discard(tx)
                    }
                    return Err(error);
                }
            }
        }
        let mut tx = self.source.connect().await?;
        match begin_on(&mut tx).await {
            Ok(()) => Ok(tx),
            Err(error) => {
                discard(tx);
                Err(error)
            }
        }
    }

    /// Copies the write-ahead log into the file when it has grown, and notices when that fails.
    async fn checkpoint(&mut self) -> Result<(), StoreError> {
        let Some(Tx(Conn::Sqlite(held))) = &mut self.tx else { return Ok(()) };
        let (_, log, copied): (i64, i64, i64) =
            sqlx::query_as("PRAGMA wal_checkpoint(NOOP)").fetch_one(&mut **held).await?;
        if log - copied >= CHECKPOINT_FRAMES {
            sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").fetch_one(&mut **held).await?;
        }
        Ok(())
    }
}

async fn begin_on(tx: &mut Tx) -> Result<(), StoreError> {
    let text = match tx.engine() {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        Engine::Postgres => BEGIN_SERVER,
    };
    tx.command(text).await
}

/// Runs one unit so that its failure undoes it alone. An error means the whole transaction is lost.
async fn in_savepoint(tx: &mut Tx, unit: &mut dyn Unit) -> Result<(), StoreError> {
    tx.command("SAVEPOINT unit").await.map_err(lost)?;
    let error = match unit.act(tx).await {
        Ok(()) => match tx.command("RELEASE SAVEPOINT unit").await {
            Ok(()) => return Ok(()),
            Err(error) => {
                unit.fail(error.clone());
                error
            }
        },
        Err(error) => error,
    };
    if error.loses_the_group() {
        return Err(error);
    }
    tx.command("ROLLBACK TO SAVEPOINT unit").await.map_err(lost)?;
    tx.command("RELEASE SAVEPOINT unit").await.map_err(lost)
}

/// Transaction control that is refused means that the engine rolled everything back on its own.
fn lost(error: StoreError) -> StoreError {
    if error.loses_the_group() { error } else { StoreError::Broken(error.to_string()) }
}

/// A server that answers COMMIT with a refusal has rolled back; silence or a dying server leaves it open.
/// SQLite refuses COMMIT only when the disk does.
fn is_known_rollback(engine: Engine, error: &StoreError) -> bool {
    engine == Engine::Postgres
        && matches!(error, StoreError::Refused { .. } | StoreError::Conflict(_) | StoreError::Busy)
}

/// Closes a connection instead of using it again; the engine rolls back what was open.
fn discard(tx: Tx) {
    match tx.0 {
        Conn::Sqlite(mut held) => held.close_on_drop(),
        Conn::Postgres(mut held) => held.close_on_drop(),
    }
}
