//! What selects offer.

use super::scene::Scene;
use super::{Choice, Shown};
use crate::error::EvaluationError;
use crate::form::{ChoiceSource, Control, Instance, RowLabel};
use crate::instance::NodeId;
use crate::xpath::{Evaluator, Expr, Filter, NodeRef, Path, Place, World};

type Outcome<T> = Result<T, EvaluationError>;

impl Scene<'_> {
    /// The file of a list whose rows are not at hand, and the expression as written.
    pub fn external<'c>(&'c self, source: &'c ChoiceSource) -> Option<(&'c str, &'c str)> {
        let ChoiceSource::Rows(rows) = source else { return None };
        let index = rows.file.as_ref()?;
        if self.files.get(usize::from(*index)).is_some_and(Option::is_some) {
            return None;
        }
        match self.form.instances.get(usize::from(*index)) {
            Some(Instance::File(src)) => Some((src, &rows.written)),
            _ => None,
        }
    }

    /// Rows of an itemset: all, or those its filter lets through now.
    fn rows_of(
        &self,
        evaluator: &Evaluator<'_>,
        nodeset: &Expr,
        node: NodeId,
        filter: bool,
    ) -> Outcome<Vec<NodeRef>> {
        let place = Place::of(NodeRef::primary(node));
        match list(nodeset) {
            Some(path) if !filter => evaluator.path(path, place, Filter::Nothing),
            _ => evaluator.nodes(nodeset, place),
        }
    }

    /// The row whose value is wanted, among those offered now.
    fn row_of(
        &self,
        evaluator: &Evaluator<'_>,
        source: &ChoiceSource,
        node: NodeId,
        wanted: &str,
    ) -> Outcome<Option<NodeRef>> {
        let ChoiceSource::Rows(source) = source else { return Ok(None) };
        let place = Place::of(NodeRef::primary(node));
        let candidates = match (list(&source.nodeset), &source.column) {
            (Some(path), Some(column)) => evaluator.path(path, place, Filter::Having(column, wanted))?,
            _ => evaluator.nodes(&source.nodeset, place)?,
        };
        for row in candidates {
            if evaluator.text(&source.value, Place::of(row))? == wanted {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// The choices of a select with their labels. None for a list in a file that is not at hand, and for what is
    /// not a select.
    pub fn choices(
        &self,
        evaluator: &Evaluator<'_>,
        control: &Control,
        node: NodeId,
        filter: bool,
    ) -> Outcome<Vec<Choice>> {
        let at = Place::of(NodeRef::primary(node));
        let mut choices = Vec::new();
        match &control.choices {
            ChoiceSource::None => {}
            ChoiceSource::Inline(all) => {
                for (value, label) in all {
                    choices.push(Choice { value: value.clone(), label: self.shown(evaluator, label, at)? });
                }
            }
            ChoiceSource::Rows(source) => {
                for row in self.rows_of(evaluator, &source.nodeset, node, filter)? {
                    let row = on_row(row, node);
                    let value = evaluator.text(&source.value, row)?;
                    let label = self.row_label(evaluator, source.label.as_ref(), row, &value)?;
                    // An instance of a repeat that is not filled in yet is no choice.
                    if !value.is_empty() {
                        choices.push(Choice { value, label });
                    }
                }
            }
        }
        Ok(choices)
    }

    fn row_label(
        &self,
        evaluator: &Evaluator<'_>,
        label: Option<&RowLabel>,
        row: Place,
        value: &str,
    ) -> Outcome<Shown> {
        match label {
            None => Ok(Shown { text: value.to_owned(), ..Shown::default() }),
            Some(RowLabel::Text(column)) => {
                let text = evaluator.text(column, row)?.trim().to_owned();
                Ok(Shown { text, ..Shown::default() })
            }
            Some(RowLabel::Translated) => Ok(Shown { text: self.translated(row.at)?, ..Shown::default() }),
            Some(RowLabel::Itext(id)) => {
                let id = evaluator.text(id, row)?;
                self.shown_text(evaluator, &id, row)
            }
        }
    }

    /// The label of a row of `itemsets.csv` in the language of the filling.
    fn translated(&self, row: NodeRef) -> Outcome<String> {
        let NodeRef::Row(instance, row) = row else { return Ok(String::new()) };
        let rows = self.rows(instance)?;
        let language = self.form.texts.languages.get(self.language);
        let own = language.and_then(|language| rows.column(row, &format!("label::{}", language.name)));
        let label = own.or_else(|| rows.column(row, "label")).filter(|label| !label.is_empty());
        let any = || {
            let labels = rows.children(row).filter(|column| rows.name(*column).starts_with("label"));
            labels.map(|column| rows.value(column)).find(|label| !label.is_empty())
        };
        Ok(label.or_else(any).unwrap_or_default().trim().to_owned())
    }

    /// Of some values the first that is not offered now.
    pub fn not_offered(
        &self,
        evaluator: &Evaluator<'_>,
        control: &Control,
        node: NodeId,
        wanted: &[&str],
    ) -> Outcome<Option<String>> {
        if let Some((src, _)) = self.external(&control.choices) {
            let unknown = wanted.iter().find(|value| self.context.external_label(src, value).is_none());
            return Ok(unknown.map(|value| (*value).to_owned()));
        }
        for value in wanted {
            let offered = match &control.choices {
                ChoiceSource::None => true,
                ChoiceSource::Inline(all) => all.iter().any(|(known, _)| known == value),
                source => self.row_of(evaluator, source, node, value)?.is_some(),
            };
            if !offered {
                return Ok(Some((*value).to_owned()));
            }
        }
        Ok(None)
    }

    /// The label of a value of a select, empty when it is not offered.
    pub fn label_of(
        &self,
        evaluator: &Evaluator<'_>,
        control: &Control,
        node: NodeId,
        wanted: &str,
    ) -> Outcome<String> {
        if let Some((src, _)) = self.external(&control.choices) {
            return Ok(self.context.external_label(src, wanted).unwrap_or_default());
        }
        match &control.choices {
            ChoiceSource::None => {}
            ChoiceSource::Inline(all) => {
                if let Some((_, label)) = all.iter().find(|(value, _)| value == wanted) {
                    return Ok(self.shown(evaluator, label, Place::of(NodeRef::primary(node)))?.text);
                }
            }
            source @ ChoiceSource::Rows(rows) => {
                if let Some(row) = self.row_of(evaluator, source, node, wanted)? {
                    let row = on_row(row, node);
                    return Ok(self.row_label(evaluator, rows.label.as_ref(), row, wanted)?.text);
                }
            }
        }
        Ok(String::new())
    }
}

/// On a row of a list, for the question at a node.
fn on_row(row: NodeRef, question: NodeId) -> Place {
    Place { current: NodeRef::primary(question), ..Place::of(row) }
}

/// The path a list comes from, whatever order it is shown in.
fn list(nodeset: &Expr) -> Option<&Path> {
    match nodeset {
        Expr::Path(path) => Some(path),
        Expr::Call(_, arguments) => match arguments.first() {
            Some(Expr::Path(path)) => Some(path),
            _ => None,
        },
        _ => None,
    }
}
