//! `/desk/volunteers`: who fills forms in the field. A coordinator adds them, renews and ends their access; the code for their
//! telephone is shown once.

mod assign;

use super::faults::Faults;
use super::place::{self, Choosing};
use super::qr::qr;
use super::surveys;
use super::{Desk, Posted, Spot};
use crate::openrosa::AREA;
use crate::ui::form::{
    Ask, Choice, Entry, Weight, button, checkboxes, error_summary, link_button, row, text,
};
use crate::ui::page::{Tone, card, empty, lead, note, printed_card};
use crate::ui::table::{Column, Mood, Narrow, chip, facts, table};
use crate::ui::{Html, Markup, html};
use crate::{App, Error, Result};
use acts::collect::{Enlisted, Recruit, desk as field};
use acts::directory::LONGEST_NAME;
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use formats::collect_code;
use kernel::Uuid;
use std::sync::Arc;
use store::volunteers::Account;

const LIST: &str = "/desk/volunteers";

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(LIST, get(list).post(add))
        .route("/desk/volunteers/new", get(blank))
        .route("/desk/volunteers/{id}", get(show))
        .route("/desk/volunteers/{id}/assign", get(assign::show).post(assign::take))
        .route("/desk/volunteers/{id}/renew", post(renew))
        .route("/desk/volunteers/{id}/revoke", post(revoke))
}

async fn list(desk: Desk) -> Result<Html> {
    desk.at(Spot::Volunteers)?;
    let mut team = field::volunteers_for(desk.house(), &desk.handler).await?;
    team.sort_by_key(|one| one.revoked.is_some());
    let tr = &desk.tr;
    let lines: Vec<Vec<Markup>> = team
        .iter()
        .map(|one| {
            vec![
                html! { a href={ (LIST) "/" (one.id) } { (one.name) } },
                access(&desk, one),
                html! { (seen(&desk, one)) },
                html! { (tr.number(one.records)) },
                html! { (one.forms.join(" · ")) },
                html! { (places(&desk, one)) },
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("volunteers-name")),
        Column::words(tr.t("volunteers-access")),
        Column::words(tr.t("volunteers-seen")),
        Column::numbers(tr.t("forms-records")),
        Column::words(tr.t("volunteers-forms")),
        Column::words(tr.t("volunteers-places")),
    ];
    let title = tr.t("volunteers-title");
    Ok(desk.page(Spot::Volunteers, title.as_str()).show(html! {
        h1 { (title) }
        (lead(&tr.t("volunteers-lead")))
        (row(link_button(Weight::Main, &tr.t("volunteers-add"), "/desk/volunteers/new")))
        @if lines.is_empty() { (empty(&title, html! { p { (tr.t("volunteers-none")) } })) }
        @else { (table(Narrow::Cards, &title, false, &heads, &lines)) }
    }))
}

fn access(desk: &Desk, one: &Enlisted) -> Markup {
    match one.revoked {
        Some(at) => {
            chip(Mood::Plain, &desk.tr.ta("volunteers-revoked", &[("date", desk.tr.date(at.date()).into())]))
        }
        None => chip(Mood::Good, &desk.tr.t("volunteers-active")),
    }
}

fn seen(desk: &Desk, one: &Enlisted) -> String {
    one.seen.map_or_else(|| desk.tr.t("volunteers-never"), |at| desk.tr.moment(at))
}

fn places(desk: &Desk, one: &Enlisted) -> String {
    if one.places.is_empty() {
        return place::name(desk, None);
    }
    one.places.iter().map(|code| place::name(desk, Some(code))).collect::<Vec<_>>().join(" · ")
}

/// The form as it is shown.
#[derive(Default)]
struct Filled {
    name: String,
    forms: Vec<String>,
    place: Choosing,
    faults: Faults,
}

async fn blank(desk: Desk) -> Result<Html> {
    desk.at(Spot::Volunteers)?;
    asking(&desk, &Filled::default()).await
}

async fn add(posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    desk.at(Spot::Volunteers)?;
    let mut filled = Filled {
        name: posted.text("name").to_owned(),
        forms: posted.all("forms"),
        place: Choosing::of(&posted),
        faults: Faults::default(),
    };
    if place::wants_search(&posted) {
        return Ok(asking(desk, &filled).await?.into_response());
    }
    let recruit = Recruit {
        account: Account::Volunteer,
        name: filled.name.clone(),
        forms: filled.forms.clone(),
        places: filled.place.place().into_iter().collect(),
    };
    match field::enlist_for(desk.house(), &desk.handler, recruit).await {
        Ok(token) => Ok(code_page(desk, &filled.name, &token)?.into_response()),
        Err(acts::Error::Answers(found)) => {
            filled.faults = Faults::of(desk, &found);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, asking(desk, &filled).await?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn asking(desk: &Desk, filled: &Filled) -> Result<Html> {
    let tr = &desk.tr;
    let choices = form_choices(desk, &filled.forms).await?;
    let [title, name, hint, entrusted] =
        ["volunteers-add", "volunteers-name", "volunteers-name-hint", "volunteers-forms"]
            .map(|key| tr.t(key));
    let fault = |control: &str| filled.faults.at(control);
    Ok(desk.page(Spot::Volunteers, title.as_str()).faulty(filled.faults.any()).show(html! {
        (error_summary(tr, &filled.faults.0))
        h1 { (title) }
        @if choices.is_empty() {
            (empty(&title, html! { p { (tr.t("volunteers-no-form")) } p { a href="/desk/forms/new" { (tr.t("forms-add")) } } }))
        } @else {
            form method="post" action=(LIST) class="lean" {
                (desk.token())
                (text(&Ask::label("name", &name).hint(Some(&hint)).fault(fault("name")),
                    Entry::Words, &filled.name, LONGEST_NAME as u32))
                (checkboxes(&Ask::label("forms", &entrusted).fault(fault("forms")), &choices))
                (place::ask(desk, &tr.t("volunteers-place"), &filled.place, fault("places")))
                (row(html! {
                    (button(Weight::Main, &tr.t("volunteers-add-do"), None))
                    (link_button(Weight::Quiet, &tr.t("cancel"), LIST))
                }))
            }
        }
    }))
}

/// The forms that can be entrusted to somebody, those of `chosen` ticked.
async fn form_choices(desk: &Desk, chosen: &[String]) -> Result<Vec<Choice>> {
    let forms = field::forms_for(desk.house(), &desk.handler).await?;
    let choice = |listed: acts::collect::Listed| Choice {
        hint: Some(desk.tr.t(&format!("forms-state-{}", listed.form.state))),
        chosen: chosen.contains(&listed.form.id),
        value: listed.form.id,
        label: listed.form.title,
    };
    Ok(forms.into_iter().map(choice).collect())
}

/// The address and its code, shown once: an answer to a form, which stands in no address of ours.
fn code_page(desk: &Desk, name: &str, token: &str) -> Result<Html> {
    let tr = &desk.tr;
    let terms = &desk.house().terms;
    let address = format!("{}{AREA}{token}", terms.address());
    let code = collect_code::of(&address, &terms.coalition).map_err(Error::internal)?;
    let web = crate::field::address(terms.address(), kernel::Lang::Fr, token);
    let title = tr.ta("volunteers-code-title", &[("name", name.into())]);
    Ok(desk.page(Spot::Volunteers, title.as_str()).show(html! {
        h1 { (title) }
        @if terms.public_url.is_empty() { (note(Tone::Grave, html! { p { (tr.t("volunteers-no-address")) } })) }
        (printed_card(&tr.ta("volunteers-code-for", &[("name", name.into())]), html! {
            p { (tr.t("volunteers-code-how")) }
            p { (qr(&code, &tr.t("volunteers-code-scan"))) }
            p { (tr.t("volunteers-code-address")) }
            p { code class="said" { (address) } }
            p { (tr.t("volunteers-code-once")) }
        }))
        (printed_card(&tr.t("volunteers-web-for"), html! {
            p { (tr.t("volunteers-web-how")) }
            p { (qr(&web, &tr.t("volunteers-web-scan"))) }
            p { code class="said" { (web) } }
            p { (tr.t("volunteers-code-once")) }
        }))
        (row(link_button(Weight::Quiet, &tr.t("volunteers-back"), LIST)))
    }))
}

async fn one(desk: &Desk, id: Uuid) -> Result<Enlisted> {
    let team = field::volunteers_for(desk.house(), &desk.handler).await?;
    team.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)
}

async fn show(desk: Desk, Path(id): Path<Uuid>) -> Result<Html> {
    desk.at(Spot::Volunteers)?;
    let tr = &desk.tr;
    let one = one(&desk, id).await?;
    let given = surveys::given(&desk, id).await?;
    let to = format!("{LIST}/{id}");
    Ok(desk.page(Spot::Volunteers, one.name.as_str()).show(html! {
        p { a href=(LIST) { (tr.t("volunteers-back")) } }
        h1 { (one.name) }
        @if desk.query("done").is_some() { (note(Tone::Good, html! { p { (tr.t("volunteers-assigned")) } })) }
        (card(None, facts(&[
            (tr.t("volunteers-access"), access(&desk, &one)),
            (tr.t("volunteers-seen"), html! { (seen(&desk, &one)) }),
            (tr.t("forms-records"), html! { (tr.number(one.records)) }),
            (tr.t("volunteers-forms"), html! { (one.forms.join(" · ")) }),
            (tr.t("volunteers-places"), html! { (places(&desk, &one)) }),
        ])))
        (given)
        @if one.revoked.is_none() {
            (row(link_button(Weight::Main, &tr.t("volunteers-assign"), &format!("{to}/assign"))))
            (card(Some(&tr.t("volunteers-renew-title")), html! {
                p { (tr.t("volunteers-renew-detail")) }
                form method="post" action={ (to) "/renew" } { (desk.token()) (button(Weight::Quiet, &tr.t("volunteers-renew"), None)) }
            }))
            (card(Some(&tr.ta("volunteers-revoke-ask", &[("name", one.name.as_str().into())])), html! {
                p { (tr.t("volunteers-revoke-detail")) }
                form method="post" action={ (to) "/revoke" } { (desk.token()) (button(Weight::Grave, &tr.t("volunteers-revoke"), None)) }
            }))
        }
    }))
}

async fn renew(Path(id): Path<Uuid>, posted: Posted) -> Result<Html> {
    let desk = &posted.desk;
    desk.at(Spot::Volunteers)?;
    let one = one(desk, id).await?;
    let token = field::renew(desk.house(), &desk.handler, id).await?;
    code_page(desk, &one.name, &token)
}

async fn revoke(Path(id): Path<Uuid>, posted: Posted) -> Result<Redirect> {
    let desk = &posted.desk;
    desk.at(Spot::Volunteers)?;
    field::dismiss(desk.house(), &desk.handler, id).await?;
    Ok(Redirect::to(&format!("{LIST}/{id}")))
}
