//! What a form asks, in its order: for whoever looks it through before it is opened.

use super::to;
use crate::Result;
use crate::codebook::kind;
use crate::desk::{Desk, Spot};
use crate::ui::page::{empty, lead};
use crate::ui::table::{Column, Narrow, table};
use crate::ui::{Html, Markup, html};
use acts::collect::{Asked, desk as field};
use axum::extract::Path;
use xforms::Role;

/// Choices that are written out.
const CHOICES: usize = 30;

/// The page.
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Html> {
    desk.at(Spot::Forms)?;
    let tr = &desk.tr;
    let form = field::form_for(desk.house(), &desk.handler, &id).await?.form;
    let (asked, _) = field::asked(desk.house(), &desk.handler, &form).await?;
    let lines: Vec<Vec<Markup>> = asked.iter().map(|asked| line(&desk, asked)).collect();
    let heads = ["forms-question", "forms-answer", "forms-name"].map(|key| Column::words(tr.t(key)));
    let title = tr.ta("forms-questions-title", &[("form", form.title.as_str().into())]);
    Ok(desk.page(Spot::Forms, title.as_str()).show(html! {
        p { a href=(to(&form.id, "")) { (tr.t("forms-back-one")) } }
        h1 { (title) }
        (lead(&tr.t("forms-questions-lead")))
        @if lines.is_empty() { (empty(&title, html! { p { (tr.t("forms-questions-none")) } })) }
        @else { (table(Narrow::Cards, &title, false, &heads, &lines)) }
    }))
}

fn line(desk: &Desk, asked: &Asked) -> Vec<Markup> {
    let tr = &desk.tr;
    let kind = match asked.role {
        Role::Repeat => tr.t("forms-kind-repeat"),
        Role::Group => tr.t("forms-kind-group"),
        _ if asked.computed => tr.t("forms-kind-computed"),
        _ => tr.t(&format!("forms-kind-{}", kind(asked))),
    };
    let shown = asked.choices.iter().take(CHOICES).map(|(value, words)| match words.is_empty() {
        true => value.as_str(),
        false => words.as_str(),
    });
    let choices = shown.collect::<Vec<_>>().join(" · ");
    let more = asked.choices.len().saturating_sub(CHOICES);
    vec![
        html! {
            @if asked.role == Role::Field { (asked.words) } @else { b { (asked.words) } }
        },
        html! {
            (kind)
            @if !choices.is_empty() { br; span class="soft" { (choices) } }
            @if more > 0 { " " span class="soft" { (tr.ta("forms-choices-more", &[("n", more.into())])) } }
        },
        html! { code { (asked.path) } },
    ]
}
