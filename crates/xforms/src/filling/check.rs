//! What keeps a form from being sent.

use super::{Filling, walk::Stop};
use crate::error::{AnswerError, EvaluationError};
use crate::form::{Bind, Control, Item, Label, PageId};
use crate::instance::NodeId;
use crate::xpath::{Evaluator, NodeRef, Place};

impl Filling<'_> {
    /// Everything that keeps the form from being sent, in the order of the questions: answers that are required
    /// and missing, or that no longer hold because another answer changed. Empty when it can be sent.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn check(&self) -> Result<Vec<(String, AnswerError)>, EvaluationError> {
        self.check_stops(&self.walk())
    }

    /// As [`check`](Self::check), for one page.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn check_page(&self, page: PageId) -> Result<Vec<(String, AnswerError)>, EvaluationError> {
        self.check_stops(&self.stop(page).into_iter().collect::<Vec<_>>())
    }

    fn check_stops(&self, stops: &[Stop]) -> Result<Vec<(String, AnswerError)>, EvaluationError> {
        let mut wrong = Vec::new();
        for stop in stops {
            let Item::Page(page) = stop.item else { continue };
            for (index, node) in self.questions_on(page, stop.node) {
                let control = &self.form.controls[index];
                if !self.is_asked(control, node) {
                    continue;
                }
                match self.check_question(control, node) {
                    Ok(()) => {}
                    Err(AnswerError::Evaluation(error)) => return Err(error),
                    Err(error) => wrong.push((self.full_name(control, node), error)),
                }
            }
        }
        Ok(wrong)
    }

    fn check_question(&self, control: &Control, node: NodeId) -> Result<(), AnswerError> {
        if self.readonly(node)? {
            return Ok(());
        }
        let value = self.answers.value(node);
        if value.is_empty() {
            return if self.required(node)? {
                Err(AnswerError::Required {
                    message: self.message(node, |bind| bind.required_message.as_ref())?,
                })
            } else {
                Ok(())
            };
        }
        self.canonical(control, node, value)?;
        self.constraint(control, node)
    }

    /// Whether a question is asked now: its node and the groups around it are relevant.
    pub(super) fn is_asked(&self, control: &Control, node: NodeId) -> bool {
        let scene = self.scene();
        scene.is_relevant(node) && self.are_relevant(&control.around, node)
    }

    /// Whether the groups of those definitions that are nearest to a node are relevant.
    pub(super) fn are_relevant(&self, groups: &[crate::instance::DefId], node: NodeId) -> bool {
        if self.hidden.is_empty() {
            return true;
        }
        let scene = self.scene();
        let near = |group| self.near(node, group);
        groups.iter().all(|group| near(*group).is_none_or(|group| scene.is_relevant(group)))
    }

    fn bind_of(&self, node: NodeId) -> Option<&Bind> {
        self.form.bind(self.answers.def(node))
    }

    pub(super) fn required(&self, node: NodeId) -> Result<bool, EvaluationError> {
        match self.bind_of(node).and_then(|bind| bind.required.as_ref()) {
            Some(formula) => {
                let scene = self.scene();
                Evaluator::new(&scene).boolean(&formula.expr, Place::of(NodeRef::primary(node)))
            }
            None => Ok(false),
        }
    }

    /// Calculated, or read-only by itself or by a group around it.
    pub(super) fn readonly(&self, node: NodeId) -> Result<bool, EvaluationError> {
        if self.bind_of(node).is_some_and(|bind| bind.calculate.is_some()) {
            return Ok(true);
        }
        let scene = self.scene();
        let evaluator = Evaluator::new(&scene);
        for around in self.answers.upwards(node) {
            if let Some(formula) = self.bind_of(around).and_then(|bind| bind.readonly.as_ref())
                && evaluator.boolean(&formula.expr, Place::of(NodeRef::primary(around)))?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Checks the form's constraint on the answer a node holds. An absent answer is never against it, nor is one
    /// that is not asked for.
    pub(super) fn constraint(&self, control: &Control, node: NodeId) -> Result<(), AnswerError> {
        let Some(formula) = self.bind_of(node).and_then(|bind| bind.constraint.as_ref()) else {
            return Ok(());
        };
        if self.answers.value(node).is_empty() || !self.is_asked(control, node) {
            return Ok(());
        }
        let scene = self.scene();
        if Evaluator::new(&scene).boolean(&formula.expr, Place::of(NodeRef::primary(node)))? {
            return Ok(());
        }
        Err(AnswerError::Constraint { message: self.message(node, |bind| bind.constraint_message.as_ref())? })
    }

    /// The form's own words about an answer.
    fn message(
        &self,
        node: NodeId,
        which: fn(&Bind) -> Option<&Label>,
    ) -> Result<Option<String>, EvaluationError> {
        match self.bind_of(node).and_then(which) {
            Some(label) => Ok(Some(self.shown(label, node)?.text)),
            None => Ok(None),
        }
    }
}
