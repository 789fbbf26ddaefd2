//! The pack against its form and its French texts.

use super::problem::{Mend, Problem, ProblemKind};
use super::{Dimension, FactKind, FieldKind, Pack};

/// A field as the form declares it, in the words of the API. Groups and metadata are not fields; a repeat is one field with
/// everything in it, and free text, since it holds whatever is asked in it as often as there are instances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSeen {
    /// Name.
    pub name: String,
    /// Type.
    pub kind: FieldKind,
    /// Values of the choices written in the form itself; empty for lists that come from elsewhere.
    pub choices: Vec<String>,
}

/// Texts of acts that the engine performs in every pack.
const ENGINE_TEXTS: &[&str] = &[
    "pack-name",
    "pack-summary",
    "timeline-opened",
    "timeline-message-out",
    "timeline-message-in",
    "timeline-evidence-added",
    "feedback-answered",
    "feedback-resolved",
];

/// Texts of a pack that hands cases over.
const REFERRAL_TEXTS: &[&str] = &[
    "timeline-consent-given",
    "timeline-consent-refused",
    "timeline-consent-noted-yes",
    "timeline-consent-noted-no",
    "timeline-consent-noted-ask",
    "timeline-consent-aside",
    "timeline-reminded",
    "timeline-counted",
    "referral-subject",
    "referral-body",
    "reminder-subject",
    "reminder-body",
];

impl Pack {
    /// Holds the pack against the fields of its form and against its French texts; empty when all is well.
    ///
    /// Every field must stand in `seal` or in `facts`; free text, files and coordinates only in `seal`; a fact must be
    /// readable as its kind. `french` says whether `texts/fr.ftl` has a key.
    pub fn check(&self, form_fields: &[FieldSeen], french: &dyn Fn(&str) -> bool) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.check_fields(form_fields, &mut problems);
        for (line, key) in self.text_keys(form_fields) {
            if !french(&key) {
                let path = self.beside("texts/fr.ftl");
                problems.push(self.problem(
                    line,
                    ProblemKind::TextMissing { key: key.clone() },
                    Mend::AddText { key, path },
                ));
            }
        }
        problems.sort_by_key(|problem| problem.line);
        problems
    }

    fn check_fields(&self, form_fields: &[FieldSeen], problems: &mut Vec<Problem>) {
        for seen in form_fields {
            let field = seen.name.clone();
            let form_type = seen.kind.as_str().to_owned();
            match self.fact(&seen.name) {
                None if self.is_sealed(&seen.name) => {}
                None => problems.push(self.problem(
                    self.line("facts"),
                    ProblemKind::FieldUndeclared { field: field.clone() },
                    Mend::SealOrFact { field },
                )),
                Some(_) if matches!(seen.kind, FieldKind::Text | FieldKind::Geopoint | FieldKind::Upload) => {
                    problems.push(self.problem(
                        self.line(&format!("facts.{field}")),
                        ProblemKind::FreeTextInClear { field: field.clone(), form_type },
                        Mend::MoveToSeal { field },
                    ));
                }
                Some(fact) if !fact.kind.reads(seen) => {
                    let known: Vec<&str> = FactKind::ALL
                        .iter()
                        .filter(|kind| kind.reads(seen))
                        .map(|kind| kind.as_str())
                        .collect();
                    let mend = match known.is_empty() {
                        true => Mend::MoveToSeal { field: field.clone() },
                        false => Mend::ChangeFactKind { known: known.join(", ") },
                    };
                    problems.push(self.problem(
                        self.line(&format!("facts.{field}")),
                        ProblemKind::FactKindMismatch {
                            field,
                            kind: fact.kind.as_str().to_owned(),
                            form_type,
                        },
                        mend,
                    ));
                }
                Some(_) => {}
            }
        }
        let declared = self
            .seal
            .iter()
            .map(|name| ("seal", name))
            .chain(self.facts.iter().map(|fact| ("facts", &fact.name)));
        for (list, name) in declared.filter(|(_, name)| !form_fields.iter().any(|seen| seen.name == **name)) {
            problems.push(self.problem(
                self.line(&format!("{list}.{name}")),
                ProblemKind::FieldNotInForm { field: name.clone() },
                Mend::RemoveField { field: name.clone() },
            ));
        }
    }

    /// Every text the pack needs, with the line that asks for it.
    fn text_keys(&self, form_fields: &[FieldSeen]) -> Vec<(u32, String)> {
        let mut keys: Vec<(u32, String)> = ENGINE_TEXTS.iter().map(|key| (1, (*key).to_owned())).collect();
        for name in &self.seal {
            keys.push((self.line(&format!("seal.{name}")), format!("field-{name}")));
        }
        for fact in &self.facts {
            let line = self.line(&format!("facts.{}", fact.name));
            keys.push((line, format!("field-{}", fact.name)));
            let choices =
                form_fields.iter().filter(|seen| seen.name == fact.name).flat_map(|seen| &seen.choices);
            keys.extend(choices.map(|choice| (line, format!("{}-{choice}", fact.name))));
        }
        for state in &self.states {
            let line = self.line(&format!("state.{}", state.id));
            keys.extend(
                [state.text_key(), state.public_text_key(), state.next_text_key()].map(|key| (line, key)),
            );
        }
        for way in &self.transitions {
            let line = self.line(&format!("transition.{}", way.name));
            keys.extend([way.act_text_key(), way.timeline_text_key()].map(|key| (line, key)));
        }
        for reason in &self.closing_reasons {
            keys.push((
                self.line(&format!("closing_reason.{}", reason.id)),
                format!("closing-{}", reason.id),
            ));
        }
        if let Some(assessment) = &self.assessment {
            let line = self.line("assessment");
            keys.extend((0..=assessment.highest).map(|mark| (line, format!("credibility-{mark}"))));
            for point in &assessment.checklist {
                keys.push((self.line(&format!("checklist.{point}")), format!("check-{point}")));
            }
        }
        if let Some(referral) = &self.referral {
            for kind in &referral.to {
                keys.push((self.line(&format!("referral.to.{kind}")), format!("office-kind-{kind}")));
            }
            for measure in &referral.measures {
                keys.push((self.line(&format!("referral.measure.{measure}")), format!("measure-{measure}")));
            }
            keys.extend(REFERRAL_TEXTS.iter().map(|key| (self.line("referral"), (*key).to_owned())));
        }
        if self.publish.dimensions.contains(&Dimension::Received) {
            keys.push((self.line("publish"), "field-received".to_owned()));
        }
        keys
    }

    /// The path of a file of the pack, named as pack.toml was.
    fn beside(&self, path: &str) -> String {
        self.file.rsplit_once('/').map_or_else(|| path.to_owned(), |(folder, _)| format!("{folder}/{path}"))
    }

    fn problem(&self, line: u32, kind: ProblemKind, mend: Mend) -> Problem {
        Problem { file: self.file.clone(), line, kind, mend }
    }
}

impl FactKind {
    /// Whether a fact of this kind can be read from this field. Organisations are chosen from the list of the house, never
    /// from choices written in the form.
    fn reads(self, field: &FieldSeen) -> bool {
        match self {
            Self::Choice | Self::Service | Self::AmountBand => field.kind == FieldKind::Select1,
            Self::Place => field.kind == FieldKind::Place,
            Self::Month => field.kind == FieldKind::Date,
            Self::Number => field.kind == FieldKind::Integer,
            Self::ExcludedTeams => field.kind == FieldKind::Select && field.choices.is_empty(),
        }
    }
}
