//! A citizen at the door, without JavaScript.

mod follow;
mod other_pack;
mod phone;
mod report;
