//! Who follows the case: take it, give it to somebody, put it back for everybody.

use super::settle;
use super::view::View;
use crate::desk::Posted;
use crate::ui::form::{Ask, Choice, Weight, button, row, select};
use crate::ui::page::card;
use crate::ui::{Markup, html};
use crate::{Error, Result};
use acts::casework::Colleague;
use axum::extract::Path;
use axum::response::Response;
use kernel::MemberId;

/// Who follows it, and the form.
pub(super) fn form(view: &View<'_>) -> Markup {
    let (tr, case) = (view.tr(), view.case());
    let me = view.desk.handler.member.id;
    let mine = case.member == Some(me);
    let people: Vec<Choice> = view
        .colleagues
        .iter()
        .filter(|colleague| colleague.member != me && case.member != Some(colleague.member))
        .map(|colleague| Choice {
            value: colleague.member.to_string(),
            label: name(view, colleague),
            hint: None,
            chosen: view.chosen("to", &colleague.member.to_string(), false),
        })
        .collect();
    let takes = !mine && view.colleagues.iter().any(|colleague| colleague.member == me);
    card(
        Some(&tr.t("assign-title")),
        html! {
            p {
                @match case.member {
                    Some(_) if mine => (tr.t("assign-mine")),
                    Some(member) => (tr.ta("case-assigned", &[("name", view.names.member(member).unwrap_or("?").into())])),
                    None => (tr.t("assign-nobody")),
                }
            }
            @if view.acts() && case.closed_for.is_none() {
                (view.form("assign", row(html! {
                    @if takes { (button(Weight::Main, &tr.t("case-take"), Some(("to", &me.to_string())))) }
                    @if case.member.is_some() { (button(Weight::Quiet, &tr.t("assign-put-back"), Some(("to", "nobody")))) }
                })))
                @if !people.is_empty() {
                    (view.form("assign", html! {
                        (select(&Ask::label("to", &tr.t("case-assign")), &people))
                        (button(Weight::Quiet, &tr.t("assign-give"), None))
                    }))
                }
            }
        },
    )
}

fn name(view: &View<'_>, colleague: &Colleague) -> String {
    let person = view.names.member(colleague.member).unwrap_or("?");
    let team = view.names.team(colleague.team).unwrap_or("?");
    format!("{person}, {team}")
}

/// The form sent: `to` is the id of a person, or `nobody`.
pub(super) async fn post(Path(reference): Path<String>, posted: Posted) -> Result<Response> {
    let (house, handler) = (posted.desk.house(), &posted.desk.handler);
    let id = posted.desk.case(&reference).await?;
    let seen = posted.seen()?;
    let to = match posted.text("to") {
        "nobody" => None,
        person => Some(person.parse::<MemberId>().map_err(|_| Error::Unreadable)?),
    };
    let done = acts::casework::give(house, handler, id, seen, to).await;
    settle(&posted, id, &reference, done).await
}
