//! Changes that waited for one that never came: after five days they are done upon what stands, as ODK Central does.

use super::asked::Heard;
use super::take::{self, Work};
use super::tools::{Tools, asked_in};
use crate::chores::concerns_all;
use crate::{Error, House, Result};
use store::entity_waits::{self, Held};
use store::{StoreError, entity_lists};

/// Days for which a change waits for the one before it.
pub const WAIT_DAYS: i64 = 5;
const DAY: i64 = 86_400;
/// Changes looked up in one go.
const PAGE: i64 = 100;

/// Does every change that has waited too long, those of a branch in their order. One that cannot be done holds up no other.
///
/// # Errors
/// Those of the store that concern all of them.
pub(crate) async fn give_up_waiting(house: &House) -> Result<()> {
    loop {
        let limit = house.clock.now().plus_seconds(-WAIT_DAYS * DAY).0;
        let overdue = entity_waits::overdue(&mut house.store.read().await?, limit, PAGE).await?;
        let full = overdue.len() as i64 == PAGE;
        let mut done = 0_usize;
        for held in overdue {
            match one(house, held).await {
                Ok(()) => done += 1,
                Err(error) if concerns_all(&error) => return Err(error),
                Err(error) => tracing::error!(%error, "a change of an entity that waited could not be done"),
            }
        }
        if !full || done == 0 {
            return Ok(());
        }
    }
}

async fn one(house: &House, held: Held) -> Result<()> {
    let (tools, now) = (Tools::of(house)?, house.clock.now());
    let unit = house.store.write(async move |tx| {
        entity_lists::touch(tx, &held.list, now).await?;
        // The one before it may have come a moment ago.
        if !entity_waits::release(tx, held.submission_id, held.nth).await? {
            return Ok(());
        }
        let context = asked_in(held.submission_id, held.nth);
        let Ok(heard) = tools.open::<Heard>(&context, &held.body) else {
            return take::unreadable(tx, held, now).await;
        };
        let work = Work { record: held.submission_id, nth: held.nth, heard, forced: true };
        take::run(tx, &tools, work, now).await
    });
    unit.await.map_err(|error: StoreError| Error::from(error))
}
