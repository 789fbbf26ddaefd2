//! `/{lang}/field…`: volunteers fill the forms entrusted to them, on these pages or, where a script runs, without a network.
//!
//! Whoever is signed in is known by a cookie that only this area gets. The service worker of this area has it alone as its
//! scope: no page on which somebody reports or follows a case is ever under a program that stays in the browser
//! ([decision 17](../../../../docs/decisions/0017-the-volunteers-area.md)).

mod app;
mod door;
mod home;
mod load;
mod media;
mod outbox;
mod signed;
mod writing;

use crate::intake::posted::file_limit;
use crate::intake::writing::push_page;
use crate::ui::layout::NavLink;
use crate::ui::{Area, Page, in_each_language};
use crate::{App, Visit};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use kernel::{Lang, Uuid};
use std::sync::Arc;

/// The part of the address of this area after the language.
pub const AREA: &str = "field";

/// Where a volunteer signs in with this token: it stands behind a `#`, which no browser sends and no log keeps.
pub fn address(base: &str, lang: Lang, token: &str) -> String {
    format!("{base}/{lang}/{AREA}#{token}")
}

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    let outbox = post(outbox::take).layer(DefaultBodyLimit::max(outbox::LARGEST));
    Router::new()
        .route("/{lang}/field", get(door::show).post(door::enter))
        .route("/{lang}/field/leave", post(door::leave))
        .route("/{lang}/field/forms", get(home::show))
        .route("/{lang}/field/begin", post(writing::begin))
        .route("/{lang}/field/draft/{id}", get(writing::resume))
        .route("/{lang}/field/draft/{id}/review", get(writing::review).post(writing::send))
        .route("/{lang}/field/draft/{id}/erase", post(writing::erase))
        .route(
            "/{lang}/field/draft/{id}/{page}",
            get(writing::show).post(writing::answer).layer(file_limit()),
        )
        .route("/{lang}/field/media/{form}/{hash}/{name}", get(media::show))
        .route("/{lang}/field/load", get(load::index))
        .route("/{lang}/field/load/{form}/{mark}", get(load::form))
        .route("/{lang}/field/outbox", outbox)
        .route("/{lang}/field/offline", get(app::offline))
        .route("/{lang}/field/worker.js", get(app::worker))
        .route("/{lang}/field/app/{hash}/{name}", get(app::script))
}

/// The address of a page of this area; the empty name is the door.
fn href(lang: Lang, page: &str) -> String {
    let mut address = format!("/{lang}/{AREA}");
    push_page(&mut address, page);
    address
}

/// The address of a page of a draft; before the first one stands the list of forms.
pub(crate) fn draft_href(lang: Lang, id: Uuid, page: &str) -> String {
    if page.is_empty() {
        return href(lang, "forms");
    }
    let mut address = href(lang, &format!("draft/{id}"));
    push_page(&mut address, page);
    address
}

/// The frame of a page of this area.
pub(crate) fn shell<'v>(visit: &'v Visit, title: String, at: &dyn Fn(Lang) -> String) -> Page<'v> {
    let tr = &visit.tr;
    let forms = href(visit.lang, "forms");
    let current = visit.uri.path() == forms;
    let nav = vec![NavLink { href: forms, label: tr.t("field-home-title"), current }];
    Page::new(visit.app.frame(), tr, Area::Field, title).languages(in_each_language(at)).nav(nav)
}
