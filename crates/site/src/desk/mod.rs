//! The coalition works: log-in, queue, case, hand-over, coordinator, members.

use crate::App;
use axum::Router;
use std::sync::Arc;

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
}
