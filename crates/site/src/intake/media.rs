//! Pictures, sounds and films of a form, under addresses that carry their hash, so that a phone fetches each once. Only what
//! the form names is there, and it is in memory: no address can lead to another file.

use super::writing::service;
use crate::{Error, Result, Visit};
use acts::FormFiles;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::Lang;
use std::fmt::Write;

/// Where the pictures, sounds and films of a form are.
#[derive(Clone)]
pub struct Shown<'a> {
    /// Those that the form names.
    pub files: &'a FormFiles,
    /// The address that theirs begin with, without a slash at its end.
    pub base: String,
}

impl Shown<'_> {
    /// The address of a file, by the one under which the form names it; `None` when it is not there.
    pub fn href(&self, uri: &str) -> Option<String> {
        let (name, medium) = self.files.shown(uri)?;
        let mut address = format!("{}/{}/", self.base, medium.hash);
        push_encoded(&mut address, name);
        Some(address)
    }
}

/// Adds a part of a path.
pub(crate) fn push_encoded(address: &mut String, part: &str) {
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            address.push(byte as char);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
}

/// `GET /media/{pack}/{hash}/{name}`, whole or, as some phones want sounds and films, the bytes of one range.
pub async fn show(
    visit: Visit,
    Path((pack, hash, name)): Path<(String, String, String)>,
) -> Result<Response> {
    let service = service(&visit, Lang::Fr.tag(), &pack)?;
    let medium = service.files.medium(&name).filter(|medium| medium.hash == hash).ok_or(Error::NotFound)?;
    let bytes = Bytes::from_owner(medium.bytes.clone());
    Ok(whole_or_part(&visit, &hash, medium.kind, "public, max-age=31536000, immutable", bytes))
}

/// The bytes, or those of one range.
pub(crate) fn whole_or_part(
    visit: &Visit,
    hash: &str,
    kind: &str,
    caching: &'static str,
    bytes: Bytes,
) -> Response {
    let etag = format!("\"{hash}\"");
    let about = [
        (header::CACHE_CONTROL, caching.to_owned()),
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::ETAG, etag.clone()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
    ];
    if header_of(&visit.headers, header::IF_NONE_MATCH).split(',').any(|tag| tag.trim() == etag) {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    let all = bytes.len();
    let given = header_of(&visit.headers, header::IF_RANGE);
    let range = header_of(&visit.headers, header::RANGE);
    let range = Some(range).filter(|range| !range.is_empty() && (given.is_empty() || given == etag));
    match range.map(|range| part(range, all)) {
        None | Some(Part::Whole) => (about, bytes).into_response(),
        Some(Part::Bytes(from, to)) => {
            let range = format!("bytes {from}-{}/{all}", to - 1);
            let part = bytes.slice(from..to);
            (StatusCode::PARTIAL_CONTENT, about, [(header::CONTENT_RANGE, range)], part).into_response()
        }
        Some(Part::Outside) => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{all}"))];
            (StatusCode::RANGE_NOT_SATISFIABLE, range).into_response()
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
