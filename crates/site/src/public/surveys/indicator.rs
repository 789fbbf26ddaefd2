//! `/{lang}/surveys/{survey}/{round}/indicator/{id}`: one indicator: in words, from round to round, on a map, by every breakdown, and
//! how it is made.

use super::codebook;
use super::map;
use super::place::Here;
use super::view::View;
use crate::public::{lasting, words};
use crate::ui::page::card;
use crate::ui::table::{Filter, filters};
use crate::ui::{Markup, html};
use crate::{Error, Result, Visit};
use axum::extract::{Path, Query};
use axum::response::Response;
use civic::pack::BY_PLACE;
use civic::place::Level;
use civic::survey::{Answered, Figures};
use serde::Deserialize;

/// What is asked in the address.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Code of a place; the whole without.
    #[serde(default)]
    place: String,
    /// Level of the places of the map of the whole: `region`, or `cercle` where there are figures of cercles.
    #[serde(default)]
    level: String,
}

pub(super) async fn show(
    Path((lang, survey, round, id)): Path<(String, String, String, String)>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response> {
    let view = View::round(&visit, &lang, &survey, &round).await?;
    let indicator = view.told().indicator(&id).ok_or(Error::NotFound)?;
    let title = view.indicator_name(&indicator.id, indicator.code.as_deref());
    let by_place = indicator.figures.iter().find(|figures| figures.by == BY_PLACE);
    let here = match by_place {
        Some(figures) => Some((figures, Here::of(&view, figures, &asked.place)?)),
        None if asked.place.is_empty() => None,
        None => return Err(Error::NotFound),
    };
    let body = whole(&view, indicator, &title, here.as_ref(), &asked.level)?;
    let rest = format!("/{round}/indicator/{id}");
    Ok(lasting::page(&visit, view.page(title, &rest, body)))
}

fn whole(
    view: &View<'_>,
    indicator: &Answered,
    title: &str,
    here: Option<&(&Figures, Here<'_>)>,
    level: &str,
) -> Result<Markup> {
    let Some(first) = indicator.figures.first() else { return Err(Error::NotFound) };
    let figures = here.map_or(first, |(figures, _)| figures);
    let of = here.map_or(first.sheet.whole(), |(_, here)| here.code);
    let what = view.named(&format!("say-{}", indicator.id));
    let is_whole = of == figures.sheet.whole();
    let cell = |round: &civic::survey::Published| {
        let same = round.indicator(&indicator.id)?.figures.iter().find(|one| one.by == figures.by)?;
        same.sheet.cell(of, "yes")
    };
    let to = |place: &str| href(view, indicator, place, None);
    Ok(html! {
        (view.path(title))
        h1 { (title) }
        @if let Some((_, here)) = here { (view.around(here, &to)) }
        (card((!is_whole).then(|| view.place_name(of)).as_deref(), html! {
            p { strong { (view.sentence(figures.sheet.cell(of, "yes").as_ref(), &what)) } }
            @if let Some(moved) = view.moved(&indicator.id, &figures.by, of) { p { (moved) } }
            (view.by_round(cell))
        }))
        @if let Some((figures, here)) = here { (places(view, indicator, title, figures, here, level)?) }
        @if is_whole {
            div class="two" {
                @for figures in indicator.figures.iter().filter(|one| one.by != BY_PLACE && !one.by.is_empty()) {
                    @let head = view.named(&format!("group-{}", figures.by));
                    @let rows: Vec<(&str, Markup)> = figures.sheet.rows().map(|of| (of, html! { (view.row_name(figures, of)) })).collect();
                    (card(Some(&head), view.by_row(&head, &view.visit.tr.t("survey-of"), figures, "yes", &rows)))
                }
            }
        }
        (codebook::of_indicator(view, &indicator.id))
        (view.method())
    })
}

/// The places below as a map and the same figures as a table.
fn places(
    view: &View<'_>,
    indicator: &Answered,
    title: &str,
    figures: &Figures,
    here: &Here<'_>,
    level: &str,
) -> Result<Markup> {
    let tr = &view.visit.tr;
    let Some(below) = here.level_below(view) else { return Ok(html! {}) };
    let cercles = figures.sheet.rows().filter(|of| is_of(view, of, Level::Cercle));
    let mut cercles: Vec<&str> = cercles.filter(|_| here.whole).collect();
    cercles.sort_by_cached_key(|of| civic::place::fold(words::place(view.visit, of)));
    let (level, listed) = match level {
        "" | "region" if below == Level::Region => (Level::Region, &here.below),
        "cercle" if !cercles.is_empty() => (Level::Cercle, &cercles),
        "" => (below, &here.below),
        _ => return Err(Error::NotFound),
    };
    let to = |place: &str| href(view, indicator, place, None);
    let within = (!here.whole).then_some(here.code);
    let map = map::of(view, title, figures, level, within, &to);
    let rows: Vec<(&str, Markup)> =
        listed.iter().map(|of| (*of, view.place_link(figures, of, &to))).collect();
    let head = tr.t(&format!("data-place-{}", level.number()));
    let same = tr.t("data-table-title");
    let choice = |of: Level, key: &str| Filter {
        href: href(view, indicator, "", Some(of)),
        label: tr.t(key),
        count: None,
        current: of == level,
    };
    Ok(html! {
        @if !cercles.is_empty() && below == Level::Region {
            (filters(tr, &tr.t("data-levels"), &[choice(Level::Region, "data-by-region"), choice(Level::Cercle, "data-by-cercle")]))
        }
        div class="two map-and-table" {
            @if let Some(map) = map { section class="card" { h2 { (map.title) } (crate::ui::map::choropleth(&map)) (words::credit(view.visit)) } }
            (card(Some(&same), view.by_row(&same, &head, figures, "yes", &rows)))
        }
    })
}

fn is_of(view: &View<'_>, code: &str, level: Level) -> bool {
    view.visit.house().places.get(code).is_some_and(|place| place.level() == level)
}

fn href(view: &View<'_>, indicator: &Answered, place: &str, level: Option<Level>) -> String {
    let query = match (place, level) {
        ("", Some(level)) => format!("?level={}", level.word()),
        ("", None) => String::new(),
        (place, _) => format!("?place={place}"),
    };
    view.href_in(&format!("/indicator/{}{query}", indicator.id))
}
