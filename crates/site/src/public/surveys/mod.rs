//! `/{lang}/surveys…`: results of surveys in plain words, as tables, on a map, as files and as a sheet to be printed. Every number
//! comes from a published round.

mod codebook;
pub(super) mod files;
mod indicator;
mod list;
mod map;
mod place;
mod question;
mod ranking;
mod results;
mod sheet;
mod tables;
mod view;

use crate::App;
use axum::Router;
use axum::routing::get;
use std::sync::Arc;

/// Routes of these pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/{lang}/surveys", get(list::show))
        .route("/{lang}/surveys/{survey}", get(results::show))
        .route("/{lang}/surveys/{survey}/{file}", get(files::show))
        .route("/{lang}/surveys/{survey}/{round}/codebook", get(codebook::show))
        .route("/{lang}/surveys/{survey}/{round}/indicator/{id}", get(indicator::show))
        .route("/{lang}/surveys/{survey}/{round}/question/{id}", get(question::show))
        .route("/{lang}/surveys/{survey}/{round}/ranking/{id}", get(ranking::show))
        .route("/{lang}/surveys/{survey}/{round}/ranking/{id}/sheet", get(sheet::show))
        .route("/{lang}/surveys/{survey}/{round}/ranking/{id}/sheet.pdf", get(sheet::pdf))
}
