//! `dannaya pack check`: every fault of a service at once, with file, line and mend.

use crate::failure::Outcome;
use crate::say::Voice;
use crate::services::Draft;
use std::path::Path;
use std::process::ExitCode;

/// Checks a pack in a folder. Faults end with exit code 1.
///
/// # Errors
/// When a file is missing or cannot be read.
pub fn check(path: &Path, voice: &Voice) -> Outcome<ExitCode> {
    let draft = Draft::read(path, None)?;
    match draft.check() {
        Ok(_) => {
            voice.say("pack-check-sound", &[("file", &path.display().to_string())]);
            Ok(ExitCode::SUCCESS)
        }
        Err(fault) => {
            for line in fault.lines(&voice.tr) {
                voice.line(line);
            }
            Ok(ExitCode::FAILURE)
        }
    }
}
