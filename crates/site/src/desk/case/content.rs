//! What the reporter told, open for those who hold a key, and the files that came with it.

use super::view::View;
use crate::desk::queue::case_href;
use crate::ui::case::said;
use crate::ui::page::{self, Tone, note};
use crate::ui::{Markup, html};
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
            (joined_files(view))
            @if !view.dossier.joined_files.is_empty() || shown(view) {
                (note(Tone::Grave, html! { p { (tr.t("case-files-danger")) } }))
            }
        },
    )
}

/// Whether files of the case itself stand on the page.
fn shown(view: &View<'_>) -> bool {
    view.dossier.report.is_some() && !view.case().erased && !view.case().attachments.is_empty()
}

fn files(view: &View<'_>) -> Markup {
    let files = view.case().attachments.iter().zip(1..).map(|(file, place)| {
        let from_office = view.dossier.history.iter().any(|recorded| recorded.letter() == Some(*file));
        link(view, view.case().reference.as_str(), *file, place, from_office)
    });
    html! {
        h3 { (view.tr().t("case-files")) }
        ul { @for file in files { li { (file) } } }
    }
}

/// Files of the cases merged into this one: each opens as on the page of its own case.
fn joined_files(view: &View<'_>) -> Markup {
    let files = &view.dossier.joined_files;
    html! {
        @for of_one in files.chunk_by(|one, next| one.case == next.case) {
            @if let Some(first) = of_one.first() {
                h3 { (view.tr().ta("case-files-joined", &[("reference", first.case.as_str().into())])) }
            }
            ul {
                @for joined in of_one {
                    li { (link(view, joined.case.as_str(), joined.file, joined.place, joined.from_office)) }
                }
            }
        }
    }
}

fn link(view: &View<'_>, reference: &str, file: EnvelopeId, place: usize, from_office: bool) -> Markup {
    let key = if from_office { "case-file-letter" } else { "case-file" };
    html! {
        a href={ (case_href(reference)) "/file/" (file) } { (view.tr().ta(key, &[("n", place.into())])) }
    }
}
