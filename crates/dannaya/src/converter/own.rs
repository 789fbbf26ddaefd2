//! This program as a process of its own: what a workbook does to it, it does to nothing else.

use super::bounded::{self, MEMORY, Stopped};
use crate::failure::{Failure, Outcome};
use rustix::process::Resource;
use site::authoring::{self, Read};
use site::texts::Tr;
use std::io::{Read as _, Write as _};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::process::Command;
use tokio::sync::Semaphore;
use xlsform::Limits;

/// Workbooks that are converted at once: each may take half a gigabyte.
static TURNS: Semaphore = Semaphore::const_new(1);
/// The program that runs, also after its file was replaced (proc(5)).
const MYSELF: &str = "/proc/self/exe";
/// What abort(3) and the kernel send: for memory that there is not, and for time that is over (signal(7)).
const ABORTED: i32 = 6;
const KILLED: i32 = 9;
const TIME_OVER: i32 = 24;
/// What the standard library says before it aborts because there is no memory.
const NO_MEMORY: &[u8] = b"memory allocation of";

/// Has this program convert a workbook, within limits of memory and time.
///
/// # Errors
/// When the workbook asks for more than it may have, or others are being converted for too long.
pub async fn form(file: &Path, bytes: &[u8], tr: &Tr, patience: Duration) -> Outcome<Read> {
    let _turn = match tokio::time::timeout(patience, TURNS.acquire()).await {
        Ok(turn) => turn.map_err(Failure::internal)?,
        Err(_) => return Err(Failure::new("cli-form-workbook-busy")),
    };
    let mut command = Command::new(MYSELF);
    command.args(["form", "convert-bounded", "--lang", tr.lang.tag()]).env_clear();
    let name = file.display().to_string().replace(['\n', '\0'], " ");
    let input = [name.as_bytes(), b"\n", bytes].concat();
    let slow = || Failure::new("cli-form-workbook-slow").with("seconds", patience.as_secs());
    let ended =
        bounded::run(command, Resource::Data, &input, patience).await.map_err(|stopped| match stopped {
            Stopped::Slow => slow(),
            Stopped::Missing(error) | Stopped::Failed(error) => Failure::internal(error),
        })?;
    match ended.status.signal() {
        Some(TIME_OVER | KILLED) => return Err(slow()),
        Some(ABORTED) if ended.stderr.starts_with(NO_MEMORY) => {
            return Err(Failure::new("cli-form-workbook-hungry").with("most", MEMORY >> 20));
        }
        _ => {}
    }
    serde_json::from_slice(&ended.stdout)
        .map_err(|_| Failure::new("cli-form-workbook-failed").with("detail", ended.status))
}

/// The other end: reads a name and a workbook from standard input and writes the form, or what is wrong, to standard output. It
/// has one thread, for each more would be counted as memory.
///
/// # Errors
/// When one of the two cannot be read or written.
pub fn convert(tr: &Tr) -> Outcome {
    let mut input = Vec::new();
    let most = Limits::default().file + LONGEST_NAME;
    std::io::stdin().lock().take(most).read_to_end(&mut input).map_err(Failure::internal)?;
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(input.len());
    let file = PathBuf::from(String::from_utf8_lossy(&input[..end]).into_owned());
    let made: Read = authoring::convert(&file, input.get(end + 1..).unwrap_or_default(), tr);
    let said = serde_json::to_vec(&made).map_err(Failure::internal)?;
    std::io::stdout().lock().write_all(&said).map_err(Failure::internal)
}

/// Bytes of the name of a file (PATH_MAX of Linux), and of the byte that shows a workbook to be too long.
const LONGEST_NAME: u64 = 4_096 + 1;
