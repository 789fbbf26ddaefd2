//! `cargo xtask test`: everything that must hold before a change lands, in under 30 minutes on two cores.

use crate::forms;
use crate::needs::{
    self, CHROMIUM, JAVA, MKFS, NODE, NPM, Need, PIP, PNGQUANT, POPPLER, POSTGRES, STRACE, XFS_IO,
};
use crate::postgres::Cluster;
use crate::shell::{Outcome, call, cargo, root};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// What can be asked for by `--only`, in the order in which it runs.
const PARTS: [&str; 9] = ["unit", "doc", "forms", "hostile", "canary", "crash", "field", "faults", "browser"];

/// Those that try no binary.
const WITHOUT_BINARY: [&str; 3] = ["unit", "doc", "forms"];

/// Rounds of the short form of crash and faults.
const SHORT: u32 = 10;

pub fn run_parts(parts: &[&str], rounds: u32, release: bool) -> Outcome {
    let ground = Ground::lay(parts, rounds, release)?;
    let mut failures = Vec::new();
    let mut times = Vec::new();
    for part in parts {
        let start = Instant::now();
        let outcome = ground.run_part(part);
        times.push(format!("{part} {} s", start.elapsed().as_secs()));
        failures.extend(outcome.err().map(|failure| format!("{part}: {failure}")));
    }
    println!("\n{}", times.join(" · "));
    if failures.is_empty() { Ok(()) } else { Err(format!("failed\n  {}", failures.join("\n  "))) }
}

pub fn run(args: &[String]) -> Outcome {
    let asked: Vec<&str> = args.iter().map(String::as_str).filter(|arg| *arg != "--only").collect();
    if let Some(unknown) = asked.iter().find(|part| !PARTS.contains(part)) {
        return Err(format!("no such part: {unknown} (there are {})", PARTS.join(", ")));
    }
    let parts: Vec<&str> =
        PARTS.into_iter().filter(|part| asked.is_empty() || asked.contains(part)).collect();
    run_parts(&parts, SHORT, false)
}

/// What one run needs around it: a scratch folder, a PostgreSQL server, the binary. Thrown away when dropped.
struct Ground {
    cluster: Option<Cluster>,
    scratch: PathBuf,
    binary: PathBuf,
    rounds: u32,
}

impl Ground {
    fn lay(parts: &[&str], rounds: u32, release: bool) -> Result<Self, String> {
        let asks = |some: &[&str]| parts.iter().any(|part| some.contains(part));
        let served = asks(&["unit", "hostile", "canary", "crash", "field", "faults"]);
        let wanted = [
            (asks(&["browser"]), &[NODE, NPM, CHROMIUM][..]),
            (asks(&["forms"]), &[NODE, NPM, PIP, JAVA]),
            (asks(&["unit"]), &[POPPLER]),
            (asks(&["faults"]), &[STRACE, MKFS, XFS_IO]),
            (asks(&["powercut"]), &[MKFS, XFS_IO]),
            (served, &[POSTGRES]),
        ];
        // All at once, so that who may not install learns everything in one answer.
        let needs: Vec<Need> =
            wanted.into_iter().filter(|(asked, _)| *asked).flat_map(|(_, needs)| needs).copied().collect();
        needs::ensure(&needs)?;
        if asks(&["browser"]) {
            needs::node_packages("tests/browser")?;
        }
        if asks(&["forms"]) {
            forms::fetch()?;
        }
        let scratch = std::env::temp_dir().join(format!("dannaya-test-{}", std::process::id()));
        std::fs::create_dir_all(&scratch).map_err(|e| format!("{}: {e}", scratch.display()))?;
        let given = std::env::var_os("DANNAYA_BIN").map(PathBuf::from);
        let mut ground =
            Self { cluster: None, scratch, binary: given.clone().unwrap_or_else(|| built(release)), rounds };
        if served {
            ground.cluster = Some(Cluster::start(&ground.scratch)?);
        }
        if given.is_none() && parts.iter().any(|part| !WITHOUT_BINARY.contains(part)) {
            build(release)?;
        }
        Ok(ground)
    }

    fn run_part(&self, part: &str) -> Outcome {
        println!("\n== {part}");
        match part {
            "unit" if has_nextest() => self.go(cargo(&["nextest", "run", "--workspace", "--no-tests=pass"])),
            "unit" => self.go(cargo(&["test", "--workspace", "--all-targets"])),
            "doc" => self.go(cargo(&["test", "--workspace", "--doc", "--quiet"])),
            "browser" => self.browser(&["--test"]),
            "forms" => self.suite("differential").and_then(|()| forms::validate()),
            suite => self.suite(suite),
        }
    }

    fn suite(&self, name: &str) -> Outcome {
        // Of the whole workspace, so that nothing is built a second time with other features.
        let whole = ["test", "--workspace", "--test", name];
        self.go(cargo(&[&whole[..], &["--", "--ignored", "--test-threads=1", "--nocapture"]].concat()))
    }

    fn browser(&self, args: &[&str]) -> Outcome {
        let mut node = Command::new("node");
        node.args(args).current_dir(root().join("tests/browser"));
        if let Some(chromium) = needs::find(&CHROMIUM) {
            node.env("CHROMIUM", chromium);
        }
        self.go(node)
    }

    /// Temporary files go to the scratch folder: they leave with it, and the canary can search them.
    fn go(&self, mut command: Command) -> Outcome {
        command.env("TMPDIR", &self.scratch).env("DANNAYA_BIN", &self.binary);
        command.env("DANNAYA_ROUNDS", self.rounds.to_string());
        if let Some(cluster) = &self.cluster {
            command
                .env("DANNAYA_TEST_POSTGRES", &cluster.url)
                .env("DANNAYA_TEST_POSTGRES_DATA", &cluster.data);
        }
        call(&mut command)
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        self.cluster = None;
        drop(std::fs::remove_dir_all(&self.scratch));
    }
}

/// Makes the pictures of `docs/screens`.
pub fn screens() -> Outcome {
    needs::ensure(&[PNGQUANT])?;
    Ground::lay(&["browser"], 0, false)?.browser(&["screens.mjs"])
}

pub fn build(release: bool) -> Outcome {
    let profile: &[&str] = if release { &["--release"] } else { &[] };
    call(cargo(&["build", "--package", "dannaya"]).args(profile))
}

/// Where cargo leaves the binary.
pub fn built(release: bool) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join(if release { "release" } else { "debug" }).join("dannaya")
}

fn has_nextest() -> bool {
    cargo(&["nextest", "--version"]).output().is_ok_and(|answer| answer.status.success())
}
