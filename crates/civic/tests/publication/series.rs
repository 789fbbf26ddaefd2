//! Releases as a series: what is frozen, what is late, what is refused, what can be stored.

use super::world::{Dice, Fact, World, due, opening, place_code, quarter, shown};
use civic::publication::{
    Base, Edition, FinestPeriod, FinestPlace, Ledger, Measure, OfficeFact, OfficeMeasure, Period, PlaceTree,
    PublicFact, PublicationError, PublicationRule, Release, Shown,
};
use proptest::prelude::*;

fn house() -> PublicationRule {
    PublicationRule::house()
}

/// One region with one cercle of three communes, and `n` facts in the first quarter in each of the three.
fn three_communes(n: [usize; 3]) -> World {
    let (parents, levels) = World::tree(&[1, 1, 3]);
    let facts = n
        .iter()
        .enumerate()
        .flat_map(|(commune, n)| {
            (0..*n).map(move |_| Fact { place: 3 + commune, service: Some(0), quarter: 0 })
        })
        .collect();
    World { parents, levels, services: 2, quarters: 1, facts }
}

const FIRST: Period = Period::Quarter(civic::publication::Quarter { year: 2031, quarter: 1 });

#[test]
fn nought_and_nine_look_alike_and_ten_is_shown() {
    for (n, expected) in [(0, None), (9, None), (10, Some(10)), (12, Some(10)), (13, Some(15))] {
        let edition = three_communes([n, 40, 40]).series(house()).remove(0);
        let first = shown(&edition.release, 3, None, FIRST);
        match expected {
            // Three shown communes of a shown cercle are three counts in the open, which is what they are.
            Some(count) => assert_eq!(first, Some(count)),
            None => assert_eq!(first, None),
        }
    }
}

#[test]
fn a_lone_small_commune_takes_a_larger_one_into_hiding() {
    let release = three_communes([4, 40, 60]).series(house()).remove(0).release;
    assert_eq!(shown(&release, 2, None, FIRST), Some(105), "the cercle");
    let communes: Vec<_> = (3..6).map(|commune| shown(&release, commune, None, FIRST)).collect();
    assert_eq!(communes, [None, None, Some(60)], "40 is the smaller price");
}

#[test]
fn a_period_is_published_on_the_sixtieth_day_after_its_end_and_not_a_day_before() {
    let ledger = three_communes([40, 40, 40]).ledger(house());
    let early = ledger.release(due(0).previous_day().unwrap(), None).unwrap();
    assert_eq!((early.release.periods().len(), early.release.cells().count()), (0, 0));
    let release = ledger.release(due(0), Some(&early)).unwrap().release;
    assert_eq!(release.periods(), [FIRST, Period::Through(quarter(0))]);
    assert_eq!(shown(&release, 0, None, FIRST), Some(120));
}

#[test]
fn one_more_case_in_a_later_quarter_changes_no_figure_already_published() {
    let world = World::small(11, 6);
    let before = world.series(house());
    let mut more = world.clone();
    more.facts.push(Fact { place: world.parents.len() - 1, service: Some(0), quarter: 5 });
    let ledger = more.ledger(house());
    let after = ledger.release(due(5), Some(&before[4])).unwrap();
    for cell in before[4].release.cells() {
        let again = after.release.cell(cell.place(), cell.service(), cell.period(), cell.measure());
        assert_eq!(again, Shown::Count(cell.count()));
    }
    assert!(before[4].release.cells().count() > 0);
}

#[test]
fn a_late_fact_and_an_erased_one_leave_the_published_quarter_as_it_was_and_the_late_one_is_told_to_the_operator()
 {
    let world = three_communes([20, 40, 60]);
    let first = world.series(house()).remove(0);
    let mut changed = world.clone();
    changed.facts.retain(|fact| fact.place != 4);
    changed.facts.extend((0..30).map(|_| Fact { place: 3, service: Some(0), quarter: 0 }));
    let fresh = |place| (0..50).map(move |_| Fact { place, service: Some(0), quarter: 1 });
    changed.facts.extend((3..6).flat_map(fresh));
    changed.quarters = 2;
    let second = changed.ledger(house()).release(due(1), Some(&first)).unwrap();
    assert_eq!(second.base.late(), 30);
    for commune in 0..6 {
        let place = place_code(commune);
        let ask = |release: &Release| release.cell(&place, None, FIRST, Measure::Received);
        assert_eq!(ask(&second.release), ask(&first.release));
    }
    let total = shown(&second.release, 0, None, Period::Through(quarter(1)));
    assert_eq!(total, Some(20 + 40 + 60 + 3 * 50), "the running total adds to what was published");
}

#[test]
fn a_release_after_nothing_new_is_due_repeats_the_last_one() {
    let editions = World::small(3, 4).series(house());
    let last = editions.last().unwrap();
    let again = World::small(3, 4).ledger(house()).release(due(3).next_day().unwrap(), Some(last)).unwrap();
    assert!(again.release.cells().eq(last.release.cells()));
    assert_eq!(again.release.as_of(), due(3).next_day().unwrap());
}

#[test]
fn a_report_that_knows_only_its_region_counts_there_and_above_and_nowhere_below() {
    let (parents, levels) = World::tree(&[2, 2, 2]);
    let at = |place: usize, n: usize| (0..n).map(move |_| Fact { place, service: Some(0), quarter: 0 });
    let facts = at(1, 30).chain(at(2, 50)).chain(at(0, 20)).collect();
    let world = World { parents, levels, services: 1, quarters: 1, facts };
    let release = world.series(house()).remove(0).release;
    assert_eq!(shown(&release, 1, None, FIRST), Some(30));
    assert_eq!(shown(&release, 2, None, FIRST), Some(50));
    assert_eq!(shown(&release, 0, None, FIRST), Some(100));
    for below in 3..world.parents.len() {
        assert_eq!(shown(&release, below, None, FIRST), None);
    }
}

#[test]
fn a_rule_for_region_and_year_shows_nothing_finer() {
    let rule =
        PublicationRule { finest_place: FinestPlace::Region, finest_period: FinestPeriod::Year, ..house() };
    let world = World::country(5, 4_000, 8);
    let release = world.ledger(rule).release(due(7), None).unwrap().release;
    assert!(release.cells().count() > 20);
    assert!(release.places().all(|(_, level)| level <= 1));
    assert!(release.cells().all(|cell| !matches!(cell.period(), Period::Quarter(_))));
    assert_eq!(release.quarters().count(), 0);
    assert_eq!(release.years().collect::<Vec<_>>(), [2031, 2032]);
}

#[test]
fn each_measure_counts_in_the_quarter_when_it_happened() {
    let world = three_communes([0, 0, 0]);
    let mut ledger = world.ledger(house());
    let happened = [
        (Measure::Received, 0, 40),
        (Measure::Received, 1, 60),
        (Measure::Closed, 0, 15),
        (Measure::Closed, 1, 80),
    ];
    for (measure, at, n) in happened {
        for _ in 0..n {
            let fact = PublicFact { place: None, service: None, day: quarter(at).last_day(), measure };
            ledger.count(&fact).unwrap();
        }
    }
    let release = ledger.release(due(1), None).unwrap().release;
    for (measure, at, n) in happened {
        let cell = release.cell("P0000", None, Period::Quarter(quarter(at)), measure);
        assert_eq!(cell, Shown::Count(n), "{measure:?} in quarter {at}");
    }
}

#[test]
fn an_answer_record_is_shown_line_by_line_from_ten_on() {
    let world = three_communes([0, 0, 0]);
    let mut ledger =
        Ledger::new(house(), opening(), world.place_tree(), [], ["health", "land", "roads"]).unwrap();
    let mut count = |office, measure, n: usize| {
        for _ in 0..n {
            ledger.count_office(&OfficeFact { office, day: opening(), measure }).unwrap();
        }
    };
    count("health", OfficeMeasure::Received, 41);
    count("health", OfficeMeasure::Overdue, 22);
    count("health", OfficeMeasure::Answered, 4);
    count("land", OfficeMeasure::Received, 3);
    count("roads", OfficeMeasure::Received, 30);
    let release = ledger.release(due(0), None).unwrap().release;
    let health = release.office("health", FIRST);
    assert_eq!(health.received(), Shown::Count(40));
    assert_eq!(health.answered(), Shown::Fewer);
    assert!(release.office("land", FIRST).is_empty());
    assert!(release.office("no such office", FIRST).is_empty());
    assert_eq!(release.all_offices(FIRST).received(), Shown::Count(75));
    // With "land" at 3 under a shown total, a second body must be hidden; it is the smaller one.
    assert!(release.office("roads", FIRST).is_empty());
    assert_eq!(release.offices().collect::<Vec<_>>(), ["health", "land", "roads"]);
}

#[test]
fn a_ledger_refuses_what_it_cannot_place() {
    let mut ledger = three_communes([1, 1, 1]).ledger(house());
    let fact = PublicFact { place: None, service: None, day: opening(), measure: Measure::Received };
    let unknown_place = PublicFact { place: Some("nowhere"), ..fact };
    let unknown_service = PublicFact { service: Some("nothing"), ..fact };
    let day = opening().previous_day().unwrap();
    assert_eq!(ledger.count(&unknown_place), Err(PublicationError::UnknownPlace("nowhere".to_owned())));
    assert_eq!(ledger.count(&unknown_service), Err(PublicationError::UnknownService("nothing".to_owned())));
    assert_eq!(ledger.count(&PublicFact { day, ..fact }), Err(PublicationError::BeforeOpening(day)));
    let office = OfficeFact { office: "nobody", day: opening(), measure: OfficeMeasure::Received };
    assert_eq!(ledger.count_office(&office), Err(PublicationError::UnknownOffice("nobody".to_owned())));
    assert!(matches!(
        PlaceTree::new([("A", 0, None), ("B", 1, Some("C"))]),
        Err(PublicationError::BrokenPlaces(code)) if code == "B"
    ));
}

#[test]
fn a_series_refuses_another_rule_a_moved_place_and_a_step_back() {
    let world = three_communes([20, 20, 20]);
    let first = world.series(house()).remove(0);
    let loose = PublicationRule { threshold: 5, ..house() };
    assert!(matches!(
        world.ledger(loose).release(due(1), Some(&first)),
        Err(PublicationError::OtherSeries(_))
    ));
    assert!(matches!(
        world.ledger(house()).release(opening(), Some(&first)),
        Err(PublicationError::Backwards { .. })
    ));
    let mut moved = world.clone();
    moved.parents[5] = Some(1);
    assert!(matches!(
        moved.ledger(house()).release(due(1), Some(&first)),
        Err(PublicationError::PlaceMoved(code)) if code == place_code(5)
    ));
}

#[test]
fn a_body_a_service_and_a_place_that_are_new_silence_nothing_that_was_shown_and_get_figures_of_their_own() {
    let entries = [("ML", 0, None), ("A", 1, Some("ML")), ("B", 1, Some("ML")), ("C", 1, Some("ML"))];
    let fill = |known: usize, quarters: usize| {
        let tree = PlaceTree::new(entries[..1 + known].iter().copied()).unwrap();
        let services = &["health", "land", "roads"][..known];
        let offices = &["first", "second", "third"][..known];
        let mut ledger =
            Ledger::new(house(), opening(), tree, services.iter().copied(), offices.iter().copied()).unwrap();
        for at in 0..quarters {
            // The third of each appears with the second quarter.
            for which in 0..if at == 0 { 2 } else { 3 } {
                for service in services.iter().take(if at == 0 { 2 } else { 3 }) {
                    for _ in 0..30 {
                        let (place, day) = (Some(entries[1 + which].0), quarter(at).last_day());
                        let fact =
                            PublicFact { place, service: Some(service), day, measure: Measure::Received };
                        ledger.count(&fact).unwrap();
                        let measure = OfficeMeasure::Received;
                        ledger.count_office(&OfficeFact { office: offices[which], day, measure }).unwrap();
                    }
                }
            }
        }
        ledger
    };
    let first = fill(2, 1).release(due(0), None).unwrap();
    let second = fill(3, 2).release(due(1), Some(&first)).unwrap().release;
    let then = Period::Quarter(quarter(1));
    for place in ["ML", "A", "B", "C"] {
        assert!(second.cell(place, None, then, Measure::Received).count().is_some(), "{place}");
    }
    assert_eq!(second.cell("C", Some("roads"), then, Measure::Received), Shown::Count(30));
    assert_eq!(second.office("third", then).received(), Shown::Count(90));
    assert_eq!(second.office("third", FIRST).received(), Shown::Fewer);
    assert_eq!(second.office("first", FIRST).received(), Shown::Count(60));
}

#[test]
fn stored_bytes_come_back_as_they_were_and_forged_ones_do_not() {
    let edition = World::small(7, 5).series(house()).pop().unwrap();
    let bytes = edition.release.write();
    assert_eq!(Release::read(&bytes).unwrap(), edition.release);
    assert_eq!(Base::read(&edition.base.write()).unwrap(), edition.base);
    let forge = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        change(&mut value);
        Release::read(&serde_json::to_vec(&value).unwrap())
    };
    assert!(forge(&|_| ()).is_ok());
    type Change = fn(&mut serde_json::Value);
    let forgeries: [(&str, Change); 7] = [
        ("below the threshold", |v| v["cells"][0][4] = 5.into()),
        ("off the base", |v| v["cells"][0][4] = 23.into()),
        ("a place not listed", |v| v["cells"][0][0] = 9999.into()),
        ("a measure not known", |v| v["cells"][0][3] = 77.into()),
        ("another version", |v| v["version"] = 99.into()),
        ("an extra field", |v| v["note"] = "trust me".into()),
        ("a parent after its child", |v| v["places"][1]["parent"] = 1.into()),
    ];
    for (why, change) in forgeries {
        assert!(matches!(forge(&change), Err(PublicationError::Unreadable(_))), "{why}");
    }
    assert!(Release::read(b"\xff\x00").is_err());
    assert!(Base::read(b"{}").is_err());
}

#[test]
fn a_series_goes_on_the_same_from_stored_bytes() {
    let world = World::small(19, 6);
    let straight = world.series(house());
    let stored = Edition {
        release: Release::read(&straight[3].release.write()).unwrap(),
        base: Base::read(&straight[3].base.write()).unwrap(),
    };
    let next = world.ledger(house()).release(due(4), Some(&stored)).unwrap();
    assert_eq!(next.release, straight[4].release);
}

#[test]
fn the_release_walks_its_places_and_periods() {
    let release = World::small(7, 5).series(house()).pop().unwrap().release;
    assert_eq!(release.country(), place_code(0));
    let below: Vec<_> = release.children(release.country()).collect();
    assert!(!below.is_empty());
    assert!(below.iter().all(|place| release.parent(place) == Some(release.country())));
    assert_eq!(release.quarters().collect::<Vec<_>>(), (0..5).map(quarter).collect::<Vec<_>>());
    assert_eq!(release.latest(), Some(Period::Through(quarter(4))));
    assert_eq!(release.running_total(release.country(), None, Measure::Received).unwrap().0, quarter(4));
    assert!(release.periods().is_sorted());
    assert_eq!(release.content_version(), civic::publication::CONTENT_VERSION);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_shown_figure_is_the_true_count_rounded_and_reaches_the_threshold(seed in 5_000u64..1_000_000) {
        let world = World::small(seed, 5);
        let release = world.series(house()).pop().unwrap().release;
        let lattice = super::attacker::Lattice::new(&world);
        let totals = lattice.totals();
        for ((place, service, quarters), count) in lattice.read(&world, &[&release]) {
            let n = totals[&(place, service, quarters)];
            prop_assert!(n >= 10 && n.abs_diff(count) <= 2 && count % 5 == 0);
        }
    }

    #[test]
    fn the_order_of_the_facts_changes_nothing(seed in 0u64..1_000_000) {
        let world = World::small(seed, 3);
        let mut shuffled = world.clone();
        let mut dice = Dice(seed);
        for at in (1..shuffled.facts.len()).rev() {
            let other = dice.below(at + 1);
            shuffled.facts.swap(at, other);
        }
        let last = |world: &World| world.series(house()).pop().unwrap();
        prop_assert_eq!(last(&world).release.write(), last(&shuffled).release.write());
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Release::read(&bytes).is_err());
    }
}
