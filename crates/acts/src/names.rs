//! What people, organisations and bodies are called, for pages that name many of them.

use crate::{House, Result};
use kernel::{MemberId, OfficeId, TeamId, Uuid};
use std::collections::BTreeMap;
use store::{members, offices, teams};

/// Names by id. People go by their pseudonyms.
#[derive(Debug, Clone, Default)]
pub struct Names {
    members: BTreeMap<Uuid, String>,
    teams: BTreeMap<Uuid, String>,
    offices: BTreeMap<Uuid, String>,
}

impl Names {
    /// Everybody and everything of the house, whether still there or not.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn of(house: &House) -> Result<Self> {
        let mut conn = house.store.read().await?;
        Ok(Self {
            members: members::list(&mut conn).await?.into_iter().map(|one| (one.id, one.name)).collect(),
            teams: teams::list(&mut conn).await?.into_iter().map(|one| (one.id, one.short_name)).collect(),
            offices: offices::list(&mut conn).await?.into_iter().map(|one| (one.id, one.name)).collect(),
        })
    }

    /// Pseudonym of a person.
    pub fn member(&self, id: MemberId) -> Option<&str> {
        self.members.get(&id.0).map(String::as_str)
    }

    /// Short name of an organisation.
    pub fn team(&self, id: TeamId) -> Option<&str> {
        self.teams.get(&id.0).map(String::as_str)
    }

    /// Name of a public body.
    pub fn office(&self, id: OfficeId) -> Option<&str> {
        self.offices.get(&id.0).map(String::as_str)
    }
}
