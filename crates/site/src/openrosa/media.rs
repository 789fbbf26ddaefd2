//! `GET /key/{token}/media/{form}/{name}`: a file that a form shows or reads from, or a list of entities.

use super::Refusal;
use super::phone::Phone;
use super::reply::{contents, is_known};
use crate::Result;
use acts::collect::{self, entities};
use axum::response::Response;

pub(super) async fn show(phone: Phone) -> Result<Response> {
    let form = phone.form().await?;
    let (house, asked) = (phone.visit.house(), &phone.visit.headers);
    let name = phone.path.get("name").map(String::as_str).unwrap_or_default();
    let files = collect::media(house, phone.places(), &form).await?;
    let Some(file) = files.iter().find(|file| file.name == name) else {
        return table(&phone, &form.id, name).await;
    };
    let bytes = match is_known(asked, &file.md5) {
        true => Vec::new(),
        false => collect::media_bytes(house, phone.places(), &form, file).await?,
    };
    Ok(contents(asked, &house.terms, &file.md5, kind_of(&file.name), || bytes))
}

/// A list of entities as a table.
async fn table(phone: &Phone, form: &str, name: &str) -> Result<Response> {
    let (house, asked) = (phone.visit.house(), &phone.visit.headers);
    let lists = entities::served(house, form).await?;
    let list = lists.iter().find(|list| list.file == name).ok_or(Refusal::NoFile)?;
    let bytes = match is_known(asked, &list.md5) {
        true => Vec::new(),
        false => entities::table_bytes(house, &list.list).await?.to_vec(),
    };
    Ok(contents(asked, &house.terms, &list.md5, kind_of(&list.file), || bytes))
}

/// The type by the end of the name; what a form does not usually bring is bytes.
pub(crate) fn kind_of(name: &str) -> &'static str {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    match end.as_str() {
        "csv" => "text/csv; charset=utf-8",
        "xml" => "text/xml; charset=utf-8",
        "geojson" => "application/geo+json",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "amr" => "audio/amr",
        "ogg" => "audio/ogg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "3gp" => "video/3gpp",
        _ => "application/octet-stream",
    }
}
