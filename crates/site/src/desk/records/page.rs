//! The page of a record.

use super::{review_chip, to};
use crate::Result;
use crate::desk::{Desk, LONGEST_TEXT, Posted, Spot, forms, lists};
use crate::openrosa::kind_of;
use crate::ui::case::said as words;
use crate::ui::form::{Ask, Choice, Weight, button, error_summary, radios, textarea};
use crate::ui::page::{Tone, card, lead, note};
use crate::ui::table::{Column, Narrow, facts, table};
use crate::ui::{Html, Markup, POLICY, html};
use acts::Names;
use acts::collect::desk::{self as field, Clash, Dossier, Thought};
use acts::collect::entities::desk::{self as entities, Deeds};
use acts::collect::{Line, Said, Told};
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{Timestamp, Uuid};
use store::reviews::Review;

/// The page.
pub(in crate::desk) async fn show(desk: Desk, Path(id): Path<Uuid>) -> Result<Response> {
    desk.at(Spot::Forms)?;
    let page = body(&desk, id, None).await?;
    Ok(with_sounds(page).into_response())
}

/// The page again, when a note is too long to be kept.
pub(super) async fn again(desk: &Desk, id: Uuid, posted: &Posted) -> Result<Response> {
    let page = body(desk, id, Some(posted)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, with_sounds(page)).into_response())
}

/// Recordings of this house may be played on the page.
fn with_sounds(page: Html) -> Response {
    ([(header::CONTENT_SECURITY_POLICY, format!("{POLICY}; media-src 'self'"))], page).into_response()
}

async fn body(desk: &Desk, id: Uuid, refused: Option<&Posted>) -> Result<Html> {
    let tr = &desk.tr;
    let dossier = field::open_record(desk.house(), &desk.handler, id).await?;
    let names = Names::of(desk.house()).await?;
    let deeds = entities::deeds(desk.house(), id).await?;
    let record = &dossier.record;
    let received = tr.moment(Timestamp(record.received));
    let title = tr.ta("record-title", &[("moment", received.as_str().into())]);
    let long = tr.ta("error-too-long", &[("max", LONGEST_TEXT.into())]);
    let faults: Vec<(String, String)> = refused.map(|_| ("note".to_owned(), long)).into_iter().collect();
    let device = record.device.clone().unwrap_or_else(|| tr.t("queue-nobody"));
    Ok(desk.page(Spot::Forms, title.as_str()).faulty(refused.is_some()).show(html! {
        (error_summary(tr, &faults))
        p { a href=(forms::to(&dossier.form.id, "/submissions")) { (tr.t("records-back")) } }
        h1 { (title) }
        (lead(&dossier.form.title))
        @if desk.query("done").is_some() { (note(Tone::Good, html! { p { (tr.t("record-done")) } })) }
        @if let Some(successor) = dossier.successor {
            (note(Tone::Grave, html! { p { (tr.t("record-replaced")) " " a href=(to(successor, "")) { (tr.t("record-successor")) } } }))
        }
        @if record.awaited > 0 { (note(Tone::Plain, html! { p { (tr.ta("record-awaits", &[("n", record.awaited.into())])) } })) }
        @if !dossier.conflicts.is_empty() {
            (note(Tone::Grave, html! { p { (tr.ta("record-clashes", &[("n", dossier.conflicts.len().into())])) } }))
        }
        div class="two" {
            (card(Some(&tr.t("record-answers")), html! {
                @match &dossier.told {
                    Some(told) => (answers(desk, id, told, &dossier)),
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
                @if dossier.successor.is_none() { (reviewing(desk, &dossier, refused)) }
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
        @if let (Some(told), false) = (&dossier.told, dossier.conflicts.is_empty()) { (beside(desk, told, &dossier.conflicts)) }
    }))
}

fn answers(desk: &Desk, id: Uuid, told: &Told, dossier: &Dossier) -> Markup {
    let tr = &desk.tr;
    // Answers stand in lists between the headings.
    let blocks =
        told.lines.chunk_by(|one, next| matches!((one, next), (Line::Answer { .. }, Line::Answer { .. })));
    html! {
        @for block in blocks {
            @match &block[0] {
                Line::Part { depth, name, instance } => (heading(*depth, &part(desk, name, *instance))),
                Line::Answer { .. } => dl class="facts" {
                    @for line in block {
                        @if let Line::Answer { question, said, .. } = line {
                            div { dt { (question) } dd { (answer(desk, id, said, dossier)) } }
                        }
                    }
                },
            }
        }
        @if told.lines.is_empty() { p { (tr.t("record-empty")) } }
        @if told.cut { p class="soft" { (tr.t("record-cut")) } }
    }
}

/// What the record did to lists, and what of it waits or could not be done.
fn changed(desk: &Desk, deeds: &Deeds) -> Markup {
    let tr = &desk.tr;
    html! {
        ul {
            @for (list, entity, label, version) in &deeds.done {
                @let key = if *version == 1 { "lists-deed-created" } else { "lists-deed-changed" };
                li { (list) " : " a href=(lists::to_entity(list, *entity)) { (label) } " " span class="soft" { (tr.ta(key, &[("n", (*version).into())])) } }
            }
            @for unmet in &deeds.unmet {
                li { a href=(lists::to(&unmet.list, "")) { (unmet.list) } " : " (unmet.called) " " (lists::why(desk, unmet)) }
            }
        }
    }
}

fn part(desk: &Desk, name: &str, instance: Option<usize>) -> String {
    match instance {
        Some(n) => desk.tr.ta("record-instance-of", &[("name", name.into()), ("n", n.into())]),
        None => name.to_owned(),
    }
}

fn heading(depth: usize, text: &str) -> Markup {
    html! {
        @match depth {
            0 => h3 { (text) },
            1 => h4 { (text) },
            _ => h5 { (text) },
        }
    }
}

fn answer(desk: &Desk, id: Uuid, said: &Said, dossier: &Dossier) -> Markup {
    let tr = &desk.tr;
    let name = match said {
        Said::Nothing => return html! { span class="soft" { (tr.t("record-nothing")) } },
        Said::Words(text) => return html! { span class="said" { (text) } },
        Said::File(name) => name,
    };
    let here = dossier.files.iter().any(|file| file.name == *name && file.received.is_some());
    if !here {
        return html! { code { (name) } " " span class="soft" { (tr.t("record-file-awaited")) } };
    }
    let href = to(id, &format!("/file/{}", forms::in_path(name)));
    let kind = kind_of(name);
    html! {
        @if kind.starts_with("image/") {
            a href=(href) { img class="shot" src=(href) alt=(tr.ta("record-picture", &[("name", name.as_str().into())])) loading="lazy"; }
        } @else if kind.starts_with("audio/") {
            audio controls preload="none" src=(href) aria-label=(name) {}
            br; a href=(href) { (name) }
        } @else { a href=(href) { (name) } }
    }
}

fn reviewing(desk: &Desk, dossier: &Dossier, refused: Option<&Posted>) -> Markup {
    let tr = &desk.tr;
    let chosen = refused.map_or(dossier.record.review.as_str(), |posted| posted.text("review"));
    let choices = Review::ALL.map(|review| Choice {
        value: review.to_string(),
        label: tr.t(&format!("records-review-{review}")),
        hint: Some(tr.t(&format!("records-review-{review}-hint"))),
        chosen: review.as_str() == chosen,
    });
    let (label, hint) = (tr.t("record-note"), tr.t("record-note-hint"));
    let fault = refused.map(|_| tr.ta("error-too-long", &[("max", LONGEST_TEXT.into())]));
    let written = refused.and_then(|posted| posted.given("note")).unwrap_or_default();
    card(
        Some(&tr.t("record-review-title")),
        html! {
            form method="post" action=(to(dossier.record.id, "/review")) {
                (desk.token())
                (radios(&Ask::label("review", &tr.t("records-review")), &choices))
                (textarea(&Ask::label("note", &label).hint(Some(&hint)).fault(fault.as_deref()), written, 3, LONGEST_TEXT))
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
                    (review_chip(desk, thought.review.as_str())) " "
                    span class="soft" { (by) ", " (tr.moment(thought.at)) }
                    @if let Some(note) = &thought.note { (words(note)) }
                }
            }
        }
    }
}

/// The record and those that clash with it, answer beside answer; only what differs.
fn beside(desk: &Desk, kept: &Told, conflicts: &[Clash]) -> Markup {
    let tr = &desk.tr;
    let own = flat(desk, kept);
    html! {
        @for (clash, number) in conflicts.iter().zip(1..) {
            (card(Some(&tr.ta("record-clash-title", &[("n", number.into())])), html! {
                p class="soft" {
                    (tr.moment(clash.received)) ", "
                    (clash.volunteer.clone().unwrap_or_else(|| tr.t("queue-nobody")))
                    @if let Some(device) = &clash.device { ", " (device) }
                }
                @match &clash.told {
                    None => p { (tr.t("record-encrypted")) },
                    Some(other) => (differences(desk, &own, &flat(desk, other))),
                }
            }))
        }
    }
}

/// Answers with what tells each from the others of its record, and what people call it.
struct Flat(Vec<(String, String, String)>);

impl Flat {
    fn said(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(known, ..)| known == key).map(|(.., said)| said.as_str())
    }
}

fn flat(desk: &Desk, told: &Told) -> Flat {
    let mut parts: Vec<String> = Vec::new();
    let mut all = Vec::new();
    for line in &told.lines {
        match line {
            Line::Part { depth, name, instance } => {
                parts.truncate(*depth);
                parts.push(part(desk, name, *instance));
            }
            Line::Answer { path, question, said } => {
                // An answer outside of a part comes before it or after it: how deep it stands is said by its path.
                let around = parts[..path.matches('/').count().min(parts.len())].join(" › ");
                let said = match said {
                    Said::Nothing => String::new(),
                    Said::Words(text) | Said::File(text) => text.clone(),
                };
                let arrow = if around.is_empty() { "" } else { " › " };
                all.push((format!("{around}{arrow}{path}"), format!("{around}{arrow}{question}"), said));
            }
        }
    }
    Flat(all)
}

fn differences(desk: &Desk, own: &Flat, other: &Flat) -> Markup {
    let tr = &desk.tr;
    let only_there = other.0.iter().filter(|(key, ..)| own.said(key).is_none());
    let lines: Vec<Vec<Markup>> = own
        .0
        .iter()
        .chain(only_there)
        .map(|(key, shown, _)| (shown, own.said(key), other.said(key)))
        .filter(|(_, mine, theirs)| mine != theirs)
        .map(|(shown, mine, theirs)| {
            vec![html! { (shown) }, words(mine.unwrap_or_default()), words(theirs.unwrap_or_default())]
        })
        .collect();
    let heads = ["forms-question", "record-kept", "record-other"].map(|key| Column::words(tr.t(key)));
    html! {
        @if lines.is_empty() { p { (tr.t("record-same-words")) } }
        @else { (table(Narrow::Cards, &tr.t("record-differences"), false, &heads, &lines)) }
    }
}
