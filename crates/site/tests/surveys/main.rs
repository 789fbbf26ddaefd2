//! The public pages, files and sheets of surveys: what was published and nothing else.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected ends")]

mod crawl;
mod files;
mod pages;
mod sheet;
mod weight;
mod world;
