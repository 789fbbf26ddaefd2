//! `dannaya member`, `team`, `office`: who works here, for whom, and which bodies answer.

use crate::args::{House as Where, Member, Office, Team};
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use crate::open::Ground;
use crate::say::Voice;
use acts::{FieldError, House, desk, directory};
use civic::directory::{Role, Scope};
use kernel::{Lang, MemberId, TeamId};
use std::sync::Arc;
use store::{members, offices, teams};

/// The path of an enrolment link under the public address.
const ENROL: &str = "/desk/enrol/";

/// The house of these arguments.
pub(crate) async fn open(place: Where, voice: &Voice) -> Outcome<Arc<House>> {
    let ground = Ground::of(Home::at(place.data), place.database)?;
    Ok(ground.open(&voice.tr, |_| {}).await?.house)
}

/// Does what is asked with people of the desk.
///
/// # Errors
/// When a name is taken or unknown, or the store refuses.
pub async fn member(command: Member, lang: Lang, voice: &Voice) -> Outcome {
    match command {
        Member::Add { house, login, role, name, team, pack, place } => {
            let house = open(house, voice).await?;
            let team = match team {
                Some(short) => Some(team_named(&house, &short).await?),
                None if role.sees_cases() => {
                    return Err(Failure::new("cli-member-needs-team").with("role", role));
                }
                None => None,
            };
            let scopes = scopes(&house, role, pack, place)?;
            let name = name.unwrap_or_else(|| login.clone());
            let invitee = desk::Invitee { team, role, name, login: login.clone(), scopes, lang };
            let (_, token) = directory::admit(&house, invitee)
                .await
                .map_err(|error| refused(error, "cli-login-taken", &login, voice))?;
            voice.say("cli-member-link", &[("login", &login)]);
            voice.line(format_args!("{}{ENROL}{token}", house.terms.address()));
            house.store.close().await;
        }
        Member::Revoke { house, login } => {
            let house = open(house, voice).await?;
            let found = members::by_login(&mut house.store.read().await?, &login).await?;
            let found = found.ok_or_else(|| Failure::new("cli-login-unknown").with("login", &login))?;
            let left = match desk::revoke(&house, MemberId(found.id)).await {
                Err(acts::Error::NotFound) => {
                    return Err(Failure::new("cli-member-revoked-before").with("login", &login));
                }
                other => other?,
            };
            voice.say("cli-member-revoked", &[("login", &login), ("sessions", &left.sessions.to_string())]);
            voice.say("cli-member-put-back", &[("cases", &left.cases.to_string())]);
            for pack in desk::leaving(&house, MemberId(found.id)).await?.last_of {
                voice.warn("cli-doctor-handlers-none", &[("pack", &pack)]);
            }
            house.store.close().await;
        }
        Member::List { house } => {
            let house = open(house, voice).await?;
            let mut conn = house.store.read().await?;
            let known = teams::list(&mut conn).await?;
            let mut rows = vec![titles(voice, ["login", "role", "team", "state", "name"])];
            for row in members::list(&mut conn).await? {
                let team = known.iter().find(|team| Some(team.id) == row.team_id);
                let team = team.map_or_else(|| "-".to_owned(), |team| team.short_name.clone());
                let state = voice.text(&format!("cli-state-{}", row.state), &[]);
                rows.push([row.login, row.role, team, state, row.name]);
            }
            table(voice, &rows);
        }
    }
    Ok(())
}

/// Everything in the country by every service, unless less was said. An admin sees no case at all.
fn scopes(house: &House, role: Role, packs: Vec<String>, place: Option<String>) -> Outcome<Vec<Scope>> {
    if !role.sees_cases() {
        return Ok(Vec::new());
    }
    if let Some(code) = place.as_ref().filter(|code| house.places.get(code).is_none()) {
        return Err(Failure::new("cli-place-unknown").with("place", code));
    }
    let packs = if packs.is_empty() { house.packs().cloned().collect() } else { packs };
    if let Some(pack) = packs.iter().find(|pack| !house.packs().any(|known| known == *pack)) {
        let known: Vec<&str> = house.packs().map(String::as_str).collect();
        return Err(Failure::new("cli-pack-unknown").with("pack", pack).with("known", known.join(", ")));
    }
    Ok(packs.into_iter().map(|pack| Scope { pack, place: place.clone() }).collect())
}

async fn team_named(house: &House, short: &str) -> Outcome<TeamId> {
    let known = teams::list(&mut house.store.read().await?).await?;
    let found = known.iter().find(|team| team.short_name == short && team.closed.is_none());
    found.map(|team| TeamId(team.id)).ok_or_else(|| Failure::new("cli-team-unknown").with("team", short))
}

/// Does what is asked with member organisations.
///
/// # Errors
/// When the short name is taken, or the store refuses.
pub async fn team(command: Team, voice: &Voice) -> Outcome {
    match command {
        Team::Add { house, name, short } => {
            let house = open(house, voice).await?;
            directory::found(&house, &name, &short)
                .await
                .map_err(|error| refused(error, "cli-short-taken", &short, voice))?;
            voice.say("cli-team-added", &[("name", &name), ("short", &short)]);
            house.store.close().await;
        }
        Team::List { house } => {
            let house = open(house, voice).await?;
            let mut rows = vec![titles(voice, ["short", "name"])];
            for row in teams::list(&mut house.store.read().await?).await? {
                rows.push([row.short_name, row.name]);
            }
            table(voice, &rows);
        }
    }
    Ok(())
}

/// Does what is asked with public bodies.
///
/// # Errors
/// When the kind is one no service hands over to, the place or address is none, or the store refuses.
pub async fn office(command: Office, voice: &Voice) -> Outcome {
    match command {
        Office::Add { house, name, kind, email, place } => {
            let house = open(house, voice).await?;
            let kinds: Vec<String> = directory::kinds(&house).into_iter().map(|(kind, _)| kind).collect();
            if !kinds.contains(&kind) {
                return Err(Failure::new("cli-kind-unknown")
                    .with("kind", kind)
                    .with("known", kinds.join(", ")));
            }
            if let Some(code) = place.as_ref().filter(|code| house.places.get(code).is_none()) {
                return Err(Failure::new("cli-place-unknown").with("place", code));
            }
            let entry = directory::OfficeEntry { kind, name: name.clone(), email: email.clone(), place };
            directory::list_body(&house, None, entry)
                .await
                .map_err(|error| refused(error, "cli-email-wrong", &email, voice))?;
            voice.say("cli-office-added", &[("name", &name)]);
            house.store.close().await;
        }
        Office::List { house } => {
            let house = open(house, voice).await?;
            let mut rows = vec![titles(voice, ["kind", "name", "email", "place"])];
            for row in offices::list(&mut house.store.read().await?).await? {
                rows.push([row.kind, row.name, row.email, row.place_code.unwrap_or_else(|| "-".to_owned())]);
            }
            table(voice, &rows);
        }
    }
    Ok(())
}

/// What is to be mended, in the words of the desk's own forms; a single answer that has a sentence of its own here gets it.
pub(crate) fn refused(error: acts::Error, key: &'static str, name: &str, voice: &Voice) -> Failure {
    let acts::Error::Answers(faults) = error else { return error.into() };
    let own = ["error-login-taken", "error-name-taken", "error-email"];
    if faults.iter().all(|fault| own.contains(&fault.key.as_str())) {
        return Failure::new(key).with("name", name);
    }
    let longest = directory::LONGEST_NAME.to_string();
    let say =
        |fault: &FieldError| format!("  --{}: {}", fault.field, voice.text(&fault.key, &[("max", &longest)]));
    Failure { lines: faults.iter().map(say).collect(), ..Failure::new("cli-entry-wrong") }
}

/// The first row of a table.
pub(crate) fn titles<const N: usize>(voice: &Voice, names: [&str; N]) -> [String; N] {
    names.map(|name| voice.text(&format!("cli-column-{name}"), &[]))
}

/// Prints rows with their columns under one another.
pub(crate) fn table<const N: usize>(voice: &Voice, rows: &[[String; N]]) {
    let widths: Vec<usize> =
        (0..N).map(|at| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0)).collect();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        voice.line(cells.collect::<Vec<_>>().join("  ").trim_end());
    }
}
