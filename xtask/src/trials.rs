//! The commands that run for long or to be looked at: demo, bench, the long trials, the pictures.

use crate::needs::{self, POSTGRES};
use crate::postgres::Cluster;
use crate::shell::{Outcome, call, cargo, is_root, option};
use crate::test::{self, build, built, run_parts};

/// Builds the optimised binary and runs `dannaya demo` with the words given.
pub fn demo(args: &[String]) -> Outcome {
    call(cargo(&["run", "--release", "--package", "dannaya", "--", "demo"]).args(args))
}

pub fn bench(args: &[String]) -> Outcome {
    build(true)?;
    let mut bench = cargo(&["run", "--release", "--package", "bench", "--"]);
    bench.args(args).env("DANNAYA_BIN", built(true));
    // Forms are measured on both engines.
    if !args.first().is_none_or(|first| first == "forms" || first.starts_with("--")) {
        return call(&mut bench);
    }
    needs::ensure(&[POSTGRES])?;
    let scratch = std::env::temp_dir().join(format!("dannaya-bench-{}", std::process::id()));
    let measured = Cluster::start(&scratch)
        .and_then(|cluster| call(bench.env("DANNAYA_TEST_POSTGRES", &cluster.url).env("TMPDIR", &scratch)));
    // What cannot be removed stays among the system's temporary files.
    drop(std::fs::remove_dir_all(&scratch));
    measured
}

pub fn crash(args: &[String]) -> Outcome {
    run_parts(&["crash"], rounds(args)?, true)
}

pub fn faults(args: &[String]) -> Outcome {
    run_parts(&["faults"], rounds(args)?, true)
}

pub fn field(args: &[String]) -> Outcome {
    run_parts(&["field"], rounds(args)?, true)
}

pub fn power_cut(args: &[String]) -> Outcome {
    if !is_root() {
        return Err("a power cut is made on a file system of its own, which only root can mount".into());
    }
    run_parts(&["powercut"], rounds(args)?, true)
}

pub fn screens() -> Outcome {
    test::screens()
}

fn rounds(args: &[String]) -> Result<u32, String> {
    option(args, "--rounds").map_or(Ok(100), |n| n.parse().map_err(|_| format!("--rounds {n}: not a number")))
}
