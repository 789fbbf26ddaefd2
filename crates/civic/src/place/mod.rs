//! Places: a tree with code schemes, and a search that forgives.
//!
//! [`Places::read`] takes the two tables of a country (places, and the codes they bore in other schemes) and keeps
//! them in one compact form: texts in an arena, rows of numbers that point into it. A [`Place`] is a view of one row.

mod cells;
mod fault;
mod fold;
mod index;
mod level;
mod read;
mod search;
mod table;
mod tree;

#[cfg(test)]
mod tests;

pub use fault::{Fault, PlacesError, Problem, Range, Source};
pub use fold::fold;
pub use level::{Level, UnknownLevel};
pub use table::{Ancestry, Period, Place, Places};
