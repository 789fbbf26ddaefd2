//! `/{lang}/data`: figures of a place, of the places in it, of services and of quarters; by links and one form.

mod map;
mod parts;

use super::reading::{Reading, withheld};
use super::shelf::Edition;
use super::{choosing, lasting, rule, service, spoken, words};
use crate::ui::{Area, Html, Markup, Page, html, in_each_language, page};
use crate::{Error, Result, Visit};
use acts::publish::Publication;
use axum::extract::{Path, Query};
use axum::response::Response;
use civic::publication::{Period, PublicationRule};
use serde::Deserialize;
use std::fmt::Write as _;

/// What is asked in the address. Nothing asked: all services, all periods, the whole country.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Code of a place.
    #[serde(default)]
    place: String,
    /// Code of a service.
    #[serde(default)]
    service: String,
    /// `2027-Q1` or `2027`.
    #[serde(default)]
    period: String,
    /// `cercle`: the cercles of the whole country rather than its regions.
    #[serde(default)]
    by: String,
}

/// What is shown, all of it known to the release.
struct View<'a> {
    visit: &'a Visit,
    pack: &'a str,
    publication: &'a Publication,
    reading: Reading<'a>,
    rule: PublicationRule,
    place: &'a str,
    level: u8,
    /// Level of the places listed below, and their codes by name.
    below: u8,
    places: Vec<&'a str>,
}

pub(super) async fn show(
    Path(lang): Path<String>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response> {
    spoken(&lang)?;
    let pack = service(&visit)?.pack.id.as_str();
    let html = match visit.app.shelf.edition(&visit, pack).await? {
        Some(edition) => whole(&View::new(&visit, pack, &edition, &asked)?),
        None => nothing_yet(&visit)?,
    };
    Ok(lasting::page(&visit, html))
}

impl<'a> View<'a> {
    fn new(visit: &'a Visit, pack: &'a str, edition: &'a Edition, asked: &'a Asked) -> Result<Self> {
        let publication = &edition.publication;
        let release = &*publication.release;
        let asked_for = |code: &'a str| Some(code).filter(|code| !code.is_empty());
        let place = asked_for(&asked.place).unwrap_or(release.country());
        let level = words::level_of(release, place).ok_or(Error::NotFound)?;
        let service = asked_for(&asked.service);
        if service.is_some_and(|code| release.services().all(|known| known != code)) {
            return Err(Error::NotFound);
        }
        let period = choosing::period(release, &asked.period)?;
        let by_cercle = level == 0 && asked.by == "cercle" && release.rule().finest_place.level() >= 2;
        let mut places: Vec<&str> = if by_cercle {
            release.places().filter(|(_, level)| *level == 2).map(|(code, _)| code).collect()
        } else {
            release.children(place).collect()
        };
        let name = |code: &&str| civic::place::fold(words::place(visit, code));
        places.sort_by_cached_key(name);
        Ok(Self {
            visit,
            pack,
            publication,
            reading: Reading { release, service, period },
            rule: rule(visit, Some(edition))?,
            place,
            level,
            below: if by_cercle { 2 } else { level + 1 },
            places,
        })
    }

    /// Address of the same page with something else asked.
    fn href(&self, place: &str, service: Option<&str>, by_cercle: bool) -> String {
        let mut query = String::new();
        let mut ask = |name: &str, value: &str| {
            // Codes and names of periods are letters, digits, dots and dashes.
            let _ = write!(query, "{}{name}={value}", if query.is_empty() { '?' } else { '&' });
        };
        if place != self.reading.release.country() {
            ask("place", place);
        }
        if let Some(service) = service {
            ask("service", service);
        }
        if let Some(period) = self.reading.period {
            ask("period", &period.to_string());
        }
        if by_cercle {
            ask("by", "cercle");
        }
        format!("/{}/data{query}", self.visit.lang)
    }

    fn to(&self, place: &str) -> String {
        self.href(place, self.reading.service, false)
    }

    fn by_cercle(&self) -> bool {
        self.level == 0 && self.below == 2
    }

    fn period_name(&self) -> String {
        match (self.reading.period, self.reading.release.latest()) {
            (Some(period), _) | (None, Some(period)) => words::period(self.visit, period),
            (None, None) => self.visit.tr.t("data-all-periods"),
        }
    }

    fn withheld(&self) -> String {
        withheld(&self.visit.tr, self.rule.threshold)
    }
}

fn frame<'a>(visit: &'a Visit, title: String) -> Page<'a> {
    // The page in another language shows the same place, service and period.
    let query = visit.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Page::new(visit.app.frame(), &visit.tr, Area::Data, title)
        .languages(in_each_language(|lang| format!("/{lang}/data{query}")))
        .nav(words::nav(visit, "data"))
}

fn nothing_yet(visit: &Visit) -> Result<Html> {
    let tr = &visit.tr;
    let rule = rule(visit, None)?;
    Ok(frame(visit, tr.t("data-title")).show(html! {
        h1 { (tr.t("data-title")) }
        (page::lead(&tr.t("data-lead")))
        (page::empty(&tr.t("data-none"), html! { p { (tr.ta("data-none-detail", &[("delay", rule.delay_days.into())])) } }))
    }))
}

fn whole(view: &View<'_>) -> Html {
    let tr = &view.visit.tr;
    let place = words::place_of_level(view.visit, view.reading.release, view.place);
    let title = tr.ta("data-title-of", &[("place", place.into())]);
    let empty = parts::MEASURES.iter().all(|measure| view.reading.at(view.place, *measure).count.is_none())
        && view
            .places
            .iter()
            .all(|place| parts::MEASURES.iter().all(|m| view.reading.at(place, *m).count.is_none()));
    frame(view.visit, title.clone()).show(html! {
        @if view.level == 0 {
            h1 { (title) }
            (page::lead(&tr.t("data-lead")))
        } @else {
            (parts::path(view))
            h1 { (title) }
        }
        (parts::form(view))
        @if empty { (page::note(page::Tone::Plain, html! { (tr.t("data-none-here")) })) }
        (parts::summary(view))
        @if !view.places.is_empty() { (below(view)) }
        div class="two" {
            (parts::trend(view))
            (parts::services(view))
        }
        (parts::files(view))
    })
}

fn below(view: &View<'_>) -> Markup {
    let tr = &view.visit.tr;
    html! {
        @if view.level == 0 && view.rule.finest_place.level() >= 2 { (parts::levels(view)) }
        div class="two map-and-table" {
            @if let Some(map) = map::of(view) { section class="card" { h2 { (map.title) } (crate::ui::map::choropleth(&map)) (words::credit(view.visit)) } }
            (page::card(Some(&tr.t("data-table-title")), parts::table_of(view)))
        }
    }
}

/// Last period of a release, as its first page names it.
pub(super) fn until(period: Option<Period>, visit: &Visit) -> String {
    period.map(|period| words::quarter(visit, period.last_quarter())).unwrap_or_default()
}
