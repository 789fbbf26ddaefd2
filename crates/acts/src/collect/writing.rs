//! A volunteer writes a record on the web: begun, put aside and taken up again on any phone, sent once.

use super::sheets::{FieldForm, field_form};
use super::{Outcome, Parcel, Refused, Volunteer, form, receive};
use crate::draft::{self, Draft, DraftKey, Record};
use crate::{Error, FieldError, House, Result, intake};
use kernel::{Lang, Uuid, new_id};
use std::sync::Arc;
use store::field_drafts::{self, FieldDraftNote};
use store::volunteers;

/// A record being written.
pub struct Written {
    /// What opens it.
    pub key: DraftKey,
    /// The answers so far.
    pub draft: Draft,
    /// The form that it fills, in the version with which it was begun.
    pub form: Arc<FieldForm>,
    /// As it lies in the store.
    sealed: Vec<u8>,
}

/// What became of sending one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finished {
    /// This became of the record. It is erased here, unless it was refused.
    Sent(Outcome),
    /// Answers are missing or do not fit; nothing was sent.
    Faulty(Vec<FieldError>),
}

/// Begins a record of a form that is offered to the volunteer; gives its id.
///
/// # Errors
/// [`Error::NotFound`] when the form is none of theirs, or pages cannot fill it; [`Error::NoRoom`]; those of the store.
pub async fn begin(house: &House, volunteer: &Volunteer, form_id: &str) -> Result<Uuid> {
    let offered = form(house, volunteer, form_id).await?;
    field_form(house, &volunteer.places, &offered.id, &offered.version).await?;
    house.room_for_drafts()?;
    let id = new_id(&*house.clock, &*house.entropy)?;
    let instance_id = format!("uuid:{}", new_id(&*house.clock, &*house.entropy)?);
    let draft = Draft::of(Record { instance_id, version: offered.version, finished: None });
    let plain = serde_json::to_vec(&draft).map_err(|error| Error::Internal(error.to_string()))?;
    DraftKey::of_volunteer(house, volunteer.id, id).begin(house, &offered.id, &plain).await?;
    Ok(id)
}

/// The records that a volunteer is writing, the latest first.
///
/// # Errors
/// Those of the store.
pub async fn begun(house: &House, volunteer: &Volunteer) -> Result<Vec<FieldDraftNote>> {
    Ok(field_drafts::list(&mut house.store.read().await?, volunteer.id, house.clock.now()).await?)
}

/// One of them, taken up again.
///
/// # Errors
/// [`Error::NotFound`] when it is none of theirs, was sent, erased or left alone for two weeks; those of the store.
pub async fn take_up(house: &House, volunteer: &Volunteer, id: Uuid) -> Result<Written> {
    let row = field_drafts::get(&mut house.store.read().await?, id, volunteer.id, house.clock.now()).await?;
    let row = row.ok_or(Error::NotFound)?;
    // A form that was taken away shows nothing more, its lists least of all.
    if !volunteers::is_entrusted(&mut house.store.read().await?, volunteer.id, &row.form_id).await? {
        return Err(Error::NotFound);
    }
    let key = DraftKey::of_volunteer(house, volunteer.id, id);
    let draft = draft::open(house, &key, &row.form_id).await?.ok_or(Error::NotFound)?;
    let record = draft.record.as_ref().ok_or(Error::NotFound)?;
    let form = field_form(house, &volunteer.places, &row.form_id, &record.version).await?;
    Ok(Written { key, draft, form, sealed: row.sealed })
}

/// Erases a record that was not sent, with its files.
///
/// # Errors
/// As [`take_up`].
pub async fn erase(house: &House, volunteer: &Volunteer, id: Uuid) -> Result<()> {
    let row = field_drafts::get(&mut house.store.read().await?, id, volunteer.id, house.clock.now()).await?;
    let row = row.ok_or(Error::NotFound)?;
    draft::close(house, &DraftKey::of_volunteer(house, volunteer.id, id), &row.form_id).await
}

/// Sends a record: once, whatever happens in between. What is sent is settled and kept before it is sent, so that sent again
/// it is the same to the byte.
///
/// # Errors
/// As [`take_up`]; as [`receive`].
pub async fn finish(house: &Arc<House>, volunteer: &Volunteer, id: Uuid, lang: Lang) -> Result<Finished> {
    let mut written = take_up(house, volunteer, id).await?;
    if written.settled().is_none() {
        let form = Arc::clone(&written.form);
        let surroundings = house.surroundings(&form.files).await?;
        let faults = written.settle(&surroundings, lang)?;
        if !faults.is_empty() {
            return Ok(Finished::Faulty(faults));
        }
        let plain = serde_json::to_vec(&written.draft).map_err(|error| Error::Internal(error.to_string()))?;
        if !written.key.settle(house, std::mem::take(&mut written.sealed), &plain).await? {
            // Pressed twice, or changed on another phone at this moment: what was settled first counts.
            written = take_up(house, volunteer, id).await?;
        }
    }
    let Some(xml) = written.settled() else { return Err(Error::Busy) };
    let (xml, mut files) = (xml.as_bytes().to_vec(), Vec::new());
    let mut gone = Vec::new();
    for (field, name) in uploads(house, &written, lang).await? {
        match draft::file_of(house, &written.key, &written.form.id, &written.draft, &field).await? {
            Some(file) => files.push((name, file.bytes)),
            None => gone.push(FieldError { field, key: "answer-file-gone".to_owned(), message: None }),
        }
    }
    if !gone.is_empty() {
        written.reopen(house).await?;
        return Ok(Finished::Faulty(gone));
    }
    let outcome = receive(house, volunteer, Parcel { xml, files, device: Some(DEVICE.to_owned()) }).await?;
    match &outcome {
        Outcome::Stored { .. } | Outcome::Again { .. } => {
            draft::close(house, &written.key, &written.form.id).await?;
        }
        // It was put aside, and is not to be changed into yet another.
        Outcome::Refused(Refused::Clash) => {}
        Outcome::Refused(_) => written.reopen(house).await?,
    }
    Ok(Finished::Sent(outcome))
}

/// What a record says of the telephone it comes from.
const DEVICE: &str = "web";

/// The questions with files, and the names of these.
async fn uploads(house: &House, written: &Written, lang: Lang) -> Result<Vec<(String, String)>> {
    let surroundings = house.surroundings(&written.form.files).await?;
    let filling = draft::restore(written.form.sheet(), &surroundings, lang, &written.draft)?;
    let asked = filling.fields().map_err(intake::broken)?.into_iter();
    let files = asked.filter(|question| {
        let is_file = matches!(question.kind, xforms::Kind::Upload { .. });
        is_file && question.relevant && !question.value.is_empty()
    });
    Ok(files.map(|question| (question.name.to_owned(), question.value)).collect())
}

impl Written {
    /// The record, when it was sent before: it is not to be changed any more.
    pub fn settled(&self) -> Option<&str> {
        self.draft.record.as_ref()?.finished.as_deref()
    }

    /// Makes the answers a record, when nothing is missing; gives what is to be mended.
    fn settle(&mut self, surroundings: &intake::Surroundings<'_>, lang: Lang) -> Result<Vec<FieldError>> {
        let (form, draft) = (Arc::clone(&self.form), &self.draft);
        let filling = draft::restore(form.sheet(), surroundings, lang, draft)?;
        let missing = filling.check().map_err(intake::broken)?;
        if !missing.is_empty() {
            return Ok(missing.iter().map(|(field, error)| intake::field_error(field, error)).collect());
        }
        let record = draft.record.clone().ok_or(Error::NotFound)?;
        let finished = Some(filling.submission_xml(&record.instance_id));
        drop(filling);
        self.draft.record = Some(Record { finished, ..record });
        Ok(Vec::new())
    }

    /// Lets the answers be changed again: nothing of the record is kept elsewhere.
    async fn reopen(&mut self, house: &House) -> Result<()> {
        if let Some(record) = &mut self.draft.record {
            record.finished = None;
        }
        draft::save(house, &self.key, &self.form.id, &self.draft).await
    }
}
