//! `GET /key/{token}/formList`: the forms a volunteer may fill. Without one of id, name, address or hash in a single entry
//! Collect takes none of the list.

use super::phone::Phone;
use super::reply::{list, plain};
use crate::Result;
use crate::ui::html;
use axum::response::Response;

pub(super) async fn show(phone: Phone) -> Result<Response> {
    let mut offered = phone.offered().await?;
    // Of what a client may ask, the one that narrows the list; the others ask for what is always there.
    if let Some(wanted) = phone.asked("formID") {
        offered.retain(|form| form.id == wanted);
    }
    let body = html! {
        xforms xmlns="http://openrosa.org/xforms/xformsList" {
            @for form in &offered {
                xform {
                    formID { (form.id) }
                    name { (plain(&title(&phone, &form.title))) }
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

/// The title; of a form that is tried out it says so on the telephone.
fn title(phone: &Phone, title: &str) -> String {
    match phone.tries() {
        true => phone.visit.tr.ta("collect-trial", &[("form", title.into())]),
        false => title.to_owned(),
    }
}
