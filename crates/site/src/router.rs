//! The table of contents of the site.

use crate::{App, api, desk, field, follow, intake, office, openrosa, ops, public, security, ui};
use axum::Router;
use std::sync::Arc;

/// Every route, with the edge around them.
pub fn router(app: Arc<App>) -> Router {
    let edge = Arc::clone(&app.edge);
    let routes = Router::new()
        .merge(public::routes()) //  /, /{lang}, /{lang}/data…, /data/…: figures for everybody
        .merge(intake::routes()) //  /{lang}/report/{pack}…: a citizen speaks
        .merge(follow::routes()) //  /{lang}/follow…: a citizen comes back with a receipt
        .merge(desk::routes()) //    /desk…: the coalition works
        .merge(office::routes()) //  /{lang}/office/{link}…: a public body answers
        .merge(field::routes()) //   /{lang}/field…: volunteers fill forms
        .merge(openrosa::routes()) // /key/{token}…: telephones of field teams
        .merge(api::routes()) //     /api/v1…: programs
        .merge(ops::routes()) //     /healthz, /readyz
        .merge(ui::assets::routes());
    security::guard(routes.with_state(app), edge)
}
