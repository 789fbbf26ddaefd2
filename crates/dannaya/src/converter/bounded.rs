//! A process that may take so much memory and time and no more, and is killed with all that it started.

use super::WRITTEN;
use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process_group, prlimit};
use std::io;
use std::process::{Output, Stdio};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// Bytes of memory that the process may take.
pub const MEMORY: u64 = 512 << 20;

/// Why there is no output.
#[derive(Debug)]
pub enum Stopped {
    /// It cannot be started.
    Missing(io::Error),
    /// It took too long and was killed.
    Slow,
    /// What it wrote cannot be read.
    Failed(io::Error),
}

/// Runs a command with `input` on its standard input. `memory` is the limit that counts its memory: [`Resource::As`] for all of
/// its addresses, [`Resource::Data`] for what it can write to.
///
/// # Errors
/// [`Stopped`].
pub async fn run(
    mut command: Command,
    memory: Resource,
    input: &[u8],
    patience: Duration,
) -> Result<Output, Stopped> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .process_group(0)
        .spawn()
        .map_err(Stopped::Missing)?;
    let pid = child.id().and_then(|pid| Pid::from_raw(i32::try_from(pid).ok()?));
    if let Some(pid) = pid {
        for (resource, most) in [
            (memory, MEMORY),
            (Resource::Cpu, patience.as_secs().max(1)),
            (Resource::Fsize, WRITTEN),
            (Resource::Core, 0),
        ] {
            // A process that has ended already takes no limit, and needs none.
            let _ = prlimit(Some(pid), resource, Rlimit { current: Some(most), maximum: Some(most) });
        }
    }
    // It gets its input when it has its limits.
    let stdin = child.stdin.take();
    let work = async {
        if let Some(mut stdin) = stdin {
            // Whoever does not read it says why on its own.
            let _ = stdin.write_all(input).await;
        }
        child.wait_with_output().await
    };
    match tokio::time::timeout(patience, work).await {
        Ok(ended) => ended.map_err(Stopped::Failed),
        Err(_) => {
            // With all that it started itself.
            if let Some(pid) = pid {
                let _ = kill_process_group(pid, Signal::KILL);
            }
            Err(Stopped::Slow)
        }
    }
}
