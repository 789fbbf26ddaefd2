//! Coming in and leaving.

use super::signed::{cookies, spoken, volunteer};
use super::{app, href, shell};
use crate::intake::posted::Posted;
use crate::intake::writing::{Stop, with_status};
use crate::ui::form::{Ask, Entry, Weight, button, error_summary, row, text};
use crate::ui::page::{Tone, card, lead, note};
use crate::ui::{Html, html};
use crate::{Error, Visit};
use acts::collect::{Volunteer, session};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

/// Characters of what may be pasted: an address with a token.
const LONGEST: u32 = 400;

/// `GET /{lang}/field`. The door is shown to whoever is signed in too: the server does not see whether the address brings
/// another key, and a browser would carry it along to wherever it is sent on.
pub(super) async fn show(visit: Visit) -> Result<Html, Stop> {
    spoken(&visit)?;
    Ok(page(&visit, volunteer(&visit).await?.as_ref(), false))
}

fn page(visit: &Visit, signed: Option<&Volunteer>, wrong: bool) -> Html {
    let tr = &visit.tr;
    let (label, hint) = (tr.t("field-token"), tr.t("field-token-hint"));
    let said = wrong.then(|| tr.t("field-token-wrong"));
    let faults: Vec<(String, String)> = said.iter().map(|said| ("token".to_owned(), said.clone())).collect();
    let ask = Ask::label("token", &label).hint(Some(&hint)).fault(said.as_deref());
    shell(visit, tr.t("field-title"), &|lang| href(lang, ""))
        .nav(Vec::new())
        .faulty(wrong)
        .module(app::script_href(visit.lang, "door.js"))
        .show(html! {
            (error_summary(tr, &faults))
            h1 { (tr.t("field-title")) }
            (lead(&tr.t("field-door-lead")))
            @if let Some(volunteer) = signed {
                (note(Tone::Plain, html! {
                    p { (tr.ta("field-signed", &[("name", volunteer.name.as_str().into())])) }
                    p { a href=(href(visit.lang, "forms")) { (tr.t("field-home-title")) } }
                }))
            }
            form method="post" autocomplete="off" {
                // Never what was typed before: it would stand in the page, and in the browser's memory of forms.
                (text(&ask, Entry::Masked, "", LONGEST))
                p id="found" role="status" data-found=(tr.t("field-door-found")) {}
                (row(button(Weight::Main, &tr.t("field-enter"), None)))
            }
            (note(Tone::Plain, html! {
                p { (tr.ta("field-door-kept", &[("days", (session::SIGNED_IN / 86_400).into())])) }
                p { (tr.t("field-door-seized")) }
            }))
            (card(Some(&tr.t("field-door-offline-title")), html! {
                p { (tr.t("field-door-offline")) }
                p { a href=(href(visit.lang, "offline")) { (tr.t("field-offline-open")) } }
            }))
        })
}

/// `POST /{lang}/field` with `token`: exchanges it for a cookie.
pub(super) async fn enter(visit: Visit, posted: Posted) -> Result<Response, Stop> {
    let lang = spoken(&visit)?;
    let cookie = match session::sign_in(visit.house(), posted.get("token")).await {
        Err(acts::Error::NotFound) => {
            let signed = volunteer(&visit).await?;
            return Ok(with_status(StatusCode::UNPROCESSABLE_ENTITY, page(&visit, signed.as_ref(), true)));
        }
        other => other?.1,
    };
    let mut response = Redirect::to(&href(lang, "forms")).into_response();
    for cookie in cookies(&visit, Some(&cookie))? {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// `POST /{lang}/field/leave`. Where a script runs, it has cleared what the phone kept before.
pub(super) async fn leave(visit: Visit) -> Result<Response, Error> {
    let lang = spoken(&visit)?;
    let mut response = Redirect::to(&href(lang, "")).into_response();
    for cookie in cookies(&visit, None)? {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
