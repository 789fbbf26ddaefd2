//! Files of forms as authors have them: what is wrong with one, and an XLSForm workbook as an XForm.

use crate::converter::Converter;
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use crate::say::Voice;
use crate::settings::Settings;
use site::authoring::{Read as Made, Usable, entity_line, form_line};
use site::texts::Tr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use xforms::{EntityPlan, Form};
use xlsform::Limits;

/// Makes a form of the bytes of a file: an XForm, or a workbook, which `converter` converts. `file` is the name it is
/// called by; without its extension it names a form whose settings do not.
///
/// Gives the form, or everything that is wrong with it, a line each in the language of `tr`.
///
/// # Errors
/// When a converter cannot be reached, takes too long, or gives nothing.
pub async fn usable(file: &Path, bytes: &[u8], converter: &Converter, tr: &Tr) -> Outcome<Made> {
    if xlsform::is_workbook(bytes) || !looks_like_xml(bytes) {
        return converter.form(file, bytes, tr).await;
    }
    let shown = file.display().to_string();
    let Ok(xml) = std::str::from_utf8(bytes) else {
        return Ok(Err(vec![tr.ta("text-fault-encoding", &[("file", shown.as_str().into())])]));
    };
    let xml = xml.trim_start_matches('\u{feff}').to_owned();
    Ok(match Form::parse(&xml) {
        Ok(form) => match entity_line(&shown, &form, tr) {
            None => Ok(Usable { xml, itemsets: None }),
            Some(line) => Err(vec![line]),
        },
        Err(error) => Err(vec![form_line(&shown, &error, tr)]),
    })
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
