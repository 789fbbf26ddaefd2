//! `/{lang}/surveys/{survey}`: what to take from a round, by one breakdown or in one place, with the ways to everything else.

use super::files;
use super::place::Here;
use super::view::View;
use crate::ui::icons::{Icon, icon};
use crate::ui::page::{card, empty, lead};
use crate::ui::table::{Column, Filter, Narrow, filters, table};
use crate::ui::{Markup, html};
use crate::{Error, Result, Visit, public::lasting};
use axum::extract::{Path, Query};
use axum::response::Response;
use civic::pack::BY_PLACE;
use civic::survey::{Answered, Figures, Ordered};
use serde::Deserialize;

/// Answers of a ranking that are shown here; the rest stand on its own page.
const FIRST: usize = 5;

/// What is asked in the address.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Id of a round; the last one without.
    #[serde(default)]
    round: String,
    /// A breakdown; the first one without.
    #[serde(default)]
    by: String,
    /// Code of a place; it is broken down by place then.
    #[serde(default)]
    place: String,
}

pub(super) async fn show(
    Path((lang, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response> {
    let Some(last) = View::last(&visit, &lang, &id).await? else { return nothing_yet(&visit, &id) };
    let view = match asked.round.as_str() {
        "" => last,
        round => View::round(&visit, &lang, &id, round).await?,
    };
    let sizes = files::sizes(&view).await?;
    let body = results(&view, &asked, &sizes)?;
    let html = view.page(
        view.named("pack-name"),
        "",
        html! {
            h1 { (view.named("pack-name")) }
            (lead(&view.named("pack-summary")))
            (body)
        },
    );
    Ok(lasting::page(&visit, html))
}

fn nothing_yet(visit: &Visit, id: &str) -> Result<Response> {
    let survey = visit.house().survey(id)?;
    let named = |key: &str| visit.tr.pack(&survey.pack.id, key).unwrap_or_else(|| key.to_owned());
    let page = crate::ui::Page::new(visit.app.frame(), &visit.tr, crate::ui::Area::Data, named("pack-name"))
        .languages(crate::ui::in_each_language(|lang| format!("/{lang}/surveys/{id}")))
        .nav(crate::public::words::nav(visit, "surveys"));
    let html = page.show(html! {
        h1 { (named("pack-name")) }
        (lead(&named("pack-summary")))
        (empty(&named("pack-name"), html! { p { (visit.tr.t("survey-none")) } }))
    });
    Ok(lasting::page(visit, html))
}

fn results(view: &View<'_>, asked: &Asked, sizes: &[(files::File, usize)]) -> Result<Markup> {
    let tr = &view.visit.tr;
    let round = view.told();
    let mut broken: Vec<&str> = Vec::new();
    for figures in round.indicators.iter().flat_map(|one| &one.figures) {
        if !broken.contains(&figures.by.as_str()) {
            broken.push(&figures.by);
        }
    }
    let first = round.indicators.first().and_then(|one| one.figures.first()).map_or("", |one| &one.by);
    let by = match (asked.place.as_str(), asked.by.as_str()) {
        ("", "") => first,
        ("", by) => by,
        _ => BY_PLACE,
    };
    // A survey of questions and rankings alone has no breakdown of indicators to be chosen.
    if by != first && !broken.contains(&by) {
        return Err(Error::NotFound);
    }
    let by_place = round.indicators.iter().flat_map(|one| &one.figures).find(|one| one.by == BY_PLACE);
    let here = match by_place.filter(|_| by == BY_PLACE) {
        Some(figures) => Some(Here::of(view, figures, &asked.place)?),
        None => None,
    };
    let to = |place: &str| place_href(view, place);
    Ok(html! {
        p { (view.when(round)) }
        @if round.left_out > 0 { p { (tr.ta("survey-left-out", &[("count", (round.left_out as i64).into())])) } }
        (choices(view, &broken, by))
        @if let Some(here) = &here {
            (view.around(here, &to))
            @if !here.whole { h2 { (view.place_name(here.code)) } }
        }
        h2 { (tr.t("survey-indicators")) }
        @for indicator in &round.indicators { (self::indicator(view, indicator, by, here.as_ref())) }
        @if !round.rankings.is_empty() {
            h2 { (tr.t("survey-rankings")) }
            @for ranking in &round.rankings { (self::ranking(view, ranking, here.as_ref())) }
        }
        (questions(view))
        (view.method())
        (files(view, sizes))
    })
}

/// Address of this page for a place; nothing is the whole.
fn place_href(view: &View<'_>, place: &str) -> String {
    let round = &view.told().round;
    match place {
        "" => view.href(&format!("?round={round}&by={BY_PLACE}")),
        place => view.href(&format!("?round={round}&place={place}")),
    }
}

/// Links to the other rounds and breakdowns.
fn choices(view: &View<'_>, broken: &[&str], by: &str) -> Markup {
    let tr = &view.visit.tr;
    let round = view.told();
    let href = |round: &str, by: &str| view.href(&format!("?round={round}&by={by}"));
    let rounds: Vec<Filter> = view
        .rounds
        .published
        .iter()
        .map(|known| Filter {
            href: href(&known.round, by),
            label: view.round_name(known),
            current: known.round == round.round,
            count: None,
        })
        .collect();
    let breakdowns: Vec<Filter> = broken
        .iter()
        .filter(|known| !known.is_empty())
        .map(|known| Filter {
            href: href(&round.round, known),
            label: view.named(&format!("group-{known}")),
            current: *known == by,
            count: None,
        })
        .collect();
    html! {
        @if rounds.len() > 1 { (filters(tr, &tr.t("survey-rounds"), &rounds)) }
        @if breakdowns.len() > 1 { (filters(tr, &tr.t("survey-by"), &breakdowns)) }
    }
}

/// An indicator in words, and by the breakdown chosen. Where it is not broken down so, by its first; in a place not at all.
fn indicator(view: &View<'_>, indicator: &Answered, by: &str, here: Option<&Here<'_>>) -> Markup {
    let exact = indicator.figures.iter().find(|figures| figures.by == by);
    let figures = match here {
        Some(here) if !here.whole => exact,
        _ => exact.or(indicator.figures.first()),
    };
    let Some(figures) = figures else { return html! {} };
    let tr = &view.visit.tr;
    let here = here.filter(|_| figures.by == BY_PLACE);
    let of = here.map_or(figures.sheet.whole(), |here| here.code);
    let what = view.named(&format!("say-{}", indicator.id));
    let title = view.indicator_name(&indicator.id, indicator.code.as_deref());
    let href = match here.filter(|here| !here.whole) {
        Some(here) => view.href_in(&format!("/indicator/{}?place={}", indicator.id, here.code)),
        None => view.href_in(&format!("/indicator/{}", indicator.id)),
    };
    card(
        Some(&title),
        html! {
            p { strong { (view.sentence(figures.sheet.cell(of, "yes").as_ref(), &what)) } }
            @if let Some(moved) = view.moved(&indicator.id, &figures.by, of) { p { (moved) } }
            (view.by_row(&title, &head(view, figures), figures, "yes", &rows(view, figures, here)))
            p { a href=(href) {
                @if indicator.figures.iter().any(|one| one.by == BY_PLACE) { (tr.t("survey-more-map")) } @else { (tr.t("survey-more")) }
                span class="hide" { " : " (title) }
            } }
        },
    )
}

/// What the rows of figures are: `Par sexe`.
fn head(view: &View<'_>, figures: &Figures) -> String {
    match figures.by.as_str() {
        "" => view.visit.tr.t("survey-of"),
        by => view.named(&format!("group-{by}")),
    }
}

/// The rows that are listed: all, or of places the whole, the one looked at, and those directly below it.
fn rows<'f>(view: &View<'_>, figures: &'f Figures, here: Option<&Here<'f>>) -> Vec<(&'f str, Markup)> {
    let named = |of: &'f str| (of, html! { (view.row_name(figures, of)) });
    let Some(here) = here else { return figures.sheet.rows().map(named).collect() };
    let mut rows = vec![named(figures.sheet.whole())];
    if !here.whole {
        rows.push((here.code, html! { strong { (view.place_name(here.code)) } }));
    }
    let to = |place: &str| place_href(view, place);
    rows.extend(here.below.iter().map(|of| (*of, view.place_link(figures, of, &to))));
    rows
}

/// The first answers of a ranking, of everybody or of the place looked at; nothing in a place where it is not broken down so.
fn ranking(view: &View<'_>, ordered: &Ordered, here: Option<&Here<'_>>) -> Markup {
    let tr = &view.visit.tr;
    let place = here.filter(|here| !here.whole).map(|here| here.code);
    let told = match place {
        Some(code) => ordered
            .by(BY_PLACE)
            .and_then(|(figures, order)| Some((figures, order.iter().find(|row| row.of == code)?))),
        None => ordered.figures.first().and_then(|(figures, order)| Some((figures, order.first()?))),
    };
    let Some((figures, ranked)) = told else { return html! {} };
    let title = view.named(&format!("ranking-{}", ordered.id));
    let question = view.ranked_question(&ordered.id);
    let columns = [
        Column::numbers(tr.t("survey-place")),
        Column::words(tr.t("survey-answer")),
        Column::words(tr.t("survey-share")),
    ];
    let lines: Vec<Vec<Markup>> = ranked
        .order
        .iter()
        .take(FIRST)
        .map(|(code, best, worst)| {
            vec![
                html! { (super::ranking::rank(*best, *worst)) },
                html! { (view.answer(question, code)) },
                view.barred(figures.sheet.cell(&ranked.of, code).as_ref()),
            ]
        })
        .collect();
    let place = place.map(|code| format!("?place={code}"));
    card(
        Some(&title),
        html! {
            @if lines.is_empty() { p { (tr.t("survey-reading-hidden")) } }
            @else { (table(Narrow::Scroll, &title, false, &columns, &lines)) }
            p { a href=(view.href_in(&format!("/ranking/{}{}", ordered.id, place.unwrap_or_default()))) {
                (tr.t("survey-more-ranking")) span class="hide" { " : " (title) }
            } }
        },
    )
}

fn questions(view: &View<'_>) -> Markup {
    let tables = &view.told().tables;
    html! {
        @if !tables.is_empty() {
            (card(Some(&view.visit.tr.t("survey-questions")), html! {
                ul class="files" { @for table in tables {
                    li { a href=(view.href_in(&format!("/question/{}", table.id))) { (view.named(&format!("field-{}", table.id))) } }
                } }
            }))
        }
    }
}

/// The same figures as files, with what each costs to fetch.
fn files(view: &View<'_>, sizes: &[(files::File, usize)]) -> Markup {
    let tr = &view.visit.tr;
    html! {
        section id="files" {
            (card(Some(&tr.t("files-title")), html! {
                p { (tr.ta("files-lead", &[("licence", tr.t("files-licence").into())])) }
                ul class="files" { @for (file, bytes) in sizes {
                    li { a href=(view.href(&format!("/{}", file.name(&view.told().round)))) {
                        (icon(Icon::Download)) (tr.t(file.key())) " (" (weight(view, *bytes)) ")"
                    } }
                } }
            }))
        }
    }
}

/// `12 ko`; never nothing.
fn weight(view: &View<'_>, bytes: usize) -> String {
    view.visit.tr.ta("survey-kilobytes", &[("n", (bytes.div_ceil(1000) as i64).into())])
}
