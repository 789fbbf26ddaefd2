//! What a body does with what it was handed: has it, takes it up, refuses it, answers it.

use super::door::{At, address, held, speaks, view};
use super::letter::{Sent, receive};
use super::mandate::Draft;
use crate::receiving::Receiving;
use crate::ui::form::length;
use crate::{Error, Result, Visit};
use acts::intake::{LARGEST_FILE, Upload};
use acts::office::{self, Mandate, Reply};
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// Characters of an answer or a reason at the most.
pub(super) const LONGEST: usize = 10_000;

/// Has it.
pub(super) async fn acknowledge(visit: Visit, Path((lang, link)): At) -> Result<Response> {
    speaks(&lang)?;
    act(&visit, &link, Reply::Acknowledge, Vec::new(), Draft::default()).await
}

/// Takes it up.
pub(super) async fn accept(visit: Visit, Path((lang, link)): At) -> Result<Response> {
    speaks(&lang)?;
    act(&visit, &link, Reply::Accept, Vec::new(), Draft::default()).await
}

/// Why it is refused.
#[derive(Deserialize)]
pub(super) struct Refusing {
    #[serde(default)]
    reason: String,
}

/// Refuses; the reporter reads the reason.
pub(super) async fn refuse(
    visit: Visit,
    Path((lang, link)): At,
    Form(Refusing { reason }): Form<Refusing>,
) -> Result<Response> {
    speaks(&lang)?;
    let mut draft = Draft { reason: reason.clone(), ..Draft::default() };
    if let Some(fault) = words(&visit, &reason, "office-reason-missing") {
        draft.faults.push(("reason", fault));
        return view(&visit, &link, &draft).await;
    }
    act(&visit, &link, Reply::Refuse(reason), Vec::new(), draft).await
}

/// Answers, with the measure taken and perhaps a letter.
pub(super) async fn answer(visit: Visit, Path((lang, link)): At, parts: Receiving) -> Result<Response> {
    speaks(&lang)?;
    let Sent { text, measure, letter, held: _held } = receive(parts).await?;
    let mut draft = Draft { text: text.clone(), measure: measure.clone(), ..Draft::default() };
    if let Some(fault) = words(&visit, &text, "office-text-missing") {
        draft.faults.push(("text", fault));
    }
    if measure.is_empty() {
        draft.faults.push(("measure", visit.tr.t("office-measure-missing")));
    }
    if let Some(fault) = letter.as_ref().and_then(|letter| unfit(&visit, letter)) {
        draft.faults.push(("letter", fault));
    }
    if !draft.faults.is_empty() {
        return view(&visit, &link, &draft).await;
    }
    act(&visit, &link, Reply::Answer { text, measure }, letter.into_iter().collect(), draft).await
}

fn words(visit: &Visit, text: &str, missing: &str) -> Option<String> {
    if text.trim().is_empty() {
        Some(visit.tr.t(missing))
    } else if length(text) > LONGEST {
        Some(visit.tr.ta("error-too-long", &[("max", LONGEST.into())]))
    } else {
        None
    }
}

fn unfit(visit: &Visit, letter: &Upload) -> Option<String> {
    if letter.bytes.len() > LARGEST_FILE {
        Some(visit.tr.ta("error-file-size", &[("max", (LARGEST_FILE >> 20).into())]))
    } else if letter.mime.is_empty() {
        Some(visit.tr.t("error-file-kind"))
    } else {
        None
    }
}

async fn act(
    visit: &Visit,
    link: &str,
    reply: Reply,
    letters: Vec<Upload>,
    mut draft: Draft,
) -> Result<Response> {
    let done = match mandate(visit, link).await? {
        Some(mandate) => office::reply(visit.house(), &mandate, reply, letters).await,
        None => Ok(()),
    };
    match done {
        // Whoever does not hold the link is told so by its page.
        Ok(()) => Ok(Redirect::to(&address(visit.lang, link)).into_response()),
        Err(acts::Error::Refused(refusal)) => {
            draft.refusal = Some(visit.tr.t(refusal.key()));
            view(visit, link, &draft).await
        }
        Err(acts::Error::NoRoom) => {
            draft.faults.push(("letter", visit.tr.t("error-letter-no-room")));
            view(visit, link, &draft).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn mandate(visit: &Visit, link: &str) -> Result<Option<Mandate>> {
    let Some(cookie) = held(visit, link) else { return Ok(None) };
    match office::mandate(visit.house(), link, cookie).await {
        Ok(mandate) => Ok(Some(mandate)),
        Err(acts::Error::SignedOut) => Ok(None),
        Err(error) => Err(Error::from(error)),
    }
}
