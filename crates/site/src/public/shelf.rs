//! The last publication of every pack in memory, with the files made of it, so that pages and files cost the same
//! whatever the number of cases.

use super::lasting::Document;
use crate::{Error, Result, Visit};
use acts::publish::{self, Publication};
use kernel::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::RwLock;

/// How long a publication is shown before the store is asked again whether there is a newer one, in milliseconds.
const FRESH: i64 = 5_000;

/// The publications at hand, by pack.
#[derive(Default)]
pub struct Shelf {
    kept: RwLock<BTreeMap<String, Kept>>,
}

#[derive(Clone)]
struct Kept {
    asked: Timestamp,
    edition: Option<Arc<Edition>>,
}

/// A publication and what was made of it so far.
pub struct Edition {
    /// The publication.
    pub publication: Arc<Publication>,
    files: Mutex<BTreeMap<String, Document>>,
}

impl Shelf {
    /// The publications of a pack; none before the first release. At most five seconds old.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn edition(&self, visit: &Visit, pack: &str) -> Result<Option<Arc<Edition>>> {
        let now = visit.house().clock.now();
        // A clock that was set back must not keep an old publication for as long as it was wrong.
        let fresh = |kept: &&Kept| (0..FRESH).contains(&(now.0 - kept.asked.0));
        if let Some(kept) = self.kept.read().await.get(pack).filter(fresh) {
            return Ok(kept.edition.clone());
        }
        let mut kept = self.kept.write().await;
        if let Some(kept) = kept.get(pack).filter(fresh) {
            return Ok(kept.edition.clone());
        }
        let before = kept.get(pack).and_then(|kept| kept.edition.clone());
        let known = before.as_ref().map(|edition| &edition.publication);
        let publication = publish::current(visit.house(), pack, known).await?;
        let edition = publication.map(|publication| match before {
            Some(before) if Arc::ptr_eq(&before.publication, &publication) => before,
            _ => Arc::new(Edition { publication, files: Mutex::default() }),
        });
        kept.insert(pack.to_owned(), Kept { asked: now, edition: edition.clone() });
        Ok(edition)
    }
}

impl Edition {
    /// The file of this name, made by `make` when it is asked for the first time.
    ///
    /// # Errors
    /// Those of `make`.
    pub async fn file(
        self: &Arc<Self>,
        name: String,
        make: impl FnOnce(&Publication) -> Result<Document> + Send + 'static,
    ) -> Result<Document> {
        if let Some(made) = self.files.lock().unwrap_or_else(PoisonError::into_inner).get(&name) {
            return Ok(made.clone());
        }
        let publication = Arc::clone(&self.publication);
        let made =
            tokio::task::spawn_blocking(move || make(&publication)).await.map_err(Error::internal)??;
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(name, made.clone());
        Ok(made)
    }
}
