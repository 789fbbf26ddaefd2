//! The primary instance, twice: what the form defines (one definition for every node, a repeated one included), and
//! the nodes that exist while it is filled (one for every instance of a repeat).

mod answers;
mod blank;
mod growing;
mod marks;
mod model;
mod portable;

pub(crate) use answers::{Answers, NodeId};
pub(crate) use marks::Marks;
pub(crate) use model::{DefId, Model};
