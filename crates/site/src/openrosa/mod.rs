//! `/key/{token}/…`: telephones with ODK Collect or KoboCollect. The protocol is OpenRosa, as current Collect speaks it: the
//! token in the path says who asks, nothing is ever redirected, and whatever goes wrong is said in a document that Collect
//! shows to the person in the field.
//!
//! Sources: docs.getodk.org/openrosa-form-list, -form-submission and -http; the source of getodk/collect.

mod form;
mod integrity;
mod list;
mod manifest;
mod media;
mod phone;
mod refusal;
mod reply;
mod submission;

pub(crate) use media::kind_of;
pub use refusal::Refusal;
pub(crate) use reply::explained;

use crate::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, head};
use std::sync::Arc;

/// Begins every path of this area.
pub const AREA: &str = "/key/";

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    // Some send to the address with a slash at its end. A redirect would lose what they send, so both are the same.
    let submission = head(submission::ask).post(submission::send);
    let submission = submission.layer(DefaultBodyLimit::max(submission::LARGEST_POST));
    Router::new()
        .route("/key/{token}/formList", get(list::show))
        .route("/key/{token}/manifest/{form}", get(manifest::show))
        .route("/key/{token}/form/{form}", get(form::show))
        .route("/key/{token}/media/{form}/{name}", get(media::show))
        .route("/key/{token}/integrity/{form}/{list}", get(integrity::show))
        .route("/key/{token}/submission", submission.clone())
        .route("/key/{token}/submission/", submission)
}
