//! A data directory for a test, and the real binary in it.

use rig::Server;
use rig::server::free_port;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// What a command said and how it ended.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// A data directory that goes when it is dropped.
pub struct TestHome {
    folder: TempDir,
    database: Option<String>,
}

/// A command of the binary, in French whatever the machine speaks.
pub fn dannaya(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dannaya"));
    command
        .args(args)
        .env_remove("DANNAYA_LANG")
        .env_remove("RUST_LOG")
        .env("LANG", "C")
        .stdin(Stdio::null());
    command
}

pub fn said(output: Output) -> Said {
    // French typography puts spaces that do not break before colons; a test compares words.
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    Said { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// What a file says, with spaces that break.
pub fn said_in(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap().replace(['\u{a0}', '\u{202f}'], " ")
}

impl TestHome {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database: None }
    }

    /// An empty folder whose house keeps its cases on a server.
    pub fn on_server(url: &str) -> Self {
        Self { database: Some(url.to_owned()), ..Self::empty() }
    }

    /// A folder laid by `dannaya init`.
    pub fn laid() -> Self {
        let home = Self::empty();
        home.lay();
        home
    }

    /// Runs `dannaya init` and expects it to do it.
    pub fn lay(&self) {
        let said = self.run("init", &[]);
        assert_eq!(said.code, 0, "{}", said.err);
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.data().join(name)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// `dannaya COMMAND --data … ARGS`, not yet started. The command may be of two words.
    pub fn command(&self, command: &str, args: &[&str]) -> Command {
        let mut made = dannaya(&command.split(' ').collect::<Vec<_>>());
        made.arg("--data").arg(self.data()).args(args);
        if let Some(url) = &self.database {
            made.args(["--database", url]);
        }
        made
    }

    pub fn run(&self, command: &str, args: &[&str]) -> Said {
        said(self.command(command, args).output().unwrap())
    }

    /// Somebody who can open what is reported.
    pub fn staff(&self, server: &Server) {
        rig::staff::enrol(server, &rig::staff::invite(|words| self.command(words, &[])));
    }

    /// Starts `dannaya serve`; its log goes to `log` in the folder.
    pub fn serve(&self, args: &[&str]) -> Server {
        let port = free_port();
        let mut command = self.command("serve", args);
        command.args(["--listen", &format!("127.0.0.1:{port}")]).stdout(Stdio::null());
        let log = std::fs::File::options().create(true).append(true).open(self.log()).unwrap();
        command.stderr(log);
        let log = || std::fs::read_to_string(self.log()).unwrap();
        Server::run(command, port, Duration::from_secs(60))
            .unwrap_or_else(|status| panic!("{status}: {}", log()))
    }

    pub fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }
}
