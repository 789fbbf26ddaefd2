//! What the house does by itself while it serves: the chores of the clock and the letters, once a minute.

use acts::{House, chores};
use kernel::Entropy;
use std::sync::Arc;
use std::time::Duration;

/// Between two rounds.
const MINUTE: Duration = Duration::from_secs(60);

/// Goes round for ever. An error is logged and the next round tries again: what is due stays due.
pub async fn keep(house: Arc<House>) {
    // Several nodes on one database started by one command would otherwise all come at the same moment.
    let mut wait = Duration::from_millis(u64::from(some(&*house.entropy)) * 60_000 / 65_536);
    loop {
        tokio::time::sleep(wait).await;
        wait = MINUTE;
        match chores::run(&house).await {
            Ok(done) if done == chores::Done::default() => {}
            Ok(done) => tracing::info!(done.reminders, done.escalations, done.erased, "chores done"),
            Err(error) => tracing::error!(%error, "chores failed"),
        }
    }
}

/// Any number; zero when there is no chance to be had, which then fails where it matters.
fn some(entropy: &dyn Entropy) -> u16 {
    let mut bytes = [0; 2];
    if entropy.fill(&mut bytes).is_err() {
        tracing::error!("the operating system gives no randomness");
    }
    u16::from_be_bytes(bytes)
}
