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
        .map(|(at, from_reporter, text)| Message {
            who: tr.t(if *from_reporter { "talk-reporter" } else { "talk-desk" }),
            when: tr.moment(*at),
            text: text.clone().unwrap_or_else(|| view.unread()),
            mine: !from_reporter,
        })
        .collect();
    card(
        Some(&tr.t("talk-title")),
        html! {
            @if messages.is_empty() { p { (tr.t("talk-none")) } } @else { (talk(&messages)) }
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
    let done =
        acts::casework::write(posted.desk.house(), &posted.desk.handler, id, posted.text("message")).await;
    settle(&posted, id, &reference, done).await
}
