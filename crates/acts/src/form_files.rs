//! The files a form needs beside it: pictures, sounds and films that it shows, tables whose rows it reads. Read once when the
//! house starts, from the folder `media` of the pack, and kept in memory.

use crate::ServiceError;
use crate::intake::{ORGANISATIONS, PLACES};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;
use store::forms::MediaNote;
use vault::sha256;
use xforms::{Form, Rows};

/// The files of one form.
#[derive(Debug, Default)]
pub struct FormFiles {
    media: BTreeMap<String, Medium>,
    rows: BTreeMap<String, Arc<Rows>>,
}

/// A picture, a sound or a film.
#[derive(Debug, Clone)]
pub struct Medium {
    /// Its media type.
    pub kind: &'static str,
    /// Sixteen hexadecimal digits that change with its bytes.
    pub hash: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Endings of the files that a page can show or play, with their types.
const KINDS: [(&str, &str); 17] = [
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("svg", "image/svg+xml"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("aac", "audio/aac"),
    ("ogg", "audio/ogg"),
    ("oga", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("wav", "audio/wav"),
    ("amr", "audio/amr"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("3gp", "video/3gpp"),
];

impl FormFiles {
    /// The tables alone that the form reads and that are among `files`; what is missing or unreadable is left out.
    pub(crate) fn tables(form: &Form, files: &BTreeMap<String, Vec<u8>>) -> Self {
        let read =
            |uri: &str| Some((uri.to_owned(), Arc::new(Rows::from_file(uri, files.get(bare(uri))?).ok()?)));
        Self { media: BTreeMap::new(), rows: form.files().filter_map(read).collect() }
    }

    /// Takes from `files`, by their bare names, what the form names; the rest is left. The places and the organisations are
    /// the house's own.
    ///
    /// # Errors
    /// [`ServiceError::FileMissing`], [`ServiceError::FileKind`], [`ServiceError::Rows`].
    pub fn gather(form: &Form, mut files: BTreeMap<String, Vec<u8>>) -> Result<Self, ServiceError> {
        let mut gathered = Self::default();
        let tables: Vec<&str> = form.files().collect();
        for uri in form.media().into_iter().filter(|uri| ![PLACES, ORGANISATIONS].contains(uri)) {
            let name = bare(uri);
            let missing = || ServiceError::FileMissing(name.to_owned());
            if tables.contains(&uri) {
                let bytes = files.get(name).ok_or_else(missing)?;
                let rows = Rows::from_file(uri, bytes)
                    .map_err(|error| ServiceError::Rows(name.to_owned(), error))?;
                gathered.rows.insert(uri.to_owned(), Arc::new(rows));
            } else if !gathered.media.contains_key(name) {
                let kind = kind_of(name)?;
                let bytes = files.remove(name).ok_or_else(missing)?;
                let hash = short(&sha256(&bytes));
                gathered.media.insert(name.to_owned(), Medium { kind, hash, bytes: bytes.into() });
            }
        }
        Ok(gathered)
    }

    /// The files of a form that volunteers fill, whose bytes stay in the store: `notes` are those that are there, `tables` the
    /// contents of those with rows. A list of places that lies beside the form is the form's own; without one the places are
    /// the house's. Of an earlier version (`older`) a picture, sound or film that is gone is not shown.
    ///
    /// # Errors
    /// As [`FormFiles::gather`].
    pub(crate) fn noted(
        form: &Form,
        notes: &[MediaNote],
        tables: &BTreeMap<String, Vec<u8>>,
        older: bool,
    ) -> Result<Self, ServiceError> {
        let mut noted = Self::default();
        let read: Vec<&str> = form.files().collect();
        for uri in form.media() {
            let name = bare(uri);
            let known = notes.iter().find(|note| note.name == name);
            let dispensable = (older && !read.contains(&uri)) || [PLACES, ORGANISATIONS].contains(&uri);
            if known.is_none() && dispensable {
                continue;
            }
            let note = known.ok_or_else(|| ServiceError::FileMissing(name.to_owned()))?;
            if read.contains(&uri) {
                let bytes = tables.get(name).ok_or_else(|| ServiceError::FileMissing(name.to_owned()))?;
                let rows = Rows::from_file(uri, bytes)
                    .map_err(|error| ServiceError::Rows(name.to_owned(), error))?;
                noted.rows.insert(uri.to_owned(), Arc::new(rows));
            } else {
                let kind = kind_of(name)?;
                let (hash, bytes) = (note.md5.clone(), Arc::from([]));
                noted.media.insert(name.to_owned(), Medium { kind, hash, bytes });
            }
        }
        Ok(noted)
    }

    /// The rows of a table, by the address under which the form names it.
    pub fn rows(&self, uri: &str) -> Option<Arc<Rows>> {
        self.rows.get(uri).cloned()
    }

    /// A picture, sound or film by its bare name.
    pub fn medium(&self, name: &str) -> Option<&Medium> {
        self.media.get(name)
    }

    /// The same by the address under which the form names it (`jr://images/well.png`), with its bare name.
    pub fn shown<'f>(&'f self, uri: &'f str) -> Option<(&'f str, &'f Medium)> {
        let name = bare(uri);
        Some((name, self.medium(name)?))
    }
}

fn kind_of(name: &str) -> Result<&'static str, ServiceError> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let kind = KINDS.iter().find(|(known, _)| *known == ending);
    kind.map(|(_, kind)| *kind).ok_or_else(|| ServiceError::FileKind(name.to_owned()))
}

/// The part of an address after its last slash.
pub(crate) fn bare(uri: &str) -> &str {
    uri.rsplit('/').next().unwrap_or(uri)
}

fn short(hash: &[u8; 32]) -> String {
    hash.iter().take(8).fold(String::new(), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
