//! The directory of public bodies: list, add, correct, strike off.

use super::faults::Faults;
use super::place::{self, Choosing};
use super::{Desk, Posted, Spot};
use crate::ui::form::{Ask, Choice, Entry, Weight, button, error_summary, link_button, row, select, text};
use crate::ui::page::{card, empty, lead};
use crate::ui::table::{Column, Mood, Narrow, chip, table};
use crate::ui::{Html, Markup, html};
use crate::{App, Error, Result};
use acts::directory::{self, LONGEST_NAME, OfficeEntry};
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use kernel::{OfficeId, Uuid};
use std::sync::Arc;

const LIST: &str = "/desk/offices";

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(LIST, get(list).post(add))
        .route("/desk/offices/new", get(blank))
        .route("/desk/offices/{id}", get(one).post(correct))
        .route("/desk/offices/{id}/close", post(close))
}

async fn list(desk: Desk) -> Result<Html> {
    desk.at(Spot::Offices)?;
    let mut bodies = directory::bodies(desk.house(), &desk.handler).await?;
    bodies.sort_by_key(|body| body.closed.is_some());
    let tr = &desk.tr;
    let lines: Vec<Vec<Markup>> = bodies
        .iter()
        .map(|body| {
            vec![
                html! { a href={ (LIST) "/" (body.id) } { (body.name) } },
                html! { (kind_name(&desk, &body.kind)) },
                html! { (place::name(&desk, body.place_code.as_deref())) },
                html! { (body.email) },
                html! {
                    @if body.closed.is_some() { (chip(Mood::Plain, &tr.t("offices-closed"))) }
                    @else { (chip(Mood::Good, &tr.t("offices-open"))) }
                },
            ]
        })
        .collect();
    let heads = ["offices-name", "offices-kind", "offices-place", "offices-email", "offices-state"];
    let heads = heads.map(|key| Column::words(tr.t(key)));
    let title = tr.t("offices-title");
    Ok(desk.page(Spot::Offices, title.as_str()).show(html! {
        h1 { (title) }
        (lead(&tr.t("offices-lead")))
        (row(link_button(Weight::Main, &tr.t("offices-add"), "/desk/offices/new")))
        @if lines.is_empty() { (empty(&tr.t("offices-title"), html! { p { (tr.t("offices-none")) } })) }
        @else { (table(Narrow::Cards, &title, false, &heads, &lines)) }
    }))
}

fn kind_name(desk: &Desk, kind: &str) -> String {
    let packs = desk.house().services.keys();
    let mut said = packs.filter_map(|pack| desk.tr.pack(pack, &format!("office-kind-{kind}")));
    said.next().unwrap_or_else(|| kind.to_owned())
}

/// The form as it is shown: what stands in it, and what is to be mended.
#[derive(Default)]
struct Filled {
    id: Option<Uuid>,
    closed: bool,
    kind: String,
    name: String,
    email: String,
    place: Choosing,
    faults: Faults,
}

impl Filled {
    fn of(posted: &Posted, id: Option<Uuid>) -> Self {
        Self {
            id,
            closed: false,
            kind: posted.text("kind").to_owned(),
            name: posted.text("name").to_owned(),
            email: posted.text("email").to_owned(),
            place: Choosing::of(posted),
            faults: Faults::default(),
        }
    }

    fn entry(&self) -> OfficeEntry {
        OfficeEntry {
            kind: self.kind.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            place: self.place.place(),
        }
    }
}

async fn blank(desk: Desk) -> Result<Html> {
    desk.at(Spot::Offices)?;
    Ok(form(&desk, &Filled::default()))
}

async fn one(desk: Desk, Path(id): Path<Uuid>) -> Result<Html> {
    desk.at(Spot::Offices)?;
    let bodies = directory::bodies(desk.house(), &desk.handler).await?;
    let body = bodies.into_iter().find(|body| body.id == id).ok_or(Error::NotFound)?;
    Ok(form(
        &desk,
        &Filled {
            id: Some(id),
            closed: body.closed.is_some(),
            kind: body.kind,
            name: body.name,
            email: body.email,
            place: Choosing { code: body.place_code.unwrap_or_default(), words: String::new() },
            faults: Faults::default(),
        },
    ))
}

async fn add(posted: Posted) -> Result<Response> {
    keep(posted, None).await
}

async fn correct(Path(id): Path<Uuid>, posted: Posted) -> Result<Response> {
    keep(posted, Some(id)).await
}

async fn keep(posted: Posted, id: Option<Uuid>) -> Result<Response> {
    let desk = &posted.desk;
    desk.at(Spot::Offices)?;
    let mut filled = Filled::of(&posted, id);
    if place::wants_search(&posted) {
        return Ok(form(desk, &filled).into_response());
    }
    match directory::keep_body(desk.house(), &desk.handler, id.map(OfficeId), filled.entry()).await {
        Ok(_) => Ok(Redirect::to(LIST).into_response()),
        Err(acts::Error::Answers(found)) => {
            filled.faults = Faults::of(desk, &found);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, form(desk, &filled)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn close(Path(id): Path<Uuid>, posted: Posted) -> Result<Redirect> {
    posted.desk.at(Spot::Offices)?;
    directory::close_body(posted.desk.house(), &posted.desk.handler, OfficeId(id)).await?;
    Ok(Redirect::to(LIST))
}

fn form(desk: &Desk, filled: &Filled) -> Html {
    let tr = &desk.tr;
    let title = tr.t(if filled.id.is_some() { "offices-edit" } else { "offices-add" });
    let to = filled.id.map_or_else(|| LIST.to_owned(), |id| format!("{LIST}/{id}"));
    let mut kinds = vec![Choice {
        value: String::new(),
        label: tr.t("choose"),
        hint: None,
        chosen: filled.kind.is_empty(),
    }];
    kinds.extend(directory::kinds(desk.house()).into_iter().map(|(kind, _)| Choice {
        label: kind_name(desk, &kind),
        hint: None,
        chosen: kind == filled.kind,
        value: kind,
    }));
    let labels = ["offices-kind", "offices-name", "offices-email"].map(|key| tr.t(key));
    let ask =
        |name: &'static str, place: usize| Ask::label(name, &labels[place]).fault(filled.faults.at(name));
    let hint = tr.t("offices-email-hint");
    desk.page(Spot::Offices, title.as_str()).faulty(filled.faults.any()).show(html! {
        (error_summary(tr, &filled.faults.0))
        h1 { (title) }
        @if filled.closed { (lead(&tr.t("offices-closed-detail"))) }
        form method="post" action=(to) class="lean" {
            (desk.token())
            (select(&ask("kind", 0), &kinds))
            (text(&ask("name", 1), Entry::Words, &filled.name, LONGEST_NAME as u32))
            (text(&ask("email", 2).hint(Some(&hint)), Entry::Email, &filled.email, 254))
            (place::ask(desk, &tr.t("offices-place-ask"), &filled.place, filled.faults.at("place")))
            (row(html! {
                (button(Weight::Main, &tr.t("save"), None))
                (link_button(Weight::Quiet, &tr.t("cancel"), LIST))
            }))
        }
        @if let (Some(_), false) = (filled.id, filled.closed) {
            (card(Some(&tr.t("offices-close-title")), html! {
                p { (tr.t("offices-close-detail")) }
                form method="post" action={ (to) "/close" } {
                    (desk.token())
                    (button(Weight::Grave, &tr.t("offices-close"), None))
                }
            }))
        }
    })
}
