//! What a phone loads to fill forms without a network: the list of the volunteer's forms with the key to seal to, and each form.

use super::href;
use super::signed::Signed;
use crate::Error;
use crate::intake::media::{Shown, push_encoded};
use crate::intake::writing::Stop;
use acts::collect::{self, Fillable};
use axum::Json;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// What the phone knows of the volunteer: no name, but the id that goes into what it seals.
#[derive(Serialize)]
pub(super) struct Index {
    volunteer: String,
    /// The public half, an uncompressed point of P-256, in hexadecimal digits.
    key: String,
    /// SHA-256 of it.
    fingerprint: String,
    forms: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    id: String,
    title: String,
    version: String,
    /// Where it is loaded from; none when it cannot be filled without a network.
    load: Option<String>,
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// `GET /{lang}/field/load`.
pub(super) async fn index(signed: Signed) -> Result<Json<Index>, Stop> {
    let house = signed.visit.house();
    let key = collect::field_key(house).await?;
    let forms = collect::fillable(house, &signed.volunteer).await?;
    let lang = signed.visit.lang;
    let forms = forms.into_iter().map(|Fillable { offered, form }| Listed {
        load: form.filter(|form| form.travels()).map(|form| {
            let mut address = href(lang, "load/");
            push_encoded(&mut address, &offered.id);
            format!("{address}/{}", form.mark)
        }),
        id: offered.id,
        title: offered.title,
        version: offered.version,
    });
    Ok(Json(Index {
        volunteer: signed.volunteer.id.to_string(),
        key: hex(&key.to_bytes()),
        fingerprint: hex(&key.fingerprint()),
        forms: forms.collect(),
    }))
}

/// `GET /{lang}/field/load/{form}/{mark}`: the same for ever under the same mark, which changes with the program.
pub(super) async fn form(
    signed: Signed,
    Path((_, id, mark)): Path<(String, String, String)>,
) -> Result<Response, Stop> {
    let house = signed.visit.house();
    let offered = collect::form(house, &signed.volunteer, &id).await?;
    let form = collect::field_form(house, &signed.volunteer.places, &offered.id, &offered.version).await?;
    if form.mark != mark {
        return Err(Error::NotFound.into());
    }
    let mut base = format!("/{}/field/media/", signed.visit.lang);
    push_encoded(&mut base, &form.id);
    let shown = Shown { files: &form.files, base };
    let json = form.to_travel(&|uri| shown.href(uri)).ok_or(Error::NotFound)?;
    let about = [
        (header::CACHE_CONTROL, "private, max-age=31536000, immutable"),
        (header::CONTENT_TYPE, "application/json"),
    ];
    Ok((about, json).into_response())
}
