//! `/desk/readings`: who opened records of field teams and who wrote them or lists out. Who, what form, when, how many; nothing of
//! what they say, and not which record.

use super::{Desk, Spot};
use crate::ui::page::{empty, lead};
use crate::ui::table::{Column, Narrow, pages, table};
use crate::ui::{Html, Markup, html};
use crate::{App, Result};
use acts::collect::readings::{self, Shown};
use axum::Router;
use axum::routing::get;
use std::sync::Arc;

const LIST: &str = "/desk/readings";

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route(LIST, get(list))
}

async fn list(desk: Desk) -> Result<Html> {
    desk.at(Spot::Readings)?;
    let before: Option<i64> = desk.query("before").and_then(|seq| seq.parse().ok());
    let (lines, next) = readings::page(desk.house(), &desk.handler, before.unwrap_or(i64::MAX)).await?;
    let tr = &desk.tr;
    let title = tr.t("readings-title");
    let rows: Vec<Vec<Markup>> = lines.iter().map(|line| row(&desk, line)).collect();
    let heads = [
        Column::words(tr.t("readings-when")),
        Column::words(tr.t("readings-who")),
        Column::words(tr.t("readings-what")),
        Column::words(tr.t("forms-form")),
        Column::numbers(tr.t("forms-records")),
    ];
    let first = before.map(|_| LIST.to_owned());
    let next = next.map(|next| format!("{LIST}?before={next}"));
    let shown = tr.ta("readings-shown", &[("n", lines.len().into())]);
    Ok(desk.page(Spot::Readings, title.as_str()).show(html! {
        h1 { (title) }
        (lead(&tr.t("readings-lead")))
        @if rows.is_empty() { (empty(&title, html! { p { (tr.t("readings-none")) } })) }
        @else {
            (table(Narrow::Cards, &title, false, &heads, &rows))
            (pages(tr, first.as_deref(), next.as_deref(), &shown))
        }
    }))
}

fn row(desk: &Desk, line: &Shown) -> Vec<Markup> {
    let tr = &desk.tr;
    let who = match line.reader.as_deref() {
        Some("") => tr.t("queue-nobody"),
        Some(name) => name.to_owned(),
        None => tr.t("readings-operator"),
    };
    vec![
        html! { (tr.moment(line.at)) },
        html! { (who) },
        html! { (tr.t(&format!("readings-act-{}", line.act))) ", " (tr.t(&format!("readings-door-{}", line.door))) },
        html! { (line.form) @if let Some(list) = &line.list { " · " (tr.ta("readings-list", &[("list", list.as_str().into())])) } },
        html! { (tr.number(line.records)) },
    ]
}
