//! A citizen speaks: what to know first, one question a screen, review, receipt.
//!
//! Nothing a person says is ever in an address: answers, words looked for and steps down to a place are posted, kept in a
//! draft on the server, and shown by the page the browser is sent on to.

mod before;
mod erase;
mod field;
pub(crate) mod media;
mod place;
pub(crate) mod posted;
pub(crate) mod question;
mod receipt;
mod repeat;
pub(crate) mod review;
mod taking;
mod walk;
pub(crate) mod writing;

pub(crate) use field::sentence;

use crate::App;
use axum::Router;
use axum::routing::{get, post};
use std::sync::Arc;

/// Routes of this area. A form with a page named `review`, `erase` or `erased` is refused when it is read.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/{lang}/report/{pack}", get(before::show).post(before::start))
        .route("/{lang}/report/{pack}/review", get(review::show).post(review::send))
        .route("/{lang}/report/{pack}/erase", post(erase::erase))
        .route("/{lang}/report/{pack}/erased", get(erase::erased))
        .route(
            "/{lang}/report/{pack}/{page}",
            get(question::show).post(question::answer).layer(posted::file_limit()),
        )
        .route("/media/{pack}/{hash}/{name}", get(media::show))
}
