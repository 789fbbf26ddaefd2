//! The edge of the site: what every response says to the browser, who may send what, what the log keeps.
//!
//! [`guard`] puts it all around the router, once, so that no route can forget it.

mod access_log;
mod cookies;
mod headers;
mod origin;
mod patience;
mod proxy;
mod same_origin;
#[cfg(test)]
mod tests;

use crate::texts::Texts;
use crate::ui::Frame;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use std::sync::Arc;
use std::time::Duration;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

pub use cookies::Cookies;
pub use headers::LOCATING;
pub use origin::{BadOrigin, Origin};
pub use patience::Patience;
pub use proxy::reads_in_between;

/// Bytes of a request body that a route takes unless it sets its own [`DefaultBodyLimit`]. The longest form, a case's
/// narrative of 20,000 characters in percent-encoding, stays below.
pub const BODY_LIMIT: usize = 256 * 1024;

/// A body that falls silent for half a minute is given up: what it has sent so far stands in memory. Otherwise a request has
/// two minutes from its first byte to its answer, and every 1.5 kB that came earn a second more: a line of 20 kbit/s brings 2.5 kB
/// less what else it carries, and a file of any size arrives.
pub const PATIENCE: Patience =
    Patience { silence: Duration::from_secs(30), answer: Duration::from_secs(120), bytes_a_second: 1_500 };

/// What the edge needs to know.
pub struct Edge {
    /// What is the same on every page.
    pub frame: Frame,
    /// Messages, for error pages.
    pub texts: Arc<Texts>,
    /// The address people use, when the operator has told it.
    pub origin: Option<Origin>,
}

/// Sounds, films and workbooks are compressed already, and a phone asks for parts of the first two as they are.
const PACKED: [&str; 3] = ["audio/", "video/", "application/vnd.openxmlformats"];

/// Puts the edge around a whole router. Apply it last: what is added after it stands outside.
///
/// From the outside in: access log, headers, gzip, error pages, time limit, same-origin guard, body limit. Gzip over
/// pages that hold secrets is safe from BREACH because cookies are `SameSite=Strict`: another site cannot make a browser
/// fetch such a page in the visitor's name.
pub fn guard(router: Router, edge: Arc<Edge>) -> Router {
    let [sounds, films, workbooks] = PACKED.map(NotForContentType::const_new);
    let worth_it = DefaultPredicate::new().and(sounds).and(films).and(workbooks);
    router
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(Arc::clone(&edge), same_origin::refuse_elsewhere))
        .layer(from_fn_with_state(PATIENCE, patience::watch))
        .layer(from_fn_with_state(Arc::clone(&edge), crate::error::present))
        .layer(CompressionLayer::new().compress_when(worth_it))
        .layer(from_fn_with_state(edge, headers::set))
        .layer(from_fn(access_log::record))
}
