//! Forms offered to field teams: the form, every version of it, the files it shows or reads from.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use crate::error::exactly_one;
use kernel::Uuid;
use sqlx::FromRow;
use std::fmt;

/// Whether a form is offered, and whether it takes records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormState {
    /// Being prepared: listed for nobody.
    Draft,
    /// Offered; takes records.
    Open,
    /// Offered no more; takes no new record.
    Closed,
}

impl FormState {
    /// All of them, in the order of a form's life.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Open, Self::Closed];

    /// As it is stored, and as text keys name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

impl fmt::Display for FormState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for FormState {
    type Error = StoreError;
    fn try_from(stored: String) -> Result<Self, StoreError> {
        let known = Self::ALL.into_iter().find(|state| state.as_str() == stored);
        known.ok_or_else(|| StoreError::Value(format!("forms.state {stored}")))
    }
}

/// A form with the version that is offered now.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct FormRow {
    /// `id` of the XForm's primary instance; unique in the house.
    pub id: String,
    /// Pack whose service it belongs to.
    pub pack: Option<String>,
    /// Title of the current version.
    pub title: String,
    /// State.
    #[sqlx(try_from = "String")]
    pub state: FormState,
    /// Current version; empty for a form without one.
    pub version: String,
    /// When it was first added, ms UTC.
    pub created: i64,
}

/// One version of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Form.
    pub form_id: String,
    /// Version; empty for a form without one.
    pub version: String,
    /// The XForm, byte for byte as it is served.
    pub xml: Vec<u8>,
    /// MD5 of `xml`, 32 hexadecimal digits: how ODK Collect tells one version from another.
    pub md5: String,
    /// When it was added, ms UTC.
    pub added: i64,
}

/// A version without its text.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct VersionNote {
    /// Version.
    pub version: String,
    /// MD5 of its text.
    pub md5: String,
    /// When it was added, ms UTC.
    pub added: i64,
}

/// A file that a form shows or reads from.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct MediaRow {
    /// Form.
    pub form_id: String,
    /// Name as the form has it, without folders.
    pub name: String,
    /// MD5 of the contents, 32 hexadecimal digits.
    pub md5: String,
    /// Contents.
    pub bytes: Vec<u8>,
    /// When it was added, ms UTC.
    pub added: i64,
}

/// A file of a form without its contents.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct MediaNote {
    /// Name.
    pub name: String,
    /// MD5 of the contents.
    pub md5: String,
    /// When it was added, ms UTC.
    pub added: i64,
}

/// A form as it is offered to a volunteer.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Offered {
    /// Form.
    pub id: String,
    /// Title.
    pub title: String,
    /// Current version; empty for a form without one.
    pub version: String,
    /// MD5 of the current version.
    pub md5: String,
    /// More than none when files or lists come with it.
    pub media: i64,
}

sql! {
    PUT = "INSERT INTO forms (id, pack, title, state, version, created) VALUES ($1, $2, $3, $4, $5, $6) \
           ON CONFLICT (id) DO UPDATE SET pack = excluded.pack, title = excluded.title, version = excluded.version";
    SET_STATE = "UPDATE forms SET state = $2 WHERE id = $1";
    BY_ID = "SELECT id, pack, title, state, version, created FROM forms WHERE id = $1";
    LIST = "SELECT id, pack, title, state, version, created FROM forms ORDER BY id";
    OFFERED = "SELECT f.id, f.title, f.version, v.md5, \
               (SELECT count(*) FROM form_media m WHERE m.form_id = f.id) + \
               (SELECT count(*) FROM entity_forms t JOIN entity_lists l ON l.name = t.list \
               WHERE t.form_id = f.id AND t.reads = TRUE) AS media \
               FROM volunteer_forms a JOIN forms f ON f.id = a.form_id \
               JOIN form_versions v ON v.form_id = f.id AND v.version = f.version \
               WHERE a.volunteer_id = $1 AND f.state = 'open' ORDER BY f.title, f.id";
    PUT_VERSION = "INSERT INTO form_versions (form_id, version, xml, md5, added) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (form_id, version) DO UPDATE SET xml = excluded.xml, md5 = excluded.md5, \
                   added = excluded.added";
    XML = "SELECT xml FROM form_versions WHERE form_id = $1 AND version = $2";
    VERSION = "SELECT version, md5, added FROM form_versions WHERE form_id = $1 AND version = $2";
    VERSIONS = "SELECT version, md5, added FROM form_versions WHERE form_id = $1 ORDER BY added DESC, version DESC";
    PUT_MEDIA = "INSERT INTO form_media (form_id, name, md5, bytes, added) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (form_id, name) DO UPDATE SET md5 = excluded.md5, bytes = excluded.bytes, \
                 added = excluded.added";
    SET_ASIDE = "INSERT INTO form_media_aside (form_id, name, md5, bytes, added) \
                 SELECT m.form_id, m.name, m.md5, m.bytes, m.added FROM form_media m WHERE m.form_id = $1 AND m.name = $2 \
                 AND EXISTS (SELECT 1 FROM field_drafts d WHERE d.form_id = m.form_id) \
                 ON CONFLICT (form_id, name) DO UPDATE SET md5 = excluded.md5, bytes = excluded.bytes, added = excluded.added";
    ASIDE = "SELECT form_id, name, md5, bytes, added FROM form_media_aside WHERE form_id = $1 ORDER BY name";
    FORGET_ASIDE = "DELETE FROM form_media_aside \
                    WHERE NOT EXISTS (SELECT 1 FROM field_drafts d WHERE d.form_id = form_media_aside.form_id)";
    DROP_MEDIA = "DELETE FROM form_media WHERE form_id = $1 AND name = $2";
    MEDIA = "SELECT bytes FROM form_media WHERE form_id = $1 AND name = $2";
    MEDIA_NOTES = "SELECT name, md5, added FROM form_media WHERE form_id = $1 ORDER BY name";
}

/// Adds a form, or gives a known one its current version, title and pack; its state stays.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn put(tx: &mut Tx, form: &FormRow) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(PUT)
        .bind(&form.id)
        .bind(&form.pack)
        .bind(&form.title)
        .bind(form.state.as_str())
        .bind(&form.version)
        .bind(form.created)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Opens, closes or withdraws a form.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such form.
pub async fn set_state(tx: &mut Tx, id: &str, state: FormState) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(SET_STATE)
        .bind(id)
        .bind(state.as_str())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// One form.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn by_id(conn: &mut Conn, id: &str) -> Result<Option<FormRow>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BY_ID).bind(id).fetch_optional(c).await)?)
}

/// Every form, by id.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn list(conn: &mut Conn) -> Result<Vec<FormRow>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LIST).fetch_all(c).await)?)
}

/// Keeps a version, in place of the one of that name: a draft that nobody has fetched.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn put_version(tx: &mut Tx, version: &VersionRow) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(PUT_VERSION)
        .bind(&version.form_id)
        .bind(&version.version)
        .bind(&version.xml)
        .bind(&version.md5)
        .bind(version.added)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The forms that a volunteer may fill now, by title.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn offered(conn: &mut Conn, volunteer: Uuid) -> Result<Vec<Offered>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OFFERED).bind(volunteer).fetch_all(c).await)?)
}

/// The text of one version.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn xml(conn: &mut Conn, form: &str, version: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(XML).bind(form).bind(version).fetch_optional(c).await)?)
}

/// One version without its text.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn version(conn: &mut Conn, form: &str, version: &str) -> Result<Option<VersionNote>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(VERSION).bind(form).bind(version).fetch_optional(c).await)?)
}

/// The versions of a form, the latest first.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn versions(conn: &mut Conn, form: &str) -> Result<Vec<VersionNote>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(VERSIONS).bind(form).fetch_all(c).await)?)
}

/// Keeps a file in place of the earlier one of that name.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn put_media(tx: &mut Tx, media: &MediaRow) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(PUT_MEDIA)
        .bind(&media.form_id)
        .bind(&media.name)
        .bind(&media.md5)
        .bind(&media.bytes)
        .bind(media.added)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Forgets a file that the form names no more.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn drop_media(tx: &mut Tx, form: &str, name: &str) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(DROP_MEDIA).bind(form).bind(name).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The contents of one file.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn media(conn: &mut Conn, form: &str, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(MEDIA).bind(form).bind(name).fetch_optional(c).await)?)
}

/// The files of a form, by name.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn media_notes(conn: &mut Conn, form: &str) -> Result<Vec<MediaNote>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(MEDIA_NOTES).bind(form).fetch_all(c).await)?)
}

/// Keeps a copy of a file that the form is about to lose, for records that volunteers are writing with an earlier version; nothing
/// when nobody is writing one.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn set_aside(tx: &mut Tx, form: &str, name: &str) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(SET_ASIDE).bind(form).bind(name).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The files that were set aside when a form lost them, by name.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn media_aside(conn: &mut Conn, form: &str) -> Result<Vec<MediaRow>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(ASIDE).bind(form).fetch_all(c).await)?)
}

/// Forgets the files set aside of forms of which nobody is writing a record any more.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn forget_aside(tx: &mut Tx) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(FORGET_ASIDE).execute(c).await.map(|_| ()))?;
    Ok(())
}
