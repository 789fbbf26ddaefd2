//! Who follows a case, and the keys that follow with it.

use super::{Change, holder_id, read_case, seen_by};
use crate::chores::concerns_all;
use crate::desk::Handler;
use crate::{Error, House, Result};
use civic::case::{self, Actor, Case, Command, Event, Refusal, Standing};
use civic::directory::{Role, Visibility};
use kernel::{CaseId, MemberId, TeamId};
use store::{StoreError, Tx, cases, envelopes, members};
use vault::{Context, HolderId, PublicKey, Purpose, decode_wraps, encode_wraps};

/// Takes a case, gives it to somebody, or puts it back; keys follow: whoever may see it from now on can open it, and
/// wraps of those who may not any more are taken out.
///
/// # Errors
/// As every act on a case; [`Refusal::UnknownValue`] when that person may not open it.
pub async fn assign(
    house: &House,
    handler: &Handler,
    id: CaseId,
    seen: u32,
    to: Option<(TeamId, MemberId)>,
) -> Result<()> {
    let (case, _) = seen_by(house, handler, id).await?;
    let pack = &house.service(&case.pack)?.pack;
    let now = house.clock.now();
    let command = Command::Assign { team: to.map(|(team, _)| team), member: to.map(|(_, member)| member) };
    let events = case::apply(&case, pack, &house.calendar, &handler.actor(), Some(seen), command, now)?;
    let change = Change::of(&case, handler.actor(), events, now);
    let everybody = members::active(&mut house.store.read().await?).await?;
    if let Some((team, member)) = to {
        let places = change.case().places();
        let visibility = change.case().visibility(&places);
        let fits = |known: &civic::directory::Member| known.team == Some(team) && known.may_open(&visibility);
        if !everybody.iter().any(|(known, _)| known.id == member && fits(known)) {
            return Err(Refusal::UnknownValue.into());
        }
    }
    let case = change.case();
    let mut fresh = rewraps(house, handler, Standing::of(case, None), &everybody).await?;
    for joined in &case.absorbed {
        let (joined, _) = read_case(house, *joined).await?;
        fresh.extend(rewraps(house, handler, Standing::of(&joined, Some(case)), &everybody).await?);
    }
    let pack = pack.clone();
    house
        .store
        .write(async move |tx| {
            change.write(tx, &pack, &[]).await?;
            rewrap(tx, &fresh).await
        })
        .await?;
    Ok(())
}

/// Somebody to whom a handler may give a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colleague {
    /// Their organisation.
    pub team: TeamId,
    /// The person.
    pub member: MemberId,
}

/// Those to whom this handler may give a case: they could open it, and a case worker gives within the own team only.
///
/// # Errors
/// When the store cannot be read.
pub async fn colleagues(house: &House, handler: &Handler, case: &Case) -> Result<Vec<Colleague>> {
    let places = case.places();
    let everybody = members::active(&mut house.store.read().await?).await?;
    let within = handler.member.role == Role::Caseworker;
    Ok(everybody
        .into_iter()
        .filter_map(|(member, key)| {
            let team = member.team.filter(|team| !within || Some(*team) == handler.member.team)?;
            let after = Visibility { team: Some(team), ..case.visibility(&places) };
            let fits = key.is_some() && member.may_open(&after);
            fits.then_some(Colleague { team, member: member.id })
        })
        .collect())
}

/// As [`assign`], to a person without saying in which team they work; `None` puts the case back.
///
/// # Errors
/// As [`assign`].
pub async fn give(
    house: &House,
    handler: &Handler,
    id: CaseId,
    seen: u32,
    to: Option<MemberId>,
) -> Result<()> {
    let to = match to {
        Some(member) => {
            let (case, _) = seen_by(house, handler, id).await?;
            let known = colleagues(house, handler, &case).await?;
            let found = known.iter().find(|colleague| colleague.member == member);
            Some(found.map(|colleague| (colleague.team, member)).ok_or(Refusal::UnknownValue)?)
        }
        None => None,
    };
    assign(house, handler, id, seen, to).await
}

/// Puts the open cases of somebody who left back in the queue, and counts them. They stay with the team, whose other members
/// hold the keys.
///
/// # Errors
/// Those of the store. A case that cannot be put back is told to the log and left for a later round.
pub(crate) async fn put_back(house: &House, member: MemberId) -> Result<u64> {
    let mut returned = 0;
    for (pack, service) in &house.services {
        loop {
            let held = cases::of_member(&mut house.store.read().await?, pack, member, SHARED_AT_ONCE).await?;
            let mut changed = false;
            for id in &held {
                match put_back_one(house, &service.pack, *id).await {
                    Ok(()) => {
                        changed = true;
                        returned += 1;
                    }
                    // Somebody works on it at this moment: the next pass takes it.
                    Err(Error::Refused(_)) => {}
                    Err(error) if concerns_all(&error) => return Err(error),
                    Err(error) => tracing::error!(case = %id, %error, "a case could not be put back"),
                }
            }
            if !changed {
                break;
            }
        }
    }
    Ok(returned)
}

async fn put_back_one(house: &House, pack: &civic::pack::Pack, id: CaseId) -> Result<()> {
    let (case, _) = read_case(house, id).await?;
    let event = Event::Assigned { team: case.team, member: None };
    let change = Change::of(&case, Actor::System, vec![event], house.clock.now());
    let pack = pack.clone();
    Ok(house.store.write(async move |tx| change.write(tx, &pack, &[]).await).await?)
}

/// An envelope, its wraps as they were read, and as they are to be.
pub(super) type Rewrap = (kernel::Uuid, Vec<u8>, Vec<u8>);

/// Writes new wraps.
///
/// # Errors
/// [`StoreError::Stale`] when somebody changed one of them since.
pub(super) async fn rewrap(tx: &mut Tx, fresh: &[Rewrap]) -> std::result::Result<(), StoreError> {
    for (envelope, read, wraps) in fresh {
        envelopes::rewrap(tx, *envelope, read, wraps).await?;
    }
    Ok(())
}

/// New wraps for every envelope of a case that `handler` can open, so that exactly those handlers who may open the case
/// hold one. Wraps of escrow, mailbox and links stay.
pub(super) async fn rewraps(
    house: &House,
    handler: &Handler,
    standing: Standing<'_>,
    everybody: &[(civic::directory::Member, Option<Vec<u8>>)],
) -> Result<Vec<Rewrap>> {
    let mut entitled: Vec<(HolderId, PublicKey)> = Vec::new();
    let mut barred: Vec<HolderId> = Vec::new();
    for (member, key) in everybody {
        match key {
            Some(key) if standing.opened_by(member) => {
                entitled.push((holder_id(member.id), PublicKey::from_bytes(key)?));
            }
            _ => barred.push(holder_id(member.id)),
        }
    }
    let stored = envelopes::wraps_of_case(&mut house.store.read().await?, standing.case().id).await?;
    let mut changed = Vec::new();
    for (id, purpose, read) in stored {
        let wraps = decode_wraps(&read)?;
        let own = holder_id(handler.member.id);
        if !wraps.iter().any(|wrap| wrap.holder == own) {
            continue;
        }
        let purpose =
            Purpose::named(&purpose).ok_or_else(|| Error::Internal(format!("purpose {purpose}")))?;
        let context = Context { purpose, subject: id.into_bytes() };
        let missing: Vec<(HolderId, &PublicKey)> = entitled
            .iter()
            .filter(|(holder, _)| wraps.iter().all(|wrap| wrap.holder != *holder))
            .map(|(holder, key)| (*holder, key))
            .collect();
        let fresh = if missing.is_empty() {
            Vec::new()
        } else {
            vault::share(&wraps, own, &handler.key, &context, &missing, &*house.entropy)?
        };
        let kept = wraps.into_iter().filter(|wrap| !barred.contains(&wrap.holder));
        let after = encode_wraps(&kept.chain(fresh).collect::<Vec<_>>());
        if after != read {
            changed.push((id, read, after));
        }
    }
    Ok(changed)
}

/// Cases looked at in one round of [`share_with`]: some seconds of work.
const SHARED_AT_ONCE: u32 = 200;

/// What a round of sharing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared {
    /// Cases whose contents the person can open from now on.
    pub cases: u64,
    /// Where the next round begins; `None` when all was seen to.
    pub next: Option<CaseId>,
}

/// Lets a person who came later open the open cases of a pack that came before them, as far as both they and `handler`
/// may open them. Cases change hands by hundreds: call it again from [`Shared::next`].
///
/// # Errors
/// [`Refusal::NotYours`] for other roles than coordinator; [`Refusal::UnknownValue`] for a person who is not active or
/// holds no key.
pub async fn share_with(
    house: &House,
    handler: &Handler,
    pack: &str,
    member: MemberId,
    after: Option<CaseId>,
) -> Result<Shared> {
    if handler.member.role != Role::Coordinator {
        return Err(Refusal::NotYours.into());
    }
    let mut conn = house.store.read().await?;
    let everybody = members::active(&mut conn).await?;
    let newcomer: Vec<_> =
        everybody.into_iter().filter(|(known, key)| known.id == member && key.is_some()).collect();
    if newcomer.is_empty() {
        return Err(Refusal::UnknownValue.into());
    }
    let page =
        cases::page_open(&mut conn, pack, after.unwrap_or(CaseId(kernel::Uuid::nil())), SHARED_AT_ONCE)
            .await?;
    drop(conn);
    let mut shared = Shared { cases: 0, next: None };
    for id in &page {
        let (case, _) = read_case(house, *id).await?;
        shared.cases += share(house, handler, Standing::of(&case, None), &newcomer).await?;
        // What was merged into it is open no more and stands in no page.
        for joined in &case.absorbed {
            let (joined, _) = read_case(house, *joined).await?;
            shared.cases += share(house, handler, Standing::of(&joined, Some(&case)), &newcomer).await?;
        }
    }
    shared.next = page.last().copied().filter(|_| page.len() == SHARED_AT_ONCE as usize);
    Ok(shared)
}

/// Opens one case to a newcomer; gives how many cases that made.
async fn share(
    house: &House,
    handler: &Handler,
    standing: Standing<'_>,
    newcomer: &[(civic::directory::Member, Option<Vec<u8>>)],
) -> Result<u64> {
    let theirs = newcomer.iter().any(|(known, _)| standing.opened_by(known));
    if !theirs || !standing.opened_by(&handler.member) {
        return Ok(0);
    }
    let fresh = rewraps(house, handler, standing, newcomer).await?;
    if fresh.is_empty() {
        return Ok(0);
    }
    match house.store.write(async move |tx| rewrap(tx, &fresh).await).await {
        Ok(()) => Ok(1),
        // Somebody else changed who may open it at this moment: another round sees to it.
        Err(StoreError::Stale) => Ok(0),
        Err(error) => Err(error.into()),
    }
}
