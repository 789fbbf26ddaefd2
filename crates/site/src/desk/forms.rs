//! `/desk/forms`: the forms that field teams fill. A coordinator adds, opens and closes them; whoever may open records sees what
//! came.

pub(super) mod adding;
mod dry;
mod export;
mod map;
mod one;
mod questions;
mod submissions;
mod trial;
mod words;

use super::{Desk, Spot};
use crate::ui::form::{Weight, link_button, row};
use crate::ui::page::{empty, lead};
use crate::ui::table::{Column, Mood, Narrow, chip, table};
use crate::ui::{Html, Markup, html};
use crate::{App, Result};
use acts::collect::{Listed, desk as field};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use std::fmt::Write as _;
use std::sync::Arc;
use store::forms::FormState;

const LIST: &str = "/desk/forms";
/// Bytes of a form with its files, sent at once.
const LARGEST: usize = 64 << 20;

pub(super) fn routes() -> Router<Arc<App>> {
    let large = DefaultBodyLimit::max(LARGEST);
    Router::new()
        .route(LIST, get(list).post(adding::add).layer(large))
        .route("/desk/forms/new", get(adding::blank))
        .route("/desk/forms/{id}", get(one::show))
        .route("/desk/forms/{id}/state", post(one::turn))
        .route("/desk/forms/{id}/media", post(one::files).layer(large))
        .route("/desk/forms/{id}/questions", get(questions::show))
        .route("/desk/forms/{id}/try", get(dry::show).post(dry::again))
        .route("/desk/forms/{id}/trial", get(trial::show))
        .route("/desk/forms/{id}/trial/link", post(trial::link))
        .route("/desk/forms/{id}/trial/end", post(trial::end))
        .route("/desk/forms/{id}/trial/empty", post(trial::clear))
        .route("/desk/forms/{id}/submissions", get(submissions::show))
        .route("/desk/forms/{id}/map", get(map::show))
        .route("/desk/forms/{id}/export/{format}", get(export::send))
}

/// The address of a page of a form, whatever the form is called.
pub(super) fn to(id: &str, rest: &str) -> String {
    format!("{LIST}/{}{rest}", in_path(id))
}

/// One part of a path (RFC 3986 §2).
pub(super) fn in_path(name: &str) -> String {
    name.bytes().fold(String::new(), |mut coded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            coded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(coded, "%{byte:02X}");
        }
        coded
    })
}

async fn list(desk: Desk) -> Result<Html> {
    desk.at(Spot::Forms)?;
    let all = field::forms_for(desk.house(), &desk.handler).await?;
    let tr = &desk.tr;
    let title = tr.t("forms-title");
    let keeps = desk.role().keeps_forms();
    Ok(desk.page(Spot::Forms, title.as_str()).show(html! {
        h1 { (title) }
        (lead(&tr.t(if keeps { "forms-lead" } else { "forms-lead-reader" })))
        (row(html! {
            @if keeps { (link_button(Weight::Main, &tr.t("forms-add"), "/desk/forms/new")) }
            (link_button(Weight::Quiet, &tr.t("lists-title"), "/desk/lists"))
        }))
        @if all.is_empty() { (empty(&title, html! { p { (tr.t(if keeps { "forms-none" } else { "forms-none-reader" })) } })) }
        @else { (forms_table(&desk, &all)) }
    }))
}

fn forms_table(desk: &Desk, all: &[Listed]) -> Markup {
    let tr = &desk.tr;
    let lines: Vec<Vec<Markup>> = all
        .iter()
        .map(|listed| {
            let counts = listed.counts;
            vec![
                html! { a href=(to(&listed.form.id, "")) { (listed.form.title) } },
                state(desk, listed.form.state),
                html! { (version(desk, &listed.form.version)) },
                html! {
                    @if desk.handler.member.may_open_records(listed.form.pack.as_deref()) {
                        a href=(to(&listed.form.id, "/submissions")) { (tr.number(counts.records)) }
                    } @else { (tr.number(counts.records)) }
                },
                html! { (tr.number(counts.waiting)) },
                html! {
                    @if counts.conflicts > 0 { (chip(Mood::Late, &tr.number(counts.conflicts))) }
                    @else { (tr.number(0)) }
                },
                html! {
                    @if listed.missing.is_empty() { (tr.t("queue-nobody")) }
                    @else { (chip(Mood::Waiting, &tr.number(i64::try_from(listed.missing.len()).unwrap_or(i64::MAX)))) }
                },
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("forms-form")),
        Column::words(tr.t("forms-state")),
        Column::words(tr.t("forms-version")),
        Column::numbers(tr.t("forms-records")),
        Column::numbers(tr.t("forms-waiting")),
        Column::numbers(tr.t("forms-conflicts")),
        Column::numbers(tr.t("forms-missing")),
    ];
    table(Narrow::Cards, &tr.t("forms-title"), false, &heads, &lines)
}

/// Where a form stands, as a pill.
fn state(desk: &Desk, state: FormState) -> Markup {
    let mood = match state {
        FormState::Draft => Mood::Waiting,
        FormState::Open => Mood::Good,
        FormState::Closed => Mood::Plain,
    };
    chip(mood, &desk.tr.t(&format!("forms-state-{state}")))
}

pub(super) fn version(desk: &Desk, version: &str) -> String {
    if version.is_empty() { desk.tr.t("forms-version-none") } else { version.to_owned() }
}
