//! `POST /{lang}/field/outbox`: what a phone filled without a network and sealed, one item a request. Only 201 and 202 tell the
//! phone that it may forget the item.

use super::signed::{spoken, volunteer};
use crate::openrosa::Refusal;
use crate::receiving::{Held, TELEPHONES};
use crate::texts::Tr;
use crate::{App, Error, Result, Visit};
use acts::collect::{self, Outcome, Posted};
use axum::Json;
use axum::body::{Body, HttpBody};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;

/// Bytes of an item at the most: a record with a film, as a telephone with Collect may send.
pub(super) const LARGEST: usize = 48 << 20;

/// What the phone is told.
#[derive(Serialize)]
struct Told {
    /// `stored`, `again`, `refused`, `closed`, `strange`, `other` or `signed-out`.
    outcome: &'static str,
    /// A sentence for the person.
    said: String,
}

fn told(status: StatusCode, outcome: &'static str, said: String) -> Response {
    (status, Json(Told { outcome, said })).into_response()
}

pub(super) async fn take(State(app): State<Arc<App>>, request: Request) -> Result<Response> {
    let (mut parts, body) = request.into_parts();
    let Ok(visit) = Visit::from_request_parts(&mut parts, &app).await;
    spoken(&visit)?;
    let tr = &visit.tr;
    let Some(volunteer) = volunteer(&visit).await? else {
        return Ok(told(StatusCode::UNAUTHORIZED, "signed-out", tr.t("field-outbox-signed-out")));
    };
    let mut held = Held::of(&TELEPHONES);
    let sealed = whole(body, &mut held).await?;
    let posted = collect::receive_posted(visit.house(), &volunteer, sealed).await?;
    drop(held);
    Ok(answer(tr, posted))
}

fn answer(tr: &Tr, posted: Posted) -> Response {
    match posted {
        Posted::Opened(Outcome::Stored { .. }) => told(StatusCode::CREATED, "stored", tr.t("collect-stored")),
        Posted::Opened(Outcome::Again { .. }) => told(StatusCode::ACCEPTED, "again", tr.t("collect-again")),
        Posted::Opened(Outcome::Refused(refused)) => {
            let refusal = Refusal::Record(refused);
            told(refusal.status(), "refused", refusal.say(tr))
        }
        Posted::Closed => told(StatusCode::UNPROCESSABLE_ENTITY, "closed", tr.t("field-outbox-closed")),
        Posted::Strange => told(StatusCode::UNPROCESSABLE_ENTITY, "strange", tr.t("field-outbox-strange")),
        Posted::SomebodyElses => told(StatusCode::FORBIDDEN, "other", tr.t("field-outbox-other")),
    }
}

/// All of a body, counted against the memory for what telephones send.
async fn whole(mut body: Body, held: &mut Held) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let Ok(frame) = frame.map_err(|_| Error::Unreadable)?.into_data() else { continue };
        if bytes.len() + frame.len() > LARGEST {
            return Err(Error::TooLarge);
        }
        held.count(frame.len())?;
        bytes.extend_from_slice(&frame);
    }
    Ok(bytes)
}
