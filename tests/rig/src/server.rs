//! The binary under trial: its data directory, its process, its log.

use crate::{Client, Engine, scratch};
use serde_json::Value;
use std::fs::File;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A data directory and its engine, laid by `dannaya init`, with a coordinator and with the limits on floods lifted.
#[derive(Debug)]
pub struct Home {
    /// The data directory.
    pub data: PathBuf,
    /// Everything that every server of this home wrote to its standard outputs.
    pub log: PathBuf,
    /// Where cases go.
    pub engine: Engine,
    /// Secret of the coordinator's second factor, in base 32.
    pub second_factor: String,
}

impl Home {
    /// In a new folder of the scratch folder.
    pub fn new(name: &str, engine: Engine) -> Self {
        Self::at(&scratch(name).join("data"), engine)
    }

    /// At `data`, which need not exist.
    pub fn at(data: &Path, engine: Engine) -> Self {
        let log = scratch("log").join("dannaya.log");
        let mut home = Self { data: data.to_owned(), log, engine, second_factor: String::new() };
        let made = home.command("init").status().expect("the binary starts");
        assert!(made.success(), "dannaya init ended with {made}\n{}", home.tail());
        home.lift_limits();
        let link = crate::staff::invite(|words| home.command(words));
        home.second_factor = crate::staff::enrol(&Server::start(&home), &link);
        home
    }

    /// `dannaya NAME --data DIR [--database URL]`, its outputs appended to the log.
    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(binary());
        command
            .args(name.split(' '))
            .arg("--data")
            .arg(&self.data)
            .args(self.engine.args())
            .stdin(Stdio::null());
        let log = File::options().create(true).append(true).open(&self.log).expect("the log can be written");
        let same = log.try_clone().expect("the log can be written twice");
        command.stdout(log).stderr(same);
        command
    }

    fn lift_limits(&self) {
        let file = self.data.join("dannaya.toml");
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        if text.lines().any(|line| line.trim() == "unlimited = true") {
            return;
        }
        let text = match text.split_once("[intake]\n") {
            Some((before, after)) => format!("{before}[intake]\nunlimited = true\n{after}"),
            None => format!("{text}\n[intake]\nunlimited = true\n"),
        };
        std::fs::write(&file, text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }

    /// What `dannaya audit --json` prints.
    pub fn audit(&self) -> Value {
        let output =
            self.command("audit").arg("--json").stdout(Stdio::piped()).output().expect("the binary starts");
        let text = String::from_utf8_lossy(&output.stdout);
        serde_json::from_str(&text)
            .unwrap_or_else(|e| panic!("audit printed no JSON ({e}): {text}\n{}", self.tail()))
    }

    /// The number of cases, after asserting that the audit finds nothing wrong.
    pub fn audited_cases(&self) -> u64 {
        let audit = self.audit();
        assert_eq!(audit["ok"], true, "{} does not hold together: {audit}", self.engine.name());
        audit["cases"].as_u64().unwrap_or_else(|| panic!("audit names no number of cases: {audit}"))
    }

    /// The whole log.
    pub fn logged(&self) -> String {
        std::fs::read(&self.log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }

    /// The end of the log, for messages.
    pub fn tail(&self) -> String {
        let log = self.logged();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(15)..].join("\n")
    }
}

/// A running `dannaya serve`, killed when dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// `host:port`.
    pub address: String,
    /// From the start of the process to its first good answer.
    pub start: Duration,
}

impl Server {
    /// Starts `home` and waits until it says it is well.
    pub fn start(home: &Home) -> Self {
        Self::try_start(home)
            .unwrap_or_else(|status| panic!("dannaya serve ended with {status}\n{}", home.tail()))
    }

    /// As [`Server::start`].
    ///
    /// # Errors
    /// How the process ended, when it ended before it was ready.
    pub fn try_start(home: &Home) -> Result<Self, ExitStatus> {
        let port = free_port();
        let mut command = home.command("serve");
        command.args(["--listen", &format!("127.0.0.1:{port}")]);
        Self::run(command, port, Duration::from_secs(30))
    }

    /// Starts any command that will listen on `port`.
    ///
    /// # Errors
    /// As [`Server::try_start`].
    pub fn run(mut command: Command, port: u16, patience: Duration) -> Result<Self, ExitStatus> {
        let begun = Instant::now();
        let child = command.spawn().expect("the binary starts");
        let mut server = Self { child, address: format!("127.0.0.1:{port}"), start: Duration::ZERO };
        while begun.elapsed() < patience {
            if Client::new(&server.address).get("/healthz").is_ok_and(|answer| answer.status == 200) {
                server.start = begun.elapsed();
                return Ok(server);
            }
            if let Ok(Some(status)) = server.child.try_wait() {
                return Err(status);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the server is not ready after {patience:?}")
    }

    /// A new connection.
    pub fn client(&self) -> Client {
        Client::new(&self.address)
    }

    /// The process number.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// As a power cut would: SIGKILL, no goodbye.
    pub fn kill(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }

    /// As an administrator would: SIGTERM, then waits.
    pub fn stop(&mut self) -> ExitStatus {
        drop(Command::new("kill").arg(self.pid().to_string()).status());
        self.wait(Duration::from_secs(20)).unwrap_or_else(|| panic!("the server ignores SIGTERM"))
    }

    /// How the process ended, if it does within `patience`.
    pub fn wait(&mut self, patience: Duration) -> Option<ExitStatus> {
        let begun = Instant::now();
        while begun.elapsed() < patience {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }

    /// A line of `/proc/PID/status` in KiB: `VmRSS` is the memory in use, `VmHWM` its peak.
    pub fn memory_kib(&self, line: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap_or_default();
        let found = status.lines().find_map(|text| text.strip_prefix(line)?.strip_prefix(':'));
        found.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    }

    /// Lets `VmHWM` begin again at the memory in use now (proc(5), `clear_refs`).
    pub fn forget_peak(&self) {
        std::fs::write(format!("/proc/{}/clear_refs", self.pid()), "5").expect("the peak can be forgotten");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Whether a process ended by itself with a code that tells its supervisor of a failure.
pub fn gave_up(status: ExitStatus) -> bool {
    status.code().is_some_and(|code| code != 0) && status.signal().is_none()
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("the loopback is there");
    listener.local_addr().expect("a listener has an address").port()
}

/// The binary that `cargo xtask` built.
pub fn binary() -> PathBuf {
    std::env::var_os("DANNAYA_BIN")
        .map(PathBuf::from)
        .expect("DANNAYA_BIN names the binary; cargo xtask test sets it")
}
