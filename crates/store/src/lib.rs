//! SQLite and PostgreSQL behind one [`Store`], with one writer that commits groups.
//!
//! ```no_run
//! # async fn f() -> Result<(), store::StoreError> {
//! use store::{Settings, Store, counters};
//! let store = Store::open(Settings::file("data/dannaya.db")).await?;
//! let now_shown = store.write(async |tx| counters::add(tx, "reports", 1).await).await?; // durable here
//! let mut conn = store.read().await?;
//! assert_eq!(counters::value(&mut conn, "reports").await?, now_shown);
//! # Ok(()) }
//! ```
//!
//! - [`Store::write`] hands a closure to the writer and returns after the disk has its rows. Everything
//!   inside one closure is stored together or not at all.
//! - [`Store::read`] lends a connection. Acts that only read take `&mut Conn`, acts that change something
//!   take `&mut Tx`; a `&mut Tx` passes where a `&mut Conn` is asked for.
//! - [`Store::fatal`] resolves when the database failed; the binary says so and exits.
//!
//! # Adding a table
//! 1. `migrations/sqlite/NNNN_name.sql` and `migrations/postgres/NNNN_name.sql`, same name, same tables and
//!    columns (`tests/schema.rs` compares them; `dialect.rs` says which types correspond). A file that has
//!    been released is never edited again.
//! 2. `src/<table>.rs`: a row struct that derives `sqlx::FromRow` where rows are read, `STATEMENTS` with every
//!    statement (as a rule made by one `sql!`), and a function per act that runs one through `on!`. See
//!    `counters.rs` for the shortest.
//! 3. One line in `tables!` below. That registers the statements for [`Store::check_statements`], which a test
//!    runs on both engines.
//! 4. A test that uses the acts on both engines: a step in `tests/story.rs`, or one of the acts above.

mod dialect;
mod engine;
mod error;
#[cfg(test)]
mod indexes;
mod opening;
#[cfg(test)]
mod plans;
mod settings;
mod store;
mod unit;
mod writer;

pub use engine::{Conn, Engine, Tx};
pub use error::StoreError;
pub use settings::{Place, Settings};
pub use store::{Store, Written};

engine::tables! {
    /// Cases that may tell the same facts.
    alike,
    /// Places of a survey's plan, and who is to work there.
    assignments,
    /// Second interviews of surveys.
    backchecks,
    /// Cases: events and list rows.
    cases,
    /// Records that clash with one that is kept.
    conflicts,
    /// Running numbers, such as reports received.
    counters,
    /// Reports being written.
    drafts,
    /// First answers to clients that may repeat themselves.
    idempotency,
    /// Entities of lists, with their versions.
    entities,
    /// Lists of entities.
    entity_lists,
    /// What records asked of entities and was not done.
    entity_waits,
    /// Sealed envelopes.
    envelopes,
    /// What the coordinator's page counts.
    figures,
    /// Records that volunteers are writing on the web.
    field_drafts,
    /// Keys to which phones of volunteers seal.
    field_keys,
    /// Forms offered to field teams.
    forms,
    /// One-time links to enrol with.
    invitations,
    /// Doors of hand-overs for public bodies.
    links,
    /// The list of cases that the desk works through.
    listing,
    /// Need to know, by pack and place.
    member_scopes,
    /// People of the desk.
    members,
    /// Facts about this installation: schema of keys, salt, escrow key, country.
    meta,
    /// Public bodies.
    offices,
    /// Messages to be sent.
    outbox,
    /// Sheets of paper typed in twice.
    paper,
    /// Who opened or wrote out records.
    readings,
    /// Hand-overs to public bodies.
    referrals,
    /// What has been made public.
    releases,
    /// What the desk thought of records.
    reviews,
    /// The answers of surveys as columns.
    segments,
    /// Log-ins.
    sessions,
    /// Records as the desk looks through them.
    sheets,
    /// What volunteers sent.
    submissions,
    /// Counts by day, for the coordinator's page.
    tallies,
    /// Member organisations.
    teams,
    /// Forms that are tried out.
    trials,
    /// Who fills forms in the field.
    volunteers,
}

fn statements() -> impl Iterator<Item = &'static engine::Statement> {
    STATEMENTS.iter().copied().flatten()
}
