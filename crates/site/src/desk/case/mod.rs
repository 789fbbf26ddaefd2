//! `/desk/case/{reference}`: a case on one page, and one route for each act on it. Every file here is one act: the form
//! that offers it, where it may be offered, and what happens when the form is sent.

mod assess;
mod assign;
mod close;
mod consent;
mod content;
mod duplicates;
mod facts;
mod file;
mod history;
mod note;
mod recall;
mod refer;
mod reopen;
mod summarise;
mod view;
mod write;

use super::Posted;
use crate::{App, Result};
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use civic::case::Refusal;
use kernel::CaseId;
use std::sync::Arc;
use view::{Notice, draw};

pub(super) use file::disposition;

/// Routes of a case.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/desk/case/{reference}", get(view::page))
        .route("/desk/case/{reference}/file/{id}", get(file::download))
        .route("/desk/case/{reference}/assess", post(assess::post))
        .route("/desk/case/{reference}/assign", post(assign::post))
        .route("/desk/case/{reference}/summarise", post(summarise::post))
        .route("/desk/case/{reference}/write", post(write::post))
        .route("/desk/case/{reference}/note", post(note::post))
        .route("/desk/case/{reference}/consent", post(consent::post))
        .route("/desk/case/{reference}/refer", post(refer::post))
        .route("/desk/case/{reference}/renew", post(refer::renew))
        .route("/desk/case/{reference}/recall", post(recall::post))
        .route("/desk/case/{reference}/close", post(close::post))
        .route("/desk/case/{reference}/reopen", post(reopen::post))
        .route("/desk/case/{reference}/merge", post(duplicates::merge))
        .route("/desk/case/{reference}/unmerge", post(duplicates::unmerge))
}

/// The reply to an act: back to the page when it was done; the page again, with what was typed, when it was refused.
async fn settle(posted: &Posted, id: CaseId, reference: &str, done: acts::Result<()>) -> Result<Response> {
    match done {
        Ok(()) => {
            Ok(Redirect::to(&format!("{}?done=yes", super::queue::case_href(reference))).into_response())
        }
        Err(acts::Error::Refused(refusal)) => refused(posted, id, refusal).await,
        Err(error) => Err(error.into()),
    }
}

/// The page again when a text is longer than its control takes, with what was typed; none when all are short enough.
async fn too_long(posted: &Posted, id: CaseId) -> Result<Option<Response>> {
    let Some(max) = posted.too_long() else { return Ok(None) };
    let page = draw(&posted.desk, id, Notice::TooLong(max), Some(posted)).await?;
    Ok(Some((StatusCode::UNPROCESSABLE_ENTITY, page).into_response()))
}

/// The page again, as the case is now, with what was typed and why it was not done.
async fn refused(posted: &Posted, id: CaseId, refusal: Refusal) -> Result<Response> {
    let status = match refusal {
        Refusal::NotYours => StatusCode::FORBIDDEN,
        Refusal::Changed => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = draw(&posted.desk, id, Notice::Refused(refusal), Some(posted)).await?;
    Ok((status, page).into_response())
}
