use super::*;
use crate::publication::{PlaceTree, PublicationRule};

fn names(all: &[&str]) -> Vec<String> {
    all.iter().map(|name| (*name).to_owned()).collect()
}

fn codes(many: bool, values: &[&str]) -> Codes {
    Codes { many, values: names(values) }
}

#[test]
fn an_answer_of_few_people_is_not_shown_nor_can_it_be_worked_out() {
    // Women: 40 yes, 30 no, 4 unsure; men: 50, 60, 20.
    let (answers, design) = clusters(&[&[40, 30, 4], &[50, 60, 20]]);
    let sex: Vec<u16> = design.unit().to_vec();
    let tally = Tally::count(&answers, 3, Some((&sex, 2)), &[1.0; 204], &design).unwrap();
    let sexes = names(&["female", "male"]);
    let rule = PublicationRule::house();
    let sheet = Sheet::cut(&tally, &codes(false, &["yes", "no", "unsure"]), Breakdown::Groups(&sexes), &rule)
        .unwrap();
    assert_eq!(sheet.rows().collect::<Vec<_>>(), ["", "female", "male"]);
    assert_eq!((sheet.base(""), sheet.base("female")), (Some(205), Some(75)));
    assert_eq!(sheet.cell("female", "unsure"), None);
    let shown = |of: &str| ["yes", "no", "unsure"].map(|code| sheet.cell(of, code).is_some());
    // 74 less what is shown would give the 4 away, and so would the 24 of both less the 20 of men.
    assert!(shown("female").iter().filter(|shown| **shown).count() < 2, "{:?}", shown("female"));
    assert!(!(shown("")[2] && shown("male")[2]));
    let yes = sheet.cell("", "yes").unwrap().estimate();
    close(yes.share, 90.0 / 204.0, 5e-4);
    assert_eq!(sheet.cell("", "never"), None);
    assert_eq!(sheet.cell("elsewhere", "yes"), None);
}

#[test]
fn of_several_answers_each_is_judged_with_its_opposite() {
    // 100 people: all but 3 name the first, 50 the second.
    let answers = Column::Many(
        (0..100).map(|person| u64::from(person >= 3) | (u64::from(person % 2 == 0) << 1) | 4).collect(),
    );
    let design = Design::new((0..100).map(|person| person / 10).collect(), vec![0; 10]).unwrap();
    let tally = Tally::count(&answers, 3, None, &[1.0; 100], &design).unwrap();
    let sheet = Sheet::cut(
        &tally,
        &codes(true, &["first", "second", "third"]),
        Breakdown::Groups(&[]),
        &PublicationRule::house(),
    )
    .unwrap();
    // That 97 of 100 named it says that 3 did not.
    assert_eq!(sheet.cell("", "first"), None);
    close(sheet.cell("", "second").unwrap().estimate().share, 0.5, 1e-9);
    // All 100 and therefore nobody: 0 is as small as 3.
    assert_eq!(sheet.cell("", "third"), None);
}

#[test]
fn places_are_rows_of_their_own_down_to_the_finest_that_the_rule_names() {
    let tree = PlaceTree::new([
        ("ML", 0, None),
        ("ML01", 1, Some("ML")),
        ("ML02", 1, Some("ML")),
        ("ML0101", 2, Some("ML01")),
        ("ML0102", 2, Some("ML01")),
        ("ML0201", 2, Some("ML02")),
    ])
    .unwrap();
    let (answers, design) = clusters(&[&[30, 20], &[25, 40], &[60, 15], &[12, 14]]);
    let tally = Tally::count(&answers, 2, None, &[1.0; 216], &design).unwrap();
    let places = [Some("ML0101"), Some("ML0102"), Some("ML0201"), None].map(|place| place.map(str::to_owned));
    let cut = |finest| {
        let rule = PublicationRule { finest_place: finest, ..PublicationRule::house() };
        Sheet::cut(&tally, &codes(false, &["yes", "no"]), Breakdown::Places(&tree, &places), &rule).unwrap()
    };
    let regions = cut(crate::publication::FinestPlace::Region);
    assert_eq!(regions.rows().collect::<Vec<_>>(), ["ML", "ML01", "ML02"]);
    close(regions.cell("ML01", "yes").unwrap().estimate().share, 55.0 / 115.0, 5e-4);
    close(regions.cell("ML", "yes").unwrap().estimate().share, 127.0 / 216.0, 5e-4);
    let cercles = cut(crate::publication::FinestPlace::Cercle);
    close(cercles.cell("ML0102", "yes").unwrap().estimate().share, 25.0 / 65.0, 5e-4);
    assert_eq!(cercles.base("ML0201"), Some(75));
}

#[test]
fn a_stored_sheet_is_the_sheet() {
    let (answers, design) = clusters(&[&[40, 30], &[50, 60]]);
    let tally = Tally::count(&answers, 2, None, &[1.0; 180], &design).unwrap();
    let rule = PublicationRule::house();
    let sheet = Sheet::cut(&tally, &codes(false, &["yes", "no"]), Breakdown::Groups(&[]), &rule).unwrap();
    let bytes = serde_json::to_string(&sheet).unwrap();
    assert_eq!(serde_json::from_str::<Sheet>(&bytes).unwrap(), sheet);
    assert_eq!(
        Sheet::cut(&tally, &codes(false, &["yes"]), Breakdown::Groups(&[]), &rule),
        Err(SurveyError::Lengths)
    );
}

#[test]
fn rounds_are_compared_from_what_is_public() {
    let round = |yes: usize| {
        let units: Vec<[usize; 2]> = (0..20).map(|unit| [yes + unit % 3, 100 - yes - unit % 3]).collect();
        let units: Vec<&[usize]> = units.iter().map(|unit| &unit[..]).collect();
        let (answers, design) = clusters(&units);
        let tally = Tally::count(&answers, 2, None, &[1.0; 2000], &design).unwrap();
        Sheet::cut(&tally, &codes(false, &["yes", "no"]), Breakdown::Groups(&[]), &PublicationRule::house())
            .unwrap()
    };
    let (before, after, same) = (round(40), round(48), round(41));
    let risen = after.change(&before, "", "yes").unwrap();
    close(risen.difference, 0.08, 1e-9);
    assert!(risen.is_significant());
    let (one, other) = (before.cell("", "yes").unwrap(), after.cell("", "yes").unwrap());
    assert_eq!(risen, Change::between(&one.estimate(), &other.estimate()));
    assert!(!same.change(&before, "", "yes").unwrap().is_significant());
    assert!(after.change(&before, "", "maybe").is_none());
}

#[test]
fn those_in_no_row_are_in_the_whole_and_cost_no_row_its_figures() {
    // Sixty women, sixty men, three of whom the sex is not known.
    let (answers, design) = by_lot((0..123).map(|person| person % 2).collect());
    let sex: Vec<u16> = (0..123).map(|person| if person < 120 { person / 60 } else { MISSING }).collect();
    let tally = Tally::count(&answers, 2, Some((&sex, 2)), &[1.0; 123], &design).unwrap();
    let names = names(&["female", "male"]);
    let sheet = Sheet::cut(
        &tally,
        &codes(false, &["yes", "no"]),
        Breakdown::Groups(&names),
        &PublicationRule::house(),
    )
    .unwrap();
    assert_eq!(["", "female", "male"].map(|of| sheet.base(of)), [Some(125), Some(60), Some(60)]);
    close(sheet.cell("", "yes").unwrap().estimate().share, 62.0 / 123.0, 1e-3);
    assert!(sheet.cell("female", "no").is_some() && sheet.cell("male", "yes").is_some());
}
