//! Problem documents as the API describes them, and the page that each `type` leads to.

use crate::error::{Fault, explained};
use crate::ui::{Area, Page, page};
use crate::{Error, Result, Visit};
use axum::extract::Path;
use axum::response::IntoResponse;
use maud::html;
use std::collections::BTreeMap;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

/// Why a request was refused (RFC 9457). Nothing was stored, unless `title` says that this is unknown.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the shape of what `error::present` writes, for the description")]
pub(super) struct Problem {
    /// `/problems/…`: the same for the same kind of problem; a page that explains it.
    r#type: String,
    /// The kind of problem in a few words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What happened, what was kept, what to do.
    detail: String,
    /// What is to be mended, when it is known.
    #[schema(nullable = false)]
    errors: Option<Vec<Fault>>,
    /// With status 503: send it with the same report as `X-Dannaya-Ticket` after `Retry-After` seconds.
    #[schema(nullable = false)]
    ticket: Option<String>,
    /// With status 503: leading zero bits of the work to be done on the ticket, for `X-Dannaya-Work`.
    #[schema(nullable = false)]
    work_bits: Option<u32>,
}

/// What any route may answer instead.
pub(super) struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let response = ResponseBuilder::new()
            .description("The request was refused.")
            .content("application/problem+json", content)
            .build();
        BTreeMap::from([("default".to_owned(), RefOr::T(response))])
    }
}

/// What a kind of problem means.
pub(super) async fn explain(visit: Visit, Path(slug): Path<String>) -> Result<impl IntoResponse> {
    let (title, detail) = explained(&visit.tr, &slug).ok_or(Error::NotFound)?;
    let page = Page::new(visit.app.frame(), &visit.tr, Area::Citizen, title.as_str());
    Ok(page.show(html! {
        h1 { (title) }
        (page::lead(&detail))
        p { a href={ "/" (visit.lang) } { (visit.tr.t("back-home")) } }
    }))
}
