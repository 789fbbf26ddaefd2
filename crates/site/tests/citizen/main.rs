//! A citizen at the door, without JavaScript.

mod follow;
mod phone;
mod report;
