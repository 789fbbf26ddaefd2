//! Who works at the desk and which bodies a case can be handed to: kept by the administrator, who opens no case, and for
//! the bodies by coordinators too.

use crate::desk::{self, Handler, Invitee, Leaving};
use crate::error::FieldError;
use crate::{Error, House, Result};
use civic::case::Refusal;
use civic::directory::{Role, Scope};
use civic::place::Level;
use kernel::{MemberId, OfficeId, TeamId, Timestamp, Uuid, new_id};
use std::collections::BTreeSet;
use store::members::MemberState;
use store::offices::Office;
use store::teams::Team;
use store::{StoreError, invitations, members, offices, teams};
use vault::LinkSecret;

/// Characters of a name at the most.
pub const LONGEST_NAME: usize = 120;

/// A person of the desk, as colleagues may know them.
#[derive(Debug, Clone)]
pub struct Person {
    /// Id.
    pub id: MemberId,
    /// Pseudonym.
    pub name: String,
    /// Log-in name.
    pub login: String,
    /// Role.
    pub role: Role,
    /// Organisation.
    pub team: Option<TeamId>,
    /// What they may see.
    pub scopes: Vec<Scope>,
    /// Where they stand.
    pub state: MemberState,
    /// When they were revoked.
    pub revoked: Option<Timestamp>,
}

fn only(handler: &Handler, roles: &[Role]) -> Result<()> {
    if roles.contains(&handler.member.role) { Ok(()) } else { Err(Refusal::NotYours.into()) }
}

const ADMIN: [Role; 1] = [Role::Admin];
const KEEPERS: [Role; 2] = [Role::Admin, Role::Coordinator];

fn faulty(field: &str, key: &str) -> FieldError {
    FieldError { field: field.to_owned(), key: key.to_owned(), message: None }
}

fn named(field: &str, text: &str, faults: &mut Vec<FieldError>) {
    if text.trim().is_empty() {
        faults.push(faulty(field, "error-name-missing"));
    } else if text.chars().count() > LONGEST_NAME {
        faults.push(faulty(field, "error-name-long"));
    }
}

/// Everybody of the desk, revoked people too, by log-in name.
///
/// # Errors
/// [`Refusal::NotYours`] for other roles than admin and coordinator.
pub async fn people(house: &House, handler: &Handler) -> Result<Vec<Person>> {
    only(handler, &KEEPERS)?;
    let mut conn = house.store.read().await?;
    let mut people = Vec::new();
    for row in members::list(&mut conn).await? {
        let known = row.in_directory(&mut conn).await?;
        people.push(Person {
            id: known.id,
            name: row.name,
            login: row.login,
            role: known.role,
            team: known.team,
            scopes: known.scopes,
            state: row.state,
            revoked: row.revoked_at.map(Timestamp),
        });
    }
    Ok(people)
}

/// One person.
///
/// # Errors
/// [`Error::NotFound`]; as [`people`].
pub async fn person(house: &House, handler: &Handler, id: MemberId) -> Result<Person> {
    let people = people(house, handler).await?;
    people.into_iter().find(|person| person.id == id).ok_or(Error::NotFound)
}

/// Member organisations, those that left too, by short name.
///
/// # Errors
/// As [`people`].
pub async fn organisations(house: &House, handler: &Handler) -> Result<Vec<Team>> {
    only(handler, &KEEPERS)?;
    Ok(teams::list(&mut house.store.read().await?).await?)
}

/// Invites somebody; gives the secret of the one-time link.
///
/// # Errors
/// As [`admit`]; [`Refusal::NotYours`] for other roles than admin.
pub async fn invite(house: &House, handler: &Handler, invitee: Invitee) -> Result<(MemberId, String)> {
    only(handler, &ADMIN)?;
    admit(house, invitee).await
}

/// As [`invite`], for whoever runs the house and has the command line.
///
/// # Errors
/// [`Error::Answers`] with what is to be mended.
pub async fn admit(house: &House, invitee: Invitee) -> Result<(MemberId, String)> {
    let mut faults = Vec::new();
    named("name", &invitee.name, &mut faults);
    named("login", &invitee.login, &mut faults);
    if invitee.login.chars().any(|c| c.is_whitespace() || c.is_control()) {
        faults.push(faulty("login", "error-login-blank"));
    }
    let known = teams::list(&mut house.store.read().await?).await?;
    match invitee.team {
        Some(team) if !known.iter().any(|known| known.id == team.0 && known.closed.is_none()) => {
            faults.push(faulty("team", "error-choose"));
        }
        // Exclusion works by organisation: whoever knows of cases belongs to one.
        None if invitee.role.sees_cases() => faults.push(faulty("team", "error-team-needed")),
        _ => {}
    }
    if invitee.role.sees_cases() && invitee.scopes.is_empty() {
        faults.push(faulty("pack", "error-choose"));
    }
    let mut scopes = BTreeSet::new();
    for scope in invitee.scopes {
        if !house.packs().any(|pack| *pack == scope.pack) {
            faults.push(faulty("pack", "error-choose"));
        }
        match part_of_country(house, scope.place) {
            Ok(place) => _ = scopes.insert((scope.pack, place)),
            Err(fault) => faults.push(fault),
        }
    }
    faults.dedup();
    if !faults.is_empty() {
        return Err(Error::Answers(faults));
    }
    let scopes = scopes.into_iter().map(|(pack, place)| Scope { pack, place }).collect();
    let name = invitee.name.trim().to_owned();
    match desk::invite(house, Invitee { scopes, name, ..invitee }).await {
        Err(Error::Store(StoreError::Conflict(_))) => {
            Err(Error::Answers(vec![faulty("login", "error-login-taken")]))
        }
        other => other,
    }
}

/// A region, cercle or commune to work on; `None` for the whole country. Cases are found by these alone.
fn part_of_country(house: &House, code: Option<String>) -> std::result::Result<Option<String>, FieldError> {
    let Some(code) = code else { return Ok(None) };
    match house.places.get(&code).map(|place| place.level()) {
        None => Err(faulty("place", "error-choose")),
        Some(Level::Country) => Ok(None),
        Some(Level::Region | Level::Cercle | Level::Commune) => Ok(Some(code)),
        Some(Level::Locality) => Err(faulty("place", "error-place-small")),
    }
}

/// A new one-time link for somebody who has not enrolled; the earlier one stops working.
///
/// # Errors
/// [`Error::NotFound`] when there is no such person or they enrolled; [`Refusal::NotYours`] for other roles than admin.
pub async fn invite_again(house: &House, handler: &Handler, id: MemberId) -> Result<String> {
    only(handler, &ADMIN)?;
    let waiting = person(house, handler, id).await?.state == MemberState::Invited;
    if !waiting {
        return Err(Error::NotFound);
    }
    let link = LinkSecret::draw(&*house.entropy)?;
    let (now, hash) = (house.clock.now(), link.id());
    let expires = now.plus_seconds(desk::INVITATION_DAYS * 86_400);
    house.store.write(async move |tx| invitations::insert(tx, &hash, id.0, now, expires).await).await?;
    Ok(link.to_text().to_string())
}

/// What it means for the house that this person leaves, or left.
///
/// # Errors
/// [`Error::NotFound`]; [`Refusal::NotYours`] for other roles than admin.
pub async fn leaving(house: &House, handler: &Handler, id: MemberId) -> Result<Leaving> {
    only(handler, &ADMIN)?;
    desk::leaving(house, id).await
}

/// Ends a membership at once; gives the number of cases that went back in the queue.
///
/// # Errors
/// [`Error::NotFound`]; [`Refusal::NotYours`] for other roles than admin, and for one's own membership: a house without an
/// administrator could invite nobody.
pub async fn revoke(house: &House, handler: &Handler, id: MemberId) -> Result<u64> {
    only(handler, &ADMIN)?;
    if id == handler.member.id {
        return Err(Refusal::NotYours.into());
    }
    Ok(desk::revoke(house, id).await?.cases)
}

/// Adds a member organisation.
///
/// # Errors
/// As [`found`]; [`Refusal::NotYours`] for other roles than admin.
pub async fn add_organisation(
    house: &House,
    handler: &Handler,
    name: &str,
    short_name: &str,
) -> Result<TeamId> {
    only(handler, &ADMIN)?;
    found(house, name, short_name).await
}

/// As [`add_organisation`], for whoever runs the house and has the command line.
///
/// # Errors
/// [`Error::Answers`].
pub async fn found(house: &House, name: &str, short_name: &str) -> Result<TeamId> {
    let (name, short_name) = (name.trim(), short_name.trim());
    let mut faults = Vec::new();
    named("name", name, &mut faults);
    named("short", short_name, &mut faults);
    if !faults.is_empty() {
        return Err(Error::Answers(faults));
    }
    match desk::add_team(house, name, short_name).await {
        Err(Error::Store(StoreError::Conflict(_))) => {
            Err(Error::Answers(vec![faulty("short", "error-name-taken")]))
        }
        other => other,
    }
}

/// Notes that an organisation left the coalition: reporters are not asked about it any more, and nobody is invited for it. Its
/// cases stay with it until a coordinator gives them to another.
///
/// # Errors
/// [`Error::Answers`] as long as people of it are at work: each loses their access by an act of its own; [`Error::NotFound`]
/// when there is no such organisation or not any more; [`Refusal::NotYours`] for other roles than admin.
pub async fn close_organisation(house: &House, handler: &Handler, id: TeamId) -> Result<()> {
    only(handler, &ADMIN)?;
    let people = members::list(&mut house.store.read().await?).await?;
    if people.iter().any(|person| person.team_id == Some(id.0) && person.state != MemberState::Revoked) {
        return Err(Error::Answers(vec![faulty("teams", "error-team-people")]));
    }
    let now = house.clock.now();
    house.store.write(async move |tx| teams::close(tx, id.0, now).await).await.map_err(gone)
}

/// A public body as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfficeEntry {
    /// Kind, a word of a pack.
    pub kind: String,
    /// Official name.
    pub name: String,
    /// Where hand-overs are announced.
    pub email: String,
    /// Place it answers for; `None` for the whole country.
    pub place: Option<String>,
}

/// Public bodies, struck-off ones too, by kind and name.
///
/// # Errors
/// [`Refusal::NotYours`] for other roles than admin and coordinator.
pub async fn bodies(house: &House, handler: &Handler) -> Result<Vec<Office>> {
    only(handler, &KEEPERS)?;
    Ok(offices::list(&mut house.store.read().await?).await?)
}

/// Kinds of body that the packs of the house hand cases to, in their order, with the pack that names each.
pub fn kinds(house: &House) -> Vec<(String, String)> {
    let mut kinds: Vec<(String, String)> = Vec::new();
    for (id, service) in &house.services {
        for kind in service.pack.referral.iter().flat_map(|rule| &rule.to) {
            if !kinds.iter().any(|(known, _)| known == kind) {
                kinds.push((kind.clone(), id.clone()));
            }
        }
    }
    kinds
}

/// Lists a body, or corrects the one with this id.
///
/// # Errors
/// As [`list_body`]; [`Refusal::NotYours`] as [`bodies`].
pub async fn keep_body(
    house: &House,
    handler: &Handler,
    id: Option<OfficeId>,
    entry: OfficeEntry,
) -> Result<OfficeId> {
    only(handler, &KEEPERS)?;
    list_body(house, id, entry).await
}

/// As [`keep_body`], for whoever runs the house and has the command line.
///
/// # Errors
/// [`Error::Answers`]; [`Error::NotFound`] when there is no such body.
pub async fn list_body(house: &House, id: Option<OfficeId>, entry: OfficeEntry) -> Result<OfficeId> {
    let mut faults = Vec::new();
    if !kinds(house).iter().any(|(kind, _)| *kind == entry.kind) {
        faults.push(faulty("kind", "error-choose"));
    }
    named("name", &entry.name, &mut faults);
    if !is_address(&entry.email) {
        faults.push(faulty("email", "error-email"));
    }
    if entry.place.as_ref().is_some_and(|place| house.places.get(place).is_none()) {
        faults.push(faulty("place", "error-choose"));
    }
    if !faults.is_empty() {
        return Err(Error::Answers(faults));
    }
    let office = Office {
        id: match id {
            Some(id) => id.0,
            None => new_id(&*house.clock, &*house.entropy)?,
        },
        kind: entry.kind,
        name: entry.name.trim().to_owned(),
        email: entry.email,
        place_code: entry.place,
        created: house.clock.now().0,
        closed: None,
    };
    let kept = OfficeId(office.id);
    let written = house
        .store
        .write(async move |tx| match id {
            Some(_) => offices::update(tx, &office).await,
            None => offices::insert(tx, &office).await,
        })
        .await;
    written.map(|()| kept).map_err(gone)
}

/// Strikes a body off: nothing more is handed to it; what it was handed stays with it.
///
/// # Errors
/// [`Error::NotFound`] when there is no such body or not any more; [`Refusal::NotYours`] as [`bodies`].
pub async fn close_body(house: &House, handler: &Handler, id: OfficeId) -> Result<()> {
    only(handler, &KEEPERS)?;
    let (id, now): (Uuid, Timestamp) = (id.0, house.clock.now());
    house.store.write(async move |tx| offices::close(tx, id, now).await).await.map_err(gone)
}

fn gone(error: StoreError) -> Error {
    match error {
        StoreError::Stale => Error::NotFound,
        other => other.into(),
    }
}

/// Whether letters can be addressed to it (RFC 5321 §4.1.2, without quoted names): the mail server has the last word.
fn is_address(text: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
    };
    let host = |host: &str| {
        host.split('.').count() > 1
            && host.split('.').all(|label| {
                !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            })
    };
    text.len() <= 254 && text.split_once('@').is_some_and(|(name, domain)| plain(name) && host(domain))
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_that_no_server_would_take_is_refused_before_a_letter_waits_for_it() {
        for good in ["bureau@example.org", "a.b+c@inspection.example.ml"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "bureau",
            "@example.org",
            "bureau@",
            "bureau@localhost",
            "a b@example.org",
            "a@b@c.org",
            "a@example..org",
            "Bureau <bureau@example.org>",
            "a@example.org\r\nBcc: x@example.org",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
