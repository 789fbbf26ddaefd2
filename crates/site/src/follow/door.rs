//! Coming in: the receipt is typed, or the cookie still stands for it.

use super::case;
use crate::intake::posted::Posted;
use crate::ui::form::{Ask, Entry, Weight, button, text, textarea};
use crate::ui::page::{Tone, note};
use crate::ui::{Area, Html, Page, form, html, in_each_language};
use crate::{Error, Result, Visit};
use acts::follow::{self, Holder};
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Lang;

/// Name of the cookie.
const COOKIE: &str = "follow";
/// Seconds for which the browser keeps it; the seal inside ends by itself.
const KEPT: u32 = 15 * 60;
/// Characters of a receipt as people type it, with whatever they put between its digits.
const LONGEST_RECEIPT: u32 = 80;
/// Characters of a message.
pub const LONGEST: u32 = 10_000;

/// Whoever this browser stands for.
pub fn holder(visit: &Visit) -> Option<Holder> {
    Holder::from_cookie(visit.house(), visit.cookie(COOKIE)?).ok()
}

/// The header that keeps the case open for another quarter of an hour.
pub fn remember(visit: &Visit, holder: &Holder) -> Result<(HeaderName, HeaderValue)> {
    let sealed = holder.to_cookie(visit.house())?;
    let cookie = visit.app.cookies.set(COOKIE, &sealed, Some(KEPT)).map_err(Error::internal)?;
    Ok((header::SET_COOKIE, cookie))
}

/// The header that closes the case on this browser.
pub fn forget(visit: &Visit) -> Result<(HeaderName, HeaderValue)> {
    Ok((header::SET_COOKIE, visit.app.cookies.clear(COOKIE).map_err(Error::internal)?))
}

/// Refuses an address whose first segment is no language.
pub fn known(lang: &str) -> Result<()> {
    lang.parse::<Lang>().map(|_| ()).map_err(|_| Error::NotFound)
}

/// The address of these pages.
pub fn href(visit: &Visit) -> String {
    format!("/{}/follow", visit.lang)
}

/// `GET /{lang}/follow`: the case, or the field for the receipt.
pub async fn show(visit: Visit, Path(lang): Path<String>) -> Result<Response> {
    known(&lang)?;
    let Some(holder) = holder(&visit) else {
        let said = match visit.uri.query() {
            Some("done=left") => Said::Left,
            _ => Said::Nothing,
        };
        return Ok(door(&visit, said, "").into_response());
    };
    case::show(&visit, &holder, "").await
}

/// `POST /{lang}/follow` with `receipt`, and `text` when a message was being written. Unknown, mistyped and erased
/// receipts cost the same work and get the same page.
pub async fn enter(visit: Visit, Path(lang): Path<String>, posted: Posted) -> Result<Response> {
    known(&lang)?;
    let written = posted.get("text");
    match follow::enter(visit.house(), posted.get("receipt")).await {
        Ok(holder) if written.is_empty() => {
            Ok(([remember(&visit, &holder)?], Redirect::to(&href(&visit))).into_response())
        }
        Ok(holder) => case::show(&visit, &holder, written).await,
        Err(acts::Error::NotFound) => {
            let wrong = Said::Wrong(posted.get("receipt"));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, door(&visit, wrong, written)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// What the door says beside its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<'a> {
    Nothing,
    /// What was typed opens nothing.
    Wrong(&'a str),
    /// The quarter of an hour is over.
    Over,
    /// The case was closed on this phone.
    Left,
}

/// The field for the receipt. `written` is a message that would be lost otherwise.
pub fn door(visit: &Visit, said: Said<'_>, written: &str) -> Html {
    let tr = &visit.tr;
    // Twenty digits are checked where they stand, not typed again. The page is the answer to a form and kept by nobody:
    // whoever holds the phone now has just seen them typed.
    let typed: String = match said {
        Said::Wrong(typed) => typed.chars().take(LONGEST_RECEIPT as usize).collect(),
        _ => String::new(),
    };
    let wrong = matches!(said, Said::Wrong(_)).then(|| tr.t("follow-wrong"));
    let (title, hint) = (tr.t("follow-title"), tr.t("follow-receipt-hint"));
    let ask = Ask::question("receipt", &title).hint(Some(&hint)).fault(wrong.as_deref());
    let over = if written.is_empty() { "follow-again-empty" } else { "follow-again" };
    Page::new(visit.app.frame(), tr, Area::Citizen, title.as_str())
        .languages(in_each_language(|lang| format!("/{lang}/follow")))
        .leave_quickly()
        .faulty(wrong.is_some())
        .show(html! {
            @if said == Said::Left { (note(Tone::Good, html! { p { (tr.t("follow-left")) } })) }
            @if said == Said::Over { (note(Tone::Grave, html! { p { (tr.t(over)) } })) }
            form method="post" action=(href(visit)) class="lean" {
                (text(&ask, Entry::Code, &typed, LONGEST_RECEIPT))
                p { (tr.t("follow-lead")) }
                @if !written.is_empty() {
                    (textarea(&Ask::label("text", &tr.t("follow-unsent")), written, 4, LONGEST))
                }
                (form::row(button(Weight::Main, &tr.t("follow-open"), None)))
                p class="soft" { (tr.t("follow-lost")) }
            }
        })
}
