//! Where drafts are kept and what opens them: those of reporters under their cookie, for a day; those of volunteers under their
//! id, on whatever phone they sign in, for two weeks.

use crate::{Error, House, Result};
use kernel::Uuid;
use store::drafts::{self, Draft as Row};
use store::field_drafts::{self, Put};
use vault::{ServerKey, ServerPurpose, SessionSecret, sha256};
use zeroize::Zeroizing;

/// The secret of a draft, as its cookie carries it, with what it opens; or the draft of a volunteer.
pub struct DraftKey {
    owner: Owner,
    key: ServerKey,
}

enum Owner {
    /// Whoever has the cookie.
    Reporter { cookie: Zeroizing<String>, id: [u8; 32] },
    /// Whoever is signed in as the volunteer.
    Volunteer { volunteer: Uuid, draft: Uuid },
}

impl DraftKey {
    /// A fresh one for a reporter.
    ///
    /// # Errors
    /// When there is no randomness.
    pub(crate) fn draw(house: &House) -> Result<Self> {
        let cookie = SessionSecret::draw(&*house.entropy)?.to_cookie();
        Self::from_cookie(house, &cookie)
    }

    /// Reads the cookie.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is none of ours.
    pub fn from_cookie(house: &House, cookie: &str) -> Result<Self> {
        let secret = SessionSecret::from_cookie(cookie).map_err(|_| Error::NotFound)?;
        let key = house.keys.server.derive(ServerPurpose::Draft, cookie.as_bytes());
        let cookie = Zeroizing::new(cookie.to_owned());
        Ok(Self { owner: Owner::Reporter { cookie, id: secret.id() }, key })
    }

    /// The draft of a volunteer: its key is derived from the server's and the two ids, so that what is sealed for one does not
    /// open for another.
    pub(crate) fn of_volunteer(house: &House, volunteer: Uuid, draft: Uuid) -> Self {
        let ids = [*volunteer.as_bytes(), *draft.as_bytes()].concat();
        let key = house.keys.server.derive(ServerPurpose::FieldDraft, &ids);
        Self { owner: Owner::Volunteer { volunteer, draft }, key }
    }

    /// The text of the cookie; empty for the draft of a volunteer, whose cookie says who they are and not what they write.
    pub fn to_cookie(&self) -> &str {
        match &self.owner {
            Owner::Reporter { cookie, .. } => cookie,
            Owner::Volunteer { .. } => "",
        }
    }

    /// What tells this draft from others.
    pub(super) fn id(&self) -> [u8; 32] {
        match &self.owner {
            Owner::Reporter { id, .. } => *id,
            Owner::Volunteer { draft, .. } => sha256(draft.as_bytes()),
        }
    }

    fn purpose(&self) -> ServerPurpose {
        match self.owner {
            Owner::Reporter { .. } => ServerPurpose::Draft,
            Owner::Volunteer { .. } => ServerPurpose::FieldDraft,
        }
    }

    /// The row of a file: found from the secret alone, as the draft is.
    fn file_id(&self, place: &str) -> [u8; 32] {
        sha256(&[&self.id()[..], place.as_bytes()].concat())
    }

    fn seal(&self, house: &House, id: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
        Ok(self.key.seal(self.purpose(), id, plain, &*house.entropy)?)
    }

    fn unseal(&self, id: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        Ok(self.key.open(self.purpose(), id, sealed)?)
    }

    /// The name under which a file is known. The files of a record lie beside one another, so two photographs that phones call
    /// `image.jpg` must not have one name; a reporter's are told apart by their questions.
    pub(super) fn name_of_file(&self, house: &House, name: String) -> Result<String> {
        if matches!(self.owner, Owner::Reporter { .. }) {
            return Ok(name);
        }
        let mut chance = [0; 4];
        house.entropy.fill(&mut chance)?;
        let chance = format!("{:08x}", u32::from_be_bytes(chance));
        Ok(match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => format!("{stem}-{chance}.{ending}"),
            _ => format!("{name}-{chance}"),
        })
    }

    /// The answers with the page.
    pub(super) async fn answers(
        &self,
        house: &House,
        pack: &str,
    ) -> Result<Option<(Zeroizing<Vec<u8>>, String)>> {
        let (mut conn, now, id) = (house.store.read().await?, house.clock.now(), self.id());
        let (sealed, page) = match self.owner {
            Owner::Reporter { id, .. } => {
                let row = drafts::get(&mut conn, &id, now).await?.filter(|row| row.pack == pack);
                let Some(row) = row else { return Ok(None) };
                (row.sealed, row.page)
            }
            Owner::Volunteer { volunteer, draft } => {
                let row = field_drafts::get(&mut conn, draft, volunteer, now).await?;
                let Some(row) = row.filter(|row| row.form_id == pack) else { return Ok(None) };
                (row.sealed, row.page)
            }
        };
        Ok(Some((self.unseal(&id, &sealed)?, page)))
    }

    /// Begins the draft of a volunteer.
    pub(crate) async fn begin(&self, house: &House, form: &str, plain: &[u8]) -> Result<()> {
        let Owner::Volunteer { volunteer, draft } = self.owner else { return Err(Error::NotFound) };
        let now = house.clock.now().0;
        let row = field_drafts::FieldDraft {
            id: draft,
            volunteer_id: volunteer,
            form_id: form.to_owned(),
            sealed: self.seal(house, &self.id(), plain)?,
            page: String::new(),
            begun: now,
            updated: now,
        };
        Ok(house.store.write(async move |tx| field_drafts::put(tx, &row).await).await?)
    }

    /// Keeps the answers in place of those before.
    pub(super) async fn keep_answers(
        &self,
        house: &House,
        pack: &str,
        plain: &[u8],
        page: &str,
    ) -> Result<()> {
        let id = self.id();
        let sealed = self.seal(house, &id, plain)?;
        let (now, page) = (house.clock.now(), page.to_owned());
        match self.owner {
            Owner::Reporter { .. } => {
                let row = Row { id_hash: id.to_vec(), pack: pack.to_owned(), sealed, page, updated: now.0 };
                Ok(house.store.write(async move |tx| drafts::put(tx, &row).await).await?)
            }
            Owner::Volunteer { volunteer, draft } => {
                let change = async move |tx: &mut store::Tx| {
                    field_drafts::change(tx, draft, volunteer, &sealed, &page, now).await
                };
                match house.store.write(change).await? {
                    true => Ok(()),
                    false => Err(Error::NotFound),
                }
            }
        }
    }

    /// Keeps answers that are not to be changed any more, when nobody changed the draft since `before`, its sealed bytes, was
    /// read; false when somebody did. For volunteers alone.
    pub(crate) async fn settle(&self, house: &House, before: Vec<u8>, plain: &[u8]) -> Result<bool> {
        let Owner::Volunteer { volunteer, draft } = self.owner else { return Err(Error::NotFound) };
        let (sealed, now) = (self.seal(house, &self.id(), plain)?, house.clock.now());
        let settle = async move |tx: &mut store::Tx| {
            field_drafts::settle(tx, draft, volunteer, &before, &sealed, now).await
        };
        Ok(house.store.write(settle).await?)
    }

    /// The file kept at a place.
    pub(super) async fn file(
        &self,
        house: &House,
        pack: &str,
        place: &str,
    ) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let (mut conn, id) = (house.store.read().await?, self.file_id(place));
        let sealed = match self.owner {
            Owner::Reporter { .. } => {
                let row = drafts::get(&mut conn, &id, house.clock.now()).await?;
                row.filter(|row| row.pack == pack).map(|row| row.sealed)
            }
            Owner::Volunteer { draft, .. } => field_drafts::file(&mut conn, &id, draft).await?,
        };
        sealed.map(|sealed| self.unseal(&id, &sealed)).transpose()
    }

    /// Keeps a file; false when there is no room for it.
    pub(super) async fn keep_file(
        &self,
        house: &House,
        pack: &str,
        place: &str,
        plain: &[u8],
    ) -> Result<bool> {
        let (id, budget) = (self.file_id(place), house.terms.unsent_files);
        let sealed = self.seal(house, &id, plain)?;
        match self.owner {
            Owner::Reporter { .. } => {
                let (id_hash, updated) = (id.to_vec(), house.clock.now().0);
                let (pack, page) = (pack.to_owned(), drafts::FILE.to_owned());
                let row = Row { id_hash, pack, sealed, page, updated };
                Ok(house.store.write(async move |tx| drafts::put_file(tx, &row, budget).await).await?)
            }
            Owner::Volunteer { draft, .. } => {
                let put = async move |tx: &mut store::Tx| {
                    field_drafts::put_file(tx, &id, draft, &sealed, budget).await
                };
                match house.store.write(put).await? {
                    Put::Kept => Ok(true),
                    Put::NoRoom => Ok(false),
                    Put::Gone => Err(Error::NotFound),
                }
            }
        }
    }

    /// Forgets files by their places.
    pub(super) async fn discard(&self, house: &House, places: Vec<String>) -> Result<()> {
        let ids: Vec<[u8; 32]> = places.iter().map(|place| self.file_id(place)).collect();
        let of_reporter = matches!(self.owner, Owner::Reporter { .. });
        let drop_all = async move |tx: &mut store::Tx| {
            for id in &ids {
                match of_reporter {
                    true => drafts::delete(tx, id).await?,
                    false => field_drafts::drop_file(tx, id).await?,
                }
            }
            Ok(())
        };
        Ok(house.store.write(drop_all).await?)
    }

    /// Forgets the draft with the files at these places; those of a volunteer go with the draft.
    pub(super) async fn erase(&self, house: &House, places: Vec<String>) -> Result<()> {
        match self.owner {
            Owner::Reporter { id, .. } => {
                let files: Vec<[u8; 32]> = places.iter().map(|place| self.file_id(place)).collect();
                let delete = async move |tx: &mut store::Tx| {
                    drafts::delete(tx, &id).await?;
                    for file in &files {
                        drafts::delete(tx, file).await?;
                    }
                    Ok(())
                };
                Ok(house.store.write(delete).await?)
            }
            Owner::Volunteer { draft, .. } => {
                Ok(house.store.write(async move |tx| field_drafts::delete(tx, draft).await).await?)
            }
        }
    }
}
