//! The gate before a report is taken in: so many a minute for the whole house, and under load a place in the queue.
//!
//! It never looks at who asks: a whole town shares one address. When the minute's reports are used up, the next free
//! turn is set aside and given out as a ticket, signed so that nobody can write one, and good once. A turn not taken is
//! lost to the house, so only so many are set aside.

use crate::{House, Result};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use vault::ServerPurpose;

/// Milliseconds of budget that may be used at once.
const BURST: i64 = 60_000;
/// Turns are set aside for so many milliseconds ahead; beyond it, people are asked to come back later.
const FARTHEST: i64 = 10 * 60_000;
/// A turn may be taken for so many milliseconds after its time: phones fall asleep, networks go away.
const PATIENCE: i64 = 30 * 60_000;

/// What the gate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admission {
    /// Come in.
    Now,
    /// Come back.
    Wait {
        /// After so many seconds.
        seconds: u32,
        /// To be shown then.
        ticket: String,
    },
}

/// The state of the gate, in memory: a restart forgets it, which lets at most a minute's reports more in.
#[derive(Debug, Default)]
pub struct Gate(Mutex<Turns>);

#[derive(Debug, Default)]
struct Turns {
    /// When the budget will be whole again, ms UTC: each report given a turn moves it on by its share of a minute
    /// (the generic cell rate algorithm, ITU-T I.371).
    whole_at: i64,
    /// Number of the last ticket.
    number: u64,
    /// Time and number of the tickets used, so that none is used twice.
    used: BTreeSet<(i64, u64)>,
}

impl Gate {
    fn turns<T>(&self, act: impl FnOnce(&mut Turns) -> T) -> T {
        // Nothing inside can leave the numbers half changed.
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Turns {
    /// The time of a turn now, or of the next free one; `None` when that is too far ahead to be set aside.
    fn take(&mut self, now: i64, share: i64) -> Option<i64> {
        let whole_at = self.whole_at.max(now) + share;
        let at = (whole_at - BURST).max(now);
        if at - now > FARTHEST {
            return None;
        }
        self.whole_at = whole_at;
        Some(at)
    }

    /// Uses a ticket whose time has come.
    fn redeem(&mut self, now: i64, ticket: (i64, u64)) -> bool {
        self.used = self.used.split_off(&(now - PATIENCE, 0));
        ticket.0 >= now - PATIENCE && self.used.insert(ticket)
    }
}

/// Asks the gate for a turn. `ticket` is the one given out before, if any; one that is too early is given back with the
/// time still to wait, one that is not ours, too old or used counts as none.
///
/// # Errors
/// When there is no randomness to seal a ticket with.
pub fn admit(house: &House, ticket: Option<&str>) -> Result<Admission> {
    let Some(per_minute) = house.terms.reports_a_minute else { return Ok(Admission::Now) };
    let share = BURST / i64::from(per_minute.clamp(1, 60_000));
    let now = house.clock.now().0;
    if let Some((text, (at, number))) = ticket.and_then(|text| Some((text, read(house, text)?))) {
        if at > now {
            return Ok(Admission::Wait { seconds: seconds(at - now), ticket: text.to_owned() });
        }
        if number > 0 && house.gate.turns(|turns| turns.redeem(now, (at, number))) {
            return Ok(Admission::Now);
        }
    }
    let (at, number) = house.gate.turns(|turns| match turns.take(now, share) {
        Some(at) if at > now => {
            turns.number += 1;
            (at, turns.number)
        }
        Some(at) => (at, 0),
        // Number 0: a time to come back, and no turn.
        None => (now + FARTHEST, 0),
    });
    if at <= now {
        return Ok(Admission::Now);
    }
    let mut plain = at.to_be_bytes().to_vec();
    plain.extend_from_slice(&number.to_be_bytes());
    let ticket = house.keys.server.seal_text(ServerPurpose::Ticket, &plain, &*house.entropy)?;
    Ok(Admission::Wait { seconds: seconds(at - now), ticket })
}

fn read(house: &House, ticket: &str) -> Option<(i64, u64)> {
    let plain = house.keys.server.open_text(ServerPurpose::Ticket, ticket).ok()?;
    let (at, number) = plain.split_first_chunk::<8>()?;
    Some((i64::from_be_bytes(*at), u64::from_be_bytes(number.try_into().ok()?)))
}

fn seconds(milliseconds: i64) -> u32 {
    u32::try_from(milliseconds.unsigned_abs().div_ceil(1000)).unwrap_or(u32::MAX)
}
