//! Lists of entities: the people, places or things that records create and change, and that forms offer as a table. A record
//! changes its lists in the same unit in which it is kept: whoever heard that it arrived, changed them.
//!
//! What an entity says is sealed under the key of the server, as records are.

mod asked;
pub mod desk;
mod force;
mod history;
mod lists;
pub(super) mod rights;
mod take;
mod tools;

pub(super) use asked::Arrival;
pub use force::WAIT_DAYS;
pub(crate) use force::give_up_waiting;
pub(super) use lists::{Declared, declare, tables};
pub use lists::{LaidOut, Line, Served, Table, all, gone, served, table_bytes};
pub(super) use take::take;

use civic::entity::Contents;
use serde::{Deserialize, Serialize};

/// What is sealed of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Body {
    /// What the entity says since then.
    contents: Contents,
    /// The properties that another change had changed meanwhile, `label` for the label.
    conflicting: Vec<String>,
}
