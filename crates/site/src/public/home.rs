//! `/` and `/{lang}`: what one can do here, and what became of what others did.

use super::bodies::records;
use super::reading::{number, share, share_in_time};
use super::{lasting, rule, service, spoken, words};
use crate::texts::lang_of;
use crate::ui::icons::Icon;
use crate::ui::page::{Tile, card, lead, tiles};
use crate::ui::table::{Column, Narrow, figures, table};
use crate::ui::{Area, Markup, Page, html, in_each_language};
use crate::{Result, Visit};
use acts::publish::Publication;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use civic::publication::{Measure, Period, Release, Shown};

/// Bodies the home page names; the page of answers has them all.
const MOST_BODIES: usize = 5;

/// To the visitor's language; nothing is remembered.
pub(super) async fn choose(uri: Uri, headers: HeaderMap) -> Response {
    spoken_at("", &uri, &headers)
}

/// `/data`, which names the figures in catalogues whatever the language.
pub(super) async fn choose_figures(uri: Uri, headers: HeaderMap) -> Response {
    spoken_at("/data", &uri, &headers)
}

fn spoken_at(page: &str, uri: &Uri, headers: &HeaderMap) -> Response {
    let to = format!("/{}{page}", lang_of(uri, headers));
    (StatusCode::FOUND, [(header::LOCATION, to), (header::VARY, "accept-language".to_owned())])
        .into_response()
}

pub(super) async fn show(Path(lang): Path<String>, visit: Visit) -> Result<Response> {
    spoken(&lang)?;
    let tr = &visit.tr;
    let pack = service(&visit)?.pack.id.as_str();
    let edition = visit.app.shelf.edition(&visit, pack).await?;
    let rule = rule(&visit, edition.as_deref())?;
    let tile = |href: String, icon, key: &str, hint: &str| Tile {
        href: format!("/{}/{href}", visit.lang),
        icon,
        label: tr.t(key),
        hint: tr.t(hint),
    };
    let mut offered = vec![
        tile(format!("report/{pack}"), Icon::Report, "home-report", "home-report-hint"),
        tile("follow".to_owned(), Icon::Receipt, "home-follow", "home-follow-hint"),
        tile("data".to_owned(), Icon::Figures, "home-data", "home-data-hint"),
        tile("who-sees-what".to_owned(), Icon::Eye, "home-who", "home-who-hint"),
    ];
    if !visit.house().surveys.is_empty() {
        offered.insert(3, tile("surveys".to_owned(), Icon::People, "survey-title", "survey-hint"));
    }
    let html = Page::new(visit.app.frame(), tr, Area::Home, tr.t("home-title"))
        .languages(in_each_language(|lang| format!("/{lang}")))
        .show(html! {
            h1 { (tr.t("home-speak")) br; (tr.t("home-see")) }
            (lead(&tr.t("home-lead")))
            (tiles(&offered))
            div class="two" {
                @match edition.as_ref().and_then(|edition| told(&edition.publication.release).map(|period| (edition, period))) {
                    Some((edition, period)) => {
                        (headline(&visit, &edition.publication.release, period))
                        (who_answers(&visit, &edition.publication, period))
                    }
                    None => {
                        (card(Some(&tr.t("data-none")), html! {
                            p { (tr.ta("data-none-detail", &[("delay", rule.delay_days.into())])) }
                        }))
                        (card(Some(&tr.t("home-answers")), html! { p { (tr.t("answers-none")) } }))
                    }
                }
            }
            p class="soft" { (tr.ta("home-rounding", &[
                ("round", rule.round.into()), ("delay", rule.delay_days.into()), ("threshold", rule.threshold.into()),
            ])) }
            p { a href="/desk" { (tr.t("home-staff")) } }
        });
    Ok(lasting::page(&visit, html))
}

/// The period the home page tells of: the last one if all of its headline is shown, else the running total, which shows
/// more; none when even that is withheld.
fn told(release: &Release) -> Option<Period> {
    let country = release.country();
    let last = release.periods().iter().rev().find(|period| !matches!(period, Period::Through(_))).copied();
    let whole = |period: &Period| {
        let shown = |measure| release.cell(country, None, *period, measure).count().is_some();
        shown(Measure::Received)
            && shown(Measure::Referred)
            && share_in_time(&release.all_offices(*period)).is_some()
    };
    last.filter(whole).or_else(|| {
        let (quarter, _) = release.running_total(country, None, Measure::Received)?;
        Some(Period::Through(quarter))
    })
}

fn headline(visit: &Visit, release: &Release, period: Period) -> Markup {
    let tr = &visit.tr;
    let said = |shown: Shown| shown.count().map_or_else(|| tr.t("no-figure"), |count| number(tr, count));
    let country = |measure| said(release.cell(release.country(), None, period, measure));
    let bodies = release.all_offices(period);
    let in_time = share_in_time(&bodies).map_or_else(|| tr.t("no-figure"), |share| tr.percent(share));
    let title = tr.ta("home-figures", &[("period", words::period(visit, period).into())]);
    card(
        Some(&title),
        html! {
            (figures(&[
                (tr.t("figures-received"), country(Measure::Received)),
                (tr.t("figures-referred"), country(Measure::Referred)),
                (tr.t("figures-in-time"), in_time),
                (tr.t("figures-overdue"), said(bodies.overdue())),
            ]))
            p { a href={ "/" (visit.lang) "/data" } { (tr.t("home-data")) } }
        },
    )
}

/// Bodies with shown figures: of this period or, where it is too short for any, of the one the page of answers begins
/// with.
fn who_answers(visit: &Visit, publication: &Publication, period: Period) -> Markup {
    let tr = &visit.tr;
    let shown = |period| {
        let mut lines = records(publication, period);
        lines.retain(|(_, record)| !record.is_empty());
        lines.truncate(MOST_BODIES);
        (period, lines)
    };
    let (period, lines) = Some(shown(period))
        .filter(|(_, lines)| !lines.is_empty())
        .or_else(|| publication.release.latest().map(shown))
        .unwrap_or_else(|| (period, Vec::new()));
    let caption = tr.ta("answers-caption", &[("period", words::period(visit, period).into())]);
    let columns = [
        Column::words(tr.t("data-office")),
        Column::numbers(tr.t("answers-received")),
        Column::words(tr.t("answers-share")),
    ];
    let shown: Vec<Vec<Markup>> = lines
        .iter()
        .map(|(body, record)| {
            let received =
                record.received().count().map_or_else(|| tr.t("no-figure"), |count| number(tr, count));
            vec![html! { (body.name) }, html! { (received) }, share(tr, record)]
        })
        .collect();
    card(
        Some(&tr.t("home-answers")),
        html! {
            @if shown.is_empty() { p { (tr.t("answers-none")) } }
            @else {
                p class="soft" { (caption) }
                (table(Narrow::Scroll, &tr.t("home-answers"), false, &columns, &shown))
            }
            p { a href={ "/" (visit.lang) "/data/bodies" } { (tr.t("see-all")) } }
        },
    )
}
