//! The surveys of the house, from the pack to the published figure, with interviews that nobody gave.

use acts::Survey;
use acts::survey::synthetic::{Interviews, Story};
use civic::pack::BY_PLACE;
use civic::place::{Level, Places};
use civic::publication::PlaceTree;
use civic::survey::quality::{Interview, Sign};
use civic::survey::{Gathering, Population, Reading, Study, Voice, plan};
use kernel::{Date, Lang, Timestamp};
use std::collections::BTreeMap;

fn file(path: &str) -> String {
    std::fs::read_to_string(format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR")))
        .unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn survey(folder: &str) -> Survey {
    let part = |name: &str| file(&format!("packs/{folder}/{name}"));
    let french = part("texts/fr.ftl");
    let has = |key: &str| french.lines().any(|line| line.starts_with(&format!("{key} =")));
    Survey::read(
        folder,
        &part("pack.toml"),
        &part("form.xml"),
        vec![(Lang::Fr, french.clone())],
        BTreeMap::new(),
        &has,
    )
    .unwrap_or_else(|error| panic!("{folder}: {error:?}"))
}

struct World {
    places: Places,
    tree: PlaceTree,
    people: Population,
    stories: BTreeMap<String, Story>,
}

fn world() -> World {
    let (places, crosswalk) = (file("data/places/ml/places.csv"), file("data/places/ml/crosswalk.csv"));
    let places = Places::read(places.as_bytes(), crosswalk.as_bytes()).unwrap();
    let listed = places.iter().filter(|place| place.level() < Level::Locality);
    let tree = PlaceTree::new(
        listed
            .map(|place| (place.code(), place.level().number(), place.parent().map(|parent| parent.code()))),
    );
    let people =
        Population::read(&file("data/population/ml/place_sex.csv"), &file("data/population/ml/age_sex.csv"));
    let stories = toml::from_str(&file("data/demo/interviews.toml")).unwrap();
    World { tree: tree.unwrap(), places, people: people.unwrap(), stories }
}

/// A plan of about so many interviews: the pack's own, of which every so many-th place is kept.
fn small(survey: &Survey, world: &World, every: usize) -> BTreeMap<String, u32> {
    let whole = plan(&survey.pack, &survey.pack.rounds[0], &world.tree, &world.people);
    whole.into_iter().step_by(every).collect()
}

#[test]
fn every_synthetic_interview_is_a_sound_record_of_its_form_and_always_the_same() {
    let world = world();
    for folder in ["perception", "service-watch", "civact"] {
        let survey = survey(folder);
        let (story, plan) = (&world.stories[&survey.pack.id], small(&survey, &world, 9));
        let round = &survey.pack.rounds[0].id;
        let interviews = Interviews::new(&survey, story, &world.places, round, &plan, 1).unwrap();
        for number in (0..interviews.len()).step_by(interviews.len() / 40) {
            let one = interviews.hold(number).unwrap();
            assert_eq!(one, interviews.hold(number).unwrap(), "{folder} {number}");
            assert!(one.xml.contains("SYNTH"), "{folder} {number}");
            assert!(
                one.answers.contains_key("start") && one.answers["end"] > one.answers["start"],
                "{:?}",
                one.answers
            );
            let agreed =
                one.answers.get("consent").is_none_or(|said| said != "no") || folder == "service-watch";
            assert!(agreed || one.answers.len() < 9, "{:?}", one.answers);
        }
        let others = Interviews::new(&survey, story, &world.places, round, &plan, 2).unwrap();
        assert_ne!(interviews.hold(0).unwrap(), others.hold(0).unwrap());
        assert!(interviews.hold(interviews.len()).is_err());
        assert!(Interviews::new(&survey, story, &world.places, "never", &plan, 1).is_err());
    }
}

#[test]
fn telephones_get_the_communes_in_which_a_survey_is_held() {
    let world = world();
    let list =
        |folder: &str| String::from_utf8(acts::survey::places_csv(&survey(folder), &world.places)).unwrap();
    let perception = list("perception");
    assert_eq!(perception.lines().count(), 278, "277 communes and the head");
    assert!(perception.starts_with("name,label\n"));
    assert!(perception.contains("(Mopti)\"\n") && !perception.contains("(Kayes)\"\n"));
    let rows = xforms::Rows::from_csv(perception.as_bytes());
    assert!(rows.is_ok());
    assert!(list("civact").lines().count() < 100);
}

#[test]
fn three_surveys_give_figures_that_may_be_published() {
    let world = world();
    for (folder, every) in [("perception", 20), ("service-watch", 6), ("civact", 12)] {
        let survey = survey(folder);
        let plan = small(&survey, &world, every);
        let round = &survey.pack.rounds[0].id;
        let interviews =
            Interviews::new(&survey, &world.stories[&survey.pack.id], &world.places, round, &plan, 1)
                .unwrap();
        let mut gathering = Gathering::new(&survey.pack, &survey.fields);
        for number in 0..interviews.len() {
            let held = interviews.hold(number).unwrap();
            gathering.add(
                |question| held.answers.get(question).map(String::as_str),
                |code| {
                    world.places.get(code)?.ancestor_at(Level::Commune).map(|place| place.code().to_owned())
                },
            );
        }
        assert_eq!(gathering.unknown(), 0, "{folder}");
        let frame = gathering.frame();
        let study = Study::new(&survey.pack, &frame, &world.tree, &world.people, &|_| false).unwrap();
        assert!(study.interviews() > interviews.len() * 8 / 10, "{folder}: {}", study.interviews());
        assert!(study.weights().cost() < 2.5, "{folder}: {}", study.weights().cost());
        for indicator in &survey.pack.indicators {
            let results = study.indicator(indicator).unwrap();
            assert_eq!(results.len(), indicator.by.len());
            let sheet = &results[0].sheet;
            let cell =
                sheet.cell(sheet.whole(), "yes").unwrap_or_else(|| panic!("{folder}: {}", indicator.id));
            let reading = Reading::of(Some(&cell), Voice::from(survey.pack.sample.reach));
            assert_ne!(reading.key, "survey-reading-hidden");
            let by_place = results.iter().find(|result| result.by == BY_PLACE);
            assert!(
                by_place.is_none_or(|result| result.sheet.rows().count() > 3),
                "{folder}: {}",
                indicator.id
            );
        }
        for table in &survey.pack.tables {
            study.table(table).unwrap();
        }
        for ranking in &survey.pack.rankings {
            let order = &study.ranking(ranking).unwrap()[0].1[0].order;
            assert!(order.len() > 3, "{folder}: {order:?}");
            assert!(order.iter().all(|(_, best, worst)| best <= worst));
        }
    }
}

/// Seconds since 1970 of a time as `2026-11-12T09:30:00.000+00:00`.
fn seconds(time: &str) -> i64 {
    let parts: Vec<i64> = time[..19].split(['-', 'T', ':']).map(|part| part.parse().unwrap()).collect();
    let month = kernel::Month::try_from(parts[1] as u8).unwrap();
    let day = Date::from_calendar_date(parts[0] as i32, month, parts[2] as u8).unwrap();
    Timestamp::start_of(day).0 / 1_000 + parts[3] * 3_600 + parts[4] * 60 + parts[5]
}

#[test]
fn a_few_synthetic_interviews_bear_each_sign_and_most_bear_none() {
    let world = world();
    let survey = survey("perception");
    let plan = small(&survey, &world, 6);
    let round = &survey.pack.rounds[0].id;
    let interviews =
        Interviews::new(&survey, &world.stories["perception"], &world.places, round, &plan, 1).unwrap();
    let (mut gathering, mut seen) = (Gathering::new(&survey.pack, &survey.fields), Vec::new());
    for number in 0..interviews.len() {
        let held = interviews.hold(number).unwrap();
        let said = |question: &str| held.answers.get(question).map(String::as_str);
        gathering.add(said, |code| Some(code.to_owned()));
        let point = said("position").map(|position| {
            let mut parts = position.split(' ').map(|part| part.parse().unwrap());
            (parts.next().unwrap(), parts.next().unwrap())
        });
        let place = world.places.get(said("place").unwrap()).unwrap().position();
        let (began, ended) = (seconds(said("start").unwrap()), seconds(said("end").unwrap()));
        assert_eq!(held.ended.0 / 1_000, ended);
        seen.push(Interview { time: Some((began, ended)), held_at: point, place });
    }
    let frame = gathering.frame();
    let study = Study::new(&survey.pack, &frame, &world.tree, &world.people, &|_| false).unwrap();
    let signs = study.signs(&seen, 0).unwrap();
    let bear = |is: fn(&Sign) -> bool| signs.iter().filter(|signs| signs.iter().any(is)).count();
    for (name, few) in [
        ("short", bear(|sign| matches!(sign, Sign::Short(_)))),
        ("night", bear(|sign| matches!(sign, Sign::Night(_)))),
        ("far", bear(|sign| matches!(sign, Sign::Far(_)))),
        ("alike", bear(|sign| matches!(sign, Sign::Alike(..)))),
        ("straight", bear(|sign| matches!(sign, Sign::Straight(_)))),
    ] {
        assert!((5..signs.len() / 20).contains(&few), "{name}: {few} of {}", signs.len());
    }
    assert!(signs.iter().filter(|signs| signs.is_empty()).count() > signs.len() * 9 / 10);
}
