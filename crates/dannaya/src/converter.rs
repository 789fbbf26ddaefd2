//! Who converts a workbook: this program itself, or pyxform where the operator says so, as the program `xls2xform` or as
//! a pyxform-http server. XForm XML needs none of them.

mod program;
mod server;

pub use server::Address;

use crate::failure::{Failure, Outcome};
use crate::settings::Forms;
use std::fmt::Display;
use std::path::PathBuf;
use std::time::Duration;
use xlsform::{Converted, Limits, Problem};

/// How long another converter may take, in seconds.
const PATIENCE: u64 = 30;
/// How large a form it may write: several times what the engine reads, so that the engine says what is wrong.
const WRITTEN: u64 = 64 << 20;
/// Letters of what it says that are passed on.
const TOLD: usize = 2_000;

/// Who converts.
#[derive(Debug)]
pub enum Converter {
    /// This program.
    BuiltIn,
    /// A program that is called like `xls2xform`.
    Program(PathBuf),
    /// A pyxform-http server.
    Server(Address),
}

/// Why there is no form.
#[derive(Debug)]
pub enum Refused {
    /// What this program found.
    Problems(Vec<Problem>),
    /// What another converter says, in its own words.
    Told(String),
}

impl Converter {
    /// The converter that the operator chose.
    pub fn chosen(forms: &Forms) -> Self {
        match (&forms.xls2xform, &forms.pyxform_http) {
            (Some(program), _) => Self::Program(program.get_ref().clone()),
            (None, Some(address)) => Self::Server(address.get_ref().clone()),
            (None, None) => Self::BuiltIn,
        }
    }

    /// Converts a workbook; `name` names the form when its settings do not.
    ///
    /// # Errors
    /// When another converter cannot be reached, takes longer than 30 seconds, or gives nothing.
    pub async fn convert(&self, bytes: &[u8], name: &str) -> Outcome<Result<Converted, Refused>> {
        let patience = Duration::from_secs(PATIENCE);
        match self {
            Self::BuiltIn => Ok(xlsform::convert(bytes, name, &Limits::default()).map_err(Refused::Problems)),
            Self::Program(program) => program::convert(program, bytes, name, patience).await,
            Self::Server(address) => server::convert(address, bytes, name, patience).await,
        }
    }
}

fn failed(key: &'static str, converter: &dyn Display, detail: &dyn Display) -> Failure {
    Failure::new(key).with("converter", converter).with("detail", detail)
}

/// What another converter says, no longer than anybody reads.
fn shortened(text: &str) -> String {
    text.trim().chars().take(TOLD).collect()
}
