//! The three surveys that the house ships, and broken copies of one.

use super::broken::{assert_texts, s};
use super::*;
use kernel::Month;

const PACKS: [(&str, &str, &str, &str, &str); 3] = [
    (
        "perception",
        include_str!("../../../../../packs/perception/pack.toml"),
        include_str!("../../../../../packs/perception/form.xml"),
        include_str!("../../../../../packs/perception/texts/fr.ftl"),
        include_str!("../../../../../packs/perception/texts/en.ftl"),
    ),
    (
        "service_watch",
        include_str!("../../../../../packs/service-watch/pack.toml"),
        include_str!("../../../../../packs/service-watch/form.xml"),
        include_str!("../../../../../packs/service-watch/texts/fr.ftl"),
        include_str!("../../../../../packs/service-watch/texts/en.ftl"),
    ),
    (
        "civact",
        include_str!("../../../../../packs/civact/pack.toml"),
        include_str!("../../../../../packs/civact/form.xml"),
        include_str!("../../../../../packs/civact/texts/fr.ftl"),
        include_str!("../../../../../packs/civact/texts/en.ftl"),
    ),
];
const FILE: &str = "packs/perception/pack.toml";

/// The fields of a form, read with the eyes of a person: every bind, with the control that asks for it.
pub(crate) fn seen(form: &str) -> Vec<FieldSeen> {
    let binds = form.split("<bind nodeset=\"/data/").skip(1).filter(|bind| !bind.starts_with("orx:"));
    let field = |bind: &str| {
        let name = bind.split('"').next().unwrap();
        let found = form.split_once(&format!(" ref=\"/data/{name}\""));
        let tag = found.map_or("", |(before, _)| before.rsplit('<').next().unwrap());
        let control = found.map_or("", |(_, rest)| rest.split(&format!("</{tag}>")).next().unwrap());
        let choices =
            control.split("<value>").skip(1).map(|v| v.split('<').next().unwrap().to_owned()).collect();
        let kind = match (tag, between(bind, "type=\"", "\"")) {
            ("select1", _) if control.contains("instance('places')") => FieldKind::Place,
            ("select1", _) => FieldKind::Select1,
            ("select", _) => FieldKind::Select,
            (_, "int") => FieldKind::Integer,
            (_, "dateTime") => FieldKind::Date,
            (_, "geopoint") => FieldKind::Geopoint,
            _ => FieldKind::Text,
        };
        FieldSeen { name: name.to_owned(), kind, choices }
    };
    binds.map(field).collect()
}

#[test]
fn the_shipped_surveys_are_sound_with_their_forms_and_french_texts() {
    for (id, toml, form, french, english) in PACKS {
        let pack = SurveyPack::read(&format!("packs/{id}/pack.toml"), toml)
            .unwrap_or_else(|found| panic!("{id}: {found:#?}"));
        assert_eq!((pack.id.as_str(), Engine::of(toml)), (id, Engine::Survey));
        let texts = messages(french);
        assert_eq!(pack.check(&seen(form), &|key| texts.contains_key(key)), [], "{id}");
        assert_eq!(texts, messages(english), "{id}");
    }
}

/// A text that nothing asks for is one that nobody reads.
#[test]
fn every_text_of_a_survey_is_asked_for_or_names_a_sealed_field() {
    for (id, toml, form, french, _) in PACKS {
        let pack = SurveyPack::read("pack.toml", toml).unwrap();
        for key in messages(french).into_keys() {
            let without = |asked: &str| asked != key;
            let sealed = pack.seal.iter().any(|name| key == format!("field-{name}"));
            assert!(sealed || !pack.check(&seen(form), &without).is_empty(), "{id}: {key}");
        }
    }
}

#[test]
fn the_perception_survey_tells_every_outcome_of_the_programme_that_a_survey_can() {
    let pack = SurveyPack::read(FILE, PACKS[0].1).unwrap();
    let mut codes: Vec<&str> =
        pack.indicators.iter().filter_map(|indicator| indicator.code.as_deref()).collect();
    codes.dedup();
    assert_eq!(codes, ["1.1", "1.2", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3"]);
    assert_eq!(pack.sample.places.len(), 21);
    let day = |month, day| kernel::Date::from_calendar_date(2026, month, day).unwrap();
    assert_eq!(pack.round_on(day(Month::December, 1)).unwrap().id, "y2026");
    assert_eq!(pack.round_on(day(Month::January, 1)), None);
    assert_eq!(pack.round("y2028").unwrap().interviews, 20_000);
    assert_eq!(
        (pack.group("age").unwrap().band(0), pack.group("age").unwrap().band(4)),
        (s("18-24"), s("65+"))
    );
}

#[test]
fn a_pack_is_read_by_its_own_engine_only() {
    assert!(Pack::read(FILE, PACKS[0].1).is_err());
    let found = SurveyPack::read("pack.toml", TOML).unwrap_err();
    let engine = found
        .iter()
        .find(|problem| matches!(&problem.kind, ProblemKind::UnknownWord { key, .. } if key == "engine"));
    assert_eq!(engine.unwrap().mend, Mend::UseOneOf { known: s("survey") });
    assert_eq!(Engine::of("engine = \"ballot\""), Engine::Case);
    assert_eq!(Engine::of("= nothing"), Engine::Case);
}

/// The problems of the shipped pack with one thing replaced, and the line on which the replacement begins.
fn broken(find: &str, replace: &str) -> (Vec<Problem>, u32) {
    let toml = PACKS[0].1;
    let at = toml.find(find).unwrap_or_else(|| panic!("{find}"));
    let line = toml[..at].matches('\n').count() as u32 + 1;
    let problems = match SurveyPack::read(FILE, &toml.replacen(find, replace, 1)) {
        Ok(pack) => pack.check(&seen(PACKS[0].2), &|_| true),
        Err(problems) => problems,
    };
    assert_texts(&problems);
    (problems, line)
}

#[track_caller]
fn refused(find: &str, replace: &str, further: u32, kind: ProblemKind, mend: Mend) {
    let (problems, line) = broken(find, replace);
    assert_eq!(problems, [Problem { file: s(FILE), line: line + further, kind, mend }]);
}

#[test]
fn what_nothing_declares_is_refused_with_what_there_is() {
    let undeclared = |key: &str, value: &str| ProblemKind::Undeclared { key: s(key), value: s(value) };
    refused(
        "group = \"sex\"\nchoice",
        "group = \"seks\"\nchoice",
        0,
        undeclared("group", "seks"),
        Mend::UseOneOf { known: s("sex, age, setting, education") },
    );
    refused(
        "codes = [\"force\"]",
        "codes = [\"strength\"]",
        0,
        undeclared("codes", "strength"),
        Mend::UseOneOf { known: s("force, security, justice, dialogue, leave, unknown, refused") },
    );
    let (problems, line) = broken("by = [\"sex\", \"setting\"]", "by = [\"sex\", \"village\"]");
    assert_eq!((problems[0].line, &problems[0].kind), (line, &undeclared("by", "village")));
    let (problems, _) = broken("question = \"bribe_paid\"", "question = \"bribe_given\"");
    assert_eq!(problems[0].kind, undeclared("question", "bribe_given"));
    let (problems, _) = broken("start = \"start\"", "start = \"begin\"");
    assert_eq!(problems[0].mend, Mend::UseOneOf { known: s("start, end, position, remark") });
    let (problems, _) = broken("choices = [\"female\", \"male\"]", "choices = [\"female\", \"men\"]");
    assert_eq!(problems[0].kind, undeclared("choices", "men"));
    let (problems, _) = broken("choice = \"female\"", "choice = \"women\"");
    assert_eq!(problems[0].kind, undeclared("choice", "women"));
    let (problems, _) = broken("place = \"place\"\nconsent", "place = \"setting\"\nconsent");
    assert_eq!(problems[0].mend, Mend::UseOneOf { known: s("place") });
}

#[test]
fn a_field_of_the_form_is_counted_or_sealed_and_words_are_never_counted() {
    let (problems, _) = broken(
        "seal = [\"start\", \"end\", \"position\", \"remark\"]",
        "seal = [\"start\", \"end\", \"position\"]",
    );
    let line = PACKS[0].1.lines().position(|line| line.starts_with("questions")).unwrap() as u32 + 1;
    let (kind, mend) =
        (ProblemKind::QuestionUndeclared { field: s("remark") }, Mend::TabulateOrSeal { field: s("remark") });
    assert_eq!(problems, [Problem { file: s(FILE), line, kind, mend }]);
    let (problems, _) = broken(
        "seal = [\"start\", \"end\", \"position\", \"remark\"]",
        "seal = [\"start\", \"end\", \"position\", \"remark\", \"name\"]",
    );
    assert_eq!(problems[0].kind, ProblemKind::FieldNotInForm { field: s("name") });
    let (problems, _) = broken(
        "\"knows_policy\", \"state_effective\", \"response_to_attack\",\n]\nseal = [\"start\", \"end\", \"position\", \"remark\"]",
        "\"knows_policy\", \"state_effective\", \"response_to_attack\", \"remark\",\n]\nseal = [\"start\", \"end\", \"position\"]",
    );
    assert_eq!(problems[0].kind, ProblemKind::NotTabulable { field: s("remark"), form_type: s("text") });
    assert_eq!(problems[0].mend, Mend::MoveToSeal { field: s("remark") });
    let (problems, _) = broken("seal = [\"start\"", "seal = [\"sex\", \"start\"");
    assert_eq!(problems[0].kind, ProblemKind::Twice { key: s("seal"), value: s("sex") });
}

#[test]
fn days_levels_and_numbers_out_of_bounds_are_refused() {
    refused(
        "from = \"2026-11-02\"",
        "from = \"2 November 2026\"",
        0,
        ProblemKind::BadDay { key: s("from"), value: s("2 November 2026") },
        Mend::WriteLike { example: s("2026-11-02") },
    );
    refused(
        "to = \"2026-12-20\"",
        "to = \"2026-10-20\"",
        0,
        ProblemKind::OutOfRange { key: s("to"), value: s("2026-10-20") },
        Mend::WriteLike { example: s("2026-11-02") },
    );
    refused(
        "from = \"2028-11-06\"",
        "from = \"2026-12-01\"",
        0,
        ProblemKind::NotRising { key: s("from") },
        Mend::PutInOrder {},
    );
    let unit = "unit = \"commune\"                  # interviews in one commune are alike";
    refused(
        &format!("{unit}\nstrata = \"cercle\""),
        "unit = \"region\"\nstrata = \"cercle\"",
        1,
        ProblemKind::OutOfRange { key: s("strata"), value: s("cercle") },
        Mend::UseOneOf { known: s("region") },
    );
    let (problems, _) = broken("hours = [6, 20]", "hours = [6]");
    assert_eq!(problems[0].mend, Mend::AddKey { key: s("hours"), example: s("[6, 20]") });
    let (problems, _) = broken("threshold = 10", "threshold = 3");
    assert_eq!(problems[0].mend, Mend::StayWithin { least: s("5"), most: s("1000") });
    let (problems, _) = broken("stands_for = \"population\"", "stands_for = \"everybody\"");
    assert_eq!(problems[0].mend, Mend::UseOneOf { known: s("population, asked") });
    let (problems, _) = broken("id = \"setting\"", "id = \"place\"");
    assert!(matches!(&problems[0].kind, ProblemKind::Twice { key, .. } if key == "group"), "{problems:?}");
    let (problems, _) = broken("bands = [18, 25, 35, 50, 65]      # the last is open\n", "");
    assert_eq!(problems[0].kind, ProblemKind::MissingKey { key: s("bands") });
}
