//! What pages are built of: the frame around every page, its style sheets, and the components inside it.
//!
//! A component takes values and the page's voice ([`crate::texts::Tr`]) and gives markup. None holds a rule, opens
//! the store or knows a route other than the ones every footer names. Everything works without JavaScript.

pub mod assets;
pub mod case;
pub mod chart;
pub mod date;
pub mod filling;
pub mod form;
#[cfg(test)]
mod gallery;
pub mod icons;
pub mod layout;
pub mod map;
pub mod page;
pub mod place;
pub mod table;
#[cfg(test)]
mod tests;
pub mod time;
pub mod words;

pub use assets::{Assets, href};
pub use filling::filling_texts;
pub use layout::{Area, Frame, Html, POLICY, Page, Rights, in_each_language};
pub use maud::{Markup, html};
pub use words::Words;
