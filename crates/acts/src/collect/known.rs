//! What the server knows of the forms it takes records of, so that a form is not read anew for each record.

use super::sheets::FieldForm;
use crate::{Error, House, Result, house::away};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::forms::{self, VersionNote};
use xforms::Form;

/// Versions that are known at once; a form has some kilobytes of paths.
const MOST: usize = 128;

/// Forms with their tables that are known at once as pages fill them: a table may have some megabytes.
const MOST_SHEETS: usize = 16;

/// Paths of the nodes that name files, by the MD5 of the form: whatever is replaced has another one. And the forms as pages
/// fill them, by the MD5 of the form and its files.
#[derive(Debug, Default)]
pub struct Known(Mutex<Inner>, Mutex<VecDeque<(String, Option<Arc<FieldForm>>)>>);

#[derive(Debug, Default)]
struct Inner {
    nodes: BTreeMap<String, Arc<BTreeSet<String>>>,
    order: VecDeque<String>,
}

impl Known {
    fn locked(&self) -> MutexGuard<'_, Inner> {
        // Nothing inside can be left half changed in a way that matters.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, md5: &str) -> Option<Arc<BTreeSet<String>>> {
        self.locked().nodes.get(md5).cloned()
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

    fn put(&self, md5: String, nodes: Arc<BTreeSet<String>>) {
        let mut inner = self.locked();
        if inner.nodes.insert(md5.clone(), nodes).is_some() {
            return;
        }
        inner.order.push_back(md5);
        if inner.order.len() > MOST
            && let Some(oldest) = inner.order.pop_front()
        {
            inner.nodes.remove(&oldest);
        }
    }
}

/// The paths of a version's nodes that name files.
///
/// # Errors
/// Those of the store; [`Error::Internal`] when a form that was added cannot be read any more.
pub(super) async fn file_nodes(
    house: &House,
    form: &str,
    version: &VersionNote,
) -> Result<Arc<BTreeSet<String>>> {
    if let Some(known) = house.known_forms.get(&version.md5) {
        return Ok(known);
    }
    let xml = forms::xml(&mut house.store.read().await?, form, &version.version).await?;
    let xml = xml.ok_or(Error::NotFound)?;
    let nodes = away(move || read(&xml).map(|form| Arc::new(form.file_nodes()))).await?;
    house.known_forms.put(version.md5.clone(), Arc::clone(&nodes));
    Ok(nodes)
}

/// A form of the store.
///
/// # Errors
/// [`Error::Internal`] when it cannot be read any more.
pub(super) fn read(xml: &[u8]) -> Result<Form> {
    let text = std::str::from_utf8(xml).map_err(|error| Error::Internal(error.to_string()))?;
    Form::parse(text).map_err(|error| Error::Internal(error.to_string()))
}
