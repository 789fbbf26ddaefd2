//! What depends on what: the order of calculations and relevances, and the nodes whose change sets them off.
//!
//! A path is resolved over the nodes of the form, predicates left aside, so the graph holds whatever the answers.

use super::{Bind, ChoiceSource, Control};
use crate::error::{FormError, FormErrorKind};
use crate::tree::{NodeId, Tree};
use crate::xpath::{Axis, Expr, NameTest, Path, Start};
use std::collections::{BTreeSet, HashMap};

/// A value the form computes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Cell {
    pub node: NodeId,
    pub part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    Relevant,
    Calculate,
}

/// Cells in an order in which each comes after those it reads.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub cells: Vec<Cell>,
    /// For each cell, the places in `cells` of those that read it.
    pub dependents: Vec<Vec<usize>>,
    /// For each node, the places in `cells` of those that read its answer.
    pub readers: HashMap<NodeId, Vec<usize>>,
}

/// Nodes and edges looked at while a form is read; far above any form made by people.
const LOOKS: usize = 1_000_000;

/// Resolves paths over the nodes of the form.
pub(crate) struct Resolver<'t> {
    pub tree: &'t Tree,
    looks: usize,
}

/// Why a path could not be resolved.
pub(crate) enum Unresolved {
    NoSuchNode(String),
    TooEntangled,
}

impl Unresolved {
    pub fn at(self, line: u32) -> FormError {
        match self {
            Self::NoSuchNode(path) => FormErrorKind::NoSuchNode { path },
            Self::TooEntangled => FormErrorKind::TooEntangled,
        }
        .at(line)
    }
}

/// Nodes of the primary instance; `None` for rows of another, which are not followed.
type Known = Option<Vec<NodeId>>;

impl<'t> Resolver<'t> {
    pub fn new(tree: &'t Tree) -> Self {
        Self { tree, looks: 0 }
    }

    fn look(&mut self, count: usize) -> Result<(), Unresolved> {
        self.looks += count;
        if self.looks > LOOKS { Err(Unresolved::TooEntangled) } else { Ok(()) }
    }

    /// Adds the nodes an expression of `current` reads to `read`, and the selects whose labels it reads to
    /// `selects`. `current` is `None` where an expression serves many nodes, as in a translation.
    pub fn references(
        &mut self,
        expr: &Expr,
        current: Option<NodeId>,
        read: &mut BTreeSet<NodeId>,
        selects: &mut BTreeSet<NodeId>,
    ) -> Result<(), Unresolved> {
        let at = current.map(|node| vec![node]);
        self.expr(expr, &at, &at, read, selects)
    }

    fn expr(
        &mut self,
        expr: &Expr,
        at: &Known,
        current: &Known,
        read: &mut BTreeSet<NodeId>,
        selects: &mut BTreeSet<NodeId>,
    ) -> Result<(), Unresolved> {
        match expr {
            Expr::Number(_) | Expr::Text(_) => Ok(()),
            Expr::Path(path) => {
                let nodes = self.path(path, at, current, read, selects)?;
                read.extend(nodes.into_iter().flatten());
                Ok(())
            }
            Expr::Negate(inner) | Expr::Matches(inner, _) => self.expr(inner, at, current, read, selects),
            Expr::Chain(first, rest) => {
                self.expr(first, at, current, read, selects)?;
                rest.iter().try_for_each(|(_, operand)| self.expr(operand, at, current, read, selects))
            }
            Expr::Call(_, arguments) => {
                arguments.iter().try_for_each(|argument| self.expr(argument, at, current, read, selects))
            }
            Expr::ChoiceName(value, path) => {
                self.expr(value, at, current, read, selects)?;
                let nodes = self.path(path, at, current, read, selects)?;
                selects.extend(nodes.into_iter().flatten());
                Ok(())
            }
        }
    }

    fn path(
        &mut self,
        path: &Path,
        at: &Known,
        current: &Known,
        read: &mut BTreeSet<NodeId>,
        selects: &mut BTreeSet<NodeId>,
    ) -> Result<Known, Unresolved> {
        let mut nodes = match path.start {
            Start::Primary => Some(vec![NodeId::DOCUMENT]),
            Start::Context => at.clone(),
            Start::Current => current.clone(),
            Start::Instance(_) => None,
        };
        for step in &path.steps {
            if let Some(from) = &nodes {
                let mut found = Vec::new();
                for from in from {
                    self.step(*from, step.axis, &step.test, &mut found);
                    self.look(1)?;
                }
                self.look(found.len())?;
                found.sort_unstable();
                found.dedup();
                if found.is_empty() {
                    return Err(Unresolved::NoSuchNode(path.written.to_string()));
                }
                nodes = Some(found);
            }
            for predicate in &step.predicates {
                self.expr(predicate, &nodes, current, read, selects)?;
            }
        }
        Ok(nodes)
    }

    fn step(&self, from: NodeId, axis: Axis, test: &NameTest, found: &mut Vec<NodeId>) {
        match (axis, test) {
            (Axis::Child, NameTest::Named(name)) => {
                self.tree.each_named(from, name, &mut |child| found.push(child));
            }
            (Axis::Child, NameTest::Any) => found.extend(self.tree.children(from)),
            (Axis::Itself, test) => found.extend(Some(from).filter(|at| test.accepts(self.tree.name(*at)))),
            (Axis::Parent, test) => {
                found.extend(self.tree.parent(from).filter(|at| test.accepts(self.tree.name(*at))));
            }
        }
    }
}

impl Graph {
    /// Orders the cells of a form, refusing circles.
    pub fn new(
        resolver: &mut Resolver<'_>,
        binds: &HashMap<NodeId, Bind>,
        controls: &[Control],
    ) -> Result<Self, FormError> {
        // Cells in document order, so that the order of two that do not read one another is stable.
        let mut cells = BTreeSet::new();
        for (node, bind) in binds {
            cells.extend(bind.relevant.as_ref().map(|_| Cell { node: *node, part: Part::Relevant }));
            cells.extend(bind.calculate.as_ref().map(|_| Cell { node: *node, part: Part::Calculate }));
        }
        let cells: Vec<Cell> = cells.into_iter().collect();
        // Looked at for every node read, so by index rather than by hash.
        let nodes = resolver.tree.len();
        let mut relevances: Vec<Option<usize>> = vec![None; nodes];
        let mut calculates: Vec<Option<usize>> = vec![None; nodes];
        for (place, cell) in cells.iter().enumerate() {
            match cell.part {
                Part::Relevant => relevances[cell.node.index()] = Some(place),
                Part::Calculate => calculates[cell.node.index()] = Some(place),
            }
        }
        let mut dependents: Vec<Vec<usize>> = vec![Vec::new(); cells.len()];
        let mut readers: HashMap<NodeId, Vec<usize>> = HashMap::new();
        for (place, cell) in cells.iter().enumerate() {
            let Some(bind) = binds.get(&cell.node) else { continue };
            let formula = match cell.part {
                Part::Relevant => &bind.relevant,
                Part::Calculate => &bind.calculate,
            };
            let Some(formula) = formula else { continue };
            let failed = |unresolved: Unresolved| unresolved.at(bind.line);
            let mut read = BTreeSet::new();
            let mut selects = BTreeSet::new();
            resolver.references(&formula.expr, Some(cell.node), &mut read, &mut selects).map_err(failed)?;
            let shown = if selects.is_empty() { &[] } else { controls };
            for control in shown.iter().filter(|control| selects.contains(&control.node)) {
                if let ChoiceSource::Rows { nodeset, .. } = &control.choices {
                    let mut none = BTreeSet::new();
                    resolver.references(nodeset, Some(control.node), &mut read, &mut none).map_err(failed)?;
                }
            }
            let mut looks = 0;
            for node in read {
                readers.entry(node).or_default().push(place);
                // A node is read as empty while it or a group around it is not relevant.
                for around in resolver.tree.upwards(node) {
                    looks += 1;
                    relevances[around.index()].into_iter().for_each(|source| dependents[source].push(place));
                }
                calculates[node.index()].into_iter().for_each(|source| dependents[source].push(place));
            }
            resolver.look(looks).map_err(failed)?;
        }
        for dependents in &mut dependents {
            // Pushed in rising order, several times where two relevances lead to one node.
            dependents.dedup();
        }
        Self::ordered(resolver.tree, binds, cells, &dependents, readers)
    }

    /// Kahn's algorithm; ties in document order.
    fn ordered(
        tree: &Tree,
        binds: &HashMap<NodeId, Bind>,
        cells: Vec<Cell>,
        dependents: &[Vec<usize>],
        readers: HashMap<NodeId, Vec<usize>>,
    ) -> Result<Self, FormError> {
        let mut waits_for = vec![0_usize; cells.len()];
        for dependent in dependents.iter().flatten() {
            waits_for[*dependent] += 1;
        }
        let mut ready: BTreeSet<usize> = (0..cells.len()).filter(|at| waits_for[*at] == 0).collect();
        let mut order = Vec::with_capacity(cells.len());
        while let Some(place) = ready.pop_first() {
            order.push(place);
            for dependent in &dependents[place] {
                waits_for[*dependent] -= 1;
                if waits_for[*dependent] == 0 {
                    ready.insert(*dependent);
                }
            }
        }
        if order.len() < cells.len() {
            return Err(circle(tree, binds, &cells, dependents, &waits_for));
        }
        let mut new_place = vec![0; cells.len()];
        for (at, place) in order.iter().enumerate() {
            new_place[*place] = at;
        }
        let moved = |places: Vec<usize>| places.into_iter().map(|place| new_place[place]).collect();
        Ok(Self {
            cells: order.iter().map(|place| cells[*place]).collect(),
            dependents: order.iter().map(|place| moved(dependents[*place].clone())).collect(),
            readers: readers.into_iter().map(|(node, places)| (node, moved(places))).collect(),
        })
    }
}

/// Finds one circle among the cells that still wait, by walking back to what each waits for.
fn circle(
    tree: &Tree,
    binds: &HashMap<NodeId, Bind>,
    cells: &[Cell],
    dependents: &[Vec<usize>],
    waits_for: &[usize],
) -> FormError {
    let mut waited_for = vec![None; cells.len()];
    for (source, readers) in dependents.iter().enumerate().filter(|(source, _)| waits_for[*source] > 0) {
        for reader in readers {
            waited_for[*reader] = Some(source);
        }
    }
    let mut walked: Vec<usize> = Vec::new();
    let mut at = waits_for.iter().position(|waits| *waits > 0);
    let mut seen = vec![false; cells.len()];
    while let Some(place) = at.filter(|place| !seen[*place]) {
        seen[place] = true;
        walked.push(place);
        at = waited_for[place];
    }
    let begin = walked.iter().position(|place| Some(*place) == at).unwrap_or(0);
    let mut paths: Vec<String> = walked[begin..].iter().map(|place| tree.path(cells[*place].node)).collect();
    paths.dedup();
    let line = walked.get(begin).and_then(|place| binds.get(&cells[*place].node)).map_or(1, |bind| bind.line);
    // A long circle is recognised by its beginning.
    paths.truncate(12);
    FormErrorKind::Cycle(paths).at(line)
}
