//! The nodes that exist while a form is filled.

use super::model::{DefId, Model};

/// Index of a node in its [`Answers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub u32);

impl NodeId {
    /// Above the root.
    pub const DOCUMENT: Self = Self(0);
    /// The root element.
    pub const ROOT: Self = Self(1);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub def: DefId,
    pub parent: Option<NodeId>,
    pub value: String,
    /// By the slot of each child's definition.
    pub slots: Vec<Slot>,
}

/// The nodes of one child definition.
#[derive(Debug, Clone)]
pub(super) enum Slot {
    /// None yet, while a tree is read.
    Empty,
    One(NodeId),
    /// The instances of a repeat in order. `prompt` stands for the repeat itself, whatever instances it has: it
    /// is where its count is computed and where one more is offered.
    Many {
        prompt: NodeId,
        all: Vec<NodeId>,
    },
}

/// The primary instance with its answers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answers {
    pub(super) nodes: Vec<Node>,
    /// Places of nodes that were removed, to be taken again.
    pub(super) free: Vec<NodeId>,
}

impl Answers {
    /// The node above the root and nothing else.
    pub(super) fn empty() -> Self {
        let document =
            Node { def: DefId::DOCUMENT, parent: None, value: String::new(), slots: vec![Slot::Empty] };
        Self { nodes: vec![document], free: Vec::new() }
    }

    /// Nodes that exist.
    pub fn size(&self) -> usize {
        self.nodes.len() - self.free.len()
    }

    pub fn def(&self, id: NodeId) -> DefId {
        self.nodes[id.index()].def
    }

    pub fn value(&self, id: NodeId) -> &str {
        &self.nodes[id.index()].value
    }

    /// Puts a value, and says whether it differs from the one before.
    pub fn set_value(&mut self, id: NodeId, value: String) -> bool {
        let before = &mut self.nodes[id.index()].value;
        let differs = *before != value;
        *before = value;
        differs
    }

    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].parent
    }

    /// From this node up to the root.
    pub fn upwards(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |at| self.parent(*at)).take_while(|at| *at != NodeId::DOCUMENT)
    }

    /// The node of that definition this one is or stands in.
    pub fn ancestor(&self, id: NodeId, def: DefId) -> Option<NodeId> {
        std::iter::successors(Some(id), |at| self.parent(*at)).find(|at| self.def(*at) == def)
    }

    /// The nodes directly inside of one definition, by its slot.
    pub fn of(&self, id: NodeId, slot: usize) -> &[NodeId] {
        match self.nodes[id.index()].slots.get(slot) {
            Some(Slot::One(node)) => std::slice::from_ref(node),
            Some(Slot::Many { all, .. }) => all,
            Some(Slot::Empty) | None => &[],
        }
    }

    /// What stands for the repeat of that slot.
    pub fn prompt(&self, id: NodeId, slot: usize) -> Option<NodeId> {
        match self.nodes[id.index()].slots.get(slot) {
            Some(Slot::Many { prompt, .. }) => Some(*prompt),
            _ => None,
        }
    }

    /// All nodes directly inside, attributes included, in document order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        (0..self.nodes[id.index()].slots.len()).flat_map(move |slot| self.of(id, slot).iter().copied())
    }

    /// Calls `found` with each node directly inside of that name.
    pub fn each_named(&self, model: &Model, id: NodeId, name: &str, found: &mut dyn FnMut(NodeId)) {
        model.each_named(self.def(id), name, &mut |def| {
            self.of(id, model.def(def).slot).iter().for_each(|node| found(*node));
        });
    }

    /// 1-based rank among its namesakes, which for an instance of a repeat is its position.
    pub fn rank(&self, model: &Model, id: NodeId) -> usize {
        let Some(parent) = self.parent(id) else { return 1 };
        let (mut rank, mut before) = (1, 0);
        self.each_named(model, parent, model.name(self.def(id)), &mut |node| {
            before += 1;
            if node == id {
                rank = before;
            }
        });
        rank
    }

    /// Every node of a definition that is `base` or stands inside it, and for a repeat what stands for it.
    pub fn under(&self, model: &Model, base: NodeId, target: DefId, prompts: bool) -> Vec<NodeId> {
        let top = self.def(base);
        let mut chain: Vec<DefId> = Vec::new();
        let mut at = Some(target);
        while let Some(def) = at.filter(|def| *def != top) {
            chain.push(def);
            at = model.parent(def);
        }
        if at.is_none() {
            return Vec::new();
        }
        let mut nodes = vec![base];
        while let Some(def) = chain.pop() {
            let slot = model.def(def).slot;
            let mut inner = Vec::new();
            for node in nodes {
                inner.extend_from_slice(self.of(node, slot));
                if prompts && chain.is_empty() {
                    inner.extend(self.prompt(node, slot));
                }
            }
            nodes = inner;
        }
        nodes
    }

    /// The node of a definition that an expression at `from` means: inside the same instance of every repeat both
    /// stand in, and in the first instance of any other.
    pub fn near(&self, model: &Model, from: NodeId, target: DefId) -> Option<NodeId> {
        let mut chain: Vec<DefId> = model.upwards(target).collect();
        let mut at = NodeId::DOCUMENT;
        while let Some(def) = chain.pop() {
            let shared = if model.repeats(def) { self.ancestor(from, def) } else { None };
            at = match shared {
                Some(node) => node,
                None => *self.of(at, model.def(def).slot).first()?,
            };
        }
        Some(at)
    }

    /// Absolute path with the position of every instance of a repeat, `/data/person[2]/name`.
    pub fn path(&self, model: &Model, id: NodeId) -> String {
        let mut names: Vec<String> = Vec::new();
        for node in self.upwards(id) {
            let def = self.def(node);
            let name = model.name(def);
            let position = model.repeats(def) && !self.is_prompt(model, node);
            names.push(if position {
                format!("{name}[{}]", self.rank(model, node))
            } else {
                name.to_owned()
            });
        }
        names.reverse();
        format!("/{}", names.join("/"))
    }

    /// The node at an absolute path; a repeat without position is its first instance, or as the last name what
    /// stands for it.
    pub fn find(&self, model: &Model, path: &str) -> Option<NodeId> {
        let mut at = NodeId::DOCUMENT;
        let mut names = path.strip_prefix('/')?.split('/').peekable();
        while let Some(written) = names.next() {
            let (name, position) = match written.strip_suffix(']').and_then(|name| name.split_once('[')) {
                Some((name, position)) => (name, Some(position.parse::<usize>().ok()?.checked_sub(1)?)),
                None => (written, None),
            };
            let def = model.child(self.def(at), crate::xml::local(name))?;
            let slot = model.def(def).slot;
            let prompt = self.prompt(at, slot).filter(|_| position.is_none() && names.peek().is_none());
            at = match prompt {
                Some(prompt) => prompt,
                None => *self.of(at, slot).get(position.unwrap_or(0))?,
            };
        }
        Some(at)
    }

    /// By definition, the nodes that stand in no repeat.
    pub fn fixed(&self, model: &Model) -> Vec<Option<NodeId>> {
        let mut fixed = vec![None; model.len()];
        for (index, node) in self.nodes.iter().enumerate() {
            if model.innermost(node.def).is_none() {
                fixed[node.def.index()] = Some(NodeId(index as u32));
            }
        }
        fixed
    }

    /// Whether this stands for a repeat rather than being one of its instances.
    pub fn is_prompt(&self, model: &Model, id: NodeId) -> bool {
        let slot = model.def(self.def(id)).slot;
        self.parent(id).and_then(|parent| self.prompt(parent, slot)) == Some(id)
    }
}
