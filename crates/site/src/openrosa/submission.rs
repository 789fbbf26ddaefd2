//! `HEAD` and `POST /key/{token}/submission`: a record with its files, or a part of them.

use super::Refusal;
use super::phone::Phone;
use super::reply::{message, ready};
use crate::receiving::{Receiving, TELEPHONES};
use crate::{App, Result};
use acts::collect::{MOST_FILES, Outcome, Parcel};
use axum::body::{Body, HttpBody};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use std::pin::Pin;
use std::sync::Arc;

/// Bytes of one request at the most: a record and a film beside it. Collect keeps to far less when it can, but sends a file
/// larger than what was advertised in a request of its own.
pub(super) const LARGEST_POST: usize = 48 << 20;
/// The part that holds the record.
const RECORD: &str = "xml_submission_file";
/// The part that says that more requests will come for the same record. What is still to come is known from the record.
const INCOMPLETE: &str = "*isIncomplete*";
/// Bytes that are read from somebody who is refused before anything was read, so that a telephone which sends before it
/// listens gets its answer instead of a broken connection.
const DRAINED: usize = 2 << 20;

/// Where to send, and how much at once. Collect wants 204.
pub(super) async fn ask(phone: Phone) -> Response {
    ready(&phone.visit.house().terms)
}

/// Takes a record in. Only 201 and 202 tell Collect that it arrived; it takes 200 for the page of a paid network.
pub(super) async fn send(State(app): State<Arc<App>>, request: Request) -> Result<Response> {
    let (mut parts, body) = request.into_parts();
    let phone = match Phone::from_request_parts(&mut parts, &app).await {
        Ok(phone) => phone,
        Err(refused) => {
            drain(body).await;
            return Err(refused);
        }
    };
    let mut coming = Receiving::within(&TELEPHONES, Request::from_parts(parts, body), &app).await?;
    let held = coming.held();
    // Newer Collect says this with every request, older only with these.
    let parcel = unpack(&mut coming, phone.asked("deviceID")).await?;
    let house = phone.visit.house();
    let outcome = phone.receive(parcel).await?;
    drop(held);
    let tr = &phone.visit.tr;
    let stored = if phone.tries() { "collect-trial-stored" } else { "collect-stored" };
    match outcome {
        Outcome::Stored { .. } => Ok(message(tr, Some(&house.terms), StatusCode::CREATED, &tr.t(stored))),
        Outcome::Again { .. } => {
            Ok(message(tr, Some(&house.terms), StatusCode::CREATED, &tr.t("collect-again")))
        }
        Outcome::Refused(refused) => Err(Refusal::Record(refused).into()),
    }
}

async fn unpack(coming: &mut Receiving, device: Option<String>) -> Result<Parcel> {
    let (mut xml, mut files) = (None, Vec::new());
    while let Some(part) = coming.next().await? {
        let field = part.field();
        match field.name().unwrap_or_default() {
            RECORD if xml.is_none() => xml = Some(part.whole().await?),
            RECORD | INCOMPLETE => {}
            // A record names no more: what else comes is nobody's.
            _ if files.len() >= MOST_FILES => {}
            name => {
                let name = field.file_name().unwrap_or(name).to_owned();
                files.push((name, part.whole().await?));
            }
        }
    }
    Ok(Parcel { xml: xml.ok_or(Refusal::NoRecord)?, files, device })
}

async fn drain(mut body: Body) {
    let mut dropped = 0;
    while dropped < DRAINED {
        match std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            Some(Ok(frame)) => dropped += frame.data_ref().map_or(0, |data| data.len()),
            _ => return,
        }
    }
}
