//! `cargo xtask`: the commands a person or a machine types to check, try and measure Dannaya.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool talks to who typed it")]

mod forms;
mod fuzz;
mod lint;
mod needs;
mod postgres;
mod shell;
mod test;
mod trials;

use shell::Outcome;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask lint                              format, clippy, rooms, words, licences
cargo xtask test [--only PART]...             everything, under 30 minutes on two cores
                                              PART: unit, doc, forms, hostile, canary, crash, field, faults, browser
cargo xtask demo [ARGS]                       build and run `dannaya demo ARGS`
cargo xtask bench [intake|growth|forms] [ARGS] speed and memory against the floor and the goals
cargo xtask crash [--rounds N]                kill -9 under load, long form (100 rounds an engine)
cargo xtask faults [--rounds N]               storage faults, long form
cargo xtask field [--rounds N]                field teams, long form; with DANNAYA_KBIT=20 over lines as thin as in the field
cargo xtask fuzz [--seconds N] [TARGET]       anything at every door of strangers, 60 s each (nightly toolchain)
                                              TARGET: form, record, expression, parcel, workbook, sheets
cargo xtask powercut [--rounds N]             power cuts on ext4 (root)
cargo xtask screens                           pictures of every page into docs/screens
DANNAYA_BIN=PATH before any of these tries that binary instead of building one";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    match run(command, rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask {command}: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, args: &[String]) -> Outcome {
    std::env::set_current_dir(shell::root()).map_err(|e| e.to_string())?;
    match command {
        "lint" => lint::run(),
        "test" => test::run(args),
        "demo" => trials::demo(args),
        "bench" => trials::bench(args),
        "crash" => trials::crash(args),
        "faults" => trials::faults(args),
        "field" => trials::field(args),
        "fuzz" => fuzz::run(args),
        "powercut" => trials::power_cut(args),
        "screens" => trials::screens(),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("no such command: {other}\n\n{USAGE}")),
    }
}
