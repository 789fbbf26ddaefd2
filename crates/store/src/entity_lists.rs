//! Lists of entities: their properties, and the forms that read and write them.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use kernel::Timestamp;
use sqlx::FromRow;

/// A list with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct ListRow {
    /// Its name, as forms write it.
    pub name: String,
    /// When it was first declared, ms UTC.
    pub created: i64,
    /// Grows with every change.
    pub revision: i64,
    /// Entities, without those that were deleted.
    pub entities: i64,
    /// Those of them that somebody should look at.
    pub conflicts: i64,
    /// Changes that wait for another one.
    pub held: i64,
    /// What records asked and could not be done.
    pub faults: i64,
}

/// What a form has to do with a list.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Tie {
    /// The form.
    pub form_id: String,
    /// The list.
    pub list: String,
    /// Whether it reads a table of that name.
    pub reads: bool,
    /// Whether its records write the list.
    pub writes: bool,
}

/// A form that has to do with a list.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Tied {
    /// The form.
    pub id: String,
    /// Pack whose service it belongs to.
    pub pack: Option<String>,
}

sql! {
    TOUCH = "INSERT INTO entity_lists (name, created, revision) VALUES ($1, $2, 1) \
             ON CONFLICT (name) DO UPDATE SET revision = entity_lists.revision + 1";
    REVISION = "SELECT revision FROM entity_lists WHERE name = $1";
    LIST = "SELECT l.name, l.created, l.revision, \
            (SELECT count(*) FROM entities n WHERE n.list = l.name AND n.deleted IS NULL) AS entities, \
            (SELECT count(*) FROM entities n WHERE n.list = l.name AND n.deleted IS NULL AND n.conflict IS NOT NULL) \
            AS conflicts, \
            (SELECT count(*) FROM entity_held h WHERE h.list = l.name) AS held, \
            (SELECT count(*) FROM entity_faults f WHERE f.list = l.name) AS faults \
            FROM entity_lists l WHERE l.name = $1";
    NAMES = "SELECT name FROM entity_lists ORDER BY name";
    ADD_PROPERTY = "INSERT INTO entity_properties (list, name, position) VALUES ($1, $2, \
                    (SELECT COALESCE(MAX(p.position), 0) + 1 FROM entity_properties p WHERE p.list = $1)) \
                    ON CONFLICT (list, name) DO NOTHING";
    PROPERTIES = "SELECT name FROM entity_properties WHERE list = $1 ORDER BY position";
    UNTIE = "DELETE FROM entity_forms WHERE form_id = $1 AND writes = FALSE";
    UNREAD = "UPDATE entity_forms SET reads = FALSE WHERE form_id = $1";
    TIE = "INSERT INTO entity_forms (form_id, list, reads, writes) VALUES ($1, $2, $3, $4) \
           ON CONFLICT (form_id, list) DO UPDATE SET reads = excluded.reads, \
           writes = (entity_forms.writes OR excluded.writes)";
    TIES = "SELECT form_id, list, reads, writes FROM entity_forms WHERE list = $1 ORDER BY form_id";
    WRITERS = "SELECT f.id, f.pack FROM entity_forms t JOIN forms f ON f.id = t.form_id \
               WHERE t.list = $1 AND t.writes = TRUE ORDER BY f.id";
    READERS = "SELECT f.id, f.pack FROM entity_forms t JOIN forms f ON f.id = t.form_id \
               WHERE t.list = $1 AND t.reads = TRUE \
               AND NOT EXISTS (SELECT 1 FROM form_media m WHERE m.form_id = t.form_id AND m.name = (t.list || '.csv')) \
               ORDER BY f.id";
    WRITTEN_BY = "SELECT list FROM entity_forms WHERE form_id = $1 AND writes = TRUE ORDER BY list";
    READ_BY = "SELECT t.list FROM entity_forms t JOIN entity_lists l ON l.name = t.list \
               WHERE t.form_id = $1 AND t.reads = TRUE \
               AND NOT EXISTS (SELECT 1 FROM form_media m WHERE m.form_id = t.form_id AND m.name = (t.list || '.csv')) \
               ORDER BY t.list";
}

/// Makes a list of this name, or notes that it changes. Until the end of the unit nobody else changes it.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn touch(tx: &mut Tx, list: &str, now: Timestamp) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(TOUCH).bind(list).bind(now.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// How often a list changed; `None` when there is none of that name.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn revision(conn: &mut Conn, list: &str) -> Result<Option<i64>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(REVISION).bind(list).fetch_optional(c).await)?)
}

/// The names of all lists, in their order.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn names(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(NAMES).fetch_all(c).await)?)
}

/// The list of this name, with what stands in it counted.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn by_name(conn: &mut Conn, name: &str) -> Result<Option<ListRow>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LIST).bind(name).fetch_optional(c).await)?)
}

/// Gives a list a property, after those it has; one it has already changes nothing.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn add_property(tx: &mut Tx, list: &str, name: &str) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(ADD_PROPERTY).bind(list).bind(name).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The properties of a list in the order in which forms brought them.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn properties(conn: &mut Conn, list: &str) -> Result<Vec<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(PROPERTIES).bind(list).fetch_all(c).await)?)
}

/// Forgets which tables a form reads. That it writes a list stays: records of earlier versions still do.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn unread(tx: &mut Tx, form: &str) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(UNTIE).bind(form).execute(c).await.map(|_| ()))?;
    on!(tx, c => sqlx::query(UNREAD).bind(form).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Notes what a form has to do with a list.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn tie(tx: &mut Tx, tie: &Tie) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(TIE)
        .bind(&tie.form_id)
        .bind(&tie.list)
        .bind(tie.reads)
        .bind(tie.writes)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The forms that have to do with a list.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn ties(conn: &mut Conn, list: &str) -> Result<Vec<Tie>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(TIES).bind(list).fetch_all(c).await)?)
}

/// The lists whose table a form reads and that it was not given as a file.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn read_by(conn: &mut Conn, form: &str) -> Result<Vec<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(READ_BY).bind(form).fetch_all(c).await)?)
}

/// The forms whose records write a list; none when there is no list of that name.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn writers(conn: &mut Conn, list: &str) -> Result<Vec<Tied>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(WRITERS).bind(list).fetch_all(c).await)?)
}

/// The forms that read a table of that name and were not given it as a file, whether or not there is such a list.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn readers(conn: &mut Conn, list: &str) -> Result<Vec<Tied>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(READERS).bind(list).fetch_all(c).await)?)
}

/// The lists that the records of a form write.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn written_by(conn: &mut Conn, form: &str) -> Result<Vec<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(WRITTEN_BY).bind(form).fetch_all(c).await)?)
}
