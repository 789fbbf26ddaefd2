//! A public body answers, through one link and one code. The link's secret is in the path: it is what the body was
//! sent, and without code or cookie it tells nothing but that it exists.

mod door;
mod letter;
mod mandate;
mod reply;

use crate::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use std::sync::Arc;

/// Bytes of an answer with its letter: the largest file, and room for the words and the frame around both.
const ANSWER_LIMIT: usize = acts::intake::LARGEST_FILE + (1 << 20);

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/{lang}/office/{link}", get(door::show).post(door::open))
        .route("/{lang}/office/{link}/acknowledge", post(reply::acknowledge))
        .route("/{lang}/office/{link}/accept", post(reply::accept))
        .route("/{lang}/office/{link}/refuse", post(reply::refuse))
        .route("/{lang}/office/{link}/answer", post(reply::answer).layer(DefaultBodyLimit::max(ANSWER_LIMIT)))
}
