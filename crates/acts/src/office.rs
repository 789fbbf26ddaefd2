//! The public body's side: a link and a one-time code open one redacted summary, for one browser, until a day.

mod hand_over;
mod letter;
mod link;
mod mandate;

pub use hand_over::{Handed, bodies, refer, renew};
pub use letter::Letter;
pub(crate) use letter::{letter_key, reminder_key};
pub use link::{LinkState, MOST_TRIES, cookie_name, link_state, unlock};
pub use mandate::{Mandate, Reply, mandate, reply};

use crate::casework::Change;
use crate::{House, Result};
use civic::case::{Actor, Case, Event, Recorded};
use store::{envelopes, links, outbox};
use vault::ServerPurpose;

/// Deletes the doors, letters and envelopes of a case whose retention is over; with the wraps goes every way to the contents.
pub(crate) async fn erase(house: &House, case: &Case, history: &[Recorded]) -> Result<()> {
    let now = house.clock.now();
    let change = Change::of(case, Actor::System, vec![Event::Erased], now);
    let pack = house.service(&case.pack)?.pack.clone();
    let id = case.id;
    let letters: Vec<String> = history
        .iter()
        .filter_map(|recorded| match recorded.event {
            Event::Referred { handed, .. } | Event::LinkRenewed { handed, .. } => Some(letter_key(handed)),
            Event::Reminded { referral, day } => Some(reminder_key(referral, day)),
            _ => None,
        })
        .collect();
    let stub = house.keys.server.hmac(ServerPurpose::Mailbox, id.0.as_bytes());
    house
        .store
        .write(async move |tx| {
            change.write(tx, &pack, &[]).await?;
            envelopes::erase(tx, id).await?;
            links::erase(tx, id).await?;
            for letter in &letters {
                outbox::forget(tx, letter).await?;
            }
            store::cases::forget_mailbox(tx, id, &stub).await
        })
        .await?;
    Ok(())
}
