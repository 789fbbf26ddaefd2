//! The publication gate seen from outside, by readers and by an attacker.

#[cfg(test)]
mod attack;
#[cfg(test)]
mod attacker;
#[cfg(test)]
mod series;
#[cfg(test)]
mod speed;
#[cfg(test)]
mod world;
