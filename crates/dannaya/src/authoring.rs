//! Files of forms as authors have them: what is wrong with one, and an XLSForm workbook as an XForm.

use crate::converter::{Converter, Refused};
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use crate::say::Voice;
use crate::services;
use crate::settings::Settings;
use site::texts::{Tr, Value};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use xforms::{EntityPlan, Form};
use xlsform::{Limits, Problem};

/// A form that can be used here.
#[derive(Debug)]
pub struct Usable {
    /// The XForm: as it came, or as the workbook says it.
    pub xml: String,
    /// The file `itemsets.csv` that `select_one_external` searches on the phone.
    pub itemsets: Option<String>,
}

/// Makes a form of the bytes of a file: an XForm, or a workbook, which `converter` converts. `file` is the name it is
/// called by; without its extension it names a form whose settings do not.
///
/// Gives the form, or everything that is wrong with it, a line each in the language of `tr`.
///
/// # Errors
/// When a converter of the operator's choice cannot be reached, takes too long, or gives nothing.
pub async fn usable(
    file: &Path,
    bytes: &[u8],
    converter: &Converter,
    tr: &Tr,
) -> Outcome<Result<Usable, Vec<String>>> {
    let shown = file.display().to_string();
    if !xlsform::is_workbook(bytes) && looks_like_xml(bytes) {
        let Ok(xml) = std::str::from_utf8(bytes) else {
            return Ok(Err(vec![tr.ta("text-fault-encoding", &[("file", shown.as_str().into())])]));
        };
        let xml = xml.trim_start_matches('\u{feff}').to_owned();
        return Ok(match Form::parse(&xml) {
            Ok(form) => match entity_line(&shown, &form, tr) {
                None => Ok(Usable { xml, itemsets: None }),
                Some(line) => Err(vec![line]),
            },
            Err(error) => Err(vec![services::form_line(&shown, &error, tr)]),
        });
    }
    let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let converted = match converter.convert(bytes, &name).await? {
        Ok(converted) => converted,
        Err(refused) => return Ok(Err(lines(&shown, &refused, tr))),
    };
    // What the workbook says must also be something that can be asked and computed here.
    Ok(match Form::parse(&converted.xml) {
        Ok(form) => match entity_line(&shown, &form, tr) {
            None => Ok(Usable { xml: converted.xml, itemsets: converted.itemsets }),
            Some(line) => Err(vec![line]),
        },
        Err(error) => {
            let row = converted.row_of(error.line as usize);
            Err(vec![services::form_row(&shown, row, &error, tr)])
        }
    })
}

/// What is wrong with what a form says of entities, in the language of `tr`.
fn entity_line(file: &str, form: &Form, tr: &Tr) -> Option<String> {
    let (key, values) = EntityPlan::of(form).err()?.message();
    let values: Vec<(&str, Value<'_>)> =
        values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    let fault = tr.ta(&format!("form-fault-{key}"), &values);
    Some(tr.ta("form-check-whole", &[("file", file.into()), ("fault", fault.into())]))
}

/// Whether the first sign is that of XML, in any of the encodings that people's editors write.
fn looks_like_xml(bytes: &[u8]) -> bool {
    let blank = |byte: &&u8| byte.is_ascii_whitespace() || [0, 0xef, 0xbb, 0xbf, 0xfe, 0xff].contains(*byte);
    bytes.iter().find(|byte| !blank(byte)) == Some(&b'<')
}

/// `dannaya form check`: says what is wrong with a form. Faults end with exit code 1.
///
/// # Errors
/// When the file cannot be read, or the converter of the operator's choice cannot be run.
pub async fn check(file: &Path, house: Option<PathBuf>, voice: &Voice) -> Outcome<ExitCode> {
    match usable(file, &read(file)?, &chosen(house)?, &voice.tr).await? {
        Ok(usable) => {
            voice.say("cli-form-sound", &[("file", &file.display().to_string())]);
            tell_entities(&usable.xml, voice);
            Ok(ExitCode::SUCCESS)
        }
        Err(faults) => {
            faults.iter().for_each(|line| voice.line(line));
            Ok(ExitCode::FAILURE)
        }
    }
}

/// What the records of a sound form will do to lists of entities.
fn tell_entities(xml: &str, voice: &Voice) {
    let plan = Form::parse(xml).ok().and_then(|form| EntityPlan::of(&form).ok().flatten());
    for list in plan.iter().flat_map(EntityPlan::lists) {
        let does = match (list.creates, list.updates) {
            (true, true) => "cli-form-entities-both",
            (true, false) => "cli-form-entities-creates",
            (false, _) => "cli-form-entities-updates",
        };
        let properties = if list.properties.is_empty() { "-".to_owned() } else { list.properties.join(", ") };
        voice.say(does, &[("list", &list.name), ("properties", &properties)]);
    }
}

/// `dannaya form convert`: writes the XForm to standard output, which holds a form or nothing.
///
/// # Errors
/// When a file cannot be read or written, or the converter of the operator's choice cannot be run.
pub async fn convert(
    file: &Path,
    itemsets: Option<&Path>,
    house: Option<PathBuf>,
    voice: &Voice,
) -> Outcome<ExitCode> {
    let form = match usable(file, &read(file)?, &chosen(house)?, &voice.tr).await? {
        Ok(form) => form,
        Err(faults) => {
            faults.iter().for_each(|line| voice.grumble(line));
            return Ok(ExitCode::FAILURE);
        }
    };
    match (form.itemsets, itemsets) {
        (Some(text), Some(path)) => {
            std::fs::write(path, text).map_err(|error| Failure::file(path, &error))?;
        }
        (Some(_), None) => voice.warn("cli-form-itemsets", &[]),
        (None, _) => {}
    }
    voice.line(form.xml.trim_end());
    Ok(ExitCode::SUCCESS)
}

/// The converter that the house chose, or the environment where no house is named.
///
/// # Errors
/// When the settings cannot be read.
pub fn chosen(house: Option<PathBuf>) -> Outcome<Converter> {
    let settings = match house {
        Some(data) => Settings::read(&Home::at(data))?,
        None => Settings::of_environment()?,
    };
    Ok(Converter::chosen(&settings.forms))
}

/// Reads no more of a file than what is known to be too much.
///
/// # Errors
/// When the file cannot be read.
pub fn read(file: &Path) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|opened| opened.take(Limits::default().file + 1).read_to_end(&mut bytes))
        .map_err(|error| Failure::file(file, &error))?;
    Ok(bytes)
}

fn lines(file: &str, refused: &Refused, tr: &Tr) -> Vec<String> {
    match refused {
        Refused::Problems(problems) => problems.iter().map(|problem| line(file, problem, tr)).collect(),
        Refused::Told(text) => {
            vec![tr.ta("sheet-check-told", &[("file", file.into()), ("text", text.as_str().into())])]
        }
    }
}

/// A problem in the language of `tr`: file, sheet, row, column, what is wrong, how to mend it.
fn line(file: &str, problem: &Problem, tr: &Tr) -> String {
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
