//! Who is to work where: a proposal that shares the places out evenly, and what a supervisor makes of it.

use super::{At, Found, View, count, find, map, needed, percent, place, who};
use crate::desk::faults::Faults;
use crate::desk::{Desk, Posted, Spot};
use crate::ui::form::{Ask, Choice, Weight, button, error_summary, link_button, row, select};
use crate::ui::page::{Tone, card, lead, note};
use crate::ui::table::{Column, Mood, Narrow, chip, table};
use crate::ui::{Html, Markup, html};
use crate::{Error, Result};
use acts::survey::supervision::{self, Lot, Sharing};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use civic::survey::sample::Progress;
use kernel::Uuid;
use std::collections::BTreeMap;

/// Before the code of a place in the name of its control.
const OWN: &str = "place.";

/// The page.
pub(super) async fn show(desk: Desk, Path((survey, round)): At) -> Result<Html> {
    let view = match find(&desk, &survey, &round).await? {
        Found::Seen(view) => view,
        Found::Reading(page) => return Ok(page),
    };
    let sharing = supervision::sharing(desk.house(), &desk.handler, &survey, &view.picture).await?;
    let keeps = desk.role().keeps_forms();
    match desk.query("in") {
        Some(code) if keeps => choosing(&view, &sharing, &code, &Faults::default()),
        None if keeps && desk.query("propose").is_some() => Ok(proposal(&view, &sharing)),
        _ => Ok(overview(&view, &sharing)),
    }
}

/// Takes the places that a form names: a proposal that was accepted, or what was chosen for a few.
pub(super) async fn take(Path((survey, round)): At, posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    let view = needed(desk, &survey, &round).await?;
    let mut given: BTreeMap<String, Option<Uuid>> = BTreeMap::new();
    for code in view.picture.plan.keys() {
        if let Some(said) = posted.given(&format!("{OWN}{code}")) {
            let id = if said.is_empty() { None } else { Some(said.parse().map_err(|_| Error::Unreadable)?) };
            given.insert(code.clone(), id);
        }
    }
    let inside = posted.text("in");
    match supervision::give(desk.house(), &desk.handler, &survey, &view.picture, given).await {
        Ok(()) => {
            let rest = if inside.is_empty() {
                "/places?done=yes".to_owned()
            } else {
                format!("/places?in={inside}&done=yes")
            };
            Ok(Redirect::to(&view.to(&rest)).into_response())
        }
        Err(acts::Error::Answers(found)) => {
            let sharing = supervision::sharing(desk.house(), &desk.handler, &survey, &view.picture).await?;
            let faults =
                Faults::of(desk, &found).0.into_iter().map(|(code, said)| (format!("{OWN}{code}"), said));
            let faults = Faults(faults.collect());
            let page = if inside.is_empty() {
                proposal(&view, &sharing)
            } else {
                choosing(&view, &sharing, inside, &faults)?
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn done(desk: &Desk) -> Markup {
    html! { @if desk.query("done").is_some() { (note(Tone::Good, html! { p { (desk.tr.t("supervision-places-done")) } })) } }
}

fn overview(view: &View<'_>, sharing: &Sharing) -> Html {
    let (desk, tr) = (view.desk, &view.desk.tr);
    let keeps = desk.role().keeps_forms();
    let open = sharing.lots.iter().filter(|lot| lot.given.is_none()).count();
    let strata = map::by_level(view, view.survey.pack.sample.strata.depth());
    let lines: Vec<Vec<Markup>> = strata
        .iter()
        .map(|(code, progress)| {
            let own: Vec<&Lot> = inside(view, sharing, code).collect();
            let given = own.iter().filter(|lot| lot.given.is_some()).count();
            vec![
                html! {
                    @if keeps { a href=(view.to(&format!("/places?in={code}"))) { (place(desk, code)) } } @else { (place(desk, code)) }
                },
                html! { (tr.number(progress.wanted.into())) },
                html! { (tr.number(count(own.len()))) },
                html! { (chip(if given == own.len() { Mood::Good } else { Mood::Waiting }, &tr.number(count(given)))) },
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("supervision-place")),
        Column::numbers(tr.t("supervision-wanted")),
        Column::numbers(tr.t("supervision-drawn-places")),
        Column::numbers(tr.t("supervision-given-places")),
    ];
    desk.page(Spot::Surveys, view.title("supervision-part-places")).show(html! {
        (view.head("/places"))
        (lead(&tr.t("supervision-places-lead")))
        (done(desk))
        p { (tr.ta("supervision-places-open", &[("n", count(open).into()), ("of", count(sharing.lots.len()).into())])) }
        @if keeps && open > 0 { (row(link_button(Weight::Main, &tr.t("supervision-propose"), &view.to("/places?propose=yes")))) }
        div class="two" {
            (card(Some(&tr.t("supervision-places")), table(Narrow::Scroll, &tr.t("supervision-places"), false, &heads, &lines)))
            (card(Some(&tr.t("supervision-people")), hands(view, sharing)))
        }
    })
}

/// What everybody has, and how far they are.
fn hands(view: &View<'_>, sharing: &Sharing) -> Markup {
    let (desk, tr) = (view.desk, &view.desk.tr);
    let lines: Vec<Vec<Markup>> = sharing
        .hands
        .iter()
        .map(|hand| {
            let own = super::people::Own::of(view, sharing, Some(hand.id));
            vec![
                html! {
                    a href=(view.to(&format!("/people/{}", hand.id))) { (hand.name) }
                    @if !hand.active { " " (chip(Mood::Plain, &tr.t("supervision-inactive"))) }
                },
                html! { (tr.number(count(sharing.of(hand.id).count()))) },
                html! { (tr.number(own.assigned.wanted.into())) },
                html! { @if own.assigned.wanted > 0 { (percent(desk, own.assigned)) } @else { (tr.t("queue-nobody")) } },
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("supervision-volunteer")),
        Column::numbers(tr.t("supervision-given-places")),
        Column::numbers(tr.t("supervision-assigned")),
        Column::numbers(tr.t("supervision-percent")),
    ];
    html! {
        @if lines.is_empty() { p { (tr.t("supervision-no-volunteer")) } }
        @else { (table(Narrow::Scroll, &tr.t("supervision-people"), false, &heads, &lines)) }
    }
}

/// What would be given to whom, to be accepted as a whole.
fn proposal(view: &View<'_>, sharing: &Sharing) -> Html {
    let (desk, tr) = (view.desk, &view.desk.tr);
    let new: Vec<(&Lot, Uuid)> = sharing
        .lots
        .iter()
        .filter(|lot| lot.given.is_none())
        .filter_map(|lot| Some((lot, lot.proposed?)))
        .collect();
    let without = sharing.lots.iter().filter(|lot| lot.proposed.is_none()).count();
    let mut shares: BTreeMap<Uuid, (usize, Progress)> = BTreeMap::new();
    for lot in &sharing.lots {
        if let Some(id) = lot.proposed {
            let share = shares.entry(id).or_insert((0, Progress { wanted: 0, held: 0 }));
            share.0 += 1;
            share.1.wanted += lot.wanted;
        }
    }
    let loads: Vec<Vec<Markup>> = shares
        .iter()
        .map(|(id, (places, share))| {
            vec![
                html! { (who(desk, &sharing.hands, Some(*id))) },
                html! { (tr.number(count(*places))) },
                html! { (tr.number(share.wanted.into())) },
            ]
        })
        .collect();
    let load_heads = [
        Column::words(tr.t("supervision-volunteer")),
        Column::numbers(tr.t("supervision-given-places")),
        Column::numbers(tr.t("supervision-assigned")),
    ];
    let lines: Vec<Vec<Markup>> = new
        .iter()
        .map(|(lot, id)| {
            vec![
                html! { (place(desk, &lot.place)) },
                html! { (above(desk, &lot.place)) },
                html! { (tr.number(lot.wanted.into())) },
                html! { (who(desk, &sharing.hands, Some(*id))) },
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("supervision-place")),
        Column::words(tr.t("supervision-above")),
        Column::numbers(tr.t("supervision-wanted")),
        Column::words(tr.t("supervision-volunteer")),
    ];
    let title = tr.t("supervision-proposal");
    desk.page(Spot::Surveys, title.as_str()).show(html! {
        (view.head("/places"))
        h2 { (title) }
        (lead(&tr.t("supervision-proposal-lead")))
        @if without > 0 { (note(Tone::Grave, html! { p { (tr.ta("supervision-proposal-without", &[("n", count(without).into())])) } })) }
        @if new.is_empty() {
            p { (tr.t("supervision-proposal-none")) }
            p { a href=(view.to("/places")) { (tr.t("supervision-proposal-back")) } }
        } @else {
            (card(Some(&tr.t("supervision-loads")), table(Narrow::Scroll, &tr.t("supervision-loads"), false, &load_heads, &loads)))
            form method="post" action=(view.to("/places")) {
                (desk.token())
                @for (lot, id) in &new { input type="hidden" name={ (OWN) (lot.place) } value=(id); }
                (row(html! {
                    (button(Weight::Main, &tr.t("supervision-accept"), None))
                    (link_button(Weight::Quiet, &tr.t("cancel"), &view.to("/places")))
                }))
            }
            (card(Some(&tr.t("supervision-places")), table(Narrow::Scroll, &title, false, &heads, &lines)))
        }
    })
}

/// The places of one stratum, each with whoever may have it.
fn choosing(view: &View<'_>, sharing: &Sharing, code: &str, faults: &Faults) -> Result<Html> {
    let (desk, tr) = (view.desk, &view.desk.tr);
    let own: Vec<&Lot> = inside(view, sharing, code).collect();
    if own.is_empty() {
        return Err(Error::NotFound);
    }
    let title = tr.ta("supervision-places-of", &[("place", place(desk, code).into())]);
    Ok(desk.page(Spot::Surveys, title.as_str()).faulty(faults.any()).show(html! {
        (error_summary(tr, &faults.0))
        (view.head("/places"))
        p { a href=(view.to("/places")) { (tr.t("supervision-all-places")) } }
        h2 { (title) }
        (done(desk))
        p class="soft" { (tr.t("supervision-choose-hint")) }
        form method="post" action=(view.to("/places")) class="lean" {
            (desk.token())
            input type="hidden" name="in" value=(code);
            div class="short" { @for lot in own { (asked(view, sharing, lot, faults)) } }
            (row(html! {
                (button(Weight::Main, &tr.t("supervision-places-do"), None))
                (link_button(Weight::Quiet, &tr.t("cancel"), &view.to("/places")))
            }))
        }
    }))
}

fn asked(view: &View<'_>, sharing: &Sharing, lot: &Lot, faults: &Faults) -> Markup {
    let (desk, tr) = (view.desk, &view.desk.tr);
    let control = format!("{OWN}{}", lot.place);
    let label = tr.ta(
        "supervision-lot",
        &[
            ("place", place(desk, &lot.place).into()),
            ("wanted", lot.wanted.into()),
            ("held", lot.held.into()),
        ],
    );
    let mut choices = vec![Choice {
        value: String::new(),
        label: tr.t("supervision-nobody"),
        hint: None,
        chosen: lot.given.is_none(),
    }];
    let may = |id: Uuid| lot.given == Some(id);
    choices.extend(
        sharing.hands.iter().filter(|hand| may(hand.id) || hand.may_work(desk.house(), &lot.place)).map(
            |hand| Choice {
                value: hand.id.to_string(),
                label: hand.name.clone(),
                hint: None,
                chosen: lot.given == Some(hand.id),
            },
        ),
    );
    select(&Ask::label(&control, &label).fault(faults.at(&control)), &choices)
}

fn inside<'s>(view: &View<'_>, sharing: &'s Sharing, code: &str) -> impl Iterator<Item = &'s Lot> {
    let places = &view.desk.house().places;
    sharing.lots.iter().filter(move |lot| {
        places.get(&lot.place).is_some_and(|place| place.upwards().any(|above| above.code() == code))
    })
}

/// The name of the place in which a place lies.
fn above<'d>(desk: &'d Desk, code: &str) -> &'d str {
    desk.house().places.get(code).and_then(|place| place.parent()).map_or("", |above| above.name())
}
