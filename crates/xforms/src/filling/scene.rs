//! What the expressions of a filling can see.

use super::Context;
use super::view::{Choice, Shown};
use crate::calendar::Moment;
use crate::error::EvaluationError;
use crate::form::{ChoiceSource, Control, Form, Instance, Label, Piece, RowLabel};
use crate::tree::{NodeId, Tree};
use crate::xpath::{Evaluator, Expr, NodeRef, Place, World};
use std::collections::HashSet;

/// A filling at one moment.
pub(crate) struct Scene<'s> {
    pub form: &'s Form,
    pub tree: &'s Tree,
    pub hidden: &'s HashSet<NodeId>,
    pub context: &'s dyn Context,
    pub language: usize,
}

type Outcome<T> = Result<T, EvaluationError>;

impl Scene<'_> {
    /// Relevance is inherited: a node counts while it and every group around it does.
    pub fn is_relevant(&self, node: NodeId) -> bool {
        self.hidden.is_empty() || self.tree.upwards(node).all(|node| !self.hidden.contains(&node))
    }

    /// A label, hint or message as it reads now.
    pub fn shown(&self, evaluator: &Evaluator<'_>, label: &Label, at: NodeRef) -> Outcome<Shown> {
        match label {
            Label::Plain(pieces) => {
                Ok(Shown { text: self.words(evaluator, pieces, at)?, ..Shown::default() })
            }
            Label::Itext(id) => self.shown_text(evaluator, id, at),
        }
    }

    fn shown_text(&self, evaluator: &Evaluator<'_>, id: &str, at: NodeRef) -> Outcome<Shown> {
        let Some(entry) = self.form.texts.entry(id, self.language) else { return Ok(Shown::default()) };
        let words = |pieces: &Option<Vec<Piece>>| match pieces {
            Some(pieces) => self.words(evaluator, pieces, at).map(Some),
            None => Ok(None),
        };
        Ok(Shown {
            text: self.words(evaluator, &entry.long, at)?,
            short: words(&entry.short)?,
            guidance: words(&entry.guidance)?,
            image: entry.image.clone(),
            audio: entry.audio.clone(),
        })
    }

    fn words(&self, evaluator: &Evaluator<'_>, pieces: &[Piece], at: NodeRef) -> Outcome<String> {
        let mut words = String::new();
        for piece in pieces {
            match piece {
                Piece::Words(text) => words.push_str(text),
                Piece::Output(expr) => {
                    let text = evaluator.showing(|| evaluator.text(expr, Place::of(at)))?;
                    words.push_str(&text);
                }
            }
        }
        evaluator.spend(words.len() / 16)?;
        Ok(words.trim().to_owned())
    }

    /// Rows of an itemset: all, or those its filter lets through now.
    fn rows(
        &self,
        evaluator: &Evaluator<'_>,
        nodeset: &Expr,
        control: &Control,
        filter: bool,
    ) -> Outcome<Vec<NodeRef>> {
        let place = Place::of(NodeRef::primary(control.node));
        match nodeset {
            Expr::Path(path) => evaluator.path(path, place, filter),
            other => evaluator.nodes(other, place),
        }
    }

    /// The choices of a select with their labels. None for a list in a file, and for what is not a select.
    pub fn choices(
        &self,
        evaluator: &Evaluator<'_>,
        control: &Control,
        filter: bool,
    ) -> Outcome<Vec<Choice>> {
        let at = NodeRef::primary(control.node);
        let mut choices = Vec::new();
        match &control.choices {
            ChoiceSource::None | ChoiceSource::File { .. } => {}
            ChoiceSource::Inline(all) => {
                for (value, label) in all {
                    choices.push(Choice { value: value.clone(), label: self.shown(evaluator, label, at)? });
                }
            }
            ChoiceSource::Rows { nodeset, value, label } => {
                for row in self.rows(evaluator, nodeset, control, filter)? {
                    let value = evaluator.text(value, Place::of(row))?;
                    let label = self.row_label(evaluator, label, row)?;
                    choices.push(Choice { value, label });
                }
            }
        }
        Ok(choices)
    }

    fn row_label(&self, evaluator: &Evaluator<'_>, label: &RowLabel, row: NodeRef) -> Outcome<Shown> {
        match label {
            RowLabel::Text(column) => {
                let text = evaluator.text(column, Place::of(row))?.trim().to_owned();
                Ok(Shown { text, ..Shown::default() })
            }
            RowLabel::Itext(id) => {
                let id = evaluator.text(id, Place::of(row))?;
                self.shown_text(evaluator, &id, row)
            }
        }
    }

    /// Whether a value is offered now.
    pub fn offers(
        &self,
        evaluator: &Evaluator<'_>,
        control: &Control,
        wanted: &[&str],
    ) -> Outcome<Option<String>> {
        let mut offered = HashSet::new();
        match &control.choices {
            ChoiceSource::None => return Ok(None),
            ChoiceSource::File { src, .. } => {
                let unknown = wanted.iter().find(|value| self.context.external_label(src, value).is_none());
                return Ok(unknown.map(|value| (*value).to_owned()));
            }
            ChoiceSource::Inline(all) => offered.extend(all.iter().map(|(value, _)| value.clone())),
            ChoiceSource::Rows { nodeset, value, .. } => {
                for row in self.rows(evaluator, nodeset, control, true)? {
                    offered.insert(evaluator.text(value, Place::of(row))?);
                }
            }
        }
        Ok(wanted.iter().find(|value| !offered.contains(**value)).map(|value| (*value).to_owned()))
    }
}

impl World for Scene<'_> {
    fn primary(&self) -> &Tree {
        self.tree
    }

    fn relevant(&self, node: NodeId) -> bool {
        self.is_relevant(node)
    }

    fn secondary(&self, index: u16) -> &Tree {
        match self.form.instances.get(usize::from(index)) {
            Some(Instance::Inside(tree)) => tree,
            // The form was refused if an expression could come here.
            Some(Instance::File(_)) | None => &self.form.primary,
        }
    }

    fn itext(&self, evaluator: &Evaluator<'_>, id: &str, at: NodeRef) -> Outcome<String> {
        evaluator.showing(|| Ok(self.shown_text(evaluator, id, at)?.text))
    }

    fn choice_name(&self, evaluator: &Evaluator<'_>, question: NodeId, wanted: &str) -> Outcome<String> {
        let Some(index) = self.form.question_at(question) else { return Ok(String::new()) };
        let control = &self.form.controls[index];
        let at = NodeRef::primary(question);
        evaluator.showing(|| {
            match &control.choices {
                ChoiceSource::None => {}
                ChoiceSource::File { src, .. } => {
                    return Ok(self.context.external_label(src, wanted).unwrap_or_default());
                }
                ChoiceSource::Inline(all) => {
                    if let Some((_, label)) = all.iter().find(|(value, _)| value == wanted) {
                        return Ok(self.shown(evaluator, label, at)?.text);
                    }
                }
                ChoiceSource::Rows { nodeset, value, label } => {
                    for row in self.rows(evaluator, nodeset, control, true)? {
                        if evaluator.text(value, Place::of(row))? == wanted {
                            return Ok(self.row_label(evaluator, label, row)?.text);
                        }
                    }
                }
            }
            Ok(String::new())
        })
    }

    fn now(&self) -> Moment {
        self.context.now()
    }

    fn entropy(&self) -> u128 {
        self.context.random()
    }
}
