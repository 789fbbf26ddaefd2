//! The queue of one door: when the next turn is free, whose turns are set aside, which work was spent.

use super::{BURST, FARTHEST, GRACE, SENIORITY, TICKET_LIFE, Who};
use std::collections::{BTreeMap, BTreeSet};

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the front.
    Now,
    /// Its turn is kept for this time, ms UTC.
    At(i64),
    /// Nowhere.
    None,
}

/// A queue.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// When the budget will be whole again, ms UTC: each report given a turn moves it on by its share of a minute
    /// (the generic cell rate algorithm, ITU-T I.371).
    whole_at: i64,
    /// Turns set aside, by report and by time.
    turns: BTreeMap<Who, i64>,
    times: BTreeSet<(i64, Who)>,
    /// Tickets whose work was spent: time and hash.
    spent: BTreeSet<(i64, [u8; 32])>,
}

impl Line {
    /// The place of a report that has been asking since `since`; sets its turn aside if there is none yet.
    pub(super) fn place(&mut self, who: &Who, now: i64, since: i64, share: i64) -> Place {
        self.give_back(now, share);
        if let Some(at) = self.turns.get(who).copied() {
            if at > now {
                return Place::At(at);
            }
            self.turns.remove(who);
            self.times.remove(&(at, *who));
            return Place::Now;
        }
        let at = self.next(now, share);
        if at - now > FARTHEST + (now - since).clamp(0, SENIORITY) {
            return Place::None;
        }
        self.whole_at = self.whole_at.max(now) + share;
        if at <= now {
            return Place::Now;
        }
        self.turns.insert(*who, at);
        self.times.insert((at, *who));
        Place::At(at)
    }

    /// Whether a report has a turn already, or needs none.
    pub(super) fn is_free(&mut self, who: &Who, now: i64, share: i64) -> bool {
        self.give_back(now, share);
        self.turns.contains_key(who) || self.next(now, share) <= now
    }

    /// Minutes that somebody who comes now would wait.
    pub(super) fn minutes(&self, now: i64) -> u32 {
        u32::try_from((self.whole_at - BURST - now).max(0) / 60_000).unwrap_or(u32::MAX)
    }

    /// Whether the work on a ticket was spent.
    pub(super) fn is_spent(&mut self, stub: &(i64, [u8; 32]), now: i64) -> bool {
        self.spent = self.spent.split_off(&(now - TICKET_LIFE, [0; 32]));
        self.spent.contains(stub)
    }

    /// Notes that the work on a ticket is spent.
    pub(super) fn spend(&mut self, stub: (i64, [u8; 32])) {
        self.spent.insert(stub);
    }

    fn next(&self, now: i64, share: i64) -> i64 {
        (self.whole_at.max(now) + share - BURST).max(now)
    }

    /// Turns that nobody took are the house's again.
    fn give_back(&mut self, now: i64, share: i64) {
        let kept = self.times.split_off(&(now - GRACE, [0; 32]));
        for (_, who) in std::mem::replace(&mut self.times, kept) {
            self.turns.remove(&who);
            self.whole_at -= share;
        }
    }
}
