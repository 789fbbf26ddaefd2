//! Adding a form, or another version of one: a file with the files that it shows or reads from.

use super::{LIST, to, words};
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

/// Every workbook of Excel begins like one of these: a ZIP archive, or a compound file.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

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
    let media: BTreeMap<String, Vec<u8>> = sent.take("media").into_iter().collect();
    let desk = &sent.posted.desk;
    keeper(desk)?;
    let (pack, draft) = (sent.posted.text("pack").to_owned(), sent.posted.text("draft") == "yes");
    let again = |fault: String| {
        let page = asking(desk, &pack, draft, &Faults(vec![("form".to_owned(), fault)]));
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let xml = match chosen.map(|(_, bytes)| xform(bytes)) {
        Some(Ok(xml)) => xml,
        Some(Err(key)) => return again(desk.tr.t(key)),
        None => return again(desk.tr.t("forms-fault-none")),
    };
    let known = desk.house().services.contains_key(&pack);
    let addition = Addition { xml, pack: known.then(|| pack.clone()), media, draft };
    let added = field::keep_form(desk.house(), &desk.handler, addition).await?;
    if let Some(fault) = words::refused(desk, &added) {
        return again(fault);
    }
    let Added::Kept { id, unused, .. } = added else { return Err(Error::NotFound) };
    Ok(kept(&id, &unused))
}

/// The XForm in a file that was sent; otherwise the key of what is to be said. This is where a workbook becomes an XForm, once
/// the house converts them.
fn xform(bytes: Vec<u8>) -> std::result::Result<Vec<u8>, &'static str> {
    match WORKBOOKS.iter().any(|begin| bytes.starts_with(begin)) {
        true => Err("forms-fault-workbook"),
        false => Ok(bytes),
    }
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
            (file(&form_ask, ".xml,text/xml,application/xml", None))
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
