//! `/{lang}/data/bodies`: who answers, how many and how fast.

use super::reading::{Figure, share};
use super::{choosing, lasting, rule, service, spoken, words};
use crate::ui::form::{Weight, button};
use crate::ui::table::{Column, Narrow, table};
use crate::ui::{Area, Markup, Page, html, in_each_language, page};
use crate::{Result, Visit};
use acts::publish::{Body, Publication};
use axum::extract::{Path, Query};
use axum::response::Response;
use civic::publication::{OfficeRecord, Period, Release, Shown};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// `2027-Q1`, `2027`; nothing: since the opening.
    #[serde(default)]
    period: String,
}

pub(super) async fn show(
    Path(lang): Path<String>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response> {
    spoken(&lang)?;
    let tr = &visit.tr;
    let pack = service(&visit)?.pack.id.as_str();
    let edition = visit.app.shelf.edition(&visit, pack).await?;
    let query = visit.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let frame = Page::new(visit.app.frame(), tr, Area::Data, tr.t("answers-title"))
        .languages(in_each_language(|lang| format!("/{lang}/data/bodies{query}")))
        .nav(words::nav(&visit, "data/bodies"));
    let threshold = rule(&visit, edition.as_deref())?.threshold;
    let body = match edition
        .as_ref()
        .and_then(|edition| edition.publication.release.latest().map(|last| (edition, last)))
    {
        Some((edition, last)) => {
            let publication = &edition.publication;
            let chosen = choosing::period(&publication.release, &asked.period)?;
            html! {
                (form(&visit, &publication.release, chosen))
                (record_of_all(&visit, publication, chosen.unwrap_or(last), threshold))
            }
        }
        None => page::empty(&tr.t("data-none"), html! { p { (tr.t("answers-none")) } }),
    };
    let html = frame.show(html! {
        h1 { (tr.t("answers-title")) }
        (page::lead(&tr.t("answers-lead")))
        (body)
    });
    Ok(lasting::page(&visit, html))
}

/// The bodies with their records of a period: those that received most first, those without shown figures last.
pub(super) fn records(publication: &Publication, period: Period) -> Vec<(&Body, OfficeRecord)> {
    let mut records: Vec<_> = publication
        .bodies
        .iter()
        .map(|body| (body, publication.release.office(&body.code, period)))
        .collect();
    records.sort_by_key(|(body, record)| {
        (std::cmp::Reverse(record.received().count()), record.is_empty(), &body.name)
    });
    records
}

fn form(visit: &Visit, release: &Release, chosen: Option<Period>) -> Markup {
    let tr = &visit.tr;
    html! {
        form class="narrow" action={ "/" (visit.lang) "/data/bodies" } {
            (choosing::field(visit, release, chosen))
            (button(Weight::Quiet, &tr.t("data-show"), None))
        }
    }
}

fn record_of_all(visit: &Visit, publication: &Publication, period: Period, threshold: u32) -> Markup {
    let tr = &visit.tr;
    let columns = [
        Column::words(tr.t("data-office")),
        Column::numbers(tr.t("answers-received")),
        Column::numbers(tr.t("answers-acknowledged")),
        Column::numbers(tr.t("answers-answered")),
        Column::numbers(tr.t("answers-in-time")),
        Column::numbers(tr.t("answers-overdue")),
        Column::words(tr.t("answers-share")),
    ];
    let cell = |shown: Shown| Figure::from(shown).cell(tr, threshold);
    let line = |name: Markup, record: &OfficeRecord| {
        vec![
            name,
            cell(record.received()),
            cell(record.acknowledged_in_time()),
            cell(record.answered()),
            cell(record.answered_in_time()),
            cell(record.overdue()),
            share(tr, record),
        ]
    };
    let all = publication.release.all_offices(period);
    let mut lines = vec![line(html! { strong { (tr.t("answers-all")) } }, &all)];
    lines.extend(
        records(publication, period).iter().map(|(body, record)| line(html! { (body.name) }, record)),
    );
    let caption = tr.ta("answers-caption", &[("period", words::period(visit, period).into())]);
    html! {
        section class="card" {
            h2 { (caption) }
            (table(Narrow::Cards, &caption, false, &columns, &lines))
            p class="soft" { (tr.ta("data-hidden", &[("mark", tr.t("no-figure").into()), ("threshold", threshold.into())])) }
            p class="soft" { (tr.t("answers-share-note")) }
            p { a href="/data/bodies.csv" { (tr.t("files-bodies")) } }
        }
    }
}
