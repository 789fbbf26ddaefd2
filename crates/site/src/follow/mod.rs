//! A citizen comes back with a receipt.
//!
//! The receipt is typed once; for a quarter of an hour a sealed cookie stands for it. It is never in an address.

mod case;
mod door;
mod say;

pub(crate) use case::sentences;

use crate::App;
use crate::intake::posted::file_limit;
use axum::Router;
use axum::routing::{get, post};
use std::sync::Arc;

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/{lang}/follow", get(door::show).post(door::enter))
        .route("/{lang}/follow/write", post(say::write).layer(file_limit()))
        .route("/{lang}/follow/consent", post(say::consent))
        .route("/{lang}/follow/tell", post(say::tell))
        .route("/{lang}/follow/leave", post(say::leave))
}
