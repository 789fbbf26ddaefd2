//! What the reporter told, open for those who hold a key, and the files that came with it.

use super::view::View;
use crate::ui::case::said;
use crate::ui::page::{self, Tone, note};
use crate::ui::{Markup, html};
use civic::case::{Actor, Event};
use kernel::EnvelopeId;

/// The card of contents.
pub(super) fn card(view: &View<'_>) -> Markup {
    let (tr, case) = (view.tr(), view.case());
    page::card(
        Some(&tr.t("case-content")),
        html! {
            @if case.erased {
                p { (tr.t("refusal-erased")) }
            } @else if view.dossier.report.is_none() {
                p { (view.unread()) }
            } @else {
                @for answer in &view.answers {
                    h3 { (answer.question) }
                    (said(&answer.answer))
                }
                @if !case.attachments.is_empty() { (files(view)) }
            }
        },
    )
}

fn files(view: &View<'_>) -> Markup {
    let tr = view.tr();
    html! {
        h3 { (tr.t("case-files")) }
        ul {
            @for (place, file) in view.case().attachments.iter().enumerate() {
                @let key = if from_office(view, *file) { "case-file-letter" } else { "case-file" };
                li { a href={ (view.href()) "/file/" (file) } { (tr.ta(key, &[("n", (place + 1).into())])) } }
            }
        }
        (note(Tone::Grave, html! { p { (tr.t("case-files-danger")) } }))
    }
}

/// Whether a public body joined the file, and not the reporter.
fn from_office(view: &View<'_>, file: EnvelopeId) -> bool {
    view.dossier.history.iter().any(|recorded| {
        matches!(recorded.actor, Actor::Office { .. })
            && matches!(recorded.event, Event::Attached { envelope } if envelope == file)
    })
}
