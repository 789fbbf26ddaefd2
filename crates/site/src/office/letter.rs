//! An answer as it arrives: words, measure and perhaps a letter, in one multipart body (RFC 7578).

use crate::{Error, Result};
use acts::intake::Upload;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;

/// What was sent with an answer.
#[derive(Default)]
pub(super) struct Sent {
    /// Words.
    pub text: String,
    /// Code of the measure.
    pub measure: String,
    /// The letter, when one was chosen.
    pub letter: Option<Upload>,
}

/// Characters of a file's name that are kept.
const LONGEST_NAME: usize = 120;

/// Reads the whole body.
pub(super) async fn receive(mut parts: Multipart) -> Result<Sent> {
    let mut sent = Sent::default();
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        match part.name() {
            Some("text") => sent.text = part.text().await.map_err(unreadable)?,
            Some("measure") => sent.measure = part.text().await.map_err(unreadable)?,
            Some("letter") => sent.letter = file(part).await?,
            _ => {}
        }
    }
    Ok(sent)
}

/// A browser sends an empty part when no file was chosen.
async fn file(part: Field<'_>) -> Result<Option<Upload>> {
    let name: String = part.file_name().unwrap_or_default().chars().take(LONGEST_NAME).collect();
    let bytes = part.bytes().await.map_err(unreadable)?.to_vec();
    let mime = kind(&bytes).unwrap_or_default().to_owned();
    Ok((!bytes.is_empty()).then_some(Upload { name, mime, bytes }))
}

/// Media type of a letter by its first bytes; what the sender says of it is not believed. `None` when it is neither PDF
/// nor one of the two pictures every scanner makes.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 3] =
        [(b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png")];
    KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, mime)| *mime)
}

fn unreadable(error: MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Error::TooLarge } else { Error::Unreadable }
}
