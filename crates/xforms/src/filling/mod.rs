//! One person's way through a form: the answers so far and what follows from them.

mod answer;
mod check;
mod choices;
mod compute;
mod context;
mod draft;
mod edit;
mod events;
mod give;
mod repeats;
mod scene;
mod shown;
mod steps;
mod submission;
mod view;
mod walk;

pub use answer::{Answer, GeoPoint};
pub use context::Context;
pub use edit::RecordError;
pub use repeats::{Instance, Repeat};
pub use shown::{Choice, Choices, Shown};
pub(crate) use steps::{Step, StepKind};
pub use view::{Page, Question};

use crate::error::EvaluationError;
use crate::form::{Form, Instance as Secondary, LAST_SAVED};
use crate::instance::{Answers, Marks, NodeId};
use crate::rows::Rows;
use scene::Scene;
use std::collections::HashSet;
use std::sync::Arc;

/// A form being filled. Cheap to start, so a server can rebuild it from a saved draft at each request.
///
/// Answers of questions that stop being relevant are kept, read as empty by every expression, and left out of
/// the submission; they come back when the question does.
pub struct Filling<'f> {
    form: &'f Form,
    context: &'f dyn Context,
    language: usize,
    answers: Answers,
    /// Nodes whose own `relevant` is false.
    hidden: Marks,
    /// The rows of files, by their place among the instances of the form.
    files: Vec<Option<Arc<Rows>>>,
    /// Whether all was computed once.
    begun: bool,
    /// The record this one replaces.
    deprecated: Option<String>,
}

impl std::fmt::Debug for Filling<'_> {
    /// Shows the form's id and never the answers, which are somebody's words.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Filling").field("form", &self.form.id).finish_non_exhaustive()
    }
}

impl<'f> Filling<'f> {
    /// An empty filling in the form's default language, with its default answers, what it presets, its first
    /// calculations, and the values it sets when a record is begun (`odk-instance-first-load`).
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn start(form: &'f Form, context: &'f dyn Context) -> Result<Self, EvaluationError> {
        let mut filling = Self::blank(form, context);
        filling.preload(NodeId::ROOT);
        filling.compute_all(&HashSet::new())?;
        filling.begun = true;
        filling.begin()?;
        Ok(filling)
    }

    /// The blank form, nothing computed yet.
    fn blank(form: &'f Form, context: &'f dyn Context) -> Self {
        let file = |instance: &Secondary| match instance {
            Secondary::Inside(_) => None,
            Secondary::File(src) => context.rows(src),
            Secondary::LastSaved => Some(context.rows(LAST_SAVED).unwrap_or_else(|| Arc::new(Rows::none()))),
        };
        Self {
            form,
            context,
            language: form.texts.default_language(),
            answers: form.blank.clone(),
            hidden: Marks::default(),
            files: form.instances.iter().map(file).collect(),
            begun: false,
            deprecated: None,
        }
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
            self.compute_all(&self.counted())?;
        }
        Ok(true)
    }

    /// The language the form is shown in, as the form names it; `None` for a form without translations.
    pub fn language(&self) -> Option<&'f str> {
        self.form.texts.languages.get(self.language).map(|language| language.name.as_str())
    }

    /// The value of a question or any other node, by name or path; empty while it is not relevant, `None` when
    /// there is no such node.
    pub fn value(&self, name_or_path: &str) -> Option<&str> {
        let node = match self.form.question(name_or_path) {
            Some((index, address)) => self.question_node(index, &address)?,
            None => self.answers.find(&self.form.model, name_or_path)?,
        };
        Some(if self.scene().is_relevant(node) { self.answers.value(node) } else { "" })
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            form: self.form,
            answers: &self.answers,
            hidden: &self.hidden,
            context: self.context,
            language: self.language,
            files: &self.files,
        }
    }
}
