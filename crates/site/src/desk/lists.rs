//! `/desk/lists`: lists of people, places or things that records keep up to date and that forms offer. Whoever may read the
//! records reads them; a coordinator settles conflicts, corrects, deletes.

mod entity;
mod file;
mod one;

pub(super) use one::why;

use super::forms::in_path;
use super::{Desk, Spot};
use crate::ui::page::{empty, lead};
use crate::ui::table::{Column, Mood, Narrow, chip, table};
use crate::ui::{Html, Markup, html};
use crate::{App, Result};
use acts::collect::entities::desk::{self as lists, Listed};
use axum::Router;
use axum::routing::{get, post};
use kernel::Uuid;
use std::sync::Arc;

const LISTS: &str = "/desk/lists";

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(LISTS, get(all))
        .route("/desk/lists/{list}", get(one::show).post(one::find))
        .route("/desk/lists/{list}/csv", get(file::send))
        .route("/desk/lists/{list}/unmet", post(one::settle))
        .route("/desk/lists/{list}/{id}", get(entity::show).post(entity::amend))
        .route("/desk/lists/{list}/{id}/delete", post(entity::delete))
        .route("/desk/lists/{list}/{id}/restore", post(entity::restore))
}

/// The address of a list, or of something of it.
pub(super) fn to(list: &str, rest: &str) -> String {
    format!("{LISTS}/{}{rest}", in_path(list))
}

/// The address of an entity.
pub(super) fn to_entity(list: &str, id: Uuid) -> String {
    to(list, &format!("/{id}"))
}

/// Whether somebody should look at an entity, as a pill.
fn conflict_chip(desk: &Desk, conflict: &str) -> Markup {
    let mood = if conflict == "hard" { Mood::Late } else { Mood::Waiting };
    chip(mood, &desk.tr.t(&format!("lists-conflict-{conflict}")))
}

async fn all(desk: Desk) -> Result<Html> {
    desk.at(Spot::Forms)?;
    let tr = &desk.tr;
    let all = lists::lists_for(desk.house(), &desk.handler).await?;
    let title = tr.t("lists-title");
    Ok(desk.page(Spot::Forms, title.as_str()).show(html! {
        p { a href="/desk/forms" { (tr.t("forms-back")) } }
        h1 { (title) }
        (lead(&tr.t("lists-lead")))
        @if all.is_empty() { (empty(&tr.t("lists-none"), html! { p { (tr.t("lists-none-detail")) } })) }
        @else { (lists_table(&desk, &all)) }
    }))
}

fn lists_table(desk: &Desk, all: &[Listed]) -> Markup {
    let tr = &desk.tr;
    let number = |mood: Mood, n: i64| {
        html! { @if n > 0 { (chip(mood, &tr.number(n))) } @else { (tr.number(0)) } }
    };
    let lines: Vec<Vec<Markup>> = all
        .iter()
        .map(|list| {
            let row = &list.row;
            vec![
                html! { a href=(to(&row.name, "")) { (row.name) } },
                html! { (tr.number(row.entities)) },
                number(Mood::Late, row.conflicts),
                number(Mood::Waiting, row.held),
                number(Mood::Late, row.faults),
                html! { (titles(&list.writers)) },
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("lists-list")),
        Column::numbers(tr.t("lists-entities")),
        Column::numbers(tr.t("lists-conflicts")),
        Column::numbers(tr.t("lists-held")),
        Column::numbers(tr.t("lists-faults")),
        Column::words(tr.t("lists-writers")),
    ];
    table(Narrow::Cards, &tr.t("lists-title"), false, &heads, &lines)
}

fn titles(forms: &[(String, String)]) -> String {
    forms.iter().map(|(_, title)| title.as_str()).collect::<Vec<_>>().join(" · ")
}
