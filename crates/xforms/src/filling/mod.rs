//! One person's way through a form: the answers so far and what follows from them.

mod answer;
mod scene;
mod submission;
mod view;

pub use answer::{Answer, GeoPoint};
pub use view::{Choice, Choices, Page, Question, Shown};

use crate::calendar::Moment;
use crate::error::{AnswerError, EvaluationError};
use crate::form::{Control, Form, PageId, Part};
use crate::tree::{NodeId, Tree};
use crate::xpath::{Evaluator, NodeRef, Place, stored};
use scene::Scene;
use std::collections::{BTreeSet, HashSet};

/// What a filling needs from outside: the time, chance, and the rows of files. Everything else is computed.
pub trait Context {
    /// The present instant, with the offset of the place where the form is filled.
    fn now(&self) -> Moment;

    /// 128 unpredictable bits, for `uuid()` and `random()`.
    fn random(&self) -> u128;

    /// The label of a value in the choice list `src` (as written in the form, `jr://file-csv/places.csv`), or
    /// `None` when the list has no such value. Asked one value at a time, so that a list of any length can stay
    /// where it is.
    fn external_label(&self, src: &str, value: &str) -> Option<String> {
        let _ = (src, value);
        None
    }
}

/// A form being filled. Cheap to start, so a server can rebuild it from a saved draft at each request.
///
/// Answers of questions that stop being relevant are kept, read as empty by every expression, and left out of
/// the submission; they come back when the question does.
pub struct Filling<'f> {
    form: &'f Form,
    context: &'f dyn Context,
    language: usize,
    tree: Tree,
    /// Nodes whose own `relevant` is false.
    hidden: HashSet<NodeId>,
}

impl std::fmt::Debug for Filling<'_> {
    /// Shows the form's id and never the answers, which are somebody's words.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Filling").field("form", &self.form.id).finish_non_exhaustive()
    }
}

impl<'f> Filling<'f> {
    /// An empty filling in the form's default language, with its default answers and first calculations.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn start(form: &'f Form, context: &'f dyn Context) -> Result<Self, EvaluationError> {
        Self::restore(form, context, std::iter::empty::<(&str, &str)>())
    }

    /// A filling with the answers of a draft, as [`answers`](Self::answers) gave them. Paths the form no longer
    /// has are left out; nothing else is checked until [`check`](Self::check).
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn restore<P: AsRef<str>, V: Into<String>>(
        form: &'f Form,
        context: &'f dyn Context,
        saved: impl IntoIterator<Item = (P, V)>,
    ) -> Result<Self, EvaluationError> {
        let language = form.texts.default_language();
        let mut filling =
            Self { form, context, language, tree: form.primary.clone(), hidden: HashSet::new() };
        for (path, value) in saved {
            if let Some(node) = filling.tree.find(path.as_ref()).filter(|node| filling.tree.is_leaf(*node)) {
                filling.tree.set_value(node, value.into());
            }
        }
        filling.compute((0..form.graph.cells.len()).collect())?;
        Ok(filling)
    }

    /// The form being filled.
    pub fn form(&self) -> &'f Form {
        self.form
    }

    /// Shows the form in another of its languages, by name or by code; says whether it has it. Calculations that
    /// read labels are redone.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn set_language(&mut self, name_or_code: &str) -> Result<bool, EvaluationError> {
        let Some(language) = self.form.texts.find(name_or_code) else { return Ok(false) };
        if language != self.language {
            self.language = language;
            self.compute((0..self.form.graph.cells.len()).collect())?;
        }
        Ok(true)
    }

    /// Gives a question, by name or path, an answer in its written form: `25 000`, `12,5`, `2027-03-03`,
    /// values of a `select` between spaces, `12.65 -8.00` for a geopoint. An empty answer takes the answer back,
    /// required or not: [`check`](Self::check) says what is missing.
    ///
    /// # Errors
    /// [`AnswerError`], and the answer before stays. Only after [`AnswerError::Evaluation`] is the filling no
    /// longer consistent and to be dropped.
    pub fn set(&mut self, question: &str, text: &str) -> Result<(), AnswerError> {
        let index = self.form.question(question).ok_or(AnswerError::NoSuchQuestion)?;
        let (control, value) = self.accept(index, text)?;
        let before = self.tree.value(control.node).to_owned();
        self.tree.set_value(control.node, value);
        if let Err(error) = self.constraint(control) {
            self.tree.set_value(control.node, before);
            return Err(error);
        }
        if self.tree.value(control.node) != before {
            self.follow(control.node)?;
        }
        Ok(())
    }

    /// Gives a question a typed answer; otherwise as [`set`](Self::set).
    ///
    /// # Errors
    /// As [`set`](Self::set).
    pub fn set_answer(&mut self, question: &str, answer: &Answer) -> Result<(), AnswerError> {
        self.set(question, &answer.to_string())
    }

    /// Gives the questions of a page their answers at once, whatever order they come in, so that constraints
    /// and choices that read one another see the new answers. The answers refused are returned with the reason,
    /// and those questions keep the answer before.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn set_together<'a>(
        &mut self,
        answers: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Vec<(String, AnswerError)>, EvaluationError> {
        let mut refused = Vec::new();
        let mut given: Vec<(usize, &str)> = Vec::new();
        for (name, text) in answers {
            match self.form.question(name) {
                Some(index) => given.push((index, text)),
                None => refused.push((name.to_owned(), AnswerError::NoSuchQuestion)),
            }
        }
        given.sort_by_key(|(index, _)| *index);
        let mut taken = Vec::new();
        for (index, text) in given {
            match self.accept(index, text) {
                Ok((control, value)) => {
                    let before = self.tree.value(control.node).to_owned();
                    if self.tree.set_value(control.node, value) {
                        self.follow(control.node)?;
                    }
                    taken.push((control, before));
                }
                Err(AnswerError::Evaluation(error)) => return Err(error),
                Err(error) => refused.push((self.form.controls[index].name.clone(), error)),
            }
        }
        for (control, before) in taken {
            match self.constraint(control) {
                Ok(()) => {}
                Err(AnswerError::Evaluation(error)) => return Err(error),
                Err(error) => {
                    refused.push((control.name.clone(), error));
                    self.tree.set_value(control.node, before);
                    self.follow(control.node)?;
                }
            }
        }
        Ok(refused)
    }

    /// Everything that keeps the form from being sent, in the order of the questions: answers that are required
    /// and missing, or that no longer hold because another answer changed. Empty when it can be sent.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn check(&self) -> Result<Vec<(&'f str, AnswerError)>, EvaluationError> {
        self.check_questions(0..self.form.controls.len())
    }

    /// As [`check`](Self::check), for one page.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn check_page(&self, page: PageId) -> Result<Vec<(&'f str, AnswerError)>, EvaluationError> {
        let questions = self.form.pages.get(page.0).map_or(&[][..], |page| &page.questions);
        self.check_questions(questions.iter().copied())
    }

    fn check_questions(
        &self,
        questions: impl Iterator<Item = usize>,
    ) -> Result<Vec<(&'f str, AnswerError)>, EvaluationError> {
        let mut wrong = Vec::new();
        for index in questions.filter(|index| self.asked(*index)) {
            let control = &self.form.controls[index];
            match self.check_question(control) {
                Ok(()) => {}
                Err(AnswerError::Evaluation(error)) => return Err(error),
                Err(error) => wrong.push((control.name.as_str(), error)),
            }
        }
        Ok(wrong)
    }

    fn check_question(&self, control: &Control) -> Result<(), AnswerError> {
        if self.readonly(control)? {
            return Ok(());
        }
        let value = self.tree.value(control.node);
        if value.is_empty() {
            return if self.required(control)? {
                Err(AnswerError::Required {
                    message: self.message(control, |bind| bind.required_message.as_ref())?,
                })
            } else {
                Ok(())
            };
        }
        self.canonical(control, value)?;
        self.constraint(control)
    }

    /// Every value that differs from the blank form's, calculations included, as path and value: a draft.
    pub fn answers(&self) -> impl Iterator<Item = (String, &str)> {
        let differing = |node: &NodeId| self.tree.value(*node) != self.form.primary.value(*node);
        self.tree.ids().filter(differing).map(|node| (self.tree.path(node), self.tree.value(node)))
    }

    /// The value of a question or any other node, by name or path; empty while it is not relevant, `None` when
    /// there is no such node.
    pub fn value(&self, name_or_path: &str) -> Option<&str> {
        let node = match self.form.question(name_or_path) {
            Some(index) => self.form.controls[index].node,
            None => self.tree.find(name_or_path)?,
        };
        Some(if self.scene().is_relevant(node) { self.tree.value(node) } else { "" })
    }

    /// Whether a question can be answered at all, and its answer as it will be stored.
    fn accept(&self, index: usize, text: &str) -> Result<(&'f Control, String), AnswerError> {
        let control = &self.form.controls[index];
        if self.readonly(control)? {
            return Err(AnswerError::ReadOnly);
        }
        Ok((control, self.canonical(control, text)?))
    }

    /// Recomputes what reads the answer of a node.
    fn follow(&mut self, node: NodeId) -> Result<(), EvaluationError> {
        let readers = self.form.graph.readers.get(&node);
        self.compute(readers.into_iter().flatten().copied().collect())
    }

    /// Recomputes the cells at those places, and the cells that read one that changed.
    fn compute(&mut self, mut waiting: BTreeSet<usize>) -> Result<(), EvaluationError> {
        let mut spent = 0;
        // Places are ordered so that a cell comes after all it reads: the lowest waiting is ready.
        while let Some(place) = waiting.pop_first() {
            let cell = self.form.graph.cells[place];
            let Some(bind) = self.form.bind(cell.node) else { continue };
            let scene = self.scene();
            let evaluator = Evaluator::new(&scene);
            evaluator.resume(spent);
            let at = Place::of(NodeRef::primary(cell.node));
            let changed = match cell.part {
                Part::Relevant => {
                    let relevant = match &bind.relevant {
                        Some(formula) => evaluator.boolean(&formula.expr, at)?,
                        None => true,
                    };
                    spent = evaluator.spent();
                    if relevant { self.hidden.remove(&cell.node) } else { self.hidden.insert(cell.node) }
                }
                Part::Calculate => {
                    let Some(formula) = &bind.calculate else { continue };
                    let value = evaluator.value(&formula.expr, at)?;
                    let value = stored(value, &evaluator, bind.data_type.stored_as())?;
                    spent = evaluator.spent();
                    self.tree.set_value(cell.node, value)
                }
            };
            if changed {
                waiting.extend(&self.form.graph.dependents[place]);
            }
        }
        Ok(())
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            form: self.form,
            tree: &self.tree,
            hidden: &self.hidden,
            context: self.context,
            language: self.language,
        }
    }
}
