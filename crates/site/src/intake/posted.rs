//! What a form sent, read so that nothing a browser or a hostile program writes can be worse than a wrong answer.

use crate::security::BODY_LIMIT;
use crate::{App, Error, Result};
use acts::intake::{LARGEST_FILE, Upload};
use axum::body::to_bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Files being received at once: each is held in memory until it is sealed.
static RECEIVING: Semaphore = Semaphore::const_new(16);
/// Names and values of one form at the most.
const MOST_FIELDS: usize = 500;

/// Fields and files of one form.
#[derive(Default)]
pub struct Posted {
    fields: Vec<(String, String)>,
    /// Files that are not empty, by field.
    pub files: Vec<(String, Upload)>,
    /// A file was larger than is taken, and was not read to its end.
    pub oversize: bool,
}

/// Bytes that a route with files takes: one file and the text around it.
pub fn file_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(LARGEST_FILE + BODY_LIMIT)
}

impl Posted {
    /// The value of a field; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.pairs().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field, as several boxes of one name send them.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs().filter(move |(key, _)| *key == name).map(|(_, value)| value)
    }

    /// All fields in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    fn add(&mut self, name: String, value: String) -> Result<()> {
        if self.fields.len() == MOST_FIELDS {
            return Err(Error::TooLarge);
        }
        self.fields.push((name, value));
        Ok(())
    }

    /// Takes the parts of a form with files. What comes after an oversized file is left unread.
    async fn take(&mut self, mut parts: Multipart) -> Result<()> {
        loop {
            let part = match parts.next_field().await {
                Ok(Some(part)) => part,
                Ok(None) => return Ok(()),
                Err(error) => return self.give_up(&error),
            };
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let mime = part.content_type().unwrap_or("application/octet-stream").chars().take(100).collect();
            let bytes = match part.bytes().await {
                Ok(bytes) => bytes,
                Err(error) => return self.give_up(&error),
            };
            match file {
                Some(_) if bytes.len() > LARGEST_FILE => self.oversize = true,
                // A browser sends an empty part for a file that was not chosen.
                Some(_) if bytes.is_empty() => {}
                Some(file) => self.files.push((name, Upload { name: file, mime, bytes: bytes.to_vec() })),
                None => self.add(name, String::from_utf8_lossy(&bytes).into_owned())?,
            }
        }
    }

    fn give_up(&mut self, error: &MultipartError) -> Result<()> {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            self.oversize = true;
            return Ok(());
        }
        Err(Error::Unreadable)
    }
}

impl FromRequest<Arc<App>> for Posted {
    type Rejection = Error;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self> {
        let kind = request.headers().get(header::CONTENT_TYPE).map_or(&b""[..], |value| value.as_bytes());
        let mut posted = Self::default();
        if kind.starts_with(b"multipart/form-data") {
            let _turn = RECEIVING.try_acquire().map_err(|_| Error::Busy { retry_after: 10 })?;
            let parts = Multipart::from_request(request, app).await.map_err(|_| Error::Unreadable)?;
            posted.take(parts).await?;
        } else if kind.starts_with(b"application/x-www-form-urlencoded") || kind.is_empty() {
            let body = to_bytes(request.into_body(), BODY_LIMIT).await.map_err(|_| Error::TooLarge)?;
            for (name, value) in form_urlencoded::parse(&body) {
                posted.add(name.into_owned(), value.into_owned())?;
            }
        } else {
            return Err(Error::Kind);
        }
        Ok(posted)
    }
}
