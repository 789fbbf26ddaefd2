//! The coordinator's page: intake, age of open cases, share handed over, late bodies, workload. Figures for the desk
//! alone.

use super::{Desk, Spot};
use crate::texts::Tr;
use crate::ui::chart::{Bar, bar_drawing, bars};
use crate::ui::page::{Tone, card, lead, note};
use crate::ui::table::{Column, Filter, Mood, Narrow, chip, figures, filters, table};
use crate::ui::{Html, Markup, html};
use crate::{App, Error, Result};
use acts::coordination::{self, AGES, Body, Load, Overview, Silence};
use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use civic::directory::Role;
use serde::Deserialize;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/desk/coordinator", get(show))
}

/// Which service.
#[derive(Deserialize)]
struct Wanted {
    service: Option<String>,
}

async fn show(desk: Desk, Query(Wanted { service }): Query<Wanted>) -> Result<Html> {
    desk.at(Spot::Coordinator)?;
    let packs = packs(&desk);
    let pack = match service {
        Some(asked) => packs.iter().find(|pack| **pack == asked).ok_or(Error::NotFound)?.clone(),
        None => packs.first().ok_or(Error::NotFound)?.clone(),
    };
    let view = coordination::overview(desk.house(), &desk.handler, &pack).await?;
    let tr = &desk.tr;
    let title = tr.t("coordinator-title");
    let service = tr.pack(&pack, "pack-name").unwrap_or_else(|| pack.clone());
    let today = tr.date(desk.house().today());
    let choices: Vec<Filter> = packs
        .iter()
        .map(|one| Filter {
            href: format!("/desk/coordinator?service={one}"),
            label: tr.pack(one, "pack-name").unwrap_or_else(|| one.clone()),
            count: None,
            current: *one == pack,
        })
        .collect();
    Ok(desk.page(Spot::Coordinator, title.as_str()).show(html! {
        h1 { (title) }
        (lead(&tr.ta("coordinator-lead", &[("service", service.into()), ("date", today.into())])))
        @if choices.len() > 1 { (filters(tr, &tr.t("coordinator-services"), &choices)) }
        (card(None, html! { (numbers(tr, &view)) (handed(tr, &view)) }))
        (card(Some(&tr.t("coordinator-escalations")), silences(tr, &pack, &view)))
        div class="two" {
            (card(Some(&tr.t("coordinator-by-month")), months(tr, &view)))
            (card(Some(&tr.t("coordinator-ageing")), ages(tr, &view)))
        }
        (card(Some(&tr.t("coordinator-by-office")), bodies(tr, &view.bodies)))
        (card(Some(&tr.t("coordinator-workload")), people(&desk, &view.people)))
        (note(Tone::Plain, html! { p { (tr.t("coordinator-live-note")) } }))
    }))
}

/// Services this person works on, those of the house in its order.
fn packs(desk: &Desk) -> Vec<String> {
    let scopes = &desk.handler.member.scopes;
    let own = |pack: &&String| scopes.iter().any(|scope| scope.pack == **pack);
    desk.house().services.keys().filter(own).cloned().collect()
}

fn numbers(tr: &Tr, view: &Overview) -> Markup {
    let this_month = view.months.last().map_or(0, |month| month.received);
    let number = |key: &str, n: i64| (tr.t(key), tr.number(n));
    figures(&[
        number("coordinator-this-month", this_month),
        number("coordinator-year", view.year().0),
        number("coordinator-open", view.open()),
        number("coordinator-unassigned", view.unassigned),
        number("coordinator-overdue", view.overdue),
    ])
}

fn handed(tr: &Tr, view: &Overview) -> Markup {
    let (received, referred) = view.year();
    let share = |n: i64, of: i64| if of > 0 { n as f64 / of as f64 } else { 0.0 };
    let reached = share(referred, received);
    let target = view.target_share.map(|target| f64::from(target) / 100.0);
    let mood = |target: f64| if reached >= target { Mood::Good } else { Mood::Waiting };
    html! {
        p {
            b { (tr.t("coordinator-handed")) } " "
            (tr.ta("coordinator-handed-of", &[
                ("share", tr.percent(reached).into()),
                ("referred", tr.number(referred).into()),
                ("received", tr.number(received).into()),
            ]))
            @if let Some(target) = target {
                " " (chip(mood(target), &tr.ta("coordinator-target", &[("target", tr.percent(target).into())])))
            }
        }
    }
}

fn months(tr: &Tr, view: &Overview) -> Markup {
    let lines: Vec<Bar> = view
        .months
        .iter()
        .rev()
        .map(|month| Bar {
            label: html! { (tr.month(month.year, month.month)) },
            value: month.received as f64,
            said: tr.number(month.received),
        })
        .collect();
    let heads = [tr.t("coordinator-month"), tr.t("coordinator-intake")];
    bars(&tr.t("coordinator-by-month"), [&heads[0], &heads[1]], &lines, 0.0)
}

fn ages(tr: &Tr, view: &Overview) -> Markup {
    let mut from = 0;
    let mut lines = Vec::new();
    for (class, cases) in view.ages.iter().enumerate() {
        let label = match AGES.get(class) {
            Some(to) => {
                let label = tr.ta("coordinator-age-days", &[("from", from.into()), ("to", (*to).into())]);
                from = to + 1;
                label
            }
            None => tr.ta("coordinator-age-over", &[("days", (from - 1).into())]),
        };
        lines.push(Bar { label: html! { (label) }, value: *cases as f64, said: tr.number(*cases) });
    }
    let heads = [tr.t("coordinator-age"), tr.t("coordinator-cases")];
    bars(&tr.t("coordinator-ageing"), [&heads[0], &heads[1]], &lines, 0.0)
}

/// The longest silences; the others wait under a line that opens.
const FIRST: usize = 5;

fn silences(tr: &Tr, pack: &str, view: &Overview) -> Markup {
    let silences = &view.silences;
    let (shown, all) = (silences.len() as i64, view.silent());
    if silences.is_empty() {
        return html! { p class="soft" { (tr.t("coordinator-escalations-none")) } };
    }
    let (first, others) = silences.split_at(silences.len().min(FIRST));
    html! {
        (silence_table(tr, first))
        @if !others.is_empty() {
            details {
                summary { (tr.ta("coordinator-escalations-more", &[("n", others.len().into())])) }
                (silence_table(tr, others))
            }
        }
        @if all > shown {
            p {
                (tr.ta("coordinator-escalations-cut", &[("shown", tr.number(shown).into()), ("all", tr.number(all).into())])) " "
                a href={ "/desk?tab=overdue&pack=" (pack) } { (tr.t("coordinator-escalations-all")) }
            }
        }
    }
}

fn silence_table(tr: &Tr, silences: &[Silence]) -> Markup {
    let lines: Vec<Vec<Markup>> = silences
        .iter()
        .map(|silence| {
            let public = if silence.public {
                chip(Mood::Late, &tr.t("coordinator-public"))
            } else {
                chip(Mood::Waiting, &tr.t("coordinator-not-public"))
            };
            vec![
                html! { a class="n" href={ "/desk/case/" (silence.reference) } { (silence.reference) } },
                html! { (silence.office) },
                html! { (tr.date(silence.since)) },
                html! { (tr.ta("working-days", &[("days", silence.waited.into())])) },
                public,
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("coordinator-case")),
        Column::words(tr.t("coordinator-office")),
        Column::words(tr.t("coordinator-since")),
        Column::numbers(tr.t("coordinator-waited")),
        Column::words(tr.t("coordinator-counted")),
    ];
    table(Narrow::Cards, &tr.t("coordinator-escalations"), false, &heads, &lines)
}

fn bodies(tr: &Tr, bodies: &[Body]) -> Markup {
    let lines: Vec<Vec<Markup>> = bodies
        .iter()
        .map(|body| {
            let late = |n: i64| html! { @if n > 0 { span class="late" { (tr.number(n)) } } @else { (tr.number(n)) } };
            vec![
                html! { (body.name) },
                html! { (tr.number(body.sent)) },
                html! { (tr.number(body.waiting)) },
                late(body.unconfirmed),
                late(body.late),
                html! { (tr.number(body.ended)) },
                html! { (tr.number(body.taken_back())) },
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("coordinator-office")),
        Column::numbers(tr.t("coordinator-sent")),
        Column::numbers(tr.t("coordinator-waiting")),
        Column::numbers(tr.t("coordinator-unconfirmed")),
        Column::numbers(tr.t("coordinator-late")),
        Column::numbers(tr.t("coordinator-answered")),
        Column::numbers(tr.t("coordinator-taken-back")),
    ];
    html! {
        @if lines.is_empty() { p class="soft" { (tr.t("coordinator-by-office-none")) } }
        @else { (table(Narrow::Scroll, &tr.t("coordinator-by-office"), false, &heads, &lines)) }
    }
}

fn people(desk: &Desk, people: &[Load]) -> Markup {
    let tr = &desk.tr;
    let most = people.iter().map(|load| load.cases).max().unwrap_or(0);
    let lines: Vec<Vec<Markup>> = people
        .iter()
        .map(|load| {
            vec![
                html! { (load.name) },
                html! {
                    div class="barred" {
                        span class="n" { (tr.number(load.cases)) }
                        (bar_drawing(load.cases as f64, most as f64))
                    }
                },
                html! { @if load.late > 0 { span class="late" { (tr.number(load.late)) } } @else { (tr.number(0)) } },
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("coordinator-person")),
        Column::words(tr.t("coordinator-cases")),
        Column::numbers(tr.t("coordinator-late-cases")),
    ];
    html! {
        @if lines.is_empty() { p class="soft" { (tr.t("coordinator-workload-none")) } }
        @else { (table(Narrow::Scroll, &tr.t("coordinator-workload"), false, &heads, &lines)) }
        @if desk.role() == Role::Coordinator { p { a href="/desk/members" { (tr.t("coordinator-members")) } } }
    }
}
