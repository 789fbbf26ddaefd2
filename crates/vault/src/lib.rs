//! Envelopes, keys, receipts: the only crate of the house that imports cryptography.
//!
//! Everything is synchronous and some of it takes milliseconds on purpose; call it where blocking is allowed.
//! All chance comes from [`kernel::Entropy`]. Secrets are wiped when dropped and print nothing.
//!
//! ```
//! use kernel::SeededEntropy;
//! use vault::{Context, HolderId, Purpose, SecretKey, open, seal};
//!
//! let entropy = SeededEntropy::new(1); // in service: the operating system's
//! let handler = SecretKey::generate(&entropy)?;
//! let (id, case) = (HolderId([7; 16]), Context { purpose: Purpose::Report, subject: [9; 16] });
//! let envelope = seal(b"a visibly synthetic report", &case, &[(id, &handler.public())], &entropy)?;
//! assert_eq!(open(&envelope, id, &handler, &case)?.as_bytes(), b"a visibly synthetic report");
//! # Ok::<(), vault::Error>(())
//! ```

#![deny(missing_docs)]

mod chance;
mod context;
mod envelope;
mod error;
mod escrow;
mod form_key;
mod keys;
mod link;
mod padding;
mod passphrase;
mod pool;
mod posted;
mod receipt;
mod server_key;
mod session;
mod stream;
mod stretcher;
mod symmetric;
mod totp;

pub use context::{Context, HolderId, Purpose};
pub use envelope::{Envelope, Opened, Wrap, decode_wraps, encode_wraps, open, seal, share};
pub use error::{Error, Result};
pub use escrow::{EscrowShare, MOST_SHARES, join_escrow, split_escrow};
pub use form_key::{FormKey, RecordCipher};
pub use keys::{PublicKey, SecretKey};
pub use link::{LinkSecret, OneTimeCode};
pub use passphrase::{Passphrase, PassphraseRefusal, Passphrases, SHORTEST_PASSPHRASE};
pub use posted::{PIECE, open_posted, posted_to, seal_posted};
pub use receipt::Receipt;
pub use server_key::{ServerKey, ServerPurpose};
pub use session::SessionSecret;
pub use stretcher::{Cost, Mailbox, Stretcher};
pub use symmetric::{constant_time_eq, md5_hex, sha256};
pub use totp::TotpSecret;
