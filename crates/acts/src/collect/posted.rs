//! What a phone filled without a network and sealed to the key of the field, sent later: opened, and received like any record.

use super::field_key::private_half;
use super::{LARGEST_RECORD, MOST_FILES, Outcome, Parcel, Volunteer, receive};
use crate::house::away;
use crate::{Error, House, Result};
use kernel::Uuid;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use vault::{open_posted, posted_to};
use zeroize::Zeroizing;

/// What became of a sealed item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Posted {
    /// It was opened; this became of the record in it.
    Opened(Outcome),
    /// It does not open: it was sealed to a key that is not of this house, or its bytes were altered.
    Closed,
    /// It opens and holds no record.
    Strange,
    /// It is the record of another volunteer, who shares the phone.
    SomebodyElses,
}

/// Bytes of the head of an item: a thousand names of files are less.
const LARGEST_HEAD: usize = 512 << 10;

/// The head inside of a sealed item: 4 bytes of its length, itself in JSON, the record, the files.
#[derive(Debug, Serialize, Deserialize)]
pub struct Contents {
    /// Who filled the record.
    pub volunteer: Uuid,
    /// Bytes of the record.
    pub xml: usize,
    /// Names and bytes of the files that come in this item.
    pub files: Vec<(String, usize)>,
}

/// Opens a sealed item and takes in the record that is in it.
///
/// # Errors
/// As [`receive`].
pub async fn receive_posted(house: &Arc<House>, volunteer: &Volunteer, sealed: Vec<u8>) -> Result<Posted> {
    let Some(id) = posted_to(&sealed) else { return Ok(Posted::Closed) };
    let key = match private_half(house, &id).await {
        Err(Error::NotFound) => return Ok(Posted::Closed),
        other => other?,
    };
    let opened = away(move || Ok(open_posted(&key, &sealed).ok())).await?;
    let Some(opened) = opened else { return Ok(Posted::Closed) };
    let Some((contents, parcel)) = unpack(&opened) else { return Ok(Posted::Strange) };
    drop(opened);
    if contents.volunteer != volunteer.id {
        return Ok(Posted::SomebodyElses);
    }
    receive(house, volunteer, parcel).await.map(Posted::Opened)
}

fn unpack(bytes: &Zeroizing<Vec<u8>>) -> Option<(Contents, Parcel)> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let length = u32::from_be_bytes(*length) as usize;
    if length > LARGEST_HEAD {
        return None;
    }
    let (head, mut rest) = rest.split_at_checked(length)?;
    let contents: Contents = serde_json::from_slice(head).ok()?;
    if contents.files.len() > MOST_FILES {
        return None;
    }
    let mut take = |length: usize| {
        let (taken, left) = rest.split_at_checked(length)?;
        rest = left;
        Some(taken.to_vec())
    };
    let xml = take(contents.xml)?;
    let mut files = Vec::new();
    for (name, length) in &contents.files {
        files.push((name.clone(), take(*length)?));
    }
    let whole = rest.is_empty() && xml.len() <= LARGEST_RECORD;
    whole.then_some((contents, Parcel { xml, files, device: Some("web".to_owned()) }))
}

/// The inside of an item, as a phone makes it.
///
/// # Errors
/// [`Error::Internal`] when the head cannot be written.
pub fn pack_posted(volunteer: Uuid, parcel: &Parcel) -> Result<Zeroizing<Vec<u8>>> {
    let files = parcel.files.iter().map(|(name, bytes)| (name.clone(), bytes.len())).collect();
    let head = serde_json::to_vec(&Contents { volunteer, xml: parcel.xml.len(), files })
        .map_err(|error| Error::Internal(error.to_string()))?;
    let mut bytes = (head.len() as u32).to_be_bytes().to_vec();
    bytes.extend_from_slice(&head);
    bytes.extend_from_slice(&parcel.xml);
    parcel.files.iter().for_each(|(_, file)| bytes.extend_from_slice(file));
    Ok(Zeroizing::new(bytes))
}
