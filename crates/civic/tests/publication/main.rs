//! The publication gate seen from outside, by readers and by an attacker.

mod attack;
mod attacker;
mod series;
mod speed;
mod world;
