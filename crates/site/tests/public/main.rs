//! What everybody sees: the same numbers everywhere, nothing but published ones, and light pages.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected ends")]

mod about;
mod caches;
mod crawl;
mod numbers;
mod pages;
mod weight;
mod world;
