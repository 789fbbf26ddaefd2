//! What a form asks of its surroundings while a sheet is typed in: the time, chance, and the tables that came with it.

use super::super::setup::file_name;
use crate::house::away;
use crate::intake::digest;
use crate::{House, Result};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::forms;
use xforms::{Form, Moment, Rows};

/// The surroundings of a form that field teams fill.
pub(super) struct Around<'h> {
    house: &'h House,
    /// Tables by the name the form gives them.
    files: BTreeMap<String, Arc<Rows>>,
}

impl<'h> Around<'h> {
    /// Reads the tables of a form that are here; a list from one that is not goes unchecked.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) async fn of(house: &'h House, id: &str, form: &Form) -> Result<Self> {
        let mut files = BTreeMap::new();
        for src in form.files().map(str::to_owned).collect::<Vec<_>>() {
            let bytes = forms::media(&mut house.store.read().await?, id, &file_name(&src)).await?;
            let Some(bytes) = bytes else { continue };
            let named = src.clone();
            if let Some(rows) = away(move || Ok(Rows::from_file(&named, &bytes).ok())).await? {
                files.insert(src, Arc::new(rows));
            }
        }
        Ok(Self { house, files })
    }
}

impl xforms::Context for Around<'_> {
    fn now(&self) -> Moment {
        Moment { unix_millis: self.house.clock.now().0, offset_minutes: 0 }
    }

    fn random(&self) -> u128 {
        let mut bytes = [0u8; 16];
        // A form that cannot have chance gets zeros: nothing secret hangs on a form's random().
        if self.house.entropy.fill(&mut bytes).is_err() {
            bytes = [0; 16];
        }
        u128::from_le_bytes(bytes)
    }

    fn rows(&self, src: &str) -> Option<Arc<Rows>> {
        self.files.get(src).map(Arc::clone)
    }

    fn digest(&self, algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        digest(algorithm, bytes)
    }
}
