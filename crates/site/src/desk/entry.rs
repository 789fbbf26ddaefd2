//! `/desk/forms/{id}/entry`: sheets of paper typed in, by keyboard alone. Two people type each sheet and do not see each other's
//! answers; where these differ somebody settles them. Enter checks what was typed and goes on at the first empty space.

use super::faults::Faults;
use super::forms::to;
use super::shell::{Desk, Posted, Spot};
use crate::paper::{COPIES, MOST_COPIES};
use crate::texts::Tr;
use crate::ui::form::{Ask, Weight, button, error_summary, link_button, row};
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
/// What the list says of a sheet that waits for another person.
const ONCE: &str = "once";
/// What it says of one that became a record.
const RECORDED: &str = "recorded";

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
        Standing::Differs(form, found) => {
            Ok(comparison(&desk, &id, &sheet, &form, &found, &BTreeMap::new(), &Faults::default()))
        }
        Standing::Yours => told(&desk, &id, Tone::Plain, "paper-entry-yours", &sheet).await,
        Standing::Settled(_) => told(&desk, &id, Tone::Good, "paper-entry-is-settled", &sheet).await,
    }
}

fn copies(typed: Option<&str>) -> usize {
    typed.and_then(|copies| copies.parse().ok()).unwrap_or(COPIES).clamp(1, MOST_COPIES)
}

/// The address of the list of a form's sheets.
fn address(id: &str) -> String {
    to(id, "/entry")
}

async fn list(desk: &Desk, id: &str) -> Result<Html> {
    let form = paper::form(desk.house(), &desk.handler, id).await?;
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
                html! { (tr.date(Timestamp(sheet.entered).date())) },
            ]
        })
        .collect();
    let heads = ["paper-number", "paper-entry-state", "paper-date"].map(|key| Column::words(tr.t(key)));
    let title = tr.ta("paper-entry-title", &[("form", named(&form.title, id).into())]);
    let kept = desk.query("kept").filter(|kept| matches!(kept.as_str(), ONCE | RECORDED));
    Ok(desk.page(Spot::Forms, title.as_str()).show(html! {
        p { a href=(to(id, "")) { (tr.t("forms-back-one")) } }
        h1 { (title) }
        @if let Some(kept) = kept {
            (note(Tone::Good, html! { p { (tr.t(&format!("paper-entry-kept-{kept}"))) } }))
        }
        (lead(&tr.t("paper-entry-lead")))
        form method="get" action=(at) class="lean" {
            (line("sheet", &tr.t("paper-number"), &tr.t("paper-entry-number-hint"), "", true))
            (line("copies", &tr.t("paper-entry-copies"), "", &COPIES.to_string(), false))
            (row(button(Weight::Main, &tr.t("paper-entry-begin"), None)))
        }
        p { (tr.ta("paper-entry-count", &[("count", settled.into())])) }
        @if !lines.is_empty() {
            h2 { (tr.t("paper-entry-waiting")) }
            (table(Narrow::Cards, &tr.t("paper-entry-waiting"), false, &heads, &lines))
        }
    }))
}

/// What a form is called in a title.
fn named<'n>(title: &'n str, id: &'n str) -> &'n str {
    if title.is_empty() { id } else { title }
}

fn line(name: &str, label: &str, hint: &str, value: &str, focus: bool) -> Markup {
    let described = (!hint.is_empty()).then(|| format!("{name}-hint"));
    html! {
        div class="ask" {
            label for=(name) { (label) }
            @if !hint.is_empty() { span class="hint" id={ (name) "-hint" } { (hint) } }
            input type="text" id=(name) name=(name) value=(value) autocomplete="off" maxlength="40"
                aria-describedby=[described] autofocus[focus];
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
    let title = sheet_title(desk, form, id, sheet);
    let parts = spaces.iter().enumerate().collect::<Vec<_>>();
    let parts = parts.chunk_by(|(_, one), (_, next)| one.repeats().first() == next.repeats().first());
    let one = |(place, space): &(usize, &Space), first| {
        asked(tr, space, value(space), filled.faults.at(&space.name), next == Some(*place), first)
    };
    desk.page(Spot::Forms, title.as_str()).faulty(filled.faults.any()).show(html! {
        (error_summary(tr, &numbered(&filled.faults, spaces.iter())))
        p { a href=(at) { (tr.t("paper-entry-back")) } }
        h1 { (title) }
        (lead(&tr.t("paper-entry-how")))
        form method="post" action=(at) class="lean" {
            (desk.token())
            input type="hidden" name="sheet" value=(sheet);
            input type="hidden" name="copies" value=(copies);
            // The first button is the one that Enter presses.
            (row(button(Weight::Quiet, &tr.t("paper-entry-check"), Some(("act", "check")))))
            @for part in parts {
                @match part.first().and_then(|(_, space)| Some((space, space.repeats().first()?.1))) {
                    None => @for space in part { (one(space, false)) },
                    // What is filled in several times stands apart, so that the next question is not taken for one of the last copy.
                    Some((space, number)) => (card(None, html! {
                        fieldset {
                            legend { h2 { (copy(tr, space.copy.as_ref().map_or("", |(text, _)| text), number)) } }
                            @for (place, space) in part.iter().enumerate() { (one(space, place == 0)) }
                        }
                    })),
                }
            }
            (row(html! {
                (button(Weight::Main, &tr.t("paper-entry-keep"), Some(("act", "keep"))))
                (link_button(Weight::Quiet, &tr.t("cancel"), &at))
            }))
            p class="soft" { (tr.t("paper-entry-session")) }
        }
    })
}

fn sheet_title(desk: &Desk, form: &Form, id: &str, sheet: &str) -> String {
    desk.tr.ta("paper-entry-sheet", &[("form", named(form.title(), id).into()), ("sheet", sheet.into())])
}

/// The sentences above a page, each with the number that its question has on paper.
fn numbered<'s>(faults: &Faults, spaces: impl Iterator<Item = &'s Space> + Clone) -> Vec<(String, String)> {
    let number = |name: &str| spaces.clone().find(|space| space.name == name).map(|space| space.number);
    let said = faults.0.iter().map(|(name, said)| match number(name) {
        Some(number) => (name.clone(), format!("{number}. {said}")),
        None => (name.clone(), said.clone()),
    });
    said.collect()
}

fn copy(tr: &Tr, text: &str, number: usize) -> String {
    match text {
        "" => tr.ta("paper-copy-nameless", &[("n", number.to_string().into())]),
        text => tr.ta("paper-copy", &[("name", text.into()), ("n", number.to_string().into())]),
    }
}

/// A space with what was typed into it. `headed` when the copy that it begins is named above it already.
fn asked(tr: &Tr, space: &Space, value: &str, fault: Option<&str>, focus: bool, headed: bool) -> Markup {
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
    let hinted = how.is_some() || !space.choices.is_empty();
    let parts = [hinted.then_some("hint"), fault.map(|_| "fault")];
    let described: Vec<String> = parts.iter().flatten().map(|part| format!("{name}-{part}")).collect();
    let inner = space.copy.as_ref().filter(|_| !headed);
    html! {
        @if let Some((text, number)) = inner { h3 { (copy(tr, text, *number)) } }
        div class=(if fault.is_some() { "ask bad" } else { "ask" }) {
            label for=(name) { (space.number) ". " (space.text) }
            @if hinted {
                span class="hint" id={ (name) "-hint" } {
                    @if let Some(how) = how { (tr.t(how)) " " }
                    @for (number, (_, words)) in (1..).zip(&space.choices) {
                        @if number > 1 { " · " }
                        b { (number) } " " (words)
                    }
                }
            }
            @if let Some(fault) = fault { span class="fault" id={ (name) "-fault" } { (fault) } }
            // Words get a line as long as the page lets them; of numbers one sees at once when there are too many.
            input type=[(space.typing != Typing::Words).then_some("text")] id=(name) name={ "q." (name) } value=(value)
                autocomplete="off" maxlength=(LONGEST) aria-describedby=[(!described.is_empty()).then(|| described.join(" "))]
                aria-invalid=[fault.map(|_| "true")] autofocus[focus];
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
        Ok(Some(Entered::First)) => Ok(kept(&id, ONCE)),
        Ok(Some(Entered::Settled(_))) => Ok(kept(&id, RECORDED)),
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

/// Back to the list, which says what became of the sheet: the next one can be taken at once.
fn kept(id: &str, what: &str) -> Response {
    Redirect::to(&format!("{}?kept={what}", address(id))).into_response()
}

async fn told(desk: &Desk, id: &str, tone: Tone, key: &str, sheet: &str) -> Result<Html> {
    let form = paper::form(desk.house(), &desk.handler, id).await?;
    let title = desk.tr.ta("paper-entry-title", &[("form", named(&form.title, id).into())]);
    Ok(desk.page(Spot::Forms, title.as_str()).show(html! {
        h1 { (title) }
        (note(tone, html! { p { (desk.tr.ta(key, &[("sheet", sheet.into())])) } }))
        (row(link_button(Weight::Main, &desk.tr.t("paper-entry-next"), &address(id))))
    }))
}

fn comparison(
    desk: &Desk,
    id: &str,
    sheet: &str,
    form: &Form,
    found: &[Difference],
    chosen: &BTreeMap<String, Choice>,
    faults: &Faults,
) -> Html {
    let (tr, at) = (&desk.tr, address(id));
    let title = sheet_title(desk, form, id, sheet);
    let spaces = found.iter().map(|difference| &difference.space);
    desk.page(Spot::Forms, title.as_str()).faulty(faults.any()).show(html! {
        (error_summary(tr, &numbered(faults, spaces)))
        p { a href=(at) { (tr.t("paper-entry-back")) } }
        h1 { (title) }
        (lead(&tr.ta("paper-entry-settle-lead", &[("count", found.len().into())])))
        form method="post" action={ (at) "/settle" } class="lean" {
            (desk.token())
            input type="hidden" name="sheet" value=(sheet);
            @for (place, difference) in found.iter().enumerate() {
                @let name = &difference.space.name;
                (differing(tr, difference, chosen.get(name), faults.at(name), place == 0 && !faults.any()))
            }
            (row(html! {
                (button(Weight::Main, &tr.t("paper-entry-settle"), None))
                (link_button(Weight::Quiet, &tr.t("cancel"), &at))
            }))
        }
    })
}

/// Both answers, one of which is to be chosen, and room for a third.
fn differing(
    tr: &Tr,
    Difference { space, first, second }: &Difference,
    chosen: Option<&Choice>,
    fault: Option<&str>,
    focus: bool,
) -> Markup {
    let said = |value: &str| match value {
        "" => tr.t("paper-entry-empty"),
        value => space.words(value),
    };
    let copies: String =
        space.repeats().iter().map(|(repeat, position)| format!(" [{repeat} {position}]")).collect();
    let label = format!("{}. {}{copies}", space.number, space.text);
    let (name, control) = (&space.name, format!("c.{}", space.name));
    let third = match chosen {
        Some(Choice::Other(text)) => text.as_str(),
        _ => "",
    };
    let hands = [("1", first, Choice::First), ("2", second, Choice::Second)];
    Ask::label(name, &label).fault(fault).group(html! {
        @for (number, value, choice) in &hands {
            label class="opt" {
                // The first bears the name of the space, so that the sentences above the page lead to it.
                input type="radio" name=(control) value=(number) id=[(*number == "1").then_some(name)]
                    checked[chosen == Some(choice)] autofocus[focus && *number == "1"];
                span { (tr.ta("paper-entry-hand", &[("n", (*number).into())])) " " b { (said(value)) } }
            }
        }
        label class="opt" {
            input type="radio" name=(control) value="other" checked[matches!(chosen, Some(Choice::Other(_)))];
            span { (tr.t("paper-entry-other")) }
        }
        input name={ "o." (name) } value=(third) aria-label=(tr.ta("paper-entry-other-to", &[("question", label.as_str().into())]))
            autocomplete="off" maxlength=(LONGEST);
    })
}

async fn settle(Path(id): Path<String>, posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    let sheet = paper::number(posted.text("sheet")).ok_or(Error::Unreadable)?;
    if posted.too_long().is_some() {
        return Err(Error::TooLarge);
    }
    let Standing::Differs(form, found) = paper::standing(desk.house(), &desk.handler, &id, &sheet).await?
    else {
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
        Ok(_) => Ok(kept(&id, RECORDED)),
        Err(acts::Error::Answers(faults)) => {
            let faults = Faults::of(desk, &faults);
            let page = comparison(desk, &id, &sheet, &form, &found, &chosen, &faults);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
