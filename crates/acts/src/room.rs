//! Room on the disk. A disk that is full stops the house, so what a visitor can put on it without end is refused before:
//! files first, long before words.

use crate::{Error, House, Result};

/// The disk under the house.
pub trait Disk: Send + Sync {
    /// Free bytes; `None` when nobody knows, as when the database stands on another machine.
    fn free(&self) -> Option<u64>;
}

/// Free bytes below which no file is taken.
pub const LEAST_FOR_FILES: u64 = 512 << 20;
/// Free bytes below which no report is begun or written on: what is finished is still taken.
pub const LEAST_FOR_DRAFTS: u64 = 128 << 20;
/// Files that the holder of one receipt may join to a report, those sent with it among them.
pub const MOST_FILES: usize = 20;

impl House {
    /// Makes sure that a file may be kept.
    ///
    /// # Errors
    /// [`Error::NoRoom`].
    pub(crate) fn room_for_files(&self) -> Result<()> {
        self.room(LEAST_FOR_FILES)
    }

    /// Makes sure that a draft may be kept.
    ///
    /// # Errors
    /// [`Error::NoRoom`].
    pub(crate) fn room_for_drafts(&self) -> Result<()> {
        self.room(LEAST_FOR_DRAFTS)
    }

    fn room(&self, least: u64) -> Result<()> {
        match self.disk.free() {
            Some(free) if free < least => Err(Error::NoRoom),
            _ => Ok(()),
        }
    }
}
