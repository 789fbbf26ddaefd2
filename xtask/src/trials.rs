//! The commands that run for long or to be looked at: demo, bench, the long trials, the pictures.

use crate::shell::{Outcome, call, cargo, is_root, option};
use crate::test::{self, build, built, run_parts};

/// Builds the optimised binary and runs `dannaya demo` with the words given.
pub fn demo(args: &[String]) -> Outcome {
    call(cargo(&["run", "--release", "--package", "dannaya", "--", "demo"]).args(args))
}

pub fn bench(args: &[String]) -> Outcome {
    build(true)?;
    call(cargo(&["run", "--release", "--package", "bench", "--"]).args(args).env("DANNAYA_BIN", built(true)))
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
