//! Two engines fill the same forms with the same answers: this one, and that of ODK Web Forms (`tests/forms/peer.mjs`).
//! Records, relevance, choices, labels and violations must be equal, or the difference be listed in `known.rs`.
//!
//! A third one, that which browsers run without network (`tests/forms/browser.mjs`), must equal ours to the letter wherever it takes
//! the form (`browser.rs`).
//!
//! `cargo xtask test --only forms` runs it. `DANNAYA_FORM=part-of-a-name` and `DANNAYA_SEED=7` narrow it down and print the steps,
//! `DANNAYA_SEEDS=100` fills each form a hundred times.

#[cfg(test)]
mod browser;
#[cfg(test)]
mod chance;
#[cfg(test)]
mod compare;
#[cfg(test)]
mod corpus;
#[cfg(test)]
mod known;
#[cfg(test)]
mod look;
#[cfg(test)]
mod nature;
#[cfg(test)]
mod ours;
#[cfg(test)]
mod peer;
#[cfg(test)]
mod person;
#[cfg(test)]
mod record;
#[cfg(test)]
mod tally;
#[cfg(test)]
mod trial;
#[cfg(test)]
mod world;
