//! `GET /key/{token}/integrity/{form}/{list}?id=…,…`: which entities of a list were deleted. Collect asks this of those that it
//! holds and that its table does not have, and forgets what was deleted.

use super::Refusal;
use super::phone::Phone;
use super::reply::list as document;
use crate::Result;
use crate::ui::html;
use acts::collect::entities;
use axum::response::Response;
use kernel::Uuid;

pub(super) async fn show(phone: Phone) -> Result<Response> {
    let form = phone.form().await?;
    let house = phone.visit.house();
    let list = phone.path.get("list").map(String::as_str).unwrap_or_default();
    let asked = phone.asked("id").unwrap_or_default();
    let ids: Vec<Uuid> = asked.split(',').filter_map(|id| id.trim().parse().ok()).collect();
    let known = match entities::gone(house, &form.id, list, &ids).await {
        Err(acts::Error::NotFound) => return Err(Refusal::NoFile.into()),
        other => other?,
    };
    let body = html! {
        data {
            entities {
                @for (id, deleted) in &known {
                    entity id=(id) { deleted { (deleted) } }
                }
            }
        }
    };
    Ok(document(&phone.visit.headers, &house.terms, body))
}
