//! A PostgreSQL server for one run: its own folder, its own port, gone afterwards.

use crate::needs::{self, POSTGRES};
use crate::shell::is_root;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Stopped when dropped.
#[derive(Debug)]
pub struct Cluster {
    server: Child,
    stop: Command,
    /// Connects as the owner of the cluster, who may create databases.
    pub url: String,
    /// Where the server keeps its files, for searches on disk.
    pub data: PathBuf,
}

impl Cluster {
    /// Starts one in `scratch`. PostgreSQL refuses to run as root, so root starts it as the user `postgres`.
    ///
    /// # Errors
    /// What is missing, or the end of the server's log.
    pub fn start(scratch: &Path) -> Result<Self, String> {
        let programs = needs::find(&POSTGRES).and_then(|initdb| std::fs::canonicalize(initdb).ok());
        let programs =
            programs.and_then(|initdb| initdb.parent().map(Path::to_owned)).ok_or("initdb vanished")?;
        let data = scratch.join("postgres");
        let owner = owner()?;
        std::fs::create_dir_all(&data).map_err(|e| format!("{}: {e}", data.display()))?;
        if let Some((user, group)) = owner {
            std::os::unix::fs::chown(&data, Some(user), Some(group)).map_err(|e| e.to_string())?;
        }
        let command = |program: &str| as_owner(&programs.join(program), owner, &data);
        let made = command("initdb")
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"])
            .output()
            .map_err(|e| format!("initdb: {e}"))?;
        if !made.status.success() {
            return Err(format!("initdb: {}", String::from_utf8_lossy(&made.stderr)));
        }
        let port = free_port()?;
        let log = std::fs::File::create(scratch.join("postgres.log")).map_err(|e| e.to_string())?;
        let server = command("postgres")
            .args(["-h", "127.0.0.1", "-p", &port.to_string(), "-c", "unix_socket_directories="])
            .args(["-c", "max_connections=300"])
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(|e| format!("postgres: {e}"))?;
        let mut stop = command("pg_ctl");
        stop.args(["stop", "-m", "immediate", "-s"]);
        let cluster = Self {
            server,
            stop,
            url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
            data: data.clone(),
        };
        cluster.wait(command("pg_isready").env_remove("PGDATA").args([
            "-q",
            "-h",
            "127.0.0.1",
            "-p",
            &port.to_string(),
        ]))?;
        Ok(cluster)
    }

    fn wait(&self, ready: &mut Command) -> Result<(), String> {
        for _ in 0..150 {
            if ready.status().is_ok_and(|status| status.success()) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        let log = self.data.with_file_name("postgres.log");
        Err(format!("PostgreSQL did not start:\n{}", std::fs::read_to_string(log).unwrap_or_default()))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Nothing better to do on failure: the server ends with its terminal, and its folder is thrown away.
        drop(self.stop.status());
        drop(self.server.kill());
        drop(self.server.wait());
    }
}

fn as_owner(program: &Path, owner: Option<(u32, u32)>, data: &Path) -> Command {
    let mut command = Command::new(program);
    command.env("PGDATA", data).current_dir(data);
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command
}

/// The user and group numbers of `postgres` when we are root.
fn owner() -> Result<Option<(u32, u32)>, String> {
    if !is_root() {
        return Ok(None);
    }
    let users = std::fs::read_to_string("/etc/passwd").map_err(|e| format!("/etc/passwd: {e}"))?;
    let fields: Vec<&str> =
        users.lines().find(|line| line.starts_with("postgres:")).unwrap_or_default().split(':').collect();
    let number = |at: usize| fields.get(at).and_then(|field| field.parse().ok());
    match (number(2), number(3)) {
        (Some(user), Some(group)) => Ok(Some((user, group))),
        _ => {
            Err("root cannot run PostgreSQL, and there is no user `postgres` (Debian package postgresql)"
                .into())
        }
    }
}

fn free_port() -> Result<u16, String> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").map_err(|e| e.to_string())?;
    Ok(listener.local_addr().map_err(|e| e.to_string())?.port())
}
