//! A citizen speaks: what to know first, one question a screen, review, receipt.

use crate::App;
use axum::Router;
use std::sync::Arc;

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
}
