//! The description of the API (OpenAPI 3.1). A route stands here once, for the router and for the document, so the two
//! cannot drift apart.

use super::problems::Problems;
use super::submissions::Submission;
use super::{cases, forms, places, receipts, submissions};
use crate::public::files;
use crate::{App, Error, Result};
use axum::http::header;
use axum::response::IntoResponse;
use std::sync::Arc;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Reports, receipts, forms and places for partner applications, and the published figures as files.
///
/// Every refusal is a problem document (RFC 9457) whose sentences are French or English by `Accept-Language` or `?lang=`.
/// No route takes a cookie. The records of forms are for the token of an analyst (`Authorization: Bearer`); nothing else
/// asks for an account.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Dannaya",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later"),
        contact()
    ),
    paths(files::show),
    components(schemas(Submission)),
    modifiers(&Tokens)
)]
struct About;

/// What opens the records of forms.
struct Tokens;

impl Modify for Tokens {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        document.components.get_or_insert_default().add_security_scheme("analyst", scheme);
    }
}

/// Every route with its description.
pub(super) fn described() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::with_openapi(About::openapi())
        .routes(routes!(forms::list))
        .routes(routes!(forms::form))
        .routes(routes!(cases::submit))
        .routes(routes!(receipts::follow))
        .routes(routes!(places::search))
        .routes(routes!(submissions::page))
        .routes(routes!(openapi))
}

/// This document.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    operation_id = "openapi",
    responses((status = 200, description = "OpenAPI 3.1.", body = serde_json::Value), Problems)
)]
async fn openapi() -> Result<impl IntoResponse> {
    let document = described().into_openapi().to_json().map_err(Error::internal)?;
    let headers =
        [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=3600")];
    Ok((headers, document))
}
