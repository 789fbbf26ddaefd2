//! Forms of volunteers as pages and phones fill them: read once, kept while they are used.

use super::area::Area;
use super::entities;
use super::setup::file_name;
use super::{Volunteer, known, offered};
use crate::house::{MOST_INSTANCES, away, fits_pages};
use crate::{Error, FormFiles, House, Result, Sheet};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::forms::{self, MediaNote, Offered};
use xforms::{Form, Portable};

/// A form of volunteers with what lies beside it.
#[derive(Debug)]
pub struct FieldForm {
    /// Id.
    pub id: String,
    /// Version.
    pub version: String,
    /// The form.
    pub form: Form,
    /// Its files; the bytes of pictures and sounds stay in the store.
    pub files: FormFiles,
    /// Changes with the form, its files and the program that reads them: 32 hexadecimal digits.
    pub mark: String,
    /// The form for the engine in the browser; none when that cannot fill it, or one of its lists is the house's own
    /// or one of entities.
    portable: Option<Portable>,
}

impl FieldForm {
    /// What a draft of it fills.
    pub fn sheet(&self) -> Sheet<'_> {
        Sheet { id: &self.id, form: &self.form, files: &self.files, languages: None }
    }

    /// Whether it can be filled without a network.
    pub fn travels(&self) -> bool {
        self.portable.is_some()
    }

    /// What a browser needs to fill it without a network, as JSON: `portable`, `lists` by address, `media` by address with where
    /// `href` says they are. `None` when that is not enough.
    pub fn to_travel(&self, href: &dyn Fn(&str) -> Option<String>) -> Option<String> {
        let portable = self.portable.as_ref()?.to_json();
        let named = |uri: &str| serde_json::Value::String(uri.to_owned()).to_string();
        let lists =
            self.form.files().map(|uri| Some(format!("{}:{}", named(uri), self.files.rows(uri)?.to_json())));
        let lists = lists.collect::<Option<Vec<_>>>()?.join(",");
        let media = self.form.media().into_iter().filter_map(|uri| Some((uri, href(uri)?)));
        let media = media.map(|(uri, href)| format!("{}:{}", named(uri), named(&href)));
        let media = media.collect::<Vec<_>>().join(",");
        Some(format!("{{\"portable\":{portable},\"lists\":{{{lists}}},\"media\":{{{media}}}}}"))
    }
}

/// A form that a volunteer may fill now, and whether pages can.
pub struct Fillable {
    /// The form.
    pub offered: Offered,
    /// As pages fill it; `None` for one that asks what pages cannot, and must be filled with Collect.
    pub form: Option<Arc<FieldForm>>,
}

/// The forms of a volunteer, by title.
///
/// # Errors
/// Those of the store.
pub async fn fillable(house: &House, volunteer: &Volunteer) -> Result<Vec<Fillable>> {
    let mut all = Vec::new();
    for offered in offered(house, volunteer).await? {
        let form = match field_form(house, &volunteer.places, &offered.id, &offered.version).await {
            Err(Error::NotFound) => None,
            other => Some(other?),
        };
        all.push(Fillable { offered, form });
    }
    Ok(all)
}

/// One version of a form as pages fill it for somebody who works in these places (none: the whole country). An earlier version has
/// the tables that were set aside with it.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or pages cannot fill it; those of the store.
pub async fn field_form(house: &House, places: &[String], id: &str, version: &str) -> Result<Arc<FieldForm>> {
    let area = Area::new(&house.places, places);
    let mut conn = house.store.read().await?;
    let note = forms::version(&mut conn, id, version).await?.ok_or(Error::NotFound)?;
    let older = forms::by_id(&mut conn, id).await?.ok_or(Error::NotFound)?.version != version;
    drop(conn);
    let mut media = area.notes(house, id).await?;
    let mut aside = BTreeMap::new();
    if older {
        for file in forms::media_aside(&mut house.store.read().await?, id).await? {
            if media.iter().all(|known| known.name != file.name) {
                let bytes = area.shown(&file.name, file.bytes);
                let (md5, added) = (vault::md5_hex(&bytes), file.added);
                media.push(MediaNote { name: file.name.clone(), md5, added });
                aside.insert(file.name, bytes);
            }
        }
    }
    let lists = entities::served(house, id).await?;
    // A list stands among the files, and the form is another one when it changed.
    media.extend(lists.iter().map(|list| MediaNote {
        name: list.file.clone(),
        md5: list.md5.clone(),
        added: note.added,
    }));
    let marks = media.iter().map(|file| format!("{} {}", file.md5, file.name));
    // After an upgrade the same form may be written out in another way.
    let program = format!("{} {}", env!("CARGO_PKG_VERSION"), Portable::SHAPE);
    let first = format!("{program}\n{}{}", note.md5, if older { " older" } else { "" });
    let mark = marks.fold(first, |all, mark| format!("{all}\n{mark}"));
    if let Some(known) = house.known_forms.sheet(&mark) {
        return known.ok_or(Error::NotFound);
    }
    let xml = forms::xml(&mut house.store.read().await?, id, version).await?.ok_or(Error::NotFound)?;
    let form = away(move || Ok(known::read(&xml)?.with_instance_limit(MOST_INSTANCES))).await?;
    let mut bytes = entities::tables(house, id).await?;
    area.narrow(&mut bytes);
    bytes.append(&mut aside);
    bytes.retain(|name, _| form.files().map(file_name).any(|known| known == *name));
    let (form_id, version) = (id.to_owned(), version.to_owned());
    let short = vault::md5_hex(mark.as_bytes());
    // A list of entities names people: it is shown page by page, and not left in a browser.
    let stays = !lists.is_empty();
    let made = away(move || {
        let files = fits_pages(&form).and_then(|()| FormFiles::noted(&form, &media, &bytes, older));
        Ok(files.map(|files| make(form_id, version, form, files, short, stays)))
    });
    let made = made.await?;
    let made = match made {
        Ok(made) => Some(Arc::new(made)),
        Err(error) => {
            tracing::info!(form = id, %error, "pages cannot fill a form");
            None
        }
    };
    house.known_forms.keep_sheet(mark, made.clone());
    made.ok_or(Error::NotFound)
}

fn make(id: String, version: String, form: Form, files: FormFiles, mark: String, stays: bool) -> FieldForm {
    let listed = form.files().all(|uri| files.rows(uri).is_some());
    let portable = Portable::of(&form).map_err(|reasons| {
        let reasons: Vec<String> = reasons.iter().map(ToString::to_string).collect();
        tracing::info!(form = id, ?reasons, "browsers cannot fill a form without network");
    });
    let portable = portable.ok().filter(|_| listed && !stays);
    FieldForm { id, version, form, files, mark, portable }
}
