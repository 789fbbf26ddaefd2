//! A citizen comes back with a receipt: what became of it, messages, closing questions.

use crate::App;
use axum::Router;
use std::sync::Arc;

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
}
