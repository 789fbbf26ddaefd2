//! One entity of a list: what it says, how it came to say so, and what somebody of the desk makes of it.

use super::{conflict_chip, to, to_entity};
use crate::desk::faults::Faults;
use crate::desk::forms::adding::keeper;
use crate::desk::{Desk, LONGEST_LINE, LONGEST_TEXT, Posted, Spot, records};
use crate::ui::form::{Ask, Entry, Weight, button, error_summary, row, text, textarea};
use crate::ui::page::{Tone, card, note};
use crate::ui::table::{Mood, chip, facts};
use crate::ui::{Html, Markup, html};
use crate::{Error, Result};
use acts::Names;
use acts::collect::entities::desk::{self as lists, Amendment, By, Dossier, Step};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::{MemberId, Timestamp, Uuid};
use std::collections::BTreeMap;

/// Before the name of a property in the name of its control: no property takes the place of the token.
const OWN: &str = "value-";
/// Characters of a value from which on it is shown in several lines.
const LINE: usize = 80;

/// The page.
pub(super) async fn show(desk: Desk, Path((list, id)): Path<(String, Uuid)>) -> Result<Html> {
    desk.at(Spot::Forms)?;
    page(&desk, &list, id, None, &Faults::default()).await
}

async fn page(desk: &Desk, list: &str, id: Uuid, given: Option<&Amendment>, faults: &Faults) -> Result<Html> {
    let tr = &desk.tr;
    let dossier = lists::open(desk.house(), &desk.handler, list, id).await?;
    let names = Names::of(desk.house()).await?;
    let entity = &dossier.entity;
    let by = |id: Option<Uuid>| {
        id.and_then(|id| names.member(MemberId(id)).map(str::to_owned))
            .unwrap_or_else(|| tr.t("queue-nobody"))
    };
    let keeps = desk.role().keeps_forms();
    let title = dossier.now.label.as_str();
    Ok(desk.page(Spot::Forms, title).faulty(faults.any()).show(html! {
        (error_summary(tr, &faults.0))
        p { a href=(to(list, "")) { (tr.ta("lists-back-one", &[("list", list.into())])) } }
        h1 { (title) }
        @if desk.query("done").is_some() { (note(Tone::Good, html! { p { (tr.t("lists-done")) } })) }
        @if let Some(deleted) = entity.deleted {
            (note(Tone::Grave, html! {
                p { (tr.ta("lists-deleted-by", &[("by", by(entity.deleted_by).into()), ("moment", tr.moment(Timestamp(deleted)).into())])) }
                @if keeps { (turn(desk, list, id, "restore")) }
            }))
        }
        @if let Some(conflict) = &entity.conflict {
            (note(Tone::Grave, html! {
                p { (conflict_chip(desk, conflict)) " " (tr.t(&format!("lists-conflict-{conflict}-detail"))) }
                @if !dossier.conflicting.is_empty() {
                    p { (tr.ta("lists-conflicting", &[("names", named(desk, &dossier.conflicting).into())])) }
                }
                @if keeps && entity.deleted.is_none() { p { a href="#amend" { (tr.t("lists-settle")) } } }
            }))
        }
        @if dossier.held > 0 {
            (note(Tone::Plain, html! { p { (tr.ta("lists-entity-held", &[("n", dossier.held.into())])) } }))
        }
        div class="two" {
            div {
                (card(Some(&tr.t("lists-now")), html! {
                    (facts(&said(&dossier)))
                }))
                (card(Some(&tr.t("lists-about-one")), html! {
                    (facts(&[
                        (tr.t("lists-version"), html! { (tr.number(entity.version)) }),
                        (tr.t("lists-created"), html! { (tr.moment(Timestamp(entity.created))) }),
                        (tr.t("lists-updated"), html! { (tr.moment(Timestamp(entity.updated))) }),
                        (tr.t("lists-id"), html! { code { (id) } }),
                    ]))
                }))
            }
            (card(Some(&tr.t("lists-history")), html! {
                ol reversed { @for step in &dossier.history { li { (told(desk, &names, step)) } } }
            }))
        }
        @if keeps && entity.deleted.is_none() {
            (amending(desk, list, &dossier, given, faults))
            details {
                summary { (tr.t("lists-delete")) }
                p { (tr.t("lists-delete-detail")) }
                (turn(desk, list, id, "delete"))
            }
        }
    }))
}

fn named(desk: &Desk, properties: &[String]) -> String {
    let name = |name: &String| if name == "label" { desk.tr.t("lists-label") } else { name.clone() };
    properties.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn said(dossier: &Dossier) -> Vec<(String, Markup)> {
    let value = |name: &String| dossier.now.properties.get(name).cloned().unwrap_or_default();
    let shown =
        |value: String| html! { @if value.is_empty() { "—" } @else { span class="said" { (value) } } };
    dossier.properties.iter().map(|name| (name.clone(), shown(value(name)))).collect()
}

fn told(desk: &Desk, names: &Names, step: &Step) -> Markup {
    let tr = &desk.tr;
    let made = if step.version == 1 { "lists-step-created" } else { "lists-step-changed" };
    html! {
        b { (tr.t(made)) } " "
        span class="soft" {
            @match &step.by {
                By::Record(record, volunteer) => {
                    a href=(records::to(*record, "")) { (tr.t("lists-step-record")) }
                    @if let Some(volunteer) = volunteer { ", " (volunteer) }
                },
                By::Member(member) => { (tr.t("lists-step-desk")) ", " (names.member(*member).map_or_else(|| tr.t("queue-nobody"), str::to_owned)) },
                By::Nobody => (tr.t("queue-nobody")),
            }
            ", " (tr.moment(step.at))
        }
        @if let Some(conflict) = step.conflict { " " (conflict_chip(desk, conflict.as_str())) }
        @if step.forced { " " (chip(Mood::Waiting, &tr.t("lists-step-forced"))) }
        @if step.version > 1 && step.base != step.version - 1 {
            br; span class="soft" { (tr.ta("lists-step-base", &[("n", step.base.into())])) }
        }
        @if step.branch { br; span class="soft" { (tr.t("lists-step-branch")) } }
        ul {
            @if let Some((before, since)) = &step.label { li { (changed(desk, &tr.t("lists-label"), before, since)) } }
            @for (name, before, since) in &step.changes { li { (changed(desk, name, before, since)) } }
            @if step.label.is_none() && step.changes.is_empty() { li class="soft" { (tr.t("lists-step-same")) } }
        }
    }
}

fn changed(desk: &Desk, name: &str, before: &str, since: &str) -> Markup {
    let since = if since.is_empty() { desk.tr.t("lists-step-blank") } else { since.to_owned() };
    html! {
        (name) " : "
        @if !before.is_empty() { del { (before) } " → " }
        span class="said" { (since) }
    }
}

fn amending(
    desk: &Desk,
    list: &str,
    dossier: &Dossier,
    given: Option<&Amendment>,
    faults: &Faults,
) -> Markup {
    let tr = &desk.tr;
    let settles = dossier.entity.conflict.is_some();
    let (title, detail, act) = match settles {
        true => ("lists-settle", "lists-settle-detail", "lists-settle-do"),
        false => ("lists-amend", "lists-amend-detail", "lists-amend-do"),
    };
    let (name, twice) = (tr.t("lists-label"), tr.t("lists-twice"));
    let hint =
        |property: &str| dossier.conflicting.iter().any(|known| known == property).then_some(twice.as_str());
    let label = given.map_or(&dossier.now.label, |given| &given.label);
    let value = |property: &String| {
        let now = || dossier.now.properties.get(property).cloned().unwrap_or_default();
        given.and_then(|given| given.values.get(property).cloned()).unwrap_or_else(now)
    };
    html! {
        div id="amend" {
            (card(Some(&tr.t(title)), html! {
                p { (tr.t(detail)) }
                form method="post" action=(to_entity(list, dossier.entity.id)) class="lean" {
                    (desk.token())
                    input type="hidden" name="seen" value=(given.map_or(dossier.entity.version, |given| given.seen));
                    (text(&Ask::label("label", &name).hint(hint("label")).fault(faults.at("label")), Entry::Words, label, LONGEST_LINE))
                    @for property in &dossier.properties {
                        @let control = format!("{OWN}{property}");
                        @let value = value(property);
                        @let ask = Ask::label(&control, property).hint(hint(property));
                        @if value.contains('\n') || value.chars().count() > LINE { (textarea(&ask, &value, 4, LONGEST_TEXT)) }
                        @else { (text(&ask, Entry::Words, &value, LONGEST_LINE)) }
                    }
                    (row(button(Weight::Main, &tr.t(act), None)))
                }
            }))
        }
    }
}

fn turn(desk: &Desk, list: &str, id: Uuid, act: &str) -> Markup {
    let weight = if act == "delete" { Weight::Grave } else { Weight::Quiet };
    html! {
        form method="post" action=(format!("{}/{act}", to_entity(list, id))) {
            (desk.token())
            (button(weight, &desk.tr.t(&format!("lists-{act}-do")), None))
        }
    }
}

/// Takes in what somebody of the desk makes of it.
pub(super) async fn amend(Path((list, id)): Path<(String, Uuid)>, posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    keeper(desk)?;
    let dossier = lists::open(desk.house(), &desk.handler, &list, id).await?;
    let mut values = BTreeMap::new();
    for property in &dossier.properties {
        if let Some(given) = posted.given(&format!("{OWN}{property}")) {
            // A browser sends a new line as two characters.
            values.insert(property.clone(), given.replace("\r\n", "\n"));
        }
    }
    let amendment = Amendment {
        seen: posted.text("seen").parse().map_err(|_| Error::Unreadable)?,
        label: posted.text("label").trim().to_owned(),
        values,
    };
    let fault = match () {
        () if amendment.label.is_empty() => Some(desk.tr.t("lists-label-missing")),
        () if posted.too_long().is_some() => {
            Some(desk.tr.ta("error-too-long", &[("max", LONGEST_LINE.into())]))
        }
        () => None,
    };
    if fault.is_none() {
        let kept = lists::amend(desk.house(), &desk.handler, &list, id, amendment.clone()).await?;
        let done = if kept { "?done=yes" } else { "" };
        return Ok(Redirect::to(&format!("{}{done}", to_entity(&list, id))).into_response());
    }
    let faults = Faults(fault.into_iter().map(|fault| ("label".to_owned(), fault)).collect());
    let page = page(desk, &list, id, Some(&amendment), &faults).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Takes it out of its list.
pub(super) async fn delete(Path((list, id)): Path<(String, Uuid)>, posted: Posted) -> Result<Redirect> {
    let desk = &posted.desk;
    keeper(desk)?;
    lists::delete(desk.house(), &desk.handler, &list, id).await?;
    Ok(Redirect::to(&format!("{}?done=yes", to_entity(&list, id))))
}

/// Puts it back.
pub(super) async fn restore(Path((list, id)): Path<(String, Uuid)>, posted: Posted) -> Result<Redirect> {
    let desk = &posted.desk;
    keeper(desk)?;
    lists::restore(desk.house(), &desk.handler, &list, id).await?;
    Ok(Redirect::to(&format!("{}?done=yes", to_entity(&list, id))))
}
