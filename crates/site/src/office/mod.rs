//! A public body answers, through one link and one code.

use crate::App;
use axum::Router;
use std::sync::Arc;

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
}
