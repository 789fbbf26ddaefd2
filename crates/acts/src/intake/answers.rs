//! Answers against the form, and what of them is a fact of the case.

use super::{Submission, Surroundings};
use crate::error::FieldError;
use crate::{Error, House, MOST_PAGES, Result, Service};
use civic::case::{CasePlace, Consent, Facts};
use civic::pack::FactKind;
use civic::place::Level;
use kernel::{Lang, TeamId};
use std::collections::BTreeMap;
use xforms::{AnswerError, EvaluationError, Filling, Form};

/// Checks answers against the form and gives the relevant ones in their stored form.
///
/// # Errors
/// [`Error::Answers`] with every answer that does not fit.
pub fn check(
    service: &Service,
    surroundings: &Surroundings<'_>,
    submission: &Submission,
) -> Result<BTreeMap<String, String>> {
    let (filling, refused) = fill(service, surroundings, submission.lang, &submission.answers)?;
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
    let mut answers: BTreeMap<String, String> = fields
        .into_iter()
        .filter(|question| question.relevant && !question.value.is_empty())
        .map(|question| (question.name.to_owned(), question.value))
        .collect();
    answers.extend(counts(&filling)?);
    Ok(answers)
}

/// The form filled with answers by name, with as many instances of its repeats as they speak of, and the answers that were
/// refused with the reason.
///
/// # Errors
/// [`Error::Answers`] when they ask for more instances than are taken; [`Error::Internal`] when the form cannot be computed.
pub fn fill<'a>(
    service: &'a Service,
    surroundings: &'a Surroundings<'a>,
    lang: Lang,
    answers: &BTreeMap<String, String>,
) -> Result<(Filling<'a>, Vec<(String, AnswerError)>)> {
    let mut filling = Filling::start(&service.form, surroundings).map_err(broken)?;
    filling.set_language(service.form_lang(lang).tag()).map_err(broken)?;
    let wanted = wanted(&service.form, answers);
    if wanted.values().sum::<usize>() > MOST_PAGES {
        return Err(broken(EvaluationError::TooManyInstances));
    }
    let mut unknown = usize::MAX;
    // An answer may be the count of a repeat, in which further answers find their place: each round goes one level deeper.
    loop {
        for (repeat, count) in &wanted {
            settle(&mut filling, repeat, *count)?;
        }
        let given = answers.iter().filter(|(name, _)| !service.form.is_repeat(name));
        let given = given.map(|(name, value)| (name.as_str(), value.as_str()));
        let refused = filling.set_together(given).map_err(broken)?;
        let lost = refused.iter().filter(|(_, error)| *error == AnswerError::NoSuchQuestion).count();
        if lost == 0 || lost >= unknown {
            return Ok((filling, refused));
        }
        unknown = lost;
    }
}

/// How many instances each repeat is to have: what is said of it, else the highest position that an answer names. Those of
/// outer repeats come first.
fn wanted(form: &Form, answers: &BTreeMap<String, String>) -> BTreeMap<String, usize> {
    let mut wanted = BTreeMap::new();
    for name in answers.keys() {
        for (at, _) in name.match_indices('[') {
            let position = name[at + 1..].split(']').next().and_then(|position| position.parse().ok());
            let most: &mut usize = wanted.entry(name[..at].to_owned()).or_default();
            *most = position.unwrap_or(0).min(MOST_PAGES + 1).max(*most);
        }
    }
    for (name, count) in answers.iter().filter(|(name, _)| form.is_repeat(name)) {
        // Past the bound any number is too many, and a sum of them must not overflow.
        wanted.extend(count.parse().ok().map(|count: usize| (name.clone(), count.min(MOST_PAGES + 1))));
    }
    wanted
}

/// Makes a repeat have that many instances, when it is there and the form does not say itself how many it has.
fn settle(filling: &mut Filling<'_>, repeat: &str, count: usize) -> Result<()> {
    let Some(now) = filling.repeat(repeat).map_err(broken)? else { return Ok(()) };
    let refused = |error| match error {
        AnswerError::FixedRepeat | AnswerError::NoSuchRepeat => Ok(()),
        AnswerError::Evaluation(error) => Err(broken(error)),
        other => Err(Error::Answers(vec![field_error(repeat, &other)])),
    };
    for position in (count..now.instances.len()).rev() {
        if let Err(error) = filling.remove(&format!("{repeat}[{}]", position + 1)) {
            return refused(error);
        }
    }
    for _ in now.instances.len()..count {
        if let Err(error) = filling.add(repeat) {
            return refused(error);
        }
    }
    Ok(())
}

/// How many instances each repeat that is asked has, by its name, so that one in which nothing was answered is there again
/// when the form is filled anew.
pub(crate) fn counts(filling: &Filling<'_>) -> Result<BTreeMap<String, String>> {
    let mut counts = BTreeMap::new();
    for (path, count) in filling.answers() {
        let Some(name) = filling.form().repeat_name(&path) else { continue };
        if filling.repeat(&name).map_err(broken)?.is_some_and(|repeat| repeat.relevant) {
            counts.insert(name, count);
        }
    }
    Ok(counts)
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
        AnswerError::NotADate | AnswerError::NotADateTime => ("answer-not-date", None),
        AnswerError::NotATime => ("answer-not-time", None),
        AnswerError::NotAGeoPoint => ("answer-not-geopoint", None),
        AnswerError::NotALine => ("answer-not-line", None),
        AnswerError::NotAChoice { .. } => ("answer-not-choice", None),
        AnswerError::NotAFullRanking => ("answer-not-ranking", None),
        AnswerError::OutOfRange => ("answer-out-of-range", None),
        AnswerError::TooManyInstances { .. } => ("answer-too-many", None),
        AnswerError::TooLong { .. } => ("answer-too-long", None),
        AnswerError::Constraint { message } => ("answer-constraint", message.clone()),
        AnswerError::NoSuchQuestion | AnswerError::ReadOnly => ("answer-unknown-field", None),
        _ => ("answer-refused", None),
    };
    FieldError {
        field: field.to_owned(),
        key: key.to_owned(),
        message: message.map(|said| xforms::plain(&said)),
    }
}

/// An expression of the form that cannot be computed: a defect of the form, unless a person's answers ask for more instances
/// of a repeat than are taken.
pub(crate) fn broken(error: EvaluationError) -> Error {
    match error {
        EvaluationError::TooManyInstances => {
            let (field, key) = (String::new(), "answer-too-many".to_owned());
            Error::Answers(vec![FieldError { field, key, message: None }])
        }
        other => Error::Internal(other.to_string()),
    }
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
