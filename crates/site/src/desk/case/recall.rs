//! Taking the case back from a body that stays silent.

use super::settle;
use super::view::View;
use crate::Result;
use crate::desk::{LONGEST_TEXT, Posted};
use crate::ui::form::{Ask, Weight, button, textarea};
use crate::ui::{Markup, html};
use axum::extract::Path;
use axum::response::Response;

/// The form, while a body has the case.
pub(super) fn form(view: &View<'_>) -> Markup {
    let tr = view.tr();
    let offered = view.may("recall") && view.case().waiting_referral().is_some();
    html! {
        @if offered {
            details class="card" open[view.typed("recall_reason").is_some()] {
                summary { (tr.t("refer-withdraw")) }
                (view.form("recall", html! {
                    (textarea(&Ask::label("recall_reason", &tr.t("refer-withdraw-reason")).hint(Some(&tr.t("refer-withdraw-hint"))),
                        view.typed("recall_reason").unwrap_or_default(), 3, LONGEST_TEXT))
                    (button(Weight::Grave, &tr.t("refer-withdraw"), None))
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
    let done = acts::casework::recall(house, handler, id, posted.seen()?, posted.text("recall_reason")).await;
    settle(&posted, id, &reference, done).await
}
