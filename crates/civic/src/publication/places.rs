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

    /// A place and the places above it, up to the country; nothing for a code that is not in the tree.
    pub fn upwards<'a>(&'a self, code: &str) -> impl Iterator<Item = &'a str> {
        let above = |place: &&'a ListedPlace| self.listed.get(place.parent? as usize);
        let first = self.index.get(code).and_then(|at| self.listed.get(*at as usize));
        std::iter::successors(first, above).map(|place| place.code.as_str())
    }

    /// The place itself or the nearest above it that is no finer than a level (region 1, cercle 2, commune 3); none for a code that
    /// is not in the tree.
    pub fn no_finer(&self, code: &str, level: u8) -> Option<&str> {
        let node = self.climb(*self.index.get(code)?, level);
        Some(&self.listed.get(node as usize)?.code)
    }

    /// The tree of these places and the places above them; nothing else.
    ///
    /// # Errors
    /// [`PublicationError::UnknownPlace`]; [`PublicationError::BrokenPlaces`] for none.
    pub fn only<'a>(&self, codes: impl IntoIterator<Item = &'a str>) -> Result<Self, PublicationError> {
        let mut kept = vec![false; self.listed.len()];
        for code in codes {
            let mut at = self.index.get(code).copied();
            if at.is_none() {
                return Err(PublicationError::UnknownPlace(code.to_owned()));
            }
            while let Some(node) = at {
                kept[node as usize] = true;
                at = self.listed[node as usize].parent;
            }
        }
        let parent =
            |place: &ListedPlace| place.parent.map(|parent| self.listed[parent as usize].code.as_str());
        let listed = self.listed.iter().zip(kept).filter(|(_, kept)| *kept).map(|(place, _)| place);
        Self::new(listed.map(|place| (place.code.as_str(), place.level, parent(place))))
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
