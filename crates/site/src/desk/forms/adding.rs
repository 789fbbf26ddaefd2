//! Adding a form, or another version of one: a file with the files that it shows or reads from.

use super::{LIST, to, words};
use crate::authoring::{Read, Usable};
use crate::desk::faults::Faults;
use crate::desk::sent::Sent;
use crate::desk::{Desk, Spot};
use crate::ui::form::{
    Ask, Choice, Weight, button, error_summary, file, files, link_button, row, select, tick,
};
use crate::ui::page::lead;
use crate::ui::{Html, html};
use crate::{Error, Result};
use acts::collect::{Added, Addition, desk as field};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use std::collections::BTreeMap;
use std::path::Path;
use xlsform::is_workbook;

/// What a browser offers to choose.
const ACCEPTED: &str = ".xml,.xlsx,.xlsm,.xls,text/xml,application/xml,application/vnd.ms-excel,\
                        application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Where the lists of `select_one_external` go.
const ITEMSETS: &str = "itemsets.csv";
/// Mistakes of a workbook that stand on the page.
const MOST_FAULTS: usize = 20;

/// The form, empty.
pub(super) async fn blank(desk: Desk) -> Result<Html> {
    keeper(&desk)?;
    Ok(asking(&desk, "", true, &Faults::default()))
}

/// Goes on for whoever keeps forms; to everybody else there is no such page.
pub(in crate::desk) fn keeper(desk: &Desk) -> Result<()> {
    desk.at(Spot::Forms)?;
    if desk.role().keeps_forms() { Ok(()) } else { Err(Error::NotFound) }
}

/// Takes one in.
pub(super) async fn add(mut sent: Sent) -> Result<Response> {
    let chosen = sent.take("form").into_iter().next();
    let mut media: BTreeMap<String, Vec<u8>> = sent.take("media").into_iter().collect();
    let desk = &sent.posted.desk;
    keeper(desk)?;
    let (pack, draft) = (sent.posted.text("pack").to_owned(), sent.posted.text("draft") == "yes");
    let again = |faults: Vec<String>| {
        let faults = faults.into_iter().map(|fault| ("form".to_owned(), fault)).collect();
        let page = asking(desk, &pack, draft, &Faults(faults));
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let xml = match chosen {
        None => return again(vec![desk.tr.t("forms-fault-none")]),
        Some((name, bytes)) if is_workbook(&bytes) => match converted(desk, &name, &bytes).await {
            Ok(Usable { xml, itemsets }) => {
                if let Some(list) = itemsets {
                    media.entry(ITEMSETS.to_owned()).or_insert_with(|| list.into_bytes());
                }
                xml.into_bytes()
            }
            Err(faults) => return again(faults),
        },
        Some((_, bytes)) => bytes,
    };
    let known = desk.house().services.contains_key(&pack);
    let addition = Addition { xml, pack: known.then(|| pack.clone()), media, draft };
    let added = field::keep_form(desk.house(), &desk.handler, addition).await?;
    if let Some(fault) = words::refused(desk, &added) {
        return again(vec![fault]);
    }
    let Added::Kept { id, unused, .. } = added else { return Err(Error::NotFound) };
    Ok(kept(&id, &unused))
}

/// A workbook as a form; otherwise what is to be mended, with sheet, row and column.
async fn converted(desk: &Desk, name: &str, bytes: &[u8]) -> Read {
    // Old browsers send the path on their own disk.
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut faults = match desk.app.workbooks.form(Path::new(name), bytes, &desk.tr).await {
        Ok(usable) => return Ok(usable),
        Err(faults) => faults,
    };
    let more = faults.len().saturating_sub(MOST_FAULTS);
    faults.truncate(MOST_FAULTS);
    if more > 0 {
        faults.push(desk.tr.ta("forms-fault-more", &[("n", more.into())]));
    }
    Err(faults)
}

/// Back to the form, which says what was left out.
pub(super) fn kept(id: &str, unused: &[String]) -> Response {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("done", "added");
    if !unused.is_empty() {
        query.append_pair("unused", &unused.join(", "));
    }
    Redirect::to(&to(id, &format!("?{}", query.finish()))).into_response()
}

fn asking(desk: &Desk, pack: &str, draft: bool, faults: &Faults) -> Html {
    let tr = &desk.tr;
    let choice = |value: &str, label: String| Choice {
        value: value.to_owned(),
        label,
        hint: None,
        chosen: value == pack,
    };
    let mut packs = vec![choice("", tr.t("forms-pack-none"))];
    packs.extend(
        desk.house()
            .services
            .keys()
            .map(|id| choice(id, tr.pack(id, "pack-name").unwrap_or_else(|| id.clone()))),
    );
    let [title, label, hint, media, media_hint, service, service_hint] = [
        "forms-add",
        "forms-file",
        "forms-file-hint",
        "forms-media",
        "forms-media-hint",
        "forms-pack",
        "forms-pack-hint",
    ]
    .map(|key| tr.t(key));
    let form_ask = Ask::label("form", &label).hint(Some(&hint)).fault(faults.at("form"));
    desk.page(Spot::Forms, title.as_str()).faulty(faults.any()).show(html! {
        (error_summary(tr, &faults.0))
        h1 { (title) }
        (lead(&tr.t("forms-add-lead")))
        form method="post" action=(LIST) enctype="multipart/form-data" class="lean" {
            (desk.token())
            (file(&form_ask, ACCEPTED, None))
            (files(&Ask::label("media", &media).hint(Some(&media_hint)), ""))
            (select(&Ask::label("pack", &service).hint(Some(&service_hint)), &packs))
            (tick("draft", &tr.t("forms-draft"), Some(&tr.t("forms-draft-hint")), draft))
            (row(html! {
                (button(Weight::Main, &tr.t("forms-add-do"), None))
                (link_button(Weight::Quiet, &tr.t("cancel"), LIST))
            }))
        }
    })
}
