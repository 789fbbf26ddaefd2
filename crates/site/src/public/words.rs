//! Names of places, services and periods as pages say them.

use crate::Visit;
use crate::ui::html;
use crate::ui::layout::NavLink;
use civic::place::Level;
use civic::publication::{Period, Quarter, Release};
use maud::Markup;

/// The name of a place; its code where the table does not know it.
pub fn place<'a>(visit: &'a Visit, code: &'a str) -> &'a str {
    visit.house().places.get(code).map_or(code, |place| place.name())
}

/// The key of the sentence that names a level: `level-cercle`.
pub fn level(number: u8) -> String {
    format!("level-{}", Level::from_number(number).unwrap_or(Level::Locality))
}

/// The level of a place in a release.
pub fn level_of(release: &Release, code: &str) -> Option<u8> {
    release.places().find(|(known, _)| *known == code).map(|(_, level)| level)
}

/// The name of a place with its level, since region, cercle and commune often share a name: `Ségou (cercle)`. The
/// country needs none.
pub fn place_of_level(visit: &Visit, release: &Release, code: &str) -> String {
    let name = place(visit, code);
    match level_of(release, code) {
        None | Some(0) => name.to_owned(),
        Some(number) => {
            let level = visit.tr.t(&level(number));
            visit.tr.ta("data-place-of-level", &[("place", name.into()), ("level", level.into())])
        }
    }
}

/// The name of a service.
pub fn service(visit: &Visit, pack: &str, code: &str) -> String {
    visit.tr.pack(pack, &format!("service-{code}")).unwrap_or_else(|| code.to_owned())
}

/// The name of a quarter.
pub fn quarter(visit: &Visit, quarter: Quarter) -> String {
    visit.tr.quarter(quarter.year, quarter.quarter)
}

/// The name of a period.
pub fn period(visit: &Visit, period: Period) -> String {
    match period {
        Period::Quarter(of) => quarter(visit, of),
        Period::Year(year) => year.to_string(),
        Period::Through(last) => visit.tr.ta("period-through", &[("quarter", quarter(visit, last).into())]),
    }
}

/// Where places and outlines come from: to stand wherever they are shown.
pub fn credit(visit: &Visit) -> Markup {
    let country = visit.house().calendar.country();
    html! { p class="small" { (visit.tr.ta("places-credit", &[("country", country.into())])) } }
}

/// The pages of public figures, for the header.
pub fn nav(visit: &Visit, current: &str) -> Vec<NavLink> {
    let link = |page: &str, key: &str| NavLink {
        href: format!("/{}/{page}", visit.lang),
        label: visit.tr.t(key),
        current: page == current,
    };
    let mut links = vec![
        link("data", "nav-data"),
        link("data/bodies", "answers-title"),
        link("data/method", "nav-method"),
    ];
    if !visit.house().surveys.is_empty() {
        links.push(link("surveys", "survey-title"));
    }
    links
}
