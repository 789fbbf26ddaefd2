//! Members, teams, roles and what each may see.
//!
//! A *team* is a member organisation of the coalition. A *member* is a person who works at the desk, under a
//! pseudonym. Seeing a case takes all of: a role that sees cases, a scope that covers its pack and place, a team that
//! the reporter did not exclude, and, for a case worker, that no other team has taken the case.

use kernel::{MemberId, TeamId};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a person at the desk is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Checks reports and follows cases.
    Caseworker,
    /// Hands cases over to public bodies, merges, watches the clocks.
    Coordinator,
    /// Reads timelines and figures, never contents: holds no key that opens a case.
    Auditor,
    /// Enrols and revokes members, keeps the list of public bodies. Holds no key and opens nothing.
    Admin,
}

impl Role {
    /// Every role of the desk.
    pub const ALL: [Self; 4] = [Self::Caseworker, Self::Coordinator, Self::Auditor, Self::Admin];

    /// The word used in data, URLs and commands.
    pub fn word(self) -> &'static str {
        match self {
            Self::Caseworker => "caseworker",
            Self::Coordinator => "coordinator",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
        }
    }

    /// Whether the role opens contents, and therefore holds a key to which cases are sealed.
    pub fn opens_cases(self) -> bool {
        matches!(self, Self::Caseworker | Self::Coordinator)
    }

    /// Whether the role keeps forms and the volunteers who fill them.
    pub fn keeps_forms(self) -> bool {
        self == Self::Coordinator
    }

    /// Whether the role sees lists and timelines of cases.
    pub fn sees_cases(self) -> bool {
        !matches!(self, Self::Admin)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The word names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a role is caseworker, coordinator, auditor or admin")]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.word() == word).ok_or(UnknownRole)
    }
}

/// The pack and the part of the country a member works on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Id of the pack.
    pub pack: String,
    /// Code of a region, cercle or commune; `None` for the whole country.
    pub place: Option<String>,
}

/// A person at the desk, as far as rules need to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Id.
    pub id: MemberId,
    /// The member organisation; only an admin is let in without one.
    pub team: Option<TeamId>,
    /// Role.
    pub role: Role,
    /// What the member works on.
    pub scopes: Vec<Scope>,
}

/// What decides who may see a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visibility<'a> {
    /// Pack of the case.
    pub pack: &'a str,
    /// Codes of its place and of everything above it, in any order; empty when the place is unknown.
    pub places: &'a [String],
    /// Teams the reporter excluded.
    pub excluded: &'a [TeamId],
    /// The team that has taken the case.
    pub team: Option<TeamId>,
}

impl Member {
    /// Whether this member may know that the case exists.
    pub fn may_see(&self, case: &Visibility<'_>) -> bool {
        if !self.role.sees_cases() || self.team.is_some_and(|team| case.excluded.contains(&team)) {
            return false;
        }
        let in_scope = self.scopes.iter().any(|scope| {
            scope.pack == case.pack
                && scope.place.as_ref().is_none_or(|place| case.places.iter().any(|above| above == place))
        });
        let taken_by_others = case.team.is_some() && case.team != self.team;
        in_scope && !(self.role == Role::Caseworker && taken_by_others)
    }

    /// Whether this member may open what volunteers sent with a form that belongs to a pack, or to none. A record says in its
    /// answers where it was made, if at all; so it takes a scope that covers the whole country.
    pub fn may_open_records(&self, pack: Option<&str>) -> bool {
        let covers = |scope: &Scope| scope.place.is_none() && pack.is_none_or(|pack| scope.pack == pack);
        self.role.opens_cases() && self.scopes.iter().any(covers)
    }

    /// Whether this member may open the contents: sees the case and holds a key.
    pub fn may_open(&self, case: &Visibility<'_>) -> bool {
        self.role.opens_cases() && self.may_see(case)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Uuid;

    fn member(role: Role, team: u128, place: Option<&str>) -> Member {
        Member {
            id: MemberId(Uuid::from_u128(9)),
            team: Some(TeamId(Uuid::from_u128(team))),
            role,
            scopes: vec![Scope { pack: "denunciation".into(), place: place.map(str::to_owned) }],
        }
    }

    #[test]
    fn an_excluded_team_cannot_know_that_the_case_exists_whatever_its_role() {
        let excluded = [TeamId(Uuid::from_u128(1))];
        let places = ["ML05".to_owned(), "ML0506".to_owned()];
        let case = Visibility { pack: "denunciation", places: &places, excluded: &excluded, team: None };
        for role in Role::ALL {
            assert!(!member(role, 1, None).may_see(&case));
        }
        assert!(member(Role::Coordinator, 2, None).may_open(&case));
    }

    #[test]
    fn a_member_sees_only_the_places_of_the_scope() {
        let places = ["ML05".to_owned(), "ML0506".to_owned()];
        let case = Visibility { pack: "denunciation", places: &places, excluded: &[], team: None };
        assert!(member(Role::Caseworker, 1, Some("ML05")).may_see(&case));
        assert!(!member(Role::Caseworker, 1, Some("ML04")).may_see(&case));
        let nowhere = Visibility { places: &[], ..case.clone() };
        assert!(!member(Role::Caseworker, 1, Some("ML05")).may_see(&nowhere));
        assert!(member(Role::Caseworker, 1, None).may_see(&nowhere));
    }

    #[test]
    fn a_case_taken_by_one_team_leaves_the_sight_of_other_case_workers_and_stays_with_coordinators() {
        let case = Visibility {
            pack: "denunciation",
            places: &[],
            excluded: &[],
            team: Some(TeamId(Uuid::from_u128(2))),
        };
        assert!(!member(Role::Caseworker, 1, None).may_see(&case));
        assert!(member(Role::Caseworker, 2, None).may_see(&case));
        assert!(member(Role::Coordinator, 1, None).may_see(&case));
    }

    #[test]
    fn records_of_volunteers_are_opened_by_those_who_open_cases_of_the_whole_country() {
        for role in Role::ALL {
            assert_eq!(member(role, 1, None).may_open_records(Some("denunciation")), role.opens_cases());
            assert_eq!(member(role, 1, None).may_open_records(None), role.opens_cases());
            assert!(!member(role, 1, None).may_open_records(Some("perception")));
            assert!(!member(role, 1, Some("ML05")).may_open_records(None));
        }
    }

    #[test]
    fn an_admin_sees_no_case_and_an_auditor_opens_none() {
        let case = Visibility { pack: "denunciation", places: &[], excluded: &[], team: None };
        assert!(!member(Role::Admin, 1, None).may_see(&case));
        let auditor = member(Role::Auditor, 1, None);
        assert!(auditor.may_see(&case) && !auditor.may_open(&case));
    }
}
