//! What the clock does: reminders, escalation, the end of retention, the sweeping of what has expired.

use crate::casework::{Change, put_back, read_case};
use crate::office::{self, Letter};
use crate::{House, Result};
use civic::case::{Actor, Event, clock_acts};
use civic::pack::EscalateTo;
use kernel::{CaseId, Date, Lang, MemberId, Timestamp, Uuid};
use std::collections::BTreeMap;
use store::outbox::{Post, Settlement};
use store::{
    StoreError, cases, drafts, idempotency, invitations, members, offices, outbox, referrals, sessions,
};

/// Rows looked at in one go.
const PAGE: u32 = 500;
/// Seconds for which a claimed letter is nobody else's.
const LEASE: i64 = 120;
/// Attempts at a letter before it is given up.
const MOST_ATTEMPTS: i64 = 12;

/// What a round of chores did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Reminders queued.
    pub reminders: u64,
    /// Silences taken further.
    pub escalations: u64,
    /// Cases whose contents were erased.
    pub erased: u64,
}

/// The day on which every waiting hand-over has been looked at. Reminders and escalations fall due by the day, so one look
/// at each of them is enough until the next: the clock must not read every case again every minute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Watched(Option<Date>);

/// Does everything that is due. Doing it twice changes nothing.
///
/// # Errors
/// The first one met; what was done before it stays done.
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
    if watched.0 != today && watch_referrals(house, &mut done).await? {
        watched.0 = today;
    }
    loop {
        let due =
            cases::to_erase(&mut house.store.read().await?, house.today().to_julian_day(), PAGE).await?;
        for id in &due {
            let (case, _) = read_case(house, *id).await?;
            office::erase(house, &case).await?;
            done.erased += 1;
        }
        if due.len() < PAGE as usize {
            break;
        }
    }
    // Cases that were reopened, or that the revocation did not come to.
    for person in members::list(&mut house.store.read().await?).await? {
        if person.state == members::MemberState::Revoked {
            put_back(house, MemberId(person.id)).await?;
        }
    }
    let now = house.clock.now();
    let idle = now.plus_seconds(-house.terms.idle_minutes * 60);
    house
        .store
        .write(async move |tx| {
            drafts::purge(tx, now).await?;
            idempotency::purge(tx, now).await?;
            invitations::purge(tx, now).await?;
            sessions::purge(tx, now, idle).await.map(|_| ())
        })
        .await?;
    // Every round, and not only after an erasure: a draft that was sent or left is deleted by its reporter's own act. What
    // somebody is still reading is wiped in a later round.
    house.store.wipe_deleted().await?;
    Ok(done)
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
        let waiting = referrals::waiting(&mut house.store.read().await?, after, PAGE).await?;
        for row in &waiting {
            match watch(house, CaseId(row.case_id), &bodies, done).await {
                // Somebody worked on the case at this moment: the next round sees to it.
                Ok(()) => {}
                Err(crate::Error::Refused(_)) => all = false,
                Err(error) => return Err(error),
            }
        }
        match waiting.last() {
            Some(last) if waiting.len() == PAGE as usize => after = last.id,
            _ => return Ok(all),
        }
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
    let events = clock_acts(&case, pack, &house.calendar, now.date());
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
                    lang: Lang::Fr,
                    pack: case.pack.clone(),
                    reference: case.reference.to_string(),
                    days: *day,
                    public_after,
                };
                posts.push(letter.post(house, format!("reminder-{referral}-{day}"))?);
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

/// Letters to send now, opened, each on a lease. One that does not open is given up and does not hold up the others.
///
/// # Errors
/// Those of the store.
pub async fn due_letters(house: &House) -> Result<Vec<(Post, Letter)>> {
    let now = house.clock.now();
    let posts =
        house.store.write(async move |tx| outbox::claim(tx, now, now.plus_seconds(LEASE), 20).await).await?;
    let mut letters = Vec::new();
    for post in posts {
        match Letter::open(house, &post.payload) {
            Ok(letter) => letters.push((post, letter)),
            Err(error) => {
                tracing::error!(id = %post.id, %error, "a letter of the outbox does not open");
                let failed = Settlement::Failed { error: error.to_string() };
                house.store.write(async move |tx| outbox::settle(tx, &post, &failed).await).await?;
            }
        }
    }
    Ok(letters)
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

fn retry(now: Timestamp, attempts: i64) -> Timestamp {
    now.plus_seconds((60 << attempts.clamp(0, 8)).min(6 * 3600))
}
