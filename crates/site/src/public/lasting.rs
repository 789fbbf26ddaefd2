//! Public documents, which caches may keep and which are not sent twice to whoever has them already (RFC 9110 §8.8.3).

mod rest;

use crate::Visit;
use crate::ui::{Html, POLICY};
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::hash::{DefaultHasher, Hasher};

/// A release is made every three months; five minutes are soon enough for a correction of texts to be seen.
const CACHING: &str = "public, max-age=300";

/// A file of open data.
#[derive(Debug, Clone)]
pub struct Document {
    /// Media type.
    kind: &'static str,
    bytes: Bytes,
    tag: String,
}

impl Document {
    /// A document of this media type.
    pub fn new(kind: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        Self { kind, tag: tag(&bytes), bytes }
    }

    /// How many bytes it has.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// The document as a response; any page of any site may read it. Whoever was cut off asks for the rest (RFC 9110 §14).
    pub fn show(self, visit: &Visit) -> Response {
        let open = [
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
            (header::CONTENT_TYPE, self.kind),
            (header::ACCEPT_RANGES, "bytes"),
        ];
        // Sent as they are the bytes are always the same, and a part fits to another; gzip may write them otherwise.
        let tag = if is_packed(&visit.headers) { self.tag.as_str() } else { strong(&self.tag) };
        if let Some(part) = rest::asked(&visit.headers, &self.tag, self.bytes.len()) {
            return (open, rest::of(part, strong(&self.tag), &self.bytes)).into_response();
        }
        (open, kept(visit, tag.to_owned(), self.bytes)).into_response()
    }
}

/// Whether the answer may be compressed on the way.
fn is_packed(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|coding| coding.trim().starts_with(['g', '*']))
}

/// The tag of bytes that are always the same.
fn strong(weak: &str) -> &str {
    weak.trim_start_matches("W/")
}

/// A public page as a response.
pub fn page(visit: &Visit, html: Html) -> Response {
    let policy =
        [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CONTENT_TYPE, "text/html; charset=utf-8")];
    let body = Bytes::from(html.markup.into_string());
    (policy, kept(visit, tag(&body), body)).into_response()
}

fn kept(visit: &Visit, tag: String, body: Bytes) -> Response {
    let known = knows(&visit.headers, &tag);
    let caching = [(header::CACHE_CONTROL, CACHING.to_owned()), (header::ETAG, tag)];
    if known { (StatusCode::NOT_MODIFIED, caching).into_response() } else { (caching, body).into_response() }
}

/// A weak tag: gzip on the way changes the bytes and not the meaning. It need not withstand an attacker, who would only
/// be shown an old copy of what he has himself.
fn tag(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    format!("W/\"{:016x}\"", hasher.finish())
}

fn knows(headers: &HeaderMap, tag: &str) -> bool {
    let named = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let opaque = tag.trim_start_matches("W/");
    named.flat_map(|value| value.split(',')).any(|value| value.trim().trim_start_matches("W/") == opaque)
}
