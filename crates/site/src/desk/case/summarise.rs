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
    let text = view.typed("summary").or(stored).unwrap_or_default();
    card(Some(&title), view.form("summarise", html! {
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
