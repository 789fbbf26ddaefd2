//! From the JSON of a client to the answers and files of a report, by the types of the form.

use super::given::Given;
use crate::error::Fault;
use crate::texts::Tr;
use crate::{Error, Result};
use acts::intake::{LARGEST_FILE, Upload};
use base64ct::{Base64, Encoding};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use xforms::{Form, Kind};

/// Faults told at once: enough to mend a body by, and no way to make a small body cost a large answer.
const MOST_FAULTS: usize = 20;
/// Bytes of a field's name that an answer repeats. What is longer, or no name of a field at all, may be somebody's words.
const LONGEST_NAME: usize = 64;

/// A file of at most 8 MiB.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the shape of an upload, for the description; `file` reads it")]
pub(super) struct File {
    /// Its name, without a path.
    name: String,
    /// Its media type, as `image/jpeg`.
    r#type: String,
    /// Its contents in base64 (RFC 4648 §4, padded).
    data: String,
}

/// Answers in the written form of `xforms`, and files.
pub(super) type Sorted = (BTreeMap<String, String>, BTreeMap<String, Upload>);

/// Sorts what was given by the types of its questions. Whether an answer is right is for the form to say.
///
/// # Errors
/// [`Error::BadForm`] with unknown fields and values of another type.
pub(super) fn sort(form: &Form, given: BTreeMap<String, Given>, tr: &Tr) -> Result<Sorted> {
    let (mut answers, mut files) = Sorted::default();
    let mut faults = Vec::new();
    for (name, value) in given {
        // A repeat takes the number of its instances.
        let repeat = form.is_repeat(&name).then_some(&Kind::Integer);
        let Some(kind) = repeat.or_else(|| form.kind(&name).filter(|_| !name.starts_with('/'))) else {
            faults.push(Fault { name: shown(&name), detail: tr.t("answer-unknown-field") });
            if faults.len() == MOST_FAULTS {
                break;
            }
            continue;
        };
        if value == Given::Nothing {
            continue;
        }
        let read = match kind {
            Kind::Upload { .. } => file(value).map(|file| {
                let answer = file.name.clone();
                files.insert(name.clone(), file);
                answer
            }),
            kind => written(kind, value),
        };
        match read {
            Some(answer) => _ = answers.insert(name, answer),
            None => {
                let upload = matches!(kind, Kind::Upload { .. });
                let key = if upload { "answer-not-file" } else { "answer-wrong-type" };
                faults.push(Fault { name, detail: tr.t(key) });
            }
        }
    }
    if faults.is_empty() { Ok((answers, files)) } else { Err(Error::BadForm(faults)) }
}

/// What the form refuses, in the words of the form or of the house.
pub(super) fn faults(refused: Vec<acts::FieldError>, tr: &Tr) -> Error {
    let told = refused.into_iter().take(MOST_FAULTS).map(|refused| Fault {
        detail: refused.message.unwrap_or_else(|| tr.t(&refused.key)),
        name: refused.field,
    });
    Error::BadForm(told.collect())
}

/// A value as a person would have written it; `None` when it is of another type than the question.
fn written(kind: &Kind, value: Given) -> Option<String> {
    let text = match (kind, value) {
        (Kind::SelectMany | Kind::Rank, Given::List(values)) => choices(values)?,
        (Kind::SelectOne, Given::List(values)) if values.len() == 1 => choices(values)?,
        (Kind::GeoPoint, Given::List(values)) => {
            let numbers: Option<Vec<String>> = values
                .into_iter()
                .map(|value| match value {
                    Given::Number(number) => Some(number),
                    _ => None,
                })
                .collect();
            numbers?.join(" ")
        }
        (Kind::Integer | Kind::Decimal | Kind::Range { .. }, Given::Number(number)) => number,
        (_, Given::Text(text)) => text,
        _ => return None,
    };
    // A program that sends it has a defect; a person cannot type it.
    if text.contains('\0') { None } else { Some(text) }
}

/// Values between spaces, as forms store them: one that holds a space itself would be taken for two.
fn choices(values: Vec<Given>) -> Option<String> {
    let values: Option<Vec<String>> = values
        .into_iter()
        .map(|value| match value {
            Given::Text(text) if !text.contains(char::is_whitespace) => Some(text),
            _ => None,
        })
        .collect();
    values.map(|values| values.join(" "))
}

fn file(value: Given) -> Option<Upload> {
    let Given::Object(mut members) = value else { return None };
    let mut text = |name: &str| match members.remove(name) {
        Some(Given::Text(text)) if !text.is_empty() => Some(text),
        _ => None,
    };
    let (name, mime, data) = (text("name")?, text("type")?, text("data")?);
    if !members.is_empty() || mime.len() > 255 || data.len() > LARGEST_FILE.div_ceil(3) * 4 {
        return None;
    }
    let bytes = Base64::decode_vec(&data).ok().filter(|bytes| bytes.len() <= LARGEST_FILE)?;
    Some(Upload { name, mime, bytes })
}

fn shown(name: &str) -> String {
    let plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-.[]".contains(letter));
    if plain && name.len() <= LONGEST_NAME { name.to_owned() } else { String::new() }
}
