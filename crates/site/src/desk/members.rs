//! People of the desk and their organisations: the administrator invites and revokes; a coordinator opens older cases to
//! somebody who came later.

mod forms;
mod person;

use super::faults::Faults;
use super::place;
use super::{Desk, Posted, Spot};
use crate::ui::form::{Weight, link_button, row};
use crate::ui::page::{lead, printed_card};
use crate::ui::table::{Column, Mood, Narrow, chip, table};
use crate::ui::{Html, Markup, html};
use crate::{App, Error, Result};
use acts::desk::{INVITATION_DAYS, Invitee};
use acts::directory::{self, Person};
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use civic::directory::{Role, Scope};
use kernel::{Lang, TeamId, Uuid};
use std::sync::Arc;
use store::members::MemberState;
use store::teams::Team;

const LIST: &str = "/desk/members";

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(LIST, get(list).post(invite))
        .route("/desk/members/new", get(blank))
        .route("/desk/members/{id}", get(person::show))
        .route("/desk/members/{id}/invitation", post(person::invite_again))
        .route("/desk/members/{id}/revoke", post(person::revoke))
        .route("/desk/members/{id}/share", post(person::share))
        .route("/desk/teams", post(add_team))
        .route("/desk/teams/{id}/leave", post(team_leaves))
}

/// The part of the desk this stands in for this person: the administrator's list, or a coordinator's way to one person.
fn spot(desk: &Desk) -> Result<Spot> {
    match desk.role() {
        Role::Admin => Ok(Spot::Members),
        Role::Coordinator => Ok(Spot::Coordinator),
        _ => Err(Error::NotFound),
    }
}

async fn list(desk: Desk) -> Result<Html> {
    overview(&desk, &forms::Founding::default()).await
}

async fn overview(desk: &Desk, founding: &forms::Founding) -> Result<Html> {
    let spot = spot(desk)?;
    let tr = &desk.tr;
    let people = directory::people(desk.house(), &desk.handler).await?;
    let teams = directory::organisations(desk.house(), &desk.handler).await?;
    let admin = desk.role() == Role::Admin;
    let title = tr.t("members-title");
    Ok(desk.page(spot, title.as_str()).faulty(founding.faults.any()).show(html! {
        (crate::ui::form::error_summary(tr, &founding.faults.0))
        h1 { (title) }
        (lead(&tr.t(if admin { "members-lead" } else { "members-lead-coordinator" })))
        @if admin { (row(link_button(Weight::Main, &tr.t("members-invite"), "/desk/members/new"))) }
        (people_table(desk, &people, &teams))
        @if admin { (forms::organisations(desk, &teams, founding)) }
    }))
}

fn people_table(desk: &Desk, people: &[Person], teams: &[Team]) -> Markup {
    let tr = &desk.tr;
    let lines: Vec<Vec<Markup>> = people
        .iter()
        .map(|person| {
            vec![
                html! { a href={ (LIST) "/" (person.id) } { (person.name) } },
                html! { (tr.t(&format!("role-{}", person.role.word()))) },
                html! { (team_name(teams, person.team).unwrap_or_else(|| tr.t("members-no-team"))) },
                html! { (scopes(desk, person)) },
                state(desk, person.state),
            ]
        })
        .collect();
    let heads = ["members-name", "members-role", "members-team", "members-scope", "members-state"];
    table(Narrow::Cards, &tr.t("members-title"), false, &heads.map(|key| Column::words(tr.t(key))), &lines)
}

fn team_name(teams: &[Team], id: Option<TeamId>) -> Option<String> {
    teams.iter().find(|team| id.is_some_and(|id| id.0 == team.id)).map(|team| team.name.clone())
}

fn scopes(desk: &Desk, person: &Person) -> String {
    let said: Vec<String> = person.scopes.iter().map(|scope| scope_name(desk, scope)).collect();
    if said.is_empty() { desk.tr.t("members-scope-none") } else { said.join(" · ") }
}

fn scope_name(desk: &Desk, scope: &Scope) -> String {
    let pack = desk.tr.pack(&scope.pack, "pack-name").unwrap_or_else(|| scope.pack.clone());
    let place = place::name(desk, scope.place.as_deref());
    desk.tr.ta("members-scope-in", &[("service", pack.into()), ("place", place.into())])
}

fn state(desk: &Desk, state: MemberState) -> Markup {
    let mood = match state {
        MemberState::Invited => Mood::Waiting,
        MemberState::Active => Mood::Good,
        MemberState::Revoked => Mood::Plain,
    };
    chip(mood, &desk.tr.t(&format!("members-state-{state}")))
}

async fn blank(desk: Desk) -> Result<Html> {
    desk.at(Spot::Members)?;
    let packs = desk.house().packs().cloned().collect();
    forms::inviting(&desk, &forms::Inviting { packs, ..forms::Inviting::default() }).await
}

async fn invite(posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    desk.at(Spot::Members)?;
    let mut filled = forms::Inviting::of(&posted);
    if place::wants_search(&posted) {
        return Ok(forms::inviting(desk, &filled).await?.into_response());
    }
    let Ok(role) = filled.role.parse::<Role>() else {
        filled.faults = Faults(vec![("role".to_owned(), desk.tr.t("error-choose"))]);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, forms::inviting(desk, &filled).await?).into_response());
    };
    let place = filled.place.place();
    let scope = |pack: &String| Scope { pack: pack.clone(), place: place.clone() };
    let invitee = Invitee {
        team: filled.team.parse::<Uuid>().ok().map(TeamId),
        role,
        name: filled.name.clone(),
        login: filled.login.clone(),
        scopes: if role.sees_cases() { filled.packs.iter().map(scope).collect() } else { Vec::new() },
        lang: filled.lang.parse::<Lang>().unwrap_or_default(),
    };
    match directory::invite(desk.house(), &desk.handler, invitee).await {
        Ok((_, token)) => Ok(link_page(desk, &filled.name, &token).into_response()),
        Err(acts::Error::Answers(found)) => {
            filled.faults = Faults::of(desk, &found);
            let page = forms::inviting(desk, &filled).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The one-time link, shown once: it is an answer to a form and stands in no address of ours.
fn link_page(desk: &Desk, name: &str, token: &str) -> Html {
    let tr = &desk.tr;
    let link = format!("{}/desk/enrol/{token}", desk.house().terms.address());
    let until = desk.house().clock.now().plus_seconds(INVITATION_DAYS * 86_400).date();
    let title = tr.ta("members-invited", &[("name", name.into())]);
    desk.page(Spot::Members, title.as_str()).show(html! {
        h1 { (title) }
        (printed_card(&tr.t("members-invite-link"), html! {
            p { code class="said" { (link) } }
            p { (tr.ta("members-invite-link-hint", &[("date", tr.date(until).into())])) }
        }))
        (row(link_button(Weight::Quiet, &tr.t("members-back"), LIST)))
    })
}

async fn add_team(posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    desk.at(Spot::Members)?;
    let (name, short) = (posted.text("name"), posted.text("short"));
    match directory::add_organisation(desk.house(), &desk.handler, name, short).await {
        Ok(_) => Ok(Redirect::to(LIST).into_response()),
        Err(acts::Error::Answers(found)) => {
            let faults = Faults::of(desk, &found);
            let founding = forms::Founding { name: name.to_owned(), short: short.to_owned(), faults };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, overview(desk, &founding).await?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn team_leaves(Path(id): Path<Uuid>, posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    desk.at(Spot::Members)?;
    match directory::close_organisation(desk.house(), &desk.handler, TeamId(id)).await {
        Ok(()) => Ok(Redirect::to(LIST).into_response()),
        Err(acts::Error::Answers(found)) => {
            let founding = forms::Founding { faults: Faults::of(desk, &found), ..forms::Founding::default() };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, overview(desk, &founding).await?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
