//! A citizen at the door, without JavaScript.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets the unexpected ends"
)]

mod corpus;
mod everything;
mod follow;
mod other_pack;
mod phone;
mod report;
mod unread;
