//! The door: read, write, and the news that writing has ended.

use crate::engine::{Conn, Db, Engine, Tx};
use crate::opening::open_readers;
use crate::unit::Waiting;
use crate::writer::{self, Message, Running};
use crate::{Settings, StoreError};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::oneshot;

/// The database of the house. Clones are handles to the same store.
#[derive(Clone)]
pub struct Store {
    db: Db,
    writer: Arc<Running>,
}

/// What the writer has done since it started, for metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Transactions committed.
    pub groups: u64,
    /// Units in them; `units / groups` share one sync of the disk.
    pub units: u64,
    /// Units that wait now.
    pub waiting: usize,
}

impl Store {
    /// Opens the database, makes it when it is an absent file, and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Setting`] when the database would lose acknowledged rows or leave plaintext on disk,
    /// [`StoreError::Migration`] when the schema is newer than this program or damaged,
    /// [`StoreError::Unavailable`] when file or server cannot be reached.
    pub async fn open(settings: Settings) -> Result<Self, StoreError> {
        let writer = Arc::new(writer::start(settings.clone()).await?);
        let db = open_readers(&settings).await?;
        Ok(Self { db, writer })
    }

    /// Which engine runs below.
    pub fn engine(&self) -> Engine {
        match self.db {
            Db::Sqlite { .. } => Engine::Sqlite,
            Db::Postgres { .. } => Engine::Postgres,
        }
    }

    /// A connection to read with; it goes back when it is dropped. Each statement sees the last commit.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when none became free in time.
    pub async fn read(&self) -> Result<Conn, StoreError> {
        Ok(match &self.db {
            Db::Sqlite { read } => Conn::Sqlite(read.acquire().await?),
            Db::Postgres { pool } => Conn::Postgres(pool.acquire().await?),
        })
    }

    /// A connection on which every statement sees the same moment, until it is dropped. Keep it for minutes at most:
    /// SQLite's log cannot be emptied and PostgreSQL keeps dead rows meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when none became free in time.
    pub async fn snapshot(&self) -> Result<Conn, StoreError> {
        let mut conn = self.read().await?;
        // Nothing ends the transaction but the end of the connection, so it must not go back to the pool.
        let begin = match &mut conn {
            Conn::Sqlite(held) => {
                held.close_on_drop();
                "BEGIN"
            }
            Conn::Postgres(held) => {
                held.close_on_drop();
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            }
        };
        conn.command(begin).await?;
        Ok(conn)
    }

    /// Runs `act` in the writer's transaction, whole or not at all, and returns its answer after the disk
    /// has it. Units wait in the order of their calls; a unit sees everything stored before it.
    ///
    /// `act` leaves at the first error (on PostgreSQL a failed statement spoils the rest of the unit),
    /// awaits nothing but the store and does no slow work: everybody waits for it. If the caller goes away,
    /// the unit is stored all the same.
    ///
    /// ```no_run
    /// # async fn f(store: store::Store) -> Result<(), store::StoreError> {
    /// let total = store.write(async |tx| store::counters::add(tx, "reports", 1).await).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// The error of `act`, with nothing of it stored; [`StoreError::Busy`] or [`StoreError::Unavailable`]
    /// when it never ran or was undone; [`StoreError::Broken`] or [`StoreError::Stopped`] when the database
    /// failed and nothing more is accepted.
    pub async fn write<F, T>(&self, act: F) -> Result<T, StoreError>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<T, StoreError> + Send + 'static,
        T: Send + 'static,
    {
        let (caller, answer) = oneshot::channel();
        let unit = Message::Unit(Box::new(Waiting::new(act, caller)));
        match self.writer.queue.try_send(unit) {
            Ok(()) => answer.await.unwrap_or_else(|_| Err(self.stopped())),
            Err(TrySendError::Full(_)) => Err(StoreError::Busy),
            Err(TrySendError::Closed(_)) => Err(self.stopped()),
        }
    }

    /// Leaves no copy of what was deleted in the files of SQLite: empties the log, whose pages still hold it, into the file,
    /// where the places it stood in are overwritten with zeros. False when somebody reads a moment from before: try again
    /// later. Waits for a tenth of a second at most while others want to write.
    ///
    /// PostgreSQL keeps deleted rows until it vacuums and its own log for longer; nothing is done there.
    ///
    /// # Errors
    /// Those of [`Store::write`].
    pub async fn wipe_deleted(&self) -> Result<bool, StoreError> {
        let (caller, answer) = oneshot::channel();
        match self.writer.queue.try_send(Message::Wipe(caller)) {
            Ok(()) => answer.await.unwrap_or_else(|_| Err(self.stopped())),
            Err(TrySendError::Full(_)) => Err(StoreError::Busy),
            Err(TrySendError::Closed(_)) => Err(self.stopped()),
        }
    }

    /// Waits until writing has ended because of a failure, and says why. The binary prints it and exits
    /// with an error; it never returns while all is well or after [`Store::close`].
    pub async fn fatal(&self) -> String {
        let mut news = self.writer.fatal.clone();
        loop {
            if let Some(reason) = news.borrow_and_update().clone() {
                return reason;
            }
            if news.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// What the writer has done and what waits.
    pub fn written(&self) -> Written {
        let queue = &self.writer.queue;
        Written {
            groups: self.writer.tally.groups.load(Ordering::Relaxed),
            units: self.writer.tally.units.load(Ordering::Relaxed),
            waiting: queue.max_capacity() - queue.capacity(),
        }
    }

    /// Stores what was handed over before, then lets go of file or server. Later writes are refused.
    pub async fn close(&self) {
        let (told, closed) = oneshot::channel();
        match &self.db {
            Db::Sqlite { read } => read.close().await,
            Db::Postgres { pool } => pool.close().await,
        }
        if self.writer.queue.send(Message::Close(told)).await.is_ok() {
            // An error means that the writer ended on its own, which is what was asked.
            let _ = closed.await;
        }
    }

    /// Prepares every statement of this crate on the database; how many there are.
    ///
    /// # Errors
    /// The first statement that the database does not accept: its schema is not ours.
    pub async fn check_statements(&self) -> Result<usize, StoreError> {
        let mut conn = self.read().await?;
        let mut count = 0;
        for statement in crate::statements() {
            if let Err(error) = conn.prepare(statement).await {
                return Err(StoreError::Migration(format!("{}: {error}", statement.name)));
            }
            count += 1;
        }
        Ok(count)
    }

    fn stopped(&self) -> StoreError {
        StoreError::Stopped(self.writer.fatal.borrow().clone().unwrap_or_default())
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("engine", &self.engine())
            .field("written", &self.written())
            .finish_non_exhaustive()
    }
}
