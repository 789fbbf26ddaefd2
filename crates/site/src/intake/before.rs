//! What to know before one starts, and starting.

use super::receipt::way;
use super::walk::REVIEW;
use super::writing::{Stop, href, key, pages, receipt_kept, remember, service, shell, with_status};
use crate::Visit;
use crate::security::{Origin, reads_in_between};
use crate::ui::form::{Weight, button, link_button, row};
use crate::ui::page::{Tone, card, lead, note};
use crate::ui::{Html, Markup, html};
use acts::draft::Draft;
use acts::{Attendance, Service, attendance, draft};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

/// `GET /{lang}/report/{pack}`.
pub async fn show(visit: Visit, Path((lang, pack)): Path<(String, String)>) -> Result<Response, Stop> {
    let attends = attendance(&visit.house().store, &pack).await?;
    Ok(page(&visit, &lang, &pack, attends).await?.into_response())
}

async fn page(visit: &Visit, lang: &str, pack: &str, attends: Attendance) -> Result<Html, Stop> {
    let service = service(visit, lang, pack)?;
    let (mut begun, mut sent) = (None, false);
    if let Some(key) = key(visit) {
        begun = draft::open(visit.house(), &key, pack).await?.map(|draft| draft.page);
        sent = draft::answered(visit.house(), &key).await?.is_some();
    }
    let first = first(visit, service).await?;
    let tr = &visit.tr;
    let proxy = reads_in_between(&visit.headers);
    // What starting would take away stands on its button.
    let start = match (sent, begun.is_some()) {
        (true, _) => "report-start-another",
        (false, true) => "report-start-over",
        (false, false) if proxy => "report-proxy-go-on",
        (false, false) => "report-start",
    };
    let weight = if start.starts_with("report-start-") { Weight::Quiet } else { Weight::Main };
    let encrypted = visit.app.edge.origin.as_ref().is_some_and(Origin::is_https);
    let operator = if encrypted { "report-see-operator" } else { "report-see-operator-open" };
    Ok(shell(visit, pack, "", tr.t("report-title")).show(html! {
        h1 { (tr.t("report-before-title")) }
        (lead(&tr.t("report-before-lead")))
        @match attends {
            Attendance::Nobody => (note(Tone::Grave, html! {
                h2 { (tr.t("report-nobody-title")) }
                p { (tr.t("report-nobody")) }
            })),
            Attendance::SomePlaces => (note(Tone::Grave, html! { p { (tr.t("report-some-places")) } })),
            Attendance::Everywhere => {},
        }
        @if sent {
            (card(Some(&tr.t("report-sent")), html! {
                p { (tr.t("report-sent-detail")) }
                (receipt_kept(visit, pack))
            }))
        } @else if let Some(page) = &begun { (resume(visit, pack, if page.is_empty() { &first } else { page })) }
        @if proxy {
            (note(Tone::Grave, html! { h2 { (tr.t("report-proxy-title")) } p { (tr.t("report-proxy")) } }))
        }
        @if !encrypted { (note(Tone::Grave, html! { p { (tr.t(operator)) } })) }
        (note(Tone::Plain, html! { p { (tr.t("report-danger")) } p { (tr.t("report-honest")) } }))
        (card(Some(&tr.t("report-see-title")), html! { ul {
            li { (tr.t("report-see-coalition")) }
            @if service.pack.referral.is_some() { li { (tr.t("report-see-office")) } }
            li { (tr.t("report-see-server")) }
            @if encrypted { li { (tr.t(operator)) } }
            li { (tr.ta("report-see-public", &[("threshold", service.pack.publish.threshold.into())])) }
        } }))
        (card(Some(&tr.t("report-shared-title")), html! {
            p { (tr.t("report-shared")) }
            p { (tr.t("report-leave")) }
            p { (tr.t("report-draft-note")) }
        }))
        (card(Some(&tr.t("receipt-next")), way(visit, &service.pack, None)))
        @if attends != Attendance::Nobody {
            form method="post" { (row(button(weight, &tr.t(start), None))) }
        }
    }))
}

fn resume(visit: &Visit, pack: &str, page: &str) -> Markup {
    let tr = &visit.tr;
    card(
        Some(&tr.t("report-draft-found")),
        html! {
            form method="post" action=(href(visit.lang, pack, "erase")) {
                (row(html! {
                    (link_button(Weight::Main, &tr.t("report-draft-resume"), &href(visit.lang, pack, page)))
                    (button(Weight::Grave, &tr.t("report-draft-erase"), None))
                }))
            }
        },
    )
}

/// The name of the first page that is asked while nothing is answered; the review of a form that asks nothing then.
async fn first(visit: &Visit, service: &Service) -> Result<String, Stop> {
    let surroundings = visit.house().surroundings(&service.files).await?;
    let filling = draft::restore(service, &surroundings, visit.lang, &Draft::default())?;
    let first = pages(&filling, &surroundings)?.first().and_then(|id| filling.page_name(*id));
    Ok(first.unwrap_or_else(|| REVIEW.to_owned()))
}

/// `POST /{lang}/report/{pack}`: an empty draft, a cookie, the first question. A draft begun before on this phone goes, and a
/// receipt that could still be shown. Nobody is let write what nobody could read.
pub async fn start(visit: Visit, Path((lang, pack)): Path<(String, String)>) -> Result<Response, Stop> {
    let service = service(&visit, &lang, &pack)?;
    let attends = attendance(&visit.house().store, &pack).await?;
    if attends == Attendance::Nobody {
        let page = page(&visit, &lang, &pack, attends).await?;
        return Ok(with_status(StatusCode::SERVICE_UNAVAILABLE, page));
    }
    if let Some(old) = key(&visit) {
        draft::forget(visit.house(), &old, &pack).await?;
    }
    let key = draft::begin(visit.house(), &pack).await?;
    let to = href(visit.lang, &pack, &first(&visit, service).await?);
    Ok(([remember(&visit, &key)?], Redirect::to(&to)).into_response())
}
