//! The holder of a receipt asks, through a program, what became of the report.

use super::body;
use super::problems::{Problem, Problems};
use crate::follow::sentences;
use crate::texts::Tr;
use crate::{Error, Result, Visit};
use acts::follow::{self, Followed};
use axum::Json;
use axum::extract::Request;
use civic::case::MomentKind;
use civic::pack::Pack;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Bytes of a body.
const LARGEST_BODY: usize = 64 << 10;

/// A receipt.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Held {
    /// The twenty digits, spaced as one likes.
    receipt: String,
}

/// Where a report stands.
#[derive(Serialize, ToSchema)]
pub(super) struct Status {
    /// Names the case to the coalition.
    reference: String,
    /// Name of the state in the pack.
    #[schema(example = "referred")]
    state: String,
    /// The state in a sentence.
    state_text: String,
    /// The day (ISO 8601) by which the next step is promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = Date)]
    due: Option<String>,
    /// What happened, oldest first.
    timeline: Vec<Step>,
    /// Messages between desk and reporter, oldest first.
    messages: Vec<Message>,
}

/// Something that happened.
#[derive(Serialize, ToSchema)]
struct Step {
    /// When (RFC 3339, UTC).
    #[schema(format = DateTime)]
    at: String,
    /// What: `received`, `assessed`, `referred`, `acknowledged`, `accepted`, `refused`, `answered`, `reminded`,
    /// `escalated`, `recalled`, `consented`, `consent-noted`, `consent-set-aside`, `attached`, `closed`, `reopened`. More may
    /// come.
    kind: &'static str,
    /// The same in a sentence.
    text: String,
    /// The body's own words, when it answered or refused; the desk's, when it noted how consent was given or refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    words: Option<String>,
}

/// A message.
#[derive(Serialize, ToSchema)]
struct Message {
    /// When (RFC 3339, UTC).
    #[schema(format = DateTime)]
    at: String,
    /// Who wrote it.
    from: Side,
    /// What it says.
    text: String,
}

/// A side of a correspondence.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Side {
    Desk,
    Reporter,
}

/// What became of a report.
///
/// A receipt that is unknown, mistyped or erased gets 404 with the same bytes after the same work. Nothing is ever locked:
/// under a flood of guesses an answer takes longer, or is 503 with `Retry-After`.
#[utoipa::path(
    post,
    path = "/api/v1/receipts",
    operation_id = "follow",
    request_body = Held,
    responses(
        (status = 200, description = "Where the report stands.", body = Status),
        (status = 404, description = "The receipt opens no case.", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Many at once; try again.", body = Problem, content_type = "application/problem+json"),
        Problems,
    )
)]
pub(super) async fn follow(visit: Visit, request: Request) -> Result<Json<Status>> {
    let Held { receipt } = body::read(request, LARGEST_BODY).await?.parse(&visit.tr)?;
    let holder = follow::enter(visit.house(), &receipt).await.map_err(no_case)?;
    let followed = follow::view(visit.house(), &holder).await.map_err(no_case)?;
    let pack = &visit.house().service(&followed.pack)?.pack;
    Ok(Json(status(&visit.tr, pack, &followed)))
}

fn no_case(error: acts::Error) -> Error {
    match error {
        acts::Error::NotFound => Error::Receipt,
        other => other.into(),
    }
}

fn status(tr: &Tr, pack: &Pack, followed: &Followed) -> Status {
    let state = pack.state(&followed.state);
    let sentence = state.and_then(|state| tr.pack(&pack.id, &state.public_text_key()));
    let (mut timeline, mut messages) = (Vec::new(), Vec::new());
    for (line, text) in followed.lines.iter().zip(sentences(tr, pack, followed)) {
        let at = line.moment.at.rfc3339();
        let from = match line.moment.kind {
            MomentKind::MessageSent(_) => Side::Desk,
            MomentKind::MessageReceived(_) => Side::Reporter,
            _ => {
                let kind = line.moment.kind.word();
                timeline.push(Step { at, kind, text, words: line.words.clone() });
                continue;
            }
        };
        messages.push(Message { at, from, text: line.words.clone().unwrap_or_default() });
    }
    Status {
        reference: followed.reference.clone(),
        state: followed.state.clone(),
        state_text: sentence.unwrap_or_default(),
        due: followed.due.map(|due| due.to_string()),
        timeline,
        messages,
    }
}
