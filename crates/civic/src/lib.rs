//! The rules of Dannaya, pure: no I/O, no clock and no chance of their own.
//!
//! One module an engine. A rule takes values and gives values or a refusal; whoever calls it owns the door and the store.

pub mod calendar;
pub mod case;
pub mod directory;
pub mod entity;
pub mod pack;
pub mod place;
pub mod publication;
pub mod survey;
