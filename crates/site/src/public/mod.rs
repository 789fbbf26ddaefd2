//! Home, figures, maps, open data: every number here comes from a release, and from nothing else.

mod bodies;
mod choosing;
mod figures;
pub(crate) mod files;
mod home;
mod lasting;
mod method;
mod reading;
mod shelf;
mod surveys;
mod who;
mod words;

use crate::{App, Error, Result, Visit};
use acts::publish;
use axum::Router;
use axum::routing::get;
use kernel::Lang;
use std::sync::Arc;

pub use shelf::Shelf;

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(home::choose))
        .route("/{lang}", get(home::show))
        .route("/{lang}/who-sees-what", get(who::show))
        .route("/{lang}/data", get(figures::show))
        .route("/{lang}/data/bodies", get(bodies::show))
        .route("/{lang}/data/method", get(method::show))
        .route("/data", get(home::choose_figures))
        .route("/data/{file}", get(files::show))
        .merge(surveys::routes())
}

/// A first segment that names no language names no page.
fn spoken(lang: &str) -> Result<()> {
    if Lang::ALL.iter().any(|known| known.tag() == lang) { Ok(()) } else { Err(Error::NotFound) }
}

/// The service whose figures the pages show. A house with several will need a page to choose from; one has none.
fn service(visit: &Visit) -> Result<&acts::Service> {
    visit.house().services.values().next().ok_or(Error::NotFound)
}

/// The rule in force: that of the last release, or of the pack before there is one.
fn rule(visit: &Visit, edition: Option<&shelf::Edition>) -> Result<civic::publication::PublicationRule> {
    match edition {
        Some(edition) => Ok(edition.publication.release.rule().clone()),
        None => Ok(publish::rule(visit.house(), service(visit)?)),
    }
}
