//! A demo of the product as the ground of a measure: a coalition at work, whose people hold keys.

use rig::server::{binary, free_port};
use rig::{Server, scratch};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A data directory with synthetic cases in every state.
#[derive(Debug)]
pub struct Demo {
    /// Where everything of it is.
    pub folder: PathBuf,
    /// The data directory.
    pub data: PathBuf,
    /// What the demo printed, the log-ins among it.
    pub log: PathBuf,
}

impl Demo {
    /// A demo laid before.
    pub fn kept(folder: &Path) -> Self {
        Self { data: folder.join("data"), log: folder.join("demo.log"), folder: folder.to_owned() }
    }

    /// Lays a demo of so many cases without serving it.
    pub fn lay(name: &str, cases: u64) -> Self {
        let demo = Self::kept(&scratch(name));
        demo.must(demo.command("demo").args(["--cases", &cases.to_string(), "--seed", "1", "--seed-only"]));
        demo
    }

    /// The file of the database.
    pub fn database(&self) -> PathBuf {
        self.data.join("dannaya.db")
    }

    /// Bytes of the database and its log.
    pub fn bytes(&self) -> u64 {
        let file = |name: &str| std::fs::metadata(self.data.join(name)).map_or(0, |file| file.len());
        file("dannaya.db") + file("dannaya.db-wal")
    }

    /// Invites people who read no contents, so that no report is sealed to one more; gives log-in and enrolment link of each.
    pub fn invite(&self, people: usize) -> Vec<(String, String)> {
        self.must(self.command("team add").args(["--name", "SYNTHETIC team", "--short", "bench"]));
        let invite = |number: usize| {
            let login = format!("bench-{number}");
            let mut command = self.command("member add");
            command.args(["--login", &login, "--role", "auditor", "--team", "bench"]).stdout(Stdio::piped());
            let output = command.output().expect("the binary starts");
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            let link = said.find("/desk/enrol/").map(|at| said[at..].trim().to_owned());
            (login, link.unwrap_or_else(|| panic!("no enrolment link, see {}", self.log.display())))
        };
        (0..people).map(invite).collect()
    }

    /// Serves it, without limits on floods.
    pub fn serve(&self) -> Server {
        let port = free_port();
        let mut command = self.command("demo");
        command.args(["--listen", &format!("127.0.0.1:{port}")]);
        Server::run(command, port, Duration::from_secs(300))
            .unwrap_or_else(|status| panic!("the demo ended with {status}, see {}", self.log.display()))
    }

    /// Makes the public figures as of `day`.
    pub fn release(&self, day: &str) {
        self.must(self.command("release").args(["--as-of", day]));
    }

    /// Asserts that `dannaya audit` finds nothing.
    pub fn audit(&self) {
        self.must(self.command("audit").arg("--json"));
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(binary());
        let log = File::options().create(true).append(true).open(&self.log).expect("the log can be written");
        let same = log.try_clone().expect("the log can be written twice");
        command.args(name.split(' ')).arg("--data").arg(&self.data).env("DANNAYA_INTAKE_UNLIMITED", "true");
        command.stdout(log).stderr(same);
        command
    }

    fn must(&self, command: &mut Command) {
        let status = command.status().expect("the binary starts");
        assert!(status.success(), "{command:?} ended with {status}, see {}", self.log.display());
    }

    /// Reference of a case that the demo pointed at: not a copy, so that its handlers can open it.
    pub fn a_case(&self) -> Option<String> {
        let printed = std::fs::read_to_string(&self.log).ok()?;
        let reference = printed.split_once("(DN-")?.1.split(')').next()?.to_owned();
        Some(format!("DN-{reference}"))
    }

    /// Removes everything.
    pub fn clear(self) {
        // What cannot be removed stays in the temporary folder of the run.
        drop(std::fs::remove_dir_all(&self.folder));
    }
}
