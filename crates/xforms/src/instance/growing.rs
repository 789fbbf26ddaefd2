//! Adds nodes and takes them out.

use super::answers::{Answers, Node, NodeId, Slot};
use super::model::{DefId, Model};

impl Answers {
    /// A node with all its definition puts inside, attached to nothing yet.
    pub fn grow(&mut self, model: &Model, def: DefId, parent: NodeId) -> NodeId {
        let top = self.bare(model, def, parent);
        let mut waiting = vec![top];
        while let Some(node) = waiting.pop() {
            for (slot, child) in model.def(self.def(node)).children.iter().enumerate() {
                let count = if model.repeats(*child) { model.def(*child).fresh } else { 1 };
                for _ in 0..count {
                    let inner = self.bare(model, *child, node);
                    self.put(node, slot, inner);
                    waiting.push(inner);
                }
            }
        }
        top
    }

    /// Gives a node, and all inside it that is there once, the values of another of its definition.
    pub fn copy(&mut self, model: &Model, node: NodeId, from: &Self, other: NodeId) {
        let mut waiting = vec![(node, other)];
        while let Some((node, other)) = waiting.pop() {
            self.set_value(node, from.value(other).to_owned());
            for (slot, child) in model.def(self.def(node)).children.iter().enumerate() {
                if !model.repeats(*child) {
                    waiting.extend(
                        self.of(node, slot).iter().copied().zip(from.of(other, slot).iter().copied()),
                    );
                }
            }
        }
    }

    /// A node with its default value and nothing inside but what stands for the repeats in it.
    pub(super) fn bare(&mut self, model: &Model, def: DefId, parent: NodeId) -> NodeId {
        let slots = vec![Slot::Empty; model.def(def).children.len()];
        let value = model.def(def).value.to_string();
        let id = self.take(Node { def, parent: Some(parent), value, slots });
        for (slot, child) in model.def(def).children.iter().enumerate() {
            if model.repeats(*child) {
                let prompt = Node { def: *child, parent: Some(id), value: String::new(), slots: Vec::new() };
                let prompt = self.take(prompt);
                self.nodes[id.index()].slots[slot] = Slot::Many { prompt, all: Vec::new() };
            }
        }
        id
    }

    fn take(&mut self, node: Node) -> NodeId {
        match self.free.pop() {
            Some(id) => {
                self.nodes[id.index()] = node;
                id
            }
            None => {
                self.nodes.push(node);
                NodeId(self.nodes.len() as u32 - 1)
            }
        }
    }

    /// Attaches a node in a slot of its parent, after those already there.
    pub fn put(&mut self, parent: NodeId, slot: usize, node: NodeId) {
        match &mut self.nodes[parent.index()].slots[slot] {
            Slot::Many { all, .. } => all.push(node),
            single => *single = Slot::One(node),
        }
    }

    /// Takes an instance of a repeat out with all inside it; gives the nodes that are gone.
    pub fn remove(&mut self, parent: NodeId, slot: usize, position: usize) -> Vec<NodeId> {
        let Some(Slot::Many { all, .. }) = self.nodes[parent.index()].slots.get_mut(slot) else {
            return Vec::new();
        };
        if position >= all.len() {
            return Vec::new();
        }
        let mut gone = vec![all.remove(position)];
        let mut next = 0;
        while next < gone.len() {
            let node = &mut self.nodes[gone[next].index()];
            node.value = String::new();
            for slot in std::mem::take(&mut node.slots) {
                match slot {
                    Slot::Empty => {}
                    Slot::One(inner) => gone.push(inner),
                    Slot::Many { prompt, all } => {
                        gone.push(prompt);
                        gone.extend(all);
                    }
                }
            }
            next += 1;
        }
        self.free.extend(&gone);
        gone
    }
}
