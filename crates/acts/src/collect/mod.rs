//! What the telephone of a volunteer does: asks for its forms, fetches them with their files, sends records. The words are
//! those of OpenRosa, the protocol of ODK Collect (docs.getodk.org/openrosa).

mod about;
mod area;
mod around;
pub mod choose;
mod codebook;
pub mod correct;
mod current;
pub mod desk;
pub mod dry;
pub mod entities;
mod field_key;
mod known;
pub mod paper;
mod posted;
pub mod readings;
mod receive;
mod records;
pub mod session;
mod setup;
mod sheets;
mod team;
pub mod trial;
mod unseal;
mod wording;
pub mod writing;

pub use about::{ABOUT, about};
pub(crate) use codebook::point;
pub use codebook::{Asked, Line, Said, Told};
pub use current::current;
pub use field_key::{field_key, renew_field_key};
pub use known::Known;
pub use posted::{Contents, Posted, pack_posted, receive_posted};
pub use receive::{LARGEST_RECORD, Outcome, Parcel, Refused, receive};
pub use records::{Record, Records, clash_xml, clashes, media_of};
pub use setup::{Added, Addition, Listed, add_form, listed, set_state};
pub use sheets::{FieldForm, Fillable, field_form, fillable};
pub use team::{Enlisted, Recruit, assign, enlist, entrust, renew, revoke, team};
pub use unseal::{Signed, Unsealed, unseal};
pub use wording::{Wording, wording};

use crate::{Error, House, Result};
use area::Area;
use kernel::Uuid;
use store::forms::{self, MediaNote, Offered};
use store::volunteers::{self, Account};
use vault::LinkSecret;

/// Files of one parcel at the most: a record names no more.
pub const MOST_FILES: usize = 1_000;

/// Whose telephone, or program, asks for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volunteer {
    /// Id.
    pub id: Uuid,
    /// Name or pseudonym.
    pub name: String,
    /// Codes of the places in which they work; none for the whole country.
    pub places: Vec<String>,
}

/// Who holds this token of a volunteer; notes that their telephone was seen.
///
/// # Errors
/// [`Error::NotFound`] when nobody does, or no longer; those of the store.
pub async fn volunteer(house: &House, token: &str) -> Result<Volunteer> {
    holder(house, Account::Volunteer, token).await
}

/// Who holds this token of an analyst; notes that their program was seen.
///
/// # Errors
/// [`Error::SignedOut`] when nobody does, or no longer; those of the store.
pub async fn analyst(house: &House, token: &str) -> Result<Volunteer> {
    match holder(house, Account::Analyst, token).await {
        Err(Error::NotFound) => Err(Error::SignedOut),
        other => other,
    }
}

async fn holder(house: &House, account: Account, token: &str) -> Result<Volunteer> {
    let hash = LinkSecret::from_text(token).map_err(|_| Error::NotFound)?.id();
    holding(house, account, &hash).await
}

/// Who holds the token with this hash.
async fn holding(house: &House, account: Account, hash: &[u8]) -> Result<Volunteer> {
    let mut conn = house.store.read().await?;
    let found = volunteers::by_token(&mut conn, account, hash).await?;
    let found = found.filter(|found| found.revoked.is_none()).ok_or(Error::NotFound)?;
    let places = volunteers::places(&mut conn, found.id).await?;
    drop(conn);
    let now = house.clock.now();
    if found.seen.is_none_or(|seen| now.0 - seen >= volunteers::SEEN_EVERY) {
        let id = found.id;
        house.store.write(async move |tx| volunteers::note_seen(tx, id, now).await).await?;
    }
    Ok(Volunteer { id: found.id, name: found.name, places })
}

/// How many records a volunteer sent.
///
/// # Errors
/// Those of the store.
pub async fn sent(house: &House, volunteer: &Volunteer) -> Result<i64> {
    Ok(store::submissions::of_volunteer(&mut house.store.read().await?, volunteer.id).await?)
}

/// The forms a volunteer may fill now, by title.
///
/// # Errors
/// Those of the store.
pub async fn offered(house: &House, volunteer: &Volunteer) -> Result<Vec<Offered>> {
    Ok(forms::offered(&mut house.store.read().await?, volunteer.id).await?)
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`] when it is none of them; those of the store.
pub async fn form(house: &House, volunteer: &Volunteer, id: &str) -> Result<Offered> {
    offered(house, volunteer).await?.into_iter().find(|form| form.id == id).ok_or(Error::NotFound)
}

/// The text of an offered form, byte for byte as it was added.
///
/// # Errors
/// [`Error::NotFound`] when it was replaced meanwhile; those of the store.
pub async fn form_xml(house: &House, form: &Offered) -> Result<Vec<u8>> {
    forms::xml(&mut house.store.read().await?, &form.id, &form.version).await?.ok_or(Error::NotFound)
}

/// The files of an offered form as they come to somebody who works in these places (none: the whole country), by name.
///
/// # Errors
/// Those of the store.
pub async fn media(house: &House, places: &[String], form: &Offered) -> Result<Vec<MediaNote>> {
    Area::new(&house.places, places).notes(house, &form.id).await
}

/// The contents of one of them, as they come to the same person.
///
/// # Errors
/// [`Error::NotFound`] when there is none of that name; those of the store.
pub async fn media_bytes(
    house: &House,
    places: &[String],
    form: &Offered,
    note: &MediaNote,
) -> Result<Vec<u8>> {
    let bytes = forms::media(&mut house.store.read().await?, &form.id, &note.name).await?;
    Ok(Area::new(&house.places, places).shown(&note.name, bytes.ok_or(Error::NotFound)?))
}

/// Whether a name can be that of a file: one part of a path, nothing that steers a terminal or a file system.
fn is_file_name(name: &str) -> bool {
    let steers = |c: char| c.is_control() || matches!(c, '/' | '\\');
    !matches!(name, "" | "." | "..") && name.len() <= LONGEST_FILE_NAME && !name.contains(steers)
}

/// Bytes of the name of a file: what common file systems hold.
const LONGEST_FILE_NAME: usize = 255;
