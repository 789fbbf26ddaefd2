//! A coordinator corrects a record: the form's own engine takes the record up, checks what is changed, and makes a record of
//! its own that takes the place of the other, as a correction from a telephone does. Both stay.

use super::desk::{entry, found, text, unsealed};
use super::entities::{self, Arrival};
use super::{is_file_name, known};
use crate::desk::Handler;
use crate::house::away;
use crate::{Error, House, Result};
use civic::case::Refusal;
use kernel::{Uuid, new_id};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::forms::FormRow;
use store::reviews::{self, Review};
use store::sheets::Found;
use store::submissions::{self, NewSubmission};
use vault::ServerPurpose;
use xforms::{AnswerError, Choices, EntityAsked, Filling, Form, Kind, Moment, Question, Rows, Submitted};

/// Questions of a record that can be corrected on one page.
const MOST_QUESTIONS: usize = 500;

/// A question whose answer can be corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// Its name, which says the instance of a repeat: `person[2].age`.
    pub name: String,
    /// Its words.
    pub label: String,
    /// The answer as it stands.
    pub value: String,
    /// What can be chosen: value and words; none for an answer that is typed.
    pub choices: Vec<(String, String)>,
    /// Whether several can be chosen.
    pub several: bool,
}

/// What became of a correction.
#[derive(Debug)]
pub enum Corrected {
    /// It took the place of the record.
    Kept(Uuid),
    /// Nothing was changed, so nothing was kept.
    Same,
    /// These answers do not fit the form; nothing was kept.
    Refused(Vec<(String, AnswerError)>),
}

/// The questions of a record that can be corrected; `None` for a record that cannot be: encrypted, too long for a page, or
/// beyond what the engine computes here.
///
/// # Errors
/// [`Refusal::NotYours`] for whoever does not keep forms; as [`super::desk::open_record`].
pub async fn blanks(house: &Arc<House>, handler: &Handler, id: Uuid) -> Result<Option<Vec<Blank>>> {
    let Some(taken) = take_up(house, handler, id).await? else { return Ok(None) };
    let lang = handler.lang.tag();
    away(move || {
        let Ok(mut filling) = Filling::edit(&taken.form, &taken.around, &taken.xml) else { return Ok(None) };
        // A form that does not have the language is shown in the one it begins with.
        let Ok(_) = filling.set_language(lang) else { return Ok(None) };
        let Ok(questions) = filling.fields() else { return Ok(None) };
        let blanks: Vec<Blank> = questions.iter().filter(|question| is_open(question)).map(blank).collect();
        Ok((blanks.len() <= MOST_QUESTIONS).then_some(blanks))
    })
    .await
}

/// Corrects a record: `answers` are the written answers by name, and what is as it was is left alone, even when it does not
/// fit the form. `reason` stands in the history.
///
/// # Errors
/// As [`blanks`]; [`Error::NotFound`] for a record that cannot be corrected; [`Refusal::Changed`] when another correction was
/// faster; those of the store.
pub async fn correct(
    house: &Arc<House>,
    handler: &Handler,
    id: Uuid,
    answers: BTreeMap<String, String>,
    reason: &str,
) -> Result<Corrected> {
    let taken = take_up(house, handler, id).await?.ok_or(Error::NotFound)?;
    let new = new_id(&*house.clock, &*house.entropy)?;
    let instance = format!("uuid:{new}");
    let (form_id, version, volunteer) =
        (taken.row.id.clone(), taken.found.submission.version.clone(), taken.found.submission.volunteer_id);
    let name = instance.clone();
    let made = away(move || taken.changed(&answers, &name)).await?;
    let arrival;
    let (xml, named) = match made {
        Made::Same => return Ok(Corrected::Same),
        Made::Refused(faults) => return Ok(Corrected::Refused(faults)),
        Made::Record(xml, named, asked) => {
            arrival = Arrival::of(house, asked)?;
            (xml, named)
        }
    };
    let key = &house.keys.server;
    let record = NewSubmission {
        id: new,
        form_id,
        version,
        instance_id: instance,
        replaces: Some(id),
        digest: key.hmac(ServerPurpose::Submission, xml.as_bytes()).to_vec(),
        encrypted: false,
        received: house.clock.now().0,
        // The record stays that of whoever asked the questions; the history says who corrected it.
        volunteer_id: volunteer,
        device: None,
        xml: key.seal(ServerPurpose::Submission, new.as_bytes(), xml.as_bytes(), &*house.entropy)?,
    };
    let entry = entry(house, handler, new, Review::Received, reason, true)?;
    let now = house.clock.now();
    house
        .store
        .write(async move |tx| {
            submissions::supersede(tx, id).await?;
            submissions::insert(tx, &record).await?;
            for name in &named {
                submissions::await_file(tx, record.id, name).await?;
            }
            submissions::inherit(tx, record.id, id).await?;
            submissions::count_awaited(tx, record.id).await?;
            if let Some(arrival) = arrival {
                entities::take(tx, arrival, record.id, record.replaces, now).await?;
            }
            reviews::add(tx, &entry).await
        })
        .await?;
    Ok(Corrected::Kept(new))
}

/// A record with everything that its form asks for.
struct Taken {
    row: FormRow,
    found: Found,
    form: Form,
    around: Around,
    xml: String,
}

async fn take_up(house: &Arc<House>, handler: &Handler, id: Uuid) -> Result<Option<Taken>> {
    if !handler.member.role.keeps_forms() {
        return Err(Refusal::NotYours.into());
    }
    let (row, found) = found(house, handler, id).await?;
    if found.submission.encrypted {
        return Ok(None);
    }
    let form = text(house, &row.id, &found.submission.version).await?;
    let files = entities::tables(house, &row.id).await?;
    let record = unsealed(house, id).await?;
    let now = Moment { unix_millis: house.clock.now().0, offset_minutes: 0 };
    let mut chance = [0; 16];
    house.entropy.fill(&mut chance)?;
    away(move || {
        let form = known::read(&form)?;
        let Ok(xml) = String::from_utf8(record.to_vec()) else { return Ok(None) };
        let rows = form.media().into_iter().filter_map(|src| {
            let name = super::setup::file_name(src);
            Some((src.to_owned(), Arc::new(Rows::from_file(src, files.get(&name)?).ok()?)))
        });
        let around = Around { now, chance: u128::from_le_bytes(chance), rows: rows.collect() };
        Ok(Some(Taken { row, found, form, around, xml }))
    })
    .await
}

enum Made {
    Same,
    Refused(Vec<(String, AnswerError)>),
    /// The record, the files it names, and what it asks of lists of entities.
    Record(String, Vec<String>, Vec<EntityAsked>),
}

impl Taken {
    fn changed(&self, answers: &BTreeMap<String, String>, instance: &str) -> Result<Made> {
        let broken = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
        let mut filling =
            Filling::edit(&self.form, &self.around, &self.xml).map_err(|error| broken(&error))?;
        let before = filling.fields().map_err(|error| broken(&error))?;
        let written = |question: &Question<'_>| answers.get(&question.name).map(|answer| answer.trim());
        let changed: Vec<(&str, &str)> = before
            .iter()
            .filter(|question| is_open(question))
            .filter_map(|question| {
                Some((question.name.as_str(), written(question)?))
                    .filter(|(_, new)| *new != question.value.trim())
            })
            .collect();
        if changed.is_empty() {
            return Ok(Made::Same);
        }
        let mut faults = filling.set_together(changed.iter().copied()).map_err(|error| broken(&error))?;
        // What was wrong before and was not touched is no reason to keep somebody from correcting something else.
        let left = filling.check().map_err(|error| broken(&error))?;
        let touched = |name: &str| changed.iter().any(|(known, _)| *known == name);
        let known: Vec<String> = faults.iter().map(|(name, _)| name.clone()).collect();
        faults.extend(left.into_iter().filter(|(name, _)| touched(name) && !known.contains(name)));
        if !faults.is_empty() {
            return Ok(Made::Refused(faults));
        }
        let xml = filling.submission_xml(instance);
        let reading = known::Reading::of(&self.form);
        let head = Submitted::read(xml.as_bytes(), &|path| reading.files.contains(path))
            .map_err(|error| broken(&error))?;
        let named = head.files.into_iter().filter(|name| is_file_name(name)).collect();
        let asked = reading.entities.map(|plan| plan.read(xml.as_bytes())).transpose();
        Ok(Made::Record(xml, named, asked.map_err(|error| broken(&error))?.unwrap_or_default()))
    }
}

/// Whether an answer can be typed or chosen at the desk.
fn is_open(question: &Question<'_>) -> bool {
    let asked = question.relevant && !question.readonly;
    asked && !matches!(question.kind, Kind::Upload { .. } | Kind::Acknowledge)
}

fn blank(question: &Question<'_>) -> Blank {
    let choices = match &question.choices {
        Choices::Offered(choices) => {
            choices.iter().map(|choice| (choice.value.clone(), choice.label.text.clone())).collect()
        }
        Choices::None | Choices::External { .. } => Vec::new(),
    };
    Blank {
        name: question.name.clone(),
        label: if question.label.text.is_empty() {
            question.name.clone()
        } else {
            question.label.text.clone()
        },
        value: question.value.clone(),
        several: matches!(question.kind, Kind::SelectMany),
        choices: if matches!(question.kind, Kind::SelectOne | Kind::SelectMany) {
            choices
        } else {
            Vec::new()
        },
    }
}

/// What a form finds around it at the desk: the time, chance, and its own files.
struct Around {
    now: Moment,
    chance: u128,
    rows: BTreeMap<String, Arc<Rows>>,
}

impl xforms::Context for Around {
    fn now(&self) -> Moment {
        self.now
    }

    fn random(&self) -> u128 {
        self.chance
    }

    fn rows(&self, src: &str) -> Option<Arc<Rows>> {
        self.rows.get(src).cloned()
    }
}
