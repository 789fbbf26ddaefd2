//! Who converts a workbook: this program as a process of its own, or pyxform where the operator says so, as the program
//! `xls2xform` or as a pyxform-http server. XForm XML needs none of them.

mod bounded;
mod own;
mod program;
mod server;

pub use own::convert as convert_bounded;
pub use server::Address;

use crate::failure::{Failure, Outcome};
use crate::settings::Forms;
use site::authoring::{self, Read, Workbooks};
use site::texts::Tr;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::Duration;

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

/// Why another converter gives no form.
#[derive(Debug)]
pub enum Refused {
    /// What it says, in its own words.
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

    /// Makes a form of a workbook; `file`, without its extension, names it when its settings do not.
    ///
    /// # Errors
    /// When a converter cannot be reached, takes longer than 30 seconds, or gives nothing.
    pub async fn form(&self, file: &Path, bytes: &[u8], tr: &Tr) -> Outcome<Read> {
        let patience = Duration::from_secs(PATIENCE);
        let name = authoring::form_name(file);
        let converted = match self {
            Self::BuiltIn => return own::form(file, bytes, tr, patience).await,
            Self::Program(program) => program::convert(program, bytes, &name, patience).await?,
            Self::Server(address) => server::convert(address, bytes, &name, patience).await?,
        };
        Ok(match converted {
            // What the workbook says must also be something that can be asked and computed here.
            Ok(converted) => authoring::asked(file, converted, tr),
            Err(Refused::Told(text)) => {
                let file = file.display().to_string();
                Err(vec![tr.ta("sheet-check-told", &[("file", file.into()), ("text", text.into())])])
            }
        })
    }
}

impl Workbooks for Converter {
    fn form<'a>(
        &'a self,
        file: &'a Path,
        bytes: &'a [u8],
        tr: &'a Tr,
    ) -> Pin<Box<dyn Future<Output = Read> + Send + 'a>> {
        Box::pin(async move {
            Self::form(self, file, bytes, tr).await.unwrap_or_else(|failure| {
                tracing::warn!(key = failure.key, "a workbook was not converted");
                Err(vec![failure.sentence(tr)])
            })
        })
    }
}

fn failed(key: &'static str, converter: &dyn Display, detail: &dyn Display) -> Failure {
    Failure::new(key).with("converter", converter).with("detail", detail)
}

/// What another converter says, no longer than anybody reads.
fn shortened(text: &str) -> String {
    text.trim().chars().take(TOLD).collect()
}
