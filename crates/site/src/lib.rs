//! HTTP: citizen pages, desk, institution, public data, API

pub mod error;
pub mod security;
pub mod texts;
pub mod ui;

pub use error::Error;
