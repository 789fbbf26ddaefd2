//! Why a telephone is refused something.

use crate::Error;
use crate::texts::{Tr, Value};
use acts::collect::Refused;
use axum::http::StatusCode;
use xforms::SubmittedError;

/// Why a telephone is refused something. Collect shows the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The token is nobody's, or no longer anybody's. Never 401: Collect would ask for a password.
    Token,
    /// It does not speak OpenRosa.
    NotOpenRosa,
    /// The volunteer has no such form.
    NoForm,
    /// The form has no such file.
    NoFile,
    /// What came holds no record.
    NoRecord,
    /// The record is not kept.
    Record(Refused),
}

impl Refusal {
    /// HTTP status, as ODK Central answers.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Token => StatusCode::FORBIDDEN,
            Self::NotOpenRosa | Self::NoRecord => StatusCode::BAD_REQUEST,
            Self::NoForm | Self::NoFile => StatusCode::NOT_FOUND,
            Self::Record(refused) => match refused {
                Refused::Unreadable(_) | Refused::Nameless => StatusCode::BAD_REQUEST,
                Refused::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
                Refused::NotEntrusted => StatusCode::FORBIDDEN,
                Refused::UnknownForm | Refused::UnknownVersion | Refused::UnknownOriginal => {
                    StatusCode::NOT_FOUND
                }
                Refused::NotOpen | Refused::Clash | Refused::Stale => StatusCode::CONFLICT,
            },
        }
    }

    /// Key of its sentence.
    fn key(&self) -> &'static str {
        match self {
            Self::Token => "collect-token",
            Self::NotOpenRosa => "collect-not-openrosa",
            Self::NoForm => "collect-no-form",
            Self::NoFile => "collect-no-file",
            Self::NoRecord => "collect-no-record",
            Self::Record(refused) => match refused {
                Refused::Unreadable(error) => match error {
                    SubmittedError::Doctype { .. } => "collect-doctype",
                    SubmittedError::NoFormId => "collect-no-form-id",
                    SubmittedError::NotText | SubmittedError::NotXml { .. } => "collect-not-xml",
                    _ => "collect-strange-xml",
                },
                Refused::Nameless => "collect-nameless",
                Refused::TooLarge => "collect-record-too-large",
                Refused::NotEntrusted => "collect-not-entrusted",
                Refused::UnknownForm => "collect-unknown-form",
                Refused::UnknownVersion => "collect-unknown-version",
                Refused::UnknownOriginal => "collect-unknown-original",
                Refused::NotOpen => "collect-not-open",
                Refused::Clash => "collect-clash",
                Refused::Stale => "collect-stale",
            },
        }
    }

    /// The sentence, with the line of the record where it is known.
    pub(crate) fn say(&self, tr: &Tr) -> String {
        let line = match self {
            Self::Record(Refused::Unreadable(error)) => error.line().unwrap_or_default(),
            _ => 0,
        };
        tr.ta(self.key(), &[("line", Value::from(line.to_string()))])
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key())
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::OpenRosa(refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;
    use kernel::Lang;
    use std::sync::Arc;

    #[test]
    fn every_refusal_is_a_short_sentence_in_french_and_english() {
        let texts = Arc::new(Texts::builtin().unwrap());
        let unreadable = [
            SubmittedError::NotText,
            SubmittedError::Doctype { line: 100_000 },
            SubmittedError::NoFormId,
            SubmittedError::TooDeep { line: 100_000, limit: 200 },
        ];
        let refused = [
            Refused::TooLarge,
            Refused::UnknownForm,
            Refused::UnknownVersion,
            Refused::NotEntrusted,
            Refused::NotOpen,
            Refused::Clash,
            Refused::UnknownOriginal,
            Refused::Stale,
            Refused::Nameless,
        ];
        let mut all =
            vec![Refusal::Token, Refusal::NotOpenRosa, Refusal::NoForm, Refusal::NoFile, Refusal::NoRecord];
        all.extend(refused.into_iter().chain(unreadable.map(Refused::Unreadable)).map(Refusal::Record));
        for lang in [Lang::Fr, Lang::En] {
            let tr = Tr::new(&texts, lang);
            let faults = super::super::reply::FAULTS.map(|slug| tr.t(&format!("collect-fault-{slug}")));
            for said in all.iter().map(|refusal| refusal.say(&tr)).chain(faults) {
                assert!(said.contains(' ') && said.ends_with('.'), "{lang}: {said}");
                assert!(said.chars().count() <= 200, "{lang}: {said}");
            }
        }
    }
}
