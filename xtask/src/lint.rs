//! `cargo xtask lint`: what must hold of the text of the code, whatever it does when it runs.

mod literals;
mod rooms;
mod words;

use crate::shell::{Outcome, call, cargo, which};

const IN_TESTS: [&str; 8] = [
    "-A",
    "clippy::unwrap_used",
    "-A",
    "clippy::expect_used",
    "-A",
    "clippy::panic",
    "-A",
    "clippy::print_stdout",
];

pub fn run() -> Outcome {
    let mut broken = Vec::new();
    for (name, findings) in [("rooms", rooms::check()?), ("words", words::check()?)] {
        println!("{name}: {}", if findings.is_empty() { "ok" } else { "broken" });
        broken.extend(findings);
    }
    for finding in &broken {
        println!("  {finding}");
    }
    if !broken.is_empty() {
        return Err(format!("{} broken rules, listed above", broken.len()));
    }
    run_cargo(&["fmt", "--all", "--check"])?;
    run_cargo(&["clippy", "--workspace", "--quiet", "--", "-D", "warnings"])?;
    // A test may end where it stands; what it shares with other tests may too, which clippy's own exception for test
    // functions does not cover.
    let tests = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    run_cargo(&[&tests[..], &IN_TESTS].concat())?;
    licences()
}

fn run_cargo(args: &[&str]) -> Outcome {
    call(&mut cargo(args))
}

/// The advisory database is a clone from a host that a build machine may not reach, so it is not asked for here.
fn licences() -> Outcome {
    if which("cargo-deny").is_none() {
        println!("licences: not checked, cargo-deny is not installed (cargo install --locked cargo-deny)");
        return Ok(());
    }
    run_cargo(&["deny", "--offline", "check", "bans", "licenses", "sources"])
}
