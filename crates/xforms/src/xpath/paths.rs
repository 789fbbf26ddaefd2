//! Walks location paths.

use super::ast::{Axis, NameTest, Path, Start};
use super::eval::{Evaluator, NodeRef, Place, Value};
use crate::error::EvaluationError;
use crate::tree::NodeId;

type Outcome<T> = Result<T, EvaluationError>;

impl Evaluator<'_> {
    /// The nodes a path leads to. Without `filter` the predicates are left out: all the rows a choice filter
    /// could ever let through.
    pub fn path(&self, path: &Path, place: Place, filter: bool) -> Outcome<Vec<NodeRef>> {
        let start = match path.start {
            Start::Primary => NodeRef::primary(NodeId::DOCUMENT),
            Start::Context => place.at,
            Start::Current => place.current,
            Start::Instance(index) => NodeRef { instance: Some(index), node: NodeId::DOCUMENT },
        };
        let mut nodes = vec![start];
        for step in &path.steps {
            let mut found = Vec::new();
            for from in &nodes {
                let first = found.len();
                self.step(*from, step.axis, &step.test, &mut found)?;
                if !filter {
                    continue;
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
            }
            if step.axis == Axis::Parent {
                found.dedup();
            }
            nodes = found;
        }
        Ok(nodes)
    }

    fn step(&self, from: NodeRef, axis: Axis, test: &NameTest, found: &mut Vec<NodeRef>) -> Outcome<()> {
        let tree = self.tree(from.instance);
        let before = found.len();
        let mut take = |node| found.push(NodeRef { instance: from.instance, node });
        let lone = match (axis, test) {
            (Axis::Child, NameTest::Named(name)) => {
                tree.each_named(from.node, name, &mut take);
                None
            }
            (Axis::Child, NameTest::Any) => {
                tree.children(from.node).for_each(take);
                None
            }
            (Axis::Itself, _) => Some(from.node),
            (Axis::Parent, _) => tree.parent(from.node),
        };
        if let Some(node) = lone.filter(|node| test.accepts(tree.name(*node))) {
            found.push(NodeRef { instance: from.instance, node });
        }
        self.spend(1 + found.len() - before)
    }
}
