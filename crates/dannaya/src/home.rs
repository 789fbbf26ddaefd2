//! The data directory: what lies where, and who may read it.

use crate::failure::{Failure, Outcome};
use std::fs;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// A data directory.
#[derive(Debug, Clone)]
pub struct Home(PathBuf);

impl Home {
    /// The data directory at `path`; nothing is touched yet.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The directory itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The SQLite file.
    pub fn database(&self) -> PathBuf {
        self.0.join("dannaya.db")
    }

    /// The configuration file, which need not exist.
    pub fn configuration(&self) -> PathBuf {
        self.0.join("dannaya.toml")
    }

    /// The key with which the server seals what it must read again.
    pub fn server_key(&self) -> PathBuf {
        self.0.join("secrets/server.key")
    }

    /// What makes receipts impossible to guess from a copy of the database.
    pub fn pepper(&self) -> PathBuf {
        self.0.join("secrets/pepper")
    }

    /// Packs of the operator, which come before the embedded ones.
    pub fn packs(&self) -> PathBuf {
        self.0.join("packs")
    }

    /// Places of another country, or corrected ones.
    pub fn places(&self) -> PathBuf {
        self.0.join("places")
    }

    /// Shares of the escrow key until they are handed out.
    pub fn escrow(&self) -> PathBuf {
        self.0.join("escrow")
    }

    /// Shares of the escrow key that lie here. In a demo they are of no harm: it holds nothing true.
    pub fn shares(&self) -> usize {
        if self.demo_card().exists() {
            return 0;
        }
        std::fs::read_dir(self.escrow()).map_or(0, |found| found.flatten().count())
    }

    /// What a demo has to show; a house in service has none.
    pub fn demo_card(&self) -> PathBuf {
        self.0.join("demo.json")
    }

    /// Letters, where no mail server is configured.
    pub fn letters(&self) -> PathBuf {
        self.0.join("mail")
    }

    /// Makes a folder that only its owner may enter. One that is there is left as it is.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn make_private(path: &Path) -> Outcome {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(|error| Failure::file(path, &error))
    }

    /// Writes a new file that only its owner may read, and waits for the disk. It is there whole or not at all.
    ///
    /// # Errors
    /// When it exists already or the file system refuses.
    pub fn write_private(path: &Path, contents: &[u8]) -> Outcome {
        let aside = path.with_extension("part");
        let write = || {
            // Left by a run that was cut off.
            match fs::remove_file(&aside) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&aside)?;
            file.write_all(contents)?;
            file.sync_all()?;
            // A link does not replace what somebody else wrote meanwhile; some file systems have none.
            match fs::hard_link(&aside, path) {
                Ok(()) => fs::remove_file(&aside)?,
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    fs::remove_file(&aside)?;
                    return Err(error);
                }
                Err(_) if path.exists() => return Err(ErrorKind::AlreadyExists.into()),
                Err(_) => fs::rename(&aside, path)?,
            }
            // The name of the file is on the disk only when its folder is.
            path.parent().map_or(Ok(()), |folder| fs::File::open(folder)?.sync_all())
        };
        write().map_err(|error| Failure::file(path, &error))
    }

    /// Reads a secret of 32 bytes that nobody else may read.
    ///
    /// # Errors
    /// When it is not there, is readable by others or has another length.
    pub fn read_secret(path: &Path) -> Outcome<Zeroizing<[u8; 32]>> {
        let bytes = Zeroizing::new(fs::read(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Failure::new("cli-secret-missing").with("path", path.display()),
            _ => Failure::file(path, &error),
        })?);
        if is_open_to_others(path) {
            return Err(Failure::new("cli-secret-readable").with("path", path.display()));
        }
        let mut secret = Zeroizing::new([0; 32]);
        if bytes.len() != secret.len() {
            return Err(Failure::new("cli-secret-damaged").with("path", path.display()));
        }
        secret.copy_from_slice(&bytes);
        Ok(secret)
    }
}

/// Whether group or others may do anything with this file or folder. What is not there is open to nobody.
pub fn is_open_to_others(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_file_is_written_whole_once_and_by_nobody_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pepper");
        // What a run that was cut off while it wrote leaves behind.
        fs::write(folder.path().join("pepper.part"), b"half").unwrap();
        Home::write_private(&path, b"whole").unwrap();
        assert!(Home::write_private(&path, b"another").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert!(!is_open_to_others(&path));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing lies beside it");
    }
}
