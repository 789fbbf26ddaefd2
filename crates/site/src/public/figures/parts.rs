//! The parts of a page of figures.

use super::super::reading::{EARLIER, Figure, Reading, number};
use super::{View, until};
use crate::public::{choosing, words};
use crate::ui::chart::{Bar, Line, bars, line};
use crate::ui::icons::Icon;
use crate::ui::table::{Column, Filter, Narrow, figures, filters, table};
use crate::ui::{Markup, form, html, page};
use civic::publication::{Measure, Period};

/// The measures a page shows, in the order of a case's life.
pub(super) const MEASURES: [Measure; 4] = Measure::ALL;

/// The key of a measure's short name.
fn key(measure: Measure) -> &'static str {
    match measure {
        Measure::Received => "data-received",
        Measure::Referred => "data-referred",
        Measure::Answered => "data-answered",
        Measure::Closed => "data-closed",
    }
}

/// The way up: country, region, cercle.
pub(super) fn path(view: &View<'_>) -> Markup {
    let release = view.reading.release;
    let mut above: Vec<&str> =
        std::iter::successors(release.parent(view.place), |code| release.parent(code)).collect();
    above.reverse();
    html! {
        nav aria-label=(view.visit.tr.t("data-path")) {
            ol class="path" {
                @for code in above { li { a href=(view.to(code)) { (words::place_of_level(view.visit, release, code)) } } }
                li { span aria-current="page" { (words::place_of_level(view.visit, release, view.place)) } }
            }
        }
    }
}

/// Period and service, to be chosen.
pub(super) fn form(view: &View<'_>) -> Markup {
    let tr = &view.visit.tr;
    let release = view.reading.release;
    html! {
        form class="narrow" action={ "/" (view.visit.lang) "/data" } {
            @if view.level > 0 { input type="hidden" name="place" value=(view.place); }
            @if view.by_cercle() { input type="hidden" name="by" value="cercle"; }
            (choosing::field(view.visit, release, view.reading.period))
            label { (tr.t("data-filter-service"))
                select name="service" {
                    option value="" { (tr.t("data-all-services")) }
                    @for code in release.services() {
                        option value=(code) selected[view.reading.service == Some(code)] { (words::service(view.visit, view.pack, code)) }
                    }
                }
            }
            (form::button(form::Weight::Quiet, &tr.t("data-show"), None))
        }
    }
}

/// The figures of the place itself.
pub(super) fn summary(view: &View<'_>) -> Markup {
    let tr = &view.visit.tr;
    let large = |measure: Measure| (tr.t(key(measure)), view.reading.at(view.place, measure).said(tr));
    let service = match view.reading.service {
        Some(code) => words::service(view.visit, view.pack, code),
        None => tr.t("data-all-services"),
    };
    let made = view.publication.editions.first().map(|made| tr.date(made.as_of)).unwrap_or_default();
    let until = until(view.reading.release.latest(), view.visit);
    html! {
        section class="card" {
            h2 { (service) ", " (view.period_name()) }
            (figures(&MEASURES.map(large)))
            p class="soft" { (tr.ta("data-release", &[("date", made.into()), ("until", until.into())])) }
        }
    }
}

/// Regions or cercles of the whole country.
pub(super) fn levels(view: &View<'_>) -> Markup {
    let tr = &view.visit.tr;
    let filter = |by_cercle: bool, key: &str| Filter {
        href: view.href(view.place, view.reading.service, by_cercle),
        label: tr.t(key),
        count: None,
        current: view.by_cercle() == by_cercle,
    };
    filters(tr, &tr.t("data-levels"), &[filter(false, "data-by-region"), filter(true, "data-by-cercle")])
}

/// The places below that have figures, the most received first, with all measures; then, as a mere list, those that have
/// none. The same figures and links as the map.
pub(super) fn table_of(view: &View<'_>) -> Markup {
    let tr = &view.visit.tr;
    let link = |code: &str| html! { a href=(view.to(code)) { (words::place(view.visit, code)) } };
    let (mut told, untold): (Vec<&str>, Vec<&str>) = view
        .places
        .iter()
        .partition(|code| MEASURES.iter().any(|of| view.reading.at(code, *of).count.is_some()));
    told.sort_by_key(|code| std::cmp::Reverse(view.reading.at(code, Measure::Received).count));
    let mut columns = vec![Column::words(tr.t(&format!("data-place-{}", view.below)))];
    columns.extend(MEASURES.map(|measure| Column::numbers(tr.t(key(measure)))));
    let mut earlier = false;
    let mut cell = |figure: Figure| {
        earlier |= figure.earlier;
        figure.cell(tr, view.rule.threshold)
    };
    let lines: Vec<Vec<Markup>> = told
        .iter()
        .map(|code| {
            let figures = MEASURES.map(|measure| cell(view.reading.at(code, measure)));
            std::iter::once(link(code)).chain(figures).collect()
        })
        .collect();
    let caption = tr.ta(
        "data-map-title",
        &[("level", tr.t(&words::level(view.below)).into()), ("period", view.period_name().into())],
    );
    html! {
        @if !told.is_empty() {
            (table(Narrow::Scroll, &caption, false, &columns, &lines))
            p class="soft" {
                (tr.ta("data-hidden", &[("mark", tr.t("no-figure").into()), ("threshold", view.rule.threshold.into())]))
                @if earlier { " " (tr.ta("data-earlier", &[("mark", EARLIER.into())])) }
            }
        }
        @if !untold.is_empty() {
            details open[told.is_empty()] {
                summary { (tr.ta("data-untold", &[("threshold", view.rule.threshold.into())])) }
                ul class="places" { @for code in untold { li { (link(code)) } } }
            }
        }
    }
}

/// Received by quarter (by year where the rule publishes no quarters), as a line and a table.
pub(super) fn trend(view: &View<'_>) -> Markup {
    let tr = &view.visit.tr;
    let release = view.reading.release;
    let mut periods: Vec<Period> = release.quarters().map(Period::Quarter).collect();
    if periods.is_empty() {
        periods = release.years().map(Period::Year).collect();
    }
    let points: Vec<_> = periods
        .into_iter()
        .map(|period| {
            let count = release.cell(view.place, view.reading.service, period, Measure::Received).count();
            let said = count.map_or_else(|| tr.t("no-figure"), |count| number(tr, count));
            (words::period(view.visit, period), count.map(|count| count as f64), said)
        })
        .collect();
    let shown = points.iter().filter(|(_, count, _)| count.is_some()).count();
    let chart = Line {
        title: tr.ta("data-trend-chart", &[("place", words::place(view.visit, view.place).into())]),
        columns: [tr.t("data-period"), tr.t("data-received")],
        points,
    };
    // One point makes no line.
    html! { @if shown > 1 { (page::card(Some(&tr.t("data-trend-title")), line(tr, &chart))) } }
}

/// Received by service, the most first.
pub(super) fn services(view: &View<'_>) -> Markup {
    let tr = &view.visit.tr;
    let release = view.reading.release;
    let mut counts: Vec<(&str, Figure)> = release
        .services()
        .map(|code| {
            let of = Reading { service: Some(code), ..view.reading };
            (code, of.at(view.place, Measure::Received))
        })
        .filter(|(_, figure)| figure.count.is_some())
        .collect();
    counts.sort_by_key(|(_, figure)| std::cmp::Reverse(figure.count));
    let drawn: Vec<Bar> = counts
        .iter()
        .map(|(code, figure)| Bar {
            label: html! {
                a href=(view.href(view.place, Some(*code), view.by_cercle())) { (words::service(view.visit, view.pack, code)) }
            },
            value: figure.count.unwrap_or_default() as f64,
            said: figure.said(tr),
        })
        .collect();
    let title = tr.t("data-by-service");
    html! {
        @if !drawn.is_empty() {
            (page::card(Some(&title), html! {
                (bars(&title, [&tr.t("data-service"), &tr.t("data-received")], &drawn, 0.0))
                p class="soft" { (tr.t("data-services-note")) }
            }))
        }
    }
}

/// The same figures as files.
pub(super) fn files(view: &View<'_>) -> Markup {
    let tr = &view.visit.tr;
    let pack = view.pack;
    let mut files = vec![
        (format!("{pack}.csv"), "files-csv"),
        (format!("{pack}.json"), "files-json"),
        ("bodies.csv".to_owned(), "files-bodies"),
        ("datapackage.json".to_owned(), "files-package"),
        ("catalog.jsonld".to_owned(), "files-catalogue"),
        ("feed.atom".to_owned(), "files-feed"),
    ];
    if view.visit.app.outlines.is_some() {
        files.insert(2, (format!("{pack}.geojson"), "files-geojson"));
    }
    html! {
        section id="files" {
            (page::card(Some(&tr.t("files-title")), html! {
                p { (tr.ta("files-lead", &[("licence", tr.t("files-licence").into())])) }
                ul class="files" { @for (name, key) in files {
                    li { a href={ "/data/" (name) } { (crate::ui::icons::icon(Icon::Download)) (tr.t(key)) } }
                } }
                p { a href="/api/v1/openapi.json" { (tr.t("files-api")) } }
            }))
        }
    }
}
