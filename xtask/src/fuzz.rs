//! `cargo xtask fuzz`: libFuzzer at every door through which strangers' bytes come in, a minute each. Needs a nightly toolchain and
//! cargo-fuzz, which are fetched when they are missing. An input that breaks something ends the run and stays in `target/fuzz/found`.

use crate::shell::{Outcome, call, cargo, option, root};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is tried, and the largest input of each in bytes: larger ones are slower and find no more.
const TARGETS: [(&str, usize); 6] = [
    ("form", 16_384),
    ("record", 8_192),
    ("expression", 512),
    ("parcel", 8_192),
    ("workbook", 16_384),
    ("sheets", 4_096),
];
/// Seconds for each unless told otherwise.
const SECONDS: u32 = 60;
/// Mebibytes of memory, and seconds for one input, after which it counts as broken.
const BOUNDS: [&str; 2] = ["-rss_limit_mb=2048", "-timeout=20"];

pub fn run(args: &[String]) -> Outcome {
    let seconds = option(args, "--seconds")
        .map_or(Ok(SECONDS), |n| n.parse().map_err(|_| format!("--seconds {n}: not a number")))?;
    let only = args
        .iter()
        .enumerate()
        .find(|(at, arg)| !arg.starts_with("--") && (*at == 0 || args[at - 1] != "--seconds"));
    let only = only.map(|(_, name)| name.as_str());
    let names = TARGETS.map(|(name, _)| name);
    if let Some(unknown) = only.filter(|only| !names.contains(only)) {
        return Err(format!("no such target: {unknown} (there are {})", names.join(", ")));
    }
    ensure_tools()?;
    let ground = target().join("fuzz");
    let seeds = ground.join("seeds");
    call(cargo(&["run", "--quiet", "--package", "fuzzing", "--"]).arg(&seeds))?;
    // The fuzzer tries the versions that are shipped.
    let lock = |folder: &Path| folder.join("Cargo.lock");
    std::fs::copy(lock(root()), lock(&root().join("fuzz"))).map_err(|e| format!("fuzz/Cargo.lock: {e}"))?;
    let mut broken = Vec::new();
    for (name, longest) in TARGETS.into_iter().filter(|(name, _)| only.is_none_or(|only| only == *name)) {
        println!("\n== {name}");
        broken.extend(one(&ground, name, longest, seconds).err());
    }
    if broken.is_empty() { Ok(()) } else { Err(format!("failed\n  {}", broken.join("\n  "))) }
}

fn one(ground: &Path, name: &str, longest: usize, seconds: u32) -> Outcome {
    let (found, grown, scratch) =
        (ground.join("found").join(name), ground.join("grown").join(name), ground.join("tmp"));
    for folder in [&found, &grown, &scratch] {
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    let mut fuzz = nightly(&["fuzz", "run", "--fuzz-dir", "fuzz", "--sanitizer", "none", "--target-dir"]);
    // The first folder grows, the others are read.
    fuzz.arg(ground.join("built")).arg(name).arg(&grown).arg(ground.join("seeds").join(name));
    let words = root().join("fuzz/words").join(if name == "form" || name == "record" { "xml" } else { name });
    let words = words.with_extension("dict");
    fuzz.arg("--").args(BOUNDS).arg(format!("-max_total_time={seconds}")).arg(format!("-max_len={longest}"));
    fuzz.arg(format!("-artifact_prefix={}/", found.display())).arg("-print_final_stats=1");
    if words.is_file() {
        fuzz.arg(format!("-dict={}", words.display()));
    }
    let outcome = call(fuzz.env("TMPDIR", &scratch));
    // The house of a target leaves its files when the fuzzer ends the process.
    drop(std::fs::remove_dir_all(&scratch));
    outcome.map_err(|error| format!("{name}: {error}; the input is in {}", found.display()))
}

fn ensure_tools() -> Outcome {
    let known = |command: &mut Command| command.output().is_ok_and(|answer| answer.status.success());
    if !known(&mut nightly(&["--version"])) {
        call(Command::new("rustup").args(["toolchain", "install", "nightly", "--profile", "minimal"]))?;
    }
    if !known(&mut nightly(&["fuzz", "--version"])) {
        call(&mut cargo(&["install", "--locked", "cargo-fuzz"]))?;
    }
    Ok(())
}

/// A command of the nightly toolchain's cargo.
fn nightly(args: &[&str]) -> Command {
    let mut command = Command::new("rustup");
    command.args(["run", "nightly", "cargo"]).args(args);
    // Set by the cargo that runs this; they would lead back to its own toolchain.
    for name in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN", "CARGO_MANIFEST_DIR"] {
        command.env_remove(name);
    }
    command
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
