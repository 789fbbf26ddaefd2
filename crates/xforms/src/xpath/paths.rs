//! Walks location paths.

use super::ast::{Axis, NameTest, Path, Start, Step};
use super::eval::{Evaluator, NodeRef, Place, Value};
use crate::error::EvaluationError;
use crate::instance::NodeId;
use crate::rows::RowId;

type Outcome<T> = Result<T, EvaluationError>;

/// What a walk is to leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filter<'f> {
    /// Nothing the predicates let through.
    Predicates,
    /// Nothing at all: the rows a choice filter could ever let through.
    Nothing,
    /// Of what the predicates let through, whatever has another text in that column.
    Having(&'f str, &'f str),
}

impl Evaluator<'_> {
    /// The nodes a path leads to.
    pub fn path(&self, path: &Path, place: Place, filter: Filter<'_>) -> Outcome<Vec<NodeRef>> {
        let start = match path.start {
            Start::Primary => NodeRef::primary(NodeId::DOCUMENT),
            Start::Context => place.at,
            Start::Current => place.current,
            Start::Instance(index) => NodeRef::Row(index, RowId(0)),
        };
        let mut nodes = vec![start];
        // An absolute path means the instance of a repeat its reader stands in, as long as no predicate says which
        // one, and unless it ends at the repeat: then it means all instances.
        let mut shared = path.start == Start::Primary;
        for (index, step) in path.steps.iter().enumerate() {
            let last = index + 1 == path.steps.len();
            shared = shared && !last && step.predicates.is_empty();
            let mut found = Vec::new();
            for from in &nodes {
                self.step_from(
                    *from,
                    step,
                    place,
                    if last { filter } else { narrowed(filter) },
                    shared,
                    &mut found,
                )?;
            }
            if step.axis == Axis::Parent {
                found.dedup();
            }
            nodes = found;
        }
        Ok(nodes)
    }

    fn step_from(
        &self,
        from: NodeRef,
        step: &Step,
        place: Place,
        filter: Filter<'_>,
        shared: bool,
        found: &mut Vec<NodeRef>,
    ) -> Outcome<()> {
        let first = found.len();
        if shared && let Some(own) = self.own_instance(from, step, place) {
            self.spend(1)?;
            found.push(own);
            return Ok(());
        }
        match self.looked_up(from, step, place, filter)? {
            Some(rows) => {
                self.spend(1 + rows.len())?;
                found.extend(rows);
            }
            None => self.step(from, step.axis, &step.test, found)?,
        }
        if filter == Filter::Nothing {
            return Ok(());
        }
        for predicate in &step.predicates {
            let candidates = found.split_off(first);
            let size = candidates.len();
            for (index, at) in candidates.into_iter().enumerate() {
                let inner = Place { at, current: place.current, position: index + 1, size };
                let keep = match self.value(predicate, inner)? {
                    Value::Number(number) => number == (index + 1) as f64,
                    other => self.as_boolean(&other),
                };
                if keep {
                    found.push(at);
                }
            }
        }
        if let Filter::Having(column, text) = filter {
            for at in found.split_off(first) {
                if self.has(at, column, text)? {
                    found.push(at);
                }
            }
        }
        Ok(())
    }

    /// The instance of a repeat that the reader stands in, when a step leads to that repeat.
    fn own_instance(&self, from: NodeRef, step: &Step, place: Place) -> Option<NodeRef> {
        let (Axis::Child, NameTest::Named(name), NodeRef::Answer(from)) = (step.axis, &step.test, from)
        else {
            return None;
        };
        let (model, answers) = (self.world.model(), self.world.answers());
        let def = model.child(answers.def(from), name).filter(|def| model.repeats(*def))?;
        let inside = |reader: NodeRef| match reader {
            NodeRef::Answer(node) => {
                answers.ancestor(node, def).filter(|own| answers.parent(*own) == Some(from))
            }
            NodeRef::Row(..) => None,
        };
        inside(place.at).or_else(|| inside(place.current)).map(NodeRef::Answer)
    }

    /// Rows by an index, where a predicate or the filter asks for a text in a column.
    fn looked_up(
        &self,
        from: NodeRef,
        step: &Step,
        place: Place,
        filter: Filter<'_>,
    ) -> Outcome<Option<Vec<NodeRef>>> {
        let (Axis::Child, NameTest::Named(name), NodeRef::Row(instance, parent)) =
            (step.axis, &step.test, from)
        else {
            return Ok(None);
        };
        let rows = self.world.rows(instance)?;
        let found = |rows: Vec<RowId>| rows.into_iter().map(|row| NodeRef::Row(instance, row)).collect();
        if let Filter::Having(column, text) = filter
            && !step.predicates.iter().any(super::Expr::asks_position)
        {
            return Ok(rows.lookup(parent, name, column, text).map(found));
        }
        let Some(key) = step.key.as_ref().filter(|_| filter != Filter::Nothing) else { return Ok(None) };
        let wanted = match self.value(&key.value, place)? {
            Value::Text(text) => text,
            Value::Nodes(nodes) if nodes.len() == 1 => self.node_text(nodes[0])?.to_owned(),
            // Numbers and truths are compared by their worth, not letter by letter.
            _ => return Ok(None),
        };
        Ok(rows.lookup(parent, name, &key.column, &wanted).map(found))
    }

    fn has(&self, at: NodeRef, column: &str, text: &str) -> Outcome<bool> {
        let mut cells = Vec::new();
        self.step(at, Axis::Child, &NameTest::Named(column.into()), &mut cells)?;
        match cells.first() {
            Some(cell) => Ok(self.node_text(*cell)? == text),
            None => Ok(false),
        }
    }

    fn step(&self, from: NodeRef, axis: Axis, test: &NameTest, found: &mut Vec<NodeRef>) -> Outcome<()> {
        let before = found.len();
        match from {
            NodeRef::Answer(node) => self.step_in_answers(node, axis, test, found),
            NodeRef::Row(instance, row) => {
                let rows = self.world.rows(instance)?;
                let mut take = |row| found.push(NodeRef::Row(instance, row));
                let mut seen = 0;
                match axis {
                    Axis::Child | Axis::Attribute => {
                        let attribute = axis == Axis::Attribute;
                        for child in rows.children(row) {
                            seen += 1;
                            let name = rows.name(child);
                            if name.starts_with('@') == attribute && test.accepts(name) {
                                take(child);
                            }
                        }
                    }
                    Axis::Itself => {
                        Some(row).filter(|at| test.accepts(rows.name(*at))).into_iter().for_each(take)
                    }
                    Axis::Parent => {
                        rows.parent(row).filter(|at| test.accepts(rows.name(*at))).into_iter().for_each(take);
                    }
                }
                self.spend(seen)?;
            }
        }
        self.spend(1 + found.len() - before)
    }

    fn step_in_answers(&self, from: NodeId, axis: Axis, test: &NameTest, found: &mut Vec<NodeRef>) {
        let (model, answers) = (self.world.model(), self.world.answers());
        let accepted = |node: &NodeId| test.accepts(model.name(answers.def(*node)));
        match (axis, test) {
            (Axis::Child | Axis::Attribute, NameTest::Named(name)) => {
                answers.each_named(model, from, name, &mut |node| found.push(NodeRef::Answer(node)));
            }
            (Axis::Child | Axis::Attribute, NameTest::Any) => {
                let attribute = axis == Axis::Attribute;
                let wanted = |node: &NodeId| model.is_attribute(answers.def(*node)) == attribute;
                found.extend(answers.children(from).filter(wanted).map(NodeRef::Answer));
            }
            (Axis::Itself, _) => found.extend(Some(from).filter(accepted).map(NodeRef::Answer)),
            (Axis::Parent, _) => found.extend(answers.parent(from).filter(accepted).map(NodeRef::Answer)),
        }
    }
}

/// Before the last step only the predicates count.
fn narrowed(filter: Filter<'_>) -> Filter<'_> {
    match filter {
        Filter::Having(..) => Filter::Predicates,
        other => other,
    }
}
