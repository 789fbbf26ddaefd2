//! The records of a form as a list and on a map.

use super::{book_of, names, opens, unsealed};
use crate::collect::codebook::Said;
use crate::desk::Handler;
use crate::house::away;
use crate::{Error, House, Result};
use kernel::{Date, Timestamp, Uuid};
use std::sync::Arc;
use store::forms::FormRow;
use store::reviews::Review;
use store::sheets::{self, Filter};

/// Records on a page.
pub const PAGE: usize = 25;
/// Records whose places are drawn on a map.
pub const MOST_DRAWN: usize = 1_000;

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
