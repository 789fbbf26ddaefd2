//! Correcting a record: its questions with the answers as they stand, on one page.

use super::to;
use crate::Result;
use crate::desk::faults::Faults;
use crate::desk::forms::adding::keeper;
use crate::desk::sent::Sent;
use crate::desk::{Desk, LONGEST_LINE, LONGEST_TEXT, Posted, Spot, forms};
use crate::intake::sentence;
use crate::openrosa::kind_of;
use crate::ui::form::{
    Ask, Choice, Entry, Weight, button, checkboxes, error_summary, file, link_button, row, select, text,
    textarea,
};
use crate::ui::page::{Tone, lead, note};
use crate::ui::{Html, Markup, html};
use acts::collect::correct::{self, Blank, Corrected, Correction, NewFile};
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Uuid;
use std::collections::BTreeMap;

/// Before the name of a question in the name of its control: no question takes the place of the token.
pub(in crate::desk) const OWN: &str = "answer-";
/// Names a question whose file is to be taken away.
const AWAY: &str = "away";
/// Bytes of a correction with its files: as much as a telephone sends at once.
const LARGEST: usize = 48 << 20;
/// Sent with boxes of which none may be ticked.
pub(in crate::desk) const ASKED: &str = "asked";
/// Characters of an answer from which on it is shown in several lines.
const LINE: usize = 80;

/// The page.
pub(in crate::desk) async fn show(desk: Desk, Path(id): Path<Uuid>) -> Result<Html> {
    keeper(&desk)?;
    let blanks = correct::blanks(desk.house(), &desk.handler, id).await?;
    Ok(page(&desk, id, blanks.as_deref(), &BTreeMap::new(), &Faults::default(), ""))
}

/// How much is taken in at once.
pub(super) fn large() -> DefaultBodyLimit {
    DefaultBodyLimit::max(LARGEST)
}

/// Takes the correction in.
pub(in crate::desk) async fn take(Path(id): Path<Uuid>, mut sent: Sent) -> Result<Response> {
    keeper(&sent.posted.desk)?;
    let blanks = correct::blanks(sent.posted.desk.house(), &sent.posted.desk.handler, id).await?;
    let (mut files, mut faults) = (BTreeMap::new(), Vec::new());
    for (blank, takes) in blanks.iter().flatten().filter_map(|blank| Some((blank, blank.takes.as_ref()?))) {
        let control = format!("{OWN}{}", blank.name);
        let file = sent.take(&control).into_iter().next();
        if let Some((name, bytes)) = file {
            if !fits(takes, &name) {
                faults.push((control, sent.posted.desk.tr.t("correct-file-kind")));
            } else if bytes.is_empty() {
                faults.push((control, sent.posted.desk.tr.t("correct-file-empty")));
            } else {
                files.insert(blank.name.clone(), Some(NewFile { name, bytes }));
            }
        } else if sent.posted.all(AWAY).contains(&blank.name) {
            files.insert(blank.name.clone(), None);
        }
    }
    let posted = &sent.posted;
    let (desk, reason) = (&posted.desk, posted.text("note"));
    let answers = answers(posted, blanks.iter().flatten().filter(|blank| blank.takes.is_none()));
    if posted.too_long().is_some() {
        faults.push(("note".to_owned(), desk.tr.ta("error-too-long", &[("max", LONGEST_TEXT.into())])));
    } else if reason.is_empty() {
        faults.push(("note".to_owned(), desk.tr.t("correct-reason-missing")));
    }
    if faults.is_empty() {
        let correction = Correction { answers: answers.clone(), files };
        match correct::correct(desk.house(), &desk.handler, id, correction, reason).await? {
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
    // A browser does not send a file again by itself.
    if !faults.is_empty() && sent.brought() {
        faults.push(("note".to_owned(), desk.tr.t("correct-files-again")));
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
            Some(blanks) => form method="post" action=(to(id, "/correct")) class="lean"
                enctype=[blanks.iter().any(|blank| blank.takes.is_some()).then_some("multipart/form-data")] {
                (desk.token())
                @for blank in blanks {
                    @match &blank.takes {
                        Some(takes) => (asked_file(desk, id, blank, takes, faults)),
                        None => (asked(desk, blank, given.get(&blank.name), None, faults)),
                    }
                }
                (textarea(&Ask::label("note", &label).hint(Some(&hint)).fault(faults.at("note")), reason, 2, LONGEST_TEXT))
                (row(html! {
                    (button(Weight::Main, &tr.t("correct-do"), None))
                    (link_button(Weight::Quiet, &tr.t("cancel"), &to(id, "")))
                }))
            },
        }
    })
}

fn label(blank: &Blank) -> String {
    match blank.name.rsplit_once('.') {
        // In a repeat the name of the question says of which instance it is.
        Some((instance, _)) => format!("{} ({instance})", blank.label),
        None => blank.label.clone(),
    }
}

/// Asks for a file: another one in place of the one that is there, or none.
fn asked_file(desk: &Desk, id: Uuid, blank: &Blank, takes: &str, faults: &Faults) -> Markup {
    let tr = &desk.tr;
    let (control, label) = (format!("{OWN}{}", blank.name), label(blank));
    let hint = match blank.value.as_str() {
        "" => tr.t("correct-file-none"),
        name => tr.ta("correct-file-now", &[("name", name.into())]),
    };
    let now = html! { a href=(to(id, &format!("/file/{}", forms::in_path(&blank.value)))) { (blank.value) } };
    let ask = Ask { beside: (!blank.value.is_empty()).then_some(&now), ..Ask::label(&control, &label) };
    html! {
        (file(&ask.hint(Some(&hint)).fault(faults.at(&control)), takes, None))
        @if !blank.value.is_empty() {
            label class="opt" {
                input type="checkbox" name=(AWAY) value=(blank.name);
                span { (tr.ta("correct-file-away", &[("name", blank.value.as_str().into())])) }
            }
        }
    }
}

/// Whether a file of this name can be what a question takes, such as `image/*`; what it says of itself is not believed.
fn fits(takes: &str, name: &str) -> bool {
    let wanted = takes.split_once('/').map_or("*", |(class, _)| class);
    let kind = kind_of(name);
    match wanted {
        "image" | "audio" | "video" => kind.split_once('/').is_some_and(|(class, _)| class == wanted),
        _ => true,
    }
}

/// Asks for an answer that is typed or chosen.
pub(in crate::desk) fn asked(
    desk: &Desk,
    blank: &Blank,
    given: Option<&String>,
    hint: Option<&str>,
    faults: &Faults,
) -> Markup {
    let control = format!("{OWN}{}", blank.name);
    let (value, label) = (given.unwrap_or(&blank.value), label(blank));
    let ask = Ask::label(&control, &label).hint(hint).fault(faults.at(&control));
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

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_question_for_a_picture_takes_no_other_kind_of_file() {
        assert!(fits("image/*", "a.JPG") && fits("audio/*", "a.m4a") && fits("application/*", "a.pdf"));
        assert!(!fits("image/*", "a.pdf") && !fits("image/*", "a.html") && !fits("audio/*", "a.jpg"));
    }
}
