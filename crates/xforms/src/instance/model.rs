//! The nodes a form defines.

use std::collections::HashMap;

/// Index of a definition in its [`Model`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DefId(pub u32);

impl DefId {
    /// Above the root, where absolute paths start.
    pub const DOCUMENT: Self = Self(0);
    /// The root element.
    pub const ROOT: Self = Self(1);

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The definition of a node.
#[derive(Debug)]
pub(crate) struct Def {
    /// Local name; an attribute's begins with `@`.
    pub name: Box<str>,
    pub parent: Option<DefId>,
    pub children: Vec<DefId>,
    /// Its place among the children of its parent.
    pub slot: usize,
    /// Default answer of every new node.
    pub value: Box<str>,
    /// Whether it can be repeated.
    pub repeats: bool,
    /// The innermost repeat around it, itself not included.
    pub within: Option<DefId>,
    /// How many of it a new node around it holds, when it repeats.
    pub fresh: usize,
    /// Whether the form writes it with a prefix, as `orx:meta`.
    pub prefixed: bool,
}

/// All definitions.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(super) defs: Vec<Def>,
    /// Children by name of the nodes that have many, so that a path in a form of thousands of questions does not
    /// look at each of them.
    pub(super) by_name: HashMap<DefId, HashMap<Box<str>, Vec<DefId>>>,
}

/// From this many children on, they are found by an index.
const MANY_CHILDREN: usize = 16;

impl Model {
    /// Number of definitions, the one above the root included.
    pub fn len(&self) -> usize {
        self.defs.len()
    }

    /// All definitions from the root on.
    pub fn ids(&self) -> impl Iterator<Item = DefId> + use<> {
        (1..self.defs.len() as u32).map(DefId)
    }

    pub fn def(&self, id: DefId) -> &Def {
        &self.defs[id.index()]
    }

    /// Local name; an attribute's begins with `@`.
    pub fn name(&self, id: DefId) -> &str {
        &self.defs[id.index()].name
    }

    pub fn parent(&self, id: DefId) -> Option<DefId> {
        self.defs[id.index()].parent
    }

    pub fn is_attribute(&self, id: DefId) -> bool {
        self.name(id).starts_with('@')
    }

    pub fn repeats(&self, id: DefId) -> bool {
        self.defs[id.index()].repeats
    }

    /// The elements directly inside.
    pub fn elements(&self, id: DefId) -> impl Iterator<Item = DefId> + '_ {
        self.defs[id.index()].children.iter().copied().filter(|child| !self.is_attribute(*child))
    }

    /// Calls `found` with each child of that name.
    pub fn each_named(&self, id: DefId, name: &str, found: &mut dyn FnMut(DefId)) {
        match self.by_name.get(&id) {
            Some(named) => named.get(name).into_iter().flatten().for_each(|child| found(*child)),
            None => {
                let children = self.defs[id.index()].children.iter().copied();
                children.filter(|child| self.name(*child) == name).for_each(found);
            }
        }
    }

    /// The first child of that name.
    pub fn child(&self, id: DefId, name: &str) -> Option<DefId> {
        let mut first = None;
        self.each_named(id, name, &mut |child| first = first.or(Some(child)));
        first
    }

    /// Whether answers can stand here.
    pub fn is_leaf(&self, id: DefId) -> bool {
        self.elements(id).next().is_none()
    }

    /// From this definition up to the root.
    pub fn upwards(&self, id: DefId) -> impl Iterator<Item = DefId> + '_ {
        std::iter::successors(Some(id), |at| self.parent(*at)).take_while(|at| *at != DefId::DOCUMENT)
    }

    /// The repeats around a definition from the outermost on, itself included when it is one.
    pub fn repeats_around(&self, id: DefId) -> Vec<DefId> {
        let mut repeats: Vec<DefId> = self.upwards(id).filter(|at| self.repeats(*at)).collect();
        repeats.reverse();
        repeats
    }

    /// The innermost repeat a definition stands in, which is itself when it is one.
    pub fn innermost(&self, id: DefId) -> Option<DefId> {
        if self.repeats(id) { Some(id) } else { self.def(id).within }
    }

    /// Whether `inner` is `outer` or stands inside it.
    pub fn encloses(&self, outer: DefId, inner: DefId) -> bool {
        std::iter::successors(Some(inner), |at| self.parent(*at)).any(|at| at == outer)
    }

    /// Absolute path without positions, `/data/group/name`.
    pub fn path(&self, id: DefId) -> String {
        let mut names: Vec<&str> = self.upwards(id).map(|at| self.name(at)).collect();
        names.reverse();
        format!("/{}", names.join("/"))
    }

    /// The definition at an absolute path of plain names; prefixes are ignored.
    pub fn find(&self, path: &str) -> Option<DefId> {
        let mut names = path.strip_prefix('/')?.split('/');
        names.try_fold(DefId::DOCUMENT, |at, name| self.child(at, crate::xml::local(name)))
    }

    /// Adds a definition below another.
    pub(super) fn add(&mut self, name: &str, parent: Option<DefId>, value: &str, repeats: bool) -> DefId {
        let id = DefId(self.defs.len() as u32);
        let (mut slot, mut within) = (0, None);
        if let Some(parent) = parent {
            let above = &mut self.defs[parent.index()];
            slot = above.children.len();
            above.children.push(id);
            within = if above.repeats { Some(parent) } else { above.within };
            self.index(parent, id, name);
        }
        self.defs.push(Def {
            name: name.into(),
            parent,
            children: Vec::new(),
            slot,
            value: value.into(),
            repeats,
            within,
            fresh: 0,
            prefixed: false,
        });
        id
    }

    fn index(&mut self, parent: DefId, child: DefId, name: &str) {
        let children = &self.defs[parent.index()].children;
        if let Some(named) = self.by_name.get_mut(&parent) {
            named.entry(name.into()).or_default().push(child);
        } else if children.len() == MANY_CHILDREN {
            let mut named: HashMap<Box<str>, Vec<DefId>> = HashMap::new();
            for other in children.iter().filter(|other| **other != child) {
                named.entry(self.defs[other.index()].name.clone()).or_default().push(*other);
            }
            named.entry(name.into()).or_default().push(child);
            self.by_name.insert(parent, named);
        }
    }
}
