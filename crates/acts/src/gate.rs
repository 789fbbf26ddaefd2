//! The gate before a report is taken in: so many a minute through each of two doors, the pages and the interface for
//! programs, and under load a turn in the queue.
//!
//! It never looks at who asks: a whole town shares one address. A turn is set aside for one report, which pays for it
//! with what its door can pay: a page with a finished draft and with waiting, a program with a proof of work. A turn that
//! is not taken goes back to the house. What a flood can still do is in `docs/threat-model.md`.

mod line;

use crate::{House, Result};
use line::{Line, Place};
use std::sync::{Mutex, PoisonError};
use vault::{ServerPurpose, sha256};

/// Milliseconds of budget that may be used at once.
const BURST: i64 = 60_000;
/// Turns are set aside for so many milliseconds ahead; beyond it, people are asked to come back.
const FARTHEST: i64 = 10 * 60_000;
/// Who has been coming back for some time gets turns further ahead than newcomers, by that time and at most so much: a
/// queue filled by newcomers always has room for them.
const SENIORITY: i64 = 2 * FARTHEST;
/// A turn not taken so long after its time is given back.
pub const GRACE: i64 = 3 * 60_000;
/// A ticket counts for so long.
const TICKET_LIFE: i64 = 60 * 60_000;
/// Seconds after which to ask again when there is no turn.
const COME_BACK: u32 = 300;
/// Leading zero bits of a proof of work when nobody waits; one more for each minute of queue.
const LEAST_BITS: u32 = 18;
/// Leading zero bits at the most: some seconds of one core in C, some minutes in Python.
const MOST_BITS: u32 = 26;

/// What one report is to the gate: the hash of what it cannot change without being another one.
pub type Who = [u8; 32];

/// What the gate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admission {
    /// Come in.
    Now,
    /// A turn is kept.
    Turn {
        /// It comes after so many seconds, and stays for [`GRACE`].
        seconds: u32,
        /// To be shown then.
        ticket: String,
    },
    /// No turn can be kept: so many are waiting.
    Full {
        /// Ask again after so many seconds: who has waited longer is served first.
        seconds: u32,
        /// To be shown then; it says since when.
        ticket: String,
    },
    /// A turn is to be paid for with work: [`works`].
    Work {
        /// Leading zero bits.
        bits: u32,
        /// To be worked on, and shown.
        ticket: String,
    },
}

/// The state of the gate, in memory: a restart forgets the turns, and lets in a minute's reports at once.
#[derive(Debug, Default)]
pub struct Gate {
    pages: Mutex<Line>,
    programs: Mutex<Line>,
}

/// Asks for a turn for a finished draft. `ticket` is the one given out before, if any; one of another draft, one that is
/// too old or not ours counts as none.
///
/// # Errors
/// When there is no randomness to seal a ticket with.
pub fn admit_page(house: &House, who: &Who, ticket: Option<&str>) -> Result<Admission> {
    let Some(share) = share(house) else { return Ok(Admission::Now) };
    let now = house.clock.now().0;
    let since = ticket.and_then(|ticket| read(house, who, ticket, now)).unwrap_or(now);
    match locked(&house.gate.pages, |line| line.place(who, now, since, share)) {
        Place::Now => Ok(Admission::Now),
        Place::At(at) => {
            Ok(Admission::Turn { seconds: seconds(at - now), ticket: write(house, who, since)? })
        }
        Place::None => Ok(Admission::Full { seconds: COME_BACK, ticket: write(house, who, since)? }),
    }
}

/// Asks for a turn for a program's report. Under load it costs a proof of work, once for each turn.
///
/// # Errors
/// When there is no randomness to seal a ticket with.
pub fn admit_program(
    house: &House,
    who: &Who,
    ticket: Option<&str>,
    work: Option<&str>,
) -> Result<Admission> {
    let Some(share) = share(house) else { return Ok(Admission::Now) };
    let now = house.clock.now().0;
    let shown = ticket.and_then(|ticket| Some((ticket, read(house, who, ticket, now)?)));
    let since = shown.map_or(now, |(_, since)| since);
    let paid = shown.zip(work).map(|((ticket, _), work)| (ticket, work));
    let (place, bits) = locked(&house.gate.programs, |line| {
        let bits = (LEAST_BITS + line.minutes(now)).min(MOST_BITS);
        if line.is_free(who, now, share) {
            return (Some(line.place(who, now, since, share)), bits);
        }
        // The queue may have grown a little while the client worked.
        let Some((ticket, _)) = paid.filter(|(ticket, work)| works(ticket, work, bits - 1)) else {
            return (None, bits);
        };
        let stub = (since, sha256(ticket.as_bytes()));
        if line.is_spent(&stub, now) {
            return (None, bits);
        }
        let place = line.place(who, now, since, share);
        if place != Place::None {
            line.spend(stub);
        }
        (Some(place), bits)
    });
    // Work is done on a ticket as it is written: the one already worked on is given back.
    let same = |ticket: Option<&str>| match ticket {
        Some(ticket) => Ok(ticket.to_owned()),
        None => write(house, who, since),
    };
    let shown = shown.map(|(ticket, _)| ticket);
    Ok(match place {
        Some(Place::Now) => Admission::Now,
        Some(Place::At(at)) => Admission::Turn { seconds: seconds(at - now), ticket: same(shown)? },
        Some(Place::None) => Admission::Full { seconds: COME_BACK, ticket: same(shown)? },
        // A ticket whose work was used or not enough is no good a second time.
        None => Admission::Work { bits, ticket: write(house, who, since)? },
    })
}

/// Whether `work` is a proof of work on this ticket: SHA-256 of the ticket, a colon and the work begins with `bits` zero
/// bits.
pub fn works(ticket: &str, work: &str, bits: u32) -> bool {
    let hash = sha256(format!("{ticket}:{work}").as_bytes());
    let whole = hash.iter().take_while(|byte| **byte == 0).count();
    let rest = hash.get(whole).map_or(0, |byte| byte.leading_zeros());
    whole as u32 * 8 + rest >= bits
}

/// Milliseconds of budget that one report takes; none without a limit.
fn share(house: &House) -> Option<i64> {
    house.terms.reports_a_minute.map(|per_minute| BURST / i64::from(per_minute.clamp(1, 60_000)))
}

fn locked<T>(line: &Mutex<Line>, act: impl FnOnce(&mut Line) -> T) -> T {
    // Nothing inside can leave the numbers half changed.
    act(&mut line.lock().unwrap_or_else(PoisonError::into_inner))
}

/// A ticket says since when its report has been waiting, and is of use to that report alone.
fn write(house: &House, who: &Who, since: i64) -> Result<String> {
    let plain = [&since.to_be_bytes()[..], who].concat();
    Ok(house.keys.server.seal_text(ServerPurpose::Ticket, &plain, &*house.entropy)?)
}

fn read(house: &House, who: &Who, ticket: &str, now: i64) -> Option<i64> {
    let plain = house.keys.server.open_text(ServerPurpose::Ticket, ticket).ok()?;
    let (since, of) = plain.split_first_chunk::<8>()?;
    let since = i64::from_be_bytes(*since);
    (of == who && now - since <= TICKET_LIFE).then_some(since)
}

fn seconds(milliseconds: i64) -> u32 {
    u32::try_from(milliseconds.unsigned_abs().div_ceil(1000)).unwrap_or(u32::MAX)
}
