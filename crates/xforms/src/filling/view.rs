//! What a page or a dialogue shows: questions as they stand now.

use super::{Answer, Filling};
use crate::error::{AnswerError, EvaluationError};
use crate::form::{Bind, ChoiceSource, Control, Kind, Label, PageId};
use crate::xpath::{Evaluator, NodeRef, Place};

/// Words, and the picture or sound that goes with them, in the language of the filling.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The words; plain text that may hold the Markdown and the few tags ODK allows, so escape it.
    pub text: String,
    /// Fewer words, for a small screen.
    pub short: Option<String>,
    /// Small print that explains: examples, a consequence.
    pub guidance: Option<String>,
    /// A picture, as `jr://images/name.png`.
    pub image: Option<String>,
    /// A sound, as `jr://audio/name.mp3`.
    pub audio: Option<String>,
}

/// A choice of a select.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub label: Shown,
}

/// What a select offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choices {
    /// Not a select.
    None,
    /// These.
    Offered(Vec<Choice>),
    /// The rows of a file, which the caller searches and shows; an answer is checked through
    /// [`Context::external_label`](crate::Context::external_label).
    External {
        /// The file, as `jr://file-csv/places.csv`.
        src: String,
        /// The itemset's expression, whose filter this engine cannot apply to a file it does not read.
        nodeset: String,
    },
}

/// A question as it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct Question<'f> {
    /// Stable name: that of its node, or its path below the root where two nodes share a name.
    pub name: &'f str,
    /// Absolute path of its node.
    pub path: &'f str,
    /// What kind of answer it takes.
    pub kind: &'f Kind,
    /// The answer as it is stored; empty when there is none.
    pub value: String,
    /// The answer by its type, if there is one and it is of that type.
    pub answer: Option<Answer>,
    /// Whether an answer is required now.
    pub required: bool,
    /// Whether the question is asked now.
    pub relevant: bool,
    /// Whether the answer is only shown.
    pub readonly: bool,
    /// The question.
    pub label: Shown,
    /// Help with the answer.
    pub hint: Option<Shown>,
    /// What a select offers.
    pub choices: Choices,
    /// The tokens of `appearance`.
    pub appearances: &'f [String],
    /// The form's condition for asking, groups included; `None` when it is always asked.
    pub relevant_when: Option<String>,
    /// The form's condition for requiring an answer.
    pub required_when: Option<&'f str>,
}

/// What is shown at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<'f> {
    /// Its place in the form.
    pub id: PageId,
    /// Its name, unique in the form.
    pub name: &'f str,
    /// The label of the group it is or stands in.
    pub heading: Option<Shown>,
    /// Its relevant questions.
    pub questions: Vec<Question<'f>>,
}

impl<'f> Filling<'f> {
    /// The pages with something to ask, in order.
    pub fn pages(&self) -> Vec<PageId> {
        let asks = |page: &PageId| self.form.pages[page.0].questions.iter().any(|index| self.asked(*index));
        self.form.pages.iter().map(|page| page.id).filter(asks).collect()
    }

    /// The first page with something to ask after this one.
    pub fn next(&self, page: PageId) -> Option<PageId> {
        self.pages().into_iter().find(|other| *other > page)
    }

    /// The last page with something to ask before this one.
    pub fn previous(&self, page: PageId) -> Option<PageId> {
        self.pages().into_iter().rev().find(|other| *other < page)
    }

    /// A page as it stands now; `None` for a page of another form.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn page(&self, id: PageId) -> Result<Option<Page<'f>>, EvaluationError> {
        let Some(page) = self.form.pages.get(id.0) else { return Ok(None) };
        let heading = match page.group.map(|group| &self.form.groups[group]) {
            Some(group) => match &group.label {
                Some(label) => {
                    let node = group.node.unwrap_or(crate::tree::NodeId::ROOT);
                    Some(self.shown(label, NodeRef::primary(node))?)
                }
                None => None,
            },
            None => None,
        };
        let asked = page.questions.iter().filter(|index| self.asked(**index));
        let questions =
            asked.map(|index| self.view(&self.form.controls[*index], true)).collect::<Result<_, _>>()?;
        Ok(Some(Page { id, name: &page.name, heading, questions }))
    }

    /// A question as it stands now, by name or path.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn question(&self, name_or_path: &str) -> Result<Option<Question<'f>>, EvaluationError> {
        let Some(index) = self.form.question(name_or_path) else { return Ok(None) };
        self.view(&self.form.controls[index], true).map(Some)
    }

    /// All questions, relevant or not, with every choice a select could ever offer: what a program needs to make
    /// answers without walking the pages.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn fields(&self) -> Result<Vec<Question<'f>>, EvaluationError> {
        self.form.controls.iter().map(|control| self.view(control, false)).collect()
    }

    fn view(&self, control: &'f Control, filter: bool) -> Result<Question<'f>, EvaluationError> {
        let at = NodeRef::primary(control.node);
        let scene = self.scene();
        let choices = match &control.choices {
            ChoiceSource::None => Choices::None,
            ChoiceSource::File { src, written } => {
                Choices::External { src: src.clone(), nodeset: written.clone() }
            }
            ChoiceSource::Inline(_) | ChoiceSource::Rows { .. } => {
                Choices::Offered(scene.choices(&Evaluator::new(&scene), control, filter)?)
            }
        };
        let value = self.tree.value(control.node).to_owned();
        let bind = self.form.bind(control.node);
        Ok(Question {
            name: &control.name,
            path: &control.path,
            kind: &control.kind,
            answer: Answer::read(&control.kind, &value),
            value,
            required: self.required(control)?,
            relevant: self.is_asked(control),
            readonly: self.readonly(control)?,
            label: match &control.label {
                Some(label) => self.shown(label, at)?,
                None => Shown::default(),
            },
            hint: match &control.hint {
                Some(hint) => Some(self.shown(hint, at)?),
                None => None,
            },
            choices,
            appearances: &control.appearances,
            relevant_when: self.relevant_when(control),
            required_when: bind
                .and_then(|bind| bind.required.as_ref())
                .map(|formula| formula.written.as_str()),
        })
    }

    fn relevant_when(&self, control: &Control) -> Option<String> {
        let mut conditions: Vec<&str> = Vec::new();
        for node in self.tree.upwards(control.node) {
            let relevant = self.form.bind(node).and_then(|bind| bind.relevant.as_ref());
            conditions.extend(relevant.map(|formula| formula.written.as_str()));
        }
        conditions.reverse();
        match conditions.as_slice() {
            [] => None,
            [only] => Some((*only).to_owned()),
            several => Some(format!("({})", several.join(") and ("))),
        }
    }

    pub(super) fn asked(&self, index: usize) -> bool {
        self.is_asked(&self.form.controls[index])
    }

    fn is_asked(&self, control: &Control) -> bool {
        let scene = self.scene();
        scene.is_relevant(control.node) && control.around.iter().all(|group| scene.is_relevant(*group))
    }

    pub(super) fn required(&self, control: &Control) -> Result<bool, EvaluationError> {
        match self.form.bind(control.node).and_then(|bind| bind.required.as_ref()) {
            Some(formula) => {
                let scene = self.scene();
                Evaluator::new(&scene).boolean(&formula.expr, Place::of(NodeRef::primary(control.node)))
            }
            None => Ok(false),
        }
    }

    /// Calculated, or read-only by itself or by a group around it.
    pub(super) fn readonly(&self, control: &Control) -> Result<bool, EvaluationError> {
        if self.form.bind(control.node).is_some_and(|bind| bind.calculate.is_some()) {
            return Ok(true);
        }
        let scene = self.scene();
        let evaluator = Evaluator::new(&scene);
        for node in self.tree.upwards(control.node) {
            if let Some(formula) = self.form.bind(node).and_then(|bind| bind.readonly.as_ref())
                && evaluator.boolean(&formula.expr, Place::of(NodeRef::primary(node)))?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Checks the form's constraint on the answer a node holds. An absent answer is never against it, nor is one
    /// that is not asked for.
    pub(super) fn constraint(&self, control: &Control) -> Result<(), AnswerError> {
        let Some(formula) = self.form.bind(control.node).and_then(|bind| bind.constraint.as_ref()) else {
            return Ok(());
        };
        if self.tree.value(control.node).is_empty() || !self.is_asked(control) {
            return Ok(());
        }
        let scene = self.scene();
        let holds =
            Evaluator::new(&scene).boolean(&formula.expr, Place::of(NodeRef::primary(control.node)))?;
        if holds {
            return Ok(());
        }
        Err(AnswerError::Constraint {
            message: self.message(control, |bind| bind.constraint_message.as_ref())?,
        })
    }

    /// The form's own words about an answer.
    pub(super) fn message(
        &self,
        control: &Control,
        which: fn(&Bind) -> Option<&Label>,
    ) -> Result<Option<String>, EvaluationError> {
        match self.form.bind(control.node).and_then(which) {
            Some(label) => Ok(Some(self.shown(label, NodeRef::primary(control.node))?.text)),
            None => Ok(None),
        }
    }

    fn shown(&self, label: &Label, at: NodeRef) -> Result<Shown, EvaluationError> {
        let scene = self.scene();
        scene.shown(&Evaluator::new(&scene), label, at)
    }
}
