//! From the text of a pack.toml to a [`SurveyPack`], or to everything that is wrong with it.

use super::super::problem::{Mend, Problem, ProblemKind};
use super::super::read::{Reading, parsed};
use super::super::table::{At, Source, Table};
use super::super::{Base, Engine, PlaceLevel, Span};
use super::{
    BY_PLACE, BackChecks, Group, Indicator, Quality, Quota, RankedQuestion, Round, SampleRule, SurveyPack,
    SurveyPublish, TableRule, Weighting,
};
use crate::survey::quality::Thresholds;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

const PACK: &[&str] = &[
    "id",
    "engine",
    "form",
    "languages",
    "questions",
    "seal",
    "round",
    "sample",
    "quota",
    "group",
    "weights",
    "indicator",
    "table",
    "ranking",
    "quality",
    "backchecks",
    "publish",
];

/// Ages and sizes of households: what a band of numbers may begin with.
const NUMBERS: RangeInclusive<u32> = 0..=1000;

impl SurveyPack {
    /// Reads the pack of a survey. `file` is the name its problems carry.
    ///
    /// # Errors
    /// Every problem that pack.toml alone can show, from the top down.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let source = Source::new(file, text);
        let Some(parsed) = parsed(&source, text) else { return Err(source.into_problems()) };
        let root = Table::open(&source, &parsed, 1, PACK);
        let mut reading = Reading { source: &source, lines: BTreeMap::new() };
        let pack = reading.survey(file, &root);
        let problems = source.into_problems();
        match pack {
            Some(pack) if problems.is_empty() => Ok(pack),
            _ => Err(problems),
        }
    }
}

impl Reading<'_, '_> {
    fn survey(&mut self, file: &str, root: &Table<'_, '_>) -> Option<SurveyPack> {
        root.require(&[
            ("questions", "[\"sex\"]"),
            ("round", "[[round]]"),
            ("sample", "[sample]"),
            ("quality", "[quality]"),
            ("publish", "[publish]"),
        ]);
        let id = root.name("id", "perception");
        let engine = self.engine(root, Engine::Survey);
        let form = root.required_text("form", "form.xml");
        let languages = self.languages(root);
        self.lines.insert("questions".to_owned(), root.line_of("questions"));
        let questions = self.declare("questions", root.names("questions", "sex"));
        let seal = self.declare("seal", root.names("seal", "remark"));
        for name in seal.iter().filter(|name| questions.contains(name)) {
            self.source.report(
                self.lines.get(&format!("seal.{name}")).copied().unwrap_or(1),
                ProblemKind::Twice { key: "seal".to_owned(), value: name.clone() },
                Mend::KeepOne { value: name.clone() },
            );
        }
        let rounds = self.rounds(root);
        let sample = self.sample(root, &questions);
        let groups = self.groups(root, &questions);
        let ids: Vec<String> = groups.iter().map(|group| group.id.clone()).collect();
        let quotas = self.quotas(root, &ids);
        let weights = self.weights(root, &questions, &ids);
        let indicators = self.indicators(root, &questions, &ids);
        let tables = self.tables_to_publish(root, &questions, &ids);
        let rankings = self.rankings(root, &questions, &ids);
        let quality = self.quality(root, &questions, &seal);
        let backchecks = self.backchecks(root, &questions);
        let publish = self.survey_publish(root);
        engine?;
        Some(SurveyPack {
            id: id?.value,
            form: form?.value,
            languages,
            questions,
            seal,
            rounds,
            sample: sample?,
            quotas,
            groups,
            weights,
            indicators,
            tables,
            rankings,
            quality: quality?,
            backchecks,
            publish: publish?,
            file: file.to_owned(),
            lines: std::mem::take(&mut self.lines),
        })
    }

    fn rounds(&mut self, root: &Table<'_, '_>) -> Vec<Round> {
        let mut rounds: Vec<Round> = Vec::new();
        for table in root.tables("round", &["id", "from", "to", "interviews"]) {
            let (id, from, to) = (table.name("id", "first"), table.day("from"), table.day("to"));
            let interviews = table.number("interviews", 1..=10_000_000);
            let (Some(id), Some(from), Some(to), Some(interviews)) = (id, from, to, interviews) else {
                continue;
            };
            if to.value < from.value {
                self.source.report(
                    to.line,
                    ProblemKind::OutOfRange { key: "to".to_owned(), value: to.value.to_string() },
                    Mend::WriteLike { example: from.value.to_string() },
                );
            }
            if rounds.last().is_some_and(|before| before.to >= from.value) {
                let key = "from".to_owned();
                self.source.report(from.line, ProblemKind::NotRising { key }, Mend::PutInOrder {});
            }
            rounds.push(Round {
                id: self.declare_one("round", id),
                from: from.value,
                to: to.value,
                interviews,
            });
        }
        rounds
    }

    fn sample(&mut self, root: &Table<'_, '_>, questions: &[String]) -> Option<SampleRule> {
        let keys = ["place", "consent", "unit", "strata", "places", "least", "stands_for"];
        let table = root.table("sample", Some(&keys))?;
        let place = table.name("place", "place");
        let consent = table.value("consent").and_then(|_| table.name("consent", "consent"));
        self.among(questions, "place", place.as_slice());
        self.among(questions, "consent", consent.as_slice());
        let (unit, strata): (Option<PlaceLevel>, Option<PlaceLevel>) =
            (table.required_word("unit"), table.required_word("strata"));
        if let (Some(unit), Some(strata)) = (unit, strata)
            && strata.depth() > unit.depth()
        {
            self.source.report(
                table.line_of("strata"),
                ProblemKind::OutOfRange { key: "strata".to_owned(), value: strata.as_str().to_owned() },
                Mend::UseOneOf { known: unit.as_str().to_owned() },
            );
        }
        let reach = table.required_word("stands_for");
        let places = table.texts("places", "ML01").into_iter().map(|at| at.value).collect();
        self.lines.insert("sample".to_owned(), table.line);
        Some(SampleRule {
            place: place?.value,
            consent: consent.map(|at| at.value),
            unit: unit?,
            strata: strata?,
            places,
            least: table.number("least", 1..=1000)?,
            reach: reach?,
        })
    }

    fn groups(&mut self, root: &Table<'_, '_>, questions: &[String]) -> Vec<Group> {
        let mut groups = Vec::new();
        for table in root.tables("group", &["id", "question", "choices", "bands"]) {
            let (id, question) = (table.name("id", "sex"), table.name("question", "sex"));
            self.among(questions, "question", question.as_slice());
            let bands = table.rising_numbers("bands", NUMBERS);
            if let (Some(id), Some(question)) = (id, question) {
                if id.value == BY_PLACE {
                    self.source.report(
                        id.line,
                        ProblemKind::Twice { key: "group".to_owned(), value: id.value.clone() },
                        Mend::WriteLike { example: "setting".to_owned() },
                    );
                }
                let bands = bands.into_iter().filter_map(|band| u16::try_from(band).ok()).collect();
                let choices = table.texts("choices", "female").into_iter().map(|at| at.value).collect();
                let id = self.declare_one("group", id);
                self.lines.insert(format!("group.{id}.choices"), table.line_of("choices"));
                groups.push(Group { id, question: question.value, choices, bands });
            }
        }
        groups
    }

    fn quotas(&mut self, root: &Table<'_, '_>, groups: &[String]) -> Vec<Quota> {
        let mut quotas = Vec::new();
        for table in root.tables("quota", &["group", "choice", "percent"]) {
            let (group, choice) = (table.name("group", "sex"), table.required_text("choice", "female"));
            self.among(groups, "group", group.as_slice());
            let percent = table.number("percent", 1..=100);
            if let (Some(group), Some(choice), Some(percent)) = (group, choice, percent) {
                self.lines.insert(format!("quota.{}.{}", group.value, choice.value), choice.line);
                quotas.push(Quota { group: group.value, choice: choice.value, percent });
            }
        }
        quotas
    }

    fn weights(
        &mut self,
        root: &Table<'_, '_>,
        questions: &[String],
        groups: &[String],
    ) -> Option<Weighting> {
        let table = root.table("weights", Some(&["margins", "sex", "age", "household", "most"]))?;
        table.require(&[("margins", "[\"place_sex\"]")]);
        let (sex, age) = (table.name("sex", "sex"), table.name("age", "age"));
        self.among(groups, "sex", sex.as_slice());
        self.among(groups, "age", age.as_slice());
        let household = table.value("household").and_then(|_| table.name("household", "adults"));
        self.among(questions, "household", household.as_slice());
        self.lines.insert("weights".to_owned(), table.line);
        Some(Weighting {
            margins: table.words("margins").into_iter().map(|at| at.value).collect(),
            sex: sex?.value,
            age: age?.value,
            household: household.map(|at| at.value),
            most: table.number("most", 2..=100)?,
        })
    }

    fn indicators(
        &mut self,
        root: &Table<'_, '_>,
        questions: &[String],
        groups: &[String],
    ) -> Vec<Indicator> {
        let mut indicators = Vec::new();
        for table in root.tables("indicator", &["id", "code", "question", "codes", "base", "by"]) {
            let (id, question) = (table.name("id", "trust_police"), table.name("question", "trust_police"));
            self.among(questions, "question", question.as_slice());
            table.require(&[("codes", "[\"yes\"]")]);
            let codes = table.texts("codes", "yes");
            let (base, by) = (self.base(&table), self.by(&table, groups));
            let code = table.text("code", "2.1").map(|at| at.value);
            if let (Some(id), Some(question)) = (id, question) {
                let id = self.declare_one("indicator", id);
                self.lines.insert(format!("indicator.{id}.codes"), table.line_of("codes"));
                let codes = codes.into_iter().map(|at| at.value).collect();
                indicators.push(Indicator { id, code, question: question.value, codes, base, by });
            }
        }
        indicators
    }

    fn tables_to_publish(
        &mut self,
        root: &Table<'_, '_>,
        questions: &[String],
        groups: &[String],
    ) -> Vec<TableRule> {
        let mut tables = Vec::new();
        for table in root.tables("table", &["question", "base", "by"]) {
            let question = table.name("question", "trust_police");
            self.among(questions, "question", question.as_slice());
            let (base, by) = (self.base(&table), self.by(&table, groups));
            if let Some(question) = question {
                tables.push(TableRule { question: self.declare_one("table", question), base, by });
            }
        }
        tables
    }

    fn rankings(
        &mut self,
        root: &Table<'_, '_>,
        questions: &[String],
        groups: &[String],
    ) -> Vec<RankedQuestion> {
        let mut rankings = Vec::new();
        for table in root.tables("ranking", &["id", "questions", "by"]) {
            let (id, asked) = (table.name("id", "causes"), table.names("questions", "cause_first"));
            table.require(&[("questions", "[\"cause_first\"]")]);
            self.among(questions, "questions", &asked);
            let by = self.by(&table, groups);
            if let Some(id) = id {
                let id = self.declare_one("ranking", id);
                rankings.push(RankedQuestion {
                    id,
                    questions: asked.into_iter().map(|at| at.value).collect(),
                    by,
                });
            }
        }
        rankings
    }

    fn quality(&mut self, root: &Table<'_, '_>, questions: &[String], seal: &[String]) -> Option<Quality> {
        let keys =
            ["start", "end", "position", "minutes", "kilometres", "hours", "alike", "straight", "battery"];
        let table = root.table("quality", Some(&keys))?;
        let name = |key: &str| table.value(key).and_then(|_| table.name(key, key));
        let (start, end, position) = (name("start"), name("end"), name("position"));
        self.among(seal, "start", start.as_slice());
        self.among(seal, "end", end.as_slice());
        self.among(seal, "position", position.as_slice());
        let battery = table.names("battery", "trust_police");
        self.among(questions, "battery", &battery);
        let hours = table.rising_numbers("hours", 0..=24);
        if hours.len() != 2 {
            table.missing("hours", "[6, 20]");
        }
        let numbers = (
            table.number("minutes", 1..=600),
            table.number("kilometres", 1..=1000),
            table.number("alike", 50..=100),
            table.number("straight", 3..=50),
        );
        let [from, until] = hours[..] else { return None };
        Some(Quality {
            thresholds: Thresholds {
                minutes: numbers.0?,
                kilometres: numbers.1?,
                hours: (u8::try_from(from).ok()?, u8::try_from(until).ok()?),
                alike: numbers.2?,
                straight: numbers.3? as usize,
            },
            start: start.map(|at| at.value),
            end: end.map(|at| at.value),
            position: position.map(|at| at.value),
            battery: battery.into_iter().map(|at| at.value).collect(),
        })
    }

    fn backchecks(&mut self, root: &Table<'_, '_>, questions: &[String]) -> Option<BackChecks> {
        let table = root.table("backchecks", Some(&["questions", "percent"]))?;
        table.require(&[("questions", "[\"sex\"]")]);
        let asked = table.names("questions", "sex");
        self.among(questions, "questions", &asked);
        let questions = asked.into_iter().map(|at| at.value).collect();
        Some(BackChecks { questions, percent: table.number("percent", 1..=100)? })
    }

    fn survey_publish(&mut self, root: &Table<'_, '_>) -> Option<SurveyPublish> {
        let table = root.table("publish", Some(&["place", "threshold", "round", "delay"]))?;
        let place = table.required_word("place");
        let (threshold, round) = self.least_and_round(&table);
        let delay = table.calendar_span("delay", "30 days", Span::Days(1), Span::Years(2));
        Some(SurveyPublish { place: place?, threshold: threshold?, round: round?, delay: delay? })
    }

    fn base(&self, table: &Table<'_, '_>) -> Base {
        table.word("base").map_or(Base::Said, |at| at.value)
    }

    fn by(&self, table: &Table<'_, '_>, groups: &[String]) -> Vec<String> {
        let by = table.names("by", BY_PLACE);
        let known: Vec<String> = groups.iter().cloned().chain([BY_PLACE.to_owned()]).collect();
        self.among(&known, "by", &by);
        by.into_iter().map(|at| at.value).collect()
    }

    /// Reports every name that is not among those declared.
    fn among(&self, declared: &[String], key: &str, names: &[At<String>]) {
        for at in names.iter().filter(|at| !declared.contains(&at.value)) {
            self.undeclared(at.line, key, &at.value, declared.iter().map(String::as_str).collect());
        }
    }
}
