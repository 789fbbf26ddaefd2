//! Embedded style sheets and pictures, served under names that carry their hash, so that a phone fetches each once.

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

/// Where a file is served: `href("favicon.svg")` is `/assets/favicon.1a2b3c4d5e6f7081.svg`.
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
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
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
