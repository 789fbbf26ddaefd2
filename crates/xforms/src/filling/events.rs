//! What happens by itself: presets, and values set by events.

use super::Filling;
use crate::calendar;
use crate::error::EvaluationError;
use crate::form::{Act, Action, Event, Host};
use crate::instance::{DefId, NodeId};
use crate::xpath::{Evaluator, Filter, NodeRef, Place, stored, uuid};

/// Actions one act of a person may set off, each of which may set off others.
const MOST: usize = 1_000;

impl Filling<'_> {
    /// Presets the nodes of a new record, or of a new instance of a repeat, that a bind gives `jr:preload`.
    pub(super) fn preload(&mut self, base: NodeId) {
        let form = self.form;
        for def in &form.preset {
            let Some((kind, parameter)) = form.bind(*def).and_then(|bind| bind.preload.as_ref()) else {
                continue;
            };
            for node in self.answers.under(&form.model, base, *def, false) {
                if let Some(value) = self.preset(*def, kind, parameter) {
                    self.answers.set_value(node, value);
                }
            }
        }
    }

    fn preset(&self, def: DefId, kind: &str, parameter: &str) -> Option<String> {
        let now = self.context.now();
        match (kind, parameter) {
            // The record itself is named when it is written.
            ("uid", _) if self.form.is_instance_id(def) => None,
            ("uid", _) => Some(format!("uuid:{}", uuid(self.context.random()))),
            ("timestamp", "start") => Some(calendar::date_time_text(now.days(), now.offset_minutes)),
            ("date", "today") => Some(calendar::date_text(now.days())),
            ("property", name) => self.context.property(name),
            _ => None,
        }
    }

    /// Does what is to be done when a record is begun.
    pub(super) fn begin(&mut self) -> Result<(), EvaluationError> {
        self.happen(&[Event::FirstLoad, Event::Load])
    }

    /// Does what is to be done when a record is opened again.
    pub(super) fn reopen(&mut self) -> Result<(), EvaluationError> {
        self.happen(&[Event::Load])
    }

    fn happen(&mut self, events: &[Event]) -> Result<(), EvaluationError> {
        let form = self.form;
        let mut done = 0;
        for action in
            form.actions.iter().filter(|action| action.events.iter().any(|event| events.contains(event)))
        {
            let host = match action.host {
                Host::Form => DefId::ROOT,
                Host::Repeat(repeat) => form.repeats[repeat].def,
                Host::Control(control) => form.controls[control].def,
            };
            for node in self.answers.under(&form.model, NodeId::ROOT, host, false) {
                self.act(action, node, true, &mut done)?;
            }
        }
        Ok(())
    }

    /// Does what is to be done when an instance of a repeat is added, before anything in it is computed.
    pub(super) fn begin_instance(&mut self, instance: NodeId) -> Result<(), EvaluationError> {
        let form = self.form;
        let def = self.answers.def(instance);
        let mut done = 0;
        for action in form.actions.iter().filter(|action| action.events.contains(&Event::NewRepeat)) {
            let (scope, host) = match action.host {
                Host::Form => continue,
                Host::Repeat(repeat) => (Some(repeat), def),
                Host::Control(control) => (form.controls[control].scope, form.controls[control].def),
            };
            if scope.is_some_and(|scope| form.repeats[scope].def == def) {
                for node in self.answers.under(&form.model, instance, host, false) {
                    self.act(action, node, false, &mut done)?;
                }
            }
        }
        Ok(())
    }

    /// Does what is to be done when the answer of a node has changed.
    pub(super) fn changed(&mut self, node: NodeId) -> Result<(), EvaluationError> {
        let form = self.form;
        let mut waiting = vec![node];
        let mut done = 0;
        while let Some(node) = waiting.pop() {
            let def = self.answers.def(node);
            for action in form.actions.iter().filter(|action| action.events.contains(&Event::ValueChanged)) {
                let Host::Control(control) = action.host else { continue };
                if form.controls[control].def == def
                    && let Some(target) = self.act(action, node, true, &mut done)?
                {
                    waiting.push(target);
                }
            }
        }
        Ok(())
    }

    /// Does one thing from the node of its host; gives the node whose value it changed.
    fn act(
        &mut self,
        action: &Action,
        host: NodeId,
        follow: bool,
        done: &mut usize,
    ) -> Result<Option<NodeId>, EvaluationError> {
        *done += 1;
        if *done > MOST {
            return Err(EvaluationError::TooMuchWork);
        }
        let scene = self.scene();
        let evaluator = Evaluator::new(&scene);
        let targets = match &action.target {
            crate::xpath::Expr::Path(path) => {
                evaluator.path(path, Place::of(NodeRef::primary(host)), Filter::Predicates)?
            }
            _ => Vec::new(),
        };
        let Some(NodeRef::Answer(target)) = targets.first().copied() else { return Ok(None) };
        let value = match &action.act {
            Act::Compute(formula) => {
                let value = evaluator.value(&formula.expr, Place::of(NodeRef::primary(target)))?;
                let bind = self.form.bind(self.answers.def(target));
                let stored_as = bind.map(|bind| bind.data_type.stored_as());
                stored(value, &evaluator, stored_as.unwrap_or(crate::xpath::StoredAs::Text))?
            }
            Act::Write(text) => text.clone(),
            Act::Locate => self.context.location().map(|point| point.to_string()).unwrap_or_default(),
            // The file is the caller's to record and to name.
            Act::Record(_) => return Ok(None),
        };
        if !self.answers.set_value(target, value) {
            return Ok(None);
        }
        if follow {
            self.follow(target)?;
        }
        Ok(Some(target))
    }
}
