//! What the writer needs to seal and open entities inside a unit: the merging of a change has to see what stands at that very
//! moment.

use crate::{Error, House, Result};
use kernel::{Clock, Entropy, Uuid, new_id};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use store::StoreError;
use vault::{ServerKey, ServerPurpose};

/// A key with its chance and clock, owned, so that it can be handed to the writer.
pub(super) struct Tools {
    key: ServerKey,
    entropy: Arc<dyn Entropy>,
    clock: Arc<dyn Clock>,
}

impl Tools {
    pub fn of(house: &House) -> Result<Self> {
        let key = ServerKey::from_bytes(&*house.keys.server.to_bytes())?;
        Ok(Self { key, entropy: Arc::clone(&house.entropy), clock: Arc::clone(&house.clock) })
    }

    pub fn id(&self) -> std::result::Result<Uuid, StoreError> {
        new_id(&*self.clock, &*self.entropy).map_err(|error| StoreError::Value(error.to_string()))
    }

    pub fn seal(&self, context: &[u8], value: &impl Serialize) -> std::result::Result<Vec<u8>, StoreError> {
        let broken = |error: &dyn std::fmt::Display| StoreError::Value(error.to_string());
        let plain = zeroize::Zeroizing::new(serde_json::to_vec(value).map_err(|error| broken(&error))?);
        self.key.seal(ServerPurpose::Entity, context, &plain, &*self.entropy).map_err(|error| broken(&error))
    }

    /// # Errors
    /// When it was sealed under another key or for something else, or holds something else.
    pub fn open<T: DeserializeOwned>(&self, context: &[u8], sealed: &[u8]) -> Result<T> {
        let plain = self.key.open(ServerPurpose::Entity, context, sealed)?;
        serde_json::from_slice(&plain).map_err(|error| Error::Internal(error.to_string()))
    }
}

/// What a sealed change of a record belongs to; no version of an entity has such a name.
pub(super) fn asked_in(record: Uuid, nth: i64) -> Vec<u8> {
    [record.as_bytes().as_slice(), &nth.to_be_bytes()].concat()
}
