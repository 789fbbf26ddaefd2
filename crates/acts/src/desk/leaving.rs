//! Somebody of the desk leaves: what it means for the house, said before it is done, and the end of their access.

use crate::attendance::holders;
use crate::{Error, House, Result, casework};
use civic::directory::{Member, Scope};
use kernel::MemberId;
use store::{StoreError, cases, members};

/// What it means for the house that somebody is not there any more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leaving {
    /// Open cases in their hands, which go back in the queue.
    pub cases: u64,
    /// Nobody else in the house holds a key.
    pub last: bool,
    /// Services, by pack, for which nobody else holds a key.
    pub last_of: Vec<String>,
    /// What they work on where others hold keys for a part of it at the most.
    pub alone_in: Vec<Scope>,
}

/// What it means for the house that this person leaves, or left. Whoever opens no case leaves nothing.
///
/// # Errors
/// [`Error::NotFound`] when there is no such member.
pub async fn leaving(house: &House, member: MemberId) -> Result<Leaving> {
    let mut conn = house.store.read().await?;
    let row = members::by_id(&mut conn, member.0).await?.ok_or(Error::NotFound)?;
    let known = row.in_directory(&mut conn).await?;
    let mut found = Leaving::default();
    for pack in house.services.keys() {
        found.cases += cases::count_of_member(&mut conn, pack, member).await?;
    }
    drop(conn);
    // Whoever has not enrolled yet holds no key; of somebody revoked, the public one stays.
    if !known.role.opens_cases() || row.public_key.is_none() {
        return Ok(found);
    }
    let others: Vec<Member> =
        holders(&house.store).await?.into_iter().filter(|other| other.id != member).collect();
    let others: Vec<&Scope> = others.iter().flat_map(|other| &other.scopes).collect();
    found.last = others.is_empty();
    let offered = |scope: &Scope| house.services.contains_key(&scope.pack);
    for scope in known.scopes.into_iter().filter(offered) {
        let same = |other: &&&Scope| other.pack == scope.pack;
        if !others.iter().any(|other| same(&other)) {
            if !found.last_of.contains(&scope.pack) {
                found.last_of.push(scope.pack);
            }
        } else if !others.iter().filter(same).any(|other| covers(house, other, &scope)) {
            found.alone_in.push(scope);
        }
    }
    Ok(found)
}

/// Whether the place of one scope holds that of another.
fn covers(house: &House, wide: &Scope, narrow: &Scope) -> bool {
    match (&wide.place, &narrow.place) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(wide), Some(narrow)) => {
            let above = house.places.get(narrow).map(|place| place.upwards());
            wide == narrow || above.is_some_and(|mut above| above.any(|place| place.code() == wide))
        }
    }
}

/// What ended with a membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Sessions that were open.
    pub sessions: u64,
    /// Cases that went back in the queue.
    pub cases: u64,
}

/// Ends a membership: sessions die with the same commit, the wrapped key is gone, nothing new is sealed to it. Then the open
/// cases of this person go back in the queue.
///
/// # Errors
/// [`Error::NotFound`] when there is no such member, or not any more.
pub async fn revoke(house: &House, member: MemberId) -> Result<Left> {
    let now = house.clock.now();
    let sessions = match house.store.write(async move |tx| members::revoke(tx, member.0, now).await).await {
        Err(StoreError::Stale) => return Err(Error::NotFound),
        other => other?,
    };
    Ok(Left { sessions, cases: casework::put_back(house, member).await? })
}
