//! The page of a record.

use super::told::answers;
use super::{choose, review_chip, to};
use crate::Result;
use crate::desk::faults::Faults;
use crate::desk::{Desk, LONGEST_TEXT, Posted, Spot, forms, lists};
use crate::openrosa::kind_of;
use crate::ui::case::said as words;
use crate::ui::form::{Ask, Choice, Weight, button, error_summary, radios, textarea};
use crate::ui::page::{Tone, card, lead, note};
use crate::ui::table::facts;
use crate::ui::{Html, Markup, POLICY, html};
use acts::Names;
use acts::collect::desk::{self as field, Dossier, Thought};
use acts::collect::entities::desk::{self as entities, Deeds};
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{Timestamp, Uuid};
use store::reviews::Review;

/// The page.
pub(in crate::desk) async fn show(desk: Desk, Path(id): Path<Uuid>) -> Result<Response> {
    desk.at(Spot::Forms)?;
    let page = body(&desk, id, Refused::default()).await?;
    Ok(with_sounds(page).into_response())
}

/// What could not be kept, and why.
#[derive(Default)]
pub(super) struct Refused<'p> {
    /// What was sent.
    pub posted: Option<&'p Posted>,
    /// What is to be mended.
    pub faults: Faults,
}

/// The page again, with what was written.
pub(super) async fn again(desk: &Desk, id: Uuid, refused: Refused<'_>) -> Result<Response> {
    let page = body(desk, id, refused).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, with_sounds(page)).into_response())
}

/// Recordings of this house may be played on the page.
fn with_sounds(page: Html) -> Response {
    ([(header::CONTENT_SECURITY_POLICY, format!("{POLICY}; media-src 'self'"))], page).into_response()
}

async fn body(desk: &Desk, id: Uuid, refused: Refused<'_>) -> Result<Html> {
    let tr = &desk.tr;
    let dossier = field::open_record(desk.house(), &desk.handler, id).await?;
    let names = Names::of(desk.house()).await?;
    let deeds = entities::deeds(desk.house(), &desk.handler, id).await?;
    let record = &dossier.record;
    let received = tr.moment(Timestamp(record.received));
    let title = tr.ta("record-title", &[("moment", received.as_str().into())]);
    let open = dossier.conflicts.iter().filter(|clash| clash.settled.is_none()).count();
    let device = record.device.clone().unwrap_or_else(|| tr.t("queue-nobody"));
    Ok(desk.page(Spot::Forms, title.as_str()).faulty(refused.faults.any()).show(html! {
        (error_summary(tr, &refused.faults.0))
        p { a href=(forms::to(&dossier.form.id, "/submissions")) { (tr.t("records-back")) } }
        h1 { (title) }
        (lead(&dossier.form.title))
        @if desk.query("done").is_some() { (note(Tone::Good, html! { p { (tr.t("record-done")) } })) }
        @if let Some(successor) = dossier.successor {
            (note(Tone::Grave, html! { p { (tr.t("record-replaced")) " " a href=(to(successor, "")) { (tr.t("record-successor")) } } }))
        }
        @if record.awaited > 0 { (note(Tone::Plain, html! { p { (tr.ta("record-awaits", &[("n", record.awaited.into())])) } })) }
        @if dossier.elsewhere { (note(Tone::Plain, html! { p { (tr.t("record-elsewhere")) } })) }
        @if open > 0 {
            (note(Tone::Grave, html! {
                p { (tr.ta("record-clashes", &[("n", open.into())])) " " a href={ "#" (choose::CLASHES) } { (tr.t("record-clashes-see")) } }
            }))
        }
        div class="two" {
            (card(Some(&tr.t("record-answers")), html! {
                @match &dossier.told {
                    Some(told) => (answers(desk, told, &|name| file(desk, id, name, &dossier))),
                    None => p { (tr.t("record-encrypted")) },
                }
            }))
            div {
                (card(Some(&tr.t("record-about")), html! {
                    (facts(&[
                        (tr.t("records-review"), review_chip(desk, &record.review)),
                        (tr.t("records-volunteer"), html! { (dossier.volunteer.clone().unwrap_or_else(|| tr.t("queue-nobody"))) }),
                        (tr.t("record-device"), html! { (device) }),
                        (tr.t("forms-version"), html! { (forms::version(desk, &record.version)) }),
                        (tr.t("record-instance"), html! { code { (record.instance_id) } }),
                    ]))
                    p class="soft" { (tr.t("record-sealed")) }
                }))
                @if deeds != Deeds::default() { (card(Some(&tr.t("lists-title")), changed(desk, &deeds))) }
                @if dossier.successor.is_none() { (reviewing(desk, &dossier, &refused)) }
                @if dossier.successor.is_none() && desk.role().keeps_forms() {
                    p { a href=(to(id, "/correct")) { (tr.t("correct-title")) } }
                }
                @if !dossier.history.is_empty() { (card(Some(&tr.t("record-history")), history(desk, &names, &dossier.history))) }
                @if !dossier.earlier.is_empty() {
                    (card(Some(&tr.t("record-earlier")), html! {
                        p { (tr.t("record-earlier-detail")) }
                        ul { @for one in &dossier.earlier { li { a href=(to(one.id, "")) { (tr.moment(Timestamp(one.received))) } } } }
                    }))
                }
            }
        }
        @if !dossier.conflicts.is_empty() { (choose::rivals(desk, &dossier, &refused)) }
    }))
}

fn file(desk: &Desk, id: Uuid, name: &str, dossier: &Dossier) -> Markup {
    let tr = &desk.tr;
    let here = dossier.files.iter().any(|file| file.name == name && file.received.is_some());
    if !here {
        return html! { code { (name) } " " span class="soft" { (tr.t("record-file-awaited")) } };
    }
    let href = to(id, &format!("/file/{}", forms::in_path(name)));
    let kind = kind_of(name);
    html! {
        @if kind.starts_with("image/") {
            a href=(href) { img class="shot" src=(href) alt=(tr.ta("record-picture", &[("name", name.into())])) loading="lazy"; }
        } @else if kind.starts_with("audio/") {
            audio controls preload="none" src=(href) aria-label=(name) {}
            br; a href=(href) { (name) }
        } @else { a href=(href) { (name) } }
    }
}

/// What the record did to lists, and what of it waits or could not be done.
fn changed(desk: &Desk, deeds: &Deeds) -> Markup {
    let tr = &desk.tr;
    html! {
        ul {
            @for (list, entity, label, version) in &deeds.done {
                @let key = if *version == 1 { "lists-deed-created" } else { "lists-deed-changed" };
                li { (list) " : "
                    @if let Some(label) = label { a href=(lists::to_entity(list, *entity)) { (label) } } @else { code { (entity) } }
                    " " span class="soft" { (tr.ta(key, &[("n", (*version).into())])) } }
            }
            @for unmet in &deeds.unmet {
                li { a href=(lists::to(&unmet.list, "")) { (unmet.list) } " : " (unmet.called) " " (lists::why(desk, unmet)) }
            }
        }
    }
}

fn reviewing(desk: &Desk, dossier: &Dossier, refused: &Refused<'_>) -> Markup {
    let tr = &desk.tr;
    let sent = refused.posted.filter(|posted| posted.given("review").is_some());
    let chosen = sent.map_or(dossier.record.review.as_str(), |posted| posted.text("review"));
    let choices = Review::ALL.map(|review| Choice {
        value: review.to_string(),
        label: tr.t(&format!("records-review-{review}")),
        hint: Some(tr.t(&format!("records-review-{review}-hint"))),
        chosen: review.as_str() == chosen,
    });
    let (label, hint) = (tr.t("record-note"), tr.t("record-note-hint"));
    let written = sent.and_then(|posted| posted.given("note")).unwrap_or_default();
    card(
        Some(&tr.t("record-review-title")),
        html! {
            form method="post" action=(to(dossier.record.id, "/review")) {
                (desk.token())
                (radios(&Ask::label("review", &tr.t("records-review")), &choices))
                (textarea(&Ask::label("note", &label).hint(Some(&hint)).fault(refused.faults.at("note")), written, 3, LONGEST_TEXT))
                (button(Weight::Main, &tr.t("record-review-do"), None))
            }
        },
    )
}

fn history(desk: &Desk, names: &Names, history: &[Thought]) -> Markup {
    let tr = &desk.tr;
    html! {
        ol {
            @for thought in history {
                @let by = names.member(thought.by).map_or_else(|| tr.t("queue-nobody"), str::to_owned);
                li {
                    @if thought.corrected { (tr.t("record-corrected-here")) " " }
                    @if thought.chosen { (tr.t("record-chosen-here")) " " }
                    (review_chip(desk, thought.review.as_str())) " "
                    span class="soft" { (by) ", " (tr.moment(thought.at)) }
                    @if let Some(note) = &thought.note { (words(note)) }
                }
            }
        }
    }
}
