//! Instances: the tree of answers (primary) and the trees of rows a form carries with it (secondary).
//!
//! A tree is an arena. Node 0 stands above the root, as the document node of XPath does, so an absolute path
//! starts there. Nodes are only ever appended, which is what adding a repeat will do.

use crate::error::{FormError, FormErrorKind};
use crate::xml::{Document, XmlId, local};
use std::collections::{BTreeMap, HashMap};

/// Index of a node in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub u32);

impl NodeId {
    /// The node above the root.
    pub const DOCUMENT: Self = Self(0);
    /// The root element.
    pub const ROOT: Self = Self(1);

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One instance.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    /// Attributes without prefix, of the few nodes that have any.
    attributes: BTreeMap<NodeId, Vec<Attribute>>,
    /// Children by name of the nodes that have many, so that a path in a form of thousands of questions does
    /// not look at each of them.
    by_name: HashMap<NodeId, HashMap<Box<str>, Vec<NodeId>>>,
}

/// Name and value.
pub(crate) type Attribute = (Box<str>, Box<str>);

/// From this many children on, they are found by an index.
const MANY_CHILDREN: usize = 16;

#[derive(Debug, Clone)]
struct Node {
    name: Box<str>,
    value: String,
    parent: Option<NodeId>,
    first_child: Option<NodeId>,
    next: Option<NodeId>,
}

impl Tree {
    /// Copies an element and all inside it. `prefixes_in` names the element of the primary instance inside
    /// which prefixed names are understood (`meta`); elsewhere a prefix is refused, for the submission would
    /// lose it. Secondary instances are read and never written, so any prefix is accepted there.
    pub fn read(document: &Document, root: XmlId, primary: bool) -> Result<Self, FormError> {
        let mut tree = Self::default();
        tree.nodes.push(Node {
            name: "".into(),
            value: String::new(),
            parent: None,
            first_child: None,
            next: None,
        });
        // (element, parent in the tree, whether inside meta); depth is bounded by the XML reader.
        let mut waiting = vec![(root, NodeId::DOCUMENT, false)];
        let mut last_child: Vec<Option<NodeId>> = vec![None];
        while let Some((element, parent, in_meta)) = waiting.pop() {
            let name = document.name(element);
            let in_meta = in_meta || local(name) == "meta";
            if primary && name.contains(':') && !in_meta {
                return Err(FormErrorKind::Unsupported(format!("the prefixed element <{name}>"))
                    .at(document.line(element)));
            }
            if primary && in_meta && local(name) == "entity" {
                return Err(FormErrorKind::Unsupported("an entity".to_owned()).at(document.line(element)));
            }
            let id = NodeId(tree.nodes.len() as u32);
            match last_child[parent.index()].replace(id) {
                Some(before) => tree.nodes[before.index()].next = Some(id),
                None => tree.nodes[parent.index()].first_child = Some(id),
            }
            last_child.push(None);
            let inner: Vec<XmlId> = document.elements(element).collect();
            if inner.len() >= MANY_CHILDREN {
                tree.by_name.insert(id, HashMap::new());
            }
            let value = if inner.is_empty() { document.own_text(element) } else { String::new() };
            let name: Box<str> = local(name).into();
            if let Some(named) = tree.by_name.get_mut(&parent) {
                named.entry(name.clone()).or_default().push(id);
            }
            tree.nodes.push(Node { name, value, parent: Some(parent), first_child: None, next: None });
            if primary {
                let plain = document.attributes(element).iter();
                let plain: Vec<_> = plain
                    .filter(|attribute| !attribute.name.contains(':'))
                    .map(|attribute| (attribute.name.clone(), attribute.value.clone()))
                    .collect();
                if !plain.is_empty() {
                    tree.attributes.insert(id, plain);
                }
            }
            waiting.extend(inner.into_iter().rev().map(|child| (child, id, in_meta)));
        }
        Ok(tree)
    }

    /// Number of nodes, the one above the root included.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// All nodes from the root on, in document order.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (1..self.nodes.len() as u32).map(NodeId)
    }

    /// Local name.
    pub fn name(&self, id: NodeId) -> &str {
        &self.nodes[id.index()].name
    }

    /// Text of a node without children; empty for a group.
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

    /// The node around this one.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].parent
    }

    /// The nodes directly inside.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.nodes[id.index()].first_child, |at| self.nodes[at.index()].next)
    }

    /// Calls `found` with each child of that name.
    pub fn each_named(&self, id: NodeId, name: &str, found: &mut dyn FnMut(NodeId)) {
        match self.by_name.get(&id) {
            Some(named) => named.get(name).into_iter().flatten().for_each(|child| found(*child)),
            None => self.children(id).filter(|child| self.name(*child) == name).for_each(found),
        }
    }

    /// Whether answers can stand here.
    pub fn is_leaf(&self, id: NodeId) -> bool {
        self.nodes[id.index()].first_child.is_none()
    }

    /// Attributes without prefix.
    pub fn attributes(&self, id: NodeId) -> &[Attribute] {
        self.attributes.get(&id).map_or(&[], Vec::as_slice)
    }

    /// From this node up to the root.
    pub fn upwards(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |at| self.parent(*at)).take_while(|at| *at != NodeId::DOCUMENT)
    }

    /// Absolute path, `/data/group/name`.
    pub fn path(&self, id: NodeId) -> String {
        let mut names: Vec<&str> = self.upwards(id).map(|at| self.name(at)).collect();
        names.reverse();
        format!("/{}", names.join("/"))
    }

    /// The node at an absolute path of plain names.
    pub fn find(&self, path: &str) -> Option<NodeId> {
        let mut at = NodeId::DOCUMENT;
        for name in path.strip_prefix('/')?.split('/') {
            let mut first = None;
            self.each_named(at, local(name), &mut |child| first = first.or(Some(child)));
            at = first?;
        }
        Some(at)
    }
}
