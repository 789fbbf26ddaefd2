//! Leaving nothing behind: the draft goes, the cookie, and what the server kept to show the receipt again.

use super::writing::{COOKIE, Stop, href, key, service, shell};
use crate::intake::posted::Posted;
use crate::ui::page::lead;
use crate::ui::{form, html};
use crate::{Error, Visit};
use acts::draft;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};

/// `POST /{lang}/report/{pack}/erase`: `act=written` once the receipt is noted, anything else to give the report up.
pub async fn erase(
    visit: Visit,
    Path((lang, pack)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    service(&visit, &lang, &pack)?;
    if let Some(key) = key(&visit) {
        draft::forget(visit.house(), &key, &pack).await?;
    }
    let cleared = visit.app.cookies.clear(COOKIE).map_err(Error::internal)?;
    let to = match posted.get("act") {
        "written" => format!("/{}", visit.lang),
        _ => href(visit.lang, &pack, "erased"),
    };
    Ok(([(header::SET_COOKIE, cleared)], Redirect::to(&to)).into_response())
}

/// `GET /{lang}/report/{pack}/erased`.
pub async fn erased(visit: Visit, Path((lang, pack)): Path<(String, String)>) -> Result<Response, Stop> {
    service(&visit, &lang, &pack)?;
    let tr = &visit.tr;
    let home = format!("/{}", visit.lang);
    Ok(shell(&visit, &pack, "erased", tr.t("report-erased-title"))
        .show(html! {
            h1 { (tr.t("report-erased-title")) }
            (lead(&tr.t("report-erased")))
            (form::row(form::link_button(form::Weight::Quiet, &tr.t("back-home"), &home)))
        })
        .into_response())
}
