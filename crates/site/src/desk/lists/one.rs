//! One list: what stands in it, what waits, what could not be done.

use super::{conflict_chip, to, to_entity};
use crate::desk::forms::{self, adding::keeper};
use crate::desk::{Desk, LONGEST_LINE, Posted, Spot, records};
use crate::ui::form::{Ask, Entry, Weight, button, link_button, row, text, tick};
use crate::ui::page::{Tone, card, empty, note};
use crate::ui::table::{Column, Mood, Narrow, chip, facts, figures, table};
use crate::ui::{Html, Markup, html};
use crate::{Error, Result};
use acts::collect::entities::WAIT_DAYS;
use acts::collect::entities::desk::{self as lists, Sheet, Unmet, Wanted};
use axum::extract::Path;
use axum::response::Redirect;
use kernel::Timestamp;

/// The page, narrowed as its address says.
pub(super) async fn show(desk: Desk, Path(name): Path<String>) -> Result<Html> {
    let wanted = wanted(&|asked| desk.query(asked).unwrap_or_default());
    page(&desk, &name, &Wanted { text: String::new(), ..wanted }).await
}

/// The page, narrowed to words. They are posted: lists name people, and an address stays in histories and logs.
pub(super) async fn find(Path(name): Path<String>, posted: Posted) -> Result<Html> {
    page(&posted.desk, &name, &wanted(&|asked| posted.text(asked).to_owned())).await
}

async fn page(desk: &Desk, name: &str, wanted: &Wanted) -> Result<Html> {
    desk.at(Spot::Forms)?;
    let tr = &desk.tr;
    let sheet = lists::sheet(desk.house(), &desk.handler, name, wanted).await?;
    let unmet = lists::unmet(desk.house(), &desk.handler, name).await?;
    let narrowed = Wanted { after: 0, ..wanted.clone() } != Wanted::default();
    let title = tr.ta("lists-one-title", &[("list", name.into())]);
    let counts = &sheet.list.row;
    let first = (wanted.after > 0).then_some(0);
    let shown = tr.ta("lists-shown", &[("n", sheet.lines.len().into())]);
    let to_page = |after: i64, key: &str| turn(desk, name, &Wanted { after, ..wanted.clone() }, &tr.t(key));
    Ok(desk.page(Spot::Forms, title.as_str()).show(html! {
        p { a href=(super::LISTS) { (tr.t("lists-back")) } }
        h1 { (title) }
        @if desk.query("done").is_some() { (note(Tone::Good, html! { p { (tr.t("lists-done")) } })) }
        (figures(&[
            (tr.t("lists-entities"), tr.number(counts.entities)),
            (tr.t("lists-conflicts"), tr.number(counts.conflicts)),
            (tr.t("lists-held"), tr.number(counts.held)),
            (tr.t("lists-faults"), tr.number(counts.faults)),
        ]))
        (narrow(desk, name, wanted, narrowed))
        @if sheet.lines.is_empty() {
            (empty(&tr.t("lists-empty"), html! {
                @if let Some(after) = sheet.next { p { (tr.t("lists-empty-so-far")) } (to_page(after, "lists-further")) }
                @else if narrowed {
                    p { (tr.t("lists-empty-filter")) }
                    p { a href=(to(name, "")) { (tr.t("queue-clear-filter")) } }
                } @else { p { (tr.t("lists-empty-yet")) } }
            }))
        } @else {
            (entities(desk, &sheet))
            @if first.is_some() || sheet.next.is_some() {
                nav class="pages" aria-label=(tr.t("nav-pages")) {
                    @if let Some(first) = first { (to_page(first, "pages-before")) }
                    span class="soft" { (shown) }
                    @if let Some(after) = sheet.next { (to_page(after, "pages-after")) }
                }
            }
        }
        @if !unmet.is_empty() { (open_matters(desk, name, &unmet)) }
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
                (row(link_button(Weight::Quiet, &tr.t("lists-export-do"), &to(name, "/csv"))))
            }))
        }
    }))
}

/// What is wanted, by what `asked` says of each name; empty where nothing was said.
fn wanted(asked: &dyn Fn(&str) -> String) -> Wanted {
    let ticked = |name| asked(name) == "yes";
    Wanted {
        text: asked("text"),
        conflicts: ticked("conflicts"),
        deleted: ticked("deleted"),
        after: asked("after").parse().unwrap_or_default(),
    }
}

/// The way to another part of the list under the same narrowing: a link, or a form where there are words in it.
fn turn(desk: &Desk, list: &str, wanted: &Wanted, label: &str) -> Markup {
    let ticked = [("conflicts", wanted.conflicts), ("deleted", wanted.deleted)];
    let ticked = ticked.into_iter().filter(|(_, ticked)| *ticked).map(|(name, _)| (name, "yes".to_owned()));
    let after = (wanted.after > 0).then(|| ("after", wanted.after.to_string()));
    let pairs: Vec<(&str, String)> = ticked.chain(after).collect();
    if wanted.text.is_empty() {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        return html! { a href=(to(list, &format!("?{query}"))) { (label) } };
    }
    html! {
        form method="post" action=(to(list, "")) {
            (desk.token())
            input type="hidden" name="text" value=(wanted.text);
            @for (name, value) in &pairs { input type="hidden" name=(name) value=(value); }
            (button(Weight::Quiet, label, None))
        }
    }
}

fn narrow(desk: &Desk, name: &str, wanted: &Wanted, narrowed: bool) -> Markup {
    let tr = &desk.tr;
    html! {
        details open[narrowed] {
            summary { (tr.t("lists-narrow")) }
            form class="short" method="post" action=(to(name, "")) {
                (desk.token())
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
            html! {
                @match one.entity {
                    Some(entity) => a href=(to_entity(list, entity)) { (one.called) },
                    None if one.called.is_empty() => (tr.t("queue-nobody")),
                    None => (one.called),
                }
            },
            html! { (why(desk, one)) },
            html! { a href=(records::to(one.record, "")) { (tr.moment(one.at)) } },
        ];
        if keeps {
            cells.push(match one.fault {
                Some(fault) => choices(desk, list, one, fault.may_pass()),
                None => html! { (tr.t("queue-nobody")) },
            });
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
            (row(html! {
                @if may_pass { (button(Weight::Quiet, &tr.t("lists-try"), Some(("act", "try")))) }
                (button(Weight::Quiet, &tr.t("lists-aside"), Some(("act", "aside"))))
            }))
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
