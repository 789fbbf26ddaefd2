//! HTTP: citizen pages, desk, institution, public data, API.
//!
//! [`router::router`] is the table of contents. A handler is four moves: who asks, what they want, the act, the reply.
//! No SQL, no cryptography and no rule lives here; sentences live in `texts/`.

pub mod api;
pub mod app;
pub mod authoring;
pub mod codebook;
pub mod desk;
pub mod error;
pub mod field;
pub mod follow;
pub mod intake;
pub mod mail;
pub mod office;
pub mod openrosa;
pub mod ops;
pub mod paper;
pub mod public;
mod receiving;
pub mod router;
pub mod security;
pub mod texts;
pub mod ui;

pub use app::{App, Outlines, Visit};
pub use error::Error;

/// The result of a handler.
pub type Result<T> = std::result::Result<T, Error>;
