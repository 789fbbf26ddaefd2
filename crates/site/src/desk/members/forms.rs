//! Inviting a person, adding an organisation.

use super::super::faults::Faults;
use super::super::place::{self, Choosing};
use super::super::{Desk, Posted, Spot};
use super::LIST;
use crate::Result;
use crate::ui::form::{
    Ask, Choice, Entry, Weight, button, checkboxes, error_summary, link_button, radios, row, select, text,
};
use crate::ui::page::card;
use crate::ui::{Html, Markup, html};
use acts::directory::{self, LONGEST_NAME};
use civic::directory::Role;
use kernel::Lang;
use store::teams::Team;

/// The invitation as it is shown.
#[derive(Default)]
pub(super) struct Inviting {
    pub name: String,
    pub login: String,
    pub role: String,
    pub team: String,
    pub packs: Vec<String>,
    pub lang: String,
    pub place: Choosing,
    pub faults: Faults,
}

impl Inviting {
    pub fn of(posted: &Posted) -> Self {
        Self {
            name: posted.text("name").to_owned(),
            login: posted.text("login").to_owned(),
            role: posted.text("role").to_owned(),
            team: posted.text("team").to_owned(),
            packs: posted.all("pack"),
            lang: posted.text("lang").to_owned(),
            place: Choosing::of(posted),
            faults: Faults::default(),
        }
    }
}

fn choice(value: &str, label: String, hint: Option<String>, chosen: bool) -> Choice {
    Choice { value: value.to_owned(), label, hint, chosen }
}

pub(super) async fn inviting(desk: &Desk, filled: &Inviting) -> Result<Html> {
    let tr = &desk.tr;
    let teams = directory::organisations(desk.house(), &desk.handler).await?;
    let roles: Vec<Choice> = Role::ALL
        .into_iter()
        .map(|role| {
            let word = role.word();
            choice(
                word,
                tr.t(&format!("role-{word}")),
                Some(tr.t(&format!("role-{word}-hint"))),
                filled.role == word,
            )
        })
        .collect();
    let mut organisations = vec![choice("", tr.t("members-no-team"), None, filled.team.is_empty())];
    organisations.extend(teams.iter().filter(|team| team.closed.is_none()).map(|team| {
        let id = team.id.to_string();
        choice(&id, team.name.clone(), None, filled.team == id)
    }));
    let packs: Vec<Choice> = desk
        .house()
        .packs()
        .map(|pack| {
            let label = tr.pack(pack, "pack-name").unwrap_or_else(|| pack.clone());
            choice(pack, label, None, filled.packs.contains(pack))
        })
        .collect();
    let languages: Vec<Choice> = [Lang::Fr, Lang::En]
        .into_iter()
        .map(|lang| choice(lang.tag(), lang.own_name().to_owned(), None, filled.lang == lang.tag()))
        .collect();
    let label = |key: &str| tr.t(key);
    let (name, name_hint) = (label("members-name"), label("members-name-hint"));
    let (login, login_hint) = (label("members-login"), label("members-login-hint"));
    let (role, team, team_hint) = (label("members-role"), label("members-team"), label("members-team-hint"));
    let (pack, lang) = (label("members-packs"), label("members-lang"));
    let fault = |control: &str| filled.faults.at(control);
    let title = tr.t("members-invite");
    Ok(desk.page(Spot::Members, title.as_str()).faulty(filled.faults.any()).show(html! {
        (error_summary(tr, &filled.faults.0))
        h1 { (title) }
        form method="post" action=(LIST) class="lean" {
            (desk.token())
            (text(&Ask::label("name", &name).hint(Some(&name_hint)).fault(fault("name")),
                Entry::Words, &filled.name, LONGEST_NAME as u32))
            (text(&Ask::label("login", &login).hint(Some(&login_hint)).fault(fault("login")),
                Entry::Words, &filled.login, LONGEST_NAME as u32))
            (radios(&Ask::label("role", &role).fault(fault("role")), &roles))
            (select(&Ask::label("team", &team).hint(Some(&team_hint)).fault(fault("team")), &organisations))
            (checkboxes(&Ask::label("pack", &pack).fault(fault("pack")), &packs))
            (place::ask(desk, &tr.t("members-place"), &filled.place, fault("place")))
            (select(&Ask::label("lang", &lang), &languages))
            (row(html! {
                (button(Weight::Main, &tr.t("members-invite-send"), None))
                (link_button(Weight::Quiet, &tr.t("cancel"), LIST))
            }))
        }
    }))
}

/// An organisation about to be added.
#[derive(Default)]
pub(super) struct Founding {
    pub name: String,
    pub short: String,
    pub faults: Faults,
}

pub(super) fn organisations(desk: &Desk, teams: &[Team], founding: &Founding) -> Markup {
    let tr = &desk.tr;
    let (name, short) = (tr.t("teams-name"), tr.t("teams-short"));
    let fault = |control: &str| founding.faults.at(control);
    card(
        Some(&tr.t("teams-title")),
        html! {
            ul id="teams" { @for team in teams {
                li {
                    (team.name) " (" (team.short_name) ")"
                    @if team.closed.is_some() { " · " (tr.t("teams-left")) } @else { (leaving(desk, team)) }
                }
            } }
            form method="post" action="/desk/teams" class="lean" {
                (desk.token())
                (text(&Ask::label("name", &name).fault(fault("name")), Entry::Words, &founding.name, LONGEST_NAME as u32))
                (text(&Ask::label("short", &short).fault(fault("short")), Entry::Words, &founding.short, LONGEST_NAME as u32))
                (row(button(Weight::Quiet, &tr.t("teams-add"), None)))
            }
        },
    )
}

/// An organisation leaves: said before it is done, since it cannot be taken back.
fn leaving(desk: &Desk, team: &Team) -> Markup {
    let tr = &desk.tr;
    html! {
        details {
            summary { (tr.t("teams-leave")) }
            p { (tr.t("teams-leave-detail")) }
            form method="post" action={ "/desk/teams/" (team.id) "/leave" } {
                (desk.token())
                (button(Weight::Grave, &tr.t("teams-leave-do"), None))
            }
        }
    }
}
