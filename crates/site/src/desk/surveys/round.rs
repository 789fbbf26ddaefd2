//! How far a round is: by day, by quota, by place, by volunteer, and how many interviews carry a sign.

use super::signs::{KINDS, kind};
use super::{At, Found, View, count, find, map, people, percent, place, who};
use crate::desk::{Desk, Spot};
use crate::ui::chart::{Line, bar_drawing, columns};
use crate::ui::map::choropleth;
use crate::ui::page::{Tone, card, note};
use crate::ui::table::{Column, Mood, Narrow, chip, figures, table};
use crate::ui::{Html, Markup, html};
use crate::{Error, Result};
use acts::survey::supervision::{self, Sharing};
use axum::extract::Path;
use civic::survey::sample::Progress;
use kernel::Uuid;
use std::collections::{BTreeMap, BTreeSet};

/// The page.
pub(super) async fn show(desk: Desk, Path((survey, round)): At) -> Result<Html> {
    let view = match find(&desk, &survey, &round).await? {
        Found::Seen(view) => view,
        Found::Reading(page) => return Ok(page),
    };
    let inside = desk.query("in");
    if inside
        .as_ref()
        .is_some_and(|code| !map::by_level(&view, view.survey.pack.sample.strata.depth()).contains_key(code))
    {
        return Err(Error::NotFound);
    }
    let sharing = supervision::sharing(desk.house(), &desk.handler, &survey, &view.picture).await?;
    let tr = &desk.tr;
    Ok(desk.page(Spot::Surveys, view.title("supervision-part-progress")).sheet("data").show(html! {
        (view.head(""))
        @match &inside {
            Some(code) => (places(&view, &sharing, Some(code))),
            None => {
                (numbers(&view))
                div class="two" {
                    div {
                        (card(Some(&tr.t("supervision-by-day")), by_day(&view)))
                        @if !view.picture.quotas.is_empty() { (card(Some(&tr.t("supervision-quotas")), quotas(&view))) }
                    }
                    (card(Some(&tr.t("supervision-signs")), signs(&view)))
                }
                (places(&view, &sharing, None))
                (card(Some(&tr.t("supervision-people")), volunteers(&view, &sharing)))
            },
        }
    }))
}

fn numbers(view: &View<'_>) -> Markup {
    let (tr, picture) = (&view.desk.tr, &view.picture);
    let (received, aside) = (picture.interviews.len(), picture.set_aside());
    let refused = picture.interviews.iter().filter(|one| !one.consent).count();
    let figure = |key: &str, n: i64| (tr.t(key), tr.number(n));
    html! {
        (figures(&[
            figure("supervision-wanted", picture.wanted().into()),
            figure("supervision-counted", picture.counted().into()),
            (tr.t("supervision-percent"), percent(view.desk, super::whole(picture))),
            figure("supervision-received", count(received)),
            figure("supervision-refused", count(refused)),
            figure("supervision-set-aside", count(aside)),
        ]))
        p class="soft" { (tr.t("supervision-counted-detail")) }
        @if picture.closed > 0 { (note(Tone::Plain, html! { p { (tr.ta("supervision-closed", &[("n", count(picture.closed).into())])) } })) }
        @if picture.cut { (note(Tone::Grave, html! { p { (tr.ta("supervision-cut", &[("n", count(supervision::MOST).into())])) } })) }
    }
}

fn by_day(view: &View<'_>) -> Markup {
    let tr = &view.desk.tr;
    let days = view.picture.days();
    if days.is_empty() {
        return html! { p { (tr.t("supervision-no-day")) } };
    }
    let said = |day: &kernel::Date| {
        tr.ta(
            "supervision-day",
            &[
                ("day", format!("{:02}", day.day()).into()),
                ("month", format!("{:02}", day.month() as u8).into()),
            ],
        )
    };
    columns(
        tr,
        &Line {
            title: tr.t("supervision-by-day"),
            columns: [tr.t("supervision-day-head"), tr.t("supervision-received")],
            points: days
                .iter()
                .map(|(day, n)| (said(day), Some(f64::from(*n)), tr.number((*n).into())))
                .collect(),
        },
    )
}

fn quotas(view: &View<'_>) -> Markup {
    let (tr, pack) = (&view.desk.tr, &view.survey.pack);
    let lines: Vec<Vec<Markup>> = view
        .picture
        .quotas
        .iter()
        .map(|quota| {
            let group = pack.group(&quota.group);
            let named = match (group, quota.choice.parse::<usize>()) {
                (Some(group), Ok(band)) if !group.bands.is_empty() => group.band(band),
                (Some(group), _) => {
                    tr.pack(&pack.id, &format!("{}-{}", group.question, quota.choice)).unwrap_or_else(|| quota.choice.clone())
                }
                (None, _) => quota.choice.clone(),
            };
            let share = if quota.of > 0 { f64::from(quota.held) / f64::from(quota.of) } else { 0.0 };
            vec![
                html! { (named) },
                html! { (tr.number(quota.held.into())) },
                html! { (tr.percent(share)) },
                html! { (tr.ta("percent", &[("n", quota.percent.into())])) },
                html! { (chip(if quota.points_off.abs() > 5 { Mood::Late } else { Mood::Good }, &signed(quota.points_off))) },
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("supervision-quota")),
        Column::numbers(tr.t("supervision-held")),
        Column::numbers(tr.t("supervision-share")),
        Column::numbers(tr.t("supervision-aimed")),
        Column::words(tr.t("supervision-off")),
    ];
    table(Narrow::Scroll, &tr.t("supervision-quotas"), false, &heads, &lines)
}

fn signed(points: i32) -> String {
    match points {
        1.. => format!("+{points}"),
        _ => points.to_string().replace('-', "−"),
    }
}

/// How many interviews carry each sign.
fn signs(view: &View<'_>) -> Markup {
    let tr = &view.desk.tr;
    let carrying = view.picture.interviews.iter().filter(|one| !one.signs.is_empty()).count();
    let of = |wanted: &str| {
        view.picture.interviews.iter().filter(|one| one.signs.iter().any(|sign| kind(sign) == wanted)).count()
    };
    let lines: Vec<Vec<Markup>> = KINDS
        .iter()
        .map(|kind| {
            vec![
                html! { a href=(view.to(&format!("/signs?sign={kind}"))) { (tr.t(&format!("supervision-sign-{kind}"))) } },
                html! { (tr.number(count(of(kind)))) },
            ]
        })
        .collect();
    let heads = [Column::words(tr.t("supervision-sign")), Column::numbers(tr.t("supervision-interviews"))];
    html! {
        p { (tr.ta("supervision-signs-count", &[("n", count(carrying).into())])) " " (tr.t("supervision-signs-detail")) }
        (table(Narrow::Scroll, &tr.t("supervision-signs"), false, &heads, &lines))
    }
}

/// The plan by place: strata, or the units of one of them.
fn places(view: &View<'_>, sharing: &Sharing, inside: Option<&String>) -> Markup {
    let (desk, tr, sample) = (view.desk, &view.desk.tr, &view.survey.pack.sample);
    let depth = if inside.is_some() { sample.unit.depth() } else { sample.strata.depth() };
    let all = map::by_level(view, depth);
    let plan = inside.map_or_else(|| all.clone(), |code| map::within(view, &all, code));
    let deeper = inside.is_none() && sample.unit.depth() > depth;
    let href = |code: &str| deeper.then(|| view.to(&format!("?in={code}")));
    let names: BTreeMap<Uuid, &str> =
        sharing.hands.iter().map(|hand| (hand.id, hand.name.as_str())).collect();
    let given = |code: &str| {
        let own = sharing.lots.iter().filter(|lot| {
            desk.house()
                .places
                .get(&lot.place)
                .is_some_and(|place| place.upwards().any(|above| above.code() == code))
        });
        let people: BTreeSet<&str> = own.filter_map(|lot| names.get(&lot.given?).copied()).collect();
        people.into_iter().collect::<Vec<_>>().join(" · ")
    };
    let lines: Vec<Vec<Markup>> = plan
        .iter()
        .map(|(code, progress)| {
            let of = [("held", progress.held.into()), ("wanted", progress.wanted.into())];
            let mut cells = vec![
                html! { @match href(code) { Some(href) => a href=(href) { (place(desk, code)) }, None => (place(desk, code)) } },
                html! { (tr.ta("supervision-of-wanted", &of)) },
                barred(desk, *progress),
            ];
            if !deeper {
                cells.push(html! { (given(code)) });
            }
            cells
        })
        .collect();
    let mut heads = vec![
        Column::words(tr.t("supervision-place")),
        Column::numbers(tr.t("supervision-counted")),
        Column::words(tr.t("supervision-percent")),
    ];
    if !deeper {
        heads.push(Column::words(tr.t("supervision-given-to")));
    }
    let narrow = if deeper { Narrow::Scroll } else { Narrow::Cards };
    let elsewhere: u32 = view
        .picture
        .held
        .iter()
        .filter(|(code, _)| !view.picture.plan.contains_key(*code))
        .map(|(_, held)| *held)
        .sum();
    let lost = view.picture.interviews.iter().filter(|one| one.counts() && one.place.is_none()).count();
    let title = match inside {
        Some(code) => tr.ta("supervision-places-of", &[("place", place(desk, code).into())]),
        None => tr.t("supervision-places"),
    };
    html! {
        @if inside.is_some() { p { a href=(view.to("")) { (tr.t("supervision-all-places")) } } }
        (card(Some(&title), html! {
            div class="two" {
                @if let Some(map) = map::of(view, depth, inside.map(String::as_str), &plan, href) {
                    div { (choropleth(&map)) p class="small" { (tr.ta("places-credit", &[("country", desk.house().calendar.country().into())])) } }
                }
                (table(narrow, &title, false, &heads, &lines))
            }
            @if inside.is_none() && elsewhere > 0 { p class="soft" { (tr.ta("supervision-elsewhere", &[("n", elsewhere.into())])) } }
            @if inside.is_none() && lost > 0 { p class="soft" { (tr.ta("supervision-nowhere", &[("n", count(lost).into())])) } }
        }))
    }
}

pub(super) fn barred(desk: &Desk, progress: Progress) -> Markup {
    let drawn = f64::from(progress.percent().min(100));
    html! { div class="barred" { span class="n" { (percent(desk, progress)) } (bar_drawing(drawn, 100.0)) } }
}

fn volunteers(view: &View<'_>, sharing: &Sharing) -> Markup {
    let (desk, tr) = (view.desk, &view.desk.tr);
    let mut ids: Vec<Option<Uuid>> = sharing.hands.iter().map(|hand| Some(hand.id)).collect();
    if view.picture.interviews.iter().any(|one| one.volunteer.is_none()) {
        ids.push(None);
    }
    let lines: Vec<Vec<Markup>> = ids
        .into_iter()
        .map(|id| {
            let own = people::Own::of(view, sharing, id);
            let hand = id.and_then(|id| sharing.hand(id));
            let name = who(desk, &sharing.hands, id);
            vec![
                html! { @match id { Some(id) => a href=(view.to(&format!("/people/{id}"))) { (name) }, None => (name) } },
                html! { (tr.number(count(own.held))) },
                html! {
                    @if own.assigned.wanted > 0 { (tr.ta("supervision-of-wanted", &[("held", own.assigned.held.into()), ("wanted", own.assigned.wanted.into())])) }
                    @else { (tr.t("queue-nobody")) }
                },
                html! { (hand.and_then(|hand| hand.seen).map_or_else(|| tr.t("volunteers-never"), |at| tr.moment(at))) },
                html! {
                    @if own.signs > 0 { a href=(view.to(&format!("/signs?volunteer={}", id.unwrap_or_default()))) { (tr.number(count(own.signs))) } }
                    @else { (tr.number(0)) }
                },
                html! { (tr.number(count(own.aside))) },
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("supervision-volunteer")),
        Column::numbers(tr.t("supervision-interviews")),
        Column::words(tr.t("supervision-in-own-places")),
        Column::words(tr.t("volunteers-seen")),
        Column::numbers(tr.t("supervision-with-sign")),
        Column::numbers(tr.t("supervision-set-aside")),
    ];
    html! {
        @if lines.is_empty() { p { (tr.t("supervision-no-volunteer")) } }
        @else { (table(Narrow::Cards, &tr.t("supervision-people"), false, &heads, &lines)) }
    }
}
