//! What a record asks, on its way into the store.

use super::tools::Tools;
use crate::{House, Result};
use civic::entity::{self, Change, Fault};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use xforms::EntityAsked;

/// What a record asks of one entity, as it is kept while it waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Heard {
    /// The list, as the form has it.
    pub declared: String,
    pub may_create: bool,
    pub may_update: bool,
    /// The list, as the record has it.
    pub list: String,
    pub id: String,
    pub create: bool,
    pub update: bool,
    pub base: String,
    pub trunk: String,
    pub branch: String,
    pub label: Option<String>,
    pub properties: BTreeMap<String, String>,
}

impl From<EntityAsked> for Heard {
    fn from(asked: EntityAsked) -> Self {
        Self {
            declared: asked.declared,
            may_create: asked.may_create,
            may_update: asked.may_update,
            list: asked.list,
            id: asked.id,
            create: asked.create,
            update: asked.update,
            base: asked.base_version,
            trunk: asked.trunk_version,
            branch: asked.branch_id,
            label: asked.label,
            properties: asked.properties.into_iter().collect(),
        }
    }
}

impl Heard {
    /// Whether it asks for anything: a form may leave both to the answers.
    pub fn asks(&self) -> bool {
        self.create || self.update
    }

    /// The change, when it can be understood and the form permits it.
    pub fn change(&self) -> std::result::Result<Change, Fault> {
        if self.list != self.declared {
            return Err(Fault::List);
        }
        if (self.create && !self.may_create) || (self.update && !self.may_update) {
            return Err(Fault::NotPermitted);
        }
        Change::read(entity::Asked {
            id: &self.id,
            create: self.create,
            update: self.update,
            base: &self.base,
            trunk: &self.trunk,
            branch: &self.branch,
            label: self.label.as_deref(),
            properties: self.properties.clone(),
        })
    }
}

/// What a record asks, with what is needed to do it.
pub(in crate::collect) struct Arrival {
    pub(super) tools: Tools,
    pub(super) heard: Vec<Heard>,
}

impl Arrival {
    /// `None` for a record that asks for nothing.
    pub fn of(house: &House, asked: Vec<EntityAsked>) -> Result<Option<Self>> {
        let heard: Vec<Heard> = asked.into_iter().map(Heard::from).filter(Heard::asks).collect();
        if heard.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self { tools: Tools::of(house)?, heard }))
    }
}
