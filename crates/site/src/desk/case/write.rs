//! Messages with the reporter, both ways.

use super::settle;
use super::view::View;
use crate::Result;
use crate::desk::{LONGEST_TEXT, Posted};
use crate::ui::case::{Message, talk};
use crate::ui::form::{Ask, Weight, button, textarea};
use crate::ui::page::card;
use crate::ui::{Markup, html};
use axum::extract::Path;
use axum::response::Response;

/// The talk, and the form.
pub(super) fn form(view: &View<'_>) -> Markup {
    let tr = view.tr();
    let messages: Vec<Message> = view
        .dossier
        .messages
        .iter()
        .map(|said| Message {
            who: match (&said.case, said.by_reporter) {
                (None, true) => tr.t("talk-reporter"),
                (None, false) => tr.t("talk-desk"),
                (Some(case), true) => tr.ta("talk-reporter-of", &[("reference", case.as_str().into())]),
                (Some(case), false) => tr.ta("talk-desk-to", &[("reference", case.as_str().into())]),
            },
            when: tr.moment(said.at),
            text: said.text.clone().unwrap_or_else(|| view.unread()),
            mine: !said.by_reporter,
        })
        .collect();
    card(
        Some(&tr.t("talk-title")),
        html! {
            @if messages.is_empty() { p { (tr.t("talk-none")) } } @else { (talk(&messages)) }
            @if !view.case().absorbed.is_empty() {
                p class="soft" {
                    (tr.t("talk-joined"))
                    @for joined in view.absorbed() { " " a href={ "/desk/case/" (joined.reference) } { (joined.reference) } }
                }
            }
            @if view.desk.role().opens_cases() && !view.case().erased {
                (view.form("write", html! {
                    (textarea(&Ask::label("message", &tr.t("talk-write")).hint(Some(&tr.t("talk-write-hint"))),
                        view.typed("message").unwrap_or_default(), 4, LONGEST_TEXT))
                    (button(Weight::Main, &tr.t("talk-send"), None))
                }))
            }
        },
    )
}

/// The form sent.
pub(super) async fn post(Path(reference): Path<String>, posted: Posted) -> Result<Response> {
    let id = posted.desk.case(&reference).await?;
    if let Some(page) = super::too_long(&posted, id).await? {
        return Ok(page);
    }
    let (house, handler) = (posted.desk.house(), &posted.desk.handler);
    let done = acts::casework::write(house, handler, id, posted.seen()?, posted.text("message")).await;
    settle(&posted, id, &reference, done).await
}
