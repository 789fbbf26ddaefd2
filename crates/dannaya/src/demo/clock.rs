//! A clock that shows each synthetic case its own time, and the machine's time to everything else.

use crate::machine::OsClock;
use kernel::{Clock, Timestamp};
use std::cell::Cell;

tokio::task_local! {
    /// The time in the life that this task tells.
    static TOLD: Cell<Timestamp>;
}

/// Shows the time of the life being told on this task; outside every life, the machine's.
#[derive(Debug, Clone, Copy, Default)]
pub struct StoryClock;

impl Clock for StoryClock {
    fn now(&self) -> Timestamp {
        TOLD.try_with(Cell::get).unwrap_or_else(|_| OsClock.now())
    }
}

/// Tells a life that begins at `start`.
pub async fn telling<T>(start: Timestamp, life: impl Future<Output = T>) -> T {
    TOLD.scope(Cell::new(start), life).await
}

/// Moves the time of the life being told; does nothing outside.
pub fn turn_to(at: Timestamp) {
    // An error means that no life is told here, where time goes by itself.
    let _ = TOLD.try_with(|told| told.set(at));
}
