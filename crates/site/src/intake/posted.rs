//! What a form sent, read so that nothing a browser or a hostile program writes can be worse than a wrong answer.

use crate::receiving::{Receiving, Shared};
use crate::security::BODY_LIMIT;
use crate::{App, Error, Result};
use acts::intake::{LARGEST_FILE, Upload};
use axum::body::to_bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::header;
use std::sync::Arc;

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
    /// What the files take up of the memory for all of them.
    held: Option<Shared>,
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

    /// Whether anything was sent for a question, in one field or in several.
    pub fn speaks_of(&self, name: &str) -> bool {
        let parts = |rest: &str| rest.is_empty() || rest.starts_with(['-', '=']);
        self.pairs().any(|(key, _)| key.strip_prefix(name).is_some_and(parts))
    }

    fn add(&mut self, name: String, value: String) -> Result<()> {
        if self.fields.len() == MOST_FIELDS {
            return Err(Error::TooLarge);
        }
        self.fields.push((name, value));
        Ok(())
    }

    /// Takes the parts of a form with files. What comes after an oversized file is left unread.
    async fn take(&mut self, mut parts: Receiving) -> Result<()> {
        self.held = Some(parts.held());
        match self.take_parts(&mut parts).await {
            Err(Error::TooLarge) if self.fields.len() < MOST_FIELDS => {
                self.oversize = true;
                Ok(())
            }
            other => other,
        }
    }

    async fn take_parts(&mut self, parts: &mut Receiving) -> Result<()> {
        while let Some(part) = parts.next().await? {
            let field = part.field();
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(str::to_owned);
            let mime = field.content_type().unwrap_or("application/octet-stream").chars().take(100).collect();
            let bytes = part.whole().await?;
            match file {
                Some(_) if bytes.len() > LARGEST_FILE => self.oversize = true,
                // A browser sends an empty part for a file that was not chosen.
                Some(_) if bytes.is_empty() => {}
                Some(file) => self.files.push((name, Upload { name: file, mime, bytes })),
                None => self.add(name, String::from_utf8_lossy(&bytes).into_owned())?,
            }
        }
        Ok(())
    }
}

impl FromRequest<Arc<App>> for Posted {
    type Rejection = Error;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self> {
        let kind = request.headers().get(header::CONTENT_TYPE).map_or(&b""[..], |value| value.as_bytes());
        let mut posted = Self::default();
        if kind.starts_with(b"multipart/form-data") {
            posted.take(Receiving::from_request(request, app).await?).await?;
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
