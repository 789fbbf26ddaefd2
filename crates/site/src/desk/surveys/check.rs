//! One interview that is asked again: a few questions, without the first answers; afterwards both, side by side.

use super::{Found, View, find, needed, place, who};
use crate::desk::faults::Faults;
use crate::desk::records::correct::{OWN, answers, asked};
use crate::desk::{Desk, Posted, Spot, records};
use crate::ui::form::{Weight, button, error_summary, link_button, row};
use crate::ui::page::{Tone, card, note};
use crate::ui::table::{Column, Mood, Narrow, chip, facts, table};
use crate::ui::{Html, Markup, html};
use crate::{Error, Result};
use acts::survey::supervision::{self, Asking, Pair};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Uuid;
use std::collections::BTreeMap;

/// The page.
pub(super) async fn show(
    desk: Desk,
    Path((survey, round, id)): Path<(String, String, Uuid)>,
) -> Result<Html> {
    let view = match find(&desk, &survey, &round).await? {
        Found::Seen(view) => view,
        Found::Reading(page) => return Ok(page),
    };
    let asking = supervision::ask(desk.house(), &desk.handler, &survey, &view.picture, id).await?;
    page(&view, id, &asking, &BTreeMap::new(), &Faults::default()).await
}

/// Takes the second answers in.
pub(super) async fn take(
    Path((survey, round, id)): Path<(String, String, Uuid)>,
    posted: Posted,
) -> Result<Response> {
    let desk = &posted.desk;
    let view = needed(desk, &survey, &round).await?;
    let asking = supervision::ask(desk.house(), &desk.handler, &survey, &view.picture, id).await?;
    let given = answers(&posted, asking.blanks.iter());
    match supervision::keep(desk.house(), &desk.handler, &survey, &view.picture, id, given.clone()).await {
        Ok(()) => Ok(Redirect::to(&view.to(&format!("/checks/{id}?done=yes"))).into_response()),
        Err(acts::Error::Answers(found)) => {
            let faults =
                Faults::of(desk, &found).0.into_iter().map(|(name, said)| (format!("{OWN}{name}"), said));
            let page = page(&view, id, &asking, &given, &Faults(faults.collect())).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(
    view: &View<'_>,
    id: Uuid,
    asking: &Asking,
    given: &BTreeMap<String, String>,
    faults: &Faults,
) -> Result<Html> {
    let (desk, tr) = (view.desk, &view.desk.tr);
    let one = view.picture.interviews.iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    let survey = &view.survey.pack.id;
    let sharing = supervision::sharing(desk.house(), &desk.handler, survey, &view.picture).await?;
    let title = tr.ta("supervision-check-title", &[("date", tr.date(one.day).into())]);
    let done = !asking.pairs.is_empty();
    Ok(desk.page(Spot::Surveys, title.as_str()).faulty(faults.any()).show(html! {
        (error_summary(tr, &faults.0))
        p { a href=(view.to("/checks")) { (tr.t("supervision-checks-back")) } }
        h1 { (title) }
        @if desk.query("done").is_some() { (note(Tone::Good, html! { p { (tr.t("supervision-check-done")) } })) }
        (card(None, facts(&[
            (tr.t("supervision-place"), html! { (one.place.as_deref().map_or_else(|| tr.t("queue-nobody"), |code| place(desk, code).to_owned())) }),
            (tr.t("supervision-volunteer"), html! { (who(desk, &sharing.hands, one.volunteer)) }),
            (tr.t("records-review"), records::review_chip(desk, one.review.as_str())),
        ])))
        @if done {
            (card(Some(&tr.t("supervision-both")), both(view, &asking.pairs)))
            p { a href=(records::to(id, "")) { (tr.t("supervision-see-record")) } }
            details open[faults.any()] { summary { (tr.t("supervision-check-again")) } (form(view, id, asking, given, faults)) }
        } @else {
            (note(Tone::Plain, html! { p { (tr.t("supervision-check-blind")) } }))
            (form(view, id, asking, given, faults))
        }
    }))
}

fn form(
    view: &View<'_>,
    id: Uuid,
    asking: &Asking,
    given: &BTreeMap<String, String>,
    faults: &Faults,
) -> Markup {
    let (desk, tr) = (view.desk, &view.desk.tr);
    html! {
        form method="post" action=(view.to(&format!("/checks/{id}"))) class="lean" {
            (desk.token())
            @for blank in &asking.blanks { (asked(desk, blank, given.get(&blank.name), None, faults)) }
            (row(html! {
                (button(Weight::Main, &tr.t("supervision-check-do"), None))
                (link_button(Weight::Quiet, &tr.t("cancel"), &view.to("/checks")))
            }))
        }
    }
}

fn both(view: &View<'_>, pairs: &[Pair]) -> Markup {
    let tr = &view.desk.tr;
    let said = |text: &str| html! { @if text.is_empty() { span class="soft" { (tr.t("record-nothing")) } } @else { (text) } };
    let lines: Vec<Vec<Markup>> = pairs
        .iter()
        .map(|pair| {
            let same = pair.first == pair.second;
            let known = !pair.first.is_empty() && !pair.second.is_empty();
            vec![
                html! { (pair.question) },
                said(&pair.first),
                said(&pair.second),
                html! {
                    @if !known { (tr.t("no-figure")) }
                    @else if same { (chip(Mood::Good, &tr.t("supervision-alike"))) }
                    @else { (chip(Mood::Late, &tr.t("supervision-differs"))) }
                },
            ]
        })
        .collect();
    let heads = ["forms-question", "supervision-first", "supervision-second", "supervision-same"]
        .map(|key| Column::words(tr.t(key)));
    table(Narrow::Cards, &tr.t("supervision-both"), false, &heads, &lines)
}
