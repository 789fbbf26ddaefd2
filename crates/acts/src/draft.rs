//! A report being written. The answers are kept on the server, sealed under a key that only the reporter's cookie
//! derives together with the server's: the disk alone opens nothing, and the cookie says nothing about them. A record that a
//! volunteer writes on the web is written in the same way and kept elsewhere ([`crate::collect::writing`]).

mod shelf;

use crate::attendance::attended;
use crate::error::FieldError;
use crate::gate::{self, Admission};
use crate::intake::{self, ClientKey, Receipted, Submission, Upload, pack_upload, unpack_upload};
use crate::{Error, House, MOST_PAGES, Result, Sheet};
use kernel::Lang;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use xforms::{AnswerError, EvaluationError, Filling};
use zeroize::Zeroizing;

/// Seconds for which a lost page with the receipt can be shown again: whoever has the phone next could ask for it too.
pub const RECEIPT_KEPT: i64 = 3600;

/// The answers so far.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Draft {
    /// Answers by path, as [`Filling::answers`] gives them.
    pub answers: BTreeMap<String, String>,
    /// Words looked for, by question with a list too long to show.
    pub words: BTreeMap<String, String>,
    /// Pages already answered or passed over, by name.
    pub seen: BTreeSet<String>,
    /// Where the files of questions are kept, by question: under its own name, unless an instance of a repeat that was taken
    /// out let the name pass to another while its file stayed.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// What the record will be, when a volunteer writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Record>,
    /// Page the reporter was on.
    #[serde(skip)]
    pub page: String,
}

/// What the record of a volunteer will be, settled when it is begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The name it will have for ever.
    pub instance_id: String,
    /// Version of the form that it fills.
    pub version: String,
    /// The record as it is sent, once its volunteer has sent it: sent again it must be the same to the byte, or it would be
    /// taken for another.
    pub finished: Option<String>,
}

pub use shelf::DraftKey;

/// What became of sending.
#[derive(Clone)]
pub enum Sent {
    /// The report is stored, now or by an earlier request with the same draft.
    Receipt(Receipted),
    /// The gate keeps a turn: come back after so many seconds, with the ticket. The draft is kept.
    Wait {
        /// Seconds until the turn.
        seconds: u32,
        /// To be shown then.
        ticket: String,
    },
    /// The gate has no turn to keep: ask again after so many seconds, with the ticket. The draft is kept.
    NoTurn {
        /// Seconds until it is worth asking again.
        seconds: u32,
        /// To be shown then.
        ticket: String,
    },
    /// Answers are missing or do not fit; the draft is kept.
    Faulty(Vec<FieldError>),
    /// Nobody at work could open the report: it took up no turn, and the draft is kept.
    Unattended,
}

impl Draft {
    /// An empty one that will be this record.
    pub(crate) fn of(record: Record) -> Self {
        Self { record: Some(record), ..Self::default() }
    }

    /// The name under which the file of a question is kept.
    fn kept_as<'d>(&'d self, field: &'d str) -> &'d str {
        self.files.get(field).map_or(field, String::as_str)
    }

    /// A name under which the file of a question can be kept without taking another's place.
    fn place_for(&self, field: &str) -> String {
        if let Some(kept) = self.files.get(field) {
            return kept.clone();
        }
        let mut place = field.to_owned();
        while self.files.values().any(|taken| *taken == place) {
            place.push('+');
        }
        place
    }

    /// Lets every name inside a repeat follow when an instance is taken out: those of the instance go, those after it move
    /// up. Gives the places of the files that go with it.
    fn close_ranks(&mut self, repeat: &str, gone: usize) -> Vec<String> {
        let moved = |name: &str| moved_up(name, repeat, gone);
        self.words = std::mem::take(&mut self.words)
            .into_iter()
            .filter_map(|(name, words)| Some((moved(&name)?, words)))
            .collect();
        self.seen = self.seen.iter().filter_map(|name| moved(name)).collect();
        let mut left = Vec::new();
        for (name, place) in std::mem::take(&mut self.files) {
            match moved(&name) {
                Some(name) => _ = self.files.insert(name, place),
                None => left.push(place),
            }
        }
        left
    }
}

/// A name inside a repeat after one of its instances is taken out; `None` when it went with it.
fn moved_up(name: &str, repeat: &str, gone: usize) -> Option<String> {
    let inside = name.strip_prefix(repeat).and_then(|rest| rest.strip_prefix('['));
    let split = inside.and_then(|rest| rest.split_once(']'));
    let Some((Ok(position), after)) = split.map(|(position, after)| (position.parse::<usize>(), after))
    else {
        return Some(name.to_owned());
    };
    match position.cmp(&gone) {
        Ordering::Less => Some(name.to_owned()),
        Ordering::Equal => None,
        Ordering::Greater => Some(format!("{repeat}[{}]{after}", position - 1)),
    }
}

/// Begins a report: an empty draft under a fresh secret.
///
/// # Errors
/// [`Error::NotFound`] when the house has no such pack; [`Error::NoRoom`]; those of the store.
pub async fn begin(house: &House, pack: &str) -> Result<DraftKey> {
    house.offered(pack)?;
    house.room_for_drafts()?;
    let key = DraftKey::draw(house)?;
    save(house, &key, pack, &Draft::default()).await?;
    Ok(key)
}

/// The draft of this secret; `None` when it was sent, erased or left alone for a day.
///
/// # Errors
/// Those of the store.
pub async fn open(house: &House, key: &DraftKey, pack: &str) -> Result<Option<Draft>> {
    let Some((plain, page)) = key.answers(house, pack).await? else { return Ok(None) };
    let draft: Draft = serde_json::from_slice(&plain).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Some(Draft { page, ..draft }))
}

/// Keeps the draft: for a day from now, that of a volunteer for two weeks.
///
/// # Errors
/// [`Error::NoRoom`]; [`Error::NotFound`] when that of a volunteer was sent or erased from another phone; those of the store.
pub async fn save(house: &House, key: &DraftKey, pack: &str, draft: &Draft) -> Result<()> {
    house.room_for_drafts()?;
    let plain = serde_json::to_vec(draft).map_err(|error| Error::Internal(error.to_string()))?;
    key.keep_answers(house, pack, &Zeroizing::new(plain), &draft.page).await
}

/// Keeps a file for a question, in place of an earlier one; gives the name under which the form knows it. The draft, which
/// learns where the file is, is to be saved after.
///
/// # Errors
/// [`Error::NoRoom`] when the disk is nearly full, or the files of unfinished reports weigh too much together; those of the
/// store.
pub async fn attach(
    house: &House,
    key: &DraftKey,
    pack: &str,
    draft: &mut Draft,
    field: &str,
    file: Upload,
) -> Result<String> {
    house.room_for_files()?;
    let file = Upload { name: key.name_of_file(house, file_name(&file.name))?, ..file };
    let place = draft.place_for(field);
    match key.keep_file(house, pack, &place, &pack_upload(&file)?).await? {
        true => {
            draft.files.insert(field.to_owned(), place);
            Ok(file.name)
        }
        false => Err(Error::NoRoom),
    }
}

/// A bare name that no file system takes for a path.
fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let mut name = String::new();
    for character in last.chars().map(|c| if c == ':' || c.is_control() { '_' } else { c }) {
        if name.len() + character.len_utf8() > 200 {
            break;
        }
        name.push(character);
    }
    if matches!(name.as_str(), "" | "." | "..") { "file".to_owned() } else { name }
}

/// Forgets the file of a question. The draft is to be saved after.
///
/// # Errors
/// Those of the store.
pub async fn detach(house: &House, key: &DraftKey, draft: &mut Draft, field: &str) -> Result<()> {
    let place = draft.files.remove(field).unwrap_or_else(|| field.to_owned());
    key.discard(house, vec![place]).await
}

/// Adds an instance to a repeat and gives its name, `person[3]`. The draft is to be saved after.
///
/// # Errors
/// [`Error::Answers`] when the form lets nobody add one, or there are as many as are taken; [`Error::Internal`] when the form
/// cannot be computed.
pub fn add<'a>(
    sheet: impl Into<Sheet<'a>>,
    surroundings: &'a intake::Surroundings<'a>,
    lang: Lang,
    draft: &mut Draft,
    repeat: &str,
) -> Result<String> {
    let mut filling = restore(sheet, surroundings, lang, draft)?;
    let added = filling.add(repeat).map_err(|error| unfit(repeat, &error))?;
    if filling.pages().len() > MOST_PAGES {
        return Err(intake::broken(EvaluationError::TooManyInstances));
    }
    draft.answers = filling.answers().collect();
    Ok(added)
}

/// Takes an instance out of a repeat, by its name `person[2]`, with its answers and files, and keeps the draft.
///
/// # Errors
/// [`Error::Answers`] when it is not there, or the form lets nobody take one out; [`Error::Internal`] when the form cannot be
/// computed; those of the store.
pub async fn take_out<'a>(
    house: &House,
    key: &DraftKey,
    sheet: Sheet<'a>,
    surroundings: &'a intake::Surroundings<'a>,
    lang: Lang,
    draft: &mut Draft,
    instance: &str,
) -> Result<()> {
    let (repeat, position) = instance.rsplit_once('[').unwrap_or((instance, ""));
    let position = position.trim_end_matches(']').parse().unwrap_or(0);
    draft.answers = {
        let mut filling = restore(sheet, surroundings, lang, draft)?;
        filling.remove(instance).map_err(|error| unfit(repeat, &error))?;
        filling.answers().collect()
    };
    let left = draft.close_ranks(repeat, position);
    save(house, key, sheet.id, draft).await?;
    key.discard(house, left).await
}

fn unfit(repeat: &str, error: &AnswerError) -> Error {
    match error {
        AnswerError::Evaluation(error) => intake::broken(*error),
        other => Error::Answers(vec![intake::field_error(repeat, other)]),
    }
}

/// Erases the draft with its files.
///
/// # Errors
/// Those of the store.
pub async fn close(house: &House, key: &DraftKey, pack: &str) -> Result<()> {
    // Also where a file would be whose draft was not saved after it.
    let mut places: Vec<String> = match house.services.get(pack) {
        Some(service) => service.form.question_names().collect(),
        None => Vec::new(),
    };
    if let Some(draft) = open(house, key, pack).await? {
        places.extend(draft.files.into_values());
    }
    key.erase(house, places).await
}

/// The draft with its files, and the receipt it may have been answered with: nothing is left that this cookie opens.
///
/// # Errors
/// Those of the store.
pub async fn forget(house: &House, key: &DraftKey, pack: &str) -> Result<()> {
    close(house, key, pack).await?;
    intake::forget(house, key.to_cookie().as_bytes()).await
}

/// The receipt this draft was answered with, within [`RECEIPT_KEPT`].
///
/// # Errors
/// Those of the store.
pub async fn answered(house: &House, key: &DraftKey) -> Result<Option<Receipted>> {
    intake::answered(house, key.to_cookie().as_bytes()).await
}

/// Sends the report. Sent again, because an answer was lost, a button pressed twice or a page loaded anew, it gives the
/// first receipt for [`RECEIPT_KEPT`], whether or not the draft is still there.
///
/// # Errors
/// [`Error::NotFound`] when there is neither draft nor receipt; [`Error::Busy`]; those of the store.
pub async fn send(
    house: &Arc<House>,
    key: &DraftKey,
    pack: &str,
    lang: Lang,
    ticket: Option<&str>,
) -> Result<Sent> {
    if let Some(first) = answered(house, key).await? {
        return Ok(Sent::Receipt(first));
    }
    let Some(draft) = open(house, key, pack).await? else {
        // Two requests at once: the other one may just have been answered.
        return answered(house, key).await?.map(Sent::Receipt).ok_or(Error::NotFound);
    };
    let submission = match complete(house, key, pack, lang, &draft).await {
        Ok(submission) => submission,
        Err(Error::Answers(faults)) => return Ok(Sent::Faulty(faults)),
        Err(Error::Unattended) => return Ok(Sent::Unattended),
        Err(error) => return Err(error),
    };
    match gate::admit_page(house, &key.id(), ticket)? {
        Admission::Turn { seconds, ticket } => return Ok(Sent::Wait { seconds, ticket }),
        Admission::Full { seconds, ticket } => return Ok(Sent::NoTurn { seconds, ticket }),
        Admission::Now | Admission::Work { .. } => {}
    }
    let client_key = ClientKey { key: key.to_cookie().as_bytes(), kept: RECEIPT_KEPT };
    let receipted = match intake::submit(house, pack, submission, Some(client_key)).await {
        Ok(receipted) => receipted,
        Err(Error::Answers(faults)) => return Ok(Sent::Faulty(faults)),
        Err(Error::Unattended) => return Ok(Sent::Unattended),
        // The draft was changed between two requests that crossed; the first one counts.
        Err(Error::KeyReused) => {
            return answered(house, key).await?.map(Sent::Receipt).ok_or(Error::KeyReused);
        }
        Err(error) => return Err(error),
    };
    close(house, key, pack).await?;
    Ok(Sent::Receipt(receipted))
}

/// The draft as it would be sent; only what is right, and would be read by somebody, asks for a turn.
///
/// # Errors
/// [`Error::Answers`] with what is to be mended first; [`Error::Unattended`].
async fn complete(
    house: &House,
    key: &DraftKey,
    pack: &str,
    lang: Lang,
    draft: &Draft,
) -> Result<Submission> {
    let service = house.service(pack)?;
    let surroundings = house.surroundings(&service.files).await?;
    let mut submission =
        Submission { answers: BTreeMap::new(), files: BTreeMap::new(), lang, channel: "web".to_owned() };
    let mut uploads = Vec::new();
    {
        let filling = restore(service, &surroundings, lang, draft)?;
        for question in filling.fields().map_err(intake::broken)? {
            if !question.relevant || question.readonly || question.value.is_empty() {
                continue;
            }
            if matches!(question.kind, xforms::Kind::Upload { .. }) {
                uploads.push(question.name.to_owned());
            }
            submission.answers.insert(question.name.to_owned(), question.value);
        }
        submission.answers.extend(intake::counts(&filling)?);
    }
    let mut faults = Vec::new();
    for field in uploads {
        match file_of(house, key, pack, draft, &field).await? {
            Some(file) => _ = submission.files.insert(field, file),
            // Kept a day from when it was sent, while the answers around it were still being changed.
            None => faults.push(FieldError { field, key: "answer-file-gone".to_owned(), message: None }),
        }
    }
    match intake::check(service, &surroundings, &submission) {
        Err(Error::Answers(more)) => faults.extend(more),
        Err(error) => return Err(error),
        Ok(answers) if faults.is_empty() => {
            attended(house, service, &answers).await?;
            return Ok(submission);
        }
        Ok(_) => {}
    }
    Err(Error::Answers(faults))
}

/// The file kept for a question.
pub(crate) async fn file_of(
    house: &House,
    key: &DraftKey,
    pack: &str,
    draft: &Draft,
    field: &str,
) -> Result<Option<Upload>> {
    let Some(bytes) = key.file(house, pack, draft.kept_as(field)).await? else { return Ok(None) };
    unpack_upload(&bytes).map(Some).ok_or_else(|| Error::Internal("a file of a draft".to_owned()))
}

/// The form filled with the answers of a draft.
///
/// # Errors
/// [`Error::Internal`] when an expression of the form cannot be computed.
pub fn restore<'a>(
    sheet: impl Into<Sheet<'a>>,
    surroundings: &'a intake::Surroundings<'a>,
    lang: Lang,
    draft: &Draft,
) -> Result<Filling<'a>> {
    let sheet = sheet.into();
    let saved = draft.answers.iter().map(|(path, value)| (path.as_str(), value.as_str()));
    let mut filling = Filling::restore(sheet.form, surroundings, saved).map_err(intake::broken)?;
    filling.set_language(sheet.lang(lang).tag()).map_err(intake::broken)?;
    Ok(filling)
}
