//! Files of a case, and those of the cases merged into it.

use super::{goes_on, holder_id, note_reading, seen_by};
use crate::desk::Handler;
use crate::intake::{Upload, unpack_upload};
use crate::sealing::unseal;
use crate::{Error, House, Result};
use civic::case::{Case, Recorded, Standing};
use kernel::{CaseId, EnvelopeId, Reference};
use store::envelopes;
use vault::Purpose;

/// A file of a case merged into another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinedFile {
    /// The merged case.
    pub case: Reference,
    /// Which file of that case, from 1, as its own page numbers them.
    pub place: usize,
    /// The file.
    pub file: EnvelopeId,
    /// Whether a public body joined it, and not the reporter.
    pub from_office: bool,
}

/// The files of a merged case that open for this person on its own page.
pub(super) async fn of_joined(
    house: &House,
    handler: &Handler,
    case: &Case,
    history: &[Recorded],
) -> Result<Vec<JoinedFile>> {
    if case.attachments.is_empty() {
        return Ok(Vec::new());
    }
    let goes_on = goes_on(house, case).await?;
    if !Standing::of(case, goes_on.as_ref()).opened_by(&handler.member) {
        return Ok(Vec::new());
    }
    let own = holder_id(handler.member.id);
    let mut open = Vec::new();
    for (id, _, wraps) in envelopes::wraps_of_case(&mut house.store.read().await?, case.id).await? {
        if vault::decode_wraps(&wraps)?.iter().any(|wrap| wrap.holder == own) {
            open.push(EnvelopeId(id));
        }
    }
    let numbered = case.attachments.iter().copied().zip(1..);
    Ok(numbered
        .filter(|(file, _)| open.contains(file))
        .map(|(file, place)| {
            let from_office = history.iter().any(|recorded| recorded.letter() == Some(file));
            JoinedFile { case: case.reference.clone(), place, file, from_office }
        })
        .collect())
}

/// A file of a case.
///
/// # Errors
/// [`Error::NotFound`] when the case, the file or the key to it is out of this person's reach.
pub async fn file(house: &House, handler: &Handler, id: CaseId, file: EnvelopeId) -> Result<Upload> {
    let (case, _) = seen_by(house, handler, id).await?;
    if !case.attachments.contains(&file) {
        return Err(Error::NotFound);
    }
    note_reading(house, handler, id).await?;
    let mut conn = house.store.read().await?;
    let holder = holder_id(handler.member.id);
    let opened = unseal(&mut conn, case.id, file, Purpose::Attachment, holder, &handler.key).await?;
    opened.and_then(|bytes| unpack_upload(bytes.as_bytes())).ok_or(Error::NotFound)
}
