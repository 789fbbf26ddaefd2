//! Records as XML: their heads, their tables, the form's own engine that takes one up to correct it.

use crate::around::Around;
use crate::{Target, seeds};
use xforms::{Filling, Form, Rows, Submitted, SubmittedError, Tables};

/// Records, and forms they may be of.
pub struct Records(Vec<(Form, Tables)>);

/// With repeats in one another, and with every kind of question.
const FORMS: [&str; 2] = ["central_doubleRepeat.xml", "all-widgets.xml"];

impl Records {
    /// Reads the forms.
    pub fn new() -> Self {
        let read = |name| {
            let form = Form::parse(&seeds::text(&format!("crates/xforms/tests/forms/{name}"))).expect(name);
            let tables = Tables::of(std::slice::from_ref(&form));
            (form, tables)
        };
        Self(FORMS.map(read).into())
    }
}

impl Default for Records {
    fn default() -> Self {
        Self::new()
    }
}

impl Target for Records {
    fn name(&self) -> &'static str {
        "record"
    }

    fn seeds(&self) -> Vec<Vec<u8>> {
        let mut all = seeds::files("crates/xforms/tests/forms/records", "xml", 10_000);
        let filled = |(form, _): &(Form, Tables)| {
            let mut filling = Filling::start(form, &Around).ok()?;
            crate::form::answer(&mut filling);
            Some(filling.submission_xml("uuid:0").into_bytes())
        };
        all.extend(self.0.iter().filter_map(filled));
        all
    }

    fn give(&self, bytes: &[u8]) {
        let head = Submitted::read(bytes, &|path| path.len() % 2 == 0);
        for (form, tables) in &self.0 {
            let mut rows = 0;
            let laid = tables.read(bytes, &mut |_| {
                rows += 1;
                Ok::<(), SubmittedError>(())
            });
            // Exports open what was taken in: whatever the head let pass must be laid in tables.
            assert!(head.is_err() || laid.is_ok(), "{laid:?} of a record that was taken");
            assert!(head.is_err() || rows > 0, "a record without a row");
            if let (Ok(head), Ok(text)) = (&head, std::str::from_utf8(bytes))
                && head.form_id == form.id()
            {
                let _ = Filling::edit(form, &Around, text);
            }
        }
        let _ = Rows::from_xml(bytes);
    }
}
