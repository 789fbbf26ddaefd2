//! The rest of a document for whoever was cut off: one range of bytes (RFC 9110 §14.2), of the same bytes as before.

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::ops::Range;

/// What is asked of a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// These bytes.
    Of(Range<usize>),
    /// Bytes beyond its end.
    Beyond,
}

/// The part that is asked for; none when the whole is to be sent: nothing is asked, it is asked in a way that is not served
/// (several ranges), or what was begun has other bytes. `tag`: that of the document, `length`: its bytes.
pub(super) fn asked(headers: &HeaderMap, tag: &str, length: usize) -> Option<Part> {
    let range = headers.get(header::RANGE)?.to_str().ok()?;
    if let Some(begun) = headers.get(header::IF_RANGE)
        && begun.to_str().ok() != Some(tag.trim_start_matches("W/"))
    {
        return None;
    }
    let (first, last) = range.strip_prefix("bytes=")?.trim().split_once('-')?;
    let range = match (first.trim(), last.trim()) {
        ("", last) => length.saturating_sub(last.parse().ok()?)..length,
        (first, "") => first.parse().ok()?..length,
        (first, last) => {
            let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
            if last < first {
                return None;
            }
            first..last.saturating_add(1).min(length)
        }
    };
    Some(if range.start < range.end { Part::Of(range) } else { Part::Beyond })
}

/// A part as a response.
pub(super) fn of(part: Part, tag: &str, bytes: &Bytes) -> Response {
    let length = bytes.len();
    match part {
        Part::Of(range) => {
            let content = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            let headers = [(header::CONTENT_RANGE, content), (header::ETAG, tag.to_owned())];
            (StatusCode::PARTIAL_CONTENT, headers, bytes.slice(range)).into_response()
        }
        Part::Beyond => {
            let headers = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            (StatusCode::RANGE_NOT_SATISFIABLE, headers).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, asked};
    use axum::http::{HeaderMap, HeaderValue, header};

    fn of(range: &'static str, begun: Option<&'static str>) -> Option<Part> {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_static(range));
        if let Some(begun) = begun {
            headers.insert(header::IF_RANGE, HeaderValue::from_static(begun));
        }
        asked(&headers, "W/\"ab\"", 100)
    }

    #[test]
    fn one_range_is_served_as_far_as_there_are_bytes() {
        assert_eq!(of("bytes=10-", None), Some(Part::Of(10..100)));
        assert_eq!(of("bytes=10-19", None), Some(Part::Of(10..20)));
        assert_eq!(of("bytes=90-900", None), Some(Part::Of(90..100)));
        assert_eq!(of("bytes=-5", None), Some(Part::Of(95..100)));
        assert_eq!(of("bytes=-500", None), Some(Part::Of(0..100)));
        assert_eq!(of("bytes=0-18446744073709551615", None), Some(Part::Of(0..100)));
        for beyond in ["bytes=100-", "bytes=200-300", "bytes=-0"] {
            assert_eq!(of(beyond, None), Some(Part::Beyond), "{beyond}");
        }
    }

    #[test]
    fn what_cannot_be_served_in_part_is_sent_whole() {
        for odd in
            ["bytes=1-2,5-6", "bytes=9-3", "lines=1-2", "bytes=a-b", "bytes=", "bytes=99999999999999999999-"]
        {
            assert_eq!(of(odd, None), None, "{odd}");
        }
    }

    #[test]
    fn a_part_is_only_put_to_what_was_begun_of_the_same_bytes() {
        assert_eq!(of("bytes=10-", Some("\"ab\"")), Some(Part::Of(10..100)));
        for other in ["\"other\"", "W/\"ab\"", "Thu, 26 Nov 2026 19:00:00 GMT"] {
            assert_eq!(of("bytes=10-", Some(other)), None, "{other}");
        }
    }
}
