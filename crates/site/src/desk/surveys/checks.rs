//! The interviews that are asked again, and how well the two answers agree.

use super::{At, Found, View, count, find, place, who};
use crate::desk::{Desk, Spot};
use crate::ui::page::{Tone, card, empty, lead, note};
use crate::ui::table::{Column, Filter, Mood, Narrow, chip, figures, filters, pages, table};
use crate::ui::{Html, Markup, html};
use crate::{Error, Result};
use acts::survey::supervision::{self, Checks, Sharing};
use axum::extract::Path;
use civic::survey::Estimate;

/// Interviews on a page.
const PAGE: usize = 25;

/// The page.
pub(super) async fn show(desk: Desk, Path((survey, round)): At) -> Result<Html> {
    let view = match find(&desk, &survey, &round).await? {
        Found::Seen(view) => view,
        Found::Reading(page) => return Ok(page),
    };
    let again = view.survey.pack.backchecks.as_ref().ok_or(Error::NotFound)?;
    let sharing = supervision::sharing(desk.house(), &desk.handler, &survey, &view.picture).await?;
    let checks = supervision::checks(desk.house(), &desk.handler, &survey, &view.picture).await?;
    let tr = &desk.tr;
    let drawn = view.picture.interviews.iter().filter(|one| one.drawn).count();
    let settled = desk.query("show").as_deref() == Some("done");
    Ok(desk.page(Spot::Surveys, view.title("supervision-part-checks")).show(html! {
        (view.head("/checks"))
        (lead(&tr.ta("supervision-checks-lead", &[("percent", again.percent.into())])))
        (figures(&[
            (tr.t("supervision-to-check"), tr.number(count(drawn))),
            (tr.t("supervision-checked"), tr.number(count(checks.done.len()))),
        ]))
        @if !checks.done.is_empty() {
            (card(Some(&tr.t("supervision-agreement")), questions(&view, &checks)))
            (card(Some(&tr.t("supervision-by-volunteer")), volunteers(&view, &sharing, &checks)))
        }
        (card(Some(&tr.t("supervision-drawn")), interviews(&view, &sharing, &checks, settled)))
    }))
}

fn questions(view: &View<'_>, checks: &Checks) -> Markup {
    let (tr, pack) = (&view.desk.tr, &view.survey.pack.id);
    let lines: Vec<Vec<Markup>> = checks
        .questions
        .iter()
        .map(|(question, agreed)| {
            let named = tr.pack(pack, &format!("field-{question}")).unwrap_or_else(|| question.clone());
            let mut cells = vec![html! { (named) }];
            match agreed {
                None => cells.extend([html! { (tr.number(0)) }, html! { (tr.t("no-figure")) }, html! {}]),
                Some(agreed) => cells.extend([
                    html! { (tr.number(agreed.same.base.into())) },
                    agreement(view, &agreed.same),
                    html! { @match agreed.kappa { Some(kappa) => (decimal(view, kappa)), None => (tr.t("no-figure")) } },
                ]),
            }
            cells
        })
        .collect();
    let heads = [
        Column::words(tr.t("forms-question")),
        Column::numbers(tr.t("supervision-pairs")),
        Column::numbers(tr.t("supervision-same")),
        Column::numbers(tr.t("supervision-kappa")),
    ];
    html! {
        (table(Narrow::Scroll, &tr.t("supervision-agreement"), false, &heads, &lines))
        p class="soft" { (tr.t("supervision-likely-detail")) " " (tr.t("supervision-kappa-detail")) }
    }
}

fn volunteers(view: &View<'_>, sharing: &Sharing, checks: &Checks) -> Markup {
    let (desk, tr) = (view.desk, &view.desk.tr);
    let lines: Vec<Vec<Markup>> = checks
        .people
        .iter()
        .map(|one| {
            let name = who(desk, &sharing.hands, one.volunteer);
            vec![
                html! {
                    @match one.volunteer { Some(id) => a href=(view.to(&format!("/people/{id}"))) { (name) }, None => (name) }
                    @if one.low { " " (chip(Mood::Late, &tr.t("supervision-low"))) }
                },
                html! { (tr.ta("supervision-of-wanted", &[("held", count(one.done).into()), ("wanted", count(one.drawn).into())])) },
                html! { @match &one.same { Some(same) => (agreement(view, same)), None => (tr.t("no-figure")) } },
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("supervision-volunteer")),
        Column::words(tr.t("supervision-checked")),
        Column::numbers(tr.t("supervision-same")),
    ];
    html! {
        @if checks.people.iter().any(|one| one.low) { (note(Tone::Grave, html! { p { (tr.t("supervision-low-detail")) } })) }
        (table(Narrow::Scroll, &tr.t("supervision-by-volunteer"), false, &heads, &lines))
    }
}

fn interviews(view: &View<'_>, sharing: &Sharing, checks: &Checks, settled: bool) -> Markup {
    let (desk, tr) = (view.desk, &view.desk.tr);
    let href = |settled: bool, from: usize| {
        view.to(&format!("/checks?show={}&from={from}", if settled { "done" } else { "open" }))
    };
    let all = view.picture.interviews.iter().enumerate();
    let is_done = |at: &usize| checks.done.contains_key(at);
    let (done, open): (Vec<_>, Vec<_>) =
        all.filter(|(at, one)| one.drawn || is_done(at)).partition(|(at, _)| is_done(at));
    let choices: Vec<Filter> =
        [(false, "supervision-to-do", open.len()), (true, "supervision-checked", done.len())]
            .map(|(which, key, n)| Filter {
                href: href(which, 0),
                label: tr.t(key),
                count: Some(n as u64),
                current: which == settled,
            })
            .into();
    let list = if settled { done } else { open };
    let from = desk.query("from").and_then(|from| from.parse().ok()).unwrap_or(0_usize);
    let before = (from > 0).then(|| href(settled, from.saturating_sub(PAGE)));
    let after = (from.saturating_add(PAGE) < list.len()).then(|| href(settled, from + PAGE));
    let lines: Vec<Vec<Markup>> = list
        .iter()
        .skip(from)
        .take(PAGE)
        .map(|(_, one)| {
            vec![
                html! { a href=(view.to(&format!("/checks/{}", one.id))) { (tr.date(one.day)) } },
                html! { (one.place.as_deref().map_or_else(|| tr.t("queue-nobody"), |code| place(desk, code).to_owned())) },
                html! { (who(desk, &sharing.hands, one.volunteer)) },
            ]
        })
        .collect();
    let heads = ["supervision-interview", "supervision-place", "supervision-volunteer"]
        .map(|key| Column::words(tr.t(key)));
    let said = tr.ta("supervision-interviews-n", &[("n", count(list.len()).into())]);
    html! {
        (filters(tr, &tr.t("supervision-drawn"), &choices))
        @if lines.is_empty() { (empty(&tr.t("supervision-none-here"), html! {})) }
        @else { (table(Narrow::Cards, &tr.t("supervision-drawn"), false, &heads, &lines)) }
        (pages(tr, before.as_deref(), after.as_deref(), &said))
    }
}

/// A share with, below it, between what it most likely is: side by side they would not stand on a phone.
fn agreement(view: &View<'_>, estimate: &Estimate) -> Markup {
    let tr = &view.desk.tr;
    let percent = |share: f64| (share * 100.0).round();
    let bounds = [("low", percent(estimate.low).into()), ("high", percent(estimate.high).into())];
    html! { (tr.percent(estimate.share)) br; small { (tr.ta("survey-low-high", &bounds)) } }
}

/// A figure with two decimals.
fn decimal(view: &View<'_>, value: f64) -> String {
    view.desk.tr.ta("supervision-number-plain", &[("n", ((value * 100.0).round() / 100.0).into())])
}
