//! A report sent again gets the first receipt: what finds it, and the only thing that opens it.

use super::{Receipted, Submission};
use crate::{Error, House, Result};
use kernel::Timestamp;
use std::collections::BTreeMap;
use store::idempotency::{self, FirstAnswer};
use vault::{ServerPurpose, sha256};
use zeroize::Zeroizing;

/// What makes a repetition harmless: for a while, the same key and contents give the same receipt, which is kept sealed
/// under a key that only the client's key derives.
#[derive(Clone, Copy)]
pub struct ClientKey<'k> {
    /// The key.
    pub key: &'k [u8],
    /// Seconds for which the receipt is kept, [`LONGEST_KEPT`] at the most.
    pub kept: i64,
}

/// Seconds for which a receipt is kept for repetitions at the most.
pub const LONGEST_KEPT: i64 = idempotency::KEPT_SECONDS;

/// A client's key: finds its first answer, and is the only thing that opens it.
pub(super) struct Replay {
    kept: i64,
    key: vault::ServerKey,
    key_hash: [u8; 32],
    body_hash: [u8; 32],
}

impl Replay {
    pub(super) fn new(
        house: &House,
        pack: &str,
        ClientKey { key, kept }: ClientKey<'_>,
        answers: &BTreeMap<String, String>,
        submission: &Submission,
    ) -> Self {
        let mut body = format!("{pack}\0{}\0", submission.lang).into_bytes();
        for (name, value) in answers {
            body.extend_from_slice(name.as_bytes());
            body.push(0);
            body.extend_from_slice(value.as_bytes());
            body.push(0);
        }
        for (name, file) in &submission.files {
            body.extend_from_slice(name.as_bytes());
            body.extend_from_slice(&sha256(&file.bytes));
        }
        let (key, key_hash) = derived(house, key);
        // Keyed, so that the hash on disk is no oracle for guessing what a report says.
        let body_hash = key.hmac(ServerPurpose::Idempotency, &body);
        Self { kept, key, key_hash, body_hash }
    }

    pub(super) async fn first(&self, house: &House) -> Result<Option<Receipted>> {
        let mut conn = house.store.read().await?;
        let Some(first) = idempotency::get(&mut conn, &self.key_hash, house.clock.now()).await? else {
            return Ok(None);
        };
        if first.body_hash != self.body_hash {
            return Err(Error::KeyReused);
        }
        open_first(&self.key, &first).map(Some)
    }

    pub(super) fn seal(&self, house: &House, receipted: &Receipted, now: Timestamp) -> Result<FirstAnswer> {
        let plain = Zeroizing::new(
            serde_json::to_vec(receipted).map_err(|error| Error::Internal(error.to_string()))?,
        );
        let answer = self.key.seal(ServerPurpose::Idempotency, &self.key_hash, &plain, &*house.entropy)?;
        Ok(FirstAnswer {
            key_hash: self.key_hash.to_vec(),
            body_hash: self.body_hash.to_vec(),
            answer,
            created: now.plus_seconds(self.kept - LONGEST_KEPT).0,
        })
    }
}

/// The receipt that a client's key already has, whatever contents it came with, as long as it is kept. For channels whose
/// key stands for one report: nothing more has to be kept to answer a repetition.
///
/// # Errors
/// When the store cannot be read.
pub async fn answered(house: &House, client_key: &[u8]) -> Result<Option<Receipted>> {
    let (key, key_hash) = derived(house, client_key);
    let first = idempotency::get(&mut house.store.read().await?, &key_hash, house.clock.now()).await?;
    first.map(|first| open_first(&key, &first)).transpose()
}

/// Forgets the receipt of a client's key before its time.
///
/// # Errors
/// Those of the store.
pub async fn forget(house: &House, client_key: &[u8]) -> Result<()> {
    let (_, key_hash) = derived(house, client_key);
    Ok(house.store.write(async move |tx| idempotency::delete(tx, &key_hash).await).await?)
}

/// What opens the first answer to a client's key, and what finds it.
fn derived(house: &House, client_key: &[u8]) -> (vault::ServerKey, [u8; 32]) {
    let key = house.keys.server.derive(ServerPurpose::Idempotency, client_key);
    let key_hash = key.hmac(ServerPurpose::Idempotency, b"key");
    (key, key_hash)
}

fn open_first(key: &vault::ServerKey, first: &FirstAnswer) -> Result<Receipted> {
    let opened = key.open(ServerPurpose::Idempotency, &first.key_hash, &first.answer)?;
    serde_json::from_slice(&opened).map_err(|error| Error::Internal(error.to_string()))
}
