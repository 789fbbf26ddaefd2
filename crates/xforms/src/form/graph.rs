//! What depends on what: the order of calculations and relevances, and the nodes whose change sets them off.

use super::references::{Read, Reads, Resolver, Unresolved};
use super::{Bind, ChoiceSource, Control, Repeat};
use crate::error::{FormError, FormErrorKind};
use crate::instance::{DefId, Model};
use crate::xpath::Expr;
use std::collections::{BTreeSet, HashMap};

/// A value the form computes by itself, on every node of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Cell {
    pub def: DefId,
    pub part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    Relevant,
    Calculate,
    /// How many instances a repeat has. Computed when all else is, and then all that reads it again: a count may
    /// depend on what the instances hold.
    Count,
}

/// Readers of something: their places among the cells, each with the node inside which they see it.
pub(crate) type Readers = Vec<(usize, DefId)>;

/// Cells in an order in which each comes after those it reads.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub cells: Vec<Cell>,
    /// For each cell, those that read it.
    pub dependents: Vec<Readers>,
    /// For each node, the cells that read its answer.
    pub readers: HashMap<DefId, Readers>,
    /// For each repeat, the cells that read how many instances it has, or go through them.
    pub counted: HashMap<DefId, Readers>,
    /// For each repeat, the places of the cells inside it.
    pub inside: HashMap<DefId, Vec<usize>>,
    /// For each cell, the counts among those that read it.
    pub counts: Vec<Readers>,
}

/// A reader that waits for a cell, or only has to be computed again.
struct Edge {
    reader: usize,
    anchor: DefId,
    waits: bool,
}

/// Cells and edges while they are gathered.
struct Gathering<'g, 'm> {
    resolver: &'g mut Resolver<'m>,
    cells: Vec<Cell>,
    relevances: Vec<Option<usize>>,
    calculates: Vec<Option<usize>>,
    edges: Vec<Vec<Edge>>,
    readers: HashMap<DefId, Readers>,
    counted: HashMap<DefId, Readers>,
}

impl Graph {
    /// Orders the cells of a form, refusing circles.
    pub fn new(
        resolver: &mut Resolver<'_>,
        binds: &HashMap<DefId, Bind>,
        controls: &[Control],
        repeats: &[Repeat],
    ) -> Result<Self, FormError> {
        // Cells in document order, so that the order of two that do not read one another is stable.
        let mut cells = BTreeSet::new();
        for (def, bind) in binds {
            cells.extend(bind.relevant.as_ref().map(|_| Cell { def: *def, part: Part::Relevant }));
            cells.extend(bind.calculate.as_ref().map(|_| Cell { def: *def, part: Part::Calculate }));
        }
        let counts = repeats.iter().filter(|repeat| repeat.count.is_some());
        cells.extend(counts.map(|repeat| Cell { def: repeat.def, part: Part::Count }));
        let cells: Vec<Cell> = cells.into_iter().collect();
        let (nodes, count) = (resolver.model.len(), cells.len());
        let mut gathering = Gathering {
            resolver,
            relevances: vec![None; nodes],
            calculates: vec![None; nodes],
            edges: (0..count).map(|_| Vec::new()).collect(),
            cells,
            readers: HashMap::new(),
            counted: HashMap::new(),
        };
        for (place, cell) in gathering.cells.iter().enumerate() {
            match cell.part {
                Part::Relevant => gathering.relevances[cell.def.index()] = Some(place),
                Part::Calculate => gathering.calculates[cell.def.index()] = Some(place),
                Part::Count => {}
            }
        }
        for place in 0..count {
            let cell = gathering.cells[place];
            let (line, reads) = gathering.reads(cell, binds, controls, repeats)?;
            gathering.connect(place, reads).map_err(|unresolved| unresolved.at(line))?;
        }
        gathering.ordered(binds)
    }
}

impl Gathering<'_, '_> {
    fn reads(
        &mut self,
        cell: Cell,
        binds: &HashMap<DefId, Bind>,
        controls: &[Control],
        repeats: &[Repeat],
    ) -> Result<(u32, Reads), FormError> {
        let bind = binds.get(&cell.def);
        let counted = |repeat: &&Repeat| cell.part == Part::Count && repeat.def == cell.def;
        let repeat = repeats.iter().find(counted);
        let (line, formula) = match cell.part {
            Part::Relevant => (bind.map(|bind| bind.line), bind.and_then(|bind| bind.relevant.as_ref())),
            Part::Calculate => (bind.map(|bind| bind.line), bind.and_then(|bind| bind.calculate.as_ref())),
            Part::Count => {
                (repeat.map(|repeat| repeat.line), repeat.and_then(|repeat| repeat.count.as_ref()))
            }
        };
        let line = line.unwrap_or(1);
        let mut reads = Reads::default();
        let Some(formula) = formula else { return Ok((line, reads)) };
        let failed = |unresolved: Unresolved| unresolved.at(line);
        for expr in self.computed(cell, &formula.expr).map_err(failed)? {
            self.resolver.references(expr, Some(cell.def), &mut reads).map_err(failed)?;
        }
        let selects = std::mem::take(&mut reads.selects);
        for control in controls.iter().filter(|control| selects.contains(&control.def)) {
            if let ChoiceSource::Rows(rows) = &control.choices {
                self.resolver.references(&rows.nodeset, Some(control.def), &mut reads).map_err(failed)?;
            }
        }
        if cell.part == Part::Count {
            // The count of a repeat is one for all its instances, so it is shared one level further out.
            reads.nodes = reads.nodes.into_iter().map(|read| self.outside(cell.def, read)).collect();
            reads.counted = reads.counted.into_iter().map(|read| self.outside(cell.def, read)).collect();
        }
        reads.settle();
        Ok((line, reads))
    }

    /// What a cell computes. `coalesce(., …)` of the node itself is another way to write `once(…)`: the node keeps
    /// its value, and does not wait for itself.
    fn computed<'e>(&mut self, cell: Cell, expr: &'e Expr) -> Result<&'e [Expr], Unresolved> {
        if let Some([first, rest @ ..]) = expr.coalesced()
            && cell.part == Part::Calculate
        {
            let mut reads = Reads::default();
            self.resolver.references(first, Some(cell.def), &mut reads)?;
            if !reads.nodes.is_empty() && reads.nodes.iter().all(|read| read.def == cell.def && !read.sibling)
            {
                return Ok(rest);
            }
        }
        Ok(std::slice::from_ref(expr))
    }

    fn outside(&self, repeat: DefId, read: Read) -> Read {
        let within = self.resolver.model.def(repeat).within.unwrap_or(DefId::ROOT);
        if read.anchor == repeat { Read { anchor: within, ..read } } else { read }
    }

    fn connect(&mut self, place: usize, reads: Reads) -> Result<(), Unresolved> {
        let model = self.resolver.model;
        let mut looks = 0;
        for read in reads.counted {
            self.counted.entry(read.def).or_default().push((place, read.anchor));
        }
        for Read { def, anchor, sibling } in reads.nodes {
            self.readers.entry(def).or_default().push((place, anchor));
            let waits = !sibling && self.cells[place].part != Part::Count;
            // A node is read as empty while it or a group around it is not relevant.
            for around in model.upwards(def) {
                looks += 1;
                if let Some(source) = self.relevances[around.index()] {
                    self.edges[source].push(Edge { reader: place, anchor, waits });
                }
            }
            if let Some(source) = self.calculates[def.index()] {
                self.edges[source].push(Edge { reader: place, anchor, waits });
            }
        }
        self.resolver.look(looks)
    }

    /// Kahn's algorithm; ties in document order, counts last.
    fn ordered(self, binds: &HashMap<DefId, Bind>) -> Result<Graph, FormError> {
        let Self { resolver, cells, edges, readers, counted, .. } = self;
        let model = resolver.model;
        let mut waits_for = vec![0_usize; cells.len()];
        let mut awaited: Vec<Vec<usize>> = Vec::with_capacity(cells.len());
        for edges in &edges {
            let mut readers: Vec<usize> =
                edges.iter().filter(|edge| edge.waits).map(|edge| edge.reader).collect();
            // Pushed in rising order, several times where two relevances lead to one node.
            readers.dedup();
            readers.iter().for_each(|reader| waits_for[*reader] += 1);
            awaited.push(readers);
        }
        let rank = |place: usize| (cells[place].part == Part::Count, place);
        let mut ready: BTreeSet<(bool, usize)> =
            (0..cells.len()).filter(|at| waits_for[*at] == 0).map(rank).collect();
        let mut order = Vec::with_capacity(cells.len());
        while let Some((_, place)) = ready.pop_first() {
            order.push(place);
            for dependent in &awaited[place] {
                waits_for[*dependent] -= 1;
                if waits_for[*dependent] == 0 {
                    ready.insert(rank(*dependent));
                }
            }
        }
        if order.len() < cells.len() {
            return Err(circle(model, binds, &cells, &awaited, &waits_for));
        }
        let mut new_place = vec![0; cells.len()];
        for (at, place) in order.iter().enumerate() {
            new_place[*place] = at;
        }
        let moved = |mut readers: Readers| {
            readers.iter_mut().for_each(|reader| reader.0 = new_place[reader.0]);
            readers.sort_unstable();
            readers.dedup();
            readers
        };
        let ordered: Vec<Cell> = order.iter().map(|place| cells[*place]).collect();
        let mut inside: HashMap<DefId, Vec<usize>> = HashMap::new();
        for (place, cell) in ordered.iter().enumerate() {
            for repeat in model.repeats_around(cell.def) {
                // The count of a repeat belongs to what is around it.
                if !(cell.part == Part::Count && repeat == cell.def) {
                    inside.entry(repeat).or_default().push(place);
                }
            }
        }
        let dependents = order
            .iter()
            .map(|place| moved(edges[*place].iter().map(|edge| (edge.reader, edge.anchor)).collect()));
        let dependents: Vec<Readers> = dependents.collect();
        let counts = dependents.iter().map(|readers| {
            let counts = readers.iter().filter(|(reader, _)| ordered[*reader].part == Part::Count);
            counts.copied().collect()
        });
        Ok(Graph {
            counts: counts.collect(),
            dependents,
            cells: ordered,
            readers: readers.into_iter().map(|(def, readers)| (def, moved(readers))).collect(),
            counted: counted.into_iter().map(|(def, readers)| (def, moved(readers))).collect(),
            inside,
        })
    }
}

/// Finds one circle among the cells that still wait, by walking back to what each waits for.
fn circle(
    model: &Model,
    binds: &HashMap<DefId, Bind>,
    cells: &[Cell],
    awaited: &[Vec<usize>],
    waits_for: &[usize],
) -> FormError {
    let mut waited_for = vec![None; cells.len()];
    for (source, readers) in awaited.iter().enumerate().filter(|(source, _)| waits_for[*source] > 0) {
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
    let mut paths: Vec<String> = walked[begin..].iter().map(|place| model.path(cells[*place].def)).collect();
    paths.dedup();
    let line = walked.get(begin).and_then(|place| binds.get(&cells[*place].def)).map_or(1, |bind| bind.line);
    // A long circle is recognised by its beginning.
    paths.truncate(12);
    FormErrorKind::Cycle(paths).at(line)
}
