//! Closing for a reason that the pack allows from where the case stands.

use super::settle;
use super::view::View;
use crate::Result;
use crate::desk::Posted;
use crate::ui::form::{Ask, Choice, Weight, button, select};
use crate::ui::{Markup, html};
use axum::extract::Path;
use axum::response::Response;
use civic::case::Refusal;

/// The form, when the case may be closed by this person now.
pub(super) fn form(view: &View<'_>) -> Markup {
    let tr = view.tr();
    let mut reasons: Vec<Choice> = Vec::new();
    for reason in view.ways().flat_map(|way| &way.reasons) {
        if reasons.iter().all(|known| known.value != *reason) {
            reasons.push(Choice {
                value: reason.clone(),
                label: view.word("closing", reason),
                hint: None,
                chosen: view.chosen("closing", reason, false),
            });
        }
    }
    if reasons.is_empty() {
        return html! {};
    }
    reasons
        .insert(0, Choice { value: String::new(), label: tr.t("assess-choose"), hint: None, chosen: false });
    html! {
        details class="card" open[view.typed("closing").is_some()] {
            summary { (tr.t("close-title")) }
            (view.form("close", html! {
                (select(&Ask::label("closing", &tr.t("close-reason")).hint(Some(&tr.t("close-hint"))), &reasons))
                (button(Weight::Grave, &tr.t("close-save"), None))
            }))
        }
    }
}

/// The form sent.
pub(super) async fn post(Path(reference): Path<String>, posted: Posted) -> Result<Response> {
    let id = posted.desk.case(&reference).await?;
    let seen = posted.seen()?;
    let done = match posted.text("closing") {
        "" => Err(Refusal::NeedsReason.into()),
        reason => acts::casework::close(posted.desk.house(), &posted.desk.handler, id, seen, reason).await,
    };
    settle(&posted, id, &reference, done).await
}
