//! Key pairs of holders: DHKEM(P-256, HKDF-SHA256) of RFC 9180.

use crate::chance::draw;
use crate::{Error, Result};
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::{DhP256HkdfSha256, Kem};
use hpke::{Deserializable, OpModeR, OpModeS, Serializable};
use kernel::Entropy;
use std::fmt;
use zeroize::Zeroizing;

pub(crate) type SuitePrivate = <DhP256HkdfSha256 as Kem>::PrivateKey;
pub(crate) type SuitePublic = <DhP256HkdfSha256 as Kem>::PublicKey;
pub(crate) type SuiteEncapped = <DhP256HkdfSha256 as Kem>::EncappedKey;

/// Bytes of an encapsulated key: an uncompressed point.
const ENCAPPED: usize = 65;

/// A holder's secret key, wiped when dropped.
pub struct SecretKey(SuitePrivate);

/// A holder's public key: what an envelope is sealed to.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(SuitePublic);

impl SecretKey {
    /// Bytes of a secret key.
    pub const SIZE: usize = 32;

    /// A fresh key.
    ///
    /// # Errors
    /// [`Error::Entropy`] when there is no randomness.
    pub fn generate(entropy: &dyn Entropy) -> Result<Self> {
        Ok(Self::derive(&*draw::<32>(entropy)?))
    }

    /// The key that belongs to this keying material: `DeriveKeyPair` of RFC 9180 §7.1.3.
    /// The material must be as hard to guess as the key has to be; 32 bytes or more.
    pub fn derive(material: &[u8]) -> Self {
        Self(DhP256HkdfSha256::derive_keypair(material).0)
    }

    /// Reads the 32 bytes that [`SecretKey::to_bytes`] gave.
    ///
    /// # Errors
    /// [`Error::Malformed`] when they are no scalar of the curve.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        SuitePrivate::from_bytes(bytes).map(Self).map_err(|_| Error::Malformed("secret key"))
    }

    /// The 32 bytes of the key, wiped when dropped. Only for wrapping it.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        let mut bytes = Zeroizing::new([0u8; 32]);
        self.0.write_exact(&mut *bytes);
        bytes
    }

    /// The public half (one multiplication on the curve, about a tenth of a millisecond).
    pub fn public(&self) -> PublicKey {
        PublicKey(DhP256HkdfSha256::sk_to_pk(&self.0))
    }

    pub(crate) fn suite(&self) -> &SuitePrivate {
        &self.0
    }

    /// Opens what [`PublicKey::seal`] made: HPKE base mode, single shot (RFC 9180 §6.1).
    pub(crate) fn open(&self, info: &[u8], aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let (encapped, ciphertext) = sealed.split_at_checked(ENCAPPED).ok_or(Error::Malformed("wrap"))?;
        let encapped = SuiteEncapped::from_bytes(encapped).map_err(|_| Error::DoesNotOpen)?;
        hpke::single_shot_open::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
            &OpModeR::Base,
            &self.0,
            &encapped,
            info,
            ciphertext,
            aad,
        )
        .map(Zeroizing::new)
        .map_err(|_| Error::DoesNotOpen)
    }
}

impl PublicKey {
    /// Bytes of a public key: the uncompressed point.
    pub const SIZE: usize = 65;

    /// Reads the 65 bytes of an uncompressed point.
    ///
    /// # Errors
    /// [`Error::Malformed`] when they are not a point of the curve, or its neutral element.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        SuitePublic::from_bytes(bytes).map(Self).map_err(|_| Error::Malformed("public key"))
    }

    /// The uncompressed point, as WebCrypto exports it (`raw`).
    pub fn to_bytes(&self) -> [u8; 65] {
        let mut bytes = [0u8; 65];
        self.0.write_exact(&mut bytes);
        bytes
    }

    pub(crate) fn suite(&self) -> &SuitePublic {
        &self.0
    }

    /// `enc || ciphertext || tag` of HPKE base mode, single shot (RFC 9180 §6.1).
    pub(crate) fn seal(
        &self,
        info: &[u8],
        aad: &[u8],
        plain: &[u8],
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>> {
        let mut draws = crate::chance::Draws::from(entropy);
        let sealed = hpke::single_shot_seal_with_rng::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
            &OpModeS::Base,
            &self.0,
            info,
            plain,
            aad,
            &mut draws,
        );
        draws.finish()?;
        let (encapped, ciphertext) = sealed.map_err(|_| Error::Malformed("public key"))?;
        let mut bytes = encapped.to_bytes().to_vec();
        bytes.extend_from_slice(&ciphertext);
        Ok(bytes)
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(..)")
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PublicKey(..)")
    }
}

#[cfg(test)]
mod tests;
