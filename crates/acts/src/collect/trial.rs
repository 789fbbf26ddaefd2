//! A form is tried out before it counts: its keepers make a link, telephones that have it get the form as it stands, draft or not,
//! and what they send stays apart from all records until it is emptied. Nothing else in the house reads it.

use super::desk::{book_of, keeps, own_form, tell};
use super::entities;
use super::receive::{LARGEST_RECORD, device_name, name_of};
use super::{Outcome, Parcel, Refused, Told, is_file_name, known};
use crate::desk::Handler;
use crate::house::away;
use crate::{Error, House, Result};
use kernel::{Timestamp, new_id};
use std::sync::Arc;
use store::forms::{self, FormRow, FormState, Offered};
use store::trials::{self, FileNote, Record};
use store::{StoreError, Tx};
use vault::{LinkSecret, ServerPurpose};
use xforms::Submitted;

/// Trial records of a form; then somebody has to empty them.
pub const MOST: i64 = 100;
/// Trial records on a page.
pub const SHOWN: usize = 25;

/// Whoever has the link under which a form is tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trier {
    /// The form.
    pub form: String,
}

/// Who holds this token.
///
/// # Errors
/// [`Error::NotFound`] when nobody does, or no longer; those of the store.
pub async fn trier(house: &House, token: &str) -> Result<Trier> {
    let hash = LinkSecret::from_text(token).map_err(|_| Error::NotFound)?.id();
    let found = trials::by_token(&mut house.store.read().await?, &hash).await?.ok_or(Error::NotFound)?;
    Ok(Trier { form: found.form_id })
}

/// The form as it stands; none when it is closed.
///
/// # Errors
/// Those of the store.
pub async fn offered(house: &House, trier: &Trier) -> Result<Option<Offered>> {
    Ok(trials::offered(&mut house.store.read().await?, &trier.form).await?)
}

/// Makes a link for a form in place of the one before; its secret is told this once.
///
/// # Errors
/// [`civic::case::Refusal::NotYours`] for whoever does not keep forms, and for a form of a service whose records they may not open;
/// [`Error::NotFound`] when there is no such form; those of the store.
pub async fn begin(house: &House, handler: &Handler, form: &str) -> Result<String> {
    keeps(handler)?;
    let form = own_form(house, handler, form).await?;
    entities::desk::reads_only_known(house, handler, &form.id).await?;
    let token = LinkSecret::draw(&*house.entropy)?;
    let trial = trials::Trial {
        form_id: form.id,
        token_hash: token.id().to_vec(),
        member_id: handler.member.id.0,
        created: house.clock.now().0,
    };
    house.store.write(async move |tx| trials::put(tx, &trial).await).await?;
    Ok(token.to_text().to_string())
}

/// Ends the link of a form; what came stays until it is emptied.
///
/// # Errors
/// As [`begin`].
pub async fn end(house: &House, handler: &Handler, form: &str) -> Result<()> {
    keeps(handler)?;
    let form = own_form(house, handler, form).await?;
    Ok(house.store.write(async move |tx| trials::end(tx, &form.id).await).await?)
}

/// Forgets every trial record of a form, with its files.
///
/// # Errors
/// As [`begin`].
pub async fn empty(house: &House, handler: &Handler, form: &str) -> Result<()> {
    keeps(handler)?;
    let form = own_form(house, handler, form).await?;
    Ok(house.store.write(async move |tx| trials::empty(tx, &form.id).await).await?)
}

/// What a trial brought.
pub struct Brought {
    /// The form.
    pub form: FormRow,
    /// Since when there is a link; `None` without one.
    pub since: Option<Timestamp>,
    /// How many trial records there are.
    pub count: i64,
    /// The latest of them.
    pub records: Vec<Tried>,
}

/// A trial record.
pub struct Tried {
    /// When it came.
    pub received: Timestamp,
    /// What the telephone calls itself.
    pub device: Option<String>,
    /// Version of the form it was filled with.
    pub version: String,
    /// What it says; `None` when the client encrypted it, or the version is no more.
    pub told: Option<Told>,
    /// The files it names, with their sizes when they have come.
    pub files: Vec<FileNote>,
}

/// What a trial brought, for whoever keeps forms.
///
/// # Errors
/// As [`begin`].
pub async fn brought(house: &Arc<House>, handler: &Handler, form: &str) -> Result<Brought> {
    keeps(handler)?;
    let form = own_form(house, handler, form).await?;
    let mut conn = house.store.read().await?;
    let since = trials::of(&mut conn, &form.id).await?.map(|trial| Timestamp(trial.created));
    let count = trials::count(&mut conn, &form.id).await?;
    let rows = trials::list(&mut conn, &form.id, SHOWN as i64).await?;
    drop(conn);
    let mut records = Vec::new();
    for row in rows {
        let files = trials::files(&mut house.store.read().await?, row.id).await?;
        let told = if row.encrypted { None } else { read(house, handler, &row).await };
        records.push(Tried {
            received: Timestamp(row.received),
            device: row.device,
            version: row.version,
            told,
            files,
        });
    }
    Ok(Brought { form, since, count, records })
}

/// What a trial record says; `None` when it cannot be read with the form as it stands now: a draft changes under its version.
async fn read(house: &Arc<House>, handler: &Handler, row: &Record) -> Option<Told> {
    let book = book_of(house, &row.form_id, &row.version, handler.lang).await.ok()?;
    let xml = house.keys.server.open(ServerPurpose::Submission, row.id.as_bytes(), &row.xml).ok()?;
    tell(&book, xml).await.ok()
}

/// Takes in what a telephone sends while it tries a form: answers as for a record that counts, and keeps it apart.
///
/// # Errors
/// [`Error::NoRoom`] when the disk is nearly full, or [`MOST`] trial records are here; [`Error::Busy`]; those of the store.
pub async fn receive(house: &Arc<House>, trier: &Trier, parcel: Parcel) -> Result<Outcome> {
    house.room_for_drafts()?;
    if parcel.xml.len() > LARGEST_RECORD {
        return Ok(Outcome::Refused(Refused::TooLarge));
    }
    let (parcel, head) = away(move || {
        let head = Submitted::read(&parcel.xml, &|_| false);
        Ok((parcel, head))
    })
    .await?;
    let head = match head {
        Ok(head) if head.form_id == trier.form => head,
        Ok(_) => return Ok(Outcome::Refused(Refused::NotEntrusted)),
        Err(error) => return Ok(Outcome::Refused(Refused::Unreadable(error))),
    };
    if head.encrypted && head.instance_id.is_none() {
        return Ok(Outcome::Refused(Refused::Nameless));
    }
    let version = forms::version(&mut house.store.read().await?, &trier.form, &head.version).await?;
    let Some(version) = version else { return Ok(Outcome::Refused(Refused::UnknownVersion)) };
    let reading = known::reading(house, &trier.form, &version).await?;
    let (at, sealing) = (house.clock.now(), Arc::clone(house));
    let sealed = away(move || match Submitted::read(&parcel.xml, &|path| reading.files.contains(path)) {
        Ok(head) => seal(&sealing, at, head, parcel).map(Ok),
        Err(error) => Ok(Err(error)),
    })
    .await?;
    match sealed {
        Ok(sealed) => house.store.write(async move |tx| keep(tx, sealed).await).await?.ok_or(Error::NoRoom),
        Err(error) => Ok(Outcome::Refused(Refused::Unreadable(error))),
    }
}

/// A parcel as the store gets it.
struct Sealed {
    record: Record,
    named: Vec<String>,
    /// Names and sizes.
    files: Vec<(String, i64)>,
}

fn seal(house: &House, at: Timestamp, head: Submitted, parcel: Parcel) -> Result<Sealed> {
    let (key, entropy) = (&house.keys.server, &*house.entropy);
    let id = new_id(&*house.clock, entropy)?;
    let digest = key.hmac(ServerPurpose::Submission, &parcel.xml);
    let named: Vec<String> = head.files.into_iter().filter(|name| is_file_name(name)).collect();
    let mut files: Vec<(String, i64)> = Vec::new();
    for (name, bytes) in parcel.files {
        // Of two files of one name the first is meant.
        if named.contains(&name) && !files.iter().any(|(known, _)| *known == name) {
            files.push((name, i64::try_from(bytes.len()).unwrap_or(i64::MAX)));
        }
    }
    let record = Record {
        id,
        form_id: head.form_id,
        version: head.version,
        instance_id: head.instance_id.unwrap_or_else(|| name_of(&digest)),
        digest: digest.to_vec(),
        encrypted: head.encrypted,
        received: at.0,
        device: parcel.device.map(|device| device_name(&device)).filter(|device| !device.is_empty()),
        xml: key.seal(ServerPurpose::Submission, id.as_bytes(), &parcel.xml, entropy)?,
    };
    Ok(Sealed { record, named, files })
}

/// Keeps a parcel, or finds out why not, in one unit; `None` when there is no room for more.
async fn keep(tx: &mut Tx, sealed: Sealed) -> std::result::Result<Option<Outcome>, StoreError> {
    let Sealed { record, named, files } = sealed;
    let known = trials::record(tx, &record.form_id, &record.instance_id).await?;
    let id = match &known {
        Some(known) if known.digest != record.digest => return Ok(Some(Outcome::Refused(Refused::Clash))),
        Some(known) => known.id,
        None => {
            match forms::by_id(tx, &record.form_id).await? {
                Some(form) if form.state != FormState::Closed => {}
                _ => return Ok(Some(Outcome::Refused(Refused::NotOpen))),
            }
            if trials::count(tx, &record.form_id).await? >= MOST {
                return Ok(None);
            }
            trials::insert(tx, &record).await?;
            for name in &named {
                trials::await_file(tx, record.id, name).await?;
            }
            record.id
        }
    };
    for (name, size) in files {
        trials::fill_file(tx, id, &name, size).await?;
    }
    let awaited = trials::awaited(tx, id).await?;
    Ok(Some(if known.is_some() { Outcome::Again { awaited } } else { Outcome::Stored { awaited } }))
}
