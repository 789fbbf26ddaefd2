//! Whether somebody at work could open a report. One that nobody reads is a broken promise: it is not taken.

use crate::error::FieldError;
use crate::intake::facts;
use crate::{Error, House, Result, Service};
use civic::case::CasePlace;
use civic::directory::{Member, Visibility};
use civic::pack::FactKind;
use kernel::TeamId;
use std::collections::BTreeMap;
use store::{Store, members};

/// Whether the reports of a pack find somebody who can open them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attendance {
    /// Nobody holds a key: every report is refused.
    Nobody,
    /// Those who hold one work on some places: a report from elsewhere, or without a place, is refused.
    SomePlaces,
    /// Somebody works on the whole country.
    Everywhere,
}

impl Attendance {
    /// What these people make of it together.
    pub(crate) fn of<'m>(holders: impl IntoIterator<Item = &'m Member>, pack: &str) -> Self {
        let scopes = holders.into_iter().flat_map(|member| &member.scopes).filter(|scope| scope.pack == pack);
        let places: Vec<Option<&str>> = scopes.map(|scope| scope.place.as_deref()).collect();
        match places.is_empty() {
            true => Self::Nobody,
            false if places.contains(&None) => Self::Everywhere,
            false => Self::SomePlaces,
        }
    }
}

/// Who could open the reports of a pack today, whatever a reporter excludes.
///
/// # Errors
/// When the store cannot be read.
pub async fn attendance(store: &Store, pack: &str) -> Result<Attendance> {
    Ok(Attendance::of(&holders(store).await?, pack))
}

/// Everybody at work who holds a key to which reports are sealed.
pub(crate) async fn holders(store: &Store) -> Result<Vec<Member>> {
    let active = members::active(&mut store.read().await?).await?;
    let hold = active.into_iter().filter(|(member, key)| key.is_some() && member.role.opens_cases());
    Ok(hold.map(|(member, _)| member).collect())
}

/// Who could open one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readers {
    /// Somebody.
    Somebody,
    /// Only people of these organisations, all of which the reporter excludes.
    Excluded(Vec<TeamId>),
    /// Nobody, whatever the reporter excludes.
    Nobody,
}

/// Who could open a report with these answers, in the written form of `xforms`, by field.
///
/// # Errors
/// When the store cannot be read.
pub async fn readers(
    house: &House,
    service: &Service,
    answers: &BTreeMap<String, String>,
) -> Result<Readers> {
    let holders = holders(&house.store).await?;
    let (_, place, excluded, _) = facts(house, &service.pack, answers);
    let places = place.as_ref().map(CasePlace::codes).unwrap_or_default();
    let seen = Visibility { pack: &service.pack.id, places: &places, excluded: &excluded, team: None };
    if holders.iter().any(|member| member.may_open(&seen)) {
        return Ok(Readers::Somebody);
    }
    let without_exclusions = Visibility { excluded: &[], ..seen };
    let could = |team: &TeamId| {
        holders.iter().any(|member| member.team == Some(*team) && member.may_open(&without_exclusions))
    };
    let teams: Vec<TeamId> = excluded.iter().copied().filter(could).collect();
    Ok(if teams.is_empty() { Readers::Nobody } else { Readers::Excluded(teams) })
}

/// Refuses a report that nobody could open, with the mend when the reporter has one.
///
/// # Errors
/// [`Error::Answers`] when the exclusions are to be mended; [`Error::Unattended`].
pub async fn attended(house: &House, service: &Service, answers: &BTreeMap<String, String>) -> Result<()> {
    match readers(house, service, answers).await? {
        Readers::Somebody => Ok(()),
        Readers::Nobody => Err(Error::Unattended),
        Readers::Excluded(_) => {
            let fact = service.pack.fact_of_kind(FactKind::ExcludedTeams).ok_or(Error::Unattended)?;
            let (field, key) = (fact.name.clone(), "report-exclude-unread".to_owned());
            Err(Error::Answers(vec![FieldError { field, key, message: None }]))
        }
    }
}
