//! `/desk/forms/{id}/paper`: a form to be printed and filled in by pen, as a page and as a PDF, for whoever may know of the form.

use super::forms::to;
use super::shell::{Desk, Spot};
use crate::paper;
use crate::texts::Tr;
use crate::ui::{Html, html};
use crate::{App, Error, Result};
use acts::collect::{self, desk as field};
use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use formats::paper::Sheet;
use kernel::Lang;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/desk/forms/{id}/paper", get(page)).route("/desk/forms/{id}/paper.pdf", get(pdf))
}

async fn page(desk: Desk, Path(id): Path<String>) -> Result<Html> {
    let sheet = sheet(&desk, &id).await?;
    let query = desk.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let tr = &desk.tr;
    let more = html! {
        p { a href=(to(&id, "")) { (tr.t("forms-back-one")) } }
        p { (tr.t("paper-print")) " " a href=(to(&id, &format!("/paper.pdf{query}"))) { (tr.t("paper-pdf")) } }
    };
    Ok(paper::page(&sheet, more))
}

async fn pdf(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let sheet = sheet(&desk, &id).await?;
    let drawn = tokio::task::spawn_blocking(move || formats::paper::pdf(&sheet));
    let bytes = drawn.await.map_err(Error::internal)?.map_err(Error::internal)?;
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let name: String = id.chars().map(plain).take(80).collect();
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}.pdf\"")),
    ];
    Ok((headers, bytes).into_response())
}

/// The form on paper, in the language and with the number of copies that the address asks for.
async fn sheet(desk: &Desk, id: &str) -> Result<Sheet> {
    desk.at(Spot::Forms)?;
    let known = field::form_for(desk.house(), &desk.handler, id).await?.form;
    let (_, form) = collect::current(desk.house(), &known.id).await?;
    let lang = desk.query("lang").and_then(|tag| tag.parse::<Lang>().ok());
    let tr = lang.map_or_else(|| desk.tr.clone(), |lang| Tr::new(desk.tr.texts(), lang));
    let copies = desk.query("copies").and_then(|copies| copies.parse().ok());
    Ok(paper::sheet(&form, &tr, copies.unwrap_or(paper::COPIES)))
}
