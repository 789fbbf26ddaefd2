//! Files that come with a report, a message or an answer.

use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A file that came with a report, a message or an answer.
#[derive(Clone, Serialize, Deserialize)]
pub struct Upload {
    /// Name as the sender had it; shown to handlers only.
    pub name: String,
    /// Type as the sender said it; never believed.
    pub mime: String,
    /// Contents.
    pub bytes: Vec<u8>,
}

/// Bytes of a file at the most.
pub const LARGEST_FILE: usize = 8 << 20;

/// Name, type and contents of a file as one byte string to be sealed.
pub(crate) fn pack_upload(upload: &Upload) -> Result<Zeroizing<Vec<u8>>> {
    let head = serde_json::to_vec(&(&upload.name, &upload.mime))
        .map_err(|error| Error::Internal(error.to_string()))?;
    let mut bytes = Vec::with_capacity(4 + head.len() + upload.bytes.len());
    bytes.extend_from_slice(&(head.len() as u32).to_be_bytes());
    bytes.extend_from_slice(&head);
    bytes.extend_from_slice(&upload.bytes);
    Ok(Zeroizing::new(bytes))
}

/// The reverse of [`pack_upload`].
pub(crate) fn unpack_upload(bytes: &[u8]) -> Option<Upload> {
    let (length, rest) = bytes.split_at_checked(4)?;
    let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
    let (head, body) = rest.split_at_checked(length)?;
    let (name, mime) = serde_json::from_slice(head).ok()?;
    Some(Upload { name, mime, bytes: body.to_vec() })
}
