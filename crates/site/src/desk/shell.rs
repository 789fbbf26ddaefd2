//! Who is at the desk, and the frame around what they get.
//!
//! A page takes a [`Desk`]; an act takes a [`Posted`], which holds a [`Desk`] and the form. Whoever is not signed in is
//! sent to the log-in and comes back to where they were.

use crate::texts::Tr;
use crate::ui::form::length;
use crate::ui::layout::NavLink;
use crate::ui::{Area, Markup, Page, html};
use crate::{App, Error, Visit};
use acts::House;
use acts::desk::Handler;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{Method, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use civic::directory::Role;
use kernel::CaseId;
use std::fmt::Write as _;
use std::sync::Arc;

/// Name of the cookie that holds a session of the desk.
pub const COOKIE: &str = "desk";

/// Characters of how a consent was given.
pub const LONGEST_LINE: u32 = 1_000;
/// Characters of a note, a message or a reason.
pub const LONGEST_TEXT: u32 = 5_000;
/// Characters of a summary.
pub const LONGEST_SUMMARY: u32 = 10_000;

/// Controls of the desk that take more than a line, and the one in which the log-in carries what was in them.
const WRITTEN: [&str; 9] =
    ["summary", "message", "note", "reasons", "recall_reason", "reopen_reason", "override", "how", UNSENT];
/// Name of the control with what was written when the session ended.
pub const UNSENT: &str = "unsent";

/// Name of the hidden control that carries the token of the session.
pub const TOKEN: &str = "token";

/// Parts of the desk that stand in its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// The list of cases, and a case.
    Queue,
    /// The coordinator's page.
    Coordinator,
    /// Forms that field teams fill, and what they sent.
    Forms,
    /// Rounds of surveys under way.
    Surveys,
    /// Who fills them.
    Volunteers,
    /// Who opened and wrote out what they sent.
    Readings,
    /// Public bodies.
    Offices,
    /// People of the desk.
    Members,
    /// One's own account.
    Account,
}

impl Spot {
    const ALL: [Self; 9] = [
        Self::Queue,
        Self::Coordinator,
        Self::Forms,
        Self::Surveys,
        Self::Volunteers,
        Self::Readings,
        Self::Offices,
        Self::Members,
        Self::Account,
    ];

    fn href(self) -> &'static str {
        match self {
            Self::Queue => "/desk",
            Self::Coordinator => "/desk/coordinator",
            Self::Forms => "/desk/forms",
            Self::Surveys => "/desk/surveys",
            Self::Volunteers => "/desk/volunteers",
            Self::Readings => "/desk/readings",
            Self::Offices => "/desk/offices",
            Self::Members => "/desk/members",
            Self::Account => "/desk/account",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Queue => "desk-nav-queue",
            Self::Coordinator => "desk-nav-coordinator",
            Self::Forms => "desk-nav-forms",
            Self::Surveys => "desk-nav-surveys",
            Self::Volunteers => "desk-nav-volunteers",
            Self::Readings => "desk-nav-readings",
            Self::Offices => "desk-nav-offices",
            Self::Members => "desk-nav-members",
            Self::Account => "desk-nav-account",
        }
    }

    /// Whether this part of the desk is there for a role.
    pub fn is_for(self, role: Role) -> bool {
        match self {
            Self::Queue => role.sees_cases(),
            Self::Coordinator => matches!(role, Role::Coordinator | Role::Auditor),
            Self::Forms | Self::Surveys => role.opens_cases(),
            Self::Volunteers => role.keeps_forms(),
            Self::Readings => acts::collect::readings::are_for(role),
            Self::Offices => matches!(role, Role::Coordinator | Role::Admin),
            Self::Members => role == Role::Admin,
            Self::Account => true,
        }
    }
}

/// Somebody signed in.
pub struct Desk {
    /// The site.
    pub app: Arc<App>,
    /// The person, with their key for the time of this request.
    pub handler: Handler,
    /// Messages in the person's language.
    pub tr: Tr,
    /// Path and query.
    pub uri: Uri,
}

impl Desk {
    /// The house.
    pub fn house(&self) -> &Arc<House> {
        &self.app.house
    }

    /// The person's role.
    pub fn role(&self) -> Role {
        self.handler.member.role
    }

    /// Goes on only where `spot` is there for this person; to everybody else there is no such page.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn at(&self, spot: Spot) -> Result<(), Error> {
        if spot.is_for(self.role()) { Ok(()) } else { Err(Error::NotFound) }
    }

    /// A page of the desk with the header of this person's role.
    pub fn page(&self, spot: Spot, title: impl Into<String>) -> Page<'_> {
        let links = Spot::ALL.into_iter().filter(|link| link.is_for(self.role()));
        let nav = links.map(|link| NavLink {
            href: link.href().to_owned(),
            label: self.tr.t(link.key()),
            current: link == spot,
        });
        Page::new(self.app.frame(), &self.tr, Area::Desk, title).nav(nav.collect())
    }

    /// What the address asks for under this name; `None` when it says nothing.
    pub fn query(&self, name: &str) -> Option<String> {
        asked(&self.uri, name)
    }

    /// The hidden control that every form of the desk carries.
    pub fn token(&self) -> Markup {
        html! { input type="hidden" name=(TOKEN) value=(self.token_text()); }
    }

    /// The case with this reference, if this person may know of it.
    ///
    /// # Errors
    /// [`Error::NotFound`] in every other case.
    pub async fn case(&self, reference: &str) -> Result<CaseId, Error> {
        Ok(acts::casework::find(self.house(), &self.handler, reference).await?)
    }

    fn token_text(&self) -> String {
        self.handler.form_token(self.house()).iter().fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

impl FromRequestParts<Arc<App>> for Desk {
    type Rejection = Turned;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Turned> {
        let cookie = app.cookies.read(&parts.headers, COOKIE);
        let found = match cookie {
            Some(cookie) => acts::desk::handler(&app.house, cookie).await,
            None => Err(acts::Error::SignedOut),
        };
        let handler = match found {
            Ok(handler) => handler,
            Err(acts::Error::SignedOut) => return Err(Turned::away(app, parts, cookie.is_some())),
            Err(error) => return Err(Turned::Failed(error.into())),
        };
        let tr = Tr::new(&app.texts, handler.lang);
        Ok(Self { app: Arc::clone(app), handler, tr, uri: parts.uri.clone() })
    }
}

/// A form that somebody signed in has sent from a page of this session.
pub struct Posted {
    /// Who sent it.
    pub desk: Desk,
    fields: Vec<(String, String)>,
}

impl Posted {
    /// A form that carries the token of this session.
    ///
    /// # Errors
    /// [`Error::Elsewhere`] when it does not.
    pub(super) fn from_session(desk: Desk, fields: Vec<(String, String)>) -> Result<Self, Turned> {
        let posted = Self { desk, fields };
        let expected = posted.desk.token_text();
        if vault::constant_time_eq(posted.text(TOKEN).as_bytes(), expected.as_bytes()) {
            Ok(posted)
        } else {
            Err(Turned::Failed(Error::Elsewhere))
        }
    }

    /// What was typed into a control, without the blanks around it; empty when there is no such control.
    pub fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// What was sent under a name, as it was typed; `None` when the form had no such control.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every value sent under a name: ticked boxes.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.fields.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// How many characters a control takes, when one was sent more.
    pub fn too_long(&self) -> Option<u32> {
        let longest = |name: &str| match name {
            "summary" => LONGEST_SUMMARY,
            "how" => LONGEST_LINE,
            _ => LONGEST_TEXT,
        };
        self.fields
            .iter()
            .find(|(name, value)| length(value) > longest(name) as usize)
            .map(|(name, _)| longest(name))
    }

    /// The version of the case that the person had before their eyes.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when the form does not say it.
    pub fn seen(&self) -> Result<u32, Error> {
        self.text("seen").parse().map_err(|_| Error::Unreadable)
    }
}

impl FromRequest<Arc<App>> for Posted {
    type Rejection = Turned;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Turned> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await.unwrap_or_else(|never| match never {});
        let desk = Desk::from_request_parts(&mut parts, app).await;
        let body =
            Bytes::from_request(Request::from_parts(parts, body), app).await.map_err(
                |refused| match refused.status() {
                    axum::http::StatusCode::PAYLOAD_TOO_LARGE => Turned::Failed(Error::TooLarge),
                    _ => Turned::Failed(Error::Unreadable),
                },
            )?;
        let fields = pairs(&body).ok_or(Turned::Failed(Error::Unreadable))?;
        let desk = match desk {
            // The session ended under a person who was writing: what they wrote is handed back.
            Err(Turned::Away(response)) => {
                let written = written(&fields);
                if written.is_empty() {
                    return Err(Turned::Away(response));
                }
                return Err(Turned::Away(Box::new(super::login::over(&visit, &written))));
            }
            desk => desk?,
        };
        Self::from_session(desk, fields)
    }
}

/// The pairs of an `application/x-www-form-urlencoded` body; `None` when it is not UTF-8, or holds NUL, which no keyboard
/// types and PostgreSQL keeps in no text.
pub(super) fn pairs(body: &[u8]) -> Option<Vec<(String, String)>> {
    let fields: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
    // What is not UTF-8 was replaced by this mark, and half a text must not be kept as if it were whole.
    let broken = |text: &String| text.contains([char::REPLACEMENT_CHARACTER, '\0']);
    (!fields.iter().any(|(name, value)| broken(name) || broken(value))).then_some(fields)
}

/// What was typed into the large boxes of a form; as a rule it has one.
pub(super) fn written(fields: &[(String, String)]) -> String {
    let large = fields.iter().filter(|(name, _)| WRITTEN.contains(&name.as_str()));
    let typed: Vec<&str> = large.map(|(_, value)| value.trim()).filter(|value| !value.is_empty()).collect();
    typed.join("\n\n")
}

/// A value of the query of an address; `None` when it is missing, empty, or holds NUL as no link of ours does.
pub(super) fn asked(uri: &Uri, name: &str) -> Option<String> {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    pairs
        .into_owned()
        .find(|(key, value)| key == name && !value.is_empty() && !value.contains('\0'))
        .map(|(_, value)| value)
}

/// Why somebody does not get what they asked for.
#[derive(Debug)]
pub enum Turned {
    /// To the log-in, and back afterwards.
    Away(Box<Response>),
    /// With an error.
    Failed(Error),
}

impl Turned {
    fn away(app: &App, parts: &Parts, was_signed_in: bool) -> Self {
        let mut to = "/desk/login".to_owned();
        // What was posted is gone: only a page can be come back to.
        let wanted = parts.uri.path_and_query().filter(|_| parts.method == Method::GET);
        let mut query = form_urlencoded::Serializer::new(String::new());
        if was_signed_in {
            query.append_pair("locked", "yes");
        }
        if let Some(wanted) = wanted.map(|wanted| wanted.as_str()).filter(|wanted| *wanted != "/desk") {
            query.append_pair("next", wanted);
        }
        let query = query.finish();
        if !query.is_empty() {
            to = format!("{to}?{query}");
        }
        let mut response = Redirect::to(&to).into_response();
        if was_signed_in && let Ok(cleared) = app.cookies.clear(COOKIE) {
            response.headers_mut().insert(header::SET_COOKIE, cleared);
        }
        Self::Away(Box::new(response))
    }
}

impl IntoResponse for Turned {
    fn into_response(self) -> Response {
        match self {
            Self::Away(response) => *response,
            Self::Failed(error) => error.into_response(),
        }
    }
}

/// Where somebody wanted to go before they logged in; only paths of the desk are followed.
pub(super) fn next(wanted: &str) -> &str {
    let inside = wanted.strip_prefix("/desk").is_some_and(|rest| {
        rest.is_empty() || rest.starts_with('/') && !rest.starts_with("//") || rest.starts_with('?')
    });
    let plain = wanted.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let login = wanted.starts_with("/desk/login");
    if inside && plain && !login && wanted.len() <= 500 { wanted } else { "/desk" }
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn only_paths_of_the_desk_are_followed_after_a_log_in() {
        for good in ["/desk", "/desk/case/DN-7K3Q-9FAX", "/desk?tab=mine&page=2"] {
            assert_eq!(next(good), good);
        }
        for evil in [
            "//evil.example/desk",
            "https://evil.example/desk",
            "/desk//evil.example",
            "/desk\\evil",
            "/desktop",
            "/fr",
            "desk",
            "",
            "/desk/login?next=/desk",
            "/desk\r\nset-cookie:a=b",
        ] {
            assert_eq!(next(evil), "/desk", "{evil}");
        }
    }
}
