use super::*;
use kernel::{Date, Month};
use proptest::prelude::*;

const HEADER: &str = "pcode,parent_pcode,level,name_fr\n";
const ZEDLAND: &str = "ZZ,,0,Zedland\nZZ1,ZZ,1,North\n";

fn first_problem(lines: &str) -> (u64, &'static str) {
    let problems = Places::read(format!("{HEADER}{lines}").as_bytes(), b"").unwrap_err().problems;
    (problems[0].line, problems[0].fault.key())
}

#[test]
fn all_places_of_mali_are_there_by_level() {
    let count = |level| mali().iter().filter(|place| place.level() == level).count();
    assert_eq!(Level::ALL.map(count), [1, 10, 53, 701, 18_769]);
    assert_eq!(mali().len(), 19_534);
    assert_eq!(mali().country().code(), "ML");
}

#[test]
fn a_village_has_the_parent_of_its_line_not_of_its_prefix() {
    let bambela = mali().get("ML010101001").unwrap();
    assert_eq!(bambela.parent().unwrap().code(), "ML010301");
    assert_eq!(bambela.scheme(), "ml-cod-2015");
    assert_eq!(bambela.path(), ["Kayes", "Kayes", "Bangassi", "Bambela"]);
    assert_eq!(
        bambela.ancestry(),
        Ancestry { region: Some("ML01"), cercle: Some("ML0103"), commune: Some("ML010301") }
    );
}

#[test]
fn a_commune_of_menaka_keeps_its_old_code_under_its_new_region() {
    let commune = mali().get("ML070402").unwrap();
    assert_eq!(commune.path(), ["Ménaka", "Inékar", "Inékar"]);
    assert_eq!(commune.ancestor_at(Level::Region).unwrap().code(), "ML10");
    assert_eq!(commune.ancestor_at(Level::Locality), None);
}

#[test]
fn one_code_means_two_communes_in_two_schemes() {
    let now = mali().get("ML010101").unwrap();
    let then = mali().in_scheme("ml-cod-2015", "ML010101").unwrap();
    assert_eq!((now.name(), then.name()), ("Bafoulabé", "Bangassi"));
    assert_eq!(mali().in_scheme("ml-cod-2017", "ML010101"), Some(now));
    assert_eq!(mali().in_scheme("ml-cod-1998", "ML010101"), None);
    assert_eq!(then.code(), "ML010301");
    assert_eq!(then.code_in("ml-cod-2015").unwrap().0, "ML010101");
}

#[test]
fn the_crosswalk_leads_there_and_back_for_every_commune() {
    let communes = mali().iter().filter(|place| place.level() == Level::Commune);
    let mut moved = 0;
    for commune in communes {
        let (old, period) = commune.code_in("ml-cod-2015").unwrap();
        assert_eq!(mali().in_scheme("ml-cod-2015", old), Some(commune));
        let first = Date::from_calendar_date(2017, Month::January, 1).unwrap();
        assert!(!period.contains(first) && commune.period().contains(first));
        moved += usize::from(old != commune.code());
    }
    assert_eq!(moved, 595);
}

#[test]
fn children_come_in_the_order_a_reader_looks_for_them() {
    let names: Vec<_> = mali().country().children().map(Place::name).collect();
    assert_eq!(
        names,
        ["Bamako", "Gao", "Kayes", "Kidal", "Koulikoro", "Ménaka", "Mopti", "Ségou", "Sikasso", "Tombouctou"]
    );
    let segou = mali().get("ML04").unwrap();
    let names: Vec<_> = segou.children().map(Place::name).collect();
    assert_eq!(names, ["Barouéli", "Bla", "Macina", "Niono", "San", "Ségou", "Tominian"]);
    assert!(segou.children().all(|child| child.parent() == Some(segou)));
    let below: usize = mali().iter().map(|place| place.children().len()).sum();
    assert_eq!(below, mali().len() - 1);
    assert_eq!(mali().get("ML010101001").unwrap().children().len(), 0);
}

#[test]
fn a_place_tells_what_the_table_knows() {
    let segou = mali().get("ML0406").unwrap();
    assert_eq!((segou.kind(), segou.population()), ("cercle", Some(904_366)));
    assert_eq!(segou.alt_names().collect::<Vec<_>>(), ["Segou"]);
    let village = mali().get("ML010101001").unwrap();
    assert_eq!(village.position(), Some((14.6311, -11.57371)));
    assert_eq!(village.population(), None);
}

#[test]
fn every_outline_is_of_a_place_with_the_same_parent() {
    let layers: [(&[u8], Level); 3] = [
        (include_bytes!("../../../../../data/places/ml/admin1_lite.geojson"), Level::Region),
        (include_bytes!("../../../../../data/places/ml/admin2_lite.geojson"), Level::Cercle),
        (include_bytes!("../../../../../data/places/ml/admin3_lite.geojson"), Level::Commune),
    ];
    for (bytes, level) in layers {
        let layer = formats::layer::Layer::read(bytes).unwrap();
        assert_eq!(layer.shapes().len(), mali().iter().filter(|place| place.level() == level).count());
        for shape in layer.shapes() {
            let place = mali().get(shape.code()).unwrap();
            assert_eq!((place.level(), place.name()), (level, shape.name()));
            assert_eq!(place.parent().unwrap().code(), shape.parent());
        }
    }
}

#[test]
fn another_country_needs_only_four_columns() {
    let places = Places::read(format!("{HEADER}{ZEDLAND}").as_bytes(), b"").unwrap();
    let north = places.get("ZZ1").unwrap();
    assert_eq!((north.scheme(), north.kind(), north.position()), ("zz-pcode", "", None));
    assert_eq!(north.period(), Period::default());
    assert_eq!(places.search("nort", None, 5), [north]);
}

#[test]
fn a_level_may_be_passed_over_and_lines_stand_in_any_order() {
    let table = "\u{feff}level,name,pcode,parent_pcode,extra\r\n4,Zed Town,ZZ11,ZZ1,x\r\n1,North,ZZ1,ZZ,\r\n0,Zedland,ZZ,,\r\n";
    let places = Places::read(table.as_bytes(), b"").unwrap();
    assert_eq!(places.get("ZZ11").unwrap().path(), ["North", "Zed Town"]);
    assert_eq!(places.get("ZZ11").unwrap().ancestry().cercle, None);
}

#[test]
fn each_fault_is_told_with_its_line() {
    let cases = [
        ("ZZ,,0,Zedland\nZZ1,ZX,1,North\n", (3, "orphan-parent")),
        ("ZZ,,0,Zedland\nZZ1,ZZ,1,North\nZZ1,ZZ,1,South\n", (4, "duplicate-code")),
        ("ZZ,,0,Zedland\nZZ1,ZZ,7,North\n", (3, "unknown-level")),
        ("ZZ,,0,Zedland\nZZ1,ZZ,x,North\n", (3, "unknown-level")),
        ("ZZ,,0,Zedland\nZZ1,ZZ2,2,North\nZZ2,ZZ1,2,South\n", (3, "parent-cycle")),
        ("ZZ,,0,Zedland\nZZ1,ZZ1,1,North\n", (3, "parent-cycle")),
        ("ZZ,,0,Zedland\nZZ1,ZZ,2,North\nZZ2,ZZ1,1,South\n", (4, "parent-not-above")),
        ("ZZ,,0,Zedland\nZZ1,,1,North\n", (3, "no-parent")),
        ("ZZ,,0,Zedland\nZY,,0,Yland\n", (3, "second-country")),
        ("ZZ,ZZ1,0,Zedland\nZZ1,ZZ,1,North\n", (1, "no-country")),
        ("", (1, "no-country")),
        ("ZZ,,0,Zedland\nZZ1,ZZ,1\n", (3, "not-csv")),
        ("ZZ,,0,Zedland\nZZ1,ZZ,1,\n", (3, "empty")),
        ("ZZ,,0,Zedland\n,ZZ,1,North\n", (3, "empty")),
        ("ZZ,,0,Zed\u{7}land\n", (2, "bad-text")),
    ];
    for (lines, problem) in cases {
        assert_eq!(first_problem(lines), problem, "{lines}");
    }
}

#[test]
fn numbers_and_days_are_checked() {
    let header = "pcode,parent_pcode,level,name_fr,lat,lon,population,valid_from,valid_to\n";
    let key = |cells: &str| {
        let table = format!("{header}ZZ,,0,Zedland,{cells}\n");
        Places::read(table.as_bytes(), b"").err().map(|error| error.problems[0].fault.key())
    };
    assert_eq!(key("12.5,-8,100,2021-12-20,"), None);
    assert_eq!(key("12.5,,,,"), Some("half-position"));
    assert_eq!(key("91,0,,,"), Some("bad-number"));
    assert_eq!(key("0,NaN,,,"), Some("bad-number"));
    assert_eq!(key(",,1 000,,"), Some("bad-number"));
    assert_eq!(key(",,-1,,"), Some("bad-number"));
    assert_eq!(key(",,,2021-02-30,"), Some("bad-date"));
    assert_eq!(key(",,,20-12-2021,"), Some("bad-date"));
    assert_eq!(key(",,,2021-12-20,2020-01-01"), Some("period-ends-before-it-begins"));
}

#[test]
fn a_fault_says_where_and_how_to_mend_it() {
    let error = Places::read(format!("{HEADER}ZZ,,0,Zedland\nZZ1,ZX,1,North\n").as_bytes(), b"").unwrap_err();
    assert_eq!(
        error.to_string(),
        "places.csv:3: the parent `ZX` is in no line of this table; add it or mend `parent_pcode`"
    );
}

#[test]
fn a_table_of_the_wrong_kind_is_told_apart() {
    let key = |bytes: &[u8]| Places::read(bytes, b"").unwrap_err().problems[0].fault.key();
    assert_eq!(key(b"pcode;parent_pcode;level;name_fr\nZZ;;0;Zedland\n"), "missing-column");
    assert_eq!(key(b"pcode,parent_pcode,level,name_fr\nZZ,,0,S\xe9gou\n"), "not-utf8");
    assert_eq!(key(b"\x00\xff\xfe binary"), "not-utf8");
    assert_eq!(key(b""), "missing-column");
}

#[test]
fn no_more_problems_are_gathered_than_a_person_reads() {
    let lines: String = (0..500).map(|number| format!("ZZ{number},nowhere,1,North\n")).collect();
    let error = Places::read(format!("{HEADER}ZZ,,0,Zedland\n{lines}").as_bytes(), b"").unwrap_err();
    assert_eq!(error.problems.len(), PlacesError::SHOWN);
    assert_eq!(error.problems[0].line, 3);
}

#[test]
fn the_crosswalk_is_checked_against_the_places() {
    let read = |lines: &str| {
        let crosswalk = format!("pcode,scheme,code\n{lines}");
        Places::read(format!("{HEADER}{ZEDLAND}").as_bytes(), crosswalk.as_bytes())
    };
    let key = |lines: &str| {
        let problem = read(lines).unwrap_err().problems.remove(0);
        (problem.source_table, problem.line, problem.fault.key())
    };
    assert_eq!(key("ZX,old,1\n"), (Source::Crosswalk, 2, "unknown-place"));
    assert_eq!(key("ZZ1,old,1\nZZ,old,1\n"), (Source::Crosswalk, 3, "duplicate-code"));
    assert_eq!(key("ZZ1,,1\n"), (Source::Crosswalk, 2, "empty"));
    let places = read("ZZ1,old,1\nZZ1,older,1\n").unwrap();
    assert_eq!(places.in_scheme("older", "1"), places.get("ZZ1"));
    assert_eq!(places.get("1"), None);
    assert_eq!(places.schemes().collect::<Vec<_>>(), ["zz-pcode", "old", "older"]);
}

proptest! {
    #[test]
    fn reading_any_bytes_ends_in_places_or_an_error(bytes: Vec<u8>) {
        let mut table = HEADER.as_bytes().to_vec();
        table.extend(&bytes);
        if let Err(error) = Places::read(&table, &bytes) {
            prop_assert!(!error.problems.is_empty());
        }
    }

    #[test]
    fn a_tree_of_any_parents_is_read_or_refused(parents in prop::collection::vec((0..12_usize, 0..5_u8), 1..12)) {
        let lines: String = parents
            .iter()
            .enumerate()
            .map(|(at, (parent, level))| {
                let parent = if at == 0 { String::new() } else { format!("P{parent}") };
                format!("P{at},{parent},{},Name\n", if at == 0 { 0 } else { *level })
            })
            .collect();
        if let Ok(places) = Places::read(format!("{HEADER}{lines}").as_bytes(), b"") {
            for place in places.iter() {
                prop_assert!(place.upwards().count() <= 5);
                prop_assert_eq!(place.upwards().last().map(Place::code), Some("P0"));
            }
        }
    }
}
