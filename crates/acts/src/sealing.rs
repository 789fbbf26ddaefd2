//! Sealing texts of a case to whoever is entitled, and opening them.

use crate::{House, Result};
use civic::case::{Case, Standing};
use kernel::{CaseId, EnvelopeId};
use store::envelopes::StoredEnvelope;
use store::{Conn, StoreError, cases, envelopes, members};
use vault::{Context, Envelope, HolderId, Opened, PublicKey, Purpose, SecretKey};

/// Those to whom a text is sealed.
pub(crate) type Holders = Vec<(HolderId, PublicKey)>;

/// The envelope key is bound to what the envelope is and to its own id, so that neither its row nor its bytes can
/// stand in for another.
fn context(purpose: Purpose, id: EnvelopeId) -> Context {
    Context { purpose, subject: id.0.into_bytes() }
}

/// How the holder of a case's receipt is named in a wrap.
pub(crate) fn mailbox_of(case: CaseId) -> HolderId {
    HolderId(case.0.into_bytes())
}

impl House {
    /// Every handler who may open the case, by itself or through the one that goes on for it, and the coalition's escrow.
    pub(crate) async fn holders(&self, conn: &mut Conn, case: &Case) -> Result<Holders> {
        let goes_on = match case.merged_into {
            Some(into) => cases::read(conn, into).await?.map(|(case, _)| case),
            None => None,
        };
        let standing = Standing::of(case, goes_on.as_ref());
        let mut holders = vec![(HolderId::ESCROW, self.keys.escrow.clone())];
        for (member, key) in members::active(conn).await? {
            if let Some(key) = key.filter(|_| standing.opened_by(&member)) {
                holders.push((HolderId(member.id.0.into_bytes()), PublicKey::from_bytes(&key)?));
            }
        }
        Ok(holders)
    }

    /// Seals a text or file.
    pub(crate) fn seal(
        &self,
        purpose: Purpose,
        plain: &[u8],
        holders: &[(HolderId, PublicKey)],
    ) -> Result<(EnvelopeId, StoredEnvelope)> {
        let id = EnvelopeId::new(&*self.clock, &*self.entropy)?;
        let to: Vec<(HolderId, &PublicKey)> = holders.iter().map(|(holder, key)| (*holder, key)).collect();
        let sealed = vault::seal(plain, &context(purpose, id), &to, &*self.entropy)?;
        let stored = StoredEnvelope {
            id: id.0,
            purpose: purpose.name().to_owned(),
            wraps: vault::encode_wraps(&sealed.wraps),
            body: sealed.body,
        };
        Ok((id, stored))
    }
}

/// Opens an envelope of a case. `None` when it is gone or was never sealed to this holder.
pub(crate) async fn unseal(
    conn: &mut Conn,
    case: CaseId,
    id: EnvelopeId,
    purpose: Purpose,
    holder: HolderId,
    key: &SecretKey,
) -> Result<Option<Opened>> {
    let Some(stored) = envelopes::get(conn, case, id).await? else { return Ok(None) };
    if stored.purpose != purpose.name() {
        return Err(StoreError::Value(format!("envelope {id} is a {}", stored.purpose)).into());
    }
    let envelope = Envelope { wraps: vault::decode_wraps(&stored.wraps)?, body: stored.body };
    match vault::open(&envelope, holder, key, &context(purpose, id)) {
        Ok(opened) => Ok(Some(opened)),
        Err(vault::Error::NotAHolder) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The mailbox of a case as a holder of wraps.
pub(crate) async fn mailbox_holder(house: &House, case: CaseId) -> Result<Option<(HolderId, PublicKey)>> {
    let key = cases::mailbox(&mut house.store.read().await?, case).await?;
    match key {
        Some(key) if !key.is_empty() => Ok(Some((mailbox_of(case), PublicKey::from_bytes(&key)?))),
        _ => Ok(None),
    }
}
