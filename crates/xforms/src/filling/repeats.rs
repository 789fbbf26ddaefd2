//! Instances of repeats: shown, added and taken out.

use super::{Filling, Shown, walk::Stop};
use crate::error::{AnswerError, EvaluationError};
use crate::form::{Item, PageId};
use crate::instance::NodeId;
use crate::xpath::{Evaluator, NodeRef, Place};

/// A repeat as it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeat {
    /// Its name, `person`, or inside another repeat `household[1].person`.
    pub name: String,
    /// What one of it is called.
    pub label: Option<Shown>,
    /// Its instances in order.
    pub instances: Vec<Instance>,
    /// Whether its instances are asked now.
    pub relevant: bool,
    /// Whether a person may add an instance now.
    pub can_add: bool,
    /// Whether a person may take an instance out.
    pub can_remove: bool,
    /// The tokens of `appearance`.
    pub appearances: Vec<String>,
}

/// An instance of a repeat.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    /// Its name, `person[2]`.
    pub name: String,
    /// 1-based position.
    pub position: usize,
    /// What it is about: the label of the first group in it that has one, otherwise its first answer in words;
    /// empty when there is neither.
    pub summary: String,
    /// Its first page with something to ask.
    pub first_page: Option<PageId>,
}

impl Filling<'_> {
    /// A repeat by its name; `None` when the form has none of that name, or not in that instance.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn repeat(&self, name: &str) -> Result<Option<Repeat>, EvaluationError> {
        match self.repeat_named(name) {
            Some((repeat, prompt)) => self.view_repeat(repeat, prompt).map(Some),
            None => Ok(None),
        }
    }

    /// Adds an instance at the end of a repeat and gives its name, `person[3]`.
    ///
    /// # Errors
    /// [`AnswerError::NoSuchRepeat`], [`AnswerError::FixedRepeat`], [`AnswerError::TooManyInstances`];
    /// [`AnswerError::Evaluation`] when an expression cannot be computed, and the filling is to be dropped.
    pub fn add(&mut self, repeat: &str) -> Result<String, AnswerError> {
        let (index, prompt) = self.repeat_named(repeat).ok_or(AnswerError::NoSuchRepeat)?;
        if !self.is_open(index, prompt)? {
            return Err(AnswerError::FixedRepeat);
        }
        let instance = match self.grow(prompt) {
            Err(EvaluationError::TooManyInstances) => {
                return Err(AnswerError::TooManyInstances { limit: self.form.instance_limit });
            }
            grown => grown?,
        };
        self.preload(instance);
        self.begin_instance(instance)?;
        self.follow_new(instance)?;
        Ok(format!("{repeat}[{}]", self.instances(prompt).len()))
    }

    /// Takes an instance out of a repeat, by its name `person[2]`, with all its answers. Those after it move up.
    ///
    /// # Errors
    /// [`AnswerError::NoSuchRepeat`], [`AnswerError::FixedRepeat`]; [`AnswerError::Evaluation`] when an expression
    /// cannot be computed, and the filling is to be dropped.
    pub fn remove(&mut self, instance: &str) -> Result<(), AnswerError> {
        let (repeat, position) = instance
            .strip_suffix(']')
            .and_then(|instance| instance.rsplit_once('['))
            .ok_or(AnswerError::NoSuchRepeat)?;
        let (index, prompt) = self.repeat_named(repeat).ok_or(AnswerError::NoSuchRepeat)?;
        let position: usize = position.parse().map_err(|_| AnswerError::NoSuchRepeat)?;
        if position == 0 || position > self.instances(prompt).len() {
            return Err(AnswerError::NoSuchRepeat);
        }
        if !self.is_open(index, prompt)? {
            return Err(AnswerError::FixedRepeat);
        }
        self.cut(prompt, position - 1);
        self.follow_count(prompt)?;
        Ok(())
    }

    /// The repeat of a name, and what stands for it.
    fn repeat_named(&self, name: &str) -> Option<(usize, NodeId)> {
        let (address, last) = self.form.address(name)?;
        let repeat = self.form.repeat_in(address.scope, last)?;
        Some((repeat, self.prompt_in(repeat, self.instance_at(&address)?)?))
    }

    /// Whether a person may add and take out instances.
    fn is_open(&self, repeat: usize, prompt: NodeId) -> Result<bool, EvaluationError> {
        let repeat = &self.form.repeats[repeat];
        if repeat.count.is_some() {
            return Ok(false);
        }
        match &repeat.fixed {
            Some(formula) => {
                let scene = self.scene();
                let fixed =
                    Evaluator::new(&scene).boolean(&formula.expr, Place::of(NodeRef::primary(prompt)))?;
                Ok(!fixed)
            }
            None => Ok(true),
        }
    }

    /// Whether the page of a repeat is shown.
    pub(super) fn offers_more(&self, repeat: usize, prompt: NodeId) -> bool {
        self.is_shown(repeat, prompt) && self.is_open(repeat, prompt).unwrap_or(false)
    }

    /// Whether a repeat and the groups around it are relevant.
    fn is_shown(&self, repeat: usize, prompt: NodeId) -> bool {
        self.scene().is_relevant(prompt) && self.are_relevant(&self.form.repeats[repeat].around, prompt)
    }

    pub(super) fn view_repeat(&self, index: usize, prompt: NodeId) -> Result<Repeat, EvaluationError> {
        let repeat = &self.form.repeats[index];
        let name = format!("{}{}", self.prefix(repeat.scope, prompt), repeat.name);
        let open = self.is_open(index, prompt)?;
        let all = self.instances(prompt);
        let mut firsts: Vec<Option<PageId>> = vec![None; all.len()];
        for stop in self.walk().iter().filter(|stop| matches!(stop.item, Item::Page(_))) {
            let own = self.answers.ancestor(stop.node, repeat.def);
            let place = own.and_then(|own| all.iter().position(|instance| *instance == own));
            if let Some(place) = place.filter(|place| firsts[*place].is_none())
                && self.asks(stop)
            {
                firsts[place] = Some(stop.id);
            }
        }
        let mut instances = Vec::new();
        for (place, (instance, first_page)) in all.iter().zip(firsts).enumerate() {
            let position = place + 1;
            let summary = self.summary(index, *instance)?;
            instances.push(Instance { name: format!("{name}[{position}]"), position, summary, first_page });
        }
        Ok(Repeat {
            name,
            label: match &repeat.label {
                Some(label) => Some(self.shown(label, prompt)?),
                None => None,
            },
            relevant: self.is_shown(index, prompt),
            can_add: open && instances.len() < self.form.instance_limit && self.offers_more(index, prompt),
            can_remove: open && !instances.is_empty(),
            instances,
            appearances: repeat.appearances.clone(),
        })
    }

    /// What an instance is about.
    fn summary(&self, repeat: usize, instance: NodeId) -> Result<String, EvaluationError> {
        let form = self.form;
        if let Some(group) = form.repeats[repeat].summary
            && let Some(label) = &form.groups[group].label
        {
            let node = form.groups[group].def.and_then(|def| self.near(instance, def));
            let text = self.shown(label, node.unwrap_or(instance))?.text;
            if !text.is_empty() {
                return Ok(text);
            }
        }
        for control in form.controls.iter().filter(|control| control.scope == Some(repeat)) {
            let Some(node) = self.near(instance, control.def) else { continue };
            if !self.answers.value(node).is_empty() && self.is_asked(control, node) {
                return self.words_of(control, node);
            }
        }
        Ok(String::new())
    }
}

impl Filling<'_> {
    /// The repeat of a page, when the page is one's.
    pub(super) fn repeat_at(&self, stop: &Stop) -> Result<Option<Repeat>, EvaluationError> {
        match stop.item {
            Item::Repeat(repeat) => self.view_repeat(repeat, stop.node).map(Some),
            _ => Ok(None),
        }
    }
}
