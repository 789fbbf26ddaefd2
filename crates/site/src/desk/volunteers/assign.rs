//! `/desk/volunteers/{id}/assign`: which forms are entrusted to somebody, and where they work.

use super::{LIST, form_choices, one};
use crate::desk::faults::Faults;
use crate::desk::place::{self, Choosing};
use crate::desk::{Desk, Posted, Spot};
use crate::ui::form::{Ask, Choice, Weight, button, checkboxes, error_summary, link_button, row};
use crate::ui::page::lead;
use crate::ui::{Html, html};
use crate::{Error, Result};
use acts::collect::{Enlisted, desk as field};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Uuid;

/// The page as it is shown.
struct Filled {
    forms: Vec<String>,
    /// Places that stay.
    places: Vec<String>,
    /// One more.
    more: Choosing,
    faults: Faults,
}

/// The page.
pub(super) async fn show(desk: Desk, Path(id): Path<Uuid>) -> Result<Html> {
    desk.at(Spot::Volunteers)?;
    let one = with_access(&desk, id).await?;
    let (forms, places) = (one.forms.clone(), one.places.clone());
    let filled = Filled { forms, places, more: Choosing::default(), faults: Faults::default() };
    asking(&desk, &one, &filled).await
}

/// Somebody who has access; for whoever has none any more there is nothing to change.
async fn with_access(desk: &Desk, id: Uuid) -> Result<Enlisted> {
    Some(one(desk, id).await?).filter(|one| one.revoked.is_none()).ok_or(Error::NotFound)
}

/// Takes it in.
pub(super) async fn take(Path(id): Path<Uuid>, posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    desk.at(Spot::Volunteers)?;
    let one = with_access(desk, id).await?;
    let (forms, places, more) = (posted.all("forms"), posted.all("places"), Choosing::of(&posted));
    let mut filled = Filled { forms, places, more, faults: Faults::default() };
    if place::wants_search(&posted) {
        return Ok(asking(desk, &one, &filled).await?.into_response());
    }
    let all = filled.places.iter().cloned().chain(filled.more.place()).collect();
    match field::assign(desk.house(), &desk.handler, id, filled.forms.clone(), all).await {
        Ok(()) => Ok(Redirect::to(&format!("{LIST}/{id}?done=assigned")).into_response()),
        Err(acts::Error::Answers(found)) => {
            filled.faults = Faults::of(desk, &found);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, asking(desk, &one, &filled).await?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn asking(desk: &Desk, one: &Enlisted, filled: &Filled) -> Result<Html> {
    let tr = &desk.tr;
    let forms = form_choices(desk, &filled.forms).await?;
    let mut known = one.places.clone();
    known.extend(filled.places.iter().filter(|code| !one.places.contains(code)).cloned());
    let places: Vec<Choice> = known
        .iter()
        .map(|code| Choice {
            value: code.clone(),
            label: place::name(desk, Some(code)),
            hint: None,
            chosen: filled.places.contains(code),
        })
        .collect();
    let title = tr.ta("volunteers-assign-title", &[("name", one.name.as_str().into())]);
    let [entrusted, stays, more, stays_hint] = [
        "volunteers-forms",
        "volunteers-places-stay",
        "volunteers-place-more",
        "volunteers-places-stay-hint",
    ]
    .map(|key| tr.t(key));
    let fault = |control: &str| filled.faults.at(control);
    let to = format!("{LIST}/{}", one.id);
    Ok(desk.page(Spot::Volunteers, title.as_str()).faulty(filled.faults.any()).show(html! {
        (error_summary(tr, &filled.faults.0))
        p { a href=(to) { (tr.t("volunteers-back-one")) } }
        h1 { (title) }
        (lead(&tr.t("volunteers-assign-lead")))
        form method="post" action={ (to) "/assign" } class="lean" {
            (desk.token())
            (checkboxes(&Ask::label("forms", &entrusted).fault(fault("forms")), &forms))
            @if !places.is_empty() {
                (checkboxes(&Ask::label("places", &stays).hint(Some(&stays_hint)).fault(fault("places")), &places))
            }
            (place::ask(desk, &more, &filled.more, if places.is_empty() { fault("places") } else { None }))
            (row(html! {
                (button(Weight::Main, &tr.t("volunteers-assign-do"), None))
                (link_button(Weight::Quiet, &tr.t("cancel"), &to))
            }))
        }
    }))
}
