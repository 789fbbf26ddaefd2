//! Drafts: the answers of a filling as paths and values, to be put away and taken up again.

use super::Context;
use super::Filling;
use crate::error::EvaluationError;
use crate::form::Form;
use crate::instance::NodeId;
use std::collections::HashSet;

impl<'f> Filling<'f> {
    /// A filling with the answers of a draft, as [`answers`](Self::answers) gave them, in any order. Paths the form
    /// no longer has are left out; nothing else is checked until [`check`](Self::check). Without any answers it is
    /// the same as [`start`](Self::start).
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn restore<P: AsRef<str>, V: Into<String>>(
        form: &'f Form,
        context: &'f dyn Context,
        saved: impl IntoIterator<Item = (P, V)>,
    ) -> Result<Self, EvaluationError> {
        let saved: Vec<(P, String)> = saved.into_iter().map(|(path, value)| (path, value.into())).collect();
        if saved.is_empty() {
            return Self::start(form, context);
        }
        let mut filling = Self::blank(form, context);
        // Instances first, those of the outer repeats before those inside them.
        let mut counts: Vec<(usize, &str, usize)> = Vec::new();
        for (path, value) in &saved {
            let path = path.as_ref();
            if !path.ends_with(']')
                && form.model.find(&without_positions(path)).is_some_and(|def| form.model.repeats(def))
                && let Ok(count) = value.parse()
            {
                counts.push((path.split('/').count(), path, count));
            }
        }
        counts.sort_unstable();
        let mut settled = HashSet::new();
        for (_, path, count) in counts {
            if let Some(prompt) = filling.answers.find(&form.model, path) {
                settled.insert(filling.answers.def(prompt));
                filling.refill(prompt, count)?;
            }
        }
        for (path, value) in saved {
            let node = filling.answers.find(&form.model, path.as_ref());
            if let Some(node) = node.filter(|node| filling.holds_answer(*node)) {
                filling.answers.set_value(node, value);
            }
        }
        filling.compute_all(&settled)?;
        filling.begun = true;
        filling.reopen()?;
        Ok(filling)
    }

    /// Every value that differs from the blank form's, calculations included, as path and value: a draft. The path
    /// of a repeat without a position has the number of its instances as its value.
    pub fn answers(&self) -> impl Iterator<Item = (String, String)> {
        let (model, blank) = (&self.form.model, &self.form.blank);
        let mut saved = Vec::new();
        let mut waiting = vec![NodeId::ROOT];
        while let Some(node) = waiting.pop() {
            let def = self.answers.def(node);
            if self.answers.is_prompt(model, node) {
                let count = self.instances(node).len();
                let counted = self.form.repeat_of(def).is_some_and(|repeat| repeat.count.is_some());
                let always = model.def(def).within.is_some() || counted || count > 0;
                if always || !blank.under(model, NodeId::ROOT, def, false).is_empty() {
                    saved.push((self.answers.path(model, node), count.to_string()));
                }
                continue;
            }
            let value = self.answers.value(node);
            // Nodes outside repeats have the same place in every filling.
            let before =
                if model.innermost(def).is_none() { blank.value(node) } else { &model.def(def).value };
            if value != before {
                saved.push((self.answers.path(model, node), value.to_owned()));
            }
            for (slot, child) in model.def(def).children.iter().enumerate().rev() {
                waiting.extend(self.answers.of(node, slot).iter().rev().copied());
                if model.repeats(*child) {
                    waiting.extend(self.answers.prompt(node, slot));
                }
            }
        }
        saved.into_iter()
    }

    /// Makes a repeat have that many new instances and no other.
    pub(super) fn refill(&mut self, prompt: NodeId, count: usize) -> Result<(), EvaluationError> {
        while !self.instances(prompt).is_empty() {
            self.cut(prompt, 0);
        }
        for _ in 0..count {
            self.grow(prompt)?;
        }
        Ok(())
    }

    /// Whether an answer can stand in a node.
    pub(super) fn holds_answer(&self, node: NodeId) -> bool {
        let model = &self.form.model;
        model.is_leaf(self.answers.def(node)) && !self.answers.is_prompt(model, node)
    }
}

/// A path with its positions left out.
fn without_positions(path: &str) -> String {
    let names = path.split('/').map(|name| name.split_once('[').map_or(name, |(name, _)| name));
    names.collect::<Vec<_>>().join("/")
}
