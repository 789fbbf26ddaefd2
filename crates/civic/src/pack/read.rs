//! From the text of a pack.toml to a [`Pack`], or to everything that is wrong with it.

use super::problem::{Mend, Problem, ProblemKind};
use super::shape;
use super::span::Span;
use super::table::{At, Source, Table};
use super::{Assessment, Dimension, Engine, Fact, FactKind, Pack, Publish, Retention};
use kernel::Lang;
use std::collections::BTreeMap;
use toml::de::DeTable;

const PACK: &[&str] = &[
    "id",
    "engine",
    "prefix",
    "form",
    "languages",
    "channels",
    "anonymous",
    "scripts",
    "seal",
    "facts",
    "fact_kinds",
    "assessment",
    "state",
    "transition",
    "closing_reason",
    "referral",
    "publish",
    "retention",
];

impl Pack {
    /// Reads a pack. `file` is the name its problems carry, such as `packs/denunciation/pack.toml`.
    ///
    /// # Errors
    /// Every problem that pack.toml alone can show, from the top down: TOML, unknown and missing keys, unknown words, names
    /// nothing declares, insane lengths of time; and once those are mended, states that cannot be reached or left.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let source = Source::new(file, text);
        let Some(parsed) = parsed(&source, text) else { return Err(source.into_problems()) };
        let root = Table::open(&source, &parsed, 1, PACK);
        let mut reading = Reading { source: &source, lines: BTreeMap::new() };
        let pack = reading.pack(file, &root);
        let problems = source.into_problems();
        match pack {
            Some(pack) if problems.is_empty() => Ok(pack),
            _ => Err(problems),
        }
    }
}

impl Engine {
    /// The engine that a pack.toml asks for; that of cases where it names none, or none that there is.
    pub fn of(text: &str) -> Self {
        let parsed = DeTable::parse(text).ok();
        let named = parsed.as_ref().and_then(|root| root.get_ref().get("engine")?.get_ref().as_str());
        Self::ALL.iter().copied().find(|engine| Some(engine.as_str()) == named).unwrap_or(Self::Case)
    }
}

/// The tables of a file; reports where it is not TOML.
pub(super) fn parsed<'t>(source: &Source<'t>, text: &'t str) -> Option<DeTable<'t>> {
    match DeTable::parse(text) {
        Ok(parsed) => Some(parsed.into_inner()),
        Err(error) => {
            let line = source.line_of(error.span().map_or(0, |span| span.start));
            let detail = error.message().to_owned();
            source.report(line, ProblemKind::Syntax { detail }, Mend::FixSyntax {});
            None
        }
    }
}

/// One reading: where things stand, for messages that come later.
pub(super) struct Reading<'s, 't> {
    pub(super) source: &'s Source<'t>,
    pub(super) lines: BTreeMap<String, u32>,
}

impl Reading<'_, '_> {
    fn pack(&mut self, file: &str, root: &Table<'_, '_>) -> Option<Pack> {
        root.require(&[
            ("channels", "[\"web\"]"),
            ("state", "[[state]]"),
            ("transition", "[[transition]]"),
            ("publish", "[publish]"),
            ("retention", "[retention]"),
        ]);
        let id = root.name("id", "denunciation");
        let engine = self.engine(root, Engine::Case);
        let prefix = self.prefix(root);
        let form = root.required_text("form", "form.xml");
        let languages = self.languages(root);
        let channels = root.words("channels");
        let anonymous = root.required_word("anonymous");
        let scripts = root.words("scripts");
        let seal = self.declare("seal", root.names("seal", "narrative"));
        let facts = self.facts(root, &seal);
        let assessment = self.assessment(root);
        let states = self.states(root);
        let closing_reasons = self.closing_reasons(root);
        let transitions = self.transitions(root);
        let referral = self.referral(root);
        let publish = self.publish(root, &facts);
        let retention = self.retention(root);
        let pack = Pack {
            id: id?.value,
            engine: engine?,
            prefix: prefix?,
            form: form?.value,
            languages,
            channels: channels.into_iter().map(|at| at.value).collect(),
            anonymous: anonymous?,
            scripts: scripts.into_iter().map(|at| at.value).collect(),
            seal,
            facts,
            assessment,
            states,
            transitions,
            closing_reasons,
            referral,
            publish: publish?,
            retention: retention?,
            file: file.to_owned(),
            lines: std::mem::take(&mut self.lines),
        };
        // A name misspelt above would make states look unreachable: first things first.
        if self.source.is_clean() {
            shape::check(&pack, self.source);
        }
        Some(pack)
    }

    /// Keeps the line of each name as `<what>.<name>` and gives the names back.
    pub(super) fn declare(&mut self, what: &str, names: Vec<At<String>>) -> Vec<String> {
        names.into_iter().map(|at| self.declare_one(what, at)).collect()
    }

    pub(super) fn declare_one(&mut self, what: &str, at: At<String>) -> String {
        let earlier = self.lines.insert(format!("{what}.{}", at.value), at.line);
        if earlier.is_some() {
            self.source.report(
                at.line,
                ProblemKind::Twice { key: what.to_owned(), value: at.value.clone() },
                Mend::KeepOne { value: at.value.clone() },
            );
        }
        at.value
    }

    pub(super) fn undeclared(&self, line: u32, key: &str, value: &str, known: Vec<&str>) {
        self.source.report(
            line,
            ProblemKind::Undeclared { key: key.to_owned(), value: value.to_owned() },
            Mend::UseOneOf { known: known.join(", ") },
        );
    }

    /// The engine, which must be this one.
    pub(super) fn engine(&self, root: &Table<'_, '_>, wanted: Engine) -> Option<Engine> {
        let found: Engine = root.required_word("engine")?;
        if found != wanted {
            self.source.report(
                root.line_of("engine"),
                ProblemKind::UnknownWord { key: "engine".to_owned(), value: found.as_str().to_owned() },
                Mend::UseOneOf { known: wanted.as_str().to_owned() },
            );
        }
        (found == wanted).then_some(found)
    }

    fn prefix(&self, root: &Table<'_, '_>) -> Option<String> {
        let at = root.required_text("prefix", "DN")?;
        let sound =
            (2..=3).contains(&at.value.len()) && at.value.bytes().all(|byte| byte.is_ascii_uppercase());
        if !sound {
            self.source.report(
                at.line,
                ProblemKind::BadPrefix { value: at.value },
                Mend::WriteLike { example: "DN".to_owned() },
            );
            return None;
        }
        Some(at.value)
    }

    pub(super) fn languages(&self, root: &Table<'_, '_>) -> Vec<Lang> {
        let mut languages = vec![Lang::Fr];
        for at in root.texts("languages", "fr") {
            match at.value.parse::<Lang>() {
                Ok(lang) if languages.contains(&lang) => {}
                Ok(lang) => languages.push(lang),
                Err(_) => {
                    let known: Vec<&str> = Lang::ALL.iter().map(|lang| lang.tag()).collect();
                    self.source.report(
                        at.line,
                        ProblemKind::UnknownWord { key: "languages".to_owned(), value: at.value },
                        Mend::UseOneOf { known: known.join(", ") },
                    );
                }
            }
        }
        languages
    }

    fn facts(&mut self, root: &Table<'_, '_>, seal: &[String]) -> Vec<Fact> {
        let names = root.names("facts", "place");
        self.lines.insert("facts".to_owned(), root.line_of("facts"));
        for at in names.iter().filter(|at| seal.contains(&at.value)) {
            self.source.report(
                at.line,
                ProblemKind::Twice { key: "facts".to_owned(), value: at.value.clone() },
                Mend::KeepOne { value: at.value.clone() },
            );
        }
        let names = self.declare("facts", names);
        let kinds = root.table("fact_kinds", None);
        if let Some(kinds) = &kinds {
            for at in kinds.keys().filter(|at| !names.iter().any(|name| name == at.value)) {
                let known = names.iter().map(String::as_str).collect();
                self.undeclared(at.line, "fact_kinds", at.value, known);
            }
        }
        let kind_of = |name: &str| kinds.as_ref()?.word(name).map(|at| at.value);
        names
            .into_iter()
            .map(|name| Fact { kind: kind_of(&name).unwrap_or(FactKind::Choice), name })
            .collect()
    }

    fn assessment(&mut self, root: &Table<'_, '_>) -> Option<Assessment> {
        let table = root.table("assessment", Some(&["credibility", "checklist"]))?;
        self.lines.insert("assessment".to_owned(), table.line_of("credibility"));
        let highest = table.number("credibility", 1..=9);
        let checklist = self.declare("checklist", table.names("checklist", "precise"));
        Some(Assessment { highest: u8::try_from(highest?).ok()?, checklist })
    }

    fn publish(&mut self, root: &Table<'_, '_>, facts: &[Fact]) -> Option<Publish> {
        let keys = ["dimensions", "place", "service_place", "period", "threshold", "round", "delay"];
        let table = root.table("publish", Some(&keys))?;
        self.lines.insert("publish".to_owned(), table.line_of("dimensions"));
        let place = table.required_word("place");
        let service_place = table.required_word("service_place");
        let period = table.required_word("period");
        let (threshold, round) = self.least_and_round(&table);
        // A quarter is over before anything of it is counted.
        let delay = table.calendar_span("delay", "60 days", Span::Days(1), Span::Years(2));
        let mut dimensions = Vec::new();
        for at in table.names("dimensions", "place") {
            match (at.value.as_str(), facts.iter().find(|fact| fact.name == at.value)) {
                ("received", None) => dimensions.push(Dimension::Received),
                (_, None) => {
                    let counted = facts.iter().filter(|fact| is_counted(fact.kind));
                    let known = counted.map(|fact| fact.name.as_str()).chain(["received"]).collect();
                    self.undeclared(at.line, "dimensions", &at.value, known);
                }
                (_, Some(fact)) if !is_counted(fact.kind) => {
                    self.source.report(
                        at.line,
                        ProblemKind::Unpublishable { field: at.value.clone() },
                        Mend::RemoveDimension { field: at.value },
                    );
                }
                (_, Some(_)) => dimensions.push(Dimension::Fact(at.value)),
            }
        }
        Some(Publish {
            dimensions,
            place: place?,
            service_place: service_place?,
            period: period?,
            threshold: threshold?,
            round: round?,
            delay: delay?,
        })
    }

    /// The threshold of publication and what is rounded to.
    pub(super) fn least_and_round(&self, table: &Table<'_, '_>) -> (Option<u32>, Option<u32>) {
        // Below five a count points at people however it is rounded; fields of work with more at stake ask for more.
        let threshold = table.number("threshold", 5..=1000);
        let round = table.number("round", 1..=100);
        // A round of 5 over a threshold of 12 would show a 10, which is below it.
        if let (Some(least), Some(round)) = (threshold, round)
            && least % round != 0
        {
            self.source.report(
                table.line_of("round"),
                ProblemKind::OutOfRange { key: "round".to_owned(), value: round.to_string() },
                Mend::WriteLike { example: if least % 5 == 0 { "5".to_owned() } else { "1".to_owned() } },
            );
        }
        (threshold, round)
    }

    fn retention(&self, root: &Table<'_, '_>) -> Option<Retention> {
        let table = root.table("retention", Some(&["closed", "unfounded"]))?;
        let span = |key, example| table.calendar_span(key, example, Span::Days(30), Span::Years(30));
        let (closed, unfounded) = (span("closed", "3 years"), span("unfounded", "6 months"));
        Some(Retention { closed: closed?, unfounded: unfounded? })
    }
}

/// What the publication gate counts by; see `docs/publication.md`.
fn is_counted(kind: FactKind) -> bool {
    matches!(kind, FactKind::Place | FactKind::Service)
}
