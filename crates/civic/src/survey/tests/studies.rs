//! A whole round of the shipped perception survey, with answers made so that a person can work out the figures.

use super::super::quality::{Interview, Sign};
use super::*;
use crate::pack::{FieldSeen, SurveyPack, tests::survey::seen};
use crate::publication::PlaceTree;
use std::collections::BTreeMap;

const TOML: &str = include_str!("../../../../../packs/perception/pack.toml");
const FORM: &str = include_str!("../../../../../packs/perception/form.xml");
const PLACES: &str = include_str!("../../../../../data/places/ml/places.csv");
const PLACE_SEX: &str = include_str!("../../../../../data/population/ml/place_sex.csv");
const AGE_SEX: &str = include_str!("../../../../../data/population/ml/age_sex.csv");

fn country() -> PlaceTree {
    let rows: Vec<Vec<&str>> = PLACES.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let listed = rows
        .iter()
        .filter_map(|row| Some((row[0], row[5].parse().ok().filter(|level: &u8| *level < 4)?, row[4])));
    PlaceTree::new(
        listed.map(|(code, level, parent)| (code, level, Some(parent).filter(|parent| !parent.is_empty()))),
    )
    .unwrap()
}

fn people() -> Population {
    Population::read(PLACE_SEX, AGE_SEX).unwrap()
}

fn pack() -> (SurveyPack, Vec<FieldSeen>) {
    (SurveyPack::read("pack.toml", TOML).unwrap(), seen(FORM))
}

/// Three communes of Djenné and three of Gao, sixty people in each: women and men by turns, ages going round, one of three households
/// with two adults. In Djenné everybody trusts the police, in Gao nobody does.
fn round(pack: &SurveyPack, fields: &[FieldSeen]) -> Frame {
    let mut gathering = Gathering::new(pack, fields);
    let ages = ["19", "28", "40", "55", "70"];
    for (at, place) in
        ["ML050301", "ML050302", "ML050303", "ML070301", "ML070302", "ML070303"].iter().enumerate()
    {
        for person in 0..60 {
            let answers: BTreeMap<&str, &str> = [
                ("place", *place),
                ("consent", if person == 59 { "no" } else { "yes" }),
                ("sex", ["female", "male"][person % 2]),
                ("age", ages[person % 5]),
                ("adults", if person % 3 == 0 { "2" } else { "1" }),
                (
                    "trust_police",
                    match (person % 10, at) {
                        (9, _) => "unknown",
                        (_, 0..3) => "somewhat",
                        _ => "not_at_all",
                    },
                ),
                ("knows_policy", if person < 30 { "yes" } else { "unknown" }),
                ("mechanisms", "cofo ccr"),
                ("setting", "Somebody’s words"),
            ]
            .into();
            gathering.add(|question| answers.get(question).copied(), |code| Some(code.to_owned()));
        }
    }
    assert_eq!(gathering.unknown(), 360, "words are no choice");
    gathering.frame()
}

#[test]
fn a_round_is_weighed_so_that_it_looks_like_the_people_of_its_places() {
    let (pack, fields) = pack();
    let frame = round(&pack, &fields);
    let (country, people) = (country(), people());
    let study = Study::new(&pack, &frame, &country, &people, &|record| record == 0).unwrap();
    assert_eq!(study.interviews(), 360 - 6 - 1);
    assert_eq!(study.held()["ML050301"], 58);
    let total: f64 = study.weights().of().iter().sum();
    // Women and men of the two cercles have the shares of the census, to within what trimming gives up.
    let adults = |cercle: &str, sex| -> f64 {
        let inside = people.places().filter(|code| country.no_finer(code, 2) == Some(cercle));
        inside.map(|code| people.people_from(code, sex, 18)).sum()
    };
    let [djenne, gao] =
        ["ML0503", "ML0703"].map(|cercle| [Sex::Female, Sex::Male].map(|sex| adults(cercle, sex)));
    let all: f64 = djenne.iter().chain(&gao).sum();
    let weight = |is: &dyn Fn(usize) -> bool| -> f64 {
        let of = study.weights().of();
        (0..360).filter(|record| is(*record)).map(|record| of[record]).sum()
    };
    close(weight(&|record| record < 180) / total, djenne.iter().sum::<f64>() / all, 0.02);
    let (sexes, _) = study.group("sex").unwrap();
    close(weight(&|record| sexes[record] == 0) / total, (djenne[0] + gao[0]) / all, 0.02);
    // Of the women, the young have the share of the young women of the country.
    let (ages, _) = study.group("age").unwrap();
    let young =
        weight(&|record| sexes[record] == 0 && ages[record] == 0) / weight(&|record| sexes[record] == 0);
    let census = people.aged(Sex::Female, 18, 25) as f64 / people.aged(Sex::Female, 18, u16::MAX) as f64;
    close(young, census, 0.02);
}

#[test]
fn an_indicator_is_the_weighted_share_of_its_answers_in_its_base() {
    let (pack, fields) = pack();
    let frame = round(&pack, &fields);
    let study = Study::new(&pack, &frame, &country(), &people(), &|_| false).unwrap();
    let indicator = |id: &str| pack.indicators.iter().find(|indicator| indicator.id == id).unwrap();
    let results = study.indicator(indicator("trust_police")).unwrap();
    assert_eq!(results.iter().map(|result| result.by.as_str()).collect::<Vec<_>>(), ["sex", "age", "place"]);
    let whole = results[0].sheet.cell("", "yes").unwrap().estimate();
    // Whoever said a thing weighs; whoever does not know is not in the base.
    let said = |record: &usize| record % 60 % 10 != 9;
    let weight = |range: std::ops::Range<usize>| {
        range.filter(said).map(|record| study.weights().of()[record]).sum::<f64>()
    };
    close(whole.share, weight(0..180) / weight(0..360), 1e-3);
    assert_eq!(whole.base, 325);
    // In Djenné all trust the police: that nobody does not is not told of a place.
    let places = &results[2].sheet;
    assert_eq!(places.whole(), "ML");
    assert_eq!((places.cell("ML0503", "yes"), places.cell("ML0503", "no")), (None, None));
    close(places.cell("ML", "yes").unwrap().estimate().share, whole.share, 1e-9);
    // Not knowing counts as not knowing the policy: half of them do.
    let knows =
        study.indicator(indicator("knows_policy")).unwrap()[0].sheet.cell("", "yes").unwrap().estimate();
    close(knows.share, 0.5, 0.03);
    assert_eq!(knows.base, 355);
}

#[test]
fn a_table_leaves_out_what_says_nothing_and_a_question_nobody_answered_has_no_figures() {
    let (pack, fields) = pack();
    let frame = round(&pack, &fields);
    let study = Study::new(&pack, &frame, &country(), &people(), &|_| false).unwrap();
    let table = |question: &str| pack.tables.iter().find(|table| table.question == question).unwrap();
    let trust = study.table(table("trust_police")).unwrap();
    assert_eq!(trust[0].sheet.codes(), ["a_lot", "somewhat", "a_little", "not_at_all"]);
    assert_eq!(trust[1].sheet.rows().collect::<Vec<_>>(), ["", "18-24", "25-34", "35-49", "50-64", "65+"]);
    let none = study.table(table("response_to_attack")).unwrap();
    assert!(none[0].sheet.codes().iter().all(|code| none[0].sheet.cell("", code).is_none()));
    let ranked = study.ranking(&pack.rankings[0]).unwrap();
    assert!(ranked[0].1.iter().all(|row| row.order.is_empty()));
}

#[test]
fn columns_go_through_segments_unchanged() {
    let (pack, fields) = pack();
    let frame = round(&pack, &fields);
    let segments = frame.segments().unwrap();
    assert_eq!(segments.len(), pack.questions.len());
    let columns = segments
        .iter()
        .map(|(question, bytes)| ((*question).to_owned(), Column::from_segment(bytes).unwrap().0));
    let read = Frame::new(frame.codebook().clone(), columns.collect()).unwrap();
    assert_eq!(read, frame);
    let uneven = [("a", 1), ("b", 2)].map(|(name, records)| (name.to_owned(), Column::One(vec![0; records])));
    assert_eq!(Frame::new(Codebook::default(), uneven.into()), Err(SurveyError::Lengths));
    assert_eq!(read.column("never"), Err(SurveyError::UnknownQuestion("never".to_owned())));
}

#[test]
fn the_plan_gives_every_commune_of_the_programme_its_share() {
    let (pack, _) = pack();
    let (country, people) = (country(), people());
    let plan = plan(&pack, &pack.rounds[0], &country, &people);
    assert_eq!(plan.values().sum::<u32>(), 20_000);
    // As many communes as the programme counts in its 21 cercles.
    assert_eq!(plan.len(), 277);
    assert!(plan.values().all(|wanted| *wanted >= 12));
    assert!(
        plan.keys().all(|code| pack.sample.places.contains(&country.no_finer(code, 2).unwrap().to_owned()))
    );
    // Gao, the largest town among them, has more than its least by far.
    assert!(plan.values().max() > Some(&300));
}

#[test]
fn a_round_under_way_tells_its_quotas_its_signs_and_its_agreement() {
    let (pack, fields) = pack();
    let frame = round(&pack, &fields);
    let study = Study::new(&pack, &frame, &country(), &people(), &|_| false).unwrap();
    let quotas = study.quotas();
    // The one of sixty who refuses is a man.
    assert_eq!((quotas[0].held, quotas[0].of, quotas[0].points_off), (180, 354, 1));
    let mut interviews = vec![Interview::default(); 360];
    interviews[7].time = Some((1_793_534_400, 1_793_534_460));
    let signs = study.signs(&interviews, 0).unwrap();
    assert!(signs[7].contains(&Sign::Short(1)));
    assert!(signs[8].iter().all(|sign| !matches!(sign, Sign::Short(_))));
    assert_eq!(study.signs(&[], 0), Err(SurveyError::Lengths));
    let agreed = backchecked(&pack, &frame, &frame).unwrap();
    assert_eq!(agreed.len(), 5);
    let sex = agreed.iter().find(|(question, _)| *question == "sex").unwrap().1.unwrap();
    assert_eq!((sex.same.share, sex.kappa), (1.0, Some(1.0)));
    assert_eq!(agreed.iter().find(|(question, _)| *question == "setting").unwrap().1, None);
}
