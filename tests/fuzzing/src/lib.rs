//! What strangers can send, tried with anything at all.
//!
//! Each [`Target`] takes bytes and ends the process with a panic when something that must hold does not. `tests/mutations.rs` gives
//! it what a seed makes of forms, records and workbooks of the corpus, in seconds, in every test run; `cargo xtask fuzz` lets
//! libFuzzer look for more (`fuzz/`), a minute each in the long run.
#![expect(clippy::expect_used, reason = "a target that cannot lay its ground ends the run")]

pub mod around;
pub mod expression;
pub mod form;
pub mod mutate;
pub mod parcel;
pub mod record;
pub mod seeds;
pub mod sheets;
pub mod workbook;

/// A door through which strangers' bytes come in.
pub trait Target {
    /// What it is called on the command line and in `fuzz/targets`.
    fn name(&self) -> &'static str;

    /// Good inputs to begin with.
    fn seeds(&self) -> Vec<Vec<u8>>;

    /// Gives it bytes. Returns whatever they are; panics when a promise is broken.
    fn give(&self, bytes: &[u8]);
}

/// All of them.
pub fn targets() -> Vec<Box<dyn Target>> {
    vec![
        Box::new(form::Forms),
        Box::new(record::Records::new()),
        Box::new(expression::Expressions),
        Box::new(parcel::Parcels::new()),
        Box::new(workbook::Workbooks),
        Box::new(sheets::Sheets),
    ]
}
