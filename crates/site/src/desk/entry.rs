//! `/desk/forms/{id}/entry`: sheets of paper typed in, by keyboard alone. Two people type each sheet and do not see each other's
//! answers; where these differ somebody settles them. Enter checks what was typed and goes on at the first empty space.

use super::faults::Faults;
use super::shell::{Desk, Posted, Spot};
use crate::paper::{COPIES, MOST_COPIES};
use crate::texts::Tr;
use crate::ui::form::{Weight, button, error_summary, link_button, row};
use crate::ui::page::{Tone, card, lead, note};
use crate::ui::table::{Column, Narrow, table};
use crate::ui::{Html, Markup, html};
use crate::{App, Error, Result};
use acts::collect::paper::{self, Choice, Difference, Entered, Space, Standing, Typing};
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use kernel::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;
use xforms::Form;

/// Characters of an answer.
const LONGEST: u32 = 5_000;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/desk/forms/{id}/entry", get(page).post(keep))
        .route("/desk/forms/{id}/entry/settle", post(settle))
}

async fn page(desk: Desk, Path(id): Path<String>) -> Result<Html> {
    let Some(sheet) = desk.query("sheet").and_then(|typed| paper::number(&typed)) else {
        return list(&desk, &id).await;
    };
    match paper::standing(desk.house(), &desk.handler, &id, &sheet).await? {
        Standing::Typed(form) => {
            let copies = copies(desk.query("copies").as_deref());
            Ok(blank(&desk, &id, &sheet, &form, copies, &Filled::default()))
        }
        Standing::Differs(_, found) => Ok(comparison(&desk, &id, &sheet, &found, &Faults::default())),
        Standing::Yours => {
            Ok(told(&desk, &id, Tone::Plain, &desk.tr.ta("paper-entry-yours", &[("sheet", sheet.into())])))
        }
        Standing::Settled(_) => Ok(told(
            &desk,
            &id,
            Tone::Good,
            &desk.tr.ta("paper-entry-is-settled", &[("sheet", sheet.into())]),
        )),
    }
}

fn copies(typed: Option<&str>) -> usize {
    typed.and_then(|copies| copies.parse().ok()).unwrap_or(COPIES).clamp(1, MOST_COPIES)
}

/// The address of the list of a form's sheets.
fn address(id: &str) -> String {
    let id: String = form_urlencoded::byte_serialize(id.as_bytes()).collect();
    // A path takes no plus for a blank.
    format!("/desk/forms/{}/entry", id.replace('+', "%20"))
}

async fn list(desk: &Desk, id: &str) -> Result<Html> {
    let (waiting, settled) = paper::sheets(desk.house(), &desk.handler, id).await?;
    let (tr, at) = (&desk.tr, address(id));
    let lines: Vec<Vec<Markup>> = waiting
        .iter()
        .map(|sheet| {
            let state = match sheet.entries {
                1 if sheet.member_id == desk.handler.member.id.0 => "paper-entry-once-you",
                1 => "paper-entry-once",
                _ => "paper-entry-differs",
            };
            let query: String = form_urlencoded::byte_serialize(sheet.sheet.as_bytes()).collect();
            vec![
                html! { a href={ (at) "?sheet=" (query) } { (sheet.sheet) } },
                html! { (tr.t(state)) },
                html! { (Timestamp(sheet.entered).date().to_string()) },
            ]
        })
        .collect();
    let heads = ["paper-number", "paper-entry-state", "paper-date"].map(|key| Column::words(tr.t(key)));
    let title = tr.ta("paper-entry-title", &[("form", id.into())]);
    Ok(desk.page(Spot::Queue, title.as_str()).show(html! {
        h1 { (title) }
        (lead(&tr.t("paper-entry-lead")))
        form method="get" action=(at) class="lean" {
            (line("sheet", &tr.t("paper-number"), &tr.t("paper-entry-number-hint"), "", true))
            (line("copies", &tr.t("paper-entry-copies"), "", &COPIES.to_string(), false))
            (row(button(Weight::Main, &tr.t("paper-entry-begin"), None)))
        }
        p { (tr.ta("paper-entry-count", &[("count", settled.into())])) }
        @if !lines.is_empty() { (table(Narrow::Cards, &title, false, &heads, &lines)) }
    }))
}

fn line(name: &str, label: &str, hint: &str, value: &str, focus: bool) -> Markup {
    html! {
        div class="ask" {
            label for=(name) { (label) }
            @if !hint.is_empty() { span class="hint" id={ (name) "-hint" } { (hint) } }
            input type="text" id=(name) name=(name) value=(value) autocomplete="off" maxlength="40" autofocus[focus];
        }
    }
}

/// What was typed so far, and what is to be mended.
#[derive(Default)]
struct Filled {
    typed: BTreeMap<String, String>,
    faults: Faults,
    /// Whether it was looked through, so that the next empty space is where one goes on.
    looked: bool,
}

fn blank(desk: &Desk, id: &str, sheet: &str, form: &Form, copies: usize, filled: &Filled) -> Html {
    let (tr, at) = (&desk.tr, address(id));
    let spaces = Space::all(form, desk.handler.lang, copies);
    let value = |space: &Space| filled.typed.get(&space.name).map(String::as_str).unwrap_or_default();
    let last = spaces.iter().rposition(|space| !value(space).is_empty());
    let next = match (filled.faults.any(), filled.looked, last) {
        (true, ..) => None,
        (false, true, Some(last)) => Some(last + 1),
        _ => Some(0),
    };
    let title = tr.ta("paper-entry-sheet", &[("form", id.into()), ("sheet", sheet.into())]);
    desk.page(Spot::Queue, title.as_str()).faulty(filled.faults.any()).show(html! {
        (error_summary(tr, &filled.faults.0))
        h1 { (title) }
        (lead(&tr.t("paper-entry-how")))
        form method="post" action=(at) class="lean" {
            (desk.token())
            input type="hidden" name="sheet" value=(sheet);
            input type="hidden" name="copies" value=(copies);
            // The first button is the one that Enter presses.
            (row(button(Weight::Quiet, &tr.t("paper-entry-check"), Some(("act", "check")))))
            @for (place, space) in spaces.iter().enumerate() {
                (asked(tr, space, value(space), filled.faults.at(&space.name), next == Some(place)))
            }
            (row(html! {
                (button(Weight::Main, &tr.t("paper-entry-keep"), Some(("act", "keep"))))
                (link_button(Weight::Quiet, &tr.t("cancel"), &at))
            }))
        }
    })
}

fn asked(tr: &Tr, space: &Space, value: &str, fault: Option<&str>, focus: bool) -> Markup {
    let name = &space.name;
    let how = match space.typing {
        Typing::One | Typing::Words => None,
        Typing::Many => Some("paper-type-many"),
        Typing::Ranks => Some("paper-type-ranks"),
        Typing::Agreed => Some("paper-type-agreed"),
        Typing::Number => Some("paper-type-number"),
        Typing::Day => Some("paper-type-day"),
        Typing::Month => Some("paper-type-month"),
        Typing::Year => Some("paper-type-year"),
        Typing::Time => Some("paper-type-time"),
        Typing::Moment => Some("paper-type-moment"),
        Typing::Point => Some("paper-type-point"),
    };
    let choices: Vec<String> =
        (1..).zip(&space.choices).map(|(number, (_, words))| format!("{number} {words}")).collect();
    let hint = [how.map(|key| tr.t(key)).unwrap_or_default(), choices.join(" · ")];
    let hint = hint.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    let described = match (hint.is_empty(), fault) {
        (true, None) => None,
        (true, Some(_)) => Some(format!("{name}-fault")),
        (false, None) => Some(format!("{name}-hint")),
        (false, Some(_)) => Some(format!("{name}-hint {name}-fault")),
    };
    html! {
        @if let Some((text, copy)) = &space.copy {
            h2 { @if text.is_empty() { (tr.ta("paper-copy-nameless", &[("n", copy.to_string().into())])) }
                @else { (tr.ta("paper-copy", &[("name", text.as_str().into()), ("n", copy.to_string().into())])) } }
        }
        div class=(if fault.is_some() { "ask bad" } else { "ask" }) {
            label for=(name) { (space.number) ". " (space.text) }
            @if !hint.is_empty() { span class="hint" id={ (name) "-hint" } { (hint) } }
            @if let Some(fault) = fault { span class="fault" id={ (name) "-fault" } { (fault) } }
            input type="text" id=(name) name={ "q." (name) } value=(value) autocomplete="off" maxlength=(LONGEST)
                aria-describedby=[described] aria-invalid=[fault.map(|_| "true")] autofocus[focus];
        }
    }
}

async fn keep(Path(id): Path<String>, posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    let sheet = paper::number(posted.text("sheet")).ok_or(Error::Unreadable)?;
    if posted.too_long().is_some() {
        return Err(Error::TooLarge);
    }
    let form = match paper::standing(desk.house(), &desk.handler, &id, &sheet).await? {
        Standing::Typed(form) => form,
        // Somebody else was faster, or this person sent it twice: the page of the sheet says where it stands.
        _ => return Ok(Redirect::to(&of_sheet(&id, &sheet)).into_response()),
    };
    let copies = copies(Some(posted.text("copies")));
    let mut filled = Filled { looked: true, ..Filled::default() };
    for space in Space::all(&form, desk.handler.lang, copies) {
        if let Some(text) = posted.given(&format!("q.{}", space.name)).filter(|text| !text.trim().is_empty())
        {
            filled.typed.insert(space.name, text.to_owned());
        }
    }
    let outcome = match posted.text("act") {
        "keep" => paper::enter(desk.house(), &desk.handler, &id, &sheet, &filled.typed).await.map(Some),
        _ => paper::check(desk.house(), &desk.handler, &form, &filled.typed).await.map(|()| None),
    };
    match outcome {
        Ok(None) => Ok(blank(desk, &id, &sheet, &form, copies, &filled).into_response()),
        Ok(Some(Entered::Differs(_))) => Ok(Redirect::to(&of_sheet(&id, &sheet)).into_response()),
        Ok(Some(Entered::First | Entered::Settled(_))) => Ok(Redirect::to(&address(&id)).into_response()),
        Err(acts::Error::Answers(found)) => {
            filled.faults = Faults::of(desk, &found);
            let page = blank(desk, &id, &sheet, &form, copies, &filled);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The address of a sheet.
fn of_sheet(id: &str, sheet: &str) -> String {
    let sheet: String = form_urlencoded::byte_serialize(sheet.as_bytes()).collect();
    format!("{}?sheet={sheet}", address(id))
}

fn told(desk: &Desk, id: &str, tone: Tone, sentence: &str) -> Html {
    let title = desk.tr.ta("paper-entry-title", &[("form", id.into())]);
    desk.page(Spot::Queue, title.as_str()).show(html! {
        h1 { (title) }
        (note(tone, html! { p { (sentence) } }))
        (row(link_button(Weight::Main, &desk.tr.t("paper-entry-next"), &address(id))))
    })
}

fn comparison(desk: &Desk, id: &str, sheet: &str, found: &[Difference], faults: &Faults) -> Html {
    let (tr, at) = (&desk.tr, address(id));
    let title = tr.ta("paper-entry-sheet", &[("form", id.into()), ("sheet", sheet.into())]);
    let empty = tr.t("paper-entry-empty");
    let said = |space: &Space, value: &str| match value {
        "" => empty.clone(),
        value => space.words(value),
    };
    desk.page(Spot::Queue, title.as_str()).faulty(faults.any()).show(html! {
        (error_summary(tr, &faults.0))
        h1 { (title) }
        (lead(&tr.ta("paper-entry-settle-lead", &[("count", found.len().into())])))
        form method="post" action={ (at) "/settle" } class="lean" {
            (desk.token())
            input type="hidden" name="sheet" value=(sheet);
            @for (place, Difference { space, first, second }) in found.iter().enumerate() {
                (card(None, html! {
                    fieldset id=(space.name) {
                        legend { (space.number) ". " (space.text)
                            @for (repeat, position) in space.repeats() { " [" (repeat) " " (position) "]" } }
                        @if let Some(fault) = faults.at(&space.name) { span class="fault" { (fault) } }
                        @for (value, label) in [("1", said(space, first)), ("2", said(space, second))] {
                            label { input type="radio" name={ "c." (space.name) } value=(value) autofocus[place == 0 && value == "1"];
                                " " (tr.ta("paper-entry-hand", &[("n", value.into())])) " " b { (label) } }
                        }
                        label { input type="radio" name={ "c." (space.name) } value="other"; " " (tr.t("paper-entry-other")) }
                        input type="text" name={ "o." (space.name) } aria-label=(tr.t("paper-entry-other")) autocomplete="off" maxlength=(LONGEST);
                    }
                }))
            }
            (row(html! {
                (button(Weight::Main, &tr.t("paper-entry-settle"), None))
                (link_button(Weight::Quiet, &tr.t("cancel"), &at))
            }))
        }
    })
}

async fn settle(Path(id): Path<String>, posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    let sheet = paper::number(posted.text("sheet")).ok_or(Error::Unreadable)?;
    if posted.too_long().is_some() {
        return Err(Error::TooLarge);
    }
    let Standing::Differs(_, found) = paper::standing(desk.house(), &desk.handler, &id, &sheet).await? else {
        return Ok(Redirect::to(&of_sheet(&id, &sheet)).into_response());
    };
    let mut chosen = BTreeMap::new();
    for Difference { space, .. } in &found {
        let choice = match posted.text(&format!("c.{}", space.name)) {
            "1" => Choice::First,
            "2" => Choice::Second,
            "other" => Choice::Other(posted.text(&format!("o.{}", space.name)).to_owned()),
            _ => continue,
        };
        chosen.insert(space.name.clone(), choice);
    }
    match paper::settle(desk.house(), &desk.handler, &id, &sheet, &chosen).await {
        Ok(_) => Ok(Redirect::to(&address(&id)).into_response()),
        Err(acts::Error::Answers(faults)) => {
            let page = comparison(desk, &id, &sheet, &found, &Faults::of(desk, &faults));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
