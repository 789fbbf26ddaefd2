//! Finds rows by the text of a column without looking at each of them.

use super::{RowId, Rows};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows by the text of one of their columns.
type Lookup = HashMap<Box<str>, Vec<RowId>>;
/// The node around the rows, their name, the column.
type Key = (RowId, Box<str>, Box<str>);

/// The indexes made so far.
#[derive(Debug, Default)]
pub(super) struct Lookups {
    made: Mutex<HashMap<Key, Arc<Lookup>>>,
}

/// Indexes one file may have; each takes as much memory as its column.
const MOST: usize = 12;
/// Fewer rows are looked at one by one.
const FEW: usize = 24;

impl Rows {
    /// The children of `parent` called `name` that have a `column` with exactly that text, in order. `None` when
    /// there are too few rows, or too many indexes already, for an index to be of use.
    pub(crate) fn lookup(&self, parent: RowId, name: &str, column: &str, text: &str) -> Option<Vec<RowId>> {
        let key: Key = (parent, name.into(), column.into());
        let mut made = self.lookups.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lookup) = made.get(&key) {
            return Some(lookup.get(text).cloned().unwrap_or_default());
        }
        if made.len() >= MOST || self.children(parent).take(FEW).count() < FEW {
            return None;
        }
        let mut lookup = Lookup::new();
        for row in self.children(parent).filter(|row| self.name(*row) == name) {
            for cell in self.children(row).filter(|cell| self.name(*cell) == column) {
                let rows = lookup.entry(self.value(cell).into()).or_default();
                if rows.last() != Some(&row) {
                    rows.push(row);
                }
            }
        }
        let found = lookup.get(text).cloned().unwrap_or_default();
        made.insert(key, Arc::new(lookup));
        Some(found)
    }
}
