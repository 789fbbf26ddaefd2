//! Encrypted records, opened on request with the private key of their form, which the house never keeps.

use super::records::media_of;
use super::{Record, is_file_name};
use crate::{Error, House, Result};
use vault::{FormKey, md5_hex};
use xforms::Submitted;
use zeroize::Zeroizing;

/// What an encrypted record holds.
pub struct Unsealed {
    /// The record as it was filled.
    pub xml: Zeroizing<Vec<u8>>,
    /// Its files that have come, by the names that its answers have.
    pub files: Vec<(String, Zeroizing<Vec<u8>>)>,
    /// Whether it is as it was signed.
    pub signed: Signed,
}

/// Whether a record is as it was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// It is.
    Intact,
    /// It is not, or nothing was signed.
    Altered,
    /// Not all of its files have come.
    Unknown,
}

impl Signed {
    /// As exports name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Intact => "intact",
            Self::Altered => "altered",
            Self::Unknown => "unknown",
        }
    }
}

/// Opens an encrypted record in memory. `None` when its answers have not come.
///
/// # Errors
/// [`Error::Vault`] with [`vault::Error::DoesNotOpen`] when it was encrypted to another key, or its bytes are none that were
/// encrypted; those of the store.
pub async fn unseal(house: &House, record: &Record, key: &FormKey) -> Result<Option<Unsealed>> {
    let head =
        Submitted::read(&record.xml, &|_| false).map_err(|error| Error::Internal(error.to_string()))?;
    let media = media_of(house, record.id);
    let came = async |name: &String| match media.open(name).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    };
    let (envelope, entropy) = (&head.envelope, &*house.entropy);
    let Some(answers) = came(&envelope.answers).await? else { return Ok(None) };
    let mut cipher = key.open(&envelope.key, &record.instance_id, entropy)?;
    // What was signed, line by line.
    let mut statement = format!("{}\n", head.form_id);
    if !head.version.is_empty() {
        statement.push_str(&format!("{}\n", head.version));
    }
    statement.push_str(&format!("{}\n{}\n", envelope.key, record.instance_id));
    let (mut files, mut whole) = (Vec::new(), true);
    for name in head.files.iter().filter(|name| **name != envelope.answers) {
        let sealed = came(name).await?;
        let Some(plain) = cipher.next(sealed.as_ref().map(|sealed| sealed.as_slice()))? else {
            whole = false;
            continue;
        };
        let plain_name = name.strip_suffix(".enc").filter(|name| is_file_name(name));
        let name = plain_name.unwrap_or(name).to_owned();
        statement.push_str(&format!("{name}::{}\n", md5_hex(&plain)));
        files.push((name, plain));
    }
    let xml = cipher.next(Some(&answers))?.ok_or(Error::NotFound)?;
    statement.push_str(&format!("submission.xml::{}\n", md5_hex(&xml)));
    let signed = match () {
        () if !whole => Signed::Unknown,
        () if key.signed(&envelope.signature, &statement, entropy) => Signed::Intact,
        () => Signed::Altered,
    };
    // Decrypted with another key, it would have passed for one with bad luck: what is no record is none.
    Submitted::read(&xml, &|_| false).map_err(|_| Error::Vault(vault::Error::DoesNotOpen))?;
    Ok(Some(Unsealed { xml, files, signed }))
}
