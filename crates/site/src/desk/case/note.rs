//! Notes of the desk for itself.

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

/// The notes, and the form.
pub(super) fn form(view: &View<'_>) -> Markup {
    let tr = view.tr();
    let notes: Vec<Message> = view
        .dossier
        .notes
        .iter()
        .map(|(at, actor, text)| Message {
            who: super::history::actor(view, actor),
            when: tr.moment(*at),
            text: text.clone().unwrap_or_else(|| view.unread()),
            mine: false,
        })
        .collect();
    if notes.is_empty() && !view.acts() {
        return html! {};
    }
    card(
        Some(&tr.t("notes-title")),
        html! {
            @if !notes.is_empty() { (talk(&notes)) }
            @if view.acts() {
                (view.form("note", html! {
                    (textarea(&Ask::label("note", &tr.t("notes-add")).hint(Some(&tr.t("notes-hint"))),
                        view.typed("note").unwrap_or_default(), 3, LONGEST_TEXT))
                    (button(Weight::Quiet, &tr.t("save"), None))
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
    let done = acts::casework::note(house, handler, id, posted.seen()?, posted.text("note")).await;
    settle(&posted, id, &reference, done).await
}
