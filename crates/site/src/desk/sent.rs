//! A form with files that somebody signed in has sent from a page of this session.

use super::shell::pairs;
use super::{Desk, Posted, Turned};
use crate::receiving::{Receiving, Shared};
use crate::security::BODY_LIMIT;
use crate::{App, Error};
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header;
use std::sync::Arc;

/// Controls of one form.
const MOST_FIELDS: usize = 5_000;

/// What was sent.
pub(super) struct Sent {
    /// Who sent it, with what was typed.
    pub posted: Posted,
    files: Vec<File>,
    brought: bool,
    /// The files stand in memory as long as this does.
    _held: Option<Shared>,
}

struct File {
    control: String,
    name: String,
    bytes: Vec<u8>,
}

impl Sent {
    /// Takes the files of a control: names and contents.
    pub fn take(&mut self, control: &str) -> Vec<(String, Vec<u8>)> {
        let (taken, left) =
            std::mem::take(&mut self.files).into_iter().partition(|file| file.control == control);
        self.files = left;
        self.brought |= !taken.is_empty();
        taken.into_iter().map(|file: File| (file.name, file.bytes)).collect()
    }

    /// Whether a file was taken.
    pub fn brought(&self) -> bool {
        self.brought
    }
}

impl FromRequest<Arc<App>> for Sent {
    type Rejection = Turned;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Turned> {
        let (mut parts, body) = request.into_parts();
        let kind = parts.headers.get(header::CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
        if !kind.starts_with(b"multipart/form-data") {
            // A form that has no control for a file now, though it may have one.
            let body = to_bytes(body, BODY_LIMIT).await.map_err(|_| Turned::Failed(Error::TooLarge))?;
            let posted = Posted::from_request(Request::from_parts(parts, Body::from(body)), app).await?;
            return Ok(Self { posted, files: Vec::new(), brought: false, _held: None });
        }
        let desk = Desk::from_request_parts(&mut parts, app).await?;
        let mut coming =
            Receiving::from_request(Request::from_parts(parts, body), app).await.map_err(Turned::Failed)?;
        let held = coming.held();
        let (mut fields, mut files) = (Vec::new(), Vec::new());
        while let Some(part) = coming.next().await.map_err(Turned::Failed)? {
            let field = part.field();
            let control = field.name().unwrap_or_default().to_owned();
            let name = field.file_name().map(str::to_owned);
            let bytes = part.whole().await.map_err(Turned::Failed)?;
            match name {
                // A browser sends an empty part for a file that was not chosen.
                Some(name) if name.is_empty() && bytes.is_empty() => {}
                Some(name) => files.push(File { control, name, bytes }),
                None => fields.push((control, bytes)),
            }
            if fields.len() + files.len() > MOST_FIELDS {
                return Err(Turned::Failed(Error::TooLarge));
            }
        }
        let mut typed = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &fields {
            typed.append_pair(name, &String::from_utf8_lossy(value));
        }
        let fields = pairs(typed.finish().as_bytes()).ok_or(Turned::Failed(Error::Unreadable))?;
        Ok(Self { posted: Posted::from_session(desk, fields)?, files, brought: false, _held: Some(held) })
    }
}
