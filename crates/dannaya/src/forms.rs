//! `dannaya form`: what is wrong with a form, and an XLSForm workbook as an XForm.

use crate::args::Form;
use crate::converter::{Converter, Refused};
use crate::failure::{Failure, Outcome};
use crate::say::Voice;
use crate::services;
use site::texts::{Tr, Value};
use std::path::Path;
use std::process::ExitCode;
use xlsform::Problem;

/// Does what was asked about a form. Faults end with exit code 1.
///
/// # Errors
/// When the file cannot be read, or the converter of the operator's choice cannot be run.
pub async fn run(form: Form, voice: &Voice) -> Outcome<ExitCode> {
    match form {
        Form::Check { form: file, data } => {
            let converter = Converter::chosen(data)?;
            let told = faults(&file, &read(&file)?, &converter, &voice.tr).await?;
            let shown = file.display().to_string();
            if told.is_empty() {
                voice.say("cli-form-sound", &[("file", &shown)]);
                return Ok(ExitCode::SUCCESS);
            }
            told.iter().for_each(|line| voice.line(line));
            Ok(ExitCode::FAILURE)
        }
        Form::Convert { workbook: file, itemsets, data } => {
            let converter = Converter::chosen(data)?;
            let form = match converter.convert(&read(&file)?, &name(&file)).await? {
                Ok(form) => form,
                Err(refused) => {
                    lines(&file, &refused, &voice.tr).iter().for_each(|line| voice.grumble(line));
                    return Ok(ExitCode::FAILURE);
                }
            };
            match (form.itemsets, itemsets) {
                (Some(text), Some(path)) => {
                    std::fs::write(&path, text).map_err(|error| Failure::file(&path, &error))?;
                }
                (Some(_), None) => voice.warn("cli-form-itemsets", &[]),
                (None, _) => {}
            }
            voice.line(form.xml.trim_end());
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Everything that is wrong with a form, a line each. An XForm needs no converter.
async fn faults(file: &Path, bytes: &[u8], converter: &Converter, tr: &Tr) -> Outcome<Vec<String>> {
    let shown = file.display().to_string();
    if !xlsform::is_workbook(bytes) && bytes.contains(&b'<') {
        let text = String::from_utf8_lossy(bytes);
        let fault = xforms::Form::parse(&text).err();
        return Ok(fault.iter().map(|fault| services::form_line(&shown, fault, tr)).collect());
    }
    Ok(match converter.convert(bytes, &name(file)).await? {
        Err(refused) => lines(file, &refused, tr),
        // The workbook says a form; what it says must also be something that can be asked and computed here.
        Ok(form) => {
            let fault = xforms::Form::parse(&form.xml).err();
            fault.iter().map(|fault| services::form_whole(&shown, fault, tr)).collect()
        }
    })
}

fn lines(file: &Path, refused: &Refused, tr: &Tr) -> Vec<String> {
    let shown = file.display().to_string();
    match refused {
        Refused::Problems(problems) => problems.iter().map(|problem| line(&shown, problem, tr)).collect(),
        Refused::Told(text) => vec![format!("{shown}: {text}")],
    }
}

/// A problem in the language of `tr`: file, sheet, row, column, what is wrong, how to mend it.
pub fn line(file: &str, problem: &Problem, tr: &Tr) -> String {
    let told: Vec<(&str, Value<'_>)> =
        problem.fault.values().into_iter().map(|(name, value)| (name, value.into())).collect();
    let mut fault = tr.ta(&format!("sheet-fault-{}", problem.fault.key()), &told);
    if problem.fault.values().iter().any(|(name, value)| *name == "near" && !value.is_empty()) {
        fault.push_str(&tr.ta("sheet-fault-near", &told));
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
    let place: Vec<(&str, Value<'_>)> = vec![
        ("file", file.into()),
        ("sheet", sheet.into()),
        ("row", row.as_str().into()),
        ("column", column.into()),
        ("fault", fault.as_str().into()),
    ];
    tr.ta(key, &place)
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(file).map_err(|error| Failure::file(file, &error))
}

/// The name of a file without its extension, which names a form whose settings do not.
fn name(file: &Path) -> String {
    file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Lang;
    use site::texts::Texts;
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

    #[test]
    fn a_problem_is_told_with_sheet_row_column_and_what_was_probably_meant() {
        let texts = Arc::new(Texts::builtin().unwrap());
        let problem = Problem {
            sheet: Some("survey".into()),
            row: Some(4),
            column: Some("type".into()),
            fault: Fault::UnknownType { found: "txet".into(), near: "text".into() },
        };
        let french = line("f.xlsx", &problem, &Tr::new(&texts, Lang::Fr));
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
        let told =
            line("f", &Problem { sheet: None, row: None, column: None, fault }, &Tr::new(&texts, Lang::Fr));
        assert!(told.contains("« ${ age } »") && told.contains("${nom}"), "{told}");
    }
}
