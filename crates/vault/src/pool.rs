//! A fixed number of things to lend, and a bound on how many may wait for one.
//!
//! Argon2 with a fresh buffer for every call grew a process to 3.8 GB at sixteen callers (glibc keeps an arena for
//! each thread). Lending a few buffers bounds the memory; the bound on waiting turns a flood into [`Error::Busy`].

use crate::{Error, Result};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

pub(crate) struct Pool<T> {
    things: Vec<Mutex<T>>,
    turns: Mutex<Turns>,
    returned: Condvar,
    queue: usize,
}

struct Turns {
    /// Places in `things` that nobody holds.
    free: Vec<usize>,
    waiting: usize,
}

impl<T> Pool<T> {
    /// Lends `things`; at most `queue` callers wait for one.
    pub(crate) fn of(things: Vec<T>, queue: usize) -> Self {
        Self {
            turns: Mutex::new(Turns { free: (0..things.len()).collect(), waiting: 0 }),
            things: things.into_iter().map(Mutex::new).collect(),
            returned: Condvar::new(),
            queue,
        }
    }

    /// Waits for a thing to be free, lends it to `task` and takes it back, even after a panic.
    ///
    /// # Errors
    /// [`Error::Busy`] when `queue` callers are waiting already.
    pub(crate) fn lend<R>(&self, task: impl FnOnce(&mut T) -> R) -> Result<R> {
        let turn = self.turn()?;
        let mut thing =
            self.things.get(turn.place).ok_or(Error::Busy)?.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(task(&mut thing))
    }

    fn turn(&self) -> Result<Turn<'_, T>> {
        let mut turns = self.turns();
        if turns.free.is_empty() {
            if turns.waiting >= self.queue {
                return Err(Error::Busy);
            }
            turns.waiting += 1;
            turns = self
                .returned
                .wait_while(turns, |turns| turns.free.is_empty())
                .unwrap_or_else(PoisonError::into_inner);
            turns.waiting -= 1;
        }
        let place = turns.free.pop().ok_or(Error::Busy)?;
        Ok(Turn { pool: self, place })
    }

    /// The turns are whole between any two statements, so a panic elsewhere leaves nothing half done.
    fn turns(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to one thing, given back when dropped.
struct Turn<'a, T> {
    pool: &'a Pool<T>,
    place: usize,
}

impl<T> Drop for Turn<'_, T> {
    fn drop(&mut self) {
        self.pool.turns().free.push(self.place);
        self.pool.returned.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn no_more_callers_work_at_once_than_there_are_things() {
        let pool = Pool::of(vec![(), ()], 100);
        let (working, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..20 {
                scope.spawn(|| {
                    pool.lend(|()| {
                        most.fetch_max(working.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        working.fetch_sub(1, Ordering::SeqCst);
                    })
                    .unwrap();
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= 2);
    }

    #[test]
    fn who_finds_the_queue_full_is_told_at_once() {
        let pool = Pool::of(vec![()], 1);
        let (held, release) = (Barrier::new(2), Barrier::new(2));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                pool.lend(|()| {
                    held.wait();
                    release.wait();
                })
                .unwrap();
            });
            held.wait();
            let waiter = scope.spawn(|| pool.lend(|()| ()));
            while pool.turns().waiting == 0 {
                std::thread::yield_now();
            }
            assert!(matches!(pool.lend(|()| ()), Err(Error::Busy)));
            release.wait();
            waiter.join().unwrap().unwrap();
        });
        pool.lend(|()| ()).unwrap();
    }

    #[test]
    fn a_thing_comes_back_after_a_panic() {
        let pool = Pool::of(vec![7], 0);
        let broken =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| pool.lend(|_| panic!("on purpose"))));
        assert!(broken.is_err());
        assert_eq!(pool.lend(|thing| *thing).unwrap(), 7);
    }
}
