//! `/desk/forms/{id}/trial`: trying a form out. A link for telephones, whose records stay apart; and the form here on one page, which
//! keeps nothing.

use super::{to, version};
use crate::desk::forms::adding::keeper;
use crate::desk::qr::qr;
use crate::desk::records::told::answers;
use crate::desk::{Desk, Posted, Spot};
use crate::openrosa::AREA;
use crate::ui::form::{Weight, button, link_button, row};
use crate::ui::page::{Tone, card, empty, lead, note, printed_card};
use crate::ui::table::facts;
use crate::ui::{Html, Markup, html};
use crate::{Error, Result};
use acts::collect::trial::{self, Brought, MOST, Tried};
use axum::extract::Path;
use axum::response::Redirect;
use formats::collect_code;
use store::forms::FormState;

/// The page.
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Html> {
    keeper(&desk)?;
    let brought = trial::brought(desk.house(), &desk.handler, &id).await?;
    let tr = &desk.tr;
    let title = tr.ta("trial-title", &[("form", brought.form.title.as_str().into())]);
    let done = desk.query("done").filter(|done| matches!(done.as_str(), "emptied" | "ended"));
    Ok(desk.page(Spot::Forms, title.as_str()).show(html! {
        p { a href=(to(&brought.form.id, "")) { (tr.t("forms-back-one")) } }
        h1 { (title) }
        (lead(&tr.t("trial-lead")))
        @if let Some(done) = &done { (note(Tone::Good, html! { p { (tr.t(&format!("trial-done-{done}"))) } })) }
        div class="two" {
            (linking(&desk, &brought))
            (card(Some(&tr.t("trial-here-title")), html! {
                p { (tr.t("trial-here-detail")) }
                (row(link_button(Weight::Quiet, &tr.t("trial-here-do"), &to(&brought.form.id, "/try"))))
            }))
        }
        (came(&desk, &brought))
    }))
}

fn linking(desk: &Desk, brought: &Brought) -> Markup {
    let tr = &desk.tr;
    let path = |act: &str| to(&brought.form.id, &format!("/trial/{act}"));
    card(
        Some(&tr.t("trial-link-title")),
        html! {
            p { (tr.t("trial-link-detail")) }
            @if brought.form.state == FormState::Closed { p class="soft" { (tr.t("trial-link-closed")) } }
            @if let Some(since) = brought.since {
                p { (tr.ta("trial-link-since", &[("moment", tr.moment(since).into())])) }
            }
            form method="post" action=(path("link")) {
                (desk.token())
                (button(if brought.since.is_some() { Weight::Quiet } else { Weight::Main },
                    &tr.t(if brought.since.is_some() { "trial-link-again" } else { "trial-link-do" }), None))
            }
            @if brought.since.is_some() {
                form method="post" action=(path("end")) { (desk.token()) (button(Weight::Grave, &tr.t("trial-end"), None)) }
            }
        },
    )
}

fn came(desk: &Desk, brought: &Brought) -> Markup {
    let tr = &desk.tr;
    if brought.records.is_empty() {
        return empty(&tr.t("trial-none-title"), html! { p { (tr.t("trial-none")) } });
    }
    card(
        Some(&tr.t("trial-came")),
        html! {
            p { (tr.ta("trial-count", &[("n", brought.count.into()), ("most", MOST.into())])) }
            @for (place, tried) in brought.records.iter().enumerate() { (record(desk, tried, place == 0)) }
            @if brought.count > brought.records.len() as i64 { p class="soft" { (tr.t("trial-more")) } }
            form method="post" action=(to(&brought.form.id, "/trial/empty")) {
                (desk.token())
                (button(Weight::Grave, &tr.t("trial-empty"), None))
            }
        },
    )
}

fn record(desk: &Desk, tried: &Tried, open: bool) -> Markup {
    let tr = &desk.tr;
    let file = |name: &str| {
        let size = tried.files.iter().find(|file| file.name == name).and_then(|file| file.size);
        html! {
            code { (name) } " "
            span class="soft" {
                @match size {
                    Some(size) => (tr.ta("trial-file", &[("kb", tr.number(size.div_euclid(1_024) + 1).into())])),
                    None => (tr.t("record-file-awaited")),
                }
            }
        }
    };
    html! {
        details open[open] {
            summary {
                (tr.moment(tried.received))
                @if let Some(device) = &tried.device { ", " (device) }
            }
            (facts(&[(tr.t("forms-version"), html! { (version(desk, &tried.version)) })]))
            @match &tried.told {
                Some(told) => (answers(desk, told, &file)),
                None => p { (tr.t("trial-unread")) },
            }
        }
    }
}

/// Makes a link and shows it once.
pub(super) async fn link(Path(id): Path<String>, posted: Posted) -> Result<Html> {
    let desk = &posted.desk;
    keeper(desk)?;
    let token = trial::begin(desk.house(), &desk.handler, &id).await?;
    let (tr, terms) = (&desk.tr, &desk.house().terms);
    let address = format!("{}{AREA}{token}", terms.address());
    let name = tr.ta("trial-project", &[("coalition", terms.coalition.as_str().into())]);
    let code = collect_code::of(&address, &name).map_err(Error::internal)?;
    let title = tr.t("trial-code-title");
    Ok(desk.page(Spot::Forms, title.as_str()).show(html! {
        h1 { (title) }
        @if terms.public_url.is_empty() { (note(Tone::Grave, html! { p { (tr.t("volunteers-no-address")) } })) }
        (printed_card(&tr.t("trial-code-for"), html! {
            p { (tr.t("volunteers-code-how")) }
            p { (qr(&code, &tr.t("volunteers-code-scan"))) }
            p { (tr.t("volunteers-code-address")) }
            p { code class="said" { (address) } }
            p { (tr.t("trial-code-once")) }
        }))
        (row(link_button(Weight::Quiet, &tr.t("trial-back"), &to(&id, "/trial"))))
    }))
}

/// Ends the link.
pub(super) async fn end(Path(id): Path<String>, posted: Posted) -> Result<Redirect> {
    let desk = &posted.desk;
    keeper(desk)?;
    trial::end(desk.house(), &desk.handler, &id).await?;
    Ok(Redirect::to(&to(&id, "/trial?done=ended")))
}

/// Forgets what came.
pub(super) async fn clear(Path(id): Path<String>, posted: Posted) -> Result<Redirect> {
    let desk = &posted.desk;
    keeper(desk)?;
    trial::empty(desk.house(), &desk.handler, &id).await?;
    Ok(Redirect::to(&to(&id, "/trial?done=emptied")))
}
