//! `/desk/account`: language, passphrase, open sessions, signing out.

use super::enrol::weak;
use super::shell::{COOKIE, Desk, Posted, Spot};
use crate::ui::form::{Ask, Choice, Entry, Weight, button, error_summary, row, select, text};
use crate::ui::page::{Tone, card, lead, note};
use crate::ui::{Html, html};
use crate::{Error, Result};
use acts::account::{ChangeRefusal, OpenSession, change_passphrase, open_sessions, set_lang};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Lang;
use vault::SHORTEST_PASSPHRASE;

/// The page.
pub(super) async fn page(desk: Desk) -> Result<Html> {
    let changed = desk.query("changed").is_some();
    show(&desk, changed, &[]).await
}

/// Another language.
pub(super) async fn language(posted: Posted) -> Result<Redirect> {
    let lang: Lang = posted.text("lang").parse().map_err(|_| Error::Unreadable)?;
    set_lang(posted.desk.house(), &posted.desk.handler, lang).await?;
    Ok(Redirect::to("/desk/account"))
}

/// Another passphrase.
pub(super) async fn passphrase(posted: Posted) -> Result<Response> {
    let (desk, tr) = (&posted.desk, &posted.desk.tr);
    let given = |name| posted.given(name).unwrap_or_default();
    let (present, new) = (given("present"), given("new"));
    let fault = if new == given("again") {
        match change_passphrase(desk.house(), &desk.handler, present, new).await? {
            Ok(()) => return Ok(Redirect::to("/desk/account?changed=yes").into_response()),
            Err(ChangeRefusal::Present) => ("present", tr.t("account-passphrase-wrong")),
            Err(ChangeRefusal::New(refusal)) => ("new", weak(tr, refusal)),
        }
    } else {
        ("again", tr.t("enrol-passphrase-differ"))
    };
    let page = show(desk, false, &[(fault.0.to_owned(), fault.1)]).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Out of this browser.
pub(super) async fn sign_out(posted: Posted) -> Result<Response> {
    acts::desk::sign_out(posted.desk.house(), &posted.desk.handler).await?;
    out(&posted.desk)
}

/// Out of every browser.
pub(super) async fn sign_out_everywhere(posted: Posted) -> Result<Response> {
    acts::desk::sign_out_everywhere(posted.desk.house(), &posted.desk.handler).await?;
    out(&posted.desk)
}

fn out(desk: &Desk) -> Result<Response> {
    let cleared = desk.app.cookies.clear(COOKIE).map_err(Error::internal)?;
    Ok(([(header::SET_COOKIE, cleared)], Redirect::to("/desk/login?out=yes")).into_response())
}

async fn show(desk: &Desk, changed: bool, faults: &[(String, String)]) -> Result<Html> {
    let (tr, house, handler) = (&desk.tr, desk.house(), &desk.handler);
    let sessions = open_sessions(house, handler).await?;
    let names = acts::Names::of(house).await?;
    let team = handler.member.team.and_then(|team| names.team(team)).unwrap_or(&desk.app.frame().coalition);
    let role = tr.t(&format!("role-{}", desk.role()));
    let who = [("name", handler.name.as_str().into()), ("role", role.into()), ("team", team.into())];
    let fault = |name: &str| faults.iter().find(|(field, _)| field == name).map(|(_, said)| said.as_str());
    let shortest = tr.ta("enrol-passphrase-hint", &[("min", SHORTEST_PASSPHRASE.into())]);
    let languages: Vec<Choice> = Lang::ALL
        .into_iter()
        .filter(|lang| tr.texts().begun(*lang))
        .map(|lang| Choice {
            value: lang.tag().to_owned(),
            label: lang.own_name().to_owned(),
            hint: None,
            chosen: lang == handler.lang,
        })
        .collect();
    Ok(desk.page(Spot::Account, tr.t("account-title")).faulty(!faults.is_empty()).show(html! {
        h1 { (tr.t("account-title")) }
        (lead(&tr.ta("account-signed-in", &who)))
        @if changed { (note(Tone::Good, html! { p { (tr.t("account-passphrase-changed")) } })) }
        (error_summary(tr, faults))
        form method="post" action="/desk/account/sign-out" {
            (desk.token())
            (row(button(Weight::Main, &tr.t("sign-out"), None)))
        }
        div class="two" {
            div {
                (card(Some(&tr.t("account-sessions")), html! {
                    ul { @for session in &sessions { li { (line(desk, session)) } } }
                    p class="soft" { (tr.ta("account-lock-note", &[("minutes", house.terms.idle_minutes.into())])) }
                    form method="post" action="/desk/account/sign-out-everywhere" {
                        (desk.token())
                        (button(Weight::Grave, &tr.t("sign-out-everywhere"), None))
                    }
                }))
                (card(Some(&tr.t("account-lang")), html! {
                    form method="post" action="/desk/account/language" {
                        (desk.token())
                        (select(&Ask::label("lang", &tr.t("account-lang-pages")), &languages))
                        (button(Weight::Quiet, &tr.t("save"), None))
                    }
                }))
            }
            (card(Some(&tr.t("account-passphrase")), html! {
                form method="post" action="/desk/account/passphrase" {
                    (desk.token())
                    (text(&Ask::label("present", &tr.t("account-passphrase-now")).fault(fault("present")), Entry::Passphrase, "", 256))
                    (text(&Ask::label("new", &tr.t("account-passphrase-new")).hint(Some(&shortest)).fault(fault("new")), Entry::NewPassphrase, "", 256))
                    (text(&Ask::label("again", &tr.t("enrol-passphrase-again")).fault(fault("again")), Entry::NewPassphrase, "", 256))
                    (button(Weight::Quiet, &tr.t("account-passphrase"), None))
                }
            }))
        }
    }))
}

fn line(desk: &Desk, session: &OpenSession) -> String {
    let tr = &desk.tr;
    let since = tr.ta("account-session-since", &[("since", tr.moment(session.since).into())]);
    if session.this { format!("{since} ({})", tr.t("account-session-this")) } else { since }
}
