//! The place tree as publication needs it: codes, levels, parents.

use super::{PublicationError, release::ListedPlace};
use std::collections::HashMap;

/// A country's places, parents before children. Parents come from the data, never from a code's prefix.
#[derive(Debug, Clone)]
pub struct PlaceTree {
    pub(super) listed: Vec<ListedPlace>,
    pub(super) index: HashMap<String, u32>,
}

impl PlaceTree {
    /// A tree from (code, level, parent's code), in any order. Levels: country 0, region 1, cercle 2, commune 3.
    ///
    /// # Errors
    /// [`PublicationError::BrokenPlaces`] when there is not exactly one root, a code comes twice, a parent is missing or a
    /// parent's level is not smaller than its child's.
    pub fn new<'a>(
        entries: impl IntoIterator<Item = (&'a str, u8, Option<&'a str>)>,
    ) -> Result<Self, PublicationError> {
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_by_key(|(code, level, _)| (*level, *code));
        let broken = |code: &str| PublicationError::BrokenPlaces(code.to_owned());
        let mut tree = Self { listed: Vec::with_capacity(entries.len()), index: HashMap::new() };
        for (code, level, parent) in entries {
            let parent = match parent {
                Some(parent) => Some(*tree.index.get(parent).ok_or_else(|| broken(code))?),
                None => None,
            };
            let above = parent.and_then(|parent| tree.listed.get(parent as usize));
            let placed = match above {
                Some(above) => above.level < level,
                None => tree.listed.is_empty(),
            };
            let next = tree.listed.len() as u32;
            if !placed || tree.index.insert(code.to_owned(), next).is_some() {
                return Err(broken(code));
            }
            tree.listed.push(ListedPlace { code: code.to_owned(), parent, level });
        }
        if tree.listed.is_empty() { Err(broken("")) } else { Ok(tree) }
    }

    /// The finest node at or above `node` whose level the rule still shows.
    pub(super) fn climb(&self, mut node: u32, finest: u8) -> u32 {
        while let Some(place) = self.listed.get(node as usize) {
            match place.parent {
                Some(parent) if place.level > finest => node = parent,
                _ => break,
            }
        }
        node
    }
}
