//! Embedded style sheets and pictures. Pictures are served under a name that carries their hash, so that a phone
//! fetches each of them once.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;
use std::fmt::Write as _;

/// Files of `assets/`.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../assets"]
pub struct Assets;

/// The text of a style sheet, e.g. `sheet("base")`; empty when there is none of that name.
pub(super) fn sheet(name: &str) -> String {
    Assets::get(&format!("css/{name}.css"))
        .map(|file| String::from_utf8_lossy(&file.data).into_owned())
        .unwrap_or_default()
}

/// The Content-Security-Policy source that admits a style sheet inlined whole: `'sha256-…'` (CSP level 2 §4.2.5).
pub(super) fn sheet_source(name: &str) -> Option<String> {
    let file = Assets::get(&format!("css/{name}.css"))?;
    Some(format!("'sha256-{}'", base64(&file.metadata.sha256_hash())))
}

/// Where a picture is served: `href("favicon.svg")` is `/assets/favicon.1a2b3c4d5e6f7081.svg`.
pub fn href(name: &str) -> String {
    let Some(file) = Assets::get(name) else { return format!("/assets/{name}") };
    let hash = short_hash(&file.metadata.sha256_hash());
    match name.rsplit_once('.') {
        Some((stem, kind)) => format!("/assets/{stem}.{hash}.{kind}"),
        None => format!("/assets/{name}"),
    }
}

/// The one route of this module: `GET /assets/{name}`.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{name}", get(serve))
}

async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, crate::Error> {
    let pieces: Vec<&str> = name.split('.').collect();
    let [stem, hash, kind] = pieces[..] else { return Err(crate::Error::NotFound) };
    let kind = match kind {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => return Err(crate::Error::NotFound),
    };
    let file = Assets::get(&format!("{stem}.{}", pieces[2])).ok_or(crate::Error::NotFound)?;
    if short_hash(&file.metadata.sha256_hash()) != hash {
        return Err(crate::Error::NotFound);
    }
    let etag = format!("\"{hash}\"");
    let known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag));
    let caching = [
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
        (header::ETAG, etag),
        (header::CONTENT_TYPE, kind.to_owned()),
    ];
    Ok(if known {
        (StatusCode::NOT_MODIFIED, caching).into_response()
    } else {
        (caching, file.data.into_owned()).into_response()
    })
}

fn short_hash(hash: &[u8; 32]) -> String {
    hash.iter().take(8).fold(String::new(), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// RFC 4648 §4, with padding, as CSP wants it.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let word =
            group.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let six = (word >> (18 - 6 * place)) & 63;
            out.push(if place <= group.len() { ALPHABET[six as usize] as char } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_as_in_rfc_4648_section_10() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
