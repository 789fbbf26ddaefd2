//! What the expressions of a filling can see.

use super::{Context, Shown};
use crate::calendar::Moment;
use crate::error::EvaluationError;
use crate::form::{Form, Instance, Label, Medium, Piece};
use crate::instance::{Answers, Marks, Model, NodeId};
use crate::rows::Rows;
use crate::xpath::{Evaluator, NodeRef, Place, World};
use std::sync::Arc;

/// A filling at one moment.
pub(crate) struct Scene<'s> {
    pub form: &'s Form,
    pub answers: &'s Answers,
    pub hidden: &'s Marks,
    pub context: &'s dyn Context,
    pub language: usize,
    pub files: &'s [Option<Arc<Rows>>],
}

type Outcome<T> = Result<T, EvaluationError>;

impl<'s> Scene<'s> {
    /// Relevance is inherited: a node counts while it and every group around it does.
    pub fn is_relevant(&self, node: NodeId) -> bool {
        self.hidden.is_empty() || self.answers.upwards(node).all(|node| !self.hidden.contains(node))
    }

    /// A label, hint or message as it reads now.
    pub fn shown(&self, evaluator: &Evaluator<'_>, label: &Label, at: Place) -> Outcome<Shown> {
        match label {
            Label::Plain(pieces) => {
                Ok(Shown { text: self.words(evaluator, pieces, at)?, ..Shown::default() })
            }
            Label::Itext(id) => self.shown_text(evaluator, id, at),
        }
    }

    pub(super) fn shown_text(&self, evaluator: &Evaluator<'_>, id: &str, at: Place) -> Outcome<Shown> {
        let Some(entry) = self.form.texts.entry(id, self.language) else { return Ok(Shown::default()) };
        let words = |pieces: &Option<Vec<Piece>>| match pieces {
            Some(pieces) => self.words(evaluator, pieces, at).map(Some),
            None => Ok(None),
        };
        Ok(Shown {
            text: self.words(evaluator, &entry.long, at)?,
            short: words(&entry.short)?,
            guidance: words(&entry.guidance)?,
            image: entry.medium(Medium::Image),
            big_image: entry.medium(Medium::BigImage),
            audio: entry.medium(Medium::Audio),
            video: entry.medium(Medium::Video),
        })
    }

    fn words(&self, evaluator: &Evaluator<'_>, pieces: &[Piece], at: Place) -> Outcome<String> {
        let mut words = String::new();
        for piece in pieces {
            match piece {
                Piece::Words(text) => words.push_str(text),
                Piece::Output(expr) => {
                    let text = evaluator.showing(|| evaluator.text(expr, at))?;
                    words.push_str(&text);
                }
            }
        }
        evaluator.spend(words.len() / 16)?;
        Ok(words.trim().to_owned())
    }
}

impl World for Scene<'_> {
    fn model(&self) -> &Model {
        &self.form.model
    }

    fn answers(&self) -> &Answers {
        self.answers
    }

    fn relevant(&self, node: NodeId) -> bool {
        self.is_relevant(node)
    }

    fn rows(&self, index: u16) -> Outcome<&Rows> {
        match self.form.instances.get(usize::from(index)) {
            Some(Instance::Inside(rows)) => Ok(rows),
            _ => match self.files.get(usize::from(index)) {
                Some(Some(rows)) => Ok(rows),
                _ => Err(EvaluationError::MissingFile),
            },
        }
    }

    fn itext(&self, evaluator: &Evaluator<'_>, id: &str, at: NodeRef) -> Outcome<String> {
        evaluator.showing(|| Ok(self.shown_text(evaluator, id, Place::of(at))?.text))
    }

    fn choice_name(&self, evaluator: &Evaluator<'_>, question: NodeId, wanted: &str) -> Outcome<String> {
        let Some(index) = self.form.question_at(self.answers.def(question)) else { return Ok(String::new()) };
        evaluator.showing(|| self.label_of(evaluator, &self.form.controls[index], question, wanted))
    }

    fn version(&self) -> &str {
        self.form.version.as_deref().unwrap_or_default()
    }

    fn property(&self, name: &str) -> Option<String> {
        self.context.property(name)
    }

    fn digest(&self, algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        self.context.digest(algorithm, bytes)
    }

    fn calendar_name(&self, letter: char, number: u8) -> Option<String> {
        let language = self.form.texts.languages.get(self.language);
        self.context.calendar_name(letter, number, language.map_or("", |language| &language.name))
    }

    fn now(&self) -> Moment {
        self.context.now()
    }

    fn entropy(&self) -> u128 {
        self.context.random()
    }
}
