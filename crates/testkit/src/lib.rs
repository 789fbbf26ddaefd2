//! Fresh engines for tests. A test that touches the store runs its body on every one of them:
//!
//! ```no_run
//! # async fn the_story(_: &store::Store) {}
//! # async fn f() {
//! for engine in testkit::engines().await {
//!     the_story(&engine.store).await;
//! }
//! # }
//! ```
//!
//! The PostgreSQL server is the one `DANNAYA_TEST_POSTGRES` names, else a throw-away cluster of this
//! process. Without either the test fails and says what to install: an engine is never skipped in silence.

mod cluster;
mod database;

pub use cluster::{Cluster, ClusterError, SERVER_VARIABLE};
pub use database::Database;

use store::{Settings, Store};
use tempfile::TempDir;

/// An empty store with the present schema. Its file or database goes when this is dropped.
#[derive(Debug)]
pub struct TestStore {
    /// The store.
    pub store: Store,
    /// What it was opened with; opening again gives a second store on the same data.
    pub settings: Settings,
    home: Home,
}

#[derive(Debug)]
enum Home {
    Folder(TempDir),
    Database(Database),
}

impl TestStore {
    /// A second store on the same data, as after a restart or on another node.
    pub async fn reopen(&self) -> Store {
        must(Store::open(self.settings.clone()).await)
    }

    /// The folder of the SQLite file; none for PostgreSQL.
    pub fn folder(&self) -> Option<&std::path::Path> {
        match &self.home {
            Home::Folder(folder) => Some(folder.path()),
            Home::Database(_) => None,
        }
    }

    /// What `--database` takes to open the same data: a path or a URL.
    pub fn place(&self) -> String {
        match &self.home {
            Home::Folder(folder) => folder.path().join(FILE).display().to_string(),
            Home::Database(database) => database.url().to_owned(),
        }
    }
}

const FILE: &str = "test.db";

/// A fresh store on each engine.
pub async fn engines() -> Vec<TestStore> {
    vec![sqlite().await, postgres().await]
}

/// A fresh store in a SQLite file of its own.
pub async fn sqlite() -> TestStore {
    let folder = must(tempfile::Builder::new().prefix("dannaya-test-").tempdir());
    let settings = Settings::file(folder.path().join(FILE));
    TestStore { store: must(Store::open(settings.clone()).await), settings, home: Home::Folder(folder) }
}

/// A fresh store in a PostgreSQL database of its own.
pub async fn postgres() -> TestStore {
    let database = must(Database::fresh().await);
    let settings = Settings::database(database.url());
    TestStore { store: must(Store::open(settings.clone()).await), settings, home: Home::Database(database) }
}

#[expect(clippy::panic, reason = "a test without its engine must fail and say what is missing")]
fn must<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("{error}"),
    }
}
