//! `GET /key/{token}/form/{form}`: a form, byte for byte as it was added. Collect knows it again by the MD5 of these bytes.

use super::phone::Phone;
use super::reply::{contents, is_known};
use crate::Result;
use acts::collect;
use axum::response::Response;

pub(super) async fn show(phone: Phone) -> Result<Response> {
    let form = phone.form().await?;
    let (house, asked) = (phone.visit.house(), &phone.visit.headers);
    let xml = match is_known(asked, &form.md5) {
        true => Vec::new(),
        false => collect::form_xml(house, &form).await?,
    };
    Ok(contents(asked, &house.terms, &form.md5, "text/xml; charset=utf-8", || xml))
}
