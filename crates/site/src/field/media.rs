//! Pictures, sounds and films of the forms of a volunteer, under addresses that carry their hash.

use super::signed::Signed;
use crate::Error;
use crate::intake::media::whole_or_part;
use crate::intake::writing::Stop;
use crate::openrosa::kind_of;
use acts::collect;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::Response;

/// `GET /{lang}/field/media/{form}/{hash}/{name}`.
pub(super) async fn show(
    signed: Signed,
    Path((_, form, hash, name)): Path<(String, String, String, String)>,
) -> Result<Response, Stop> {
    let house = signed.visit.house();
    let form = collect::form(house, &signed.volunteer, &form).await?;
    let notes = collect::media(house, &signed.volunteer.places, &form).await?;
    let note = notes.iter().find(|note| note.name == name && note.md5 == hash).ok_or(Error::NotFound)?;
    let bytes = Bytes::from(collect::media_bytes(house, &signed.volunteer.places, &form, note).await?);
    let caching = "private, max-age=31536000, immutable";
    Ok(whole_or_part(&signed.visit, &hash, kind_of(&name), caching, bytes))
}
