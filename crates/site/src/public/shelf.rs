//! The last publication of every pack and the published rounds of every survey in memory, with the files made of them, so that
//! pages and files cost the same whatever the number of cases and interviews.

use super::lasting::Document;
use crate::{Error, Result, Visit};
use acts::publish::{self, Publication};
use acts::survey::results;
use civic::survey::Published;
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
    surveys: RwLock<BTreeMap<String, Arc<Rounds>>>,
}

/// The published rounds of a survey, the latest first, and what was made of them so far.
#[derive(Default)]
pub struct Rounds {
    /// The rounds.
    pub published: Vec<Published>,
    files: Files,
}

/// Files by name, each made once.
#[derive(Default)]
struct Files(Mutex<BTreeMap<String, Document>>);

impl Files {
    fn made(&self, name: &str) -> Option<Document> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    fn keep(&self, name: String, document: &Document) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name, document.clone());
    }
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
    files: Files,
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
            _ => Arc::new(Edition { publication, files: Files::default() }),
        });
        kept.insert(pack.to_owned(), Kept { asked: now, edition: edition.clone() });
        Ok(edition)
    }

    /// The published rounds of a survey. The store is asked each time how many there are, and for the rounds only when there
    /// is a new one.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when the house does not hold the survey; when the store cannot be read.
    pub async fn rounds(&self, visit: &Visit, survey: &str) -> Result<Arc<Rounds>> {
        let known = self.surveys.read().await.get(survey).cloned().unwrap_or_default();
        let since = results::published_since(visit.house(), survey, known.published.len()).await?;
        let Some(published) = since else { return Ok(known) };
        let rounds = Arc::new(Rounds { published, files: Files::default() });
        self.surveys.write().await.insert(survey.to_owned(), Arc::clone(&rounds));
        Ok(rounds)
    }
}

impl Rounds {
    /// The file of this name, made by `make` when it is asked for the first time.
    ///
    /// # Errors
    /// Those of `make`.
    pub async fn file(
        &self,
        name: String,
        make: impl FnOnce() -> Result<Document> + Send + 'static,
    ) -> Result<Document> {
        if let Some(made) = self.files.made(&name) {
            return Ok(made);
        }
        let made = tokio::task::spawn_blocking(make).await.map_err(Error::internal)??;
        self.files.keep(name, &made);
        Ok(made)
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
        if let Some(made) = self.files.made(&name) {
            return Ok(made);
        }
        let publication = Arc::clone(&self.publication);
        let made =
            tokio::task::spawn_blocking(move || make(&publication)).await.map_err(Error::internal)??;
        self.files.keep(name, &made);
        Ok(made)
    }
}
