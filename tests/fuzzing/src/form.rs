//! Forms as XML: read, begun, answered, written as a record that the house itself takes back.

use crate::around::Around;
use crate::{Target, seeds};
use xforms::{Choices, Filling, Form, Kind, Question, Submitted, SubmittedError, Tables};

/// Questions that are answered; more of the same say nothing new.
const ANSWERED: usize = 12;

/// Forms.
pub struct Forms;

impl Target for Forms {
    fn name(&self) -> &'static str {
        "form"
    }

    fn seeds(&self) -> Vec<Vec<u8>> {
        seeds::files("crates/xforms/tests/forms", "xml", 10_000)
    }

    fn give(&self, bytes: &[u8]) {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        let Ok(form) = Form::parse(text) else { return };
        let _ = (form.schema(), form.file_nodes(), form.languages(), form.media());
        // The house takes no such form, so its records need not be readable.
        if [Some(form.id()), form.version()].into_iter().flatten().any(|word| word.contains(char::is_control))
        {
            return;
        }
        let Ok(mut filling) = Filling::start(&form, &Around) else { return };
        answer(&mut filling);
        let _ = filling.check();
        let record = filling.submission_xml("uuid:0");
        match Submitted::read(record.as_bytes(), &|_| true) {
            Ok(head) => {
                assert_eq!(head.form_id, form.id(), "the record names another form");
                // What a form writes out, its own tables read.
                let laid = Tables::of(std::slice::from_ref(&form))
                    .read(record.as_bytes(), &mut |_| Ok::<(), SubmittedError>(()));
                assert!(laid.is_ok(), "{laid:?} of {record}");
            }
            Err(error) => assert!(is_a_bound(&error), "{error} in {record}"),
        }
        let _ = Filling::edit(&form, &Around, &record);
    }
}

/// Answers the first questions as somebody might.
pub fn answer(filling: &mut Filling<'_>) {
    let Ok(questions) = filling.fields() else { return };
    let answers: Vec<(String, String)> = questions
        .iter()
        .take(ANSWERED)
        .filter_map(|question| Some((question.name.clone(), answer_to(question)?)))
        .collect();
    let _ = filling.set_together(answers.iter().map(|(name, answer)| (name.as_str(), answer.as_str())));
}

fn answer_to(question: &Question<'_>) -> Option<String> {
    if let Choices::Offered(choices) = &question.choices {
        return choices.first().map(|choice| choice.value.clone());
    }
    Some(match question.kind {
        Kind::Integer | Kind::Decimal => "7".to_owned(),
        Kind::Date => "2027-03-03".to_owned(),
        Kind::GeoPoint => "12.6 -8".to_owned(),
        Kind::Text => "some words".to_owned(),
        _ => return None,
    })
}

/// Whether a record is refused for its size: a form may have longer names than a server keeps of a record.
fn is_a_bound(error: &SubmittedError) -> bool {
    !matches!(
        error,
        SubmittedError::NotText
            | SubmittedError::NotXml { .. }
            | SubmittedError::Doctype { .. }
            | SubmittedError::UnknownEntity { .. }
    )
}
