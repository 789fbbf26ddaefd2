//! Keeps what the form computes up to date: after an answer only what reads it is computed again.

use super::Filling;
use crate::error::EvaluationError;
use crate::form::Part;
use crate::instance::{DefId, NodeId};
use crate::limits;
use crate::xpath::{Evaluator, NodeRef, Place, stored};
use std::collections::{BTreeSet, HashSet};

/// Cells to compute: their places in the graph, with the node of each.
type Waiting = BTreeSet<(usize, NodeId)>;

impl Filling<'_> {
    /// Computes every cell of every node. The repeats of `settled` keep the instances they have.
    pub(super) fn compute_all(&mut self, settled: &HashSet<DefId>) -> Result<(), EvaluationError> {
        let mut waiting = Waiting::new();
        for place in 0..self.form.graph.cells.len() {
            self.wait(place, NodeId::ROOT, &mut waiting);
        }
        self.compute(waiting, settled)
    }

    /// The repeats whose instances are counted by the form.
    pub(super) fn counted(&self) -> HashSet<DefId> {
        let counted = self.form.repeats.iter().filter(|repeat| repeat.count.is_some());
        counted.map(|repeat| repeat.def).collect()
    }

    /// Recomputes what reads the answer of a node.
    pub(super) fn follow(&mut self, node: NodeId) -> Result<(), EvaluationError> {
        let mut waiting = Waiting::new();
        if let Some(readers) = self.form.graph.readers.get(&self.answers.def(node)) {
            self.wait_for(readers, node, &mut waiting);
        }
        self.compute(waiting, &HashSet::new())
    }

    /// Computes the cells of a new instance of a repeat, and what reads how many there are.
    pub(super) fn follow_new(&mut self, instance: NodeId) -> Result<(), EvaluationError> {
        let mut waiting = Waiting::new();
        self.arrived(instance, &mut waiting);
        self.compute(waiting, &HashSet::new())
    }

    /// Recomputes what reads how many instances a repeat has.
    pub(super) fn follow_count(&mut self, prompt: NodeId) -> Result<(), EvaluationError> {
        let mut waiting = Waiting::new();
        self.recounted(prompt, &mut waiting);
        self.compute(waiting, &HashSet::new())
    }

    fn arrived(&self, instance: NodeId, waiting: &mut Waiting) {
        for place in self.form.graph.inside.get(&self.answers.def(instance)).into_iter().flatten() {
            self.wait(*place, instance, waiting);
        }
        self.recounted(instance, waiting);
    }

    fn recounted(&self, at: NodeId, waiting: &mut Waiting) {
        if let Some(readers) = self.form.graph.counted.get(&self.answers.def(at)) {
            self.wait_for(readers, at, waiting);
        }
    }

    /// Adds readers of something at a node: those inside the same instance of the repeat they share with it.
    fn wait_for(&self, readers: &[(usize, DefId)], node: NodeId, waiting: &mut Waiting) {
        for (place, anchor) in readers {
            let base = self.answers.ancestor(node, *anchor).unwrap_or(node);
            self.wait(*place, base, waiting);
        }
    }

    /// Adds a cell on each of its nodes that is `base` or inside it.
    fn wait(&self, place: usize, base: NodeId, waiting: &mut Waiting) {
        let (model, cell) = (&self.form.model, self.form.graph.cells[place]);
        match cell.part {
            Part::Count => {
                let Some(around) = model.parent(cell.def) else { return };
                let slot = model.def(cell.def).slot;
                for node in self.answers.under(model, base, around, false) {
                    waiting.extend(self.answers.prompt(node, slot).map(|prompt| (place, prompt)));
                }
            }
            part => {
                let nodes = self.answers.under(model, base, cell.def, part == Part::Relevant);
                waiting.extend(nodes.into_iter().map(|node| (place, node)));
            }
        }
    }

    /// Computes cells, and the cells that read one that changed.
    ///
    /// The instances of a repeat are counted once: a form may count on for as long as a person says that there is
    /// more, and what a new instance holds before anybody has answered says nothing yet. The next answer that the
    /// count reads counts again.
    fn compute(&mut self, mut waiting: Waiting, settled: &HashSet<DefId>) -> Result<(), EvaluationError> {
        let mut counted: HashSet<NodeId> = HashSet::new();
        let mut spent = 0;
        // Places are ordered so that a cell comes after all it waits for: the lowest waiting is ready.
        while let Some((place, node)) = waiting.pop_first() {
            let form = self.form;
            let cell = form.graph.cells[place];
            let scene = self.scene();
            let evaluator = Evaluator::new(&scene);
            evaluator.resume(spent);
            let at = Place::of(NodeRef::primary(node));
            let bind = form.bind(cell.def);
            let changed = match cell.part {
                Part::Relevant => {
                    let relevant = match bind.and_then(|bind| bind.relevant.as_ref()) {
                        Some(formula) => evaluator.boolean(&formula.expr, at)?,
                        None => true,
                    };
                    spent = evaluator.spent();
                    self.hidden.set(node, !relevant)
                }
                Part::Calculate => {
                    let Some(bind) = bind else { continue };
                    let Some(formula) = &bind.calculate else { continue };
                    let value = evaluator.value(&formula.expr, at)?;
                    let value = stored(value, &evaluator, bind.data_type.stored_as())?;
                    spent = evaluator.spent();
                    self.answers.set_value(node, value)
                }
                Part::Count => {
                    if settled.contains(&cell.def) || !counted.insert(node) {
                        continue;
                    }
                    let Some(formula) = form.repeat_of(cell.def).and_then(|repeat| repeat.count.as_ref())
                    else {
                        continue;
                    };
                    let wanted = evaluator.number(&formula.expr, at)?;
                    spent = evaluator.spent();
                    // A number taken back for a moment takes no answers away.
                    if wanted.is_nan() && self.begun {
                        continue;
                    }
                    let wanted = if wanted >= 1.0 { wanted.min(1e9) as usize } else { 0 };
                    self.resize(node, wanted, &mut waiting)?
                }
            };
            // A count may not have been followed when what it reads changed.
            let readers = if changed { &form.graph.dependents } else { &form.graph.counts };
            self.wait_for(&readers[place], node, &mut waiting);
        }
        Ok(())
    }

    /// Makes a repeat have that many instances; says whether it had another number.
    fn resize(
        &mut self,
        prompt: NodeId,
        wanted: usize,
        waiting: &mut Waiting,
    ) -> Result<bool, EvaluationError> {
        let has = self.instances(prompt).len();
        for _ in has..wanted {
            let instance = self.grow(prompt)?;
            self.take_defaults(instance);
            self.preload(instance);
            self.begin_instance(instance)?;
            self.arrived(instance, waiting);
        }
        for _ in wanted..has {
            let gone = self.cut(prompt, wanted);
            waiting.retain(|(_, node)| !gone.contains(node));
        }
        if wanted < has {
            self.recounted(prompt, waiting);
        }
        Ok(has != wanted)
    }

    /// The instances of the repeat that a node stands for.
    pub(super) fn instances(&self, prompt: NodeId) -> &[NodeId] {
        let slot = self.form.model.def(self.answers.def(prompt)).slot;
        self.answers.parent(prompt).map_or(&[], |parent| self.answers.of(parent, slot))
    }

    /// Adds an instance at the end, nothing computed in it yet.
    pub(super) fn grow(&mut self, prompt: NodeId) -> Result<NodeId, EvaluationError> {
        let (model, def) = (&self.form.model, self.answers.def(prompt));
        let full = self.instances(prompt).len() >= self.form.instance_limit
            || self.answers.size() + model.len() > limits::NODES;
        let Some(parent) = self.answers.parent(prompt).filter(|_| !full) else {
            return Err(EvaluationError::TooManyInstances);
        };
        let instance = self.answers.grow(model, def, parent);
        self.answers.put(parent, model.def(def).slot, instance);
        Ok(instance)
    }

    /// Gives an instance that the form counts the answers that the form writes for its position, if it does.
    fn take_defaults(&mut self, instance: NodeId) {
        let (model, blank) = (&self.form.model, &self.form.blank);
        let def = self.answers.def(instance);
        if model.def(def).within.is_none() {
            let written = blank.under(model, NodeId::ROOT, def, false);
            if let Some(written) = written.get(self.answers.rank(model, instance) - 1) {
                self.answers.copy(model, instance, blank, *written);
            }
        }
    }

    /// Takes out the instance at a 0-based position; gives all nodes that are gone.
    pub(super) fn cut(&mut self, prompt: NodeId, position: usize) -> Vec<NodeId> {
        let slot = self.form.model.def(self.answers.def(prompt)).slot;
        let Some(parent) = self.answers.parent(prompt) else { return Vec::new() };
        let gone = self.answers.remove(parent, slot, position);
        gone.iter().for_each(|node| _ = self.hidden.set(*node, false));
        gone
    }
}
