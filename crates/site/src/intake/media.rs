//! Pictures, sounds and films of a form, under addresses that carry their hash, so that a phone fetches each once. Only what
//! the form names is there, and it is in memory: no address can lead to another file.

use super::writing::service;
use crate::{Error, Result, Visit};
use acts::Service;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::Lang;
use std::fmt::Write;

/// The address of a file, by the one under which the form names it; `None` when it is not there.
pub fn href(service: &Service, uri: &str) -> Option<String> {
    let (name, medium) = service.files.shown(uri)?;
    let mut address = format!("/media/{}/{}/", service.pack.id, medium.hash);
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            address.push(byte as char);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
    Some(address)
}

/// `GET /media/{pack}/{hash}/{name}`, whole or, as some phones want sounds and films, the bytes of one range.
pub async fn show(
    visit: Visit,
    Path((pack, hash, name)): Path<(String, String, String)>,
) -> Result<Response> {
    let service = service(&visit, Lang::Fr.tag(), &pack)?;
    let medium = service.files.medium(&name).filter(|medium| medium.hash == hash).ok_or(Error::NotFound)?;
    let etag = format!("\"{hash}\"");
    let bytes = Bytes::from_owner(medium.bytes.clone());
    let about = [
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
        (header::CONTENT_TYPE, medium.kind.to_owned()),
        (header::ETAG, etag.clone()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
    ];
    if header_of(&visit.headers, header::IF_NONE_MATCH).split(',').any(|tag| tag.trim() == etag) {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    let all = bytes.len();
    let given = header_of(&visit.headers, header::IF_RANGE);
    let range = header_of(&visit.headers, header::RANGE);
    let range = Some(range).filter(|range| !range.is_empty() && (given.is_empty() || given == etag));
    match range.map(|range| part(range, all)) {
        None | Some(Part::Whole) => Ok((about, bytes).into_response()),
        Some(Part::Bytes(from, to)) => {
            let range = format!("bytes {from}-{}/{all}", to - 1);
            let part = bytes.slice(from..to);
            Ok((StatusCode::PARTIAL_CONTENT, about, [(header::CONTENT_RANGE, range)], part).into_response())
        }
        Some(Part::Outside) => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{all}"))];
            Ok((StatusCode::RANGE_NOT_SATISFIABLE, range).into_response())
        }
    }
}

fn header_of(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Bytes(usize, usize),
    Outside,
}

/// One range of bytes (RFC 9110 §14.1.2) as half-open bounds. Several ranges, or other units, are answered with the whole.
fn part(range: &str, all: usize) -> Part {
    let Some((from, to)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Part::Whole;
    };
    let number = |text: &str| text.trim().parse::<usize>().ok();
    let bounds = match (from.trim().is_empty(), number(from), number(to)) {
        (false, Some(from), None) if to.trim().is_empty() => (from, all),
        (false, Some(from), Some(to)) if from <= to => (from, to.saturating_add(1).min(all)),
        (true, None, Some(last)) => (all.saturating_sub(last), all),
        _ => return Part::Whole,
    };
    if bounds.0 < bounds.1 { Part::Bytes(bounds.0, bounds.1) } else { Part::Outside }
}

#[cfg(test)]
mod tests {
    use super::{Part, part};

    #[test]
    fn a_range_gives_the_bytes_it_asks_for_and_a_strange_one_the_whole() {
        for (range, given) in [
            ("bytes=0-", Part::Bytes(0, 10)),
            ("bytes=2-4", Part::Bytes(2, 5)),
            ("bytes=2-99", Part::Bytes(2, 10)),
            ("bytes=-3", Part::Bytes(7, 10)),
            ("bytes=-99", Part::Bytes(0, 10)),
            ("bytes=0-18446744073709551615", Part::Bytes(0, 10)),
            ("bytes=10-", Part::Outside),
            ("bytes=-0", Part::Outside),
            ("bytes=4-2", Part::Whole),
            ("bytes=0-1,4-5", Part::Whole),
            ("items=0-1", Part::Whole),
            ("bytes=", Part::Whole),
        ] {
            assert_eq!(part(range, 10), given, "{range}");
        }
    }
}
