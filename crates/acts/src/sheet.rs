//! What a draft fills: the form of a service, or one that volunteers fill.

use crate::{FormFiles, Service};
use kernel::Lang;
use xforms::Form;

/// A form with what lies beside it.
#[derive(Clone, Copy)]
pub struct Sheet<'s> {
    /// Id of the pack whose service asks, or of a form that volunteers fill.
    pub id: &'s str,
    /// The form.
    pub form: &'s Form,
    /// Pictures, sounds and tables beside it.
    pub files: &'s FormFiles,
    /// Languages in which it may be shown; `None` for all that it has.
    pub languages: Option<&'s [Lang]>,
}

impl<'s> From<&'s Service> for Sheet<'s> {
    fn from(service: &'s Service) -> Self {
        let languages = Some(service.pack.languages.as_slice());
        Self { id: &service.pack.id, form: &service.form, files: &service.files, languages }
    }
}

impl Sheet<'_> {
    /// The language in which the form is shown to somebody who reads `lang`: a translation that no speaker has reviewed gives
    /// way to French.
    pub fn lang(&self, lang: Lang) -> Lang {
        if self.languages.is_none_or(|known| known.contains(&lang)) { lang } else { Lang::Fr }
    }
}
