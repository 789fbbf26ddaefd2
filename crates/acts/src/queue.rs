//! The list of cases that a handler works through.

use crate::desk::Handler;
use crate::{Error, House, Result};
use civic::place::Level;
use store::listing::{self, CaseRow, Filter, Order, Tab};

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
    pub counts: [(Tab, u32); 5],
}

/// The packs whose cases a handler may see, in order of their ids.
pub fn packs<'h>(house: &'h House, handler: &Handler) -> Vec<&'h str> {
    let scopes = &handler.member.scopes;
    let known = house.services.keys().map(String::as_str);
    known.filter(|pack| scopes.iter().any(|scope| scope.pack == *pack)).collect()
}

fn filter(house: &House, handler: &Handler, asked: &Asked, limit: u32) -> Result<Filter> {
    let pack = &house.service(&asked.pack)?.pack;
    Ok(Filter {
        pack: asked.pack.clone(),
        first_state: pack.first_state().map(|state| state.id.clone()).unwrap_or_default(),
        tab: asked.tab,
        order: asked.order,
        service: asked.service.clone(),
        state: asked.state.clone(),
        place: place(house, handler, asked),
        today: house.today().to_julian_day(),
        offset: asked.page.clamp(1, LAST_PAGE).saturating_sub(1) * PAGE,
        limit,
    })
}

/// The place to look in: the one asked for, unless all that the member works on lies within it. A code that no place has
/// is looked for all the same, and found nowhere; the whole country narrows nothing.
fn place(house: &House, handler: &Handler, asked: &Asked) -> Option<(Level, String)> {
    let wanted = asked.place.as_deref();
    let mut scopes = handler.member.scopes.iter().filter(|scope| scope.pack == asked.pack);
    let only = scopes.next().filter(|_| scopes.next().is_none()).and_then(|scope| scope.place.as_deref());
    let only = only
        .and_then(|code| house.places.get(code))
        .filter(|own| wanted.is_none_or(|wanted| own.upwards().any(|above| above.code() == wanted)));
    let level = |code: &str| house.places.get(code).map_or(Level::Commune, |place| place.level());
    let narrowed = match (only, wanted) {
        (Some(own), _) => Some((own.level(), own.code().to_owned())),
        (None, wanted) => wanted.map(|code| (level(code), code.to_owned())),
    };
    narrowed.filter(|(level, _)| *level != Level::Country)
}

/// A page of the list, as far as this handler may know of it.
///
/// # Errors
/// [`Error::NotFound`] for a role that sees no case, and for a pack that the house does not have.
pub async fn look(house: &House, handler: &Handler, asked: &Asked) -> Result<Queue> {
    if !handler.member.role.sees_cases() {
        return Err(Error::NotFound);
    }
    let filter = filter(house, handler, asked, PAGE + 1)?;
    let mut conn = house.store.read().await?;
    let mut rows = listing::list(&mut conn, &handler.member, &filter).await?;
    let more = rows.len() > PAGE as usize && asked.page < LAST_PAGE;
    rows.truncate(PAGE as usize);
    let mut counts = [Tab::New, Tab::Mine, Tab::Unread, Tab::Overdue, Tab::All].map(|tab| (tab, 0));
    // Nothing in a final state is open: there is no need to look for it among all that is.
    let ended = asked.state.as_deref().is_some_and(|state| is_final(house, &asked.pack, state));
    let looked = |tab: Tab| !ended || matches!(tab, Tab::Unread | Tab::All);
    for (tab, count) in counts.iter_mut().filter(|(tab, _)| looked(*tab)) {
        *count = listing::count(&mut conn, &handler.member, &filter, *tab, MOST_COUNTED).await?;
    }
    Ok(Queue { rows, more, counts })
}

fn is_final(house: &House, pack: &str, state: &str) -> bool {
    house.service(pack).is_ok_and(|service| service.pack.state(state).is_some_and(|state| state.is_final))
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
    let filter = filter(house, handler, &first, MOST_EXPORTED)?;
    Ok(listing::list(&mut house.store.read().await?, &handler.member, &filter).await?)
}

/// The values that a form offers for a fact, in its order; none for a fact without choices.
pub fn values(house: &House, pack: &str, fact: &str) -> Vec<String> {
    let Ok(service) = house.service(pack) else { return Vec::new() };
    service.choices.get(fact).cloned().unwrap_or_default()
}
