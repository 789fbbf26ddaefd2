//! Functions that pick one node by its place or its key.

use super::ast::{Axis, Expr, NameTest, Path, Start};
use super::eval::{Evaluator, NodeRef, Place, Value};
use crate::error::EvaluationError;
use crate::instance::{DefId, NodeId};
use crate::rows::RowId;

type Outcome<T> = Result<T, EvaluationError>;

impl Evaluator<'_> {
    /// The node of a definition inside the instances at those positions; a position below 1 is the first, as when
    /// an index is not computed yet. Of the repeats not named, the reader's own instance counts.
    pub(super) fn indexed_repeat(
        &self,
        target: &Path,
        repeats: &[(Path, Expr)],
        place: Place,
    ) -> Outcome<Value> {
        let nothing = Ok(Value::Nodes(Vec::new()));
        let (model, answers) = (self.world.model(), self.world.answers());
        let Some(target) = self.defined(target, place) else { return nothing };
        let mut positions = Vec::new();
        for (repeat, position) in repeats {
            let position = self.number(position, place)?;
            let position = if position >= 1.0 { position as usize - 1 } else { 0 };
            positions.extend(self.defined(repeat, place).map(|repeat| (repeat, position)));
        }
        let reader = match place.current {
            NodeRef::Answer(node) => node,
            NodeRef::Row(..) => NodeId::ROOT,
        };
        let mut chain: Vec<DefId> = model.upwards(target).collect();
        let mut at = NodeId::DOCUMENT;
        while let Some(def) = chain.pop() {
            self.spend(1)?;
            let all = answers.of(at, model.def(def).slot);
            let named = positions.iter().find(|(repeat, _)| *repeat == def);
            let found = match named {
                Some((_, position)) => all.get(*position).copied(),
                None => {
                    answers.ancestor(reader, def).filter(|own| all.contains(own)).or(all.first().copied())
                }
            };
            let Some(found) = found else { return nothing };
            at = found;
        }
        Ok(Value::Nodes(vec![NodeRef::Answer(at)]))
    }

    /// The definition a path of the primary instance leads to, predicates left aside.
    fn defined(&self, path: &Path, place: Place) -> Option<DefId> {
        let model = self.world.model();
        let start = match (path.start, place.at, place.current) {
            (Start::Primary, ..) => DefId::DOCUMENT,
            (Start::Context, NodeRef::Answer(node), _) | (Start::Current, _, NodeRef::Answer(node)) => {
                self.world.answers().def(node)
            }
            _ => return None,
        };
        path.steps.iter().try_fold(start, |at, step| match (step.axis, &step.test) {
            (Axis::Parent, _) => model.parent(at),
            (Axis::Itself, _) => Some(at),
            (Axis::Child | Axis::Attribute, NameTest::Named(name)) => model.child(at, name),
            (Axis::Child | Axis::Attribute, NameTest::Any) => None,
        })
    }

    /// Of the row whose column `key` holds `value`, the text of another column; empty when there is none.
    pub(super) fn pull_data(&self, instance: u16, column: &str, key: &str, value: &str) -> Outcome<Value> {
        let rows = self.world.rows(instance)?;
        let Some(root) = rows.children(RowId(0)).next() else { return Ok(Value::Text(String::new())) };
        let row = match rows.lookup(root, "item", key, value) {
            Some(found) => found.first().copied(),
            None => rows.children(root).find(|row| rows.column(*row, key) == Some(value)),
        };
        self.spend(4)?;
        let text = row.and_then(|row| rows.column(row, column)).unwrap_or_default();
        Ok(Value::Text(text.to_owned()))
    }
}
