//! Sheets of paper become records: typed in by two people of the desk who do not see each other's answers, compared, settled
//! where they differ. Answers are sealed under the key of the server, as records are.

mod space;

pub use space::{Answers, Space, Typing};

use super::entities::{self, Arrival};
use super::known;
use crate::desk::Handler;
use crate::intake::{broken, field_error};
use crate::{Error, FieldError, FormFiles, House, Result};
use civic::case::Refusal;
use kernel::{Timestamp, Uuid, new_id};
use std::collections::BTreeMap;
use store::forms::{self, FormRow, FormState};
use store::paper::{self, Entry, Settled, Waiting};
use store::submissions::{self, NewSubmission};
use store::{StoreError, Tx};
use vault::ServerPurpose;
use xforms::{Filling, Form};

/// Characters of the number of a sheet.
pub const LONGEST_NUMBER: usize = 40;
/// Sheets in the list of those that are no records yet.
pub const MOST_WAITING: i64 = 200;
/// What a record from paper has in place of a telephone's name.
const DEVICE: &str = "paper";

/// Where a sheet stands for this person.
#[derive(Debug)]
pub enum Standing {
    /// It is to be typed in.
    Typed(Form),
    /// This person typed it in already: another one does it next.
    Yours,
    /// It was typed in twice, and not alike.
    Differs(Form, Vec<Difference>),
    /// It is a record.
    Settled(Settled),
}

/// An answer that two people typed differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands.
    pub space: Space,
    /// What the first typed, as it is stored.
    pub first: String,
    /// What the second typed.
    pub second: String,
}

/// What became of a sheet that was typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entered {
    /// It waits for another person.
    First,
    /// The other person typed something else in so many places.
    Differs(usize),
    /// Both typed the same: it is a record.
    Settled(Uuid),
}

/// A form whose sheets this person may type in.
///
/// # Errors
/// [`Error::NotFound`] when it is none, or this person opens no records of it; those of the store.
pub async fn form(house: &House, handler: &Handler, id: &str) -> Result<FormRow> {
    if id.contains('\0') {
        return Err(Error::NotFound);
    }
    let row = forms::by_id(&mut house.store.read().await?, id).await?.ok_or(Error::NotFound)?;
    let member = &handler.member;
    if member.may_open_records(row.pack.as_deref()) { Ok(row) } else { Err(Error::NotFound) }
}

/// The sheets of a form that are no records yet, the oldest first, and how many became one.
///
/// # Errors
/// As [`form`].
pub async fn sheets(house: &House, handler: &Handler, id: &str) -> Result<(Vec<Waiting>, i64)> {
    form(house, handler, id).await?;
    let mut conn = house.store.read().await?;
    Ok((paper::waiting(&mut conn, id, MOST_WAITING).await?, paper::count(&mut conn, id).await?))
}

/// The number of a sheet as it is kept: in capitals, without blanks around it; `None` when it can be none.
pub fn number(typed: &str) -> Option<String> {
    let number = typed.trim().to_uppercase();
    let fits =
        !number.is_empty() && number.chars().count() <= LONGEST_NUMBER && !number.contains(char::is_control);
    fits.then_some(number)
}

/// Where a sheet stands.
///
/// # Errors
/// [`Refusal::NotYours`] when the form wants its records encrypted; as [`form`].
pub async fn standing(house: &House, handler: &Handler, id: &str, sheet: &str) -> Result<Standing> {
    let row = form(house, handler, id).await?;
    let mut conn = house.store.read().await?;
    if let Some(settled) = paper::settled(&mut conn, id, sheet).await? {
        return Ok(Standing::Settled(settled));
    }
    let entries = paper::entries(&mut conn, id, sheet).await?;
    let version = entries.first().map_or(&row.version, |entry| &entry.version);
    let xml = forms::xml(&mut conn, id, version).await?.ok_or(Error::NotFound)?;
    drop(conn);
    let form = crate::house::away(move || known::read(&xml)).await?;
    // Records of such a form are for whoever holds its key, not for the desk.
    if form.submission().public_key.is_some() {
        return Err(Refusal::NotYours.into());
    }
    match entries.as_slice() {
        [first, second] => {
            let both = [open(house, first)?, open(house, second)?];
            let found = differences(&form, handler, &both);
            Ok(Standing::Differs(form, found))
        }
        [first] if first.member_id == handler.member.id.0 => Ok(Standing::Yours),
        _ => Ok(Standing::Typed(form)),
    }
}

/// Keeps what this person typed of a sheet. The second person's answers are compared with the first's: where all are alike
/// the sheet becomes a record at once.
///
/// # Errors
/// [`Error::Answers`] with what cannot be an answer, by the name of its space; [`Refusal::Changed`] when the sheet is not to
/// be typed in by this person now, or the form takes no records; as [`form`].
pub async fn enter(
    house: &House,
    handler: &Handler,
    id: &str,
    sheet: &str,
    typed: &BTreeMap<String, String>,
) -> Result<Entered> {
    let Standing::Typed(form) = standing(house, handler, id, sheet).await? else {
        return Err(Refusal::Changed.into());
    };
    house.room_for_drafts()?;
    let entry_id = new_id(&*house.clock, &*house.entropy)?;
    let at = house.clock.now();
    let (answers, xml) = read(house, handler, &form, typed, entry_id).await?;
    let before = paper::entries(&mut house.store.read().await?, id, sheet).await?;
    if before.iter().any(|other| other.member_id == handler.member.id.0) {
        return Err(Refusal::Changed.into());
    }
    let version = form.version().unwrap_or_default().trim().to_owned();
    let entry = Entry {
        id: entry_id,
        form_id: id.to_owned(),
        sheet: sheet.to_owned(),
        hand: before.len() as i64 + 1,
        version: version.clone(),
        member_id: handler.member.id.0,
        entered: at.0,
        answers: seal(house, entry_id, &answers)?,
    };
    let (mut outcome, mut settling) = (Entered::First, None);
    if let Some(first) = before.first() {
        let both = [open(house, first)?, answers];
        let found = differences(&form, handler, &both);
        outcome = Entered::Differs(found.len());
        if found.is_empty() {
            let new = submission(house, &form, version, &xml, entry_id, at)?;
            outcome = Entered::Settled(new.0.id);
            settling = Some(new);
        }
    }
    let (member, sheet) = (handler.member.id.0, sheet.to_owned());
    let kept = house.store.write(async move |tx| {
        let form_id = entry.form_id.clone();
        still_open(tx, &form_id).await?;
        paper::put(tx, &entry).await?;
        match settling {
            Some(new) => keep(tx, new, sheet, member, at).await,
            None => Ok(()),
        }
    });
    taken(kept.await)?;
    Ok(outcome)
}

/// Looks through what was typed and keeps nothing.
///
/// # Errors
/// [`Error::Answers`] with what cannot be an answer, by the name of its space.
pub async fn check(
    house: &House,
    handler: &Handler,
    form: &Form,
    typed: &BTreeMap<String, String>,
) -> Result<()> {
    let id = new_id(&*house.clock, &*house.entropy)?;
    read(house, handler, form, typed, id).await.map(|_| ())
}

/// The answers that were typed, and the record of this id that they make.
async fn read(
    house: &House,
    handler: &Handler,
    form: &Form,
    typed: &BTreeMap<String, String>,
    id: Uuid,
) -> Result<(Answers, String)> {
    let spaces = Space::all_named(form, handler.lang, typed.keys());
    let (mut answers, mut faults) = (Answers::new(), Vec::new());
    for space in &spaces {
        let text = typed.get(&space.name).map(|text| text.trim()).filter(|text| !text.is_empty());
        match text.map(|text| space.stored(text)) {
            None => {}
            Some(Some(value)) if value.is_empty() => {}
            Some(Some(value)) => _ = answers.insert(space.name.clone(), value),
            Some(None) => {
                let (field, key) = (space.name.clone(), "answer-not-choice".to_owned());
                faults.push(FieldError { field, key, message: None });
            }
        }
    }
    // Told at once, while the sheet is at hand: an answer that the form does not take.
    let made = record(house, form, &spaces, &answers, id).await?;
    faults.extend(made.refused);
    if faults.is_empty() { Ok((answers, made.xml)) } else { Err(Error::Answers(faults)) }
}

/// Settles a sheet that was typed in twice and not alike: `chosen` has for each difference the answer that stands on the
/// sheet, as it is typed. The sheet becomes a record.
///
/// # Errors
/// [`Error::Answers`] with what was not chosen or cannot be an answer; [`Refusal::Changed`] when there is nothing to settle
/// any more; as [`form`].
pub async fn settle(
    house: &House,
    handler: &Handler,
    id: &str,
    sheet: &str,
    chosen: &BTreeMap<String, Choice>,
) -> Result<Uuid> {
    let Standing::Differs(form, found) = standing(house, handler, id, sheet).await? else {
        return Err(Refusal::Changed.into());
    };
    let entries = paper::entries(&mut house.store.read().await?, id, sheet).await?;
    let first = entries.first().ok_or(Error::NotFound)?;
    let mut answers = open(house, first)?;
    let mut faults = Vec::new();
    for difference in &found {
        let name = &difference.space.name;
        let value = match chosen.get(name) {
            Some(Choice::First) => Ok(difference.first.clone()),
            Some(Choice::Second) => Ok(difference.second.clone()),
            Some(Choice::Other(text)) if text.trim().is_empty() => Ok(String::new()),
            Some(Choice::Other(text)) => difference.space.stored(text.trim()).ok_or("answer-not-choice"),
            None => Err("answer-required"),
        };
        match value {
            Ok(value) if value.is_empty() => _ = answers.remove(name),
            Ok(value) => _ = answers.insert(name.clone(), value),
            Err(key) => faults.push(FieldError { field: name.clone(), key: key.to_owned(), message: None }),
        }
    }
    let spaces = Space::all_named(&form, handler.lang, answers.keys());
    let new_id = new_id(&*house.clock, &*house.entropy)?;
    let at = house.clock.now();
    let made = record(house, &form, &spaces, &answers, new_id).await?;
    faults.extend(made.refused);
    if !faults.is_empty() {
        return Err(Error::Answers(faults));
    }
    let new = submission(house, &form, first.version.clone(), &made.xml, new_id, at)?;
    let (record, member, form_id, sheet) = (new_id, handler.member.id.0, id.to_owned(), sheet.to_owned());
    let kept = house.store.write(async move |tx| {
        still_open(tx, &form_id).await?;
        keep(tx, new, sheet, member, at).await
    });
    taken(kept.await)?;
    Ok(record)
}

/// Which answer stands on the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// What the first typed.
    First,
    /// What the second typed.
    Second,
    /// Neither: this, as it is typed.
    Other(String),
}

/// Asked in the same unit: the form may have been closed a moment ago.
async fn still_open(tx: &mut Tx, form: &str) -> std::result::Result<(), StoreError> {
    match forms::by_id(tx, form).await? {
        Some(row) if row.state == FormState::Open => Ok(()),
        _ => Err(StoreError::Stale),
    }
}

async fn keep(
    tx: &mut Tx,
    (new, arrival): (NewSubmission, Option<Arrival>),
    sheet: String,
    member: Uuid,
    at: Timestamp,
) -> std::result::Result<(), StoreError> {
    submissions::insert(tx, &new).await?;
    if let Some(arrival) = arrival {
        entities::take(tx, arrival, new.id, None, at).await?;
    }
    let settled =
        Settled { form_id: new.form_id, sheet, submission_id: new.id, member_id: member, settled: at.0 };
    paper::settle(tx, &settled).await
}

/// A sheet that somebody else typed in or settled meanwhile is told as such.
fn taken(kept: std::result::Result<(), StoreError>) -> Result<()> {
    match kept {
        Err(StoreError::Conflict(_)) => Err(Refusal::Changed.into()),
        other => Ok(other?),
    }
}

fn seal(house: &House, id: Uuid, answers: &Answers) -> Result<Vec<u8>> {
    let plain = serde_json::to_vec(answers).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(house.keys.server.seal(ServerPurpose::Submission, &context(id), &plain, &*house.entropy)?)
}

fn open(house: &House, entry: &Entry) -> Result<Answers> {
    let plain = house.keys.server.open(ServerPurpose::Submission, &context(entry.id), &entry.answers)?;
    serde_json::from_slice(&plain).map_err(|error| Error::Internal(error.to_string()))
}

/// What sealed answers belong to; no record has such a name.
fn context(entry: Uuid) -> Vec<u8> {
    [DEVICE.as_bytes(), entry.as_bytes()].concat()
}

/// The places where two people typed different answers, in the order of the form.
fn differences(form: &Form, handler: &Handler, both: &[Answers; 2]) -> Vec<Difference> {
    let [first, second] = both;
    let spaces = Space::all_named(form, handler.lang, first.keys().chain(second.keys()));
    let value = |answers: &Answers, space: &Space| answers.get(&space.name).cloned().unwrap_or_default();
    let pairs = spaces.into_iter().map(|space| Difference {
        first: value(first, &space),
        second: value(second, &space),
        space,
    });
    pairs.filter(|pair| pair.first != pair.second).collect()
}

/// A record as the form makes it of answers.
struct Made {
    xml: String,
    /// Answers that the form does not take.
    refused: Vec<FieldError>,
}

/// The tables beside the form, as far as they are there: of a list that is missing any value is taken.
async fn tables(house: &House, form: &Form) -> Result<FormFiles> {
    Ok(FormFiles::tables(form, &entities::tables(house, form.id()).await?))
}

/// Has the form take the answers and writes the record. What is required and not on the sheet stays empty: paper holds what
/// it holds.
async fn record(house: &House, form: &Form, spaces: &[Space], answers: &Answers, id: Uuid) -> Result<Made> {
    let files = tables(house, form).await?;
    let surroundings = house.surroundings(&files).await?;
    let mut filling = Filling::start(form, &surroundings).map_err(broken)?;
    for space in spaces {
        for (repeat, count) in space.repeats() {
            let there = |filling: &Filling<'_>| {
                filling.repeat(&repeat).map(|found| found.map_or(count, |found| found.instances.len()))
            };
            // A repeat whose number the form counts takes no more than that.
            while there(&filling).map_err(broken)? < count && filling.add(&repeat).is_ok() {}
        }
    }
    let given = spaces
        .iter()
        .filter_map(|space| answers.get(&space.name).map(|value| (space.name.as_str(), value.as_str())));
    let refused = filling.set_together(given).map_err(broken)?;
    let refused = refused.iter().map(|(name, error)| field_error(name, error)).collect();
    Ok(Made { xml: filling.submission_xml(&format!("uuid:{id}")), refused })
}

/// A record as the store gets it, with what it asks of lists of entities.
fn submission(
    house: &House,
    form: &Form,
    version: String,
    xml: &str,
    id: Uuid,
    at: Timestamp,
) -> Result<(NewSubmission, Option<Arrival>)> {
    let key = &house.keys.server;
    let plan = known::Reading::of(form).entities;
    let asked = plan.map(|plan| plan.read(xml.as_bytes())).transpose();
    let asked = asked.map_err(|error| Error::Internal(error.to_string()))?.unwrap_or_default();
    let new = NewSubmission {
        id,
        form_id: form.id().to_owned(),
        version,
        instance_id: format!("uuid:{id}"),
        replaces: None,
        digest: key.hmac(ServerPurpose::Submission, xml.as_bytes()).to_vec(),
        encrypted: false,
        received: at.0,
        volunteer_id: None,
        device: Some(DEVICE.to_owned()),
        xml: key.seal(ServerPurpose::Submission, id.as_bytes(), xml.as_bytes(), &*house.entropy)?,
    };
    Ok((new, Arrival::of(house, asked)?))
}
