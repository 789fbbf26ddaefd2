//! Filling a form on these pages: the walk is that of a citizen's report, the end is a record of the volunteer's.

use super::signed::Signed;
use super::{draft_href, href, shell};
use crate::intake::posted::Posted;
use crate::intake::writing::{Stop, Writing, pages, with_status};
use crate::intake::{question, review as looking};
use crate::openrosa::Refusal;
use crate::ui::form::{Weight, link_button, row};
use crate::ui::html;
use crate::ui::page::{Tone, lead, note};
use crate::{Error, Visit};
use acts::collect::writing::{self, Finished, Written};
use acts::collect::{FieldForm, Outcome};
use acts::draft::{Draft, DraftKey};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Uuid;
use std::sync::Arc;

/// The name of the page with all answers.
const REVIEW: &str = "review";

/// A draft taken up again.
struct Open {
    form: Arc<FieldForm>,
    key: DraftKey,
    draft: Draft,
    settled: bool,
}

impl Open {
    async fn of(signed: &Signed, id: Uuid) -> Result<Self, Stop> {
        let Signed { visit, volunteer } = signed;
        match writing::take_up(visit.house(), volunteer, id).await {
            Err(acts::Error::NotFound) => Err(over(visit).into()),
            other => {
                let written = other?;
                let settled = written.settled().is_some();
                let Written { key, draft, form, .. } = written;
                Ok(Self { form, key, draft, settled })
            }
        }
    }
}

/// A draft whose pages can be changed; one that was sent, and of which no answer came back, leads to its review.
macro_rules! open {
    ($signed:expr, $id:expr, $open:ident) => {{
        $open = Open::of(&$signed, $id).await?;
        if $open.settled {
            return Ok(Redirect::to(&draft_href($signed.visit.lang, $id, REVIEW)).into_response());
        }
        Writing::of_volunteer(&$signed.visit, &$open.form, $id, $open.key, $open.draft)
    }};
}

/// `POST /{lang}/field/begin` with `form`.
pub(super) async fn begin(signed: Signed, posted: Posted) -> Result<Response, Stop> {
    let Signed { visit, volunteer } = &signed;
    let id = writing::begin(visit.house(), volunteer, posted.get("form")).await?;
    Ok(Redirect::to(&href(visit.lang, &format!("draft/{id}"))).into_response())
}

/// `GET /{lang}/field/draft/{id}`: to the page the volunteer was on.
pub(super) async fn resume(signed: Signed, Path((_, id)): Path<(String, Uuid)>) -> Result<Response, Stop> {
    let open;
    let writing = open!(signed, id, open);
    let page = match writing.draft.page.as_str() {
        "" => {
            let surroundings = signed.visit.house().surroundings(writing.sheet.files).await?;
            let filling = writing.filling(&surroundings)?;
            let first = pages(&filling, &surroundings)?.first().and_then(|id| filling.page_name(*id));
            first.unwrap_or_else(|| REVIEW.to_owned())
        }
        page => page.to_owned(),
    };
    Ok(writing.go(&page)?)
}

/// `GET /{lang}/field/draft/{id}/{page}`.
pub(super) async fn show(
    signed: Signed,
    Path((_, id, page)): Path<(String, Uuid, String)>,
) -> Result<Response, Stop> {
    let open;
    let writing = open!(signed, id, open);
    question::screen_of(&writing, &page).await
}

/// `POST /{lang}/field/draft/{id}/{page}`, as on the pages of a report.
pub(super) async fn answer(
    signed: Signed,
    Path((_, id, page)): Path<(String, Uuid, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let open;
    let writing = open!(signed, id, open);
    match question::take_in(writing, page, &posted).await {
        Ok(response) => Ok(response),
        Err(stop) => Err(stop),
    }
}

/// `GET /{lang}/field/draft/{id}/review`.
pub(super) async fn review(signed: Signed, Path((_, id)): Path<(String, Uuid)>) -> Result<Response, Stop> {
    let open = Open::of(&signed, id).await?;
    let visit = &signed.visit;
    if open.settled {
        return Ok(unsure(visit, id).into_response());
    }
    let writing = Writing::of_volunteer(visit, &open.form, id, open.key, open.draft);
    let surroundings = visit.house().surroundings(writing.sheet.files).await?;
    Ok(looking::review(&writing, &surroundings, &[])?.into_response())
}

/// `POST /{lang}/field/draft/{id}/review`: sends the record. However often, it arrives once.
pub(super) async fn send(signed: Signed, Path((_, id)): Path<(String, Uuid)>) -> Result<Response, Stop> {
    let Signed { visit, volunteer } = &signed;
    let tr = &visit.tr;
    let finished = match writing::finish(visit.house(), volunteer, id, visit.lang).await {
        Err(acts::Error::NotFound) => return Ok(over(visit)),
        other => other?,
    };
    match finished {
        Finished::Sent(Outcome::Stored { .. } | Outcome::Again { .. }) => Ok(arrived(visit)),
        Finished::Sent(Outcome::Refused(refused)) => {
            let refusal = Refusal::Record(refused);
            let page = shell(visit, tr.t("field-refused-title"), &|lang| draft_href(lang, id, REVIEW));
            let page = page.show(html! {
                h1 { (tr.t("field-refused-title")) }
                (lead(&refusal.say(tr)))
                p { (tr.t("field-refused-kept")) }
                (row(link_button(Weight::Quiet, &tr.t("field-back"), &href(visit.lang, "forms"))))
            });
            Ok(with_status(refusal.status(), page))
        }
        Finished::Faulty(faults) => {
            let open = Open::of(&signed, id).await?;
            let writing = Writing::of_volunteer(visit, &open.form, id, open.key, open.draft);
            let surroundings = visit.house().surroundings(writing.sheet.files).await?;
            let page = looking::review(&writing, &surroundings, &faults)?;
            Ok(with_status(StatusCode::UNPROCESSABLE_ENTITY, page))
        }
    }
}

/// `POST /{lang}/field/draft/{id}/erase`.
pub(super) async fn erase(signed: Signed, Path((_, id)): Path<(String, Uuid)>) -> Result<Response, Stop> {
    let Signed { visit, volunteer } = &signed;
    match writing::erase(visit.house(), volunteer, id).await {
        // Pressed twice.
        Ok(()) | Err(acts::Error::NotFound) => {}
        Err(error) => return Err(Error::from(error).into()),
    }
    Ok(Redirect::to(&href(visit.lang, "forms")).into_response())
}

fn arrived(visit: &Visit) -> Response {
    let tr = &visit.tr;
    let page = shell(visit, tr.t("field-arrived-title"), &|lang| href(lang, "forms"));
    let page = page.show(html! {
        h1 { (tr.t("field-arrived-title")) }
        (lead(&tr.t("collect-stored")))
        (row(link_button(Weight::Main, &tr.t("field-back"), &href(visit.lang, "forms"))))
    });
    with_status(StatusCode::CREATED, page)
}

/// The record was sent and no answer came back: it can be sent again, and not be changed.
fn unsure(visit: &Visit, id: Uuid) -> crate::ui::Html {
    let tr = &visit.tr;
    shell(visit, tr.t("field-unsure-title"), &|lang| draft_href(lang, id, REVIEW)).show(html! {
        h1 { (tr.t("field-unsure-title")) }
        (lead(&tr.t("field-unsure")))
        form method="post" { (row(crate::ui::form::button(Weight::Main, &tr.t("field-review-send"), None))) }
        (note(Tone::Plain, html! { p { (tr.t("field-unsure-once")) } }))
    })
}

/// There is no such draft: it was sent, erased, or two weeks have passed.
fn over(visit: &Visit) -> Response {
    let tr = &visit.tr;
    let page = shell(visit, tr.t("field-over-title"), &|lang| href(lang, "forms")).show(html! {
        h1 { (tr.t("field-over-title")) }
        (lead(&tr.t("field-over")))
        (row(link_button(Weight::Main, &tr.t("field-back"), &href(visit.lang, "forms"))))
    });
    with_status(StatusCode::GONE, page)
}
