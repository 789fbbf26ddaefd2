//! Storage that fails: system calls made to err, file systems of their own, the power cut.

use crate::{Server, scratch};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Makes system calls of a running server fail, until dropped.
#[derive(Debug)]
pub struct Injection(Child);

impl Injection {
    /// From now on `calls` (as strace names them) on files below `data` answer `error`.
    pub fn start(server: &Server, data: &Path, calls: &str, error: &str) -> Self {
        let report = scratch("strace").join("strace.log");
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o"]).arg(&report);
        for name in ["dannaya.db", "dannaya.db-wal", "dannaya.db-journal"] {
            command.arg("-P").arg(data.join(name));
        }
        command.args(["-e", &format!("trace={calls}"), "-e", &format!("inject={calls}:error={error}")]);
        command.args(["-p", &server.pid().to_string()]).stderr(Stdio::inherit());
        let tracer = Self(command.spawn().expect("strace is installed"));
        // A server that has ended at its first failed call is a zombie by now, and no longer traced.
        let failing = || {
            let status =
                std::fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap_or_default();
            !status.contains("TracerPid:\t0\n") || status.contains("State:\tZ")
        };
        for _ in 0..1000 {
            if failing() {
                return tracer;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("strace could not attach to the server: root or kernel.yama.ptrace_scope=0 is needed")
    }
}

impl Drop for Injection {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// An ext4 file system in a file, mounted; unmounted when dropped. Root only.
#[derive(Debug)]
pub struct Disk {
    image: PathBuf,
    /// Where it is mounted.
    pub mount: PathBuf,
}

impl Disk {
    /// A new one of this size.
    pub fn new(mebibytes: u32) -> Self {
        let folder = scratch("disk");
        let disk = Self { image: folder.join("disk.img"), mount: folder.join("mount") };
        std::fs::create_dir(&disk.mount).expect("the scratch folder can be written");
        sh("truncate", &["-s", &format!("{mebibytes}M"), &disk.image.to_string_lossy()]);
        sh("mkfs.ext4", &["-q", "-F", "-m", "0", &disk.image.to_string_lossy()]);
        disk.attach();
        disk
    }

    /// Mounts it.
    pub fn attach(&self) {
        sh("mount", &["-o", "loop", &self.image.to_string_lossy(), &self.mount.to_string_lossy()]);
    }

    /// Unmounts it.
    pub fn detach(&self) {
        sh("umount", &[&self.mount.to_string_lossy()]);
    }

    /// What a power cut does: nothing that was not yet on the disk will ever be, the journal of the file system included
    /// (`XFS_IOC_GOINGDOWN` without flushing the log, which ext4 understands too).
    pub fn cut_power(&self) {
        sh("xfs_io", &["-x", "-c", "shutdown", &self.mount.to_string_lossy()]);
    }

    /// A power cut under a program that has ended already, and the power's return.
    pub fn lose_power(&self) {
        self.cut_power();
        self.detach();
        self.attach();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.mount).stderr(Stdio::null()).status());
    }
}

/// Whether file systems can be mounted here.
pub fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}

fn sh(program: &str, args: &[&str]) {
    let path = format!("{}:/usr/sbin:/sbin", std::env::var("PATH").unwrap_or_default());
    let status = Command::new(program).args(args).env("PATH", path).status();
    assert!(status.as_ref().is_ok_and(std::process::ExitStatus::success), "{program} {args:?}: {status:?}");
}
