//! What can go wrong in the vault. No variant tells an attacker which check failed.

use kernel::EntropyError;

/// A refusal of the vault.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system gave no randomness; nothing was sealed.
    #[error(transparent)]
    Entropy(#[from] EntropyError),
    /// There is nobody to seal to; an envelope that nobody can open is refused.
    #[error("nobody to seal to")]
    NoHolder,
    /// The envelope carries no wrap for this holder.
    #[error("not sealed to this holder")]
    NotAHolder,
    /// Wrong key, wrong context, wrong passphrase, or bytes that were altered: one answer for all.
    #[error("does not open")]
    DoesNotOpen,
    /// The bytes or the text are not what they claim to be (length, version, encoding, parameters).
    #[error("malformed {0}")]
    Malformed(&'static str),
    /// Too many derivations are already waiting for memory; try again in a few seconds.
    #[error("too many key derivations are waiting")]
    Busy,
    /// Fewer shares than the escrow key was split for, or shares of different keys.
    #[error("{given} usable shares of one key, {needed} needed")]
    TooFewShares {
        /// Distinct shares of one key that were given.
        given: usize,
        /// Shares that are needed.
        needed: usize,
    },
}

/// The result of an act of the vault.
pub type Result<T> = std::result::Result<T, Error>;
