//! pyxform's `xls2xform` as a process of its own.

use super::bounded::{self, Stopped};
use super::{Refused, shortened};
use crate::failure::{Failure, Outcome};
use rustix::process::Resource;
use std::fmt::Display;
use std::path::Path;
use std::time::Duration;
use tokio::process::Command;
use xlsform::Converted;

/// Has a program convert a workbook, in a folder of its own and within limits of memory and time.
///
/// # Errors
/// When it cannot be started, takes too long, or leaves nothing.
pub async fn convert(
    program: &Path,
    bytes: &[u8],
    name: &str,
    patience: Duration,
) -> Outcome<Result<Converted, Refused>> {
    let failed = |key, detail: &dyn Display| super::failed(key, &program.display(), detail);
    let folder = tempfile::tempdir().map_err(Failure::internal)?;
    let extension = if bytes.starts_with(b"PK") { "xlsx" } else { "xls" };
    let plain: String =
        name.chars().map(|sign| if sign == '/' || sign == '\0' { '_' } else { sign }).collect();
    let (book, form) = (folder.path().join(format!("{plain}.{extension}")), folder.path().join("form.xml"));
    std::fs::write(&book, bytes).map_err(|error| Failure::file(&book, &error))?;
    let mut command = Command::new(program);
    command
        .arg("--skip_validate")
        .args([&book, &form])
        .current_dir(folder.path())
        .env_clear()
        .envs(std::env::vars_os().filter(|(name, _)| name == "PATH" || name == "LANG"));
    let ended =
        bounded::run(command, Resource::As, &[], patience).await.map_err(|stopped| match stopped {
            Stopped::Missing(error) => failed("cli-form-converter-missing", &error),
            Stopped::Slow => failed("cli-form-converter-slow", &patience.as_secs()),
            Stopped::Failed(error) => failed("cli-form-converter-failed", &error),
        })?;
    if !ended.status.success() || !form.exists() {
        let said =
            String::from_utf8_lossy(if ended.stderr.is_empty() { &ended.stdout } else { &ended.stderr });
        // The last line of a traceback names the fault.
        let fault = shortened(said.trim().lines().last().unwrap_or_default());
        return match fault.is_empty() {
            true => Err(failed("cli-form-converter-failed", &ended.status)),
            false => Ok(Err(Refused::Told(fault))),
        };
    }
    let xml = std::fs::read_to_string(&form).map_err(|error| Failure::file(&form, &error))?;
    let itemsets = std::fs::read_to_string(folder.path().join("itemsets.csv")).ok();
    Ok(Ok(Converted { xml, itemsets, rows: Vec::new() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;
    use std::time::Instant;

    /// A program that stands for `xls2xform`. It is called with `--skip_validate IN OUT`.
    fn program(folder: &Path, script: &str) -> PathBuf {
        let path = folder.join("converter");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    async fn outcome(script: &str, patience: Duration) -> Outcome<Result<Converted, Refused>> {
        let folder = tempfile::tempdir().unwrap();
        convert(&program(folder.path(), script), b"PK\x03\x04", "a/b", patience).await
    }

    const LONG: Duration = Duration::from_secs(30);

    #[tokio::test]
    async fn what_another_program_writes_is_the_form() {
        let form = outcome("test \"$1\" = --skip_validate && cp \"$2\" \"$3\"", LONG).await.unwrap().unwrap();
        assert_eq!(form.xml, "PK\u{3}\u{4}");
    }

    #[tokio::test]
    async fn what_another_program_finds_is_passed_on() {
        let found = outcome("echo Traceback >&2; echo '[row : 3] no name' >&2; exit 1", LONG).await.unwrap();
        assert!(matches!(found, Err(Refused::Told(text)) if text == "[row : 3] no name"));
    }

    #[tokio::test]
    async fn a_program_that_does_not_end_is_killed() {
        let start = Instant::now();
        let failure = outcome("sleep 600; exit 1", Duration::from_millis(300)).await.unwrap_err();
        assert_eq!(failure.key, "cli-form-converter-slow");
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[tokio::test]
    async fn a_program_gets_no_more_memory_than_it_is_given() {
        let hungry = "sleep 0.5; ulimit -v; exit 1";
        let told = outcome(hungry, LONG).await.unwrap();
        assert!(matches!(told, Err(Refused::Told(text)) if text == "524288"));
    }

    #[tokio::test]
    async fn a_program_that_wants_more_memory_ends_without_a_form() {
        // `tail` keeps the end of what it reads.
        let hungry = "sleep 0.5; head -c 700000000 /dev/zero | tail -c 650000000 > \"$3\" && exit 0; exit 1";
        let outcome = outcome(hungry, LONG).await;
        assert!(matches!(&outcome, Ok(Err(Refused::Told(text))) if text.contains("memory")), "{outcome:?}");
    }

    #[tokio::test]
    async fn a_missing_program_is_named() {
        let failure = convert(Path::new("/nowhere/xls2xform"), b"PK", "f", LONG).await.unwrap_err();
        assert_eq!(failure.key, "cli-form-converter-missing");
    }
}
