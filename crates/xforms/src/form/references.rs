//! What an expression reads: a path is resolved over the definitions, predicates left aside, so what is found holds
//! whatever the answers.

use crate::error::{FormError, FormErrorKind};
use crate::instance::{DefId, Model};
use crate::xpath::{Axis, Expr, NameTest, Path, Start};
use std::collections::BTreeSet;

/// Definitions and edges looked at while a form is read; far above any form made by people.
const LOOKS: usize = 1_000_000;

/// Something an expression reads. `anchor` is the innermost repeat whose instance the reader and what is read share,
/// or the root: a change there is seen by the readers inside that instance and by no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Read {
    pub def: DefId,
    pub anchor: DefId,
    /// Whether it may stand in another instance of a repeat that the reader stands in too, as the total of the
    /// person before. Such a reader does not wait for what it reads: it is computed again when that changes.
    pub sibling: bool,
}

/// All that an expression reads.
#[derive(Debug, Default)]
pub(crate) struct Reads {
    /// Nodes whose answer it reads.
    pub nodes: Vec<Read>,
    /// Repeats whose instances it goes through or counts.
    pub counted: Vec<Read>,
    /// Selects whose labels it reads.
    pub selects: BTreeSet<DefId>,
}

impl Reads {
    /// Leaves each thing once, in document order.
    pub fn settle(&mut self) {
        for reads in [&mut self.nodes, &mut self.counted] {
            reads.sort_unstable();
            reads.dedup();
        }
    }
}

/// Resolves paths over the definitions of a form.
pub(crate) struct Resolver<'m> {
    pub model: &'m Model,
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

/// A definition a path has come to, with the innermost repeat still shared with the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Reached {
    def: DefId,
    shared: Option<DefId>,
    sibling: bool,
}

/// Where a path has come to; `None` for rows of another instance, which are not followed.
type Known = Option<Vec<Reached>>;

/// Who reads.
struct Reader<'r> {
    current: Known,
    reads: &'r mut Reads,
}

impl<'m> Resolver<'m> {
    pub fn new(model: &'m Model) -> Self {
        Self { model, looks: 0 }
    }

    pub fn look(&mut self, count: usize) -> Result<(), Unresolved> {
        self.looks += count;
        if self.looks > LOOKS { Err(Unresolved::TooEntangled) } else { Ok(()) }
    }

    /// Adds what an expression of `current` reads. `current` is `None` where an expression serves many nodes, as in
    /// a translation.
    pub fn references(
        &mut self,
        expr: &Expr,
        current: Option<DefId>,
        reads: &mut Reads,
    ) -> Result<(), Unresolved> {
        let model = self.model;
        let at: Known =
            current.map(|def| vec![Reached { def, shared: model.innermost(def), sibling: false }]);
        let mut reader = Reader { current: at.clone(), reads };
        self.expr(expr, &at, &mut reader)
    }

    /// The definitions a path names from a base.
    pub fn defined(&mut self, path: &Path, base: DefId) -> Result<Vec<DefId>, Unresolved> {
        let mut reads = Reads::default();
        let at = Some(vec![Reached { def: base, shared: self.model.innermost(base), sibling: false }]);
        let mut reader = Reader { current: at.clone(), reads: &mut reads };
        let found = self.path(path, &at, &mut reader)?;
        Ok(found.into_iter().flatten().map(|reached| reached.def).collect())
    }

    fn expr(&mut self, expr: &Expr, at: &Known, reader: &mut Reader<'_>) -> Result<(), Unresolved> {
        match expr {
            Expr::Number(_) | Expr::Text(_) => Ok(()),
            Expr::Path(path) => {
                let found = self.path(path, at, reader)?;
                self.note(found, reader);
                Ok(())
            }
            Expr::Negate(inner) | Expr::Matches(inner, _) => self.expr(inner, at, reader),
            Expr::Chain(first, rest) => {
                self.expr(first, at, reader)?;
                rest.iter().try_for_each(|(_, operand)| self.expr(operand, at, reader))
            }
            // A place among others says nothing of what stands there.
            Expr::Call(..) if let Some(path) = expr.positioned() => {
                let found = self.path(path, at, reader)?;
                self.note_counted(&found, reader);
                Ok(())
            }
            Expr::Call(_, arguments) => {
                arguments.iter().try_for_each(|argument| self.expr(argument, at, reader))
            }
            Expr::ChoiceName(value, path) => {
                self.expr(value, at, reader)?;
                let found = self.path(path, at, reader)?;
                reader.reads.selects.extend(found.into_iter().flatten().map(|reached| reached.def));
                Ok(())
            }
            Expr::PullData(_, arguments) => {
                arguments.iter().try_for_each(|argument| self.expr(argument, at, reader))
            }
            Expr::IndexedRepeat(target, repeats) => {
                for (repeat, position) in repeats {
                    self.path(repeat, at, reader)?;
                    self.expr(position, at, reader)?;
                }
                let found = self.path(target, at, reader)?;
                self.anywhere(found, at, reader);
                Ok(())
            }
        }
    }

    /// Notes nodes read, and repeats among them as counted.
    fn note(&self, found: Known, reader: &mut Reader<'_>) {
        self.note_counted(&found, reader);
        for Reached { def, shared, sibling } in found.into_iter().flatten() {
            reader.reads.nodes.push(Read { def, anchor: shared.unwrap_or(DefId::ROOT), sibling });
        }
    }

    /// Notes repeats whose instances are counted, or told apart by their place.
    fn note_counted(&self, found: &Known, reader: &mut Reader<'_>) {
        for Reached { def, shared, sibling } in found.iter().flatten().copied() {
            if self.model.repeats(def) {
                let around = if shared == Some(def) { self.model.def(def).within } else { shared };
                let anchor = around.unwrap_or(DefId::ROOT);
                reader.reads.counted.push(Read { def, anchor, sibling });
            }
        }
    }

    /// Notes nodes read from any instance of the repeats around them.
    fn anywhere(&self, found: Known, at: &Known, reader: &mut Reader<'_>) {
        for reached in found.into_iter().flatten() {
            let repeats = self.model.repeats_around(reached.def);
            let stands_in =
                |repeat: &DefId| at.iter().flatten().any(|from| self.model.encloses(*repeat, from.def));
            let sibling = repeats.iter().any(stands_in);
            for repeat in &repeats {
                reader.reads.counted.push(Read { def: *repeat, anchor: DefId::ROOT, sibling });
            }
            reader.reads.nodes.push(Read { def: reached.def, anchor: DefId::ROOT, sibling });
        }
    }

    fn path(&mut self, path: &Path, at: &Known, reader: &mut Reader<'_>) -> Result<Known, Unresolved> {
        let mut reached = match path.start {
            Start::Primary => Some(vec![Reached { def: DefId::DOCUMENT, shared: None, sibling: false }]),
            Start::Context => at.clone(),
            Start::Current => reader.current.clone(),
            Start::Instance(_) => None,
        };
        // As when it is evaluated: an absolute path stays in the reader's own instances while nothing says
        // otherwise.
        let mut shares = path.start == Start::Primary;
        for (index, step) in path.steps.iter().enumerate() {
            shares = shares && index + 1 < path.steps.len() && step.predicates.is_empty();
            if let Some(from) = &reached {
                let mut found = Vec::new();
                for from in from {
                    self.step(*from, step.axis, &step.test, shares, at, reader, &mut found);
                    self.look(1)?;
                }
                self.look(found.len())?;
                if from.len() > 1 {
                    found.sort_unstable();
                    found.dedup();
                }
                if found.is_empty() {
                    return Err(Unresolved::NoSuchNode(path.written.to_string()));
                }
                reached = Some(found);
            }
            for predicate in &step.predicates {
                self.expr(predicate, &reached, reader)?;
            }
        }
        Ok(reached)
    }

    #[expect(clippy::too_many_arguments, reason = "one step, with who takes it and what it finds")]
    fn step(
        &self,
        from: Reached,
        axis: Axis,
        test: &NameTest,
        shares: bool,
        at: &Known,
        reader: &mut Reader<'_>,
        found: &mut Vec<Reached>,
    ) {
        let model = self.model;
        let accepted = |def: &DefId| test.accepts(model.name(*def));
        match axis {
            Axis::Child | Axis::Attribute => {
                let mut children = Vec::new();
                match test {
                    NameTest::Named(name) => {
                        model.each_named(from.def, name, &mut |child| children.push(child))
                    }
                    NameTest::Any => {
                        let attribute = axis == Axis::Attribute;
                        let all = model.def(from.def).children.iter().copied();
                        children.extend(all.filter(|child| model.is_attribute(*child) == attribute));
                    }
                }
                for child in children {
                    found.push(self.entered(from, child, shares, at, reader));
                }
            }
            Axis::Itself => found.extend(Some(from).filter(|at| accepted(&at.def))),
            Axis::Parent => {
                let shared =
                    if from.shared == Some(from.def) { model.def(from.def).within } else { from.shared };
                let above = model.parent(from.def).filter(accepted);
                found.extend(above.map(|def| Reached { def, shared, sibling: from.sibling }));
            }
        }
    }

    /// A step into a child; into a repeat it goes through all its instances, or stays in the reader's own.
    fn entered(
        &self,
        from: Reached,
        child: DefId,
        shares: bool,
        at: &Known,
        reader: &mut Reader<'_>,
    ) -> Reached {
        let model = self.model;
        if !model.repeats(child) {
            return Reached { def: child, ..from };
        }
        let stands_in =
            |known: &Known| known.iter().flatten().any(|reader| model.encloses(child, reader.def));
        let own = stands_in(at) || stands_in(&reader.current);
        if shares && own {
            return Reached { def: child, shared: Some(child), sibling: from.sibling };
        }
        let sibling = from.sibling || own;
        let anchor = from.shared.unwrap_or(DefId::ROOT);
        reader.reads.counted.push(Read { def: child, anchor, sibling });
        Reached { def: child, shared: from.shared, sibling }
    }
}
