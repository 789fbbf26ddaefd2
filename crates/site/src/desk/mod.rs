//! The coalition works: log-in, queue, case, hand-over, coordinator, members.

mod coordinator;
mod faults;
mod members;
mod offices;
mod place;
mod shell;

use crate::App;
use axum::Router;
use std::sync::Arc;

pub use shell::{COOKIE, Desk, Posted, Spot, TOKEN, Turned};

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    Router::new().merge(coordinator::routes()).merge(members::routes()).merge(offices::routes())
}
