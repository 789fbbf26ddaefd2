//! The questions of a form in words: what codes mean, for whoever reads a file without the form.

use crate::csv_safe::Cell;
use std::sync::Arc;
use xforms::{Rows, Tables};

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Path below the root, as `household/person/sex`.
    pub path: String,
    /// Its words.
    pub words: String,
    /// What kind of answer it takes, in words.
    pub kind: String,
    /// What can be chosen: code and label.
    pub choices: Vec<(String, String)>,
    /// The list that choices come from, where the form reads them from a file.
    pub list: Option<List>,
}

/// A list of choices in a file.
#[derive(Debug, Clone)]
pub struct List {
    /// The name of the file.
    pub file: String,
    /// The column of the codes.
    pub value: String,
    /// The column of the labels.
    pub label: String,
    /// Its rows, where it is at hand.
    pub rows: Option<Arc<Rows>>,
}

/// What stands at the heads of columns and on the tabs of sheets, beside names of the form.
#[derive(Debug, Clone, Default)]
pub struct Heads {
    /// The sheet of the records.
    pub records: String,
    /// The sheet of the questions.
    pub questions: String,
    /// The sheet of what did not fit.
    pub cuts: String,
    /// A sheet, as a column of a table.
    pub sheet: String,
    /// A column, likewise.
    pub column: String,
    /// A row, likewise.
    pub row: String,
    /// The words of a question, likewise.
    pub question: String,
    /// Its kind, likewise.
    pub kind: String,
    /// The code of a choice, likewise.
    pub code: String,
    /// Its label, likewise.
    pub label: String,
}

/// The questions of a form with the words around them.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Questions in the order of the form.
    pub questions: Vec<Question>,
    /// What is said beside them.
    pub heads: Heads,
}

impl Question {
    fn has_labels(&self) -> bool {
        !self.choices.is_empty() || self.list.as_ref().is_some_and(|list| list.rows.is_some())
    }

    /// The labels of what was chosen; a code without one stands for itself.
    pub(super) fn labels(&self, chosen: &str) -> String {
        let chosen = chosen.trim();
        // A code that is chosen alone may have blanks.
        if let Some(label) = self.label(chosen) {
            return label;
        }
        let codes: Vec<&str> = chosen.split_whitespace().collect();
        if codes.iter().all(|code| self.label(code).is_none()) {
            return chosen.to_owned();
        }
        codes
            .into_iter()
            .map(|code| self.label(code).unwrap_or_else(|| code.to_owned()))
            .collect::<Vec<_>>()
            .join(" ; ")
    }

    fn label(&self, code: &str) -> Option<String> {
        let written = self.choices.iter().find(|(known, _)| known == code).map(|(_, label)| label.clone());
        let listed = || {
            let list = self.list.as_ref()?;
            list.rows.as_ref()?.find(&list.value, code, &list.label).map(xforms::plain)
        };
        written.or_else(listed).filter(|label| !label.is_empty())
    }
}

impl Book {
    /// Of each field of each table the question whose labels stand beside its codes.
    pub(super) fn labelled(&self, tables: &Tables) -> Vec<Vec<Option<usize>>> {
        let place = |table: &str, field: &str| {
            let slash = if table.is_empty() { "" } else { "/" };
            let path = format!("{table}{slash}{field}");
            self.questions.iter().position(|question| question.path == path && question.has_labels())
        };
        let of = |table: &xforms::Table| {
            table.fields.iter().map(|field| place(&table.name, &field.name)).collect()
        };
        tables.all().iter().map(of).collect()
    }

    /// The columns of the sheet of questions.
    pub(super) fn columns(&self) -> Vec<String> {
        let heads = &self.heads;
        [&heads.column, &heads.question, &heads.kind, &heads.code, &heads.label].map(String::clone).to_vec()
    }

    /// Its rows: a question, or a choice of one.
    pub(super) fn rows(&self) -> impl Iterator<Item = [Cell<'_>; 5]> {
        self.questions.iter().flat_map(|question| {
            let row = |code: &Option<&'_ str>, label: &Option<&'_ str>| -> [Cell<'_>; 5] {
                let text = |text: &Option<&str>| text.map(str::to_owned).into();
                [
                    question.path.as_str().into(),
                    question.words.as_str().into(),
                    question.kind.as_str().into(),
                    text(code),
                    text(label),
                ]
            };
            let listed = question.list.as_ref().map(|list| list.file.as_str());
            match question.choices.is_empty() {
                true => vec![row(&None, &listed)],
                false => {
                    question.choices.iter().map(|(code, label)| row(&Some(code), &Some(label))).collect()
                }
            }
        })
    }
}
