//! One person of the desk.

use super::super::{Desk, Posted, Spot};
use super::{LIST, link_page, scope_name, scopes, spot, state, team_name};
use crate::ui::form::{Weight, button, link_button, row};
use crate::ui::page::{Tone, card, note};
use crate::ui::table::facts;
use crate::ui::{Html, Markup, html};
use crate::{Error, Result};
use acts::casework::{self, Shared};
use acts::desk::Leaving;
use acts::directory::{self, Person};
use axum::extract::Path;
use axum::response::Redirect;
use civic::directory::Role;
use kernel::{CaseId, MemberId, Uuid};
use store::members::MemberState;

/// Query of the page after somebody was revoked: cases that went back in the queue.
const RETURNED: &str = "returned";

pub(super) async fn show(desk: Desk, Path(id): Path<Uuid>) -> Result<Html> {
    page(&desk, MemberId(id), None).await
}

/// `shared`: what was just shared, with its service.
async fn page(desk: &Desk, id: MemberId, shared: Option<(&str, Shared)>) -> Result<Html> {
    let spot = spot(desk)?;
    let tr = &desk.tr;
    let person = directory::person(desk.house(), &desk.handler, id).await?;
    let teams = directory::organisations(desk.house(), &desk.handler).await?;
    let mut known = vec![
        (tr.t("members-login"), html! { (person.login) }),
        (tr.t("members-role"), html! { (tr.t(&format!("role-{}", person.role.word()))) }),
        (
            tr.t("members-team"),
            html! { (team_name(&teams, person.team).unwrap_or_else(|| tr.t("members-no-team"))) },
        ),
        (tr.t("members-scope"), html! { (scopes(desk, &person)) }),
        (tr.t("members-state"), state(desk, person.state)),
    ];
    if let Some(at) = person.revoked {
        known.push((tr.t("members-state-revoked"), html! { (tr.date(at.date())) }));
    }
    let admin = desk.role() == Role::Admin;
    let leaving = match admin {
        true => Some(directory::leaving(desk.house(), &desk.handler, id).await?),
        false => None,
    };
    Ok(desk.page(spot, person.name.as_str()).show(html! {
        h1 { (person.name) }
        @if let Some((_, shared)) = shared { (told(desk, &person, shared)) }
        @if let Some(leaving) = leaving.as_ref().filter(|_| person.state == MemberState::Revoked) {
            (gone(desk, &person, leaving))
        }
        (card(None, facts(&known)))
        @if let Some(leaving) = &leaving { (keeping(desk, &person, leaving)) }
        @if !admin && person.state == MemberState::Active && person.role.opens_cases() {
            (sharing(desk, &person, shared))
        }
        (row(link_button(Weight::Quiet, &tr.t("members-back"), LIST)))
    }))
}

/// What became of the house when somebody left.
fn gone(desk: &Desk, person: &Person, leaving: &Leaving) -> Markup {
    let returned = desk.query(RETURNED).and_then(|cases| cases.parse::<u32>().ok());
    html! {
        @if let Some(cases) = returned {
            (note(Tone::Good, html! {
                p { (desk.tr.ta("members-returned", &[("name", person.name.as_str().into()), ("cases", cases.into())])) }
            }))
        }
        @for pack in &leaving.last_of {
            (note(Tone::Grave, html! { p { (desk.tr.ta("members-nobody-left", &[("service", service(desk, pack).into())])) } }))
        }
    }
}

/// What the house loses with somebody, before it is confirmed.
fn losses(desk: &Desk, leaving: &Leaving) -> Markup {
    let tr = &desk.tr;
    let mut said = Vec::new();
    if leaving.last {
        said.push(tr.t("members-last"));
    } else {
        for pack in &leaving.last_of {
            said.push(tr.ta("members-last-of", &[("service", service(desk, pack).into())]));
        }
        for scope in &leaving.alone_in {
            said.push(tr.ta("members-alone-in", &[("scope", scope_name(desk, scope).into())]));
        }
    }
    html! {
        @if !said.is_empty() { (note(Tone::Grave, html! { @for sentence in &said { p { (sentence) } } })) }
    }
}

fn service(desk: &Desk, pack: &str) -> String {
    desk.tr.pack(pack, "pack-name").unwrap_or_else(|| pack.to_owned())
}

fn keeping(desk: &Desk, person: &Person, leaving: &Leaving) -> Markup {
    let tr = &desk.tr;
    let to = |act: &str| format!("{LIST}/{}/{act}", person.id);
    html! {
        @if person.state == MemberState::Invited {
            (card(Some(&tr.t("members-again-title")), html! {
                p { (tr.t("members-again-detail")) }
                form method="post" action=(to("invitation")) {
                    (desk.token()) (button(Weight::Quiet, &tr.t("members-again"), None))
                }
            }))
        }
        @if person.state != MemberState::Revoked && person.id != desk.handler.member.id {
            (card(Some(&tr.ta("members-revoke-ask", &[("name", person.name.as_str().into())])), html! {
                p { (tr.t("members-revoke-detail")) }
                @if person.role.opens_cases() {
                    p { (tr.ta("members-revoke-cases", &[("cases", i64::try_from(leaving.cases).unwrap_or(i64::MAX).into())])) }
                }
                (losses(desk, leaving))
                form method="post" action=(to("revoke")) {
                    (desk.token()) (button(Weight::Grave, &tr.t("members-revoke"), None))
                }
            }))
        }
    }
}

fn sharing(desk: &Desk, person: &Person, shared: Option<(&str, Shared)>) -> Markup {
    let tr = &desk.tr;
    html! {
        @for scope in packs(person) {
            @let next = shared.filter(|(pack, _)| *pack == scope).and_then(|(_, shared)| shared.next);
            (card(Some(&tr.ta("members-share-title", &[("service", service(desk, scope).into())])), html! {
                p { (tr.t("members-share-detail")) }
                form method="post" action={ (LIST) "/" (person.id) "/share" } {
                    (desk.token())
                    input type="hidden" name="pack" value=(scope);
                    @if let Some(next) = next { input type="hidden" name="after" value=(next); }
                    (button(Weight::Main, &tr.t(if next.is_some() { "members-share-more" } else { "members-share" }), None))
                }
            }))
        }
    }
}

/// Services a person works on, each once.
fn packs(person: &Person) -> Vec<&str> {
    let mut packs: Vec<&str> = person.scopes.iter().map(|scope| scope.pack.as_str()).collect();
    packs.dedup();
    packs
}

fn told(desk: &Desk, person: &Person, shared: Shared) -> Markup {
    let args = [
        ("cases", i64::try_from(shared.cases).unwrap_or(i64::MAX).into()),
        ("name", person.name.as_str().into()),
    ];
    note(
        Tone::Good,
        html! {
            p { (desk.tr.ta("members-shared", &args)) @if shared.next.is_some() { " " (desk.tr.t("members-shared-more")) } }
        },
    )
}

pub(super) async fn invite_again(Path(id): Path<Uuid>, posted: Posted) -> Result<Html> {
    let desk = &posted.desk;
    desk.at(Spot::Members)?;
    let person = directory::person(desk.house(), &desk.handler, MemberId(id)).await?;
    let token = directory::invite_again(desk.house(), &desk.handler, person.id).await?;
    Ok(link_page(desk, &person.name, &token))
}

pub(super) async fn revoke(Path(id): Path<Uuid>, posted: Posted) -> Result<Redirect> {
    let desk = &posted.desk;
    desk.at(Spot::Members)?;
    let cases = directory::revoke(desk.house(), &desk.handler, MemberId(id)).await?;
    Ok(Redirect::to(&format!("{LIST}/{id}?{RETURNED}={cases}")))
}

pub(super) async fn share(Path(id): Path<Uuid>, posted: Posted) -> Result<Html> {
    let desk = &posted.desk;
    if desk.role() != Role::Coordinator {
        return Err(Error::NotFound);
    }
    let after = posted.text("after").parse::<Uuid>().ok().map(CaseId);
    let pack = posted.text("pack");
    let shared = casework::share_with(desk.house(), &desk.handler, pack, MemberId(id), after).await?;
    page(desk, MemberId(id), Some((pack, shared))).await
}
