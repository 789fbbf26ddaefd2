//! `GET /key/{token}/manifest/{form}`: the files that come with a form. Collect asks for it with every look at the list.

use super::phone::Phone;
use super::reply::list;
use crate::Result;
use crate::ui::html;
use acts::collect;
use axum::response::Response;

pub(super) async fn show(phone: Phone) -> Result<Response> {
    let form = phone.form().await?;
    let files = collect::media(phone.visit.house(), &form).await?;
    let body = html! {
        manifest xmlns="http://openrosa.org/xforms/xformsManifest" {
            @for file in &files {
                mediaFile {
                    filename { (file.name) }
                    hash { "md5:" (file.md5) }
                    downloadUrl { (phone.link(&["media", &form.id, &file.name])) }
                }
            }
        }
    };
    Ok(list(&phone.visit.headers, &phone.visit.house().terms, body))
}
