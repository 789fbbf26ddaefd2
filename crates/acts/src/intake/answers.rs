//! Answers against the form, and what of them is a fact of the case.

use super::{Submission, Surroundings};
use crate::error::FieldError;
use crate::{Error, House, Result, Service};
use civic::case::{CasePlace, Consent, Facts};
use civic::pack::FactKind;
use civic::place::Level;
use kernel::TeamId;
use std::collections::BTreeMap;
use xforms::{AnswerError, Filling};

/// Checks answers against the form and gives the relevant ones in their stored form.
///
/// # Errors
/// [`Error::Answers`] with every answer that does not fit.
pub fn check(
    service: &Service,
    surroundings: &Surroundings<'_>,
    submission: &Submission,
) -> Result<BTreeMap<String, String>> {
    let mut filling = Filling::start(&service.form, surroundings).map_err(broken)?;
    filling.set_language(service.form_lang(submission.lang).tag()).map_err(broken)?;
    let given = submission.answers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let refused = filling.set_together(given).map_err(broken)?;
    let missing = filling.check().map_err(broken)?;
    let fields = filling.fields().map_err(broken)?;
    // What the other answers make irrelevant is left out, whatever it is.
    let left_out = |field: &str| fields.iter().any(|question| question.name == field && !question.relevant);
    let faults: Vec<FieldError> = refused
        .iter()
        .filter(|(field, _)| !left_out(field))
        .map(|(field, error)| field_error(field, error))
        .chain(
            missing
                .iter()
                .filter(|(field, _)| refused.iter().all(|(other, _)| other != field))
                .map(|(field, error)| field_error(field, error)),
        )
        .collect();
    if !faults.is_empty() {
        return Err(Error::Answers(faults));
    }
    if let Some(question) = fields.iter().find(|question| excludes_all(service, surroundings, question)) {
        let (field, key) = (question.name.to_owned(), "report-exclude-all".to_owned());
        return Err(Error::Answers(vec![FieldError { field, key, message: None }]));
    }
    Ok(fields
        .into_iter()
        .filter(|question| question.relevant && !question.value.is_empty())
        .map(|question| (question.name.to_owned(), question.value))
        .collect())
}

/// Whether an answer excludes every organisation: nobody but the escrow could open the report, and one that nobody reads
/// is a broken promise.
pub fn excludes_all(
    service: &Service,
    surroundings: &Surroundings<'_>,
    question: &xforms::Question<'_>,
) -> bool {
    let excluding = service.pack.fact_of_kind(FactKind::ExcludedTeams);
    excluding.is_some_and(|fact| fact.name == question.name)
        && question.relevant
        && !surroundings.teams().is_empty()
        && !question.value.is_empty()
        && question.value.split(' ').count() >= surroundings.teams().len()
}

/// The Fluent key of an answer that does not fit.
pub fn field_error(field: &str, error: &AnswerError) -> FieldError {
    let (key, message) = match error {
        AnswerError::Required { message } => ("answer-required", message.clone()),
        AnswerError::NotAnInteger => ("answer-not-integer", None),
        AnswerError::NotANumber => ("answer-not-number", None),
        AnswerError::NotADate | AnswerError::NotADateTime | AnswerError::NotATime => {
            ("answer-not-date", None)
        }
        AnswerError::NotAGeoPoint => ("answer-not-geopoint", None),
        AnswerError::NotAChoice { .. } => ("answer-not-choice", None),
        AnswerError::TooLong { .. } => ("answer-too-long", None),
        AnswerError::Constraint { message } => ("answer-constraint", message.clone()),
        AnswerError::NoSuchQuestion | AnswerError::ReadOnly => ("answer-unknown-field", None),
        _ => ("answer-refused", None),
    };
    FieldError { field: field.to_owned(), key: key.to_owned(), message }
}

pub(crate) fn broken(error: xforms::EvaluationError) -> Error {
    Error::Internal(error.to_string())
}

/// Facts, place, excluded organisations and consent, as the pack reads them from the answers.
pub(crate) fn facts(
    house: &House,
    pack: &civic::pack::Pack,
    answers: &BTreeMap<String, String>,
) -> (Facts, Option<CasePlace>, Vec<TeamId>, Consent) {
    let mut facts = Facts::new();
    let (mut place, mut excluded) = (None, Vec::new());
    for fact in &pack.facts {
        let Some(value) = answers.get(&fact.name) else { continue };
        match fact.kind {
            FactKind::ExcludedTeams => {
                excluded = value.split(' ').filter_map(|id| id.parse().ok()).collect();
            }
            FactKind::Place => {
                place = house.places.get(value).map(|found| CasePlace {
                    code: found.code().to_owned(),
                    region: found.ancestor_at(Level::Region).map(|above| above.code().to_owned()),
                    cercle: found.ancestor_at(Level::Cercle).map(|above| above.code().to_owned()),
                    commune: found.ancestor_at(Level::Commune).map(|above| above.code().to_owned()),
                });
            }
            FactKind::Month => {
                facts.insert(fact.name.clone(), value.chars().take(7).collect());
            }
            _ => {
                facts.insert(fact.name.clone(), value.clone());
            }
        }
    }
    let consent = match facts.get("consent_referral").map(String::as_str) {
        Some("yes") => Consent::Yes,
        Some("no") => Consent::No,
        _ => Consent::Ask,
    };
    (facts, place, excluded, consent)
}
