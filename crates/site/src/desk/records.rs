//! `/desk/records/{id}`: one record of a field team: what it says, its files, what the desk thinks of it.

mod choose;
pub(super) mod correct;
mod file;
mod page;
pub(super) mod told;

use super::faults::Faults;
use super::{Desk, LONGEST_TEXT, Posted, Spot};
use crate::ui::Markup;
use crate::ui::table::{Mood, chip};
use crate::{App, Error, Result};
use acts::collect::desk as field;
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use kernel::Uuid;
use std::sync::Arc;
use store::reviews::Review;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/desk/records/{id}", get(page::show))
        .route("/desk/records/{id}/review", post(review))
        .route("/desk/records/{id}/choose", post(choose::take))
        .route("/desk/records/{id}/correct", get(correct::show).post(correct::take).layer(correct::large()))
        .route("/desk/records/{id}/file/{name}", get(file::send))
}

/// The address of a record, or of something of it.
pub(super) fn to(id: Uuid, rest: &str) -> String {
    format!("/desk/records/{id}{rest}")
}

/// What the desk thinks of a record, as a pill.
pub(super) fn review_chip(desk: &Desk, review: &str) -> Markup {
    let mood = match Review::named(review) {
        Some(Review::Approved) => Mood::Good,
        Some(Review::Question) => Mood::Waiting,
        Some(Review::Rejected) => Mood::Late,
        _ => Mood::Plain,
    };
    let known = Review::named(review).unwrap_or(Review::Received);
    chip(mood, &desk.tr.t(&format!("records-review-{known}")))
}

async fn review(Path(id): Path<Uuid>, posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    desk.at(Spot::Forms)?;
    if posted.too_long().is_some() {
        let long = desk.tr.ta("error-too-long", &[("max", LONGEST_TEXT.into())]);
        let refused =
            page::Refused { posted: Some(&posted), faults: Faults(vec![("note".to_owned(), long)]) };
        return page::again(desk, id, refused).await;
    }
    let review = Review::named(posted.text("review")).ok_or(Error::Unreadable)?;
    field::review(desk.house(), &desk.handler, id, review, posted.text("note")).await?;
    Ok(Redirect::to(&to(id, "?done=review")).into_response())
}
