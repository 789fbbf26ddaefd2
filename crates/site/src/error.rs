//! The one error of the site. Below `site`, crates have `thiserror` enums of their own; a handler turns them into one of
//! these, and this module turns it into a page in the visitor's language, or for `/api` into a problem document
//! (RFC 9457). What a person reads comes from the texts; a cause goes to the log and nowhere else.

use crate::openrosa::{self, Refusal};
use crate::security::Edge;
use crate::texts::{Tr, lang_of};
use crate::ui::{Area, Html, Page, in_each_language, page};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::html;
use std::sync::Arc;

/// Why a request was not fulfilled.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such page or record, or this person may not know that there is.
    #[error("not found")]
    NotFound,
    /// The person is not signed in.
    #[error("not signed in")]
    SignedOut,
    /// The act is refused to this person, and saying so reveals nothing.
    #[error("forbidden")]
    Forbidden,
    /// The request came from another site's page, or a browser that does not say from where.
    #[error("request from elsewhere")]
    Elsewhere,
    /// It existed and is over: an expired link, an erased draft.
    #[error("gone")]
    Gone,
    /// The body is larger than the route takes.
    #[error("too large")]
    TooLarge,
    /// The body did not arrive in time.
    #[error("too slow")]
    TooSlow,
    /// The route exists and does not take this method.
    #[error("method not allowed")]
    Method,
    /// The body is of a kind the route does not take.
    #[error("unsupported media type")]
    Kind,
    /// The body cannot be read at all: broken JSON, wrong encoding, missing parts.
    #[error("unreadable request")]
    Unreadable,
    /// Answers are to be mended. Pages show the form again instead; this is for the API.
    #[error("bad form")]
    BadForm(Vec<Fault>),
    /// Somebody else changed the same thing first.
    #[error("conflict")]
    Conflict,
    /// Too many requests at once; try again after so many seconds.
    #[error("busy, retry after {retry_after} s")]
    Busy {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// The house takes in no more reports this minute and keeps a turn: come back with the ticket after so many seconds.
    #[error("a turn in {retry_after} s")]
    Waiting {
        /// Seconds to wait.
        retry_after: u32,
        /// To be sent along then.
        ticket: String,
    },
    /// No handler could open the report, so it was not taken.
    #[error("nobody could open the report")]
    Unattended,
    /// So many wait that no turn can be kept: ask again with the ticket after so many seconds.
    #[error("no turn, retry after {retry_after} s")]
    NoTurn {
        /// Seconds to wait.
        retry_after: u32,
        /// To be sent along then; it says since when.
        ticket: String,
    },
    /// A program's turn is to be paid for with work on the ticket.
    #[error("a turn for {bits} bits of work")]
    Work {
        /// Leading zero bits.
        bits: u32,
        /// To be worked on, and sent along.
        ticket: String,
    },
    /// The receipt opens no case, whatever the reason.
    #[error("no case for the receipt")]
    Receipt,
    /// The idempotency key came before, with another body.
    #[error("the idempotency key was used for another body")]
    KeyReused,
    /// The disk is nearly full: nothing new is begun, so nothing was kept.
    #[error("no room")]
    NoRoom,
    /// The store no longer acknowledges anything; whether it kept this is unknown, so the same may be sent again.
    #[error("the store has stopped")]
    StoreStopped,
    /// What a telephone of the field is refused.
    #[error("{0}")]
    OpenRosa(Refusal),
    /// A fault of ours.
    #[error("internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// An answer to be mended.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Fault {
    /// Name of the field.
    pub name: String,
    /// What is wrong and how to mend it, in the visitor's language.
    pub detail: String,
}

impl Error {
    /// A fault of ours with its cause, for `map_err(Error::internal)`.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::Receipt => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::Elsewhere => StatusCode::FORBIDDEN,
            Self::Gone => StatusCode::GONE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Kind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::BadForm(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict | Self::KeyReused => StatusCode::CONFLICT,
            Self::Busy { .. }
            | Self::Waiting { .. }
            | Self::NoTurn { .. }
            | Self::Work { .. }
            | Self::Unattended
            | Self::NoRoom
            | Self::StoreStopped => StatusCode::SERVICE_UNAVAILABLE,
            Self::OpenRosa(refusal) => refusal.status(),
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Name of the problem: its texts are `problem-<slug>` and `problem-<slug>-detail`, its type `/problems/<slug>`.
    pub fn slug(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::SignedOut => "signed-out",
            Self::Forbidden => "forbidden",
            Self::Elsewhere => "elsewhere",
            Self::Gone => "gone",
            Self::TooLarge => "too-large",
            Self::TooSlow => "too-slow",
            Self::Method => "method",
            Self::Kind => "kind",
            // Its own sentence is said in its own kind of document.
            Self::Unreadable | Self::OpenRosa(_) => "unreadable",
            Self::BadForm(_) => "bad-form",
            Self::Conflict => "conflict",
            Self::Busy { .. } => "busy",
            Self::Waiting { .. } => "waiting",
            Self::Unattended => "unattended",
            Self::NoTurn { .. } => "no-turn",
            Self::Work { .. } => "work",
            Self::Receipt => "receipt",
            Self::KeyReused => "key-reused",
            Self::NoRoom => "no-room",
            Self::StoreStopped => "store-stopped",
            Self::Internal(_) => "internal",
        }
    }

    /// The error behind a bare status, such as an extractor's rejection or the router's own 404.
    fn behind(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::UNAUTHORIZED => Self::SignedOut,
            StatusCode::FORBIDDEN => Self::Forbidden,
            StatusCode::GONE => Self::Gone,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::REQUEST_TIMEOUT => Self::TooSlow,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::Kind,
            StatusCode::CONFLICT => Self::Conflict,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => Self::Busy { retry_after: 5 },
            status if status.is_client_error() => Self::Unreadable,
            status if status.is_server_error() => {
                Self::Internal("a handler answered with a bare status".into())
            }
            _ => return None,
        })
    }
}

/// What a response carries from the handler that failed to [`present`], which knows the language.
#[derive(Clone)]
struct Failure(Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Self::Internal(cause) = &self {
            tracing::error!(cause = %chain(cause.as_ref()), "a request failed");
        }
        let mut response = self.status().into_response();
        let wait = match &self {
            Self::Busy { retry_after }
            | Self::Waiting { retry_after, .. }
            | Self::NoTurn { retry_after, .. } => Some(*retry_after),
            Self::Work { .. } => Some(0),
            _ => None,
        };
        if let Some(wait) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
        }
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

fn chain(cause: &dyn std::error::Error) -> String {
    let mut words = cause.to_string();
    let mut deeper = cause.source();
    while let Some(cause) = deeper {
        words.push_str(": ");
        words.push_str(&cause.to_string());
        deeper = cause.source();
    }
    words
}

/// Middleware: gives every failed request a body that says what happened and what to do. Pages and documents that a
/// handler wrote itself pass untouched.
pub async fn present(State(edge): State<Arc<Edge>>, request: Request, next: Next) -> Response {
    let lang = lang_of(request.uri(), request.headers());
    let path = request.uri().path();
    let (api, telephone) = (path.starts_with("/api/"), path.starts_with(openrosa::AREA));
    let staff = path.starts_with("/desk");
    let response = next.run(request).await;
    let Some(error) = failure(&response) else { return response };
    let tr = Tr::new(&edge.texts, lang);
    let body = match () {
        () if api => document(&tr, &error),
        () if telephone => openrosa::explained(&tr, &error),
        () => html_page(&edge, &tr, &error, staff).into_response(),
    };
    let (mut parts, _) = response.into_parts();
    let (told, body) = body.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.extend(told.headers);
    Response::from_parts(parts, body)
}

fn failure(response: &Response) -> Option<Arc<Error>> {
    if let Some(Failure(error)) = response.extensions().get() {
        return Some(Arc::clone(error));
    }
    let written = response.headers().get(header::CONTENT_TYPE);
    let bare = written.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if bare { Error::behind(response.status()).map(Arc::new) } else { None }
}

/// Problem document (RFC 9457 §3).
fn document(tr: &Tr, error: &Error) -> Response {
    let slug = error.slug();
    let mut body = serde_json::json!({
        "type": format!("/problems/{slug}"),
        "title": tr.t(&format!("problem-{slug}")),
        "status": error.status().as_u16(),
        "detail": tr.t(&format!("problem-{slug}-detail")),
    });
    if let Some(members) = body.as_object_mut() {
        match error {
            Error::BadForm(faults) => _ = members.insert("errors".to_owned(), serde_json::json!(faults)),
            Error::Waiting { ticket, .. } | Error::NoTurn { ticket, .. } | Error::Work { ticket, .. } => {
                _ = members.insert("ticket".to_owned(), serde_json::json!(ticket));
                if let Error::Work { bits, .. } = error {
                    _ = members.insert("work_bits".to_owned(), serde_json::json!(bits));
                }
            }
            _ => {}
        }
    }
    let headers = [
        (header::CONTENT_TYPE, "application/problem+json".to_owned()),
        (header::CONTENT_LANGUAGE, tr.shown_lang().tag().to_owned()),
    ];
    (headers, body.to_string()).into_response()
}

/// The page that says what happened and what to do.
fn html_page(edge: &Edge, tr: &Tr, error: &Error, staff: bool) -> Html {
    let slug = error.slug();
    let title = tr.t(&format!("problem-{slug}"));
    let (area, home) =
        if staff { (Area::Desk, "/desk".to_owned()) } else { (Area::Citizen, format!("/{}", tr.lang)) };
    Page::new(&edge.frame, tr, area, title.as_str())
        .languages(in_each_language(|lang| format!("/{lang}")))
        .show(html! {
            h1 { (title) }
            (page::lead(&tr.t(&format!("problem-{slug}-detail"))))
            p { a href=(home) { (tr.t("back-home")) } }
        })
}

/// The sentence that documents a problem type, for `GET /problems/{slug}`; `None` for an unknown slug.
pub fn explained(tr: &Tr, slug: &str) -> Option<(String, String)> {
    SLUGS.contains(&slug).then(|| (tr.t(&format!("problem-{slug}")), tr.t(&format!("problem-{slug}-detail"))))
}

const SLUGS: [&str; 22] = [
    "not-found",
    "signed-out",
    "forbidden",
    "elsewhere",
    "gone",
    "too-large",
    "too-slow",
    "method",
    "kind",
    "unreadable",
    "bad-form",
    "conflict",
    "busy",
    "waiting",
    "unattended",
    "no-turn",
    "work",
    "receipt",
    "key-reused",
    "no-room",
    "store-stopped",
    "internal",
];

impl From<acts::Error> for Error {
    fn from(error: acts::Error) -> Self {
        match error {
            acts::Error::NotFound => Self::NotFound,
            acts::Error::SignedOut => Self::SignedOut,
            acts::Error::Refused(civic::case::Refusal::NotYours) => Self::Forbidden,
            acts::Error::Refused(_) => Self::Conflict,
            acts::Error::KeyReused => Self::KeyReused,
            acts::Error::Answers(_) => Self::BadForm(Vec::new()),
            acts::Error::Unattended => Self::Unattended,
            acts::Error::Busy => Self::Busy { retry_after: 5 },
            acts::Error::TooManyTries { seconds } => Self::Busy { retry_after: seconds },
            // Below that much room what can wait is refused, before everything stops.
            acts::Error::NoRoom => Self::NoRoom,
            acts::Error::Store(store::StoreError::Stopped(_) | store::StoreError::Broken(_)) => {
                Self::StoreStopped
            }
            other => Self::internal(other),
        }
    }
}
