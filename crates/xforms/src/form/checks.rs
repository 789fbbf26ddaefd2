//! The last look at a form: everything an expression or a label names exists.

use super::actions::Act;
use super::body::Body;
use super::references::{Reads, Resolver};
use super::{Bind, ChoiceSource, Label, Piece, RowLabel, Texts};
use crate::error::FormError;
use crate::instance::DefId;
use crate::xpath::Expr;
use std::collections::HashMap;

/// Checks that what is named exists.
pub(super) struct Checks<'c, 'm> {
    pub texts: &'c Texts,
    pub resolver: &'c mut Resolver<'m>,
    pub line: u32,
}

impl Checks<'_, '_> {
    pub fn texts(&mut self, line: u32) -> Result<(), FormError> {
        self.line = line;
        for piece in self.texts.pieces() {
            if let Piece::Output(expr) = piece {
                self.expr(expr, None)?;
            }
        }
        Ok(())
    }

    pub fn binds(&mut self, binds: &HashMap<DefId, Bind>) -> Result<(), FormError> {
        // In order, so that of several faults the first is told.
        let mut all: Vec<(&DefId, &Bind)> = binds.iter().collect();
        all.sort_by_key(|(_, bind)| bind.line);
        for (def, bind) in all {
            self.line = bind.line;
            for formula in [&bind.required, &bind.constraint, &bind.readonly].into_iter().flatten() {
                self.expr(&formula.expr, Some(*def))?;
            }
            self.label(bind.required_message.as_ref(), Some(*def))?;
            self.label(bind.constraint_message.as_ref(), Some(*def))?;
        }
        Ok(())
    }

    pub fn body(&mut self, body: &Body) -> Result<(), FormError> {
        for control in &body.controls {
            self.line = control.line;
            self.label(control.label.as_ref(), Some(control.def))?;
            self.label(control.hint.as_ref(), Some(control.def))?;
            self.choices(&control.choices, control.def)?;
        }
        for group in &body.groups {
            self.line = group.line;
            self.label(group.label.as_ref(), group.def)?;
        }
        for repeat in &body.repeats {
            self.line = repeat.line;
            self.label(repeat.label.as_ref(), Some(repeat.def))?;
            for formula in [&repeat.count, &repeat.fixed].into_iter().flatten() {
                self.expr(&formula.expr, Some(repeat.def))?;
            }
        }
        for action in &body.actions {
            self.line = action.line;
            if let Act::Compute(formula) = &action.act {
                self.expr(&formula.expr, Some(action.def))?;
            }
        }
        Ok(())
    }

    fn expr(&mut self, expr: &Expr, def: Option<DefId>) -> Result<(), FormError> {
        let found = self.resolver.references(expr, def, &mut Reads::default());
        found.map_err(|unresolved| unresolved.at(self.line))
    }

    fn label(&mut self, label: Option<&Label>, def: Option<DefId>) -> Result<(), FormError> {
        self.texts.check(label, self.line)?;
        let Some(Label::Plain(pieces)) = label else { return Ok(()) };
        for piece in pieces {
            if let Piece::Output(expr) = piece {
                self.expr(expr, def)?;
            }
        }
        Ok(())
    }

    fn choices(&mut self, choices: &ChoiceSource, def: DefId) -> Result<(), FormError> {
        match choices {
            ChoiceSource::None => Ok(()),
            ChoiceSource::Inline(choices) => {
                choices.iter().try_for_each(|(_, label)| self.label(Some(label), Some(def)))
            }
            ChoiceSource::Rows(rows) => {
                self.expr(&rows.nodeset, Some(def))?;
                self.expr(&rows.value, None)?;
                match &rows.label {
                    Some(RowLabel::Itext(expr) | RowLabel::Text(expr)) => self.expr(expr, None),
                    Some(RowLabel::Translated) | None => Ok(()),
                }
            }
        }
    }
}
