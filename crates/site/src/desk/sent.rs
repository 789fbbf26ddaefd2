//! A form with files that somebody signed in has sent from a page of this session.

use super::shell::pairs;
use super::{Desk, Posted, Turned};
use crate::receiving::{Receiving, Shared};
use crate::{App, Error};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header;
use std::sync::Arc;

/// Controls of one form.
const MOST_FIELDS: usize = 200;

/// What was sent.
pub(super) struct Sent {
    /// Who sent it, with what was typed.
    pub posted: Posted,
    files: Vec<File>,
    /// The files stand in memory as long as this does.
    _held: Shared,
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
        taken.into_iter().map(|file: File| (file.name, file.bytes)).collect()
    }
}

impl FromRequest<Arc<App>> for Sent {
    type Rejection = Turned;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Turned> {
        let (mut parts, body) = request.into_parts();
        let desk = Desk::from_request_parts(&mut parts, app).await?;
        let kind = parts.headers.get(header::CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
        if !kind.starts_with(b"multipart/form-data") {
            // No page of ours sends such a form any other way.
            return Err(Turned::Failed(Error::Elsewhere));
        }
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
        Ok(Self { posted: Posted::from_session(desk, fields)?, files, _held: held })
    }
}
