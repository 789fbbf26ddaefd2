//! The coalition works: log-in, queue, case, hand-over, coordinator, members.

mod account;
mod case;
mod coordinator;
mod enrol;
mod entry;
mod export;
mod faults;
mod forms;
mod lists;
mod login;
mod members;
mod offices;
mod paper;
mod place;
mod qr;
mod queue;
mod readings;
mod records;
mod sent;
mod shell;
mod surveys;
mod volunteers;

use crate::App;
use axum::Router;
use axum::routing::{get, post};
use std::sync::Arc;

pub use shell::{COOKIE, Desk, LONGEST_LINE, LONGEST_SUMMARY, LONGEST_TEXT, Posted, Spot, TOKEN, Turned};

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/desk/login", get(login::page).post(login::post))
        .route("/desk/enrol/{token}", get(enrol::page).post(enrol::post))
        .route("/desk/account", get(account::page))
        .route("/desk/account/language", post(account::language))
        .route("/desk/account/passphrase", post(account::passphrase))
        .route("/desk/account/sign-out", post(account::sign_out))
        .route("/desk/account/sign-out-everywhere", post(account::sign_out_everywhere))
        .route("/desk", get(queue::page))
        .route("/desk/cases.csv", get(export::csv))
        .merge(case::routes())
        .merge(coordinator::routes())
        .merge(forms::routes())
        .merge(records::routes())
        .merge(lists::routes())
        .merge(surveys::routes())
        .merge(readings::routes())
        .merge(volunteers::routes())
        .merge(members::routes())
        .merge(offices::routes())
        .merge(entry::routes())
        .merge(paper::routes())
}
