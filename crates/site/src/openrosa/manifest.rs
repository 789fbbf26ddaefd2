//! `GET /key/{token}/manifest/{form}`: the files that come with a form, lists of entities among them. Collect asks for it with
//! every look at the list.

use super::phone::Phone;
use super::reply::list;
use crate::Result;
use crate::ui::html;
use acts::collect::{self, entities};
use axum::response::Response;

pub(super) async fn show(phone: Phone) -> Result<Response> {
    let form = phone.form().await?;
    let files = collect::media(phone.visit.house(), phone.places(), &form).await?;
    let lists = entities::served(phone.visit.house(), &form.id).await?;
    let body = html! {
        manifest xmlns="http://openrosa.org/xforms/xformsManifest" {
            @for file in &files {
                mediaFile {
                    filename { (file.name) }
                    hash { "md5:" (file.md5) }
                    downloadUrl { (phone.link(&["media", &form.id, &file.name])) }
                }
            }
            // The type has Collect keep the list itself, so that an entity made on the telephone is offered at once.
            @for list in &lists {
                mediaFile type="entityList" {
                    filename { (list.file) }
                    hash { "md5:" (list.md5) }
                    downloadUrl { (phone.link(&["media", &form.id, &list.file])) }
                    integrityUrl { (phone.link(&["integrity", &form.id, &list.list])) }
                }
            }
        }
    };
    Ok(list(&phone.visit.headers, &phone.visit.house().terms, body))
}
