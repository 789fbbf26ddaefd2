//! Bodies: read within bounds, then as JSON and nothing else.

use crate::error::Fault;
use crate::receiving::{Held, PROGRAMS};
use crate::texts::Tr;
use crate::{Error, Result};
use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use serde::de::{DeserializeOwned, IgnoredAny};
use std::future::poll_fn;
use std::pin::Pin;

/// Bytes beyond the limit that are read and dropped, so that a client which sends before it listens gets its answer
/// instead of a closed connection.
const DRAINED: usize = 16 << 20;

/// A body that was read. A large one counts until it is dropped.
pub(super) struct Whole {
    bytes: Vec<u8>,
    _held: Held,
}

/// Reads a JSON body of at most `limit` bytes.
///
/// # Errors
/// [`Error::Kind`] unless it says that it is JSON in UTF-8, [`Error::TooLarge`], [`Error::Unreadable`] when it breaks
/// off, [`Error::Busy`] when it is large and others are too.
pub(super) async fn read(request: Request, limit: usize) -> Result<Whole> {
    let (parts, mut body) = request.into_parts();
    if !is_json(&parts.headers) {
        return Err(Error::Kind);
    }
    if body.size_hint().lower() > (limit + DRAINED) as u64 {
        return Err(Error::TooLarge);
    }
    let (mut bytes, mut held, mut dropped) = (Vec::new(), Held::of(&PROGRAMS), 0);
    while let Some(data) = next(&mut body).await? {
        if dropped > 0 || bytes.len() + data.len() > limit {
            bytes = Vec::new();
            dropped += data.len();
            if dropped > DRAINED {
                break;
            }
            continue;
        }
        held.count(data.len())?;
        bytes.extend_from_slice(&data);
    }
    if dropped > 0 { Err(Error::TooLarge) } else { Ok(Whole { bytes, _held: held }) }
}

async fn next(body: &mut Body) -> Result<Option<axum::body::Bytes>> {
    loop {
        let coming = poll_fn(|context| Pin::new(&mut *body).poll_frame(context));
        match coming.await {
            None => return Ok(None),
            Some(Err(_)) => return Err(Error::Unreadable),
            // Trailers are of no use to anybody here.
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let packed = headers.get(header::CONTENT_ENCODING).is_some_and(|coding| coding != "identity");
    let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()) else {
        return false;
    };
    let mut parts = kind.split(';').map(str::trim);
    let json = parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"));
    let charset =
        parts.find_map(|part| part.to_ascii_lowercase().strip_prefix("charset=").map(str::to_owned));
    !packed && json && charset.is_none_or(|charset| charset.trim_matches('"') == "utf-8")
}

impl Whole {
    /// Hash of the body as it was sent, together with something of its headers.
    pub fn hash_with(&self, more: &[u8]) -> [u8; 32] {
        vault::sha256(&[&vault::sha256(&self.bytes)[..], more].concat())
    }

    /// The body as a value. What it says is never repeated in an answer.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when it is not JSON, [`Error::BadForm`] when it is JSON of another shape.
    pub fn parse<T: DeserializeOwned>(&self, tr: &Tr) -> Result<T> {
        // Some platforms put a mark before UTF-8 (RFC 8259 §8.1 lets a reader ignore it).
        let text = self.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.bytes);
        // A structure would be read from a list too: nobody was told that, so nobody may come to rely on it.
        if text.trim_ascii_start().first() != Some(&b'{') {
            let json = serde_json::from_slice::<IgnoredAny>(text).is_ok();
            return Err(if json { shapeless(tr) } else { Error::Unreadable });
        }
        serde_json::from_slice(text).map_err(
            |error| {
                if error.is_data() { shapeless(tr) } else { Error::Unreadable }
            },
        )
    }
}

/// JSON, but not of the shape that the description gives.
pub(super) fn shapeless(tr: &Tr) -> Error {
    Error::BadForm(vec![Fault { name: "body".to_owned(), detail: tr.t("api-body-shape") }])
}
