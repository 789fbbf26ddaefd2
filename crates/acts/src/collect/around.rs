//! What a form finds around it at the desk: the time, chance, and its own tables.

use super::entities;
use super::setup::file_name;
use crate::{House, Result};
use std::collections::BTreeMap;
use std::sync::Arc;
use xforms::{Context, Form, Moment, Rows};

/// The surroundings of one filling.
pub(super) struct Around {
    now: Moment,
    chance: u128,
    files: BTreeMap<String, Vec<u8>>,
    rows: BTreeMap<String, Arc<Rows>>,
}

impl Around {
    /// The time, a chance, the tables that were added with a form and the lists of entities that it reads.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) async fn of(house: &House, form: &str) -> Result<Self> {
        let files = entities::tables(house, form).await?;
        let mut chance = [0; 16];
        house.entropy.fill(&mut chance)?;
        let now = Moment { unix_millis: house.clock.now().0, offset_minutes: 0 };
        Ok(Self { now, chance: u128::from_le_bytes(chance), files, rows: BTreeMap::new() })
    }

    /// Reads the files that the form names; one that cannot be read is as if it were not there.
    #[must_use]
    pub(super) fn for_form(mut self, form: &Form) -> Self {
        for src in form.media() {
            let name = file_name(src);
            if let Some(rows) = self.files.get(&name).and_then(|bytes| Rows::from_file(src, bytes).ok()) {
                self.rows.insert(src.to_owned(), Arc::new(rows));
            }
        }
        self.files.clear();
        self
    }
}

impl Context for Around {
    fn now(&self) -> Moment {
        self.now
    }

    fn random(&self) -> u128 {
        self.chance
    }

    fn rows(&self, src: &str) -> Option<Arc<Rows>> {
        self.rows.get(src).cloned()
    }
}
