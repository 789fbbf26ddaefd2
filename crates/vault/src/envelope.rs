//! Envelopes: one body under a random data key, and that key wrapped to each holder.

use crate::chance::draw;
use crate::context::{Context, HolderId};
use crate::keys::{PublicKey, SecretKey};
use crate::{Error, Result, stream};
use kernel::Entropy;
use std::fmt;
use zeroize::Zeroizing;

/// A data key sealed to one holder: HPKE base mode, single shot (RFC 9180 §6.1), info = the envelope's context.
#[derive(Clone, PartialEq, Eq)]
pub struct Wrap {
    /// Who can open it.
    pub holder: HolderId,
    /// Encapsulated key (65), sealed data key (32), tag (16).
    pub bytes: [u8; Wrap::SIZE],
}

impl Wrap {
    /// Bytes of the sealed data key.
    pub const SIZE: usize = 65 + 32 + 16;
}

/// A sealed text: from here on nobody but its holders sees it. Deleting the wraps erases it for good.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope {
    /// One for each holder; holders come and go without touching the body.
    pub wraps: Vec<Wrap>,
    /// The padded text, sealed under the data key.
    pub body: Vec<u8>,
}

/// An opened text, wiped when dropped. It cannot be printed; read it with [`Opened::as_bytes`].
pub struct Opened(Zeroizing<Vec<u8>>);

impl Opened {
    /// The text as it was sealed.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text, where it was sealed as UTF-8.
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is not UTF-8.
    pub fn as_text(&self) -> Result<&str> {
        std::str::from_utf8(&self.0).map_err(|_| Error::Malformed("text"))
    }
}

/// Seals `plain` to every holder. The context must be given again to open: ciphertext that stands in for another subject or
/// purpose does not open.
///
/// # Errors
/// [`Error::NoHolder`] when `holders` is empty, [`Error::Entropy`] when there is no randomness.
pub fn seal(
    plain: &[u8],
    context: &Context,
    holders: &[(HolderId, &PublicKey)],
    entropy: &dyn Entropy,
) -> Result<Envelope> {
    let data_key = draw::<32>(entropy)?;
    let wraps = wrap(&data_key, context, holders, entropy)?;
    let body = stream::seal(&data_key, &context.info(), plain)?;
    Ok(Envelope { wraps, body })
}

/// Opens an envelope with the key of one of its holders.
///
/// # Errors
/// [`Error::NotAHolder`] when it carries no wrap for `holder`; [`Error::DoesNotOpen`] when the key or the context is
/// another one or a byte was altered.
pub fn open(envelope: &Envelope, holder: HolderId, key: &SecretKey, context: &Context) -> Result<Opened> {
    let data_key = unwrap(&envelope.wraps, holder, key, context)?;
    stream::open(&data_key, &context.info(), &envelope.body).map(Opened)
}

/// Wraps the data key for more holders, by the key of one who can open. The body stays as it is; add the
/// returned wraps to the envelope's.
///
/// # Errors
/// Those of [`open`] and [`seal`].
pub fn share(
    wraps: &[Wrap],
    holder: HolderId,
    key: &SecretKey,
    context: &Context,
    new: &[(HolderId, &PublicKey)],
    entropy: &dyn Entropy,
) -> Result<Vec<Wrap>> {
    let data_key = unwrap(wraps, holder, key, context)?;
    wrap(&data_key, context, new, entropy)
}

/// Wraps as one byte string: for each, 16 bytes of holder and [`Wrap::SIZE`] bytes. Strings can be joined.
pub fn encode_wraps(wraps: &[Wrap]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(wraps.len() * ENTRY);
    for wrap in wraps {
        bytes.extend_from_slice(&wrap.holder.0);
        bytes.extend_from_slice(&wrap.bytes);
    }
    bytes
}

/// Reads what [`encode_wraps`] wrote.
///
/// # Errors
/// [`Error::Malformed`] when the length is not that of whole wraps.
pub fn decode_wraps(bytes: &[u8]) -> Result<Vec<Wrap>> {
    let (entries, rest) = bytes.as_chunks::<ENTRY>();
    if !rest.is_empty() {
        return Err(Error::Malformed("wraps"));
    }
    Ok(entries
        .iter()
        .map(|entry| {
            let mut wrap = Wrap { holder: HolderId([0; 16]), bytes: [0; Wrap::SIZE] };
            wrap.holder.0.copy_from_slice(&entry[..16]);
            wrap.bytes.copy_from_slice(&entry[16..]);
            wrap
        })
        .collect())
}

const ENTRY: usize = 16 + Wrap::SIZE;

fn wrap(
    data_key: &[u8; 32],
    context: &Context,
    holders: &[(HolderId, &PublicKey)],
    entropy: &dyn Entropy,
) -> Result<Vec<Wrap>> {
    if holders.is_empty() {
        return Err(Error::NoHolder);
    }
    let info = context.info();
    holders
        .iter()
        .map(|(holder, key)| {
            let sealed = key.seal(&info, &[], data_key, entropy)?;
            let bytes = sealed.try_into().map_err(|_| Error::Malformed("wrap"))?;
            Ok(Wrap { holder: *holder, bytes })
        })
        .collect()
}

fn unwrap(
    wraps: &[Wrap],
    holder: HolderId,
    key: &SecretKey,
    context: &Context,
) -> Result<Zeroizing<[u8; 32]>> {
    let info = context.info();
    let mut refusal = Error::NotAHolder;
    // A holder who changed keys has a wrap for the old key and one for the new: the first that opens counts.
    for wrap in wraps.iter().filter(|wrap| wrap.holder == holder) {
        match key.open(&info, &[], &wrap.bytes) {
            Ok(opened) => {
                let mut data_key = Zeroizing::new([0u8; 32]);
                data_key.copy_from_slice(opened.get(..32).ok_or(Error::DoesNotOpen)?);
                return Ok(data_key);
            }
            Err(error) => refusal = error,
        }
    }
    Err(refusal)
}

impl fmt::Debug for Wrap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wrap(..)")
    }
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Envelope({} wraps, {} bytes)", self.wraps.len(), self.body.len())
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opened(..)")
    }
}
