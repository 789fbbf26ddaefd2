//! `/desk/case/{reference}/file/{id}`: a file of a case, given as bytes to keep and never as a page of this site.

use crate::desk::Desk;
use crate::{Error, Result};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kernel::EnvelopeId;
use std::fmt::Write as _;

/// The file.
pub(super) async fn download(
    desk: Desk,
    Path((reference, file)): Path<(String, String)>,
) -> Result<Response> {
    let id = desk.case(&reference).await?;
    let file: EnvelopeId = file.parse().map_err(|_| Error::NotFound)?;
    let upload = acts::casework::file(desk.house(), &desk.handler, id, file).await?;
    Ok((
        [
            // Whatever the sender called it: no browser may guess a type and run it here.
            (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
            (header::CONTENT_DISPOSITION, disposition(&upload.name)),
            (
                header::CONTENT_SECURITY_POLICY,
                "sandbox; default-src 'none'; frame-ancestors 'none'".to_owned(),
            ),
        ],
        upload.bytes,
    )
        .into_response())
}

/// RFC 6266 with RFC 8187: the sender's name without anything that leads elsewhere on a disk or ends the header.
pub(in crate::desk) fn disposition(name: &str) -> String {
    let harmless = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ');
    let kept: String = name.chars().filter(|c| harmless(*c)).take(80).collect();
    let kept = kept.trim_matches(['.', ' ']);
    let kept = if kept.is_empty() { "file" } else { kept };
    let plain: String = kept.chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    let mut coded = String::new();
    for byte in kept.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            coded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(coded, "%{byte:02X}");
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{coded}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn the_name_of_a_file_leads_nowhere_and_ends_no_header() {
        assert_eq!(
            disposition("../../photo à Ségou.jpg"),
            "attachment; filename=\"photo _ S_gou.jpg\"; filename*=UTF-8''photo%20%C3%A0%20S%C3%A9gou.jpg"
        );
        for evil in ["\"\r\nset-cookie: a=b", "..", "", "a\u{202E}gpj.exe", "C:\\x|y<z>"] {
            let header = disposition(evil);
            assert!(!header.contains(['\r', '\n', '\\', '/', '\u{202E}', '<']), "{header}");
            assert_eq!(header.matches('"').count(), 2, "{header}");
        }
    }
}
