//! `cargo run --package fuzzing -- FOLDER`: writes the seeds of every target into the folder, for `cargo xtask fuzz`.
#![expect(clippy::print_stderr, reason = "a command-line tool talks to who typed it")]

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "seeds".to_owned()));
    match fuzzing::seeds::write(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
