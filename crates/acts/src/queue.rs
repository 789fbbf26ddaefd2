//! The list of cases that a handler works through.

use crate::desk::Handler;
use crate::{Error, House, Result};
use store::cases::{self, CaseRow, Filter, Order, Tab};

/// Rows of a page.
pub const PAGE: u32 = 25;
/// A count goes no further than this; what is beyond is "many".
pub const MOST_COUNTED: u32 = 1_000;
/// The last page that is shown: whoever looks further back narrows the list.
pub const LAST_PAGE: u32 = 200;
/// Rows of an export at the most.
pub const MOST_EXPORTED: u32 = 10_000;

/// What is asked of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Pack.
    pub pack: String,
    /// Part of the list.
    pub tab: Tab,
    /// Order.
    pub order: Order,
    /// Only this service.
    pub service: Option<String>,
    /// Only this state.
    pub state: Option<String>,
    /// Only this region, cercle or commune.
    pub place: Option<String>,
    /// Page, from 1.
    pub page: u32,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct Queue {
    /// Its rows.
    pub rows: Vec<CaseRow>,
    /// Whether another page follows.
    pub more: bool,
    /// How many cases each part holds under the same filters, counted up to [`MOST_COUNTED`].
    pub counts: [(Tab, u32); 4],
}

/// The packs whose cases a handler may see, in order of their ids.
pub fn packs<'h>(house: &'h House, handler: &Handler) -> Vec<&'h str> {
    let scopes = &handler.member.scopes;
    let known = house.services.keys().map(String::as_str);
    known.filter(|pack| scopes.iter().any(|scope| scope.pack == *pack)).collect()
}

fn filter(house: &House, asked: &Asked, limit: u32) -> Result<Filter> {
    let pack = &house.service(&asked.pack)?.pack;
    Ok(Filter {
        pack: asked.pack.clone(),
        first_state: pack.first_state().map(|state| state.id.clone()).unwrap_or_default(),
        tab: asked.tab,
        order: asked.order,
        service: asked.service.clone(),
        state: asked.state.clone(),
        place: asked.place.clone(),
        today: house.today().to_julian_day(),
        offset: asked.page.clamp(1, LAST_PAGE).saturating_sub(1) * PAGE,
        limit,
    })
}

/// A page of the list, as far as this handler may know of it.
///
/// # Errors
/// [`Error::NotFound`] for a role that sees no case, and for a pack that the house does not have.
pub async fn look(house: &House, handler: &Handler, asked: &Asked) -> Result<Queue> {
    if !handler.member.role.sees_cases() {
        return Err(Error::NotFound);
    }
    let filter = filter(house, asked, PAGE + 1)?;
    let mut conn = house.store.read().await?;
    let mut rows = cases::list(&mut conn, &handler.member, &filter).await?;
    let more = rows.len() > PAGE as usize && asked.page < LAST_PAGE;
    rows.truncate(PAGE as usize);
    let mut counts = [(Tab::New, 0), (Tab::Mine, 0), (Tab::Overdue, 0), (Tab::All, 0)];
    for (tab, count) in &mut counts {
        *count = cases::count(&mut conn, &handler.member, &filter, *tab, MOST_COUNTED).await?;
    }
    Ok(Queue { rows, more, counts })
}

/// The whole list, up to [`MOST_EXPORTED`] rows.
///
/// # Errors
/// As [`look`].
pub async fn export(house: &House, handler: &Handler, asked: &Asked) -> Result<Vec<CaseRow>> {
    if !handler.member.role.sees_cases() {
        return Err(Error::NotFound);
    }
    let first = Asked { page: 1, ..asked.clone() };
    let filter = filter(house, &first, MOST_EXPORTED)?;
    Ok(cases::list(&mut house.store.read().await?, &handler.member, &filter).await?)
}

/// The values that a form offers for a fact, in its order; none for a fact without choices.
pub fn values(house: &House, pack: &str, fact: &str) -> Vec<String> {
    let Ok(service) = house.service(pack) else { return Vec::new() };
    service.choices.get(fact).cloned().unwrap_or_default()
}
