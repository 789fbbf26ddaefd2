//! Which language a request asks for.

use axum::http::{HeaderMap, Uri, header};
use kernel::Lang;

/// The language of a request: the first segment of its path, else `?lang=`, else `Accept-Language`, else French.
pub fn lang_of(uri: &Uri, headers: &HeaderMap) -> Lang {
    let in_path = uri.path().split('/').nth(1).and_then(|segment| segment.parse().ok());
    let in_query = || {
        let pairs = uri.query().unwrap_or_default().split('&');
        pairs.filter_map(|pair| pair.strip_prefix("lang=")).find_map(|tag| tag.parse().ok())
    };
    let in_header = || {
        let wanted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        Some(Lang::from_accept_language(wanted))
    };
    in_path.or_else(in_query).or_else(in_header).unwrap_or_default()
}
