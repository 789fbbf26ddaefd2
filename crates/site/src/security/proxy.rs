//! Browsers whose maker's computers open the page in between and so read it in clear.

use axum::http::{HeaderMap, header};

/// Whether the request comes through Opera Mini's proxy, which sees pages and answers in clear (dev.opera.com, "Opera
/// Mini and JavaScript"). It names itself and forwards the phone's own headers as `X-OperaMini-*`.
pub fn reads_in_between(headers: &HeaderMap) -> bool {
    let agent = headers.get(header::USER_AGENT).map_or(&b""[..], |value| value.as_bytes());
    agent.windows(10).any(|part| part.eq_ignore_ascii_case(b"opera mini"))
        || headers.keys().any(|name| name.as_str().starts_with("x-operamini-"))
}
