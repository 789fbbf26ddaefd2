//! `/desk/forms/{id}/try`: a form filled in on one page, and nothing kept. Each time it is sent the page shows what the form asks after
//! these answers, what it would refuse, and the record that it would make.

use super::to;
use crate::Result;
use crate::desk::faults::Faults;
use crate::desk::forms::adding::keeper;
use crate::desk::records::correct::{ASKED, OWN, asked};
use crate::desk::records::told::answers as told;
use crate::desk::{Desk, Posted, Spot};
use crate::intake::sentence;
use crate::ui::form::{Weight, button, error_summary, link_button, row};
use crate::ui::page::{Tone, card, lead, note};
use crate::ui::{Html, Markup, html};
use acts::collect::dry::{self, Dry, Stop};
use axum::extract::Path;
use axum::response::IntoResponse;
use axum::response::Response;
use std::collections::BTreeMap;

/// Names a repeat to which an instance was added; also the button that adds one.
const ADDED: &str = "added";

/// The page, empty.
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Html> {
    keeper(&desk)?;
    let dry = dry::fill(desk.house(), &desk.handler, &id, BTreeMap::new(), Vec::new()).await?;
    Ok(page(&desk, &dry, &BTreeMap::new(), &[], false))
}

/// The page after these answers.
pub(super) async fn again(Path(id): Path<String>, posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    keeper(desk)?;
    let mut answers: BTreeMap<String, String> = BTreeMap::new();
    for name in posted.all(ASKED) {
        let given = posted.all(&format!("{OWN}{name}")).join(" ");
        answers.insert(name, given.replace("\r\n", "\n"));
    }
    let added = posted.all(ADDED);
    let dry = dry::fill(desk.house(), &desk.handler, &id, answers.clone(), added.clone()).await?;
    Ok(page(desk, &dry, &answers, &added, true).into_response())
}

fn page(desk: &Desk, dry: &Dry, given: &BTreeMap<String, String>, added: &[String], sent: bool) -> Html {
    let tr = &desk.tr;
    let title = tr.ta("dry-title", &[("form", dry.form.title.as_str().into())]);
    let said =
        |(name, error): &(String, xforms::AnswerError)| (format!("{OWN}{name}"), sentence(tr, name, error));
    let faults = Faults(if sent { dry.faults.iter().map(said).collect() } else { Vec::new() });
    desk.page(Spot::Forms, title.as_str()).faulty(faults.any()).show(html! {
        (error_summary(tr, &faults.0))
        p { a href=(to(&dry.form.id, "/trial")) { (tr.t("trial-back")) } }
        h1 { (title) }
        (lead(&tr.t("dry-lead")))
        @if sent && dry.stops.is_some() && !faults.any() { (note(Tone::Good, html! { p { (tr.t("dry-sound")) } })) }
        @match &dry.stops {
            None => (note(Tone::Grave, html! { p { (tr.t("dry-cannot")) } })),
            Some(stops) => {
                form method="post" action=(to(&dry.form.id, "/try")) class="lean" {
                    (desk.token())
                    @for repeat in added { input type="hidden" name=(ADDED) value=(repeat); }
                    @for stop in stops { (shown(desk, stop, given, &faults)) }
                    (row(html! {
                        (button(Weight::Main, &tr.t("dry-do"), None))
                        (link_button(Weight::Quiet, &tr.t("dry-clear"), &to(&dry.form.id, "/try")))
                    }))
                }
                @if sent { (card(Some(&tr.t("dry-told")), told(desk, &dry.told, &|name| html! { code { (name) } }))) }
            }
        }
    })
}

fn shown(desk: &Desk, stop: &Stop, given: &BTreeMap<String, String>, faults: &Faults) -> Markup {
    let tr = &desk.tr;
    match stop {
        Stop::Heading(text) => html! { h2 { (text) } },
        Stop::Note(text) => html! { p class="said" { (text) } },
        Stop::Repeat { name, label } => row(button(
            Weight::Quiet,
            &tr.ta("dry-add", &[("name", label.as_str().into())]),
            Some((ADDED, name)),
        )),
        Stop::Question { blank, hint, required } => {
            let hints: Vec<String> =
                [hint.clone(), required.then(|| tr.t("dry-required"))].into_iter().flatten().collect();
            let hint = Some(hints.join(" ")).filter(|hint| !hint.is_empty());
            if blank.takes.is_some() {
                return html! { p { (blank.label) br; span class="soft" { (tr.t("dry-file")) } } };
            }
            // What the engine refused stands as it was typed.
            let refused =
                given.get(&blank.name).filter(|_| faults.at(&format!("{OWN}{}", blank.name)).is_some());
            html! {
                @if !blank.several { input type="hidden" name=(ASKED) value=(blank.name); }
                (asked(desk, blank, refused, hint.as_deref(), faults))
            }
        }
    }
}
