//! Forms of the house: added, opened, closed.

use super::desk::is_of_others;
use super::entities::{self, Declared, rights};
use super::{is_file_name, known};
use crate::{Error, House, Result};
use civic::case::Refusal;
use civic::directory::Member;
use std::collections::BTreeMap;
use store::entity_lists::{self, Tied};
use store::forms::{self, FormRow, FormState, MediaNote, MediaRow, VersionNote, VersionRow};
use store::submissions::{self, Counts};
use store::{StoreError, Tx};
use xforms::{EntityFault, Form, FormError};

/// A form to be added.
#[derive(Debug)]
pub struct Addition {
    /// The XForm, byte for byte as telephones will get it.
    pub xml: Vec<u8>,
    /// The pack whose service it belongs to.
    pub pack: Option<String>,
    /// Files at hand, by name; those that the form does not name are left.
    pub media: BTreeMap<String, Vec<u8>>,
    /// Whether it stays a draft: kept, shown to nobody, and open to correction under the same version.
    pub draft: bool,
}

/// What became of a form that was added.
#[derive(Debug)]
pub enum Added {
    /// It is kept.
    Kept {
        /// Id.
        id: String,
        /// Version.
        version: String,
        /// Where it stands.
        state: FormState,
        /// Whether anything is new.
        changed: bool,
        /// Files that it names and that are not here.
        missing: Vec<String>,
        /// Files that were given and that it does not name.
        unused: Vec<String>,
    },
    /// Not UTF-8.
    NotText,
    /// It cannot be read.
    Unreadable(FormError),
    /// What it says of entities cannot be done.
    Entities(EntityFault),
    /// Its id or version is longer than a record may say.
    LongName,
    /// It wants records encrypted and does not name them, without which nobody could decrypt one.
    Nameless,
    /// It would read or write a list of a service whose records whoever adds it may not open.
    OthersList {
        /// The list.
        list: String,
    },
    /// This version of it is kept already, with other contents: telephones could not tell the two apart.
    SameVersion {
        /// Id.
        id: String,
        /// Version.
        version: String,
    },
}

/// Adds a form or another version of one, which is then the current one. The same bytes again change nothing but the files.
///
/// # Errors
/// [`Error::NotFound`] when the house does not have the pack; those of the store.
pub async fn add_form(house: &House, addition: Addition) -> Result<Added> {
    add(house, addition, None).await
}

/// As [`add_form`], for a `keeper` who may not touch what belongs to services of others; without one the house itself adds it.
///
/// # Errors
/// [`Refusal::NotYours`] when the form belongs to another service; as [`add_form`].
pub(super) async fn add(house: &House, addition: Addition, keeper: Option<Member>) -> Result<Added> {
    if let Some(pack) = &addition.pack
        && house.survey(pack).is_err()
    {
        house.service(pack)?;
    }
    let Ok(text) = std::str::from_utf8(&addition.xml) else { return Ok(Added::NotText) };
    let form = match Form::parse(text) {
        Ok(form) => form,
        Err(error) => return Ok(Added::Unreadable(error)),
    };
    let declared = match Declared::of(&form) {
        Ok(declared) => declared,
        Err(fault) => return Ok(Added::Entities(fault)),
    };
    // As a record says them: Collect cuts the blanks around both.
    let (id, version) = (form.id().to_owned(), form.version().unwrap_or_default().trim().to_owned());
    let fits = |name: &str| name.len() <= LONGEST_NAME && !name.contains(char::is_control);
    if id.is_empty() || !fits(&id) || !fits(&version) {
        return Ok(Added::LongName);
    }
    let named = |node: &xforms::SchemaNode<'_>| node.path.ends_with("/meta/instanceID");
    if form.submission().public_key.is_some() && !form.schema().iter().any(named) {
        return Ok(Added::Nameless);
    }
    let wanted: Vec<String> =
        form.media().into_iter().map(file_name).filter(|name| is_file_name(name)).collect();
    let (mut media, mut unused) = (Vec::new(), Vec::new());
    let at = house.clock.now();
    let now = at.0;
    for (name, bytes) in addition.media {
        if wanted.contains(&name) {
            let md5 = vault::md5_hex(&bytes);
            media.push(MediaRow { form_id: id.clone(), name, md5, bytes, added: now });
        } else {
            unused.push(name);
        }
    }
    let title = if form.title().is_empty() { id.clone() } else { form.title().replace('\0', "") };
    let state = if addition.draft { FormState::Draft } else { FormState::Open };
    let row =
        FormRow { id: id.clone(), pack: addition.pack, title, state, version: version.clone(), created: now };
    let md5 = vault::md5_hex(&addition.xml);
    let text =
        VersionRow { form_id: id.clone(), version: version.clone(), xml: addition.xml, md5, added: now };
    let wanted_here = wanted.clone();
    let kept = house.store.write(async move |tx| {
        if let Some(keeper) = &keeper
            && let Some(hindrance) = hindrance(tx, keeper, &row, &declared, &media).await?
        {
            return Ok(Err(hindrance));
        }
        let kept = keep(tx, row, text, media, &wanted_here).await?;
        let Some((form, state, changed, mut here)) = kept else { return Ok(Err(Hindrance::SameVersion)) };
        entities::declare(tx, &form, &declared, state == FormState::Draft, at).await?;
        let lists = entity_lists::read_by(tx, &form).await?;
        here.extend(lists.into_iter().map(|list| format!("{list}.csv")));
        // A draft's own lists come into being when it is opened.
        here.extend(wanted_here.into_iter().filter(|name| declared.writes_table(name)));
        Ok(Ok((state, changed, here)))
    });
    let (state, changed, here) = match kept.await? {
        Ok(kept) => kept,
        Err(Hindrance::NotYours) => return Err(Refusal::NotYours.into()),
        Err(Hindrance::OthersList(list)) => return Ok(Added::OthersList { list }),
        Err(Hindrance::SameVersion) => return Ok(Added::SameVersion { id, version }),
    };
    let missing = wanted.into_iter().filter(|name| !here.contains(name)).collect();
    Ok(Added::Kept { id, version, state, changed, missing, unused })
}

/// Bytes of a form's id or version: what a record may say ([`xforms::Submitted`]).
const LONGEST_NAME: usize = 255;

/// The name of a file that a form names as `jr://images/well.png`.
pub(super) fn file_name(uri: &str) -> String {
    uri.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Why a form was not kept that could be.
enum Hindrance {
    NotYours,
    OthersList(String),
    SameVersion,
}

/// What of others stands in the way of a form.
async fn hindrance(
    tx: &mut Tx,
    keeper: &Member,
    new: &FormRow,
    declared: &Declared,
    media: &[MediaRow],
) -> std::result::Result<Option<Hindrance>, StoreError> {
    let mut own = Tied { id: new.id.clone(), pack: new.pack.clone() };
    if let Some(before) = forms::by_id(tx, &new.id).await? {
        // Whoever gave a form another service would open what came for the one before.
        let moved = before.pack.is_some() && new.pack.is_some() && new.pack != before.pack;
        if moved || is_of_others(keeper, &before) {
            return Ok(Some(Hindrance::NotYours));
        }
        own.pack = own.pack.or(before.pack);
    }
    let known = forms::media_notes(tx, &new.id).await?;
    let given: Vec<String> =
        known.into_iter().map(|note| note.name).chain(media.iter().map(|file| file.name.clone())).collect();
    let list = rights::of_others(tx, keeper, &own, declared, &given).await?;
    Ok(list.map(Hindrance::OthersList))
}

/// Whether a form can read rows of a file.
pub(super) fn is_table(name: &str) -> bool {
    [".csv", ".xml", ".geojson"].iter().any(|ending| name.ends_with(ending))
}

type Kept = Option<(String, FormState, bool, Vec<String>)>;

/// Id, state, whether anything changed, and the files that are there then; `None` when the version has other contents.
async fn keep(
    tx: &mut Tx,
    row: FormRow,
    text: VersionRow,
    media: Vec<MediaRow>,
    wanted: &[String],
) -> std::result::Result<Kept, StoreError> {
    let before = forms::by_id(tx, &row.id).await?;
    let state = before.as_ref().map_or(row.state, |before| before.state);
    let same = match forms::version(tx, &row.id, &row.version).await? {
        Some(known) if known.md5 == text.md5 => true,
        Some(_) if state != FormState::Draft => return Ok(None),
        _ => false,
    };
    let mut changed = !same || before.as_ref().is_none_or(|before| before.version != row.version);
    let row = match before {
        // A pack that is not said again stays.
        Some(before) => FormRow { pack: row.pack.or(before.pack), ..row },
        None => row,
    };
    forms::put(tx, &row).await?;
    if !same {
        forms::put_version(tx, &text).await?;
    }
    let known = forms::media_notes(tx, &row.id).await?;
    let (mut here, gone): (Vec<_>, Vec<_>) = known.into_iter().partition(|note| wanted.contains(&note.name));
    for note in &gone {
        if is_table(&note.name) {
            forms::set_aside(tx, &row.id, &note.name).await?;
        }
        forms::drop_media(tx, &row.id, &note.name).await?;
    }
    changed |= !gone.is_empty();
    for file in &media {
        if here.iter().any(|note| note.name == file.name && note.md5 == file.md5) {
            continue;
        }
        forms::put_media(tx, file).await?;
        changed = true;
        here.push(MediaNote { name: file.name.clone(), md5: file.md5.clone(), added: file.added });
    }
    let here = here.into_iter().map(|note| note.name).collect();
    Ok(Some((row.id, state, changed, here)))
}

/// A form of the house, with what came of it.
#[derive(Debug)]
pub struct Listed {
    /// The form.
    pub form: FormRow,
    /// Its versions, the latest first.
    pub versions: Vec<VersionNote>,
    /// What came of it.
    pub counts: Counts,
    /// Files that the current version names and that are not here.
    pub missing: Vec<String>,
}

/// Every form, by id.
///
/// # Errors
/// Those of the store.
pub async fn listed(house: &House) -> Result<Vec<Listed>> {
    let mut conn = house.store.read().await?;
    let mut all = Vec::new();
    for form in forms::list(&mut conn).await? {
        let here = forms::media_notes(&mut conn, &form.id).await?;
        let xml = forms::xml(&mut conn, &form.id, &form.version).await?.ok_or(Error::NotFound)?;
        let read = known::read(&xml)?;
        let named = read.media().into_iter().map(file_name).collect::<Vec<_>>();
        let lists = entity_lists::read_by(&mut conn, &form.id).await?;
        // Its own list comes into being when it is opened.
        let own = Declared::of(&read).unwrap_or_default();
        let is_list = |name: &str| {
            own.writes_table(name) || lists.iter().any(|list| name.strip_suffix(".csv") == Some(list))
        };
        let absent = |name: &String| {
            is_file_name(name) && !is_list(name) && !here.iter().any(|note| note.name == *name)
        };
        all.push(Listed {
            versions: forms::versions(&mut conn, &form.id).await?,
            counts: submissions::counts(&mut conn, &form.id).await?,
            missing: named.into_iter().filter(absent).collect(),
            form,
        });
    }
    Ok(all)
}

/// Opens or closes a form.
///
/// # Errors
/// [`Error::NotFound`] when there is none of that id; those of the store.
pub async fn set_state(house: &House, id: &str, state: FormState) -> Result<()> {
    turn(house, id, state, None).await
}

/// As [`set_state`], for a `keeper` whose form may read and write no list of others.
///
/// # Errors
/// [`Refusal::NotYours`] when it would; as [`set_state`].
pub(super) async fn turn(house: &House, id: &str, state: FormState, keeper: Option<Member>) -> Result<()> {
    let (_, form) = super::current(house, id).await?;
    let declared = Declared::of(&form).unwrap_or_default();
    let (id, now) = (id.to_owned(), house.clock.now());
    let unit = house.store.write(async move |tx| {
        if let Some(keeper) = &keeper {
            let form = forms::by_id(tx, &id).await?.ok_or(StoreError::Stale)?;
            let own = Tied { id: form.id, pack: form.pack };
            let given = forms::media_notes(tx, &id).await?.into_iter().map(|note| note.name);
            let given: Vec<String> = given.collect();
            if rights::of_others(tx, keeper, &own, &declared, &given).await?.is_some() {
                return Ok(false);
            }
        }
        forms::set_state(tx, &id, state).await?;
        entities::declare(tx, &id, &declared, state == FormState::Draft, now).await.map(|()| true)
    });
    match unit.await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Refusal::NotYours.into()),
        Err(StoreError::Stale) => Err(Error::NotFound),
        Err(error) => Err(error.into()),
    }
}
