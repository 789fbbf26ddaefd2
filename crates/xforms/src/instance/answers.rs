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

    fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Debug, Clone)]
struct Node {
    def: DefId,
    parent: Option<NodeId>,
    value: String,
    /// By the slot of each child's definition.
    slots: Vec<Slot>,
}

/// The nodes of one child definition.
#[derive(Debug, Clone)]
enum Slot {
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
    nodes: Vec<Node>,
    /// Places of nodes that were removed, to be taken again.
    free: Vec<NodeId>,
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
