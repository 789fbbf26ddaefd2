//! `cargo xtask lint`: what must hold of the text of the code, whatever it does when it runs.

mod literals;
mod rooms;
mod words;

use crate::shell::{Outcome, call, cargo, which};

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
    run_cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?;
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
