//! Conditions in a shape that plain words can say: clauses that must all hold, each a handful of simple tests of which one
//! is enough. What does not fit is owned up to rather than guessed.

use super::Outline;
use crate::form::Kind;
use crate::instance::DefId;
use crate::xpath::{Axis, Expr, Function, NameTest, Operator, Path, Start};

/// When something is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    /// What must hold, all of it; none when it is always asked.
    pub clauses: Vec<Clause>,
    /// Whether it depends on more than the clauses say: on what the form computes, or in a way too entangled for a plain
    /// sentence.
    pub untold: bool,
    /// Whether it is never asked.
    pub(crate) never: bool,
}

/// Tests of which one is enough.
pub type Clause = Vec<Test>;

/// A simple test on the answer to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// The number of the question.
    pub number: usize,
    /// How its answer is to compare.
    pub is: Compared,
}

/// How an answer compares. A value is the words of a choice with its number, or what is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// It is this.
    Equal(String),
    /// It is anything else.
    Unequal(String),
    /// It is among those ticked.
    Ticked(String),
    /// It is not among those ticked.
    Unticked(String),
    /// It is less.
    Less(String),
    /// It is this or less.
    AtMost(String),
    /// It is more.
    More(String),
    /// It is this or more.
    AtLeast(String),
    /// There is one.
    Given,
    /// There is none.
    Missing,
}

impl Compared {
    /// What holds when this does not.
    fn opposite(self) -> Self {
        match self {
            Self::Equal(value) => Self::Unequal(value),
            Self::Unequal(value) => Self::Equal(value),
            Self::Ticked(value) => Self::Unticked(value),
            Self::Unticked(value) => Self::Ticked(value),
            Self::Less(value) => Self::AtLeast(value),
            Self::AtMost(value) => Self::More(value),
            Self::More(value) => Self::AtMost(value),
            Self::AtLeast(value) => Self::Less(value),
            Self::Given => Self::Missing,
            Self::Missing => Self::Given,
        }
    }
}

impl Outline<'_> {
    /// The conditions of nodes, taken together.
    pub(super) fn when(&self, nodes: impl Iterator<Item = DefId>) -> When {
        let mut nodes: Vec<DefId> = nodes.collect();
        nodes.sort_unstable();
        nodes.dedup();
        let mut when = When::default();
        for node in nodes {
            if let Some(formula) = self.form.bind(node).and_then(|bind| bind.relevant.as_ref()) {
                self.add(&formula.expr, node, &mut when);
            }
        }
        when
    }

    fn add(&self, expr: &Expr, node: DefId, when: &mut When) {
        if let Some(constant) = expr.constant() {
            when.never |= !constant;
            return;
        }
        if let Some(parts) = expr.joined(Operator::And) {
            parts.iter().for_each(|part| self.add(part, node, when));
            return;
        }
        let alternatives = expr.joined(Operator::Or).unwrap_or_else(|| vec![expr]);
        match alternatives.iter().map(|part| self.test(part, node)).collect::<Option<Clause>>() {
            Some(clause) if when.clauses.contains(&clause) => {}
            Some(clause) => when.clauses.push(clause),
            None => when.untold = true,
        }
    }

    /// The simple test that an expression is, if it is one.
    fn test(&self, expr: &Expr, node: DefId) -> Option<Test> {
        match expr {
            Expr::Call(Function::Not, inner) => {
                let test = self.test(inner.first()?, node)?;
                Some(Test { is: test.is.opposite(), ..test })
            }
            Expr::Call(Function::Selected, both) => {
                let [Expr::Path(path), value] = both.as_slice() else { return None };
                let index = self.asked(path, node)?;
                let words = self.value(index, value)?;
                let many = matches!(self.form.controls[index].kind, Kind::SelectMany);
                let is = if many { Compared::Ticked(words) } else { Compared::Equal(words) };
                Some(Test { number: self.numbers[index]?, is })
            }
            Expr::Chain(first, rest) => {
                let [(operator, second)] = rest.as_slice() else { return None };
                self.comparison(first, *operator, second, node)
                    .or_else(|| self.comparison(second, operator.mirrored()?, first, node))
            }
            _ => None,
        }
    }

    fn comparison(&self, left: &Expr, operator: Operator, right: &Expr, node: DefId) -> Option<Test> {
        // How long an answer or how many ticks it has says only whether there is one.
        if let Expr::Call(Function::StringLength | Function::CountSelected, arguments) = left {
            let [Expr::Path(path)] = arguments.as_slice() else { return None };
            let is = match (operator, right) {
                (Operator::Greater | Operator::NotEqual, Expr::Number(0.0)) => Compared::Given,
                (Operator::GreaterOrEqual, Expr::Number(1.0)) => Compared::Given,
                (Operator::Equal, Expr::Number(0.0)) => Compared::Missing,
                _ => return None,
            };
            return Some(Test { number: self.numbers[self.asked(path, node)?]?, is });
        }
        let Expr::Path(path) = left else { return None };
        let index = self.asked(path, node)?;
        let number = self.numbers[index]?;
        let empty = matches!(right, Expr::Text(text) if text.is_empty());
        let value = || self.value(index, right);
        let is = match operator {
            Operator::Equal if empty => Compared::Missing,
            Operator::NotEqual if empty => Compared::Given,
            Operator::Equal => Compared::Equal(value()?),
            Operator::NotEqual => Compared::Unequal(value()?),
            Operator::Less => Compared::Less(value()?),
            Operator::LessOrEqual => Compared::AtMost(value()?),
            Operator::Greater => Compared::More(value()?),
            Operator::GreaterOrEqual => Compared::AtLeast(value()?),
            _ => return None,
        };
        Some(Test { number, is })
    }

    /// The question that a path leads to, seen from a node that it does not leave a repeat for.
    fn asked(&self, path: &Path, node: DefId) -> Option<usize> {
        let model = &self.form.model;
        let mut at = match path.start {
            Start::Primary => DefId::DOCUMENT,
            Start::Context | Start::Current => node,
            Start::Instance(_) => return None,
        };
        for step in &path.steps {
            if !step.predicates.is_empty() {
                return None;
            }
            at = match (step.axis, &step.test) {
                (Axis::Child, NameTest::Named(name)) => model.child(at, name)?,
                (Axis::Parent, _) => model.parent(at)?,
                (Axis::Itself, _) => at,
                _ => return None,
            };
        }
        let within = model.innermost(at).is_none_or(|repeat| model.encloses(repeat, node));
        self.form.question_at(at).filter(|_| within)
    }

    /// The words of a value: those of the choice it stands for, otherwise itself.
    fn value(&self, question: usize, value: &Expr) -> Option<String> {
        let value = match value {
            Expr::Text(text) => text.to_string(),
            Expr::Number(number) => number.to_string(),
            Expr::Negate(inner) => match **inner {
                Expr::Number(number) => format!("-{number}"),
                _ => return None,
            },
            _ => return None,
        };
        let control = &self.form.controls[question];
        let offers = self.offers(control);
        let chosen = (1..).zip(offers).find(|(_, offer)| offer.value == value);
        Some(match chosen {
            Some((number, offer)) if offer.text.is_empty() => number.to_string(),
            Some((number, offer)) => format!("{number} – {}", offer.text),
            None => value,
        })
    }
}

impl Expr {
    /// What an expression says whatever is answered: `true()`, `false()`, or a number.
    pub(crate) fn constant(&self) -> Option<bool> {
        match self {
            Self::Call(Function::True, _) => Some(true),
            Self::Call(Function::False, _) => Some(false),
            Self::Number(number) => Some(*number != 0.0),
            _ => None,
        }
    }

    /// The operands, when the expression joins two or more by this operator alone.
    fn joined(&self, by: Operator) -> Option<Vec<&Self>> {
        let Self::Chain(first, rest) = self else { return None };
        let only = rest.iter().all(|(operator, _)| *operator == by);
        only.then(|| std::iter::once(&**first).chain(rest.iter().map(|(_, operand)| operand)).collect())
    }

    /// The largest number that a constraint on `.` lets pass, fractions aside, where one of its conditions says so.
    pub(super) fn largest(&self) -> Option<f64> {
        if let Some(parts) = self.joined(Operator::And) {
            return parts.iter().filter_map(|part| part.largest()).reduce(f64::min);
        }
        let Self::Chain(first, rest) = self else { return None };
        let [(operator, second)] = rest.as_slice() else { return None };
        let bound = |left: &Self, operator: Operator, right: &Self| {
            let (Self::Path(path), Self::Number(number)) = (left, right) else { return None };
            let most = match operator {
                // What is less than a whole number has a whole part of at most one less.
                Operator::Less => number.ceil() - 1.0,
                Operator::LessOrEqual => *number,
                _ => return None,
            };
            let own = path.steps.iter().all(|step| step.axis == Axis::Itself);
            (own && matches!(path.start, Start::Context | Start::Current)).then_some(most)
        };
        bound(first, *operator, second).or_else(|| bound(second, operator.mirrored()?, first))
    }

    /// The last name of a plain path.
    pub(super) fn last_name(&self) -> Option<&str> {
        let Self::Path(path) = self else { return None };
        match path.steps.last() {
            Some(step) if step.axis == Axis::Child && step.predicates.is_empty() => match &step.test {
                NameTest::Named(name) => Some(name),
                NameTest::Any => None,
            },
            _ => None,
        }
    }

    /// Whether a list is cut down by conditions.
    pub(super) fn is_filtered(&self) -> bool {
        match self {
            Self::Path(path) => path.steps.iter().any(|step| !step.predicates.is_empty()),
            Self::Call(_, arguments) => arguments.first().is_some_and(Self::is_filtered),
            _ => false,
        }
    }
}

impl Operator {
    /// The comparison with its sides exchanged; `None` for what is no comparison.
    fn mirrored(self) -> Option<Self> {
        Some(match self {
            Self::Equal => Self::Equal,
            Self::NotEqual => Self::NotEqual,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            _ => return None,
        })
    }
}
