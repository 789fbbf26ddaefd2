//! `/{lang}/surveys/{survey}/{round}/ranking/{id}`: answers in the order of the people, in one place, with the places below it and
//! the sheet that is given back there.

use super::place::Here;
use super::view::View;
use crate::public::lasting;
use crate::ui::icons::{Icon, icon};
use crate::ui::page::{Tone, card, note};
use crate::ui::table::{Column, Narrow, table};
use crate::ui::{Markup, html};
use crate::{Error, Result, Visit};
use axum::extract::{Path, Query};
use axum::response::Response;
use civic::pack::{BY_PLACE, FieldKind, Reach};
use civic::place::Place;
use civic::survey::{Figures, Ordered, Ranked};
use serde::Deserialize;

/// What is asked in the address.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Code of a place; the whole without.
    #[serde(default)]
    pub place: String,
}

pub(super) async fn show(
    Path((lang, survey, round, id)): Path<(String, String, String, String)>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response> {
    let view = View::round(&visit, &lang, &survey, &round).await?;
    let ordered = view.told().ranking(&id).ok_or(Error::NotFound)?;
    let title = view.named(&format!("ranking-{id}"));
    let body = whole(&view, ordered, &title, &asked.place)?;
    Ok(lasting::page(&visit, view.page(title, &format!("/{round}/ranking/{id}"), body)))
}

/// A rank, or between which it lies.
pub(super) fn rank(best: usize, worst: usize) -> String {
    if best == worst { best.to_string() } else { format!("{best}–{worst}") }
}

/// The order that is told of a place, of it or of the next above it; of the whole where there are no figures by place.
pub(super) fn told<'f>(
    view: &View<'_>,
    ordered: &'f Ordered,
    code: &str,
) -> Option<(&'f Figures, &'f Ranked)> {
    let place = view.visit.house().places.get(code);
    let upwards = place.into_iter().flat_map(Place::upwards).map(Place::code);
    ordered.given_back(upwards).or_else(|| {
        let (figures, order) = ordered.figures.first()?;
        let first = order.first().filter(|row| row.of == figures.sheet.whole() && !row.order.is_empty());
        Some((figures, first?))
    })
}

fn whole(view: &View<'_>, ordered: &Ordered, title: &str, asked: &str) -> Result<Markup> {
    let tr = &view.visit.tr;
    let here = match ordered.by(BY_PLACE) {
        Some((figures, _)) => Some((figures, Here::of(view, figures, asked)?)),
        None if asked.is_empty() => None,
        None => return Err(Error::NotFound),
    };
    let code = here.as_ref().map_or("", |(_, here)| here.code);
    let told = told(view, ordered, code);
    let to = |place: &str| href(view, ordered, "", place);
    let question = view.ranked_question(&ordered.id);
    let is_whole = here.as_ref().is_none_or(|(_, here)| here.whole);
    Ok(html! {
        (view.path(title))
        h1 { (title) }
        @if let Some((_, here)) = &here { (view.around(here, &to)) }
        @match told {
            None => (note(Tone::Plain, html! { p { (tr.t("survey-reading-hidden")) } })),
            Some((figures, ranked)) => {
                @if here.is_some() && ranked.of != code {
                    (note(Tone::Plain, html! { p { (tr.ta("survey-instead", &[
                        ("place", view.place_name(code).into()), ("above", view.place_name(&ranked.of).into()),
                    ])) } }))
                }
                (card(Some(&of_name(view, figures, &ranked.of)), html! {
                    (order(view, title, question, figures, ranked))
                    @for sentence in reading(view, ordered, figures, ranked) { p { (sentence) } }
                    p class="soft" { (tr.t("survey-rank-note")) }
                    @if here.is_some() {
                        ul class="files" {
                            li { a href=(href(view, ordered, "/sheet", code)) { (icon(Icon::Eye)) (tr.t("survey-sheet")) } }
                            li { a href=(href(view, ordered, "/sheet.pdf", code)) { (icon(Icon::Download)) (tr.t("survey-sheet-pdf")) } }
                        }
                    }
                }))
            }
        }
        @if let Some((figures, here)) = &here { (places(view, ordered, question, figures, here)) }
        @if is_whole {
            @for (figures, _) in ordered.figures.iter().filter(|(figures, _)| figures.by != BY_PLACE && !figures.by.is_empty()) {
                section class="card" { (view.crossed(question, figures)) }
            }
        }
        (view.method())
    })
}

fn of_name(view: &View<'_>, figures: &Figures, of: &str) -> String {
    if of == figures.sheet.whole() { view.visit.tr.t("survey-all") } else { view.place_name(of) }
}

/// Every answer that may be shown, the most given first.
fn order(view: &View<'_>, title: &str, question: &str, figures: &Figures, ranked: &Ranked) -> Markup {
    let tr = &view.visit.tr;
    let columns = [
        Column::numbers(tr.t("survey-place")),
        Column::words(tr.t("survey-answer")),
        Column::words(tr.t("survey-share")),
    ];
    let line = |(code, best, worst): &(String, usize, usize)| {
        let cell = figures.sheet.cell(&ranked.of, code);
        vec![
            html! { (rank(*best, *worst)) },
            html! { (view.answer(question, code)) },
            view.barred(cell.as_ref()),
        ]
    };
    let lines: Vec<Vec<Markup>> = ranked.order.iter().map(line).collect();
    table(Narrow::Scroll, title, false, &columns, &lines)
}

/// How the order is read, in sentences: for the page and for the sheet.
pub(super) fn reading(view: &View<'_>, ordered: &Ordered, figures: &Figures, ranked: &Ranked) -> Vec<String> {
    let tr = &view.visit.tr;
    let Some((code, ..)) = ranked.order.first() else { return Vec::new() };
    let question = view.ranked_question(&ordered.id);
    let share = figures.sheet.cell(&ranked.of, code).map_or(0.0, |cell| cell.estimate().share);
    let answer = view.answer(question, code);
    let mut said = vec![tr.ta(
        "survey-rank-reading",
        &[("n", ((share * 100.0).round() as i64).into()), ("answer", answer.into())],
    )];
    let rule = view.survey.pack.rankings.iter().find(|rule| rule.id == ordered.id);
    let asked = view.survey.fields.iter().find(|field| field.name == question);
    match rule.map_or(1, |rule| rule.questions.len()) {
        0 | 1 if asked.is_some_and(|field| field.kind == FieldKind::Select) => {
            said.push(tr.t("survey-several"))
        }
        0 | 1 => {}
        n => said.push(tr.ta("survey-rank-several", &[("n", (n as i64).into())])),
    }
    if view.survey.pack.sample.reach == Reach::Asked {
        said.push(tr.t("survey-rank-asked"));
    }
    said
}

/// The places below with the answer that comes first in each, and their sheets.
fn places(view: &View<'_>, ordered: &Ordered, question: &str, figures: &Figures, here: &Here<'_>) -> Markup {
    let tr = &view.visit.tr;
    let Some(level) = here.level_below(view) else { return html! {} };
    let Some((_, order)) = ordered.by(BY_PLACE) else { return html! {} };
    let columns = [
        Column::words(tr.t(&format!("data-place-{}", level.number()))),
        Column::words(tr.t("survey-rank-first")),
        Column::words(tr.t("survey-share")),
    ];
    let line = |of: &&str| {
        let ranked = order.iter().find(|row| row.of == **of);
        let first = ranked.and_then(|row| row.order.first()).map(|(code, ..)| code.as_str());
        let cell = first.and_then(|code| figures.sheet.cell(of, code));
        vec![
            html! { a href=(href(view, ordered, "", of)) { (view.row_name(figures, of)) } },
            html! { @match first { Some(code) => (view.answer(question, code)), None => (tr.t("no-figure")) } },
            view.barred(cell.as_ref()),
        ]
    };
    let lines: Vec<Vec<Markup>> = here.below.iter().map(line).collect();
    let title = tr.t("survey-rank-below");
    card(Some(&title), table(Narrow::Scroll, &title, false, &columns, &lines))
}

/// Address of a page of the ranking for a place.
fn href(view: &View<'_>, ordered: &Ordered, page: &str, place: &str) -> String {
    let query = if place.is_empty() { String::new() } else { format!("?place={place}") };
    view.href_in(&format!("/ranking/{}{page}{query}", ordered.id))
}
