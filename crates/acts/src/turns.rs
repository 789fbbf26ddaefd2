//! A queue with an end: work that takes a core is done for so many at once, first come, first served; whoever finds the
//! queue full is told so at once instead of waiting for ever.

use crate::{Error, Result};
use tokio::sync::{Semaphore, SemaphorePermit};

/// A queue. It does not know who stands in it.
pub(crate) struct Turns {
    seats: Semaphore,
    turns: Semaphore,
}

/// A turn; over when it is dropped.
pub(crate) struct Turn<'q> {
    _turn: SemaphorePermit<'q>,
    _seat: SemaphorePermit<'q>,
}

impl Turns {
    /// A queue that lets `at_once` work while others wait, `at_most` in all.
    pub fn new(at_once: usize, at_most: usize) -> Self {
        Self { seats: Semaphore::new(at_most), turns: Semaphore::new(at_once) }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// [`Error::Busy`] when the queue is full.
    pub async fn turn(&self) -> Result<Turn<'_>> {
        let seat = self.seats.try_acquire().map_err(|_| Error::Busy)?;
        let turn = self.turns.acquire().await.map_err(|_| Error::Busy)?;
        Ok(Turn { _turn: turn, _seat: seat })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[tokio::test]
    async fn whoever_comes_to_a_full_queue_is_told_at_once_and_the_others_get_their_turn() {
        let queue = Arc::new(Turns::new(1, 3));
        let working = queue.turn().await.unwrap();
        let waiting: Vec<_> = (0..2)
            .map(|_| {
                let queue = Arc::clone(&queue);
                tokio::spawn(async move { queue.turn().await.is_ok() })
            })
            .collect();
        tokio::task::yield_now().await;
        assert!(matches!(queue.turn().await, Err(Error::Busy)));
        drop(working);
        for waiting in waiting {
            assert!(waiting.await.unwrap());
        }
        assert!(queue.turn().await.is_ok(), "a turn that is over leaves its place");
    }
}
