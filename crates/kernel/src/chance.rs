//! The source of chance. The binary passes down the operating system's; tests pass a seeded one.

use std::sync::atomic::{AtomicU64, Ordering};

/// Fills buffers with unpredictable bytes.
pub trait Entropy: Send + Sync {
    /// Fills `into` entirely, or says why it could not.
    ///
    /// # Errors
    /// [`EntropyError`] when the operating system gives no randomness; nobody may go on without it.
    fn fill(&self, into: &mut [u8]) -> Result<(), EntropyError>;
}

/// The operating system gave no randomness.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no randomness: {0}")]
pub struct EntropyError(pub String);

/// A repeatable stream for tests and for the synthetic demo: splitmix64 (Steele, Lea, Flood 2014).
/// Never for keys or receipts of real people.
#[derive(Debug)]
pub struct SeededEntropy(AtomicU64);

impl SeededEntropy {
    /// The same seed gives the same bytes in the same order.
    pub fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// The next 64 bits of the stream.
    pub fn next(&self) -> u64 {
        let step = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
        let mut z = step.wrapping_add(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in `0..bound`; 0 when `bound` is 0.
    pub fn below(&self, bound: u64) -> u64 {
        if bound == 0 { 0 } else { self.next() % bound }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, into: &mut [u8]) -> Result<(), EntropyError> {
        for chunk in into.chunks_mut(8) {
            let word = self.next().to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
        Ok(())
    }
}
