//! Documents of OpenRosa: the message that Collect shows, and the headers it looks for.

use crate::Error;
use crate::texts::Tr;
use crate::ui::{Markup, html};
use acts::Terms;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Collect refuses `application/xml`.
const XML: &str = "text/xml; charset=utf-8";
/// Kept by the telephone, and asked for again each time: what has not changed is not sent twice.
const KEPT: &str = "private, no-cache";

/// What every answer of the area says: that this is a server of OpenRosa, and how much to put in one request.
fn own_headers(terms: Option<&Terms>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(HeaderName::from_static("x-openrosa-version"), HeaderValue::from_static("1.0"));
    if let Some(terms) = terms {
        let length = HeaderName::from_static("x-openrosa-accept-content-length");
        headers.insert(length, HeaderValue::from(terms.post_bytes));
    }
    headers
}

/// The answer to a question about where to send.
pub(super) fn ready(terms: &Terms) -> Response {
    (StatusCode::NO_CONTENT, own_headers(Some(terms))).into_response()
}

/// A message that Collect shows or keeps in its log.
pub(super) fn message(tr: &Tr, terms: Option<&Terms>, status: StatusCode, said: &str) -> Response {
    let nature = if status.is_success() { "submit_success" } else { "submit_error" };
    let body = document(html! {
        OpenRosaResponse xmlns="http://openrosa.org/http/response" items="0" {
            message nature=(nature) { (said) }
        }
    });
    let headers = [
        (header::CONTENT_TYPE, XML.to_owned()),
        (header::CONTENT_LANGUAGE, tr.shown_lang().tag().to_owned()),
    ];
    (status, own_headers(terms), headers, body).into_response()
}

/// The faults that have a sentence of their own for the field; for any other the last one is said.
pub(super) const FAULTS: [&str; 10] = [
    "not-found",
    "method",
    "unreadable",
    "too-large",
    "too-slow",
    "busy",
    "no-room",
    "store-stopped",
    "forbidden",
    "internal",
];

/// What [`crate::error::present`] makes of an error in this area.
pub(crate) fn explained(tr: &Tr, error: &Error) -> Response {
    let said = match error {
        Error::OpenRosa(refusal) => refusal.say(tr),
        other => {
            let slug = FAULTS.into_iter().find(|slug| *slug == other.slug()).unwrap_or("internal");
            tr.t(&format!("collect-fault-{slug}"))
        }
    };
    message(tr, None, error.status(), &said)
}

fn document(body: Markup) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", body.into_string())
}

/// A list in XML with a mark by which the telephone knows it again.
pub(super) fn list(asked: &HeaderMap, terms: &Terms, body: Markup) -> Response {
    let body = document(body);
    let tag = vault::md5_hex(body.as_bytes());
    contents(asked, terms, &tag, XML, || body.into_bytes())
}

/// Contents with the mark `md5`; nothing but the mark when the telephone has them already. The mark is a weak one, because
/// the contents may be compressed on their way.
pub(super) fn contents(
    asked: &HeaderMap,
    terms: &Terms,
    md5: &str,
    kind: &str,
    body: impl FnOnce() -> Vec<u8>,
) -> Response {
    let headers = [(header::ETAG, format!("W/\"{md5}\"")), (header::CACHE_CONTROL, KEPT.to_owned())];
    let own = own_headers(Some(terms));
    if is_known(asked, md5) {
        return (StatusCode::NOT_MODIFIED, own, headers).into_response();
    }
    (own, headers, [(header::CONTENT_TYPE, kind.to_owned())], body()).into_response()
}

/// Whether `If-None-Match` names the mark (RFC 9110 §13.1.2, weak comparison).
pub(super) fn is_known(asked: &HeaderMap, md5: &str) -> bool {
    let values = asked.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    let mut tags = values.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|tag| tag == "*" || tag.trim_start_matches("W/").trim_matches('"') == md5)
}

/// Characters that XML has: a title is what somebody typed.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect()
}
