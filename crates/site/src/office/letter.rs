//! An answer as it arrives: words, measure and perhaps a letter, in one multipart body (RFC 7578).

use crate::Result;
use crate::receiving::{Receiving, Shared};
use acts::intake::Upload;

/// What was sent with an answer.
#[derive(Default)]
pub(super) struct Sent {
    /// Words.
    pub text: String,
    /// Code of the measure.
    pub measure: String,
    /// The letter, when one was chosen.
    pub letter: Option<Upload>,
    /// What the letter takes up of the memory for all of them.
    pub held: Option<Shared>,
}

/// Characters of a file's name that are kept.
const LONGEST_NAME: usize = 120;

/// Reads the whole body.
pub(super) async fn receive(mut parts: Receiving) -> Result<Sent> {
    let mut sent = Sent { held: Some(parts.held()), ..Sent::default() };
    while let Some(part) = parts.next().await? {
        let name = part.field().name().unwrap_or_default().to_owned();
        let file: String = part.field().file_name().unwrap_or_default().chars().take(LONGEST_NAME).collect();
        let bytes = part.whole().await?;
        let words = || String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            "text" => sent.text = words(),
            "measure" => sent.measure = words(),
            // A browser sends an empty part when no file was chosen.
            "letter" if !bytes.is_empty() => {
                let mime = kind(&bytes).unwrap_or_default().to_owned();
                sent.letter = Some(Upload { name: file, mime, bytes });
            }
            _ => {}
        }
    }
    Ok(sent)
}

/// Media type of a letter by its first bytes; what the sender says of it is not believed. `None` when it is neither PDF
/// nor one of the two pictures every scanner makes.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 3] =
        [(b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png")];
    KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, mime)| *mime)
}
