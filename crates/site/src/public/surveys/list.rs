//! `/{lang}/surveys`: the surveys of the house.

use crate::public::{lasting, spoken, words};
use crate::ui::icons::Icon;
use crate::ui::page::{Tile, lead, tiles};
use crate::ui::{Area, Page, html, in_each_language};
use crate::{Result, Visit};
use acts::Survey;
use axum::extract::Path;
use axum::response::Response;

pub(super) async fn show(Path(lang): Path<String>, visit: Visit) -> Result<Response> {
    spoken(&lang)?;
    let tr = &visit.tr;
    let named =
        |survey: &Survey, key: &str| tr.pack(&survey.pack.id, key).unwrap_or_else(|| survey.pack.id.clone());
    let offered: Vec<Tile> = visit
        .house()
        .surveys
        .values()
        .map(|survey| Tile {
            href: format!("/{}/surveys/{}", visit.lang, survey.pack.id),
            icon: Icon::People,
            label: named(survey, "pack-name"),
            hint: named(survey, "pack-summary"),
        })
        .collect();
    let html = Page::new(visit.app.frame(), tr, Area::Data, tr.t("survey-title"))
        .sheet("home")
        .languages(in_each_language(|lang| format!("/{lang}/surveys")))
        .nav(words::nav(&visit, "surveys"))
        .show(html! {
            h1 { (tr.t("survey-title")) }
            (lead(&tr.t("survey-lead")))
            (tiles(&offered))
        });
    Ok(lasting::page(&visit, html))
}
