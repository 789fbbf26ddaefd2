//! Forms as authors have them: an XLSForm workbook as an XForm, and what is wrong with one or the other, with its place and its
//! mend, in the language of whoever wrote it. The desk and the command line say the same.

use crate::texts::{Tr, Value};
use serde::{Deserialize, Serialize};
use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use xforms::{EntityPlan, Form, FormError, FormErrorKind};
use xlsform::{Converted, Limits, Problem};

/// A form that can be used here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usable {
    /// The XForm: as it came, or as the workbook says it.
    pub xml: String,
    /// The file `itemsets.csv` that `select_one_external` searches on the phone.
    pub itemsets: Option<String>,
}

/// A form, or everything that is wrong with it: a sentence each.
pub type Read = Result<Usable, Vec<String>>;

/// Whoever makes forms of workbooks. A workbook comes from a stranger: what reads it must be able to fail alone.
pub trait Workbooks: Send + Sync {
    /// Makes a form of a workbook. `file` is what it is called by; without its extension it names a form whose settings do not.
    fn form<'a>(
        &'a self,
        file: &'a Path,
        bytes: &'a [u8],
        tr: &'a Tr,
    ) -> Pin<Box<dyn Future<Output = Read> + Send + 'a>>;
}

/// Makes a form of a workbook in this process, which may take seconds and hundreds of megabytes.
///
/// # Errors
/// Everything that is wrong with the workbook; otherwise the first thing that the engine cannot ask or compute.
pub fn convert(file: &Path, bytes: &[u8], tr: &Tr) -> Read {
    match xlsform::convert(bytes, &form_name(file), &Limits::default()) {
        Ok(converted) => asked(file, converted, tr),
        Err(problems) => {
            let file = file.display().to_string();
            Err(problems.iter().map(|problem| line(&file, problem, tr)).collect())
        }
    }
}

/// What a form is called that does not say it: its file without the extension.
pub fn form_name(file: &Path) -> String {
    file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What a workbook says, when it is also something that can be asked and computed here.
///
/// # Errors
/// What the engine says of it, with the row of the sheet `survey` where it is known.
pub fn asked(file: &Path, converted: Converted, tr: &Tr) -> Read {
    match Form::parse(&converted.xml) {
        Ok(form) => match entity_line(&file.display().to_string(), &form, tr) {
            None => Ok(Usable { xml: converted.xml, itemsets: converted.itemsets }),
            Some(line) => Err(vec![line]),
        },
        Err(error) => {
            let row = converted.row_of(error.line as usize);
            Err(vec![form_row(&file.display().to_string(), row, &error, tr)])
        }
    }
}

/// What is wrong with what a form says of entities.
pub fn entity_line(file: &str, form: &Form, tr: &Tr) -> Option<String> {
    let (key, values) = EntityPlan::of(form).err()?.message();
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let fault = say(tr, &format!("form-fault-{key}"), &values);
    Some(say(tr, "form-check-whole", &[("file", file), ("fault", &fault)]))
}

fn say(tr: &Tr, key: &str, values: &[(&str, &str)]) -> String {
    let values: Vec<(&str, Value<'_>)> =
        values.iter().map(|(name, value)| (*name, (*value).into())).collect();
    tr.ta(key, &values)
}

/// A problem of a workbook: file, sheet, row, column, what is wrong, how to mend it.
pub fn line(file: &str, problem: &Problem, tr: &Tr) -> String {
    let told = problem.fault.values();
    let mut fault = say(tr, &format!("sheet-fault-{}", problem.fault.key()), &told);
    if told.iter().any(|(name, value)| *name == "near" && !value.is_empty()) {
        fault.push_str(&say(tr, "sheet-fault-near", &told));
    }
    let row = problem.row.map(|row| row.to_string()).unwrap_or_default();
    let sheet = problem.sheet.as_deref().unwrap_or_default();
    let column = problem.column.as_deref().unwrap_or_default();
    let key = match (sheet.is_empty(), row.is_empty(), column.is_empty()) {
        (false, false, false) => "sheet-check-cell",
        (false, false, true) => "sheet-check-row",
        (false, true, _) => "sheet-check-sheet",
        (true, ..) => "sheet-check-file",
    };
    let place = [("file", file), ("sheet", sheet), ("row", &row), ("column", column), ("fault", &fault)];
    say(tr, key, &place)
}

/// What is wrong with a form, with file and line.
pub fn form_line(file: &str, error: &FormError, tr: &Tr) -> String {
    let line = error.line.to_string();
    say(tr, "form-check-line", &[("file", file), ("line", &line), ("fault", &form_fault(&error.kind, tr))])
}

/// What is wrong with a form that was made from another file, whose lines nobody sees: in a row of the sheet `survey`,
/// where it is known.
pub fn form_row(file: &str, row: Option<usize>, error: &FormError, tr: &Tr) -> String {
    let fault = form_fault(&error.kind, tr);
    let Some(row) = row else { return say(tr, "form-check-whole", &[("file", file), ("fault", &fault)]) };
    let row = row.to_string();
    say(tr, "sheet-check-row", &[("file", file), ("sheet", "survey"), ("row", &row), ("fault", &fault)])
}

/// What is wrong with a form and how to mend it, without its place.
pub fn form_fault(kind: &FormErrorKind, tr: &Tr) -> String {
    let told = |(key, values): (&str, xforms::Values)| {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        say(tr, &format!("form-fault-{key}"), &values)
    };
    match kind {
        FormErrorKind::Expression { expression, problem } => {
            let problem = told(problem.message());
            say(tr, "form-fault-expression", &[("expression", expression), ("problem", &problem)])
        }
        other => told(other.message()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;
    use kernel::Lang;
    use std::sync::Arc;
    use xlsform::Fault;

    #[test]
    fn every_fault_of_a_workbook_has_a_sentence_in_french_and_english() {
        let texts = Arc::new(Texts::builtin().unwrap());
        for lang in [Lang::Fr, Lang::En] {
            let tr = Tr::new(&texts, lang);
            let missing: Vec<_> = Fault::KEYS
                .iter()
                .map(|key| format!("sheet-fault-{key}"))
                .filter(|key| tr.t(key) == *key)
                .collect();
            assert!(Fault::KEYS.len() > 60 && missing.is_empty(), "{lang}: {missing:?}");
        }
    }

    /// French typography puts spaces that do not break before colons; a test compares words.
    fn plain(line: &str) -> String {
        line.replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn a_problem_is_told_with_sheet_row_column_and_what_was_probably_meant() {
        let texts = Arc::new(Texts::builtin().unwrap());
        let problem = Problem {
            sheet: Some("survey".into()),
            row: Some(4),
            column: Some("type".into()),
            fault: Fault::UnknownType { found: "txet".into(), near: "text".into() },
        };
        let french = plain(&line("f.xlsx", &problem, &Tr::new(&texts, Lang::Fr)));
        assert!(
            french.starts_with("f.xlsx, feuille « survey », ligne 4, colonne « type » : le type « txet »")
        );
        assert!(french.ends_with("Vouliez-vous dire « text » ?"), "{french}");
        let english = line("f.xlsx", &problem, &Tr::new(&texts, Lang::En));
        assert!(english.contains("sheet \"survey\", row 4, column \"type\": there is no type"), "{english}");
    }

    #[test]
    fn a_reference_is_shown_as_it_is_to_be_written() {
        let texts = Arc::new(Texts::builtin().unwrap());
        let fault = Fault::BadReference { found: "${ age }".into() };
        let problem = Problem { sheet: None, row: None, column: None, fault };
        let told = plain(&line("f", &problem, &Tr::new(&texts, Lang::Fr)));
        assert!(told.contains("« ${ age } »") && told.contains("${nom}"), "{told}");
    }
}
