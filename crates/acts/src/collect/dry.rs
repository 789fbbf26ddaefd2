//! A form is filled in and nothing is kept: what it asks after these answers, what it refuses, and the record that it would make.
//! Its engine is the one that asks on the pages, so what is seen here is what is asked there.

use super::around::Around;
use super::codebook::Codebook;
use super::correct::{Blank, blank};
use super::desk::{keeps, own_form, text};
use super::entities;
use super::{Told, known};
use crate::desk::Handler;
use crate::house::away;
use crate::{Error, House, Result};
use kernel::new_id;
use std::collections::BTreeMap;
use store::forms::FormRow;
use xforms::{AnswerError, EvaluationError, Filling, Form, Kind, Page, Shown};

/// Instances that are added to repeats.
const MOST_ADDED: usize = 50;
/// Questions on one page.
const MOST_QUESTIONS: usize = 500;

/// Something on the way through a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The name of what follows.
    Heading(String),
    /// A text that asks nothing.
    Note(String),
    /// A question.
    Question {
        /// What is asked, with the answer as it stands.
        blank: Blank,
        /// Help with the answer.
        hint: Option<String>,
        /// Whether it must be answered.
        required: bool,
    },
    /// Another instance can be added here.
    Repeat {
        /// Name of the repeat.
        name: String,
        /// What one of it is called.
        label: String,
    },
}

/// A form with answers that nobody keeps.
pub struct Dry {
    /// The form.
    pub form: FormRow,
    /// What it asks now; `None` for a form that cannot be tried here: it is too long for a page, or beyond what the engine computes.
    pub stops: Option<Vec<Stop>>,
    /// What keeps it from being sent, by the name of the question.
    pub faults: Vec<(String, AnswerError)>,
    /// What the record would say.
    pub told: Told,
}

/// Fills a form with these written answers by name, after instances were added to these repeats, in their order.
///
/// # Errors
/// [`civic::case::Refusal::NotYours`] for whoever does not keep forms, and for a form of a service whose records they may not open;
/// [`Error::NotFound`] when there is no such form; those of the store.
pub async fn fill(
    house: &House,
    handler: &Handler,
    form: &str,
    answers: BTreeMap<String, String>,
    added: Vec<String>,
) -> Result<Dry> {
    keeps(handler)?;
    let row = own_form(house, handler, form).await?;
    entities::desk::reads_only_known(house, handler, &row.id).await?;
    let xml = text(house, &row.id, &row.version).await?;
    let around = Around::of(house, &row.id).await?;
    let (lang, name) = (handler.lang, format!("uuid:{}", new_id(&*house.clock, &*house.entropy)?));
    away(move || {
        let form = known::read(&xml)?;
        let around = around.for_form(&form);
        let made = walk(&form, &around, lang.tag(), &answers, &added, &name);
        let Ok((stops, faults, record)) = made else {
            return Ok(Dry { form: row, stops: None, faults: Vec::new(), told: Told::default() });
        };
        let book = Codebook::of(form, lang);
        let told = book.tell(record.as_bytes()).map_err(|error| Error::Internal(error.to_string()))?;
        let stops = Some(stops).filter(|stops| stops.len() <= MOST_QUESTIONS);
        Ok(Dry { form: row, stops, faults, told })
    })
    .await
}

type Walked = (Vec<Stop>, Vec<(String, AnswerError)>, String);

fn walk(
    form: &Form,
    around: &Around,
    lang: &str,
    answers: &BTreeMap<String, String>,
    added: &[String],
    name: &str,
) -> std::result::Result<Walked, EvaluationError> {
    let mut filling = Filling::start(form, around)?;
    // A form that does not have the language is shown in the one it begins with.
    filling.set_language(lang)?;
    let mut left: Vec<(&str, &str)> =
        answers.iter().map(|(name, answer)| (name.as_str(), answer.as_str())).collect();
    let mut faults = give(&mut filling, &mut left)?;
    for repeat in added.iter().take(MOST_ADDED) {
        // Another error: it is not there any more, or the form counts its instances itself.
        if let Err(AnswerError::Evaluation(error)) = filling.add(repeat) {
            return Err(error);
        }
        faults.extend(give(&mut filling, &mut left)?);
    }
    let known: Vec<String> = faults.iter().map(|(name, _)| name.clone()).collect();
    faults.extend(filling.check()?.into_iter().filter(|(name, _)| !known.contains(name)));
    let mut stops = Vec::new();
    for page in filling.pages() {
        if let Some(page) = filling.page(page)? {
            put(&mut stops, &page);
        }
    }
    Ok((stops, faults, filling.submission_xml(name)))
}

/// Gives the answers whose questions are there; the others are left.
fn give(
    filling: &mut Filling<'_>,
    left: &mut Vec<(&str, &str)>,
) -> std::result::Result<Vec<(String, AnswerError)>, EvaluationError> {
    let mut refused = Vec::new();
    let mut waiting = Vec::new();
    for (name, error) in filling.set_together(left.iter().copied())? {
        match error {
            AnswerError::NoSuchQuestion => waiting.push(name),
            error => refused.push((name, error)),
        }
    }
    left.retain(|(name, _)| waiting.iter().any(|waiting| waiting == name));
    // An answer to what is not asked now is no fault.
    refused.retain(|(_, error)| !matches!(error, AnswerError::ReadOnly));
    Ok(refused)
}

fn put(stops: &mut Vec<Stop>, page: &Page<'_>) {
    if let Some(heading) = page.heading.as_ref().map(Shown::words).filter(|heading| !heading.is_empty()) {
        let heading = Stop::Heading(heading);
        if page.repeat.is_none() && !stops.contains(&heading) {
            stops.push(heading);
        }
    }
    for question in &page.questions {
        if question.readonly && question.value.is_empty() {
            stops.push(Stop::Note(question.label.words()));
        } else if question.readonly {
            stops.push(Stop::Note(format!("{} {}", question.label.words(), question.value)));
        } else {
            let mut blank = blank(question);
            if *question.kind == Kind::Acknowledge {
                blank.choices = vec![(ACKNOWLEDGED.to_owned(), ACKNOWLEDGED.to_owned())];
            }
            stops.push(Stop::Question {
                blank,
                hint: question.hint.as_ref().map(|hint| hint.words()).filter(|hint| !hint.is_empty()),
                required: question.required,
            });
        }
    }
    if let Some(repeat) = page.repeat.as_ref().filter(|repeat| repeat.can_add) {
        let label = repeat.label.as_ref().map(|label| label.words()).filter(|label| !label.is_empty());
        stops.push(Stop::Repeat {
            name: repeat.name.clone(),
            label: label.unwrap_or_else(|| repeat.name.clone()),
        });
    }
}

/// What `trigger` is answered with.
const ACKNOWLEDGED: &str = "OK";
