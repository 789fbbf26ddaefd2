//! Envelopes, keys, receipts: the only crate that imports cryptography
