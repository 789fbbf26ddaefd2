//! `GET /key/{token}/formList`: the forms a volunteer may fill. Without one of id, name, address or hash in a single entry
//! Collect takes none of the list.

use super::phone::Phone;
use super::reply::{list, plain};
use crate::Result;
use crate::ui::html;
use acts::collect;
use axum::response::Response;

pub(super) async fn show(phone: Phone) -> Result<Response> {
    let mut offered = collect::offered(phone.visit.house(), &phone.volunteer).await?;
    // Of what a client may ask, the one that narrows the list; the others ask for what is always there.
    if let Some(wanted) = phone.asked("formID") {
        offered.retain(|form| form.id == wanted);
    }
    let body = html! {
        xforms xmlns="http://openrosa.org/xforms/xformsList" {
            @for form in &offered {
                xform {
                    formID { (form.id) }
                    name { (plain(&form.title)) }
                    version { (form.version) }
                    hash { "md5:" (form.md5) }
                    downloadUrl { (phone.link(&["form", &form.id])) }
                    @if form.media > 0 {
                        manifestUrl { (phone.link(&["manifest", &form.id])) }
                    }
                }
            }
        }
    };
    Ok(list(&phone.visit.headers, &phone.visit.house().terms, body))
}
