//! One record with everything around it, and what somebody thinks of it.

use super::{book_of, found, names, tell, unsealed};
use crate::collect::area::Area;
use crate::collect::codebook::Told;
use crate::collect::{readings, records};
use crate::desk::Handler;
use crate::{Error, House, Result};
use kernel::{MemberId, Timestamp, Uuid, new_id};
use std::sync::Arc;
use store::forms::FormRow;
use store::reviews::{self, Entry, Review};
use store::sheets::Found;
use store::submissions::{self, FileNote, Submission};
use store::{conflicts, sheets, volunteers};
use vault::ServerPurpose;
use zeroize::Zeroizing;

/// Records that clash with one that are shown beside it.
const MOST_CONFLICTS: i64 = 20;
/// Corrections of one record that are followed back.
const MOST_EARLIER: usize = 100;

/// A record with everything around it.
pub struct Dossier {
    /// The form.
    pub form: FormRow,
    /// The record.
    pub record: Submission,
    /// Who sent it.
    pub volunteer: Option<String>,
    /// What it says; `None` when the client encrypted it.
    pub told: Option<Told>,
    /// Whether it names a place outside of those in which whoever sent it works today.
    pub elsewhere: bool,
    /// The files it names.
    pub files: Vec<FileNote>,
    /// Those that it took the place of, the latest first.
    pub earlier: Vec<Submission>,
    /// The one that took its place.
    pub successor: Option<Uuid>,
    /// What the desk thought, of it and of those before it, the first entry first.
    pub history: Vec<Thought>,
    /// Others under its name.
    pub conflicts: Vec<Clash>,
}

/// An entry of the history.
#[derive(Debug, Clone)]
pub struct Thought {
    /// What was thought.
    pub review: Review,
    /// Whether the desk made the record out of another.
    pub corrected: bool,
    /// Whether the desk chose it among others under one name.
    pub chosen: bool,
    /// Why.
    pub note: Option<String>,
    /// Who thought so.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
}

/// Another record under the name of one that is kept.
pub struct Clash {
    /// Id.
    pub id: Uuid,
    /// When it came first.
    pub received: Timestamp,
    /// Who sent it.
    pub volunteer: Option<String>,
    /// What the telephone calls itself.
    pub device: Option<String>,
    /// When somebody chose another one; `None` while nobody has chosen.
    pub settled: Option<Timestamp>,
    /// What it says; `None` when it cannot be read.
    pub told: Option<Told>,
}

/// Opens a record.
///
/// # Errors
/// [`Error::NotFound`] when there is none of that id or this person may not open it; those of the store.
pub async fn open_record(house: &Arc<House>, handler: &Handler, id: Uuid) -> Result<Dossier> {
    let (form, Found { submission: record, replaces, .. }) = found(house, handler, id).await?;
    readings::opened(house, handler, &form, id).await?;
    let names = names(house).await?;
    let name = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned());
    let book = book_of(house, &form.id, &record.version, handler.lang).await?;
    let told = if record.encrypted { None } else { Some(tell(&book, unsealed(house, id).await?).await?) };
    let mut conn = house.store.read().await?;
    let (mut earlier, mut before) = (Vec::new(), replaces);
    while let Some(one) = before.filter(|_| earlier.len() < MOST_EARLIER) {
        let Some(one) = sheets::by_id(&mut conn, one).await? else { break };
        before = one.replaces;
        earlier.push(one.submission);
    }
    let mut history = Vec::new();
    for one in earlier.iter().rev().map(|one| one.id).chain([id]) {
        for entry in reviews::of(&mut conn, one).await? {
            history.push(thought(house, entry)?);
        }
    }
    let (files, successor) =
        (submissions::files(&mut conn, id).await?, sheets::successor(&mut conn, id).await?);
    let clashes = conflicts::of(&mut conn, id, MOST_CONFLICTS).await?;
    drop(conn);
    let mut rivals = Vec::new();
    for clash in clashes {
        let xml = house.keys.server.open(ServerPurpose::Submission, clash.id.as_bytes(), &clash.xml)?;
        rivals.push(Clash {
            id: clash.id,
            received: Timestamp(clash.received),
            volunteer: name(clash.volunteer_id),
            device: clash.device,
            settled: clash.settled.map(Timestamp),
            told: if record.encrypted { None } else { Some(tell(&book, xml).await?) },
        });
    }
    let elsewhere = match (&told, record.volunteer_id) {
        (Some(told), Some(sender)) => is_elsewhere(house, sender, told).await?,
        _ => false,
    };
    let volunteer = name(record.volunteer_id);
    Ok(Dossier {
        form,
        record,
        volunteer,
        told,
        elsewhere,
        files,
        earlier,
        successor,
        history,
        conflicts: rivals,
    })
}

async fn is_elsewhere(house: &House, sender: Uuid, told: &Told) -> Result<bool> {
    let codes = volunteers::places(&mut house.store.read().await?, sender).await?;
    let area = Area::new(&house.places, &codes);
    Ok(told.places().any(|code| area.leaves_out(code)))
}

fn thought(house: &House, entry: Entry) -> Result<Thought> {
    let open = |sealed: Vec<u8>| -> Result<String> {
        let words = house.keys.server.open(ServerPurpose::Submission, entry.id.as_bytes(), &sealed)?;
        Ok(String::from_utf8_lossy(&words).into_owned())
    };
    Ok(Thought {
        review: entry.review,
        corrected: entry.corrected,
        chosen: entry.chosen,
        note: entry.note.map(open).transpose()?,
        by: MemberId(entry.member_id),
        at: Timestamp(entry.at),
    })
}

/// Notes what somebody thinks of a record, and why.
///
/// # Errors
/// [`Error::NotFound`] as [`open_record`]; [`Refusal::Changed`] when a correction took its place; those of the store.
pub async fn review(house: &House, handler: &Handler, id: Uuid, review: Review, note: &str) -> Result<()> {
    found(house, handler, id).await?;
    let entry = entry(house, handler, id, review, note, Because::Looked)?;
    house.store.write(async move |tx| reviews::add(tx, &entry).await).await?;
    Ok(())
}

/// Why there is an entry in the history of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::collect) enum Because {
    /// Somebody looked at it.
    Looked,
    /// Somebody made it out of another.
    Corrected,
    /// Somebody chose it among others under one name.
    Chosen,
}

/// An entry of the history of a record.
pub(in crate::collect) fn entry(
    house: &House,
    handler: &Handler,
    record: Uuid,
    review: Review,
    note: &str,
    because: Because,
) -> Result<Entry> {
    let id = new_id(&*house.clock, &*house.entropy)?;
    let seal = |note: &str| {
        house.keys.server.seal(ServerPurpose::Submission, id.as_bytes(), note.as_bytes(), &*house.entropy)
    };
    Ok(Entry {
        id,
        submission_id: record,
        review,
        corrected: because == Because::Corrected,
        chosen: because == Because::Chosen,
        note: Some(note.trim()).filter(|note| !note.is_empty()).map(seal).transpose()?,
        member_id: handler.member.id.0,
        at: house.clock.now().0,
    })
}

/// A file of a record, as it was sent.
///
/// # Errors
/// [`Error::NotFound`] as [`open_record`], and when it has not come; those of the store.
pub async fn file_of(house: &House, handler: &Handler, id: Uuid, name: &str) -> Result<Zeroizing<Vec<u8>>> {
    let (form, _) = found(house, handler, id).await?;
    if name.contains('\0') {
        return Err(Error::NotFound);
    }
    readings::opened(house, handler, &form, id).await?;
    records::media_of(house, id).open(name).await
}
