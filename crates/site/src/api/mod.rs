//! Programs: intake, receipts, forms, places, the description of all of it.

use crate::App;
use axum::Router;
use std::sync::Arc;

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
}
