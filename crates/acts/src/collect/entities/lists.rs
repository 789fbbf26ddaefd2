//! Lists as forms and telephones meet them: declared by forms that write them, laid out as a table for those that read them.

use super::Body;
use super::tools::Tools;
use crate::collect::is_file_name;
use crate::collect::setup::is_table;
use crate::house::away;
use crate::{Error, House, Result};
use kernel::{Timestamp, Uuid};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::entities::Only;
use store::entity_lists::{self, ListRow, Tie};
use store::{StoreError, Tx, entities, forms};
use xforms::{EntityFault, EntityPlan, Form};

/// Entities opened in one go.
const PAGE: i64 = 500;
/// Bytes of a table that stay in memory; a longer one is laid out again when it is fetched.
const KEPT: usize = 8 << 20;
/// Ids that a telephone may ask about in one request.
const MOST_ASKED: usize = 2_000;

/// What a form has to do with lists.
#[derive(Debug, Clone, Default)]
pub(in crate::collect) struct Declared {
    /// Lists that its records write, each with its properties.
    pub writes: Vec<(String, Vec<String>)>,
    /// Names of tables that it reads and that could be lists.
    pub reads: Vec<String>,
}

impl Declared {
    /// # Errors
    /// [`EntityFault`].
    pub fn of(form: &Form) -> std::result::Result<Self, EntityFault> {
        let plan = EntityPlan::of(form)?;
        let lists = plan.iter().flat_map(EntityPlan::lists);
        let writes = lists.map(|list| (list.name.clone(), list.properties.clone())).collect();
        Ok(Self { writes, reads: reads(form) })
    }

    /// Whether its records write the list of this table.
    pub fn writes_table(&self, file: &str) -> bool {
        self.writes.iter().any(|(list, _)| file.strip_suffix(ENDING) == Some(list))
    }
}

pub(super) const ENDING: &str = ".csv";

/// The names of the tables that a form reads, without their ending.
fn reads(form: &Form) -> Vec<String> {
    let names = form.files().map(crate::form_files::bare).filter(|name| is_file_name(name));
    names.filter_map(|name| name.strip_suffix(ENDING)).map(str::to_owned).collect()
}

/// Notes what a form has to do with lists. Those that it writes come into being, except while it is a `draft`.
pub(in crate::collect) async fn declare(
    tx: &mut Tx,
    form: &str,
    declared: &Declared,
    draft: bool,
    now: Timestamp,
) -> std::result::Result<(), StoreError> {
    entity_lists::unread(tx, form).await?;
    let mut writes: Vec<&(String, Vec<String>)> = declared.writes.iter().filter(|_| !draft).collect();
    // In one order, as records touch them.
    writes.sort();
    let mut ties: BTreeMap<&str, (bool, bool)> = BTreeMap::new();
    for list in &declared.reads {
        ties.entry(list).or_default().0 = true;
    }
    for (list, properties) in writes {
        ties.entry(list).or_default().1 = true;
        entity_lists::touch(tx, list, now).await?;
        for property in properties {
            entity_lists::add_property(tx, list, property).await?;
        }
    }
    for (list, (reads, writes)) in ties {
        let tie = Tie { form_id: form.to_owned(), list: list.to_owned(), reads, writes };
        entity_lists::tie(tx, &tie).await?;
    }
    Ok(())
}

/// A list as a table that comes with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// Name of the file: that of the list with `.csv`.
    pub file: String,
    /// The list.
    pub list: String,
    /// MD5 of the table, 32 hexadecimal digits.
    pub md5: String,
}

/// Every list of the house with what stands in it, by name.
///
/// # Errors
/// Those of the store.
pub async fn all(house: &House) -> Result<Vec<ListRow>> {
    let mut conn = house.store.read().await?;
    let mut all = Vec::new();
    for name in entity_lists::names(&mut conn).await? {
        all.extend(entity_lists::by_name(&mut conn, &name).await?);
    }
    Ok(all)
}

/// The lists that come with a form.
///
/// # Errors
/// When an entity does not open under the key of this house; those of the store.
pub async fn served(house: &House, form: &str) -> Result<Vec<Served>> {
    let lists = entity_lists::read_by(&mut house.store.read().await?, form).await?;
    let mut all = Vec::new();
    for list in lists {
        let md5 = laid_out(house, &list).await?.md5;
        all.push(Served { file: format!("{list}{ENDING}"), list, md5 });
    }
    Ok(all)
}

/// The table of a list: `name`, `label`, `__version` and its properties, as ODK Collect reads it.
///
/// # Errors
/// [`Error::NotFound`] when there is no such list; as [`served`].
pub async fn table_bytes(house: &House, list: &str) -> Result<Arc<[u8]>> {
    let laid = laid_out(house, list).await?;
    match laid.bytes {
        Some(bytes) => Ok(bytes),
        None => Ok(lay_out(house, list).await?.into()),
    }
}

/// Everything that a form reads as a table, by the name of its file: files it was given, and lists.
pub(in crate::collect) async fn tables(house: &House, form: &str) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut tables = BTreeMap::new();
    let mut conn = house.store.read().await?;
    for note in forms::media_notes(&mut conn, form).await? {
        if is_table(&note.name)
            && let Some(bytes) = forms::media(&mut conn, form, &note.name).await?
        {
            tables.insert(note.name, bytes);
        }
    }
    let lists = entity_lists::read_by(&mut conn, form).await?;
    drop(conn);
    for list in lists {
        let bytes = table_bytes(house, &list).await?;
        tables.insert(format!("{list}{ENDING}"), bytes.to_vec());
    }
    Ok(tables)
}

/// Which of these entities are gone from a list that comes with a form: a telephone that holds entities which its table does
/// not have asks whether to forget them. One that the list never had is not among the answers, for it may still be on its way.
///
/// # Errors
/// [`Error::NotFound`] when the list does not come with the form; those of the store.
pub async fn gone(house: &House, form: &str, list: &str, ids: &[Uuid]) -> Result<Vec<(Uuid, bool)>> {
    let mut conn = house.store.read().await?;
    if !entity_lists::read_by(&mut conn, form).await?.iter().any(|known| known == list) {
        return Err(Error::NotFound);
    }
    let mut all = Vec::new();
    for id in ids.iter().take(MOST_ASKED) {
        let entity = entities::by_id(&mut conn, list, *id).await?;
        all.extend(entity.map(|entity| (*id, entity.deleted.is_some())));
    }
    Ok(all)
}

/// Lists that were laid out, until they change.
#[derive(Debug, Default)]
pub struct LaidOut(Mutex<BTreeMap<String, Arc<tokio::sync::Mutex<Option<Laid>>>>>);

#[derive(Debug, Clone)]
struct Laid {
    revision: i64,
    md5: String,
    bytes: Option<Arc<[u8]>>,
}

async fn laid_out(house: &House, list: &str) -> Result<Laid> {
    let revision = entity_lists::revision(&mut house.store.read().await?, list).await?;
    let revision = revision.ok_or(Error::NotFound)?;
    let place = {
        let mut all = house.laid_out.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(list.to_owned()).or_default())
    };
    // Many telephones ask at once after a change: one of them has the list laid out, the others wait for it.
    let mut place = place.lock().await;
    if let Some(laid) = place.as_ref().filter(|laid| laid.revision >= revision) {
        return Ok(laid.clone());
    }
    let bytes = lay_out(house, list).await?;
    let md5 = vault::md5_hex(&bytes);
    let bytes = (bytes.len() <= KEPT).then(|| bytes.into());
    let laid = Laid { revision, md5, bytes };
    *place = Some(laid.clone());
    Ok(laid)
}

/// An entity of a list, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The entity.
    pub entity: store::entities::EntityRow,
    /// Its label.
    pub label: String,
    /// Its properties in the order of the table; blank where it has none.
    pub values: Vec<String>,
}

/// A list, walked entity by entity in the order in which they were created.
pub struct Table<'h> {
    house: &'h House,
    tools: Arc<Tools>,
    list: String,
    /// Names of its properties.
    pub properties: Arc<Vec<String>>,
    after: i64,
    only: Only,
}

impl<'h> Table<'h> {
    pub(super) async fn of(house: &'h House, list: &str) -> Result<Self> {
        let properties = entity_lists::properties(&mut house.store.read().await?, list).await?;
        let (tools, list) = (Arc::new(Tools::of(house)?), list.to_owned());
        Ok(Self { house, tools, list, properties: Arc::new(properties), after: 0, only: Only::default() })
    }

    /// Goes on after the entity of this number.
    pub(super) fn after(mut self, seq: i64) -> Self {
        self.after = seq;
        self
    }

    /// Goes through some of them alone.
    pub(super) fn only(mut self, only: Only) -> Self {
        self.only = only;
        self
    }

    /// Some of them, deleted ones too; empty after the last.
    ///
    /// # Errors
    /// When an entity does not open under the key of this house; those of the store.
    pub async fn next(&mut self) -> Result<Vec<Line>> {
        let mut conn = self.house.store.read().await?;
        let page = entities::page(&mut conn, &self.list, self.after, self.only, PAGE).await?;
        drop(conn);
        let Some(last) = page.last() else { return Ok(Vec::new()) };
        self.after = last.entity.seq;
        let (tools, properties) = (Arc::clone(&self.tools), Arc::clone(&self.properties));
        away(move || {
            let mut lines = Vec::with_capacity(page.len());
            for row in page {
                let body: Body = tools.open(row.version_id.as_bytes(), &row.body)?;
                let value = |name: &String| body.contents.properties.get(name).cloned().unwrap_or_default();
                let values = properties.iter().map(value).collect();
                lines.push(Line { entity: row.entity, label: body.contents.label, values });
            }
            Ok(lines)
        })
        .await
    }
}

async fn lay_out(house: &House, list: &str) -> Result<Vec<u8>> {
    let mut table = Table::of(house, list).await?;
    let mut bytes = Vec::new();
    let heads = ["name", "label", "__version"].into_iter();
    put_row(&mut bytes, heads.chain(table.properties.iter().map(String::as_str)));
    loop {
        let lines = table.next().await?;
        if lines.is_empty() {
            return Ok(bytes);
        }
        for line in lines.iter().filter(|line| line.entity.deleted.is_none()) {
            let (id, version) = (line.entity.id.to_string(), line.entity.version.to_string());
            let head = [id.as_str(), &line.label, &version].into_iter();
            put_row(&mut bytes, head.chain(line.values.iter().map(String::as_str)));
        }
    }
}

/// A row as RFC 4180 has it. The file is read by telephones: what begins like a formula stays as it is.
fn put_row<'c>(bytes: &mut Vec<u8>, cells: impl Iterator<Item = &'c str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            bytes.push(b',');
        }
        if cell.contains([',', '"', '\n', '\r']) || cell.trim() != cell {
            bytes.push(b'"');
            bytes.extend(cell.replace('"', "\"\"").bytes());
            bytes.push(b'"');
        } else {
            bytes.extend(cell.bytes());
        }
    }
    bytes.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::put_row;

    #[test]
    fn a_cell_stands_in_the_table_as_it_is_read_again() {
        let mut bytes = Vec::new();
        put_row(&mut bytes, ["a", "", "b, \"c\"", "d\ne", " f", "=1"].into_iter());
        assert_eq!(String::from_utf8(bytes).unwrap(), "a,,\"b, \"\"c\"\"\",\"d\ne\",\" f\",=1\n");
    }
}
