//! What the house does by itself while it serves: the chores of the clock once a minute, letters within seconds.

use crate::mail::{self, Sender};
use acts::House;
use acts::chores::{self, Watched};
use kernel::Entropy;
use site::texts::Texts;
use std::sync::Arc;
use std::time::Duration;

/// Between two looks into the outbox.
const SECONDS: Duration = Duration::from_secs(2);
/// Looks into the outbox between two rounds of chores.
const ROUND: u16 = 30;

/// Goes round for ever. An error is logged and the next round tries again: what is due stays due.
pub async fn keep(house: Arc<House>, texts: Arc<Texts>, sender: Sender) {
    // Several nodes on one database, started by one command, would otherwise all do their chores at the same moment.
    let mut until_chores = any_number(&*house.entropy) % ROUND;
    let mut watched = Watched::default();
    loop {
        tokio::time::sleep(SECONDS).await;
        if let Err(error) = mail::deliver(&house, &texts, &sender).await {
            tracing::error!(%error, "letters could not be looked for");
        }
        if until_chores > 0 {
            until_chores -= 1;
            continue;
        }
        until_chores = ROUND - 1;
        match chores::run_since(&house, &mut watched).await {
            Ok(done) if done == chores::Done::default() => {}
            Ok(done) => tracing::info!(done.reminders, done.escalations, done.erased, "chores done"),
            Err(error) => tracing::error!(%error, "chores failed"),
        }
    }
}

/// Any number; zero when there is no chance to be had, which then fails where it matters.
fn any_number(entropy: &dyn Entropy) -> u16 {
    let mut bytes = [0; 2];
    if entropy.fill(&mut bytes).is_err() {
        tracing::error!("the operating system gives no randomness");
    }
    u16::from_be_bytes(bytes)
}
