//! `/desk/records/{id}/file/{name}`: a file of a record. Pictures and recordings keep their type when their first bytes bear it
//! out; everything else is given as bytes to keep, and nothing as a page of this site.

use crate::Result;
use crate::desk::case::disposition;
use crate::desk::{Desk, Spot};
use crate::openrosa::kind_of;
use acts::collect::desk as field;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kernel::Uuid;

/// The file.
pub(in crate::desk) async fn send(desk: Desk, Path((id, name)): Path<(Uuid, String)>) -> Result<Response> {
    desk.at(Spot::Forms)?;
    let bytes = field::file_of(desk.house(), &desk.handler, id, &name).await?;
    let kind = Some(kind_of(&name)).filter(|kind| bears_out(kind, &bytes));
    let shown = disposition(&name);
    Ok((
        [
            (header::CONTENT_TYPE, kind.unwrap_or("application/octet-stream").to_owned()),
            (
                header::CONTENT_DISPOSITION,
                if kind.is_some() { shown.replacen("attachment", "inline", 1) } else { shown },
            ),
            (
                header::CONTENT_SECURITY_POLICY,
                "sandbox; default-src 'none'; frame-ancestors 'none'".to_owned(),
            ),
        ],
        bytes.to_vec(),
    )
        .into_response())
}

/// Whether bytes begin as those of this type do.
fn bears_out(kind: &str, bytes: &[u8]) -> bool {
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    let at = |place: usize, mark: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(mark));
    match kind {
        "image/jpeg" => begins(b"\xff\xd8\xff"),
        "image/png" => begins(b"\x89PNG\r\n\x1a\n"),
        "image/gif" => begins(b"GIF8"),
        "image/webp" => begins(b"RIFF") && at(8, b"WEBP"),
        "audio/mpeg" => begins(b"ID3") || matches!(bytes, [0xff, second, ..] if second & 0xe0 == 0xe0),
        "audio/mp4" | "video/mp4" | "video/3gpp" => at(4, b"ftyp"),
        "audio/amr" => begins(b"#!AMR"),
        "audio/ogg" => begins(b"OggS"),
        "audio/wav" => begins(b"RIFF") && at(8, b"WAVE"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::bears_out;

    #[test]
    fn a_type_is_believed_only_when_the_bytes_bear_it_out() {
        assert!(bears_out("image/jpeg", b"\xff\xd8\xff\xe0"));
        assert!(bears_out("audio/mp4", b"\0\0\0\x18ftypM4A "));
        assert!(!bears_out("image/png", b"<svg onload=alert(1)>"));
        assert!(!bears_out("text/xml; charset=utf-8", b"<?xml"), "never a page of this site");
        assert!(!bears_out("image/jpeg", b""));
    }
}
