//! The programs that the trials call. As root they are installed from Debian; otherwise they are named.

use crate::shell::{Outcome, call, is_root, root, which};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program, under any of its names, and the Debian package that brings it.
#[derive(Debug, Clone, Copy)]
pub struct Need {
    names: &'static [&'static str],
    package: &'static str,
}

pub const POSTGRES: Need = Need { names: &["initdb"], package: "postgresql" };
pub const CHROMIUM: Need = Need { names: &["chromium", "chromium-browser"], package: "chromium" };
pub const NODE: Need = Need { names: &["node"], package: "nodejs" };
pub const NPM: Need = Need { names: &["npm"], package: "npm" };
pub const PIP: Need = Need { names: &["pip3", "pip"], package: "python3-pip" };
pub const JAVA: Need = Need { names: &["java"], package: "default-jre-headless" };
pub const PNGQUANT: Need = Need { names: &["pngquant"], package: "pngquant" };
pub const POPPLER: Need = Need { names: &["pdftotext"], package: "poppler-utils" };
pub const STRACE: Need = Need { names: &["strace"], package: "strace" };
pub const MKFS: Need = Need { names: &["mkfs.ext4"], package: "e2fsprogs" };
pub const XFS_IO: Need = Need { names: &["xfs_io"], package: "xfsprogs" };

/// Makes sure that every program of `needs` is there.
///
/// # Errors
/// The programs that are missing, with the command that would bring them.
pub fn ensure(needs: &[Need]) -> Outcome {
    let missing: Vec<&Need> = needs.iter().filter(|need| find(need).is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if !is_root() {
        let names: Vec<&str> = missing.iter().map(|need| need.names[0]).collect();
        return Err(format!(
            "missing on this machine: {}. Install with: sudo apt-get install {}",
            names.join(", "),
            packages.join(" ")
        ));
    }
    apt(&["update", "-qq"], &[])?;
    apt(&["install", "-y", "-qq", "--no-install-recommends"], &packages)?;
    match missing.iter().find(|need| find(need).is_none()) {
        Some(need) => Err(format!("{} was installed but {} is still not found", need.package, need.names[0])),
        None => Ok(()),
    }
}

/// Another installation may hold the lock of the package database: wait for it rather than fail.
fn apt(words: &[&str], packages: &[&str]) -> Outcome {
    let mut command = Command::new("apt-get");
    command.args(["-o", "DPkg::Lock::Timeout=300"]).args(words).args(packages);
    call(command.env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Where the program is. Debian keeps PostgreSQL's server programs out of PATH.
pub fn find(need: &Need) -> Option<PathBuf> {
    let administrators = ["/usr/sbin", "/sbin"].map(PathBuf::from);
    need.names.iter().find_map(|name| {
        let elsewhere = administrators.iter().cloned().chain(postgres_folders());
        which(name).or_else(|| elsewhere.map(|folder| folder.join(name)).find(|full| full.is_file()))
    })
}

fn postgres_folders() -> Vec<PathBuf> {
    let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") else { return Vec::new() };
    versions.flatten().map(|version| version.path().join("bin")).collect()
}

/// Installs the Node packages that the lock file of `folder` pins, when it changed since they were installed.
pub fn node_packages(folder: &str) -> Outcome {
    let folder = root().join(folder);
    if is_newer(&folder.join("node_modules/.package-lock.json"), &folder.join("package-lock.json")) {
        return Ok(());
    }
    call(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))
}

/// Whether `made` is there and not older than what it is made from.
pub fn is_newer(made: &Path, from: &Path) -> bool {
    let changed = |file: &Path| std::fs::metadata(file).and_then(|file| file.modified()).ok();
    changed(made) >= changed(from)
}
