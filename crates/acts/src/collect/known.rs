//! What the server knows of the forms it takes records of, so that a form is not read anew for each record.

use super::sheets::FieldForm;
use crate::{Error, House, Result, house::away};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::forms::{self, VersionNote};
use xforms::{EntityPlan, Form};

/// Versions that are known at once; a form has some kilobytes of paths.
const MOST: usize = 128;

/// Forms with their tables that are known at once as pages fill them: a table may have some megabytes.
const MOST_SHEETS: usize = 16;

/// What is needed of a version to take its records in.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Paths of the nodes that name files.
    pub files: BTreeSet<String>,
    /// What records do to lists of entities; `None` for a form that writes none, or whose plan is not sound.
    pub entities: Option<EntityPlan>,
}

/// Versions by the MD5 of the form: whatever is replaced has another one. And the forms as pages fill them, by the MD5 of the form
/// and its files.
#[derive(Debug, Default)]
pub struct Known(Mutex<Inner>, Mutex<VecDeque<(String, Option<Arc<FieldForm>>)>>);

#[derive(Debug, Default)]
struct Inner {
    readings: BTreeMap<String, Arc<Reading>>,
    order: VecDeque<String>,
}

impl Reading {
    pub fn of(form: &Form) -> Self {
        // A form whose entities are not sound was added before they were looked at: its records are kept, and no more.
        Self { files: form.file_nodes(), entities: EntityPlan::of(form).ok().flatten() }
    }
}

impl Known {
    fn locked(&self) -> MutexGuard<'_, Inner> {
        // Nothing inside can be left half changed in a way that matters.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, md5: &str) -> Option<Arc<Reading>> {
        self.locked().readings.get(md5).cloned()
    }

    /// A form as pages fill it, `Some(None)` when they cannot; `None` when it has to be read.
    pub(super) fn sheet(&self, mark: &str) -> Option<Option<Arc<FieldForm>>> {
        let sheets = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        sheets.iter().find(|(known, _)| known == mark).map(|(_, form)| form.clone())
    }

    pub(super) fn keep_sheet(&self, mark: String, form: Option<Arc<FieldForm>>) {
        let mut sheets = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        sheets.retain(|(known, _)| *known != mark);
        sheets.push_back((mark, form));
        if sheets.len() > MOST_SHEETS {
            sheets.pop_front();
        }
    }

    fn put(&self, md5: String, reading: Arc<Reading>) {
        let mut inner = self.locked();
        if inner.readings.insert(md5.clone(), reading).is_some() {
            return;
        }
        inner.order.push_back(md5);
        if inner.order.len() > MOST
            && let Some(oldest) = inner.order.pop_front()
        {
            inner.readings.remove(&oldest);
        }
    }
}

/// What is needed of a version to take its records in.
///
/// # Errors
/// Those of the store; [`Error::Internal`] when a form that was added cannot be read any more.
pub(super) async fn reading(house: &House, form: &str, version: &VersionNote) -> Result<Arc<Reading>> {
    if let Some(known) = house.known_forms.get(&version.md5) {
        return Ok(known);
    }
    let xml = forms::xml(&mut house.store.read().await?, form, &version.version).await?;
    let xml = xml.ok_or(Error::NotFound)?;
    let reading = away(move || read(&xml).map(|form| Arc::new(Reading::of(&form)))).await?;
    house.known_forms.put(version.md5.clone(), Arc::clone(&reading));
    Ok(reading)
}

/// A form of the store.
///
/// # Errors
/// [`Error::Internal`] when it cannot be read any more.
pub(super) fn read(xml: &[u8]) -> Result<Form> {
    let text = std::str::from_utf8(xml).map_err(|error| Error::Internal(error.to_string()))?;
    Form::parse(text).map_err(|error| Error::Internal(error.to_string()))
}
