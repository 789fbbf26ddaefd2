//! The real binary, run as an operator and the world run it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set its ground has failed")]

mod collect;
mod commands;
mod demo;
mod forms;
mod house;
mod laying;
mod paper;
mod serving;
mod workbooks;
