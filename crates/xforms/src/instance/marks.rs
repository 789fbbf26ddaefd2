//! Marks on nodes.

use super::NodeId;

/// A set of nodes: looked into for every node an expression reads, so by place rather than by hash.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    marked: Vec<bool>,
    count: usize,
}

impl Marks {
    /// Whether no node is marked.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub fn contains(&self, node: NodeId) -> bool {
        self.marked.get(node.0 as usize).copied().unwrap_or(false)
    }

    /// Marks a node or takes its mark away; says whether that changed anything.
    pub fn set(&mut self, node: NodeId, mark: bool) -> bool {
        let place = node.0 as usize;
        if self.marked.len() <= place {
            if !mark {
                return false;
            }
            self.marked.resize(place + 1, false);
        }
        let changed = self.marked[place] != mark;
        self.marked[place] = mark;
        match (changed, mark) {
            (true, true) => self.count += 1,
            (true, false) => self.count -= 1,
            _ => {}
        }
        changed
    }
}
