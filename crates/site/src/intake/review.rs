//! Looking through the answers, and sending them.

use super::field::{Field, Way, sentence};
use super::posted::Posted;
use super::receipt;
use super::repeat;
use super::writing::{Stop, Writing, href, key, pages, remember, service, shell, with_status};
use crate::Visit;
use crate::texts::Tr;
use crate::ui::form::{Rank, Weight, button, link_button, row};
use crate::ui::page::{self, lead, steps};
use crate::ui::{Html, html};
use acts::FieldError;
use acts::draft::{self, Sent};
use acts::gate::GRACE;
use acts::intake::Surroundings;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use xforms::Filling;

/// `GET /{lang}/report/{pack}/review`.
pub async fn show(visit: Visit, Path((lang, pack)): Path<(String, String)>) -> Result<Response, Stop> {
    let writing = Writing::open(&visit, &lang, &pack).await?;
    let surroundings = visit.house().surroundings(writing.sheet.files).await?;
    Ok(review(&writing, &surroundings, &[])?.into_response())
}

/// `POST /{lang}/report/{pack}/review`, with `ticket` after a wait. However often it is sent, there is one case and one
/// receipt.
pub async fn send(
    visit: Visit,
    Path((lang, pack)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let service = service(&visit, &lang, &pack)?;
    let Some(key) = key(&visit) else {
        return show(visit, Path((lang, pack))).await;
    };
    let ticket = Some(posted.get("ticket")).filter(|ticket| !ticket.is_empty());
    let sent = match draft::send(visit.house(), &key, &pack, visit.lang, ticket).await {
        Err(acts::Error::NotFound) => return show(visit, Path((lang, pack))).await,
        other => other?,
    };
    match sent {
        Sent::Receipt(receipted) => {
            let shown = receipt::show(&visit, &pack, &service.pack, &receipted);
            Ok(([remember(&visit, &key)?], shown).into_response())
        }
        Sent::Wait { seconds, ticket } => {
            let tr = &visit.tr;
            let when = match seconds {
                ..60 => tr.ta("report-wait-seconds", &[("seconds", seconds.into())]),
                _ => tr.ta("report-wait-minutes", &[("minutes", seconds.div_ceil(60).into())]),
            };
            let then = tr.ta("report-wait-turn", &[("minutes", (GRACE / 60_000).into())]);
            Ok(come_back(seconds, wait(&visit, &pack, &when, &then, &ticket)))
        }
        Sent::NoTurn { seconds, ticket } => {
            let when = visit.tr.ta("report-wait-no-turn", &[("minutes", seconds.div_ceil(60).into())]);
            let then = visit.tr.t("report-wait-no-turn-then");
            Ok(come_back(seconds, wait(&visit, &pack, &when, &then, &ticket)))
        }
        Sent::Faulty(faults) => {
            let writing = Writing::open(&visit, &lang, &pack).await?;
            let surroundings = visit.house().surroundings(writing.sheet.files).await?;
            let page = review(&writing, &surroundings, &faults)?;
            Ok(with_status(StatusCode::UNPROCESSABLE_ENTITY, page))
        }
        Sent::Unattended => Ok(with_status(StatusCode::SERVICE_UNAVAILABLE, unattended(&visit, &pack))),
    }
}

/// Question, answer, and the address where it is changed.
type Rows = Vec<(String, String, String)>;

/// The instances that a page stands in with what they are about; empty outside repeats.
fn within(tr: &Tr, filling: &Filling<'_>, page: &str) -> Result<String, Stop> {
    let mut within = Vec::new();
    for (at, _) in page.match_indices('[') {
        let Some(repeat) = filling.repeat(&page[..at])? else { continue };
        let position: usize = page[at + 1..].split(']').next().and_then(|at| at.parse().ok()).unwrap_or(0);
        let instance = repeat.instances.iter().find(|instance| instance.position == position);
        within.extend(instance.map(|instance| repeat::title(tr, &repeat, instance)));
    }
    Ok(within.join(" › "))
}

/// Every answer with the way to change it, and above them what is still missing.
pub fn review(
    writing: &Writing<'_>,
    surroundings: &Surroundings<'_>,
    faults: &[FieldError],
) -> Result<Html, Stop> {
    let tr = &writing.visit.tr;
    let filling = writing.filling(surroundings)?;
    let pages = pages(&filling, surroundings)?;
    let to = |page: &str| writing.href(&format!("{page}?then=review"));
    let link = |field: &str| {
        let page = writing.sheet.form.page_of(field).and_then(|id| filling.page_name(id));
        to(page.as_deref().unwrap_or_default())
    };
    let title = |field: &str| writing.field_title(field);
    let of_report = writing.service().is_some();
    // Away from its question, a sentence alone does not say which answer it is about.
    let about = |field: &str, said: String| match title(field) {
        Some(field) => tr.ta("report-review-fault", &[("field", field.into()), ("said", said.into())]),
        None => said,
    };
    let mut parts: Vec<(String, Rows)> = Vec::new();
    for id in &pages {
        let Some(page) = filling.page(*id)? else { continue };
        let inside = within(tr, &filling, &page.name)?;
        // What is asked of one instance stands together, also where the pages of others inside it come between.
        let known = match inside.as_str() {
            "" => parts.len().checked_sub(1).filter(|last| parts[*last].0.is_empty()),
            _ => parts.iter().position(|(heading, _)| *heading == inside),
        };
        let at = known.unwrap_or(parts.len());
        if known.is_none() {
            parts.push((inside, Rows::new()));
        }
        let rows = &mut parts[at].1;
        if let Some(repeat) = &page.repeat {
            let all: Vec<String> =
                repeat.instances.iter().map(|instance| repeat::title(tr, repeat, instance)).collect();
            let told = if all.is_empty() { tr.t("repeat-none") } else { all.join("\n") };
            let label = repeat.label.as_ref().map(xforms::Shown::words).filter(|label| !label.is_empty());
            rows.push((label.unwrap_or_else(|| tr.t("repeat-title")), told, to(&page.name)));
        }
        for question in &page.questions {
            let way = Way::of(question);
            if way == Way::Told {
                continue;
            }
            let rank = Rank::Label;
            let field = Field { writing, surroundings, question, way, posted: None, fault: None, rank };
            let told = Some(field.told()).filter(|told| !told.is_empty());
            rows.push((
                title(&question.name).unwrap_or_else(|| question.label.words()),
                told.unwrap_or_else(|| tr.t("report-review-empty")),
                to(&page.name),
            ));
        }
    }
    let mut missing: Vec<(String, String)> = filling
        .check()?
        .iter()
        .map(|(name, error)| (link(name), about(name, sentence(tr, name, error))))
        .collect();
    for fault in faults {
        let href = link(&fault.field);
        if missing.iter().all(|(other, _)| *other != href) {
            let said = fault.message.clone().unwrap_or_else(|| tr.t(&fault.key));
            missing.push((href, about(&fault.field, said)));
        }
    }
    let all = pages.len() as u32 + 1;
    let last = pages.last().and_then(|id| filling.page_name(*id)).unwrap_or_default();
    Ok(writing.page("review", tr.t("report-review-title")).faulty(!faults.is_empty()).show(html! {
        (steps(tr, all, all))
        @if !missing.is_empty() {
            div class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="errors-title" {
                h2 id="errors-title" { (tr.t("report-review-incomplete")) }
                ul { @for (href, said) in &missing { li { a href=(href) { (said) } } } }
            }
        }
        h1 { (tr.t("report-review-title")) }
        (lead(&tr.t(if of_report { "report-review-lead" } else { "field-review-lead" })))
        @for (inside, rows) in parts.iter().filter(|(_, rows)| !rows.is_empty()) {
            @if !inside.is_empty() { h2 { (inside) } }
            (page::review(tr, rows))
        }
        form method="post" {
            (row(html! {
                (button(Weight::Main, &tr.t(if of_report { "report-review-send" } else { "field-review-send" }), None))
                (link_button(Weight::Quiet, &tr.t("back"), &writing.href(&last)))
            }))
        }
        form method="post" action=(writing.href("erase")) {
            (row(button(Weight::Grave, &tr.t(if of_report { "report-draft-erase" } else { "field-draft-erase" }), None)))
        }
    }))
}

fn come_back(seconds: u32, page: Html) -> Response {
    let mut response = with_status(StatusCode::SERVICE_UNAVAILABLE, page);
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    response
}

/// The page that asks to come back: nothing is lost.
fn wait(visit: &Visit, pack: &str, when: &str, then: &str, ticket: &str) -> Html {
    let tr = &visit.tr;
    shell(visit, pack, "review", tr.t("report-wait-title")).show(html! {
        h1 { (tr.t("report-wait-title")) }
        (lead(when))
        p { (then) }
        p { (tr.t("report-wait-kept")) }
        form method="post" action=(href(visit.lang, pack, "review")) {
            input type="hidden" name="ticket" value=(ticket);
            (row(button(Weight::Main, &tr.t("report-wait-again"), None)))
        }
    })
}

/// The page that says that nobody could read the report: nothing is lost, and the answers are one step away.
fn unattended(visit: &Visit, pack: &str) -> Html {
    let tr = &visit.tr;
    let review = href(visit.lang, pack, "review");
    shell(visit, pack, "review", tr.t("problem-unattended")).show(html! {
        h1 { (tr.t("problem-unattended")) }
        (lead(&tr.t("problem-unattended-detail")))
        p { (tr.t("report-wait-kept")) " " (tr.t("report-draft-note")) }
        form method="post" action=(review) {
            (row(html! {
                (link_button(Weight::Main, &tr.t("report-unattended-back"), &review))
                (button(Weight::Quiet, &tr.t("report-wait-again"), None))
            }))
        }
        form method="post" action=(href(visit.lang, pack, "erase")) {
            (row(button(Weight::Grave, &tr.t("report-draft-erase"), None)))
        }
    })
}
