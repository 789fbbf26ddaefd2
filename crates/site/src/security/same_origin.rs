//! Refuses acts that another site's page sends in a visitor's name (cross-site request forgery).
//!
//! Cookies are `SameSite=Strict` already; this is the second lock, and it holds where the first does not: old browsers,
//! and a neighbouring host of the same site. No token is put into forms, so pages stay cacheable and forms survive back,
//! reload and a lost network.

use super::Edge;
use crate::Error;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Citizen areas below `/{lang}/`. Nobody is signed in there, so there is no standing to abuse, and Opera Mini and old
/// phones say nothing about where a form was: refusing them would shut out those the site is for. A browser that does say
/// "from another site" is refused there too.
const CITIZEN: [&str; 2] = ["report", "follow"];

pub(super) async fn refuse_elsewhere(
    State(edge): State<Arc<Edge>>,
    request: Request,
    next: Next,
) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_allowed(&edge, request.uri().path(), request.headers()) {
        next.run(request).await
    } else {
        Error::Elsewhere.into_response()
    }
}

fn is_allowed(edge: &Edge, path: &str, headers: &HeaderMap) -> bool {
    // The API takes no cookie: a forged request has nothing the forger lacks.
    if path.starts_with("/api/") {
        return true;
    }
    // Telephones of the field say nothing of where they come from. What lets them in is the token in the path, which no
    // other page knows.
    if path.starts_with(crate::openrosa::AREA) {
        return true;
    }
    sent_from_here(edge, headers).unwrap_or_else(|| is_citizen(path))
}

fn is_citizen(path: &str) -> bool {
    let mut segments = path.split('/').skip(1);
    let lang = segments.next().is_some_and(|tag| tag.parse::<kernel::Lang>().is_ok());
    lang && segments.next().is_some_and(|area| CITIZEN.contains(&area))
}

/// What the browser says about the page that sent the request: `Sec-Fetch-Site`, else `Origin`, else `Referer`;
/// `None` when it says nothing.
fn sent_from_here(edge: &Edge, headers: &HeaderMap) -> Option<bool> {
    let said = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    if let Some(site) = said("sec-fetch-site") {
        return Some(matches!(site, "same-origin" | "none"));
    }
    let sender = match said("origin") {
        Some(origin) => authority(origin),
        None => authority(said("referer")?),
    };
    let host = said(header::HOST.as_str()).map(str::to_ascii_lowercase);
    let public = edge.origin.as_ref().map(super::Origin::authority);
    Some(sender.is_some_and(|sender| host.as_deref() == Some(&sender) || public == Some(sender.as_str())))
}

/// Host and port of an absolute address; `None` for `null` and nonsense.
fn authority(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    rest.split(['/', '?', '#']).next().map(str::to_ascii_lowercase)
}
