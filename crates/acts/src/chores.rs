//! What the clock does: reminders, escalation, the end of retention, the sweeping of what has expired.

use crate::casework::{Change, put_back, read_case};
use crate::collect::entities;
use crate::office::{self, Letter, reminder_key};
use crate::{Error, House, Result, letters};
use civic::case::{Actor, Event, clock_acts};
use civic::pack::EscalateTo;
use kernel::{CaseId, Date, Lang, MemberId, Timestamp, Uuid};
use std::collections::BTreeMap;
use std::time::Duration;
use store::outbox::{Post, Settlement};
use store::{
    StoreError, cases, drafts, field_drafts, forms, idempotency, invitations, members, offices, outbox,
    referrals, sessions,
};

/// Rows looked at in one go.
const PAGE: u32 = 500;
/// Waiting hand-overs looked at in one go, and the rest after it: the round of the day gives way to people.
const WATCHED_AT_ONCE: u32 = 50;
const REST: Duration = Duration::from_millis(50);
/// Letters that are claimed at once.
pub const LETTERS_AT_ONCE: i64 = 10;
/// Seconds for which a claimed letter is nobody else's: longer than sending [`LETTERS_AT_ONCE`] may take.
pub const LEASE: i64 = 600;
/// Attempts at a letter before it is given up: a day and a half after the first.
const MOST_ATTEMPTS: i64 = 14;

/// What a round of chores did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Reminders queued.
    pub reminders: u64,
    /// Silences taken further.
    pub escalations: u64,
    /// Cases whose contents were erased.
    pub erased: u64,
    /// Cases that could not be seen to; the log says why.
    pub failed: u64,
}

/// The day on which every waiting hand-over has been looked at. Reminders and escalations fall due by the day, so one look
/// at each of them is enough until the next: the clock must not read every case again every minute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Watched(Option<Date>);

/// Does everything that is due. Doing it twice changes nothing. A case that cannot be seen to holds up no other, and a chore
/// that fails none of the others.
///
/// # Errors
/// The first one met that concerns more than one case; everything else was done.
pub async fn run(house: &House) -> Result<Done> {
    run_since(house, &mut Watched::default()).await
}

/// As [`run`], without what was seen to on the same day before.
///
/// # Errors
/// As [`run`].
pub async fn run_since(house: &House, watched: &mut Watched) -> Result<Done> {
    let mut done = Done::default();
    let today = Some(house.today());
    let mut watching = Ok(());
    if watched.0 != today {
        match watch_referrals(house, &mut done).await {
            Ok(true) => watched.0 = today,
            Ok(false) => {}
            Err(error) => watching = Err(error),
        }
    }
    let erasing = erase_due(house, &mut done).await;
    let putting_back = put_back_all(house).await;
    let waiting = entities::give_up_waiting(house).await;
    let purging = purge(house).await;
    watching.and(erasing).and(putting_back).and(waiting).and(purging).map(|()| done)
}

async fn erase_due(house: &House, done: &mut Done) -> Result<()> {
    loop {
        let due =
            cases::to_erase(&mut house.store.read().await?, house.today().to_julian_day(), PAGE).await?;
        let before = done.erased;
        for id in &due {
            match erase(house, *id).await {
                Ok(()) => done.erased += 1,
                // Somebody worked on the case at this moment: the next round sees to it.
                Err(Error::Refused(_)) => {}
                Err(error) => failed(done, *id, error)?,
            }
        }
        if due.len() < PAGE as usize || done.erased == before {
            return Ok(());
        }
    }
}

async fn erase(house: &House, id: CaseId) -> Result<()> {
    let (case, history) = read_case(house, id).await?;
    office::erase(house, &case, &history).await
}

/// Cases that were reopened, or that the revocation did not come to.
async fn put_back_all(house: &House) -> Result<()> {
    for person in members::list(&mut house.store.read().await?).await? {
        if person.state == members::MemberState::Revoked {
            put_back(house, MemberId(person.id)).await?;
        }
    }
    Ok(())
}

async fn purge(house: &House) -> Result<()> {
    let now = house.clock.now();
    let idle = now.plus_seconds(-house.terms.idle_minutes * 60);
    house
        .store
        .write(async move |tx| {
            drafts::purge(tx, now).await?;
            field_drafts::purge(tx, now).await?;
            forms::forget_aside(tx).await?;
            idempotency::purge(tx, now).await?;
            invitations::purge(tx, now).await?;
            sessions::purge(tx, now, idle).await.map(|_| ())
        })
        .await?;
    // Every round, and not only after an erasure: a draft that was sent or left is deleted by its reporter's own act. What
    // somebody is still reading is wiped in a later round.
    house.store.wipe_deleted().await?;
    Ok(())
}

/// Notes that a case could not be seen to and lets the round go on, unless nothing could be done for any case.
fn failed(done: &mut Done, case: CaseId, error: Error) -> Result<()> {
    if concerns_all(&error) {
        return Err(error);
    }
    tracing::error!(%case, %error, "a case could not be seen to");
    done.failed += 1;
    Ok(())
}

/// Whether an error met with one case would be met with every other: the store is out of reach or has stopped.
pub(crate) fn concerns_all(error: &Error) -> bool {
    matches!(error, Error::Busy | Error::Store(StoreError::Stopped(_) | StoreError::Broken(_)))
}

/// Does what the clock owes one case: the reminders and escalations of the body that has it.
///
/// # Errors
/// Those of the store.
pub async fn run_for(house: &House, case: CaseId) -> Result<Done> {
    let mut done = Done::default();
    let bodies = bodies(house).await?;
    watch(house, case, &bodies, &mut done).await?;
    Ok(done)
}

async fn bodies(house: &House) -> Result<BTreeMap<Uuid, offices::Office>> {
    let listed = offices::list(&mut house.store.read().await?).await?;
    Ok(listed.into_iter().map(|body| (body.id, body)).collect())
}

/// Whether every waiting hand-over was seen to.
async fn watch_referrals(house: &House, done: &mut Done) -> Result<bool> {
    let bodies = bodies(house).await?;
    let (mut after, mut all) = (Uuid::nil(), true);
    loop {
        let waiting = referrals::waiting(&mut house.store.read().await?, after, WATCHED_AT_ONCE).await?;
        for row in &waiting {
            match watch(house, CaseId(row.case_id), &bodies, done).await {
                Ok(()) => {}
                // Somebody worked on the case at this moment: the next round sees to it.
                Err(Error::Refused(_)) => all = false,
                // What is wrong with it today is wrong all day: it is looked at again tomorrow.
                Err(error) => failed(done, CaseId(row.case_id), error)?,
            }
        }
        match waiting.last() {
            Some(last) if waiting.len() == WATCHED_AT_ONCE as usize => after = last.id,
            _ => return Ok(all),
        }
        tokio::time::sleep(REST).await;
    }
}

async fn watch(
    house: &House,
    id: CaseId,
    bodies: &BTreeMap<Uuid, offices::Office>,
    done: &mut Done,
) -> Result<()> {
    let (case, _) = read_case(house, id).await?;
    let pack = &house.service(&case.pack)?.pack;
    let now = house.clock.now();
    let mut events = clock_acts(&case, pack, &house.calendar, now.date());
    let counted = |event: &Event| matches!(event, Event::Escalated { to: EscalateTo::PublicCounter, .. });
    // A body whose letter never left is not silent: it is counted once a fresh link has reached it.
    if events.iter().any(counted) && letters::never_arrived(house, &case).await? {
        events.retain(|event| !counted(event));
    }
    if events.is_empty() {
        return Ok(());
    }
    let rule = pack.referral.as_ref();
    let public_after = rule
        .and_then(|rule| rule.escalate_to.iter().find(|step| step.to == EscalateTo::PublicCounter))
        .map_or(0, |step| step.after);
    let mut posts = Vec::new();
    for event in &events {
        match event {
            Event::Reminded { referral, day } => {
                let waiting = case.waiting_referral().filter(|waiting| waiting.id == *referral);
                let Some(body) = waiting.and_then(|waiting| bodies.get(&waiting.office.0)) else { continue };
                let letter = Letter::Reminder {
                    to: body.email.clone(),
                    referral: *referral,
                    lang: Lang::Fr,
                    pack: case.pack.clone(),
                    reference: case.reference.to_string(),
                    days: *day,
                    public_after,
                };
                posts.push(letter.post(house, reminder_key(*referral, *day))?);
                done.reminders += 1;
            }
            Event::Escalated { .. } => done.escalations += 1,
            _ => {}
        }
    }
    let change = Change::of(&case, Actor::System, events, now);
    let pack = pack.clone();
    house
        .store
        .write(async move |tx| {
            change.write(tx, &pack, &[]).await?;
            for post in &posts {
                outbox::insert(tx, post, now).await?;
            }
            Ok(())
        })
        .await?;
    Ok(())
}

/// Letters to send now, opened, each on a lease of [`LEASE`]: [`LETTERS_AT_ONCE`] at the most. One that does not open is given
/// up, one that tells what is no longer so is forgotten; neither holds up the others.
///
/// # Errors
/// Those of the store.
pub async fn due_letters(house: &House) -> Result<Vec<(Post, Letter)>> {
    let now = house.clock.now();
    let lapse = now.plus_seconds(LEASE);
    let mut letters = Vec::new();
    loop {
        let most = LETTERS_AT_ONCE - letters.len() as i64;
        let posts = house.store.write(async move |tx| outbox::claim(tx, now, lapse, most).await).await?;
        if posts.is_empty() {
            return Ok(letters);
        }
        for post in posts {
            letters.extend(opened(house, post).await?);
        }
    }
}

async fn opened(house: &House, post: Post) -> Result<Option<(Post, Letter)>> {
    let opened = match Letter::open(house, &post.payload) {
        Ok(letter) => letter.still_true(house).await.map(|still_true| still_true.then_some(letter)),
        Err(error) => Err(error),
    };
    match opened {
        Ok(Some(letter)) => return Ok(Some((post, letter))),
        Ok(None) => {
            house.store.write(async move |tx| outbox::forget(tx, &post.dedupe_key).await).await?;
        }
        Err(error) if concerns_all(&error) => return Err(error),
        Err(error) => {
            tracing::error!(id = %post.id, %error, "a letter of the outbox does not open");
            let failed = Settlement::Failed { error: error.to_string() };
            house.store.write(async move |tx| outbox::settle(tx, &post, &failed).await).await?;
        }
    }
    Ok(None)
}

/// Notes how sending went: tried again later and later, given up after a day and a half.
///
/// # Errors
/// Those of the store.
pub async fn settle(house: &House, post: Post, sent: std::result::Result<(), String>) -> Result<()> {
    let now = house.clock.now();
    let settlement = match sent {
        Ok(()) => Settlement::Sent,
        Err(error) if post.attempts >= MOST_ATTEMPTS => Settlement::Failed { error },
        Err(error) => Settlement::Retry { due: retry(now, post.attempts), error },
    };
    match house.store.write(async move |tx| outbox::settle(tx, &post, &settlement).await).await {
        Ok(()) | Err(StoreError::Stale) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Two minutes after the first attempt, twice as long after each further one, six hours at the most.
fn retry(now: Timestamp, attempts: i64) -> Timestamp {
    now.plus_seconds((60 << attempts.clamp(0, 9)).min(6 * 3600))
}
