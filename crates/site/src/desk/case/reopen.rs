//! Opening a closed case again.

use super::settle;
use super::view::View;
use crate::Result;
use crate::desk::{LONGEST_TEXT, Posted};
use crate::ui::form::{Ask, Weight, button, textarea};
use crate::ui::{Markup, html};
use axum::extract::Path;
use axum::response::Response;

/// The form, when the case is closed and this person may open it again.
pub(super) fn form(view: &View<'_>) -> Markup {
    let tr = view.tr();
    html! {
        @if view.may("reopen") {
            details class="card" open[view.typed("reopen_reason").is_some()] {
                summary { (tr.t("reopen-title")) }
                (view.form("reopen", html! {
                    (textarea(&Ask::label("reopen_reason", &tr.t("reopen-reason")).hint(Some(&tr.t("notes-hint"))),
                        view.typed("reopen_reason").unwrap_or_default(), 3, LONGEST_TEXT))
                    (button(Weight::Quiet, &tr.t("reopen-save"), None))
                }))
            }
        }
    }
}

/// The form sent.
pub(super) async fn post(Path(reference): Path<String>, posted: Posted) -> Result<Response> {
    let id = posted.desk.case(&reference).await?;
    if let Some(page) = super::too_long(&posted, id).await? {
        return Ok(page);
    }
    let (house, handler) = (posted.desk.house(), &posted.desk.handler);
    let done = acts::casework::reopen(house, handler, id, posted.seen()?, posted.text("reopen_reason")).await;
    settle(&posted, id, &reference, done).await
}
