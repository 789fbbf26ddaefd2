//! Puts rows together.

use super::lookup::Lookups;
use super::{NONE, Row, Rows, RowsError};
use crate::limits;
use crate::xml::{Document, XmlId};
use std::collections::HashMap;

/// Rows while they are read, node by node.
pub(crate) struct Building {
    rows: Rows,
    names: HashMap<Box<str>, u32>,
    /// Open nodes from the one above the root on, each with its last child.
    open: Vec<(u32, u32)>,
}

impl Building {
    pub fn new() -> Self {
        let mut building = Self {
            rows: Rows {
                names: Vec::new(),
                nodes: Vec::new(),
                text: String::new(),
                lookups: Lookups::default(),
            },
            names: HashMap::new(),
            open: Vec::new(),
        };
        building.open("");
        building
    }

    /// Opens a node inside the one open now.
    pub fn open(&mut self, name: &str) {
        let name = match self.names.get(name) {
            Some(known) => *known,
            None => {
                let new = self.rows.names.len() as u32;
                self.rows.names.push(name.into());
                self.names.insert(name.into(), new);
                new
            }
        };
        let id = self.rows.nodes.len() as u32;
        let at = self.rows.text.len() as u32;
        let mut parent = NONE;
        if let Some((above, last)) = self.open.last_mut() {
            parent = *above;
            match std::mem::replace(last, id) {
                NONE => self.rows.nodes[parent as usize].first_child = id,
                before => self.rows.nodes[before as usize].next = id,
            }
        }
        self.rows.nodes.push(Row { name, begin: at, end: at, parent, first_child: NONE, next: NONE });
        self.open.push((id, NONE));
    }

    /// The text of the node open now, which has nothing else inside.
    pub fn text(&mut self, text: &str) {
        let Some((id, _)) = self.open.last() else { return };
        self.rows.nodes[*id as usize].begin = self.rows.text.len() as u32;
        self.rows.text.push_str(text);
        self.rows.nodes[*id as usize].end = self.rows.text.len() as u32;
    }

    pub fn close(&mut self) {
        self.open.pop();
    }

    /// A node with a text.
    pub fn leaf(&mut self, name: &str, text: &str) {
        self.open(name);
        self.text(text);
        self.close();
    }

    /// Whether what was read is still within bounds.
    pub fn check(&self) -> Result<(), RowsError> {
        if self.rows.nodes.len() > limits::ROW_NODES {
            return Err(RowsError::TooLarge { what: "cells", limit: limits::ROW_NODES });
        }
        if self.rows.text.len() > limits::ROW_BYTES {
            return Err(RowsError::TooLarge { what: "bytes", limit: limits::ROW_BYTES });
        }
        Ok(())
    }

    pub fn finish(self) -> Rows {
        self.rows
    }
}

impl Rows {
    /// No row at all, as the last saved record of a form that was never saved.
    pub(crate) fn none() -> Self {
        Building::new().finish()
    }

    /// Copies an element and all inside it; the bounds are those of the XML reader.
    pub(crate) fn read(document: &Document, root: XmlId) -> Self {
        let mut building = Building::new();
        // `None` closes what was opened.
        let mut waiting = vec![Some(root)];
        while let Some(next) = waiting.pop() {
            let Some(element) = next else {
                building.close();
                continue;
            };
            building.open(document.local_name(element));
            waiting.push(None);
            let inner: Vec<XmlId> = document.elements(element).collect();
            for attribute in
                document.attributes(element).iter().filter(|attribute| !attribute.name.contains(':'))
            {
                building.leaf(&format!("@{}", attribute.name), &attribute.value);
            }
            if inner.is_empty() {
                building.text(&document.own_text(element));
            }
            waiting.extend(inner.into_iter().rev().map(Some));
        }
        building.finish()
    }
}
