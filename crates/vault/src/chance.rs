//! Chance for the crates below, which want an infallible generator, from [`kernel::Entropy`], which may fail.

use crate::Result;
use kernel::{Entropy, EntropyError};
use rand_core::{Infallible, TryCryptoRng, TryRng};
use zeroize::Zeroizing;

/// Draws `N` unpredictable bytes, wiped when dropped.
pub(crate) fn draw<const N: usize>(entropy: &dyn Entropy) -> Result<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0u8; N]);
    entropy.fill(&mut *bytes)?;
    Ok(bytes)
}

/// A generator over [`Entropy`] that keeps the first failure for [`Draws::finish`].
/// What was made with it must not leave before `finish` says that all of it was random.
pub(crate) struct Draws<'a> {
    entropy: &'a dyn Entropy,
    failure: Option<EntropyError>,
}

impl<'a> Draws<'a> {
    pub(crate) fn from(entropy: &'a dyn Entropy) -> Self {
        Self { entropy, failure: None }
    }

    pub(crate) fn finish(self) -> Result<()> {
        self.failure.map_or(Ok(()), |failure| Err(failure.into()))
    }
}

impl TryRng for Draws<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> std::result::Result<u32, Infallible> {
        let mut bytes = [0u8; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> std::result::Result<u64, Infallible> {
        let mut bytes = [0u8; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> std::result::Result<(), Infallible> {
        if let Err(failure) = self.entropy.fill(into) {
            // Any non-zero filler: a caller that rejects zeros must still come to an end.
            into.fill(0x5A);
            self.failure.get_or_insert(failure);
        }
        Ok(())
    }
}

impl TryCryptoRng for Draws<'_> {}
