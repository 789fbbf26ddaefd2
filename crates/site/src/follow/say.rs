//! What the holder of a receipt says: a message or file, consent, the two answers after closing, goodbye.

use super::case;
use super::door::{self, door, forget, holder, href, known, remember};
use crate::intake::posted::Posted;
use crate::ui::form::length;
use crate::{Result, Visit};
use acts::follow::{self, Holder};
use acts::intake::LARGEST_FILE;
use acts::room::MOST_FILES;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use civic::case::{Consent, Satisfaction};

/// `POST /{lang}/follow/write` with `text` and `file`, one of them at least.
pub async fn write(visit: Visit, Path(lang): Path<String>, posted: Posted) -> Result<Response> {
    known(&lang)?;
    let text = posted.get("text");
    let Some(holder) = holder(&visit) else { return over(&visit, text) };
    let tr = &visit.tr;
    let fault = if posted.oversize {
        let most = (LARGEST_FILE >> 20).to_string();
        Some(("file", tr.ta("error-file-size", &[("max", most.into())])))
    } else if length(text) > door::LONGEST as usize {
        Some(("text", tr.ta("error-too-long", &[("max", i64::from(door::LONGEST).into())])))
    } else if text.trim().is_empty() && posted.files.is_empty() {
        Some(("text", tr.t("follow-nothing")))
    } else {
        None
    };
    if fault.is_some() {
        return case::mend(&visit, &holder, text, fault).await;
    }
    let files = posted.files.iter().take(1).map(|(_, file)| file.clone()).collect();
    let done = follow::write(visit.house(), &holder, text, files).await;
    let fault = match done {
        Err(acts::Error::NoRoom) => Some(tr.t("error-file-no-room")),
        Err(acts::Error::TooManyFiles) => Some(tr.ta("error-files-many", &[("max", MOST_FILES.into())])),
        _ => None,
    };
    if let Some(fault) = fault {
        return case::mend(&visit, &holder, text, Some(("file", fault))).await;
    }
    settle(&visit, &holder, done, "sent", text).await
}

/// `POST /{lang}/follow/consent` with `consent=yes|no`.
pub async fn consent(visit: Visit, Path(lang): Path<String>, posted: Posted) -> Result<Response> {
    known(&lang)?;
    let Some(holder) = holder(&visit) else { return over(&visit, "") };
    let consent = match posted.get("consent") {
        "yes" => Consent::Yes,
        "no" => Consent::No,
        _ => return case::mend(&visit, &holder, "", Some(("", visit.tr.t("error-choose")))).await,
    };
    let done = follow::consent(visit.house(), &holder, consent).await;
    settle(&visit, &holder, done, "consent", "").await
}

/// `POST /{lang}/follow/tell` with `answered=yes|no` and `resolved=yes|partly|no`.
pub async fn tell(visit: Visit, Path(lang): Path<String>, posted: Posted) -> Result<Response> {
    known(&lang)?;
    let Some(holder) = holder(&visit) else { return over(&visit, "") };
    let answered = match posted.get("answered") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let resolved = match posted.get("resolved") {
        "yes" => Some(Satisfaction::Yes),
        "partly" => Some(Satisfaction::Partly),
        "no" => Some(Satisfaction::No),
        _ => None,
    };
    let (answered, resolved) = match (answered, resolved) {
        (Some(answered), Some(resolved)) => (answered, resolved),
        (None, _) => {
            let fault = Some(("answered", visit.tr.t("error-choose")));
            return case::mend(&visit, &holder, "", fault).await;
        }
        _ => {
            let fault = Some(("resolved", visit.tr.t("error-choose")));
            return case::mend(&visit, &holder, "", fault).await;
        }
    };
    let done = follow::tell(visit.house(), &holder, answered, resolved).await;
    settle(&visit, &holder, done, "thanks", "").await
}

/// `POST /{lang}/follow/leave`: the cookie goes, and no copy of it is good any more.
pub async fn leave(visit: Visit, Path(lang): Path<String>) -> Result<Response> {
    known(&lang)?;
    if let Some(holder) = holder(&visit) {
        follow::leave(visit.house(), &holder);
    }
    let to = format!("{}?done=left", href(&visit));
    Ok(([forget(&visit)?], Redirect::to(&to)).into_response())
}

/// After an act: the case again, with what was done or why it was not.
async fn settle(
    visit: &Visit,
    holder: &Holder,
    done: acts::Result<()>,
    what: &str,
    text: &str,
) -> Result<Response> {
    match done {
        Ok(()) => {
            let to = format!("{}?done={what}", href(visit));
            Ok(([remember(visit, holder)?], Redirect::to(&to)).into_response())
        }
        Err(acts::Error::Refused(refusal)) => {
            let mut page = case::mend(visit, holder, text, Some(("", visit.tr.t(refusal.key())))).await?;
            *page.status_mut() = StatusCode::CONFLICT;
            Ok(page)
        }
        Err(error) => Err(error.into()),
    }
}

/// The quarter of an hour is over: the receipt is asked again, and what was written is not lost.
fn over(visit: &Visit, text: &str) -> Result<Response> {
    Ok((StatusCode::UNAUTHORIZED, door(visit, door::Said::Over, text)).into_response())
}
