//! Who is signed in to this area.

use super::{href, shell};
use crate::intake::writing::{Stop, with_status};
use crate::ui::form::{Weight, link_button, row};
use crate::ui::html;
use crate::ui::page::lead;
use crate::{App, Error, Visit};
use acts::collect::{Volunteer, session};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Lang;
use std::sync::Arc;

/// Name of the cookie.
const COOKIE: &str = "field";

/// A request of a volunteer.
pub(super) struct Signed {
    pub visit: Visit,
    pub volunteer: Volunteer,
}

/// Makes sure that the first part of the address is a language.
pub(super) fn spoken(visit: &Visit) -> Result<Lang, Error> {
    let first = visit.uri.path().split('/').nth(1).unwrap_or_default();
    first.parse().map_err(|_| Error::NotFound)
}

/// Who is signed in; `None` when nobody is.
pub(super) async fn volunteer(visit: &Visit) -> Result<Option<Volunteer>, Error> {
    let Some(cookie) = visit.cookie_of_area(COOKIE) else { return Ok(None) };
    match session::signed_in(visit.house(), cookie).await {
        Err(acts::Error::SignedOut) => Ok(None),
        other => Ok(Some(other?)),
    }
}

/// The cookies that keep somebody signed in, or, without a text, out: one for this area in each language.
pub(super) fn cookies(visit: &Visit, text: Option<&str>) -> Result<Vec<HeaderValue>, Error> {
    let seconds = text.map_or(0, |_| u32::try_from(session::SIGNED_IN).unwrap_or(u32::MAX));
    let set =
        |lang: Lang| visit.app.cookies.set_below(COOKIE, text.unwrap_or_default(), &href(lang, ""), seconds);
    Lang::ALL.into_iter().map(|lang| set(lang).map_err(Error::internal)).collect()
}

impl FromRequestParts<Arc<App>> for Signed {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Stop> {
        let Ok(visit) = Visit::from_request_parts(parts, app).await;
        let lang = spoken(&visit)?;
        match volunteer(&visit).await? {
            Some(volunteer) => Ok(Self { visit, volunteer }),
            None if !is_page(&parts.headers) => Err(Error::SignedOut.into()),
            None if visit.method == Method::GET => Err(Redirect::to(&href(lang, "")).into_response().into()),
            None => Err(ended(&visit).into()),
        }
    }
}

/// What was posted is not lost behind somebody's back: the page says that it was not kept.
fn ended(visit: &Visit) -> Response {
    let tr = &visit.tr;
    let page = shell(visit, tr.t("field-ended-title"), &|lang| href(lang, "")).nav(Vec::new()).show(html! {
        h1 { (tr.t("field-ended-title")) }
        (lead(&tr.t("field-ended")))
        (row(link_button(Weight::Main, &tr.t("field-enter"), &href(visit.lang, ""))))
    });
    with_status(StatusCode::UNAUTHORIZED, page)
}

/// Whether a person asks for a page, and not a program of ours for data.
fn is_page(headers: &axum::http::HeaderMap) -> bool {
    let said = headers.get("sec-fetch-mode").and_then(|mode| mode.to_str().ok());
    said.is_none_or(|mode| mode == "navigate")
}
