//! A coordinator corrects a record: the form's own engine takes the record up, checks what is changed, and makes a record of
//! its own that takes the place of the other, as a correction from a telephone does. Both stay.

use super::around::Around;
use super::desk::{Because, entry, found, text, unsealed};
use super::entities::{self, Arrival};
use super::receive::file_context;
use super::{is_file_name, known, readings};
use crate::desk::Handler;
use crate::house::away;
use crate::{Error, House, Result};
use civic::case::Refusal;
use kernel::{Uuid, new_id};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::conflicts;
use store::forms::FormRow;
use store::reviews::{self, Review};
use store::sheets::Found;
use store::submissions::{self, NewSubmission};
use vault::ServerPurpose;
use xforms::{AnswerError, Choices, EntityAsked, Filling, Form, Kind, Question, Submitted};

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
    /// What files answer it, as `image/*`; `None` when no file does.
    pub takes: Option<String>,
}

/// What is to become of the answers to the questions of a record. What is not said stays.
#[derive(Debug, Default)]
pub struct Correction {
    /// Written answers by name.
    pub answers: BTreeMap<String, String>,
    /// Files by the name of the question; `None` to take the one that is there away.
    pub files: BTreeMap<String, Option<NewFile>>,
}

/// A file that takes the place of another.
#[derive(Debug)]
pub struct NewFile {
    /// Name as the sender had it.
    pub name: String,
    /// Contents.
    pub bytes: Vec<u8>,
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

/// Corrects a record. What is as it was is left alone, even when it does not fit the form. A file that is replaced or taken away
/// stays with the record before. `reason` stands in the history.
///
/// # Errors
/// As [`blanks`]; [`Error::NotFound`] for a record that cannot be corrected; [`Error::NoRoom`] when the disk has none for files;
/// [`Refusal::Changed`] when another correction was faster; those of the store.
pub async fn correct(
    house: &Arc<House>,
    handler: &Handler,
    id: Uuid,
    correction: Correction,
    reason: &str,
) -> Result<Corrected> {
    if correction.files.values().any(Option::is_some) {
        house.room_for_files()?;
    }
    let taken = take_up(house, handler, id).await?.ok_or(Error::NotFound)?;
    let new = new_id(&*house.clock, &*house.entropy)?;
    let instance = format!("uuid:{new}");
    let (form_id, version, volunteer) =
        (taken.row.id.clone(), taken.found.submission.version.clone(), taken.found.submission.volunteer_id);
    let (name, now, sealing) = (instance.clone(), house.clock.now(), Arc::clone(house));
    let made = away(move || {
        let Correction { answers, files } = correction;
        let (answers, files) = taken.with_files(answers, files);
        let made = taken.changed(&answers, &name)?;
        let files = if matches!(made, Made::Record(..)) { sealed(&sealing, new, files)? } else { Vec::new() };
        Ok((made, files))
    });
    let (made, files) = made.await?;
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
        received: now.0,
        // The record stays that of whoever asked the questions; the history says who corrected it.
        volunteer_id: volunteer,
        device: None,
        xml: key.seal(ServerPurpose::Submission, new.as_bytes(), xml.as_bytes(), &*house.entropy)?,
    };
    let entry = entry(house, handler, new, Review::Received, reason, Because::Corrected)?;
    house
        .store
        .write(async move |tx| {
            submissions::supersede(tx, id).await?;
            submissions::insert(tx, &record).await?;
            for name in &named {
                submissions::await_file(tx, record.id, name).await?;
            }
            for file in &files {
                submissions::fill_file(tx, record.id, file, now).await?;
            }
            submissions::inherit(tx, record.id, id).await?;
            submissions::count_awaited(tx, record.id).await?;
            if let Some(arrival) = arrival {
                entities::take(tx, arrival, record.id, record.replaces, now).await?;
            }
            conflicts::follow(tx, id, record.id).await?;
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
    /// Names of files that the record has or awaits.
    files: Vec<String>,
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
    let own = submissions::files(&mut house.store.read().await?, id).await?;
    let own = own.into_iter().map(|note| note.name).collect();
    readings::opened(house, handler, &row, id).await?;
    let record = unsealed(house, id).await?;
    let around = Around::of(house, &row.id).await?;
    away(move || {
        let form = known::read(&form)?;
        let Ok(xml) = String::from_utf8(record.to_vec()) else { return Ok(None) };
        let around = around.for_form(&form);
        Ok(Some(Taken { row, found, form, around, xml, files: own }))
    })
    .await
}

enum Made {
    Same,
    Refused(Vec<(String, AnswerError)>),
    /// The record, the files it names, and what it asks of lists of entities.
    Record(String, Vec<String>, Vec<EntityAsked>),
}

/// A new file: the name it is kept by, and its bytes.
type Given = (String, Vec<u8>);

impl Taken {
    /// Answers with those that are files: each new file gets a name that no other of this record or of the one before has, for a
    /// file that is not sent again is taken over by its name.
    fn with_files(
        &self,
        mut answers: BTreeMap<String, String>,
        files: BTreeMap<String, Option<NewFile>>,
    ) -> (BTreeMap<String, String>, Vec<Given>) {
        let (mut taken, mut given) = (self.files.clone(), Vec::new());
        for (question, file) in files {
            let Some(NewFile { name, bytes }) = file else {
                answers.insert(question, String::new());
                continue;
            };
            let name = free_name(&name, &taken);
            taken.push(name.clone());
            given.push((name.clone(), bytes));
            answers.insert(question, name);
        }
        (answers, given)
    }

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
    asked && *question.kind != Kind::Acknowledge
}

/// Bytes of the name of a file at the most: some are put before it.
const LONGEST_NAME: usize = 100;

/// A name by which a file can be kept beside those of `taken`.
fn free_name(name: &str, taken: &[String]) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    // The end of a long name says what kind of file it is.
    let from = name.len().saturating_sub(LONGEST_NAME);
    let from = (from..name.len()).find(|at| name.is_char_boundary(*at)).unwrap_or(name.len());
    let name = name.get(from..).filter(|name| is_file_name(name)).unwrap_or("file");
    let numbered = (2..).map(|number: usize| format!("{number}-{name}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(name)).unwrap_or_default()
}

/// New files of a record, sealed under it.
fn sealed(house: &House, record: Uuid, files: Vec<Given>) -> Result<Vec<submissions::NewFile>> {
    let key = &house.keys.server;
    let seal = |(name, bytes): Given| {
        let context = file_context(record, &name);
        let digest = key.hmac(ServerPurpose::Submission, &bytes).to_vec();
        let bytes = key.seal(ServerPurpose::Submission, &context, &bytes, &*house.entropy)?;
        Ok(submissions::NewFile { name, sealed_as: record, digest, bytes })
    };
    files.into_iter().map(seal).collect()
}

pub(super) fn blank(question: &Question<'_>) -> Blank {
    let choices = match &question.choices {
        Choices::Offered(choices) => {
            choices.iter().map(|choice| (choice.value.clone(), choice.label.words())).collect()
        }
        Choices::None | Choices::External { .. } => Vec::new(),
    };
    Blank {
        name: question.name.clone(),
        label: Some(question.label.words())
            .filter(|words| !words.is_empty())
            .unwrap_or_else(|| question.name.clone()),
        value: question.value.clone(),
        several: matches!(question.kind, Kind::SelectMany),
        takes: match &question.kind {
            Kind::Upload { mediatype } => Some(mediatype.clone()),
            _ => None,
        },
        choices: if matches!(question.kind, Kind::SelectOne | Kind::SelectMany) {
            choices
        } else {
            Vec::new()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::free_name;

    #[test]
    fn a_new_file_never_has_the_name_of_another_and_leads_nowhere() {
        let taken = ["a.jpg".to_owned(), "2-a.jpg".to_owned()];
        assert_eq!(free_name("b.jpg", &taken), "b.jpg");
        assert_eq!(free_name("C:\\photos\\a.jpg", &taken), "3-a.jpg");
        assert_eq!(free_name("../..", &taken), "file");
        let long = free_name(&format!("{}.jpg", "é".repeat(300)), &[]);
        assert!(long.len() <= 100 && long.ends_with("é.jpg"), "{long}");
    }
}
