//! Forms, volunteers and records as people of the desk meet them: who may do what, and nothing of a record for whoever may not
//! open it. Records are sealed under the key of the server, not under those of handlers: what keeps others out is this room.

use super::area::Area;
use super::codebook::{self, Asked, Codebook, Said, Told};
use super::entities::rights;
use super::{Added, Addition, Enlisted, Listed, Recruit, readings, records};
use crate::desk::Handler;
use crate::house::away;
use crate::{Error, FieldError, House, Result};
use civic::case::Refusal;
use civic::directory::Member;
use kernel::{Date, Lang, MemberId, Timestamp, Uuid, new_id};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::StoreError;
use store::conflicts;
use store::forms::{self, FormRow, FormState};
use store::reviews::{self, Entry, Review};
use store::sheets::{self, Filter, Found};
use store::submissions::{self, FileNote, Submission};
use store::volunteers::{self, Account};
use vault::{LinkSecret, ServerPurpose};
use zeroize::Zeroizing;

/// Records on a page.
pub const PAGE: usize = 25;
/// Records whose places are drawn on a map.
pub const MOST_DRAWN: usize = 1_000;
/// Records that clash with one that are shown beside it.
const MOST_CONFLICTS: i64 = 20;
/// Corrections of one record that are followed back.
const MOST_EARLIER: usize = 100;

pub(super) fn keeps(handler: &Handler) -> Result<()> {
    if handler.member.role.keeps_forms() { Ok(()) } else { Err(Refusal::NotYours.into()) }
}

fn opens(handler: &Handler, form: &FormRow) -> Result<()> {
    if handler.member.may_open_records(form.pack.as_deref()) { Ok(()) } else { Err(Error::NotFound) }
}

/// Whether a form belongs to a service whose records this person may not open.
pub(super) fn is_of_others(member: &Member, form: &FormRow) -> bool {
    form.pack.is_some() && !member.may_open_records(form.pack.as_deref())
}

/// The forms this person may know of, by id: whoever keeps them knows all, others those whose records they may open.
///
/// # Errors
/// Those of the store.
pub async fn forms_for(house: &House, handler: &Handler) -> Result<Vec<Listed>> {
    let mut all = super::listed(house).await?;
    if !handler.member.role.keeps_forms() {
        all.retain(|listed| opens(handler, &listed.form).is_ok());
    }
    Ok(all)
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`] when it is none of them; those of the store.
pub async fn form_for(house: &House, handler: &Handler, id: &str) -> Result<Listed> {
    forms_for(house, handler).await?.into_iter().find(|listed| listed.form.id == id).ok_or(Error::NotFound)
}

/// What the current version of a form asks, with the names of its languages.
///
/// # Errors
/// As [`form_for`].
pub async fn asked(house: &House, handler: &Handler, form: &FormRow) -> Result<(Vec<Asked>, Vec<String>)> {
    let (xml, lang) = (text(house, &form.id, &form.version).await?, handler.lang);
    away(move || {
        let form = super::known::read(&xml)?;
        let languages = form.languages().iter().map(|language| language.name.clone()).collect();
        Ok((Codebook::of(form, lang).asked(), languages))
    })
    .await
}

/// Adds a form or a version of one, as [`super::add_form`].
///
/// # Errors
/// [`Refusal::NotYours`] for whoever does not keep forms, and for a form whose records they may not open, or that belongs to another
/// service; as [`super::add_form`].
pub async fn keep_form(house: &House, handler: &Handler, addition: Addition) -> Result<Added> {
    keeps(handler)?;
    house.room_for_files()?;
    super::setup::add(house, addition, Some(handler.member.clone())).await
}

/// The current version of a form, to be added again with more files beside it.
///
/// # Errors
/// [`Refusal::NotYours`]; [`Error::NotFound`] when there is no such form; those of the store.
pub async fn again(house: &House, handler: &Handler, id: &str) -> Result<Addition> {
    keeps(handler)?;
    let form = own_form(house, handler, id).await?;
    let xml = text(house, &form.id, &form.version).await?;
    Ok(Addition { xml, pack: None, media: BTreeMap::new(), draft: false })
}

/// Opens or closes a form.
///
/// # Errors
/// [`Refusal::NotYours`], also for a form that would read or write a list of others; as [`super::set_state`].
pub async fn turn_form(house: &House, handler: &Handler, id: &str, state: FormState) -> Result<()> {
    keeps(handler)?;
    own_form(house, handler, id).await?;
    super::setup::turn(house, id, state, Some(handler.member.clone())).await
}

/// Every volunteer.
///
/// # Errors
/// [`Refusal::NotYours`]; those of the store.
pub async fn volunteers_for(house: &House, handler: &Handler) -> Result<Vec<Enlisted>> {
    keeps(handler)?;
    super::team(house, Account::Volunteer).await
}

/// Gives a volunteer access, as [`super::enlist`].
///
/// # Errors
/// [`Refusal::NotYours`]; [`Error::Answers`] for a form that comes with a list which this person may not read, or writes one; as
/// [`super::enlist`].
pub async fn enlist_for(house: &House, handler: &Handler, recruit: Recruit) -> Result<String> {
    keeps(handler)?;
    may_entrust(house, handler, recruit.forms.iter()).await?;
    super::enlist(house, recruit).await
}

/// Whoever has a form gets the lists that come with it, and writes those that its records write.
async fn may_entrust(house: &House, handler: &Handler, forms: impl Iterator<Item = &String>) -> Result<()> {
    let mut conn = house.store.read().await?;
    for form in forms.filter(|form| !form.contains('\0')) {
        if !rights::may_entrust(&mut conn, &handler.member, form).await? {
            let (field, key) = ("forms".to_owned(), "volunteers-fault-list".to_owned());
            return Err(Error::Answers(vec![FieldError { field, key, message: None }]));
        }
    }
    Ok(())
}

/// Gives a volunteer another secret, told this once; the one before opens nothing from now on.
///
/// # Errors
/// [`Refusal::NotYours`]; [`Error::NotFound`] when nobody who has access has that id; those of the store.
pub async fn renew(house: &House, handler: &Handler, volunteer: Uuid) -> Result<String> {
    keeps(handler)?;
    let token = LinkSecret::draw(&*house.entropy)?;
    let hash = token.id();
    match house.store.write(async move |tx| volunteers::renew(tx, volunteer, &hash).await).await {
        Err(StoreError::Stale) => Err(Error::NotFound),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(token.to_text().to_string()),
    }
}

/// Ends a volunteer's access at once; what they sent stays.
///
/// # Errors
/// As [`renew`].
pub async fn dismiss(house: &House, handler: &Handler, volunteer: Uuid) -> Result<()> {
    keeps(handler)?;
    let now = house.clock.now();
    match house.store.write(async move |tx| volunteers::revoke(tx, volunteer, now).await).await {
        Err(StoreError::Stale) => Err(Error::NotFound),
        other => Ok(other?),
    }
}

/// Entrusts these forms to a volunteer who works in these places (none: the whole country), and no others, as
/// [`super::assign`].
///
/// # Errors
/// [`Refusal::NotYours`]; [`Error::Answers`] as [`enlist_for`], for forms that the volunteer does not have yet; as
/// [`super::assign`].
pub async fn assign(
    house: &House,
    handler: &Handler,
    volunteer: Uuid,
    forms: Vec<String>,
    places: Vec<String>,
) -> Result<()> {
    keeps(handler)?;
    let before = volunteers::forms(&mut house.store.read().await?, volunteer).await?;
    may_entrust(house, handler, forms.iter().filter(|form| !before.contains(form))).await?;
    super::assign(house, Account::Volunteer, volunteer, forms, places).await
}

/// What is to be seen of the records of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only those of this volunteer.
    pub volunteer: Option<Uuid>,
    /// Only those that came on this day or later.
    pub from: Option<Date>,
    /// Only those that came on this day or before.
    pub to: Option<Date>,
    /// Only those of which the desk thinks so.
    pub review: Option<Review>,
    /// Only those that wait for files.
    pub waiting: bool,
    /// Only those with which another clashes.
    pub clashing: bool,
    /// Only those stored before the one of this number.
    pub before: Option<i64>,
}

impl Wanted {
    fn filter(&self, form: &str, limit: usize) -> Filter {
        Filter {
            form: form.to_owned(),
            before: self.before.unwrap_or(i64::MAX),
            from: self.from.map_or(0, |day| Timestamp::start_of(day).0),
            to: self.to.and_then(Date::next_day).map_or(i64::MAX, |day| Timestamp::start_of(day).0),
            review: self.review,
            volunteer: self.volunteer,
            waiting: self.waiting,
            clashing: self.clashing,
            limit: i64::try_from(limit).unwrap_or(i64::MAX),
        }
    }
}

/// A record in a list.
#[derive(Debug, Clone)]
pub struct SheetRow {
    /// Id.
    pub id: Uuid,
    /// When it came.
    pub received: Timestamp,
    /// Who sent it.
    pub volunteer: Option<String>,
    /// What the desk thinks of it, as stored.
    pub review: String,
    /// Files it names that have not come.
    pub awaited: i64,
    /// How many others clash with it.
    pub conflicts: i64,
    /// Whether it corrects another.
    pub corrects: bool,
    /// Whether the client encrypted it.
    pub encrypted: bool,
    /// Its first answers.
    pub cells: Vec<Said>,
}

/// A page of the records of a form, the latest first.
pub struct Sheet {
    /// What the cells hold.
    pub columns: Vec<String>,
    /// The records.
    pub rows: Vec<SheetRow>,
    /// Number of the last of them, when others follow.
    pub next: Option<i64>,
    /// Everybody who may have sent some: id and name, by name.
    pub senders: Vec<(Uuid, String)>,
}

/// A page of records.
///
/// # Errors
/// [`Error::NotFound`] when this person may not open records of the form; those of the store.
pub async fn sheet(house: &Arc<House>, handler: &Handler, form: &FormRow, wanted: &Wanted) -> Result<Sheet> {
    opens(handler, form)?;
    let book = book_of(house, &form.id, &form.version, handler.lang).await?;
    let names = names(house).await?;
    let mut found = sheets::page(&mut house.store.read().await?, &wanted.filter(&form.id, PAGE + 1)).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().map(|row| row.submission.seq).filter(|_| more);
    let mut rows = Vec::new();
    for row in found {
        let (one, conflicts) = (row.submission, row.conflicts);
        let cells = if one.encrypted {
            Vec::new()
        } else {
            let (xml, book) = (unsealed(house, one.id).await?, Arc::clone(&book));
            away(move || book.cells(&xml).map_err(|error| Error::Internal(error.to_string()))).await?
        };
        rows.push(SheetRow {
            id: one.id,
            received: Timestamp(one.received),
            volunteer: one.volunteer_id.and_then(|id| names.get(&id).cloned()),
            review: one.review,
            awaited: one.awaited,
            conflicts,
            corrects: one.corrects.is_some(),
            encrypted: one.encrypted,
            cells,
        });
    }
    let mut senders: Vec<(Uuid, String)> = names.into_iter().collect();
    senders.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
    Ok(Sheet { columns: book.columns(), rows, next, senders })
}

/// Where records were made.
#[derive(Debug, Default)]
pub struct Dots {
    /// Latitude and longitude in degrees.
    pub points: Vec<(f64, f64)>,
    /// Records that were looked at.
    pub records: usize,
    /// Whether there are more than were looked at.
    pub more: bool,
}

/// The places of the latest [`MOST_DRAWN`] records.
///
/// # Errors
/// As [`sheet`].
pub async fn dots(house: &Arc<House>, handler: &Handler, form: &FormRow, wanted: &Wanted) -> Result<Dots> {
    opens(handler, form)?;
    let book = book_of(house, &form.id, &form.version, handler.lang).await?;
    let wanted = Wanted { before: None, ..wanted.clone() };
    let mut found =
        sheets::page(&mut house.store.read().await?, &wanted.filter(&form.id, MOST_DRAWN + 1)).await?;
    let more = found.len() > MOST_DRAWN;
    found.truncate(MOST_DRAWN);
    let mut dots = Dots { points: Vec::new(), records: found.len(), more };
    for row in found.into_iter().filter(|row| !row.submission.encrypted) {
        let (xml, book) = (unsealed(house, row.submission.id).await?, Arc::clone(&book));
        let point =
            away(move || book.point(&xml).map_err(|error| Error::Internal(error.to_string()))).await?;
        dots.points.extend(point);
    }
    Ok(dots)
}

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

pub(super) async fn tell(book: &Arc<Codebook>, xml: Zeroizing<Vec<u8>>) -> Result<Told> {
    let book = Arc::clone(book);
    away(move || book.tell(&xml).map_err(|error| Error::Internal(error.to_string()))).await
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
pub(super) enum Because {
    /// Somebody looked at it.
    Looked,
    /// Somebody made it out of another.
    Corrected,
    /// Somebody chose it among others under one name.
    Chosen,
}

/// An entry of the history of a record.
pub(super) fn entry(
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

/// Lets this person write out the records of a form, and writes down that they do.
///
/// # Errors
/// [`Error::NotFound`] when this person may not; those of the store.
pub async fn export(house: &House, handler: &Handler, form: &str) -> Result<()> {
    let form = known_form(house, form).await?;
    opens(handler, &form)?;
    readings::exported(house, handler, &form).await
}

/// The record of this id with its form, when this person may open it.
pub(crate) async fn found(house: &House, handler: &Handler, id: Uuid) -> Result<(FormRow, Found)> {
    let found: Option<Found> = sheets::by_id(&mut house.store.read().await?, id).await?;
    let found = found.ok_or(Error::NotFound)?;
    let form = known_form(house, &found.form_id).await?;
    opens(handler, &form)?;
    Ok((form, found))
}

/// A form that is not of a service whose records this person may not open.
pub(super) async fn own_form(house: &House, handler: &Handler, id: &str) -> Result<FormRow> {
    let form = known_form(house, id).await?;
    if is_of_others(&handler.member, &form) { Err(Refusal::NotYours.into()) } else { Ok(form) }
}

pub(super) async fn known_form(house: &House, id: &str) -> Result<FormRow> {
    if id.contains('\0') {
        return Err(Error::NotFound);
    }
    forms::by_id(&mut house.store.read().await?, id).await?.ok_or(Error::NotFound)
}

pub(super) async fn text(house: &House, form: &str, version: &str) -> Result<Vec<u8>> {
    forms::xml(&mut house.store.read().await?, form, version).await?.ok_or(Error::NotFound)
}

pub(crate) async fn book_of(house: &House, form: &str, version: &str, lang: Lang) -> Result<Arc<Codebook>> {
    let xml = text(house, form, version).await?;
    away(move || codebook::book(&xml, lang).map(Arc::new)).await
}

pub(crate) async fn unsealed(house: &House, id: Uuid) -> Result<Zeroizing<Vec<u8>>> {
    let sealed = submissions::xml(&mut house.store.read().await?, id).await?.ok_or(Error::NotFound)?;
    Ok(house.keys.server.open(ServerPurpose::Submission, id.as_bytes(), &sealed)?)
}

async fn names(house: &House) -> Result<BTreeMap<Uuid, String>> {
    let all = volunteers::list(&mut house.store.read().await?, Account::Volunteer).await?;
    Ok(all.into_iter().map(|one| (one.id, one.name)).collect())
}
