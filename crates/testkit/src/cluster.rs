//! A throw-away PostgreSQL cluster that cannot outlive the process that started it.
//!
//! A small shell keeps the server: it waits for its standard input to close, which happens however this
//! process ends, then stops exactly the server it started and removes the folder. The server listens on a
//! socket in that folder and on no port, so that any number can run side by side.

use std::io;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Names a running server to test on, `postgres://user:password@host/postgres`; its user may make databases.
pub const SERVER_VARIABLE: &str = "DANNAYA_TEST_POSTGRES";

const KEEPER: &str = r#"
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=200 \
    -c shared_buffers=32MB >"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -QUIT "$server" 2>/dev/null
wait "$server"
rm -rf "$2"
"#;

/// How long a server may take to start on a busy machine.
const START_TRIES: u32 = 600;
const START_PAUSE: Duration = Duration::from_millis(50);

/// Why there is no PostgreSQL to test on.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// The programs are not there.
    #[error(
        "these tests need PostgreSQL and its programs (initdb, postgres, pg_isready) were not found. \
         On Debian: apt-get install postgresql. Or name a running server: \
         {SERVER_VARIABLE}=postgres://user:password@host/postgres"
    )]
    NotInstalled,
    /// A program failed.
    #[error("{program} failed: {told}")]
    Failed {
        /// Its name.
        program: &'static str,
        /// What it wrote.
        told: String,
    },
    /// The machine refused something.
    #[error("no test cluster: {0}")]
    Io(#[from] io::Error),
}

/// A running cluster; stopped and removed when it is dropped or its process ends.
#[derive(Debug)]
pub struct Cluster {
    url: String,
    keeper: Child,
}

impl Cluster {
    /// Makes and starts a cluster with `fsync` on. As root it runs as `postgres`, else `nobody`, because the
    /// server refuses root.
    ///
    /// # Errors
    /// [`ClusterError::NotInstalled`] when PostgreSQL is not on this machine.
    pub fn start() -> Result<Self, ClusterError> {
        let programs = programs().ok_or(ClusterError::NotInstalled)?;
        let folder = tempfile::Builder::new().prefix("dannaya-pg-").tempdir()?;
        let user = unprivileged(folder.path())?;
        if let Some((uid, gid)) = user {
            std::os::unix::fs::chown(folder.path(), Some(uid), Some(gid))?;
        }
        let command = |program: &Path| {
            let mut command = Command::new(program);
            command.current_dir(folder.path());
            if let Some((uid, gid)) = user {
                command.gid(gid).uid(uid);
            }
            command
        };
        let made = command(&programs.join("initdb"))
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"])
            .args(["--no-sync", "--pgdata"])
            .arg(folder.path().join("data"))
            .output()?;
        if !made.status.success() {
            let told = String::from_utf8_lossy(&made.stderr).into_owned();
            return Err(ClusterError::Failed { program: "initdb", told });
        }
        let keeper = command(Path::new("/bin/sh"))
            .args(["-c", KEEPER, "keeper"])
            .arg(&programs)
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Ctrl-C in a terminal must reach the tests, not the keeper before them.
            .process_group(0)
            .spawn()?;
        // From here on the keeper removes the folder.
        let folder = folder.keep();
        let socket = folder.display().to_string().replace('/', "%2F");
        let cluster = Self { url: format!("postgres://postgres@{socket}/postgres"), keeper };
        for _ in 0..START_TRIES {
            let answer =
                Command::new(programs.join("pg_isready")).arg("--quiet").arg("-h").arg(&folder).status()?;
            if answer.success() {
                return Ok(cluster);
            }
            std::thread::sleep(START_PAUSE);
        }
        let told = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
        Err(ClusterError::Failed { program: "postgres", told })
    }

    /// URL of its `postgres` database, for [`SERVER_VARIABLE`].
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // The keeper ends by itself; waiting only keeps the process table tidy.
        let _ = self.keeper.wait();
    }
}

/// Folder of the newest server's programs: what `pg_config` says, else where Debian puts them.
fn programs() -> Option<PathBuf> {
    let told = Command::new("pg_config").arg("--bindir").output().ok();
    let configured = told.map(|told| PathBuf::from(String::from_utf8_lossy(&told.stdout).trim()));
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    found.sort();
    configured
        .into_iter()
        .chain(found.into_iter().rev().map(|(_, folder)| folder))
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// User and group to run as when this process is root: who owns a folder it just made tells.
fn unprivileged(made: &Path) -> Result<Option<(u32, u32)>, ClusterError> {
    if std::fs::metadata(made)?.uid() != 0 {
        return Ok(None);
    }
    let accounts = std::fs::read_to_string("/etc/passwd")?;
    let ids = |name: &str| {
        let mut fields = accounts
            .lines()
            .map(|line| line.split(':'))
            .find_map(|mut fields| (fields.next() == Some(name)).then_some(fields))?;
        let uid = fields.nth(1)?.parse().ok()?;
        let gid = fields.next()?.parse().ok()?;
        Some((uid, gid))
    };
    let found = ids("postgres").or_else(|| ids("nobody"));
    found
        .map(Some)
        .ok_or_else(|| io::Error::other("no user `postgres` or `nobody` to run the server as").into())
}
