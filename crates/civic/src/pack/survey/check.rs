//! The pack of a survey against its form and its French texts.

use super::super::check::FieldSeen;
use super::super::problem::{Mend, Problem, ProblemKind};
use super::super::{FieldKind, Margin};
use super::{BY_PLACE, SurveyPack};

impl SurveyPack {
    /// Holds the pack against the fields of its form and against its French texts; empty when all is well.
    ///
    /// Every field stands in `questions` or in `seal`; only choices, places and whole numbers are counted; every choice that is
    /// named exists. `french` says whether `texts/fr.ftl` has a key.
    pub fn check(&self, form_fields: &[FieldSeen], french: &dyn Fn(&str) -> bool) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.check_fields(form_fields, &mut problems);
        self.check_choices(form_fields, &mut problems);
        for (line, key) in self.text_keys(form_fields) {
            if !french(&key) {
                let path =
                    self.file.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
                let mend = Mend::AddText { key: key.clone(), path: format!("{path}texts/fr.ftl") };
                problems.push(self.problem(line, ProblemKind::TextMissing { key }, mend));
            }
        }
        problems.sort_by_key(|problem| problem.line);
        problems
    }

    fn check_fields(&self, form_fields: &[FieldSeen], problems: &mut Vec<Problem>) {
        for seen in form_fields {
            let field = seen.name.clone();
            if !self.questions.contains(&field) && !self.is_sealed(&field) {
                problems.push(self.problem(
                    self.line("questions"),
                    ProblemKind::QuestionUndeclared { field: field.clone() },
                    Mend::TabulateOrSeal { field },
                ));
            } else if self.questions.contains(&field) && !is_tabulable(seen.kind) {
                let form_type = seen.kind.as_str().to_owned();
                problems.push(self.problem(
                    self.line(&format!("questions.{field}")),
                    ProblemKind::NotTabulable { field: field.clone(), form_type },
                    Mend::MoveToSeal { field },
                ));
            }
        }
        let declared = self
            .questions
            .iter()
            .map(|name| ("questions", name))
            .chain(self.seal.iter().map(|name| ("seal", name)));
        for (list, name) in declared.filter(|(_, name)| !form_fields.iter().any(|seen| seen.name == **name)) {
            problems.push(self.problem(
                self.line(&format!("{list}.{name}")),
                ProblemKind::FieldNotInForm { field: name.clone() },
                Mend::RemoveField { field: name.clone() },
            ));
        }
    }

    fn check_choices(&self, form_fields: &[FieldSeen], problems: &mut Vec<Problem>) {
        let seen = |question: &str| form_fields.iter().find(|seen| seen.name == question);
        let mut missing = |line: u32, key: &str, question: &str, choices: &[&str]| {
            let Some(seen) = seen(question) else { return };
            for choice in choices.iter().filter(|choice| !seen.choices.iter().any(|known| known == *choice)) {
                problems.push(self.problem(
                    line,
                    ProblemKind::Undeclared { key: key.to_owned(), value: (*choice).to_owned() },
                    Mend::UseOneOf { known: seen.choices.join(", ") },
                ));
            }
        };
        for indicator in &self.indicators {
            let codes: Vec<&str> = indicator.codes.iter().map(String::as_str).collect();
            missing(
                self.line(&format!("indicator.{}.codes", indicator.id)),
                "codes",
                &indicator.question,
                &codes,
            );
        }
        for group in &self.groups {
            let choices: Vec<&str> = group.choices.iter().map(String::as_str).collect();
            missing(self.line(&format!("group.{}.choices", group.id)), "choices", &group.question, &choices);
        }
        if let Some(consent) = &self.sample.consent {
            missing(self.line("sample"), "consent", consent, &["yes"]);
        }
        for quota in &self.quotas {
            let group = self.group(&quota.group).filter(|group| group.bands.is_empty());
            if let Some(group) = group {
                let line = self.line(&format!("quota.{}.{}", quota.group, quota.choice));
                missing(line, "choice", &group.question, &[&quota.choice]);
            }
        }
        let sexed = self.weights.as_ref().filter(|weights| !weights.margins.is_empty());
        if let Some(sex) = sexed.and_then(|weights| self.group(&weights.sex)) {
            missing(self.line("weights"), "sex", &sex.question, &["female", "male"]);
        }
        let aged = sexed.filter(|weights| weights.margins.contains(&Margin::SexAge));
        if let Some(age) = aged.and_then(|weights| self.group(&weights.age))
            && age.bands.is_empty()
        {
            problems.push(self.problem(
                self.line(&format!("group.{}", age.id)),
                ProblemKind::MissingKey { key: "bands".to_owned() },
                Mend::AddKey { key: "bands".to_owned(), example: "[18, 25, 35, 50]".to_owned() },
            ));
        }
        let is_place = seen(&self.sample.place).is_none_or(|seen| seen.kind == FieldKind::Place);
        if !is_place {
            let known = form_fields.iter().filter(|seen| seen.kind == FieldKind::Place);
            let known: Vec<&str> = known.map(|seen| seen.name.as_str()).collect();
            problems.push(self.problem(
                self.line("sample"),
                ProblemKind::Undeclared { key: "place".to_owned(), value: self.sample.place.clone() },
                Mend::UseOneOf { known: known.join(", ") },
            ));
        }
    }

    /// Every text the pack needs, with the line that asks for it.
    fn text_keys(&self, form_fields: &[FieldSeen]) -> Vec<(u32, String)> {
        let mut keys: Vec<(u32, String)> =
            ["pack-name", "pack-summary"].map(|key| (1, key.to_owned())).into();
        for name in &self.questions {
            let line = self.line(&format!("questions.{name}"));
            keys.push((line, format!("field-{name}")));
            let choices = form_fields.iter().filter(|seen| seen.name == *name).flat_map(|seen| &seen.choices);
            keys.extend(choices.map(|choice| (line, format!("{name}-{choice}"))));
        }
        let named = |what: &str, id: &str| (self.line(&format!("{what}.{id}")), format!("{what}-{id}"));
        keys.extend(self.rounds.iter().map(|round| named("round", &round.id)));
        keys.extend(self.groups.iter().map(|group| named("group", &group.id)));
        keys.extend(self.rankings.iter().map(|ranking| named("ranking", &ranking.id)));
        for indicator in &self.indicators {
            let (line, key) = named("indicator", &indicator.id);
            keys.push((line, format!("say-{}", indicator.id)));
            keys.push((line, key));
        }
        let by = self.indicators.iter().map(|one| &one.by).chain(self.tables.iter().map(|one| &one.by));
        if by.chain(self.rankings.iter().map(|one| &one.by)).flatten().any(|by| by == BY_PLACE) {
            keys.push((1, format!("group-{BY_PLACE}")));
        }
        keys
    }

    fn problem(&self, line: u32, kind: ProblemKind, mend: Mend) -> Problem {
        Problem { file: self.file.clone(), line, kind, mend }
    }
}

/// Whether the answers to a field of this kind can be counted.
fn is_tabulable(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Select1 | FieldKind::Select | FieldKind::Place | FieldKind::Integer)
}
