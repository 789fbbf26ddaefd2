//! The door: who sends this, the code, and every way in which the link is not or no longer good.

use super::mandate::{self, Draft};
use crate::ui::form::{Ask, Entry, Weight, button, error_summary, link_button, row, text, tick};
use crate::ui::page::{Tone, card, lead, note};
use crate::ui::{Area, Html, Page, html, in_each_language};
use crate::{Error, Result, Visit};
use acts::office::{self, LinkState, MOST_TRIES};
use axum::Form;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Lang;
use serde::Deserialize;

/// Language and link, as they stand in the path.
pub(super) type At = Path<(String, String)>;

/// Where the page of a link is.
pub(super) fn address(lang: Lang, link: &str) -> String {
    format!("/{lang}/office/{link}")
}

/// A path that begins with no language of ours leads nowhere.
pub(super) fn speaks(lang: &str) -> Result<()> {
    lang.parse::<Lang>().map(|_| ()).map_err(|_| Error::NotFound)
}

/// The cookie with which this browser holds the link, if it does.
pub(super) fn held<'a>(visit: &'a Visit, link: &str) -> Option<&'a str> {
    visit.cookie(&office::cookie_name(link).ok()?)
}

/// Shows the page of a link.
pub(super) async fn show(visit: Visit, Path((lang, link)): At) -> Result<Response> {
    speaks(&lang)?;
    view(&visit, &link, &Draft::default()).await
}

/// What the link shows in its present state; `draft` is what was sent and could not be taken.
pub(super) async fn view(visit: &Visit, link: &str, draft: &Draft) -> Result<Response> {
    let cookie = held(visit, link);
    let state = match office::link_state(visit.house(), link, cookie).await {
        Err(acts::Error::NotFound) => {
            return Ok(closed(visit, link, StatusCode::NOT_FOUND, "office-unknown"));
        }
        other => other?,
    };
    Ok(match state {
        LinkState::Waiting => door(visit, link, None).into_response(),
        LinkState::Refused => closed(visit, link, StatusCode::OK, "office-refused"),
        LinkState::Ended => closed(visit, link, StatusCode::GONE, "office-over"),
        // Cookies are `SameSite=Strict`: a click in a webmail page arrives without the one that holds the link.
        LinkState::HeldElsewhere if came_from_elsewhere(visit) => go_on(visit, link).into_response(),
        LinkState::HeldElsewhere => closed(visit, link, StatusCode::FORBIDDEN, "office-held"),
        LinkState::Held => {
            let mandate = office::mandate(visit.house(), link, cookie.unwrap_or_default()).await?;
            (draft.status(), mandate::page(visit, link, &mandate, draft)).into_response()
        }
    })
}

/// Whether the browser may have kept the cookie back: it says that another site led here, or says nothing and has not
/// been led here by our own page yet.
fn came_from_elsewhere(visit: &Visit) -> bool {
    match visit.headers.get("sec-fetch-site") {
        Some(site) => site == "cross-site",
        None => visit.uri.query() != Some(HERE),
    }
}

const HERE: &str = "here";

/// The code as typed.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    code: String,
    keep: Option<String>,
}

/// Opens the link with its code for this browser.
pub(super) async fn open(visit: Visit, Path((lang, link)): At, Form(typed): Form<Typed>) -> Result<Response> {
    speaks(&lang)?;
    let cookie = match office::unlock(visit.house(), &link, &typed.code).await {
        Ok(cookie) => cookie,
        Err(acts::Error::MistypedCode) => {
            let mistyped = visit.tr.t("office-mistyped");
            return Ok(
                (StatusCode::UNPROCESSABLE_ENTITY, door(&visit, &link, Some(&mistyped))).into_response()
            );
        }
        Err(acts::Error::SignedOut | acts::Error::NotFound) => return refused(&visit, &link).await,
        Err(error) => return Err(error.into()),
    };
    let mandate = office::mandate(visit.house(), &link, &cookie).await?;
    let left = (mandate.expires.0 - visit.house().clock.now().0) / 1000;
    let kept = typed.keep.is_some().then(|| u32::try_from(left).unwrap_or(0));
    let name = office::cookie_name(&link)?;
    let cookie = visit.app.cookies.set(&name, &cookie, kept).map_err(Error::internal)?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&address(visit.lang, &link))).into_response())
}

async fn refused(visit: &Visit, link: &str) -> Result<Response> {
    match office::link_state(visit.house(), link, None).await {
        Ok(LinkState::Waiting) => {
            let wrong = visit.tr.ta("office-wrong", &[("tries", MOST_TRIES.into())]);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, door(visit, link, Some(&wrong))).into_response())
        }
        // Over, or opened meanwhile by this browser or another: the page of the link says which.
        _ => view(visit, link, &Draft::default()).await,
    }
}

fn door(visit: &Visit, link: &str, wrong: Option<&str>) -> Html {
    let tr = &visit.tr;
    let title = tr.t("office-title");
    let faults: Vec<(String, String)> =
        wrong.iter().map(|wrong| ("code".to_owned(), (*wrong).to_owned())).collect();
    let (label, hint) = (tr.t("office-code"), tr.t("office-code-hint"));
    let code = Ask::label("code", &label).hint(Some(&hint)).fault(wrong);
    frame(visit, link, &title).faulty(wrong.is_some()).show(html! {
        div class="lean" {
            (error_summary(tr, &faults))
            h1 { (title) }
            (lead(&tr.ta("office-door-lead", &[("coalition", visit.app.frame().coalition.as_str().into())])))
            (card(None, html! {
                form method="post" action=(address(visit.lang, link)) {
                    (text(&code, Entry::Code, "", 12))
                    (tick("keep", &tr.t("office-keep"), Some(&tr.t("office-keep-hint")), false))
                    (row(button(Weight::Main, &tr.t("office-open"), None)))
                }
            }))
            (note(Tone::Plain, html! { p { (tr.t("office-once")) } }))
        }
    })
}

fn go_on(visit: &Visit, link: &str) -> Html {
    let tr = &visit.tr;
    let title = tr.t("office-title");
    let href = format!("{}?{HERE}", address(visit.lang, link));
    frame(visit, link, &title).show(html! {
        h1 { (title) }
        (lead(&tr.t("office-go-on")))
        (row(link_button(Weight::Main, &tr.t("continue"), &href)))
    })
}

fn closed(visit: &Visit, link: &str, status: StatusCode, key: &str) -> Response {
    let (title, detail) = (visit.tr.t(key), visit.tr.t(&format!("{key}-detail")));
    let page = frame(visit, link, &title).show(html! { h1 { (title) } (lead(&detail)) });
    (status, page).into_response()
}

pub(super) fn frame<'a>(visit: &'a Visit, link: &str, title: &str) -> Page<'a> {
    Page::new(visit.app.frame(), &visit.tr, Area::Office, title)
        .languages(in_each_language(|lang| address(lang, link)))
}
