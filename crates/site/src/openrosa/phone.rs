//! Who asks: a telephone with the token of a volunteer, or with that of a form that is tried out.

use super::Refusal;
use crate::{App, Error, Result, Visit};
use acts::collect::trial::{self, Trier};
use acts::collect::{self, Outcome, Parcel, Volunteer};
use axum::extract::{FromRequestParts, Path};
use axum::http::header;
use axum::http::request::Parts;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::forms::Offered;

/// Whose token it is.
enum Caller {
    Volunteer(Volunteer),
    /// Somebody tries a form out: what they send counts for nothing.
    Trier(Trier),
}

/// A request of a telephone whose token is good.
pub(super) struct Phone {
    pub visit: Visit,
    caller: Caller,
    /// What stands in the path below the token.
    pub path: BTreeMap<String, String>,
    /// The address that the volunteer was given, for links that lead back here.
    base: String,
}

impl Phone {
    /// An absolute address below the volunteer's own; each part is one segment of the path.
    pub fn link(&self, parts: &[&str]) -> String {
        let mut link = self.base.clone();
        for part in parts {
            link.push('/');
            push_encoded(&mut link, part);
        }
        link
    }

    /// What the query says of this name.
    pub fn asked(&self, name: &str) -> Option<String> {
        let mut pairs = form_urlencoded::parse(self.visit.uri.query().unwrap_or_default().as_bytes());
        pairs.find(|(found, _)| found == name).map(|(_, value)| value.into_owned())
    }

    /// Codes of the places in which whoever holds it works; none for the whole country.
    pub fn places(&self) -> &[String] {
        match &self.caller {
            Caller::Volunteer(volunteer) => &volunteer.places,
            Caller::Trier(_) => &[],
        }
    }

    /// The forms it may fill, by title.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn offered(&self) -> Result<Vec<Offered>> {
        let house = self.visit.house();
        Ok(match &self.caller {
            Caller::Volunteer(volunteer) => collect::offered(house, volunteer).await?,
            Caller::Trier(trier) => trial::offered(house, trier).await?.into_iter().collect(),
        })
    }

    /// Takes in what it sends.
    ///
    /// # Errors
    /// As [`collect::receive`] or [`trial::receive`].
    pub async fn receive(&self, parcel: Parcel) -> Result<Outcome> {
        let house = self.visit.house();
        Ok(match &self.caller {
            Caller::Volunteer(volunteer) => collect::receive(house, volunteer, parcel).await?,
            Caller::Trier(trier) => trial::receive(house, trier, parcel).await?,
        })
    }

    /// Whether it tries a form out.
    pub fn tries(&self) -> bool {
        matches!(self.caller, Caller::Trier(_))
    }

    /// The form that the path names.
    ///
    /// # Errors
    /// [`Refusal::NoForm`] when it is none of the volunteer's.
    pub async fn form(&self) -> Result<Offered> {
        let id = self.path.get("form").map(String::as_str).unwrap_or_default();
        let form = self.offered().await?.into_iter().find(|form| form.id == id);
        form.ok_or_else(|| Refusal::NoForm.into())
    }
}

impl FromRequestParts<Arc<App>> for Phone {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self> {
        // Every client of the protocol says this. What does not is a browser, or a program that looks at links in messages:
        // neither should fetch a form or be taken for the volunteer's telephone.
        if !parts.headers.contains_key("x-openrosa-version") {
            return Err(Refusal::NotOpenRosa.into());
        }
        let Ok(visit) = Visit::from_request_parts(parts, app).await;
        let path = Path::<BTreeMap<String, String>>::from_request_parts(parts, app).await;
        let Path(path) = path.map_err(|_| Error::NotFound)?;
        let token = path.get("token").map(String::as_str).unwrap_or_default();
        let caller = match collect::volunteer(&app.house, token).await {
            Err(acts::Error::NotFound) => match trial::trier(&app.house, token).await {
                Err(acts::Error::NotFound) => return Err(Refusal::Token.into()),
                other => Caller::Trier(other?),
            },
            other => Caller::Volunteer(other?),
        };
        let base = format!("{}{}{token}", address(app, parts), super::AREA);
        Ok(Self { visit, caller, path, base })
    }
}

/// The public address; without one, the address under which the telephone found us, as on a laptop in a village.
fn address(app: &App, parts: &Parts) -> String {
    let terms = &app.house.terms;
    if !terms.public_url.is_empty() {
        return terms.public_url.clone();
    }
    let plain = |host: &&str| {
        host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'))
    };
    let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).filter(plain);
    host.map_or_else(|| terms.listens_at.clone(), |host| format!("http://{host}"))
}

/// RFC 3986 §2.3: whatever is not unreserved is encoded.
fn push_encoded(link: &mut String, part: &str) {
    use std::fmt::Write as _;
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            link.push(byte as char);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(link, "%{byte:02X}");
        }
    }
}
