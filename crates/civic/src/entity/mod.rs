//! Entities: people, places or things that records are about, each with every version it ever had. A record creates one or
//! changes one; a change says which version whoever filled the record had seen.
//!
//! The rules are those of the ODK entities specification (<https://getodk.github.io/xforms-spec/entities>) and, where that is
//! silent, what ODK Central does, so that telephones behave the same with both.

mod change;
mod course;
mod merge;
#[cfg(test)]
mod tests;

pub use change::{Asked, Change, Fault};
pub use course::{Course, Standing, Step, course, follows};
pub use merge::{Conflict, Contents, Merged, created, merge};
