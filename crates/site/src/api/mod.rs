//! Programs: intake, receipts, forms, places, and the description of all of it, which is made from the handlers.

mod answers;
mod body;
mod cases;
mod description;
mod forms;
mod given;
mod places;
mod problems;
mod receipts;
mod submissions;

use crate::App;
use axum::Router;
use axum::routing::get;
use std::sync::Arc;

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    let (described, _) = description::described().split_for_parts();
    described.route("/problems/{slug}", get(problems::explain))
}
