//! `/{lang}/surveys/{survey}/{round}/question/{id}`: a question as it was answered, by everybody and by every breakdown.

use super::view::View;
use crate::public::lasting;
use crate::ui::page::card;
use crate::ui::table::{Column, Narrow, table};
use crate::ui::{Markup, html};
use crate::{Error, Result, Visit};
use acts::survey::codebook;
use axum::extract::Path;
use axum::response::Response;
use civic::pack::FieldKind;
use civic::survey::{Answered, Figures};

pub(super) async fn show(
    Path((lang, survey, round, id)): Path<(String, String, String, String)>,
    visit: Visit,
) -> Result<Response> {
    let view = View::round(&visit, &lang, &survey, &round).await?;
    let table = view.told().table(&id).ok_or(Error::NotFound)?;
    let body = whole(&view, table)?;
    let title = view.named(&format!("field-{id}"));
    Ok(lasting::page(&visit, view.page(title, &format!("/{round}/question/{id}"), body)))
}

fn whole(view: &View<'_>, answered: &Answered) -> Result<Markup> {
    let tr = &view.visit.tr;
    let id = answered.id.as_str();
    let title = view.named(&format!("field-{id}"));
    let first = answered.figures.first().ok_or(Error::NotFound)?;
    let asked = codebook::questions(view.survey, view.visit.lang).into_iter().find(|one| one.name == id);
    let several = asked.as_ref().is_some_and(|asked| asked.kind == FieldKind::Select);
    Ok(html! {
        (view.path(&title))
        h1 { (title) }
        (card(Some(&tr.t("survey-all")), html! {
            @if let Some(asked) = &asked { p { "« " (asked.words) " »" } }
            (everybody(view, id, first))
            @if several { p class="soft" { (tr.t("survey-several")) } }
            @if let Some(base) = first.sheet.base(first.sheet.whole()) {
                p class="soft" { (tr.ta("survey-answered", &[("base", (base as i64).into())])) }
            }
        }))
        @for figures in answered.figures.iter().filter(|figures| !figures.by.is_empty()) {
            section class="card" { (view.crossed(id, figures)) }
        }
        (view.method())
    })
}

/// Every answer of everybody together.
fn everybody(view: &View<'_>, question: &str, figures: &Figures) -> Markup {
    let tr = &view.visit.tr;
    let columns = [Column::words(tr.t("survey-answer")), Column::words(tr.t("survey-share"))];
    let sheet = &figures.sheet;
    let lines: Vec<Vec<Markup>> = sheet
        .codes()
        .iter()
        .map(|code| {
            let cell = sheet.cell(sheet.whole(), code);
            vec![html! { (view.answer(question, code)) }, view.barred(cell.as_ref())]
        })
        .collect();
    table(Narrow::Scroll, &tr.t("survey-all"), false, &columns, &lines)
}
