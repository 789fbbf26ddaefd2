//! `/{lang}/surveys/{survey}/{round}/ranking/{id}/sheet`: the order of a place on one sheet, to be given back where it was asked: as a
//! page for a browser that prints, and as a PDF.

use super::place::Here;
use super::ranking::{self, Asked, rank};
use super::view::View;
use crate::public::lasting::{self, Document};
use crate::ui::{Html, Markup, assets, html};
use crate::{Error, Result, Visit};
use axum::extract::{Path, Query};
use axum::response::Response;
use civic::pack::BY_PLACE;
use civic::survey::Ordered;
use formats::paper::{Given, GivenBack, given_back};
use maud::DOCTYPE;

/// Survey, round and ranking behind the language.
type Named = (String, String, String, String);

pub(super) async fn show(
    Path((lang, survey, round, id)): Path<Named>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response> {
    let view = View::round(&visit, &lang, &survey, &round).await?;
    let sheet = sheet(&view, &id, &asked.place)?;
    let query = if asked.place.is_empty() { String::new() } else { format!("?place={}", asked.place) };
    let back = view.href_in(&format!("/ranking/{id}{query}"));
    let file = view.href_in(&format!("/ranking/{id}/sheet.pdf{query}"));
    let tr = &visit.tr;
    let more = html! { p { a href=(back) { (tr.t("survey-sheet-back")) } " · " a href=(file) { (tr.t("survey-sheet-pdf")) } } };
    Ok(lasting::page(&visit, Html::plain(page(&sheet, more))))
}

pub(super) async fn pdf(
    Path((lang, survey, round, id)): Path<Named>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response> {
    let view = View::round(&visit, &lang, &survey, &round).await?;
    let sheet = sheet(&view, &id, &asked.place)?;
    let drawn = tokio::task::spawn_blocking(move || given_back(&sheet));
    let bytes = drawn.await.map_err(Error::internal)?.map_err(Error::internal)?;
    Ok(Document::new("application/pdf", bytes).show(&visit))
}

/// What stands on the sheet of a place that has a row in the figures by place.
fn sheet(view: &View<'_>, id: &str, place: &str) -> Result<GivenBack> {
    let tr = &view.visit.tr;
    let ordered = view.told().ranking(id).ok_or(Error::NotFound)?;
    let (by_place, _) = ordered.by(BY_PLACE).ok_or(Error::NotFound)?;
    let code = Here::of(view, by_place, place)?.code;
    let title = view.named(&format!("ranking-{id}"));
    let mut sheet = GivenBack {
        lang: tr.shown_lang().tag().to_owned(),
        title,
        place: view.place_name(code),
        about: vec![format!("{} · {}", view.named("pack-name"), held(view))],
        next: next(view),
        ..GivenBack::default()
    };
    let Some((figures, ranked)) = ranking::told(view, ordered, code) else {
        sheet.note = Some(tr.t("survey-reading-hidden"));
        return Ok(sheet);
    };
    if ranked.of != code {
        let names = [("place", view.place_name(code).into()), ("above", view.place_name(&ranked.of).into())];
        sheet.note = Some(tr.ta("survey-instead", &names));
    }
    if let Some(base) = figures.sheet.base(&ranked.of) {
        let of = view.place_name(&ranked.of);
        sheet
            .about
            .push(tr.ta("survey-sheet-answered", &[("base", (base as i64).into()), ("place", of.into())]));
    }
    let question = view.ranked_question(id);
    let given = |(code, best, worst): &(String, usize, usize)| {
        let cell = figures.sheet.cell(&ranked.of, code)?;
        Some(Given {
            rank: rank(*best, *worst),
            words: view.answer(question, code),
            said: view.percent(&cell),
            share: cell.estimate().share as f32,
        })
    };
    sheet.answers = ranked.order.iter().filter_map(given).collect();
    sheet.reading = reading(view, ordered, figures, ranked);
    Ok(sheet)
}

fn reading(
    view: &View<'_>,
    ordered: &Ordered,
    figures: &civic::survey::Figures,
    ranked: &civic::survey::Ranked,
) -> Vec<String> {
    let mut said = ranking::reading(view, ordered, figures, ranked);
    if ranked.order.iter().any(|(_, best, worst)| best != worst) {
        said.push(view.visit.tr.t("survey-rank-between-note"));
    }
    said
}

/// The round and its days.
fn held(view: &View<'_>) -> String {
    let (tr, round) = (&view.visit.tr, view.told());
    tr.ta(
        "survey-held",
        &[
            ("round", view.round_name(round).into()),
            ("from", tr.date(round.from).into()),
            ("to", tr.date(round.to).into()),
        ],
    )
}

/// What comes next: the round after this one where the survey has one, and where the results and the house are found.
fn next(view: &View<'_>) -> Vec<String> {
    let tr = &view.visit.tr;
    let after = view.survey.pack.rounds.iter().find(|round| round.from > view.told().to);
    let round = after.map(|round| {
        tr.ta("survey-sheet-round", &[("from", tr.date(round.from).into()), ("to", tr.date(round.to).into())])
    });
    let site = view.visit.house().terms.address();
    let results = format!("{site}{}", view.href(""));
    let speak = format!("{site}/{}", view.visit.lang);
    let found = tr.ta("survey-sheet-found", &[("results", results.into()), ("site", speak.into())]);
    round.into_iter().chain([found]).collect()
}

/// The same sheet as a page. `more` stands above it on the screen and not on paper.
fn page(sheet: &GivenBack, more: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(sheet.lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                title { (sheet.title) " · " (sheet.place) }
                link rel="icon" href=(assets::href("favicon.svg"));
                link rel="stylesheet" href=(assets::href("sheet.css"));
            }
            body {
                nav class="screen" { (more) }
                main {
                    h1 { (sheet.title) }
                    p class="place" { (sheet.place) }
                    @for sentence in &sheet.about { p { (sentence) } }
                    @if let Some(note) = &sheet.note { p class="note" { (note) } }
                    ol { @for given in &sheet.answers { li {
                        b { (given.rank) } " " span { (given.words) } " " b class="said" { (given.said) }
                        (bar(given.share))
                    } } }
                    @for sentence in &sheet.reading { p { (sentence) } }
                    @for sentence in &sheet.next { p class="next" { (sentence) } }
                }
            }
        }
    }
}

/// A bar that is printed too: browsers leave backgrounds out.
fn bar(share: f32) -> Markup {
    let width = format!("{:.1}", share.clamp(0.0, 1.0) * 100.0);
    html! {
        svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
            rect width="100" height="8" class="full" {}
            rect width=(width) height="8" {}
        }
    }
}
