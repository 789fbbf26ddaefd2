//! Correcting a record: its questions with the answers as they stand, on one page.

use super::to;
use crate::Result;
use crate::desk::faults::Faults;
use crate::desk::forms::adding::keeper;
use crate::desk::{Desk, LONGEST_LINE, LONGEST_TEXT, Posted, Spot};
use crate::intake::sentence;
use crate::ui::form::{
    Ask, Choice, Entry, Weight, button, checkboxes, error_summary, link_button, row, select, text, textarea,
};
use crate::ui::page::{Tone, lead, note};
use crate::ui::{Html, Markup, html};
use acts::collect::correct::{self, Blank, Corrected};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Uuid;
use std::collections::BTreeMap;

/// Before the name of a question in the name of its control: no question takes the place of the token.
pub(in crate::desk) const OWN: &str = "answer-";
/// Sent with boxes of which none may be ticked.
const ASKED: &str = "asked";
/// Characters of an answer from which on it is shown in several lines.
const LINE: usize = 80;

/// The page.
pub(in crate::desk) async fn show(desk: Desk, Path(id): Path<Uuid>) -> Result<Html> {
    keeper(&desk)?;
    let blanks = correct::blanks(desk.house(), &desk.handler, id).await?;
    Ok(page(&desk, id, blanks.as_deref(), &BTreeMap::new(), &Faults::default(), ""))
}

/// Takes the correction in.
pub(in crate::desk) async fn take(Path(id): Path<Uuid>, posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    keeper(desk)?;
    let blanks = correct::blanks(desk.house(), &desk.handler, id).await?;
    let (reason, answers) = (posted.text("note"), answers(&posted, blanks.iter().flatten()));
    let mut faults = Vec::new();
    if posted.too_long().is_some() {
        faults.push(("note".to_owned(), desk.tr.ta("error-too-long", &[("max", LONGEST_TEXT.into())])));
    } else if reason.is_empty() {
        faults.push(("note".to_owned(), desk.tr.t("correct-reason-missing")));
    } else {
        match correct::correct(desk.house(), &desk.handler, id, answers.clone(), reason).await? {
            Corrected::Kept(new) => return Ok(Redirect::to(&to(new, "?done=corrected")).into_response()),
            Corrected::Same => faults.push(("note".to_owned(), desk.tr.t("correct-same"))),
            Corrected::Refused(found) => {
                let said = |(name, error): &(String, xforms::AnswerError)| {
                    (format!("{OWN}{name}"), sentence(&desk.tr, name, error))
                };
                faults.extend(found.iter().map(said));
            }
        }
    }
    let page = page(desk, id, blanks.as_deref(), &answers, &Faults(faults), reason);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// What was answered to each question, by name; questions that were not on the page are left out.
pub(in crate::desk) fn answers<'b>(
    posted: &Posted,
    blanks: impl Iterator<Item = &'b Blank>,
) -> BTreeMap<String, String> {
    let mut answers = BTreeMap::new();
    for blank in blanks {
        let control = format!("{OWN}{}", blank.name);
        if blank.several {
            if posted.all(ASKED).contains(&blank.name) {
                answers.insert(blank.name.clone(), posted.all(&control).join(" "));
            }
        } else if let Some(given) = posted.given(&control) {
            // A browser sends a new line as two characters.
            answers.insert(blank.name.clone(), given.replace("\r\n", "\n"));
        }
    }
    answers
}

fn page(
    desk: &Desk,
    id: Uuid,
    blanks: Option<&[Blank]>,
    given: &BTreeMap<String, String>,
    faults: &Faults,
    reason: &str,
) -> Html {
    let tr = &desk.tr;
    let title = tr.t("correct-title");
    let (label, hint) = (tr.t("correct-reason"), tr.t("correct-reason-hint"));
    desk.page(Spot::Forms, title.as_str()).faulty(faults.any()).show(html! {
        (error_summary(tr, &faults.0))
        p { a href=(to(id, "")) { (tr.t("correct-back")) } }
        h1 { (title) }
        (lead(&tr.t("correct-lead")))
        @match blanks {
            None => (note(Tone::Grave, html! { p { (tr.t("correct-cannot")) } })),
            Some(blanks) => form method="post" action=(to(id, "/correct")) class="lean" {
                (desk.token())
                @for blank in blanks { (asked(desk, blank, given.get(&blank.name), faults)) }
                (textarea(&Ask::label("note", &label).hint(Some(&hint)).fault(faults.at("note")), reason, 2, LONGEST_TEXT))
                (row(html! {
                    (button(Weight::Main, &tr.t("correct-do"), None))
                    (link_button(Weight::Quiet, &tr.t("cancel"), &to(id, "")))
                }))
            },
        }
    })
}

/// One question with its answer.
pub(in crate::desk) fn asked(desk: &Desk, blank: &Blank, given: Option<&String>, faults: &Faults) -> Markup {
    let control = format!("{OWN}{}", blank.name);
    let value = given.unwrap_or(&blank.value);
    let label = match blank.name.rsplit_once('.') {
        // In a repeat the name of the question says of which instance it is.
        Some((instance, _)) => format!("{} ({instance})", blank.label),
        None => blank.label.clone(),
    };
    let ask = Ask::label(&control, &label).fault(faults.at(&control));
    let choice = |(value, label): &(String, String), chosen: bool| Choice {
        value: value.clone(),
        label: if label.is_empty() { value.clone() } else { label.clone() },
        hint: None,
        chosen,
    };
    if blank.choices.is_empty() {
        return match value.contains('\n') || value.chars().count() > LINE {
            true => textarea(&ask, value, 4, LONGEST_TEXT),
            false => text(&ask, Entry::Words, value, LONGEST_LINE),
        };
    }
    if blank.several {
        let ticked: Vec<&str> = value.split_whitespace().collect();
        let mut all: Vec<Choice> =
            blank.choices.iter().map(|one| choice(one, ticked.contains(&one.0.as_str()))).collect();
        // What the form does not offer now stays unless somebody takes it away.
        let other = ticked.iter().filter(|value| !blank.choices.iter().any(|(known, _)| known == *value));
        all.extend(other.map(|value| choice(&((*value).to_owned(), String::new()), true)));
        return html! { input type="hidden" name=(ASKED) value=(blank.name); (checkboxes(&ask, &all)) };
    }
    let mut all = vec![choice(&(String::new(), desk.tr.t("record-nothing")), value.is_empty())];
    all.extend(blank.choices.iter().map(|one| choice(one, one.0 == *value)));
    if !value.is_empty() && !blank.choices.iter().any(|(known, _)| known == value) {
        all.push(choice(&(value.clone(), String::new()), true));
    }
    select(&ask, &all)
}
