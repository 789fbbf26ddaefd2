//! Giving answers.

use super::{Answer, Filling};
use crate::error::{AnswerError, EvaluationError};
use crate::form::Control;
use crate::instance::NodeId;

impl<'f> Filling<'f> {
    /// Gives a question, by name or path, an answer in its written form: `25 000`, `12,5`, `2027-03-03`,
    /// values of a `select` between spaces, `12.65 -8.00` for a geopoint. An empty answer takes the answer back,
    /// required or not: [`check`](Self::check) says what is missing. Inside repeats the name says which instance:
    /// `person[2].age`.
    ///
    /// # Errors
    /// [`AnswerError`], and the answer before stays. Only after [`AnswerError::Evaluation`] is the filling no
    /// longer consistent and to be dropped.
    pub fn set(&mut self, question: &str, text: &str) -> Result<(), AnswerError> {
        let (index, node) = self.find_question(question).ok_or(AnswerError::NoSuchQuestion)?;
        let value = self.accept(index, node, text)?;
        let before = self.answers.value(node).to_owned();
        self.answers.set_value(node, value);
        if let Err(error) = self.constraint(&self.form.controls[index], node) {
            self.answers.set_value(node, before);
            return Err(error);
        }
        if self.answers.value(node) != before {
            self.follow(node)?;
            self.changed(node)?;
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
        let mut given: Vec<(usize, NodeId, &str, &str)> = Vec::new();
        for (name, text) in answers {
            match self.find_question(name) {
                Some((index, node)) => given.push((index, node, name, text)),
                None => refused.push((name.to_owned(), AnswerError::NoSuchQuestion)),
            }
        }
        given.sort_by_key(|(index, ..)| *index);
        let mut taken = Vec::new();
        for (index, node, name, text) in given {
            match self.accept(index, node, text) {
                Ok(value) => {
                    let before = self.answers.value(node).to_owned();
                    if self.answers.set_value(node, value) {
                        self.follow(node)?;
                        self.changed(node)?;
                    }
                    taken.push((index, node, name, before));
                }
                Err(AnswerError::Evaluation(error)) => return Err(error),
                Err(error) => refused.push((self.shown_name(index, node, name), error)),
            }
        }
        for (index, node, name, before) in taken {
            match self.constraint(&self.form.controls[index], node) {
                Ok(()) => {}
                Err(AnswerError::Evaluation(error)) => return Err(error),
                Err(error) => {
                    refused.push((self.shown_name(index, node, name), error));
                    self.answers.set_value(node, before);
                    self.follow(node)?;
                }
            }
        }
        Ok(refused)
    }

    /// The name of a question that was given by name or by path.
    fn shown_name(&self, index: usize, node: NodeId, given: &str) -> String {
        if given.starts_with('/') {
            self.full_name(&self.form.controls[index], node)
        } else {
            given.to_owned()
        }
    }

    /// Whether a question can be answered at all, and its answer as it will be stored.
    fn accept(&self, index: usize, node: NodeId, text: &str) -> Result<String, AnswerError> {
        let control: &'f Control = &self.form.controls[index];
        if self.readonly(node)? {
            return Err(AnswerError::ReadOnly);
        }
        self.canonical(control, node, text)
    }
}
