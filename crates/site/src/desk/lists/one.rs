//! One list: what stands in it, what waits, what could not be done.

use super::{conflict_chip, to, to_entity};
use crate::desk::forms::{self, adding::keeper};
use crate::desk::{Desk, LONGEST_LINE, Posted, Spot, records};
use crate::ui::form::{Ask, Entry, Weight, button, link_button, row, text, tick};
use crate::ui::page::{Tone, card, empty, note};
use crate::ui::table::{Column, Mood, Narrow, chip, facts, figures, pages, table};
use crate::ui::{Html, Markup, html};
use crate::{Error, Result};
use acts::collect::entities::WAIT_DAYS;
use acts::collect::entities::desk::{self as lists, Sheet, Unmet, Wanted};
use axum::extract::Path;
use axum::response::Redirect;
use kernel::Timestamp;

/// The page.
pub(super) async fn show(desk: Desk, Path(name): Path<String>) -> Result<Html> {
    desk.at(Spot::Forms)?;
    let tr = &desk.tr;
    let wanted = wanted(&desk);
    let sheet = lists::sheet(desk.house(), &desk.handler, &name, &wanted).await?;
    let unmet = lists::unmet(desk.house(), &desk.handler, &name).await?;
    let narrowed = Wanted { after: 0, ..wanted.clone() } != Wanted::default();
    let title = tr.ta("lists-one-title", &[("list", name.as_str().into())]);
    let counts = &sheet.list.row;
    let first = (wanted.after > 0).then(|| href(&name, &Wanted { after: 0, ..wanted.clone() }));
    let next = sheet.next.map(|after| href(&name, &Wanted { after, ..wanted.clone() }));
    let shown = tr.ta("lists-shown", &[("n", sheet.lines.len().into())]);
    Ok(desk.page(Spot::Forms, title.as_str()).show(html! {
        p { a href=(super::LISTS) { (tr.t("lists-back")) } }
        h1 { (title) }
        @if desk.query("done").is_some() { (note(Tone::Good, html! { p { (tr.t("lists-done")) } })) }
        (figures(&[
            (tr.t("lists-entities"), tr.number(counts.entities)),
            (tr.t("lists-conflicts"), tr.number(counts.conflicts)),
            (tr.t("lists-held"), tr.number(counts.held)),
        ]))
        (narrow(&desk, &name, &wanted, narrowed))
        @if sheet.lines.is_empty() {
            (empty(&tr.t("lists-empty"), html! {
                @if sheet.next.is_some() { p { (tr.t("lists-empty-so-far")) } p { a href=[next.as_deref()] { (tr.t("lists-further")) } } }
                @else if narrowed {
                    p { (tr.t("lists-empty-filter")) }
                    p { a href=(to(&name, "")) { (tr.t("queue-clear-filter")) } }
                } @else { p { (tr.t("lists-empty-yet")) } }
            }))
        } @else {
            (entities(&desk, &sheet))
            (pages(tr, first.as_deref(), next.as_deref(), &shown))
        }
        @if !unmet.is_empty() { (open_matters(&desk, &name, &unmet)) }
        div class="two" {
            (card(Some(&tr.t("lists-about")), html! {
                (facts(&[
                    (tr.t("lists-writers"), forms_of(&sheet.list.writers)),
                    (tr.t("lists-readers"), forms_of(&sheet.list.readers)),
                    (tr.t("lists-properties"), html! { (sheet.properties.join(", ")) }),
                ]))
                p class="soft" { (tr.t("lists-sealed")) }
            }))
            (card(Some(&tr.t("lists-export")), html! {
                p { (tr.t("lists-export-detail")) }
                (row(link_button(Weight::Quiet, &tr.t("lists-export-do"), &to(&name, "/csv"))))
            }))
        }
    }))
}

fn wanted(desk: &Desk) -> Wanted {
    let ticked = |name| desk.query(name).as_deref() == Some("yes");
    Wanted {
        text: desk.query("text").unwrap_or_default(),
        conflicts: ticked("conflicts"),
        deleted: ticked("deleted"),
        after: desk.query("after").and_then(|seq| seq.parse().ok()).unwrap_or_default(),
    }
}

fn href(list: &str, wanted: &Wanted) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if !wanted.text.is_empty() {
        query.append_pair("text", &wanted.text);
    }
    for (name, ticked) in [("conflicts", wanted.conflicts), ("deleted", wanted.deleted)] {
        if ticked {
            query.append_pair(name, "yes");
        }
    }
    if wanted.after > 0 {
        query.append_pair("after", &wanted.after.to_string());
    }
    to(list, &format!("?{}", query.finish()))
}

fn narrow(desk: &Desk, name: &str, wanted: &Wanted, narrowed: bool) -> Markup {
    let tr = &desk.tr;
    html! {
        details open[narrowed] {
            summary { (tr.t("lists-narrow")) }
            form class="short" method="get" action=(to(name, "")) {
                (text(&Ask::label("text", &tr.t("lists-text")), Entry::Words, &wanted.text, LONGEST_LINE))
                div class="ask" {
                    (tick("conflicts", &tr.t("lists-only-conflicts"), None, wanted.conflicts))
                    (tick("deleted", &tr.t("lists-only-deleted"), None, wanted.deleted))
                }
                div class="ask" { (button(Weight::Quiet, &tr.t("queue-apply"), None)) }
            }
        }
    }
}

fn entities(desk: &Desk, sheet: &Sheet) -> Markup {
    let tr = &desk.tr;
    let list = &sheet.list.row.name;
    let lines: Vec<Vec<Markup>> = sheet
        .lines
        .iter()
        .map(|line| {
            let entity = &line.entity;
            vec![
                html! { a href=(to_entity(list, entity.id)) { (line.label) } },
                html! { (tr.number(entity.version)) },
                html! { (tr.moment(Timestamp(entity.updated))) },
                html! {
                    @if let Some(conflict) = &entity.conflict { (conflict_chip(desk, conflict)) " " }
                    @if entity.deleted.is_some() { (chip(Mood::Plain, &tr.t("lists-deleted"))) }
                    @if entity.conflict.is_none() && entity.deleted.is_none() { (tr.t("queue-nobody")) }
                },
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("lists-label")),
        Column::numbers(tr.t("lists-version")),
        Column::words(tr.t("lists-updated")),
        Column::words(tr.t("lists-state")),
    ];
    table(Narrow::Cards, &tr.t("lists-caption"), false, &heads, &lines)
}

fn forms_of(forms: &[(String, String)]) -> Markup {
    html! {
        @for (at, (id, title)) in forms.iter().enumerate() {
            @if at > 0 { " · " }
            a href=(forms::to(id, "")) { (title) }
        }
    }
}

/// What records asked and was not done.
fn open_matters(desk: &Desk, list: &str, unmet: &[Unmet]) -> Markup {
    let tr = &desk.tr;
    let keeps = desk.role().keeps_forms();
    let line = |one: &Unmet| {
        let mut cells = vec![
            html! { (if one.called.is_empty() { tr.t("queue-nobody") } else { one.called.clone() }) },
            html! { (why(desk, one)) },
            html! { a href=(records::to(one.record, "")) { (tr.moment(one.at)) } },
        ];
        if keeps {
            cells.push(
                html! { @if let Some(fault) = one.fault { (choices(desk, list, one, fault.may_pass())) } },
            );
        }
        cells
    };
    let mut heads = vec![
        Column::words(tr.t("lists-label")),
        Column::words(tr.t("lists-why")),
        Column::words(tr.t("lists-record")),
    ];
    if keeps {
        heads.push(Column::words(tr.t("lists-act")));
    }
    let lines: Vec<_> = unmet.iter().map(line).collect();
    card(
        Some(&tr.t("lists-unmet")),
        html! {
            p { (tr.t("lists-unmet-detail")) }
            (table(Narrow::Cards, &tr.t("lists-unmet"), false, &heads, &lines))
        },
    )
}

/// Why something was not done.
pub(in crate::desk) fn why(desk: &Desk, unmet: &Unmet) -> Markup {
    let tr = &desk.tr;
    match unmet.fault {
        None => {
            html! { (chip(Mood::Waiting, &tr.t("lists-waits"))) " " (tr.ta("lists-waits-detail", &[("days", WAIT_DAYS.into())])) }
        }
        Some(fault) => html! { (tr.t(&format!("lists-fault-{}", fault.as_str()))) },
    }
}

fn choices(desk: &Desk, list: &str, one: &Unmet, may_pass: bool) -> Markup {
    let tr = &desk.tr;
    html! {
        form method="post" action=(to(list, "/unmet")) {
            (desk.token())
            input type="hidden" name="record" value=(one.record);
            input type="hidden" name="nth" value=(one.nth);
            @if may_pass { (button(Weight::Quiet, &tr.t("lists-try"), Some(("act", "try")))) " " }
            (button(Weight::Quiet, &tr.t("lists-aside"), Some(("act", "aside"))))
        }
    }
}

/// Tries again what could not be done, or puts it aside.
pub(super) async fn settle(Path(name): Path<String>, posted: Posted) -> Result<Redirect> {
    let desk = &posted.desk;
    keeper(desk)?;
    let record = posted.text("record").parse().map_err(|_| Error::Unreadable)?;
    let nth = posted.text("nth").parse().map_err(|_| Error::Unreadable)?;
    match posted.text("act") {
        "try" => lists::try_again(desk.house(), &desk.handler, &name, record, nth).await?,
        "aside" => lists::put_aside(desk.house(), &desk.handler, &name, record, nth).await?,
        _ => return Err(Error::Unreadable),
    }
    Ok(Redirect::to(&to(&name, "?done=yes")))
}
