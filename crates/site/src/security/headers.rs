//! What every response tells the browser it may do.

use super::Edge;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

const fn name(name: &'static str) -> HeaderName {
    HeaderName::from_static(name)
}

/// Set on every response, whatever the handler says.
const ALWAYS: [(HeaderName, &str); 4] = [
    // Not `no-referrer`: under it browsers send `Origin: null` with our own forms (Fetch §3.2), and the same-origin guard
    // could no longer tell them from a hostile page's. Other sites learn nothing under either.
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (name("cross-origin-opener-policy"), "same-origin"),
];

/// What a page may use of a phone that asks it where it is; every other page may use nothing.
pub const LOCATING: &str = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()";

/// Set unless the handler chose otherwise: pages bring the policy of their own styles, public data may be kept by caches
/// and read by other sites, a form may ask where the phone is.
const UNLESS_SET: [(HeaderName, &str); 4] = [
    (name("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (header::CACHE_CONTROL, "no-store"),
    (name("cross-origin-resource-policy"), "same-origin"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
];

pub(super) async fn set(State(edge): State<Arc<Edge>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in UNLESS_SET {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.remove(header::SERVER);
    if edge.origin.as_ref().is_some_and(super::Origin::is_https) {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000"));
    }
    response
}
