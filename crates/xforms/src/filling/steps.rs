//! The way through a form one question at a time.

use super::Filling;
use crate::error::EvaluationError;
use crate::form::{ChoiceSource, Item, PageId};
use crate::words::spoken;

/// One thing to be said or asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// Its place: the page, and which question of it.
    pub place: (PageId, usize),
    pub what: StepKind,
}

/// What a step is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StepKind {
    /// A question, by name.
    Ask(String),
    /// Words that take no answer: the name of their question.
    Tell(String),
    /// Whether a repeat, by name, has one more.
    More(String),
}

impl Filling<'_> {
    /// All that is to be said and asked now, in order.
    pub(crate) fn steps(&self) -> Result<Vec<Step>, EvaluationError> {
        let mut steps = Vec::new();
        for stop in self.walk() {
            match stop.item {
                Item::Nothing => {}
                Item::Repeat(repeat) => {
                    if self.asks(&stop) {
                        let repeat = &self.form.repeats[repeat];
                        let name = format!("{}{}", self.prefix(repeat.scope, stop.node), repeat.name);
                        steps.push(Step { place: (stop.id, 0), what: StepKind::More(name) });
                    }
                }
                Item::Page(page) => {
                    for (position, (index, node)) in
                        self.questions_on(page, stop.node).into_iter().enumerate()
                    {
                        let control = &self.form.controls[index];
                        if !self.is_asked(control, node) {
                            continue;
                        }
                        let name = self.full_name(control, node);
                        let told = self.readonly(node)?;
                        let what = if told { StepKind::Tell(name) } else { StepKind::Ask(name) };
                        steps.push(Step { place: (stop.id, position), what });
                    }
                }
            }
        }
        Ok(steps)
    }

    /// An answer in words: the labels of what was chosen without their markup, otherwise the answer as it is stored.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn answer_in_words(&self, question: &str) -> Result<String, EvaluationError> {
        match self.find_question(question) {
            Some((index, node)) => {
                let control = &self.form.controls[index];
                let words = self.words_of(control, node)?;
                // What a person wrote is confirmed as they wrote it.
                Ok(if matches!(control.choices, ChoiceSource::None) { words } else { spoken(&words) })
            }
            None => Ok(String::new()),
        }
    }
}

impl Filling<'_> {
    /// Whether a question takes a file.
    pub(crate) fn takes_file(&self, question: &str) -> bool {
        let found = self.find_question(question);
        found.is_some_and(|(index, _)| {
            matches!(self.form.controls[index].kind, crate::form::Kind::Upload { .. })
        })
    }

    /// The words of a question.
    pub(crate) fn label(&self, question: &str) -> Result<String, EvaluationError> {
        let Some((index, node)) = self.find_question(question) else { return Ok(String::new()) };
        match &self.form.controls[index].label {
            Some(label) => Ok(self.shown(label, node)?.text),
            None => Ok(String::new()),
        }
    }
}
