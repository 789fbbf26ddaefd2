//! Records by the hundred thousand: each sealed for itself as one that came, and stored by the store's own writer, many in a unit.

use kernel::{SeededEntropy, Uuid};
use store::submissions::{self, NewSubmission};
use store::{Store, StoreError};
use vault::{ServerKey, ServerPurpose};

/// Records of a unit.
const UNIT: i64 = 500;

/// A record that is to be stored: its name and its bytes.
pub type Record = (String, String);

/// Stores records of a form until there are `wanted`. `make`: the record of a number.
pub async fn up_to(
    store: &Store,
    key: &ServerKey,
    (form, version): (&str, &str),
    wanted: i64,
    make: impl Fn(i64) -> Record,
) -> Result<(), StoreError> {
    let chance = SeededEntropy::new(wanted as u64);
    let mut next = store::segments::last(&mut store.read().await?, form).await? + 1;
    while next <= wanted {
        let end = (next + UNIT).min(wanted + 1);
        let sealed = |number| {
            let (instance_id, xml) = make(number);
            // As names made in the order of time.
            let id = Uuid::from_u128((1 << 120) + number as u128);
            NewSubmission {
                id,
                form_id: form.to_owned(),
                version: version.to_owned(),
                instance_id,
                replaces: None,
                digest: key.hmac(ServerPurpose::Submission, xml.as_bytes()).to_vec(),
                encrypted: false,
                received: 1_804_066_200_000 + number * 1000,
                volunteer_id: None,
                device: None,
                xml: key
                    .seal(ServerPurpose::Submission, id.as_bytes(), xml.as_bytes(), &chance)
                    .expect("chance from a seed"),
            }
        };
        let unit: Vec<NewSubmission> = (next..end).map(sealed).collect();
        store
            .write(async move |tx| {
                for new in &unit {
                    submissions::insert(tx, new).await?;
                }
                Ok(())
            })
            .await?;
        next = end;
    }
    Ok(())
}
