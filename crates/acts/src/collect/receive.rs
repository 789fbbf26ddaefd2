//! A record comes in, whole or in parts, once or many times. Collect sends everything again until it hears that all is
//! there, and says nothing of what it sent before; so what counts is the name of the record and the bytes under it.

use super::entities::{self, Arrival};
use super::{Volunteer, is_file_name, known};
use crate::house::away;
use crate::{House, Result};
use kernel::{Timestamp, Uuid, new_id};
use std::fmt::Write as _;
use std::sync::Arc;
use store::conflicts::{self, NewConflict};
use store::forms::{self, FormState};
use store::submissions::{self, Known, NewFile, NewSubmission};
use store::{StoreError, Tx, reviews, volunteers};
use vault::ServerPurpose;
use xforms::{Submitted, SubmittedError};

/// Bytes of a record at the most, without its files: 700,000 answers of a repeat.
pub const LARGEST_RECORD: usize = 16 << 20;
/// Corrections of one record that are followed to the one that stands.
const MOST_CORRECTIONS: usize = 100;
/// Characters that are kept of what a telephone calls itself.
const LONGEST_DEVICE: usize = 120;

/// What came in one request.
#[derive(Debug, Default)]
pub struct Parcel {
    /// The record, byte for byte.
    pub xml: Vec<u8>,
    /// Files by the names they came under.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the telephone calls itself.
    pub device: Option<String>,
}

/// What became of a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The record is kept, and so many of its files are still to come.
    Stored {
        /// Files it names that have not come.
        awaited: i64,
    },
    /// The same record was kept before; files that were still to come are kept now.
    Again {
        /// Files it names that have not come.
        awaited: i64,
    },
    /// Nothing of it is kept, except of [`Refused::Clash`].
    Refused(Refused),
}

/// Why a record is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It is no record.
    Unreadable(SubmittedError),
    /// It is longer than [`LARGEST_RECORD`].
    TooLarge,
    /// There is no form of that id.
    UnknownForm,
    /// The form has no version of that name.
    UnknownVersion,
    /// The form was not entrusted to this volunteer.
    NotEntrusted,
    /// The form takes no records now.
    NotOpen,
    /// Another record has that name; this one is kept apart for whoever supervises.
    Clash,
    /// It corrects a record that is not here.
    UnknownOriginal,
    /// It corrects a record that another correction took the place of.
    Stale,
    /// It is encrypted and has no name, without which nobody could decrypt it.
    Nameless,
}

/// Takes in what a telephone sends: keeps a new record with the files it names, adds files to one that is there, and
/// recognises what came before. Whatever was answered is on the disk.
///
/// # Errors
/// [`crate::Error::NoRoom`] when the disk is nearly full; [`crate::Error::Busy`]; those of the store.
pub async fn receive(house: &Arc<House>, volunteer: &Volunteer, parcel: Parcel) -> Result<Outcome> {
    house.room_for_drafts()?;
    if !parcel.files.is_empty() {
        house.room_for_files()?;
    }
    if parcel.xml.len() > LARGEST_RECORD {
        return Ok(Outcome::Refused(Refused::TooLarge));
    }
    let (parcel, head) = away(move || {
        let head = Submitted::read(&parcel.xml, &|_| false);
        Ok((parcel, head))
    })
    .await?;
    let head = match head {
        Ok(head) => head,
        Err(error) => return Ok(Outcome::Refused(Refused::Unreadable(error))),
    };
    let mut conn = house.store.read().await?;
    if forms::by_id(&mut conn, &head.form_id).await?.is_none() {
        return Ok(Outcome::Refused(Refused::UnknownForm));
    }
    if !volunteers::is_entrusted(&mut conn, volunteer.id, &head.form_id).await? {
        return Ok(Outcome::Refused(Refused::NotEntrusted));
    }
    let Some(version) = forms::version(&mut conn, &head.form_id, &head.version).await? else {
        return Ok(Outcome::Refused(Refused::UnknownVersion));
    };
    drop(conn);
    if head.encrypted && head.instance_id.is_none() {
        return Ok(Outcome::Refused(Refused::Nameless));
    }
    let reading = known::reading(house, &head.form_id, &version).await?;
    let (at, by, sealing) = (house.clock.now(), volunteer.id, Arc::clone(house));
    let sealed = away(move || {
        let head = match reading.files.is_empty() {
            true => Ok(head),
            false => Submitted::read(&parcel.xml, &|path| reading.files.contains(path)),
        };
        let head = match head {
            Ok(head) => head,
            Err(error) => return Ok(Err(error)),
        };
        // What a client encrypted says nothing here.
        let plan = reading.entities.as_ref().filter(|_| !head.encrypted);
        match plan.map(|plan| plan.read(&parcel.xml)).transpose() {
            Ok(asked) => {
                let arrival = Arrival::of(&sealing, asked.unwrap_or_default())?;
                seal(&sealing, by, at, head, parcel, arrival).map(Ok)
            }
            Err(error) => Ok(Err(error)),
        }
    })
    .await?;
    match sealed {
        Ok(sealed) => Ok(house.store.write(async move |tx| keep(tx, sealed, at).await).await?),
        Err(error) => Ok(Outcome::Refused(Refused::Unreadable(error))),
    }
}

/// A parcel as the store gets it.
struct Sealed {
    new: NewSubmission,
    /// Name of the record that it corrects.
    original: Option<String>,
    /// Names of the files that belong to it.
    named: Vec<String>,
    files: Vec<NewFile>,
    /// What it asks of lists of entities.
    arrival: Option<Arrival>,
}

fn seal(
    house: &House,
    by: Uuid,
    at: Timestamp,
    head: Submitted,
    parcel: Parcel,
    arrival: Option<Arrival>,
) -> Result<Sealed> {
    let (key, entropy) = (&house.keys.server, &*house.entropy);
    let digest = |bytes: &[u8]| key.hmac(ServerPurpose::Submission, bytes);
    let id = new_id(&*house.clock, entropy)?;
    let whole = digest(&parcel.xml);
    let named: Vec<String> = head.files.into_iter().filter(|name| is_file_name(name)).collect();
    let mut files = Vec::new();
    for (name, bytes) in parcel.files {
        // What the record does not name is nobody's: it is not kept, and not an error either, or the telephone would send
        // it for ever. Of two files of one name the first is meant.
        if !named.contains(&name) || files.iter().any(|file: &NewFile| file.name == name) {
            continue;
        }
        let sealed = key.seal(ServerPurpose::Submission, &file_context(id, &name), &bytes, entropy)?;
        files.push(NewFile { name, sealed_as: id, digest: digest(&bytes).to_vec(), bytes: sealed });
    }
    let new = NewSubmission {
        id,
        form_id: head.form_id,
        version: head.version,
        instance_id: head.instance_id.unwrap_or_else(|| name_of(&whole)),
        replaces: None,
        digest: whole.to_vec(),
        encrypted: head.encrypted,
        received: at.0,
        volunteer_id: Some(by),
        device: parcel.device.map(|device| device_name(&device)).filter(|device| !device.is_empty()),
        xml: key.seal(ServerPurpose::Submission, id.as_bytes(), &parcel.xml, entropy)?,
    };
    Ok(Sealed { new, original: head.deprecated_id, named, files, arrival })
}

/// What a sealed file belongs to.
pub(super) fn file_context(sealed_as: Uuid, name: &str) -> Vec<u8> {
    [sealed_as.as_bytes(), name.as_bytes()].concat()
}

/// The name of a record whose client gave it none: the same bytes have the same.
pub(super) fn name_of(digest: &[u8; 32]) -> String {
    let mut name = "uuid:".to_owned();
    for (at, byte) in digest.iter().take(16).enumerate() {
        // Writing to a String cannot fail.
        let _ = write!(name, "{}{byte:02x}", if matches!(at, 4 | 6 | 8 | 10) { "-" } else { "" });
    }
    name
}

pub(super) fn device_name(given: &str) -> String {
    given.chars().filter(|c| !c.is_control()).take(LONGEST_DEVICE).collect()
}

/// Keeps a parcel, or finds out why not, in one unit: of twenty that come at once one is the first.
async fn keep(tx: &mut Tx, sealed: Sealed, now: Timestamp) -> std::result::Result<Outcome, StoreError> {
    let Sealed { mut new, original, named, files, arrival } = sealed;
    if let Some(known) = submissions::by_instance(tx, &new.form_id, &new.instance_id).await? {
        if known.digest != new.digest {
            return rival(tx, known, new, &files, now).await;
        }
        return again(tx, &known, &files, now).await;
    }
    // Asked here again: it may have been closed a moment ago.
    match forms::by_id(tx, &new.form_id).await? {
        Some(form) if form.state == FormState::Open => {}
        _ => return Ok(Outcome::Refused(Refused::NotOpen)),
    }
    if let Some(original) = original {
        match submissions::by_instance(tx, &new.form_id, &original).await? {
            None => return Ok(Outcome::Refused(Refused::UnknownOriginal)),
            Some(known) if known.superseded => return Ok(Outcome::Refused(Refused::Stale)),
            Some(known) => {
                submissions::supersede(tx, known.id).await?;
                new.replaces = Some(known.id);
            }
        }
    }
    submissions::insert(tx, &new).await?;
    for name in &named {
        submissions::await_file(tx, new.id, name).await?;
    }
    for file in &files {
        submissions::fill_file(tx, new.id, file, now).await?;
    }
    if let Some(before) = new.replaces {
        submissions::inherit(tx, new.id, before).await?;
        conflicts::follow(tx, before, new.id).await?;
    }
    if let Some(arrival) = arrival {
        entities::take(tx, arrival, new.id, new.replaces, now).await?;
    }
    let awaited = if named.is_empty() { 0 } else { submissions::count_awaited(tx, new.id).await? };
    Ok(Outcome::Stored { awaited })
}

/// A record that is here already: files that are still to come are kept now.
async fn again(
    tx: &mut Tx,
    known: &Known,
    files: &[NewFile],
    now: Timestamp,
) -> std::result::Result<Outcome, StoreError> {
    if known.awaited == 0 || files.is_empty() {
        return Ok(Outcome::Again { awaited: known.awaited });
    }
    for file in files {
        submissions::fill_file(tx, known.id, file, now).await?;
    }
    let awaited = submissions::count_awaited(tx, known.id).await?;
    // A correction took its place meanwhile: what that one took over, it takes over now too.
    let mut before = known.id;
    for _ in 0..MOST_CORRECTIONS {
        let Some(next) = conflicts::successor(tx, before).await? else { break };
        // One that was chosen in its place has files of its own.
        if reviews::begins_chosen(tx, next.id).await? {
            break;
        }
        submissions::inherit(tx, next.id, before).await?;
        submissions::count_awaited(tx, next.id).await?;
        before = next.id;
    }
    Ok(Outcome::Again { awaited })
}

/// Other bytes under a name that is taken. The desk may have chosen just these, so that they stand now under a name of their own;
/// otherwise they are kept beside the record that stands.
async fn rival(
    tx: &mut Tx,
    known: Known,
    new: NewSubmission,
    files: &[NewFile],
    now: Timestamp,
) -> std::result::Result<Outcome, StoreError> {
    let mut with = known.id;
    for _ in 0..MOST_CORRECTIONS {
        if conflicts::has(tx, with, &new.digest).await? {
            return Ok(Outcome::Refused(Refused::Clash));
        }
        match conflicts::successor(tx, with).await? {
            Some(next) if next.digest == new.digest => return again(tx, &next, files, now).await,
            Some(next) => with = next.id,
            None => break,
        }
    }
    let conflict = NewConflict {
        id: new.id,
        submission_id: with,
        instance_id: new.instance_id,
        digest: new.digest,
        received: new.received,
        volunteer_id: new.volunteer_id,
        device: new.device,
        xml: new.xml,
    };
    conflicts::put(tx, &conflict).await?;
    Ok(Outcome::Refused(Refused::Clash))
}
