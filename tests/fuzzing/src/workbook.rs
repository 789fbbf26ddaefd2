//! Workbooks, byte for byte.

use crate::{Target, seeds};
use xforms::{Form, FormErrorKind};
use xlsform::{Limits, convert};

/// Workbooks.
pub struct Workbooks;

impl Target for Workbooks {
    fn name(&self) -> &'static str {
        "workbook"
    }

    fn seeds(&self) -> Vec<Vec<u8>> {
        let folder = "crates/xlsform/tests/data/workbooks";
        [seeds::files(folder, "xlsx", 9_000), seeds::files(folder, "xls", 9_000)].concat()
    }

    fn give(&self, bytes: &[u8]) {
        converted(bytes);
    }
}

/// Converts a workbook. What comes of it is XML, or problems that a person can read.
pub fn converted(bytes: &[u8]) {
    match convert(bytes, "form", &Limits::default()) {
        Ok(made) => {
            if let Err(error) = Form::parse(&made.xml) {
                let broken = matches!(
                    error.kind,
                    FormErrorKind::NotXml(_) | FormErrorKind::Doctype | FormErrorKind::UnknownEntity(_)
                );
                assert!(!broken, "{error} in {}", made.xml);
                let _ = made.row_of(error.line as usize);
            }
        }
        Err(problems) => assert!(!problems.is_empty(), "refused without a problem"),
    }
}
