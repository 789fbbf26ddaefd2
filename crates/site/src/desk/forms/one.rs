//! One form: where it stands, its versions, its files, what came.

use super::adding::{keeper, kept};
use super::{LIST, export, state, to, version, words};
use crate::desk::sent::Sent;
use crate::desk::{Desk, Posted, Spot};
use crate::ui::form::{Ask, Weight, button, files as files_ask, link_button, row};
use crate::ui::page::{Tone, card, note};
use crate::ui::table::{Column, Narrow, facts, figures, table};
use crate::ui::{Html, Markup, html};
use crate::{Error, Result};
use acts::collect::{Added, Addition, Listed, desk as field};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Timestamp;
use store::forms::FormState;

/// The page.
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Html> {
    desk.at(Spot::Forms)?;
    page(&desk, &id, None).await
}

async fn page(desk: &Desk, id: &str, fault: Option<String>) -> Result<Html> {
    let tr = &desk.tr;
    let listed = field::form_for(desk.house(), &desk.handler, id).await?;
    let (_, languages) = field::asked(desk.house(), &desk.handler, &listed.form).await?;
    let (form, counts, keeps) = (&listed.form, listed.counts, desk.role().keeps_forms());
    let opens = desk.handler.member.may_open_records(form.pack.as_deref());
    let service =
        form.pack.as_deref().map(|pack| tr.pack(pack, "pack-name").unwrap_or_else(|| pack.to_owned()));
    let done =
        desk.query("done").filter(|done| matches!(done.as_str(), "added" | "draft" | "open" | "closed"));
    Ok(desk.page(Spot::Forms, form.title.as_str()).faulty(fault.is_some()).show(html! {
        p { a href=(LIST) { (tr.t("forms-back")) } }
        h1 { (form.title) }
        @if let Some(fault) = &fault { (note(Tone::Grave, html! { p role="alert" { (fault) } })) }
        @if let Some(done) = &done { (note(Tone::Good, html! {
            p { (tr.t(&format!("forms-done-{done}"))) }
            @if let Some(unused) = desk.query("unused") { p { (tr.ta("forms-unused", &[("names", unused.into())])) } }
        })) }
        @if !listed.missing.is_empty() {
            (note(Tone::Grave, html! {
                p { (tr.t("forms-missing-detail")) }
                ul { @for name in &listed.missing { li { code { (name) } } } }
            }))
        }
        (figures(&[
            (tr.t("forms-records"), tr.number(counts.records)),
            (tr.t("forms-waiting"), tr.number(counts.waiting)),
            (tr.t("forms-conflicts"), tr.number(counts.conflicts)),
        ]))
        (row(html! {
            @if opens { (link_button(Weight::Main, &tr.t("forms-see-records"), &to(id, "/submissions"))) }
            (link_button(Weight::Quiet, &tr.t("forms-see-questions"), &to(id, "/questions")))
            @if keeps && (opens || form.pack.is_none()) { (link_button(Weight::Quiet, &tr.t("forms-see-trial"), &to(id, "/trial"))) }
            (link_button(Weight::Quiet, &tr.t("forms-see-paper"), &to(id, "/paper")))
            @if opens { (link_button(Weight::Quiet, &tr.t("forms-see-entry"), &to(id, "/entry"))) }
        }))
        div class="two" {
            div {
                (card(Some(&tr.t("forms-about")), html! {
                    (facts(&[
                        (tr.t("forms-state"), state(desk, form.state)),
                        (tr.t("forms-id"), html! { code { (form.id) } }),
                        (tr.t("forms-version"), html! { (version(desk, &form.version)) }),
                        (tr.t("forms-pack"), html! { (service.unwrap_or_else(|| tr.t("forms-pack-none"))) }),
                        (tr.t("forms-languages"), html! {
                            (if languages.is_empty() { tr.t("forms-language-one") } else { languages.join(" · ") })
                        }),
                    ]))
                    @if keeps { (turning(desk, &listed)) }
                }))
                @if opens { (card(Some(&tr.t("forms-export")), export::offer(desk, form).await?)) }
            }
            div {
                (card(Some(&tr.t("forms-versions")), versions(desk, &listed)))
                @if keeps { (sending(desk, id)) }
            }
        }
    }))
}

fn turning(desk: &Desk, listed: &Listed) -> Markup {
    let tr = &desk.tr;
    let (next, weight) = match listed.form.state {
        FormState::Draft | FormState::Closed => (FormState::Open, Weight::Main),
        FormState::Open => (FormState::Closed, Weight::Grave),
    };
    html! {
        p class="soft" { (tr.t(&format!("forms-turn-{next}-detail"))) }
        form method="post" action=(to(&listed.form.id, "/state")) {
            (desk.token())
            (button(weight, &tr.t(&format!("forms-turn-{next}")), Some(("state", next.as_str()))))
        }
    }
}

fn versions(desk: &Desk, listed: &Listed) -> Markup {
    let tr = &desk.tr;
    let line = |note: &store::forms::VersionNote| {
        let current = note.version == listed.form.version;
        vec![
            html! { (version(desk, &note.version)) @if current { " " span class="soft" { (tr.t("forms-version-now")) } } },
            html! { (tr.moment(Timestamp(note.added))) },
            html! { code { (note.md5) } },
        ]
    };
    let lines: Vec<_> = listed.versions.iter().map(line).collect();
    let heads =
        ["forms-version", "forms-version-added", "forms-version-md5"].map(|key| Column::words(tr.t(key)));
    html! {
        (table(Narrow::Scroll, &tr.t("forms-versions"), false, &heads, &lines))
        p class="soft" { (tr.t("forms-versions-detail")) }
        @if desk.role().keeps_forms() { p { a href="/desk/forms/new" { (tr.t("forms-version-add")) } } }
    }
}

fn sending(desk: &Desk, id: &str) -> Markup {
    let tr = &desk.tr;
    let (label, hint) = (tr.t("forms-media"), tr.t("forms-media-again"));
    card(
        Some(&tr.t("forms-media-title")),
        html! {
            form method="post" action=(to(id, "/media")) enctype="multipart/form-data" {
                (desk.token())
                (files_ask(&Ask::label("media", &label).hint(Some(&hint)), ""))
                (button(Weight::Quiet, &tr.t("forms-media-do"), None))
            }
        },
    )
}

/// Opens or closes it.
pub(super) async fn turn(Path(id): Path<String>, posted: Posted) -> Result<Redirect> {
    let desk = &posted.desk;
    keeper(desk)?;
    let wanted = posted.text("state");
    let state = FormState::ALL.into_iter().find(|state| state.as_str() == wanted).ok_or(Error::Unreadable)?;
    if state == FormState::Draft {
        return Err(Error::Unreadable);
    }
    // Known to this person, and with no letter that no form can have.
    let form = field::form_for(desk.house(), &desk.handler, &id).await?.form;
    field::turn_form(desk.house(), &desk.handler, &form.id, state).await?;
    Ok(Redirect::to(&to(&form.id, &format!("?done={state}"))))
}

/// Takes in files of the current version: the same form again, with more beside it.
pub(super) async fn files(Path(id): Path<String>, mut sent: Sent) -> Result<Response> {
    let media = sent.take("media").into_iter().collect();
    let desk = &sent.posted.desk;
    keeper(desk)?;
    let addition = field::again(desk.house(), &desk.handler, &id).await?;
    let addition = Addition { media, ..addition };
    match field::keep_form(desk.house(), &desk.handler, addition).await? {
        Added::Kept { unused, .. } => Ok(kept(&id, &unused)),
        other => Ok(page(desk, &id, words::refused(desk, &other)).await?.into_response()),
    }
}
