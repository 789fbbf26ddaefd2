//! The two database engines on which everything must hold.

use std::process::Command;

/// Where a server under trial keeps its cases.
#[derive(Debug, Clone)]
pub enum Engine {
    /// `dannaya.db` in the data directory.
    Sqlite,
    /// The URL of an empty database.
    Postgres(String),
}

impl Engine {
    /// For messages.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// The words to add to a `dannaya` command.
    pub fn args(&self) -> Vec<&str> {
        match self {
            Self::Sqlite => Vec::new(),
            Self::Postgres(url) => vec!["--database", url],
        }
    }
}

/// SQLite, and PostgreSQL with a new database called `name` on the server at `DANNAYA_TEST_POSTGRES`. An engine is never left
/// out in silence: without the variable the trial fails.
pub fn engines(name: &str) -> Vec<Engine> {
    let server = std::env::var("DANNAYA_TEST_POSTGRES")
        .expect("DANNAYA_TEST_POSTGRES names a server; cargo xtask test starts one and sets it");
    let database = format!("{name}_{}", std::process::id());
    let made = Command::new("psql")
        .args(["-q", "-d", &server, "-c", &format!("CREATE DATABASE {database}")])
        .status();
    assert!(made.is_ok_and(|status| status.success()), "psql could not create {database} on {server}");
    let (host, _) = server.rsplit_once('/').expect("DANNAYA_TEST_POSTGRES ends with /database");
    vec![Engine::Sqlite, Engine::Postgres(format!("{host}/{database}"))]
}
