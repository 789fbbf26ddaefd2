//! The summary that names nobody, written beside the original.

use super::settle;
use super::view::View;
use crate::Result;
use crate::desk::{LONGEST_SUMMARY, Posted};
use crate::ui::case::said;
use crate::ui::form::{Ask, Weight, button, textarea};
use crate::ui::page::card;
use crate::ui::{Markup, html};
use axum::extract::Path;
use axum::response::Response;

/// The summary, to be written or only read.
pub(super) fn form(view: &View<'_>) -> Markup {
    let tr = view.tr();
    let stored = view.dossier.summary.as_deref();
    let writes = view.acts() && view.dossier.report.is_some() && view.case().closed_for.is_none();
    let title = tr.t("summary-title");
    if !writes {
        return card(
            Some(&title),
            html! {
                @match stored {
                    Some(summary) => (said(summary)),
                    None if view.case().summary.is_some() => p { (view.unread()) },
                    None => p { (tr.t("summary-none")) },
                }
            },
        );
    }
    let typed = view.typed("summary");
    let text = typed.or(stored).unwrap_or_default();
    // Somebody else may have saved another one meanwhile: saving must not replace what was never shown.
    let other = stored.filter(|stored| typed.is_some_and(|typed| typed.trim() != *stored));
    card(Some(&title), view.form("summarise", html! {
        @if let Some(other) = other { p { b { (tr.t("summary-stored")) } } (said(other)) }
        (textarea(&Ask::label("summary", &tr.t("summary-text")).hint(Some(&tr.t("summary-hint"))), text, 12, LONGEST_SUMMARY))
        (button(Weight::Main, &tr.t("summary-save"), None))
    }))
}

/// The form sent.
pub(super) async fn post(Path(reference): Path<String>, posted: Posted) -> Result<Response> {
    let id = posted.desk.case(&reference).await?;
    if let Some(page) = super::too_long(&posted, id).await? {
        return Ok(page);
    }
    let (house, handler) = (posted.desk.house(), &posted.desk.handler);
    let done = acts::casework::summarise(house, handler, id, posted.seen()?, posted.text("summary")).await;
    settle(&posted, id, &reference, done).await
}
