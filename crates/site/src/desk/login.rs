//! `/desk/login`: name, passphrase and code in, session out. Every failure gets the same answer after the same work.

use super::shell::{COOKIE, LONGEST_SUMMARY, UNSENT, asked, next, pairs, written};
use crate::texts::Tr;
use crate::ui::form::{Ask, Entry, Weight, button, link_button, row, text, textarea};
use crate::ui::page::{Tone, lead, note};
use crate::ui::{Area, Html, Markup, Page, html};
use crate::{Error, Result, Visit};
use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

/// What stands above the form.
enum Said {
    Nothing,
    Wrong,
    /// The name waits so many minutes.
    Slow(u32),
    Locked,
    SignedOut,
    Enrolled,
}

/// The form.
pub(super) async fn page(visit: Visit) -> Html {
    let asks = |name| asked(&visit.uri, name).is_some();
    let said = match () {
        () if asks("locked") => Said::Locked,
        () if asks("out") => Said::SignedOut,
        () if asks("enrolled") => Said::Enrolled,
        () => Said::Nothing,
    };
    show(&visit, &said, "", &asked(&visit.uri, "next").unwrap_or_default(), "")
}

/// The session ended while this was being written: the log-in, with what was written in it, and back to the page it was
/// for. No cookie is left.
pub(super) fn over(visit: &Visit, unsent: &str) -> Response {
    let path = visit.uri.path();
    // An act is one step below the page of its case.
    let wanted =
        path.rsplit_once('/').filter(|_| path.starts_with("/desk/case/")).map_or("/desk", |(page, _)| page);
    let page = show(visit, &Said::Locked, "", wanted, unsent);
    let mut response = (StatusCode::UNAUTHORIZED, page).into_response();
    if let Ok(cleared) = visit.app.cookies.clear(COOKIE) {
        response.headers_mut().insert(header::SET_COOKIE, cleared);
    }
    response
}

/// A log-in.
pub(super) async fn post(visit: Visit, body: Bytes) -> Result<Response> {
    let fields = pairs(&body).ok_or(Error::Unreadable)?;
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value);
    let (login, wanted) = (field("login"), field("next"));
    let unsent = written(&fields);
    match acts::desk::sign_in(visit.house(), login, field("passphrase"), field("code")).await {
        Ok(session) => {
            let cookie = visit.app.cookies.set(COOKIE, &session, None).map_err(Error::internal)?;
            let cookie = [(header::SET_COOKIE, cookie)];
            Ok(match unsent.is_empty() {
                true => (cookie, Redirect::to(next(wanted))).into_response(),
                false => (cookie, handed_back(&visit, &unsent, next(wanted))).into_response(),
            })
        }
        Err(acts::Error::SignedOut) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&visit, &Said::Wrong, login, wanted, &unsent))
                .into_response())
        }
        Err(acts::Error::TooManyTries { seconds }) => {
            let slow = show(&visit, &Said::Slow(seconds.div_ceil(60)), login, wanted, &unsent);
            let wait = [(header::RETRY_AFTER, seconds.to_string())];
            Ok((StatusCode::TOO_MANY_REQUESTS, wait, slow).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// What was written when the session ended, to be copied back into its page.
fn unsent_box(tr: &Tr, unsent: &str) -> Markup {
    textarea(&Ask::label(UNSENT, &tr.t("sign-in-unsent")), unsent, 8, LONGEST_SUMMARY)
}

/// Signed in again: the text that was not sent, and the page it was for.
fn handed_back(visit: &Visit, unsent: &str, wanted: &str) -> Html {
    let tr = &visit.tr;
    Page::new(visit.app.frame(), tr, Area::Desk, tr.t("sign-in-back")).show(html! {
        div class="lean" {
            h1 { (tr.t("sign-in-back")) }
            (lead(&tr.t("sign-in-back-detail")))
            (unsent_box(tr, unsent))
            (row(link_button(Weight::Main, &tr.t("continue"), wanted)))
        }
    })
}

fn show(visit: &Visit, said: &Said, login: &str, wanted: &str, unsent: &str) -> Html {
    let (tr, terms) = (&visit.tr, &visit.house().terms);
    let faulty = matches!(said, Said::Wrong | Said::Slow(_));
    Page::new(visit.app.frame(), tr, Area::Desk, tr.t("sign-in-title")).faulty(faulty).show(html! {
        div class="lean" {
            h1 { (tr.t("sign-in-title")) }
            (lead(&tr.t("sign-in-lead")))
            @match said {
                Said::Nothing => {},
                Said::Wrong => div class="errors" role="alert" { (tr.t("sign-in-wrong")) },
                Said::Slow(minutes) => div class="errors" role="alert" {
                    (tr.ta("sign-in-slow", &[("minutes", (*minutes).into())]))
                },
                Said::Locked => (note(Tone::Plain, html! {
                    p { (tr.ta("sign-in-locked", &[("minutes", terms.idle_minutes.into())])) }
                })),
                Said::SignedOut => (note(Tone::Good, html! { p { (tr.t("signed-out")) } })),
                Said::Enrolled => (note(Tone::Good, html! {
                    p { b { (tr.t("enrol-done")) } " " (tr.t("enrol-done-detail")) }
                })),
            }
            @if !terms.second_factor { (note(Tone::Plain, html! { p { (tr.t("sign-in-demo")) } })) }
            form method="post" action="/desk/login" {
                @if !wanted.is_empty() { input type="hidden" name="next" value=(next(wanted)); }
                (text(&Ask::label("login", &tr.t("sign-in-name")), Entry::Words, login, 60))
                (text(&Ask::label("passphrase", &tr.t("sign-in-passphrase")), Entry::Passphrase, "", 256))
                @if terms.second_factor {
                    (text(&Ask::label("code", &tr.t("sign-in-code")).hint(Some(&tr.t("sign-in-code-hint"))), Entry::Code, "", 7))
                }
                @if !unsent.is_empty() {
                    p { (tr.t("sign-in-unsent-hint")) }
                    (unsent_box(tr, unsent))
                }
                (row(button(Weight::Main, &tr.t("sign-in"), None)))
            }
        }
    })
}
