//! The surroundings in which this engine fills a form: the peer's clock, and files from the corpus.

use crate::corpus::Entry;
use sha2::{Digest, Sha256, Sha384, Sha512};
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;
use xforms::{Context, Moment, Rows};

/// 2027-03-03 09:30 in Lagos, an hour ahead of UTC: `tests/forms/headless.mjs` stops the peer's clock there.
pub const NOW: Moment = Moment { unix_millis: 1_804_062_600_000, offset_minutes: 60 };

/// What surrounds a form of the corpus.
pub struct World {
    drawn: Cell<u128>,
    files: HashMap<String, Arc<Rows>>,
}

impl World {
    /// With the files that lie beside the form; one that lies nowhere is empty, as the peer takes it.
    pub fn around(entry: &Entry) -> Self {
        let read = |(src, text): &(String, String)| {
            let rows = Rows::from_file(src, text.as_bytes()).unwrap_or_else(|error| panic!("{src}: {error}"));
            (src.clone(), Arc::new(rows))
        };
        Self { drawn: Cell::default(), files: entry.media.iter().map(read).collect() }
    }
}

impl World {
    /// The files by their addresses.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Rows)> {
        self.files.iter().map(|(src, rows)| (src.as_str(), &**rows))
    }
}

impl Context for World {
    fn now(&self) -> Moment {
        NOW
    }

    /// Chance that counts. What a form makes of it is not compared.
    fn random(&self) -> u128 {
        self.drawn.set(self.drawn.get() + 1);
        self.drawn.get()
    }

    fn rows(&self, src: &str) -> Option<Arc<Rows>> {
        self.files.get(src).cloned()
    }

    fn digest(&self, algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        match algorithm {
            "SHA-256" => Some(Sha256::digest(bytes).to_vec()),
            "SHA-384" => Some(Sha384::digest(bytes).to_vec()),
            "SHA-512" => Some(Sha512::digest(bytes).to_vec()),
            _ => None,
        }
    }
}
