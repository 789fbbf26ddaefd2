//! Forms, volunteers and records as people of the desk meet them: who may do what, and nothing of a record for whoever may not
//! open it. Records are sealed under the key of the server, not under those of handlers: what keeps others out is this room.

mod dossier;
mod sheet;
mod volunteers;

pub(super) use dossier::{Because, entry};
pub use dossier::{Clash, Dossier, Thought, file_of, open_record, review};
pub use sheet::{Dots, MOST_DRAWN, PAGE, Sheet, SheetRow, Wanted, dots, sheet};
pub use volunteers::{assign, dismiss, enlist_for, renew, volunteers_for};

use super::codebook::{self, Asked, Codebook, Told};
use super::{Added, Addition, Listed, readings};
use crate::desk::Handler;
use crate::house::away;
use crate::{Error, House, Result};
use civic::case::Refusal;
use civic::directory::Member;
use kernel::{Lang, Uuid};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::forms::{self, FormRow, FormState};
use store::sheets::{self, Found};
use store::submissions;
use store::volunteers::Account;
use vault::ServerPurpose;
use zeroize::Zeroizing;

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

pub(super) async fn tell(book: &Arc<Codebook>, xml: Zeroizing<Vec<u8>>) -> Result<Told> {
    let book = Arc::clone(book);
    away(move || book.tell(&xml).map_err(|error| Error::Internal(error.to_string()))).await
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
    let all = store::volunteers::list(&mut house.store.read().await?, Account::Volunteer).await?;
    Ok(all.into_iter().map(|one| (one.id, one.name)).collect())
}
