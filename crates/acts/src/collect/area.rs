//! Where a volunteer works. The list of places that comes with a form holds these alone, and a record that names another is shown
//! as one from elsewhere: it is never refused, since a telephone that was given its list yesterday would keep it for ever
//! (decision 20).

use crate::form_files::bare;
use crate::intake::PLACES;
use crate::{House, Result};
use civic::place::{Place, Places};
use std::collections::{BTreeMap, BTreeSet};
use store::forms::{self, MediaNote};
use xforms::Rows;

/// The column of a list of places that holds their codes.
const CODE: &str = "name";

/// The places in which somebody works, and all below them; none is the whole country.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area<'a> {
    places: &'a Places,
    codes: &'a [String],
}

impl<'a> Area<'a> {
    pub fn new(places: &'a Places, codes: &'a [String]) -> Self {
        Self { places, codes }
    }

    /// Whether it is the whole country, of which nothing is left out.
    fn is_everywhere(&self) -> bool {
        self.codes.is_empty()
    }

    fn holds(&self, place: &Place<'_>) -> bool {
        self.is_everywhere()
            || place.upwards().any(|above| self.codes.iter().any(|code| code == above.code()))
    }

    /// Whether a code is that of a place outside.
    pub fn leaves_out(&self, code: &str) -> bool {
        self.places.get(code).is_some_and(|place| !self.holds(&place))
    }

    /// The places around those of the area: a region is needed to choose a commune below it.
    fn around(&self) -> BTreeSet<&'a str> {
        let own = self.codes.iter().filter_map(|own| self.places.get(own));
        own.flat_map(Place::upwards).map(|above| above.code()).collect()
    }

    /// Whether this file of a form is a list of places of which something may be left out.
    fn narrows(&self, file: &str) -> bool {
        !self.is_everywhere() && file == bare(PLACES)
    }

    /// A list of places without those outside. Rows of what the house does not know as a place stay, and so does a list that has no
    /// column of codes or cannot be read.
    fn narrowed(&self, list: Vec<u8>) -> Vec<u8> {
        match self.rows_kept(&list) {
            Ok(Some(kept)) => kept,
            Ok(None) => list,
            Err(error) => {
                tracing::info!(%error, "a list of places cannot be narrowed");
                list
            }
        }
    }

    fn rows_kept(&self, list: &[u8]) -> std::result::Result<Option<Vec<u8>>, csv::Error> {
        let Ok(text) = std::str::from_utf8(list) else { return Ok(None) };
        let separator = if Rows::separator(text) == ';' { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(list);
        let Some(at) = reader.headers()?.iter().position(|column| column.trim() == CODE) else {
            return Ok(None);
        };
        let mut writer =
            csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(Vec::new());
        writer.write_record(reader.headers()?)?;
        let around = self.around();
        for row in reader.records() {
            let row = row?;
            let code = row.get(at).unwrap_or_default();
            if !self.leaves_out(code) || around.contains(code) {
                writer.write_record(&row)?;
            }
        }
        writer.into_inner().map(Some).map_err(|error| error.into_error().into())
    }

    /// A file of a form as it comes to whoever works here.
    pub fn shown(&self, file: &str, bytes: Vec<u8>) -> Vec<u8> {
        if self.narrows(file) { self.narrowed(bytes) } else { bytes }
    }

    /// The files of a form as they come to whoever works here.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn notes(&self, house: &House, form: &str) -> Result<Vec<MediaNote>> {
        let mut conn = house.store.read().await?;
        let mut notes = forms::media_notes(&mut conn, form).await?;
        for note in notes.iter_mut().filter(|note| self.narrows(&note.name)) {
            if let Some(list) = forms::media(&mut conn, form, &note.name).await? {
                note.md5 = vault::md5_hex(&self.narrowed(list));
            }
        }
        Ok(notes)
    }

    /// The lists of places among the tables of a form, narrowed.
    pub fn narrow(&self, tables: &mut BTreeMap<String, Vec<u8>>) {
        for (file, list) in tables {
            *list = self.shown(file, std::mem::take(list));
        }
    }
}
